"""The order of a list and what it leaves out, all of it in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from fanfold.archive.models import Rating
from fanfold.archive.viewer import Viewer
from fanfold.prose.languages import language_name
from fanfold.works.models import Work
from fanfold.works.models.work import WorkQuerySet

# The last of each is the number, so that works alike in all else keep their places from page to page.
ORDERS = {
    "updated": ("Latest update", ("-updated_at", "-id")),
    "newest": ("Newest", ("-published_at", "-id")),
    "longest": ("Longest", ("-words", "-id")),
    "title": ("Title", ("title", "id")),
}
STANDARD = "updated"


@dataclass(frozen=True)
class Choice:
    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Picked:
    """A filter that is on, with the address of the list without it."""

    name: str
    without: str


@dataclass(frozen=True)
class Narrowing:
    """What a reader asked a list for. Values nobody offers are passed over, so an old address still shows a list."""

    order: str
    language: str
    rating: Rating | None
    complete: bool
    ratings: tuple[Rating, ...]
    languages: tuple[str, ...]

    @property
    def orders(self) -> list[Choice]:
        return [Choice(key, name, key == self.order) for key, (name, _) in ORDERS.items()]

    @property
    def order_name(self) -> str:
        return ORDERS[self.order][0]

    @property
    def rating_choices(self) -> list[Choice]:
        return [Choice(str(rating.pk), rating.name, rating == self.rating) for rating in self.ratings]

    @property
    def language_choices(self) -> list[Choice]:
        named = [Choice(code, language_name(code) or code, code == self.language) for code in self.languages]
        return sorted(named, key=lambda choice: choice.name.casefold())

    @property
    def picked(self) -> list[Picked]:
        names = {
            "language": language_name(self.language) or self.language,
            "rating": self.rating.name if self.rating else "",
            "complete": "complete works only",
        }
        return [Picked(names[key], self._without(key)) for key in names if key in self._asked()]

    def _asked(self) -> dict[str, str]:
        asked = {
            "order": self.order if self.order != STANDARD else "",
            "language": self.language,
            "rating": str(self.rating.pk) if self.rating else "",
            "complete": "1" if self.complete else "",
        }
        return {key: value for key, value in asked.items() if value}

    def _without(self, key: str) -> str:
        return "?" + urlencode({name: value for name, value in self._asked().items() if name != key})

    def of(self, works: WorkQuerySet) -> WorkQuerySet:
        if self.language:
            works = works.filter(language=self.language)
        if self.rating:
            works = works.filter(rating=self.rating)
        if self.complete:
            works = works.filter(completed_at__isnull=False)
        return works.order_by(*ORDERS[self.order][1])


def narrowing(query: QueryDict, viewer: Viewer) -> Narrowing:
    """Two queries: the ratings there are, and the languages works are in."""
    ratings = tuple(Rating.objects.all())
    languages = tuple(Work.objects.listed_for(viewer).order_by().values_list("language", flat=True).distinct())
    order, language, rating = (query.get(key, "") for key in ("order", "language", "rating"))
    return Narrowing(
        order=order if order in ORDERS else STANDARD,
        language=language if language in languages else "",
        rating=next((row for row in ratings if str(row.pk) == rating), None),
        complete=query.get("complete") == "1",
        ratings=ratings,
        languages=languages,
    )
