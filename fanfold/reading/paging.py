"""A list cut into pages, with the address of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

Item = TypeVar("Item")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Item]):
    items: Sequence[Item]
    number: int
    total: int
    per_page: int
    query: QueryDict

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first_item(self) -> int:
        return (self.number - 1) * self.per_page + 1

    @property
    def last_item(self) -> int:
        return min(self.number * self.per_page, self.total)

    @property
    def before(self) -> str:
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        return self._address(self.number + 1) if self.number < self.last else ""

    @property
    def total_in_words(self) -> str:
        return f"{self.total:,}"

    def _address(self, number: int) -> str:
        query = self.query.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return f"?{query.urlencode()}" if query else "?"


def page_of(rows: QuerySet[M], query: QueryDict, per_page: int, *, count: int | None = None) -> Page[M]:
    """The page that `query` asks for; the nearest there is if it asks for one that is not. Two queries at most."""
    total = rows.count() if count is None else count
    last = max(1, -(-total // per_page))
    number = min(max(1, asked_for(query)), last)
    begin = (number - 1) * per_page
    return Page(list(rows[begin : begin + per_page]), number, total, per_page, query)


def asked_for(query: QueryDict) -> int:
    asked = query.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
