"""A work's place in its series: what comes before it and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from fanfold.archive.viewer import Viewer
from fanfold.reading.bylines import Byline, author_known_to
from fanfold.works.models import Series, SeriesItem, Work


@dataclass(frozen=True)
class Neighbour:
    title: str
    address: str


@dataclass(frozen=True)
class SeriesBox:
    title: str
    address: str
    number: int
    of: int
    words: int
    before: Neighbour | None
    after: Neighbour | None

    has_series: bool

    @property
    def size(self) -> str:
        kind = "part" if self.has_series else "work"
        things = f"one {kind}" if self.of == 1 else f"{self.of:,} {kind}s"
        return f"A series of {things}, {self.words:,} words so far."


def series_boxes(work: Work, viewer: Viewer, byline: Byline) -> list[SeriesBox]:
    """One query. A work whose author is not told shows no series: the series would tell."""
    if not byline.names:
        return []
    items = (
        SeriesItem.objects.filter(shown_to(viewer) | Q(work=work))
        .filter(series__in=work.series_items.values("series"), series__binned_at=None)
        .select_related("series", "work", "inner")
        .only(
            "position",
            "series__title",
            "series__slug",
            "work__title",
            "work__slug",
            "work__words",
            "inner__title",
            "inner__slug",
        )
        .order_by("series", "position")
    )
    return [_box(list(group), work) for _, group in groupby(items, key=lambda item: item.series_id)]


def shown_to(viewer: Viewer) -> Q:
    """The items of a series this viewer may be shown. Asked item by item, which costs the same in a big archive."""
    works = Work.objects.listed_for(viewer).filter(author_known_to(viewer))
    inner = Series.objects.readable_by(viewer)
    return Q(Exists(works.filter(pk=OuterRef("work")))) | Q(
        Exists(inner.filter(pk=OuterRef("inner"))), inner__isnull=False
    )


def _box(items: Sequence[SeriesItem], work: Work) -> SeriesBox:
    index = next(i for i, item in enumerate(items) if item.work_id == work.pk)
    series = items[index].series
    return SeriesBox(
        title=series.title,
        address=series.get_absolute_url(),
        number=index + 1,
        of=len(items),
        words=sum(item.work.words for item in items if item.work),
        before=_neighbour(items[index - 1]) if index else None,
        after=_neighbour(items[index + 1]) if index + 1 < len(items) else None,
        has_series=any(item.inner_id for item in items),
    )


def _neighbour(item: SeriesItem) -> Neighbour:
    if item.work is not None:
        return Neighbour(item.work.title, reverse("work", args=[item.work.pk, item.work.slug]))
    assert item.inner is not None  # a constraint says that an item is one or the other
    return Neighbour(item.inner.title, reverse("series", args=[item.inner.pk, item.inner.slug]))
