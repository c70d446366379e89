from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render

from fanfold.archive.viewer import Request, Viewer
from fanfold.reading.bylines import author_known_to, byline_of_series
from fanfold.reading.doors import public_page
from fanfold.reading.entries import Entry, entries_of
from fanfold.reading.finding import Moved, find_series, must_be_called
from fanfold.reading.neighbours import shown_to
from fanfold.reading.paging import page_of
from fanfold.works.models import Series, SeriesItem, Work
from fanfold.works.models.work import WorkQuerySet

# Of a series inside a series, this many works are named; its own page has them all.
INNER_WORKS = 12


@dataclass(frozen=True)
class Part:
    """One place in a series: a work, or a series with the first of its works."""

    number: int
    entry: Entry | None
    inner: Series | None
    works: Sequence[Work]

    @property
    def shown(self) -> Sequence[Work]:
        return self.works[:INNER_WORKS]

    @property
    def more(self) -> int:
        return max(0, len(self.works) - INNER_WORKS)


@public_page
def series_by_number(request: Request, pk: int) -> HttpResponse:
    raise Moved(find_series(request.viewer, pk).get_absolute_url())


@public_page
def series(request: Request, pk: int, slug: str) -> HttpResponse:
    viewer = request.viewer
    found = find_series(viewer, pk)
    must_be_called(slug, found.slug, found.get_absolute_url())
    items = SeriesItem.objects.filter(shown_to(viewer), series=found).select_related("inner")
    page = page_of(items, request.GET, request.archive.works_per_page)
    context = {
        "series": found,
        "byline": byline_of_series(found, viewer),
        "page": page,
        "parts": _parts(page.items, page.first_item, viewer),
        "words": listed(viewer).filter(series_items__series=found).aggregate(words=Sum("words"))["words"] or 0,
        "outer": Series.objects.readable_by(viewer).filter(items__inner=found).only("title", "slug"),
    }
    return render(request, "reading/series.html", context)


def listed(viewer: Viewer) -> WorkQuerySet:
    return Work.objects.listed_for(viewer).filter(author_known_to(viewer))


def _parts(items: Sequence[SeriesItem], first: int, viewer: Viewer) -> list[Part]:
    works = listed(viewer).filter(pk__in=[item.work_id for item in items if item.work_id])
    entries = {entry.work.pk: entry for entry in entries_of(works.for_entries(), viewer)}
    inside = _works_inside([item.inner_id for item in items if item.inner_id], viewer)
    return [
        Part(number, entries.get(item.work_id or 0), item.inner, inside[item.inner_id or 0])
        for number, item in enumerate(items, start=first)
    ]


def _works_inside(series: Sequence[int], viewer: Viewer) -> dict[int, list[Work]]:
    """The works of each of the inner series, in order; one query, titles only."""
    rows = (
        SeriesItem.objects.filter(shown_to(viewer), series__in=series, work__isnull=False)
        .select_related("work")
        .only("series", "position", "work__title", "work__slug", "work__words", "work__language")
    )
    inside: dict[int, list[Work]] = defaultdict(list)
    for row in rows:
        if row.work is not None:
            inside[row.series_id].append(row.work)
    return inside
