"""The desk: everything an author has, by where it stands."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fanfold.archive.models import Archive
from fanfold.archive.viewer import Request, Viewer
from fanfold.works.models import Series, Work
from fanfold.works.models.series import series_of_nobody
from fanfold.works.models.work import owned_by_nobody
from fanfold.works.telling import days_left_in_words

DRAFT, QUEUED, SCHEDULED, OUT, BINNED = range(5)
HEADINGS = ["Drafts", "Waiting for a keeper", "Scheduled", "Out", "In the bin"]
SERIES_ON_DESK = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A work in the list, under its heading."""

    work: Work
    heading: str
    left: str

    @classmethod
    def of(cls, work: Work, archive: Archive) -> "Entry":
        heading = HEADINGS[getattr(work, "stage", OUT)]
        return cls(work, heading, days_left_in_words(work, archive) if work.binned_at else "")


def stage() -> Case:
    """Where a work stands, as the place of its heading in HEADINGS."""
    stages = [
        When(binned_at__isnull=False, then=BINNED),
        When(queued_at__isnull=False, then=QUEUED),
        When(published_at=None, then=DRAFT),
        When(published_at__gt=timezone.now(), then=SCHEDULED),
    ]
    return Case(*stages, default=Value(OUT), output_field=IntegerField())


def works_on_desk(viewer: Viewer, *, of_nobody: bool) -> QuerySet[Work]:
    """The viewer's own works; or, for the owner, those that belong to no account."""
    works = Work.objects.editable_by(viewer).for_entries()
    whose = works.filter(owned_by_nobody()) if of_nobody else works.exclude(owned_by_nobody())
    return whose.annotate(stage=stage()).order_by("stage", "-updated_at", "-pk")


def series_on_desk(viewer: Viewer, *, of_nobody: bool) -> QuerySet[Series]:
    series = Series.objects.editable_by(viewer)
    whose = series.filter(series_of_nobody()) if of_nobody else series.exclude(series_of_nobody())
    return whose.order_by("binned_at", "-pk")


@require_safe
def desk(request: Request) -> HttpResponse:
    of_nobody = asks_for_nobodys(request)
    works = works_on_desk(request.viewer, of_nobody=of_nobody)
    page = Paginator(works, request.archive.works_per_page).get_page(request.GET.get("page"))
    series = series_on_desk(request.viewer, of_nobody=of_nobody).filter(binned_at=None)
    context = {
        "page": page,
        "entries": [Entry.of(work, request.archive) for work in page],
        "series": series[:SERIES_ON_DESK],
        "of_nobody": of_nobody,
    }
    return render(request, "works/desk.html", context)


@require_safe
def desk_series_list(request: Request) -> HttpResponse:
    of_nobody = asks_for_nobodys(request)
    series = series_on_desk(request.viewer, of_nobody=of_nobody)
    page = Paginator(series, request.archive.works_per_page).get_page(request.GET.get("page"))
    return render(request, "works/desk_series_list.html", {"page": page, "of_nobody": of_nobody})


def asks_for_nobodys(request: Request) -> bool:
    return request.viewer.is_owner and request.GET.get("whose") == "nobody"
