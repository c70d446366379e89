from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from fanfold.prose.clean import CleanHtml, trusted_again

# Django's fields are generic to the type checker only.
if TYPE_CHECKING:
    TextOfCleanHtml = models.TextField[CleanHtml, CleanHtml]
else:
    TextOfCleanHtml = models.TextField


class CleanHtmlField(TextOfCleanHtml):
    """Text that only `prose.clean` can have made: an ordinary string is refused when saving."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", empty_html)
        kwargs["blank"] = True
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> CleanHtml | None:
        return None if value is None else trusted_again(value)

    def get_prep_value(self, value: object) -> Any:
        if value is not None and not isinstance(value, CleanHtml):
            raise TypeError(f"{self.name} takes HTML made by prose.clean, not {type(value).__name__}")
        return None if value is None else str(value)


def empty_html() -> CleanHtml:
    return trusted_again("")
