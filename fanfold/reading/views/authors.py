from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from fanfold.accounts.models import PenName
from fanfold.archive.viewer import Request
from fanfold.reading.bylines import author_known_to
from fanfold.reading.doors import public_page
from fanfold.reading.entries import entries_of
from fanfold.reading.finding import Moved, must_be_called
from fanfold.reading.paging import page_of
from fanfold.works.models import Creatorship, Series, Work

MOST_SERIES = 30


@public_page
def author_by_number(request: Request, pk: int) -> HttpResponse:
    raise Moved(get_object_or_404(PenName, pk=pk).get_absolute_url())


@public_page
def author(request: Request, pk: int, slug: str) -> HttpResponse:
    """A pen name's page. An anonymous work stands here for those alone who may know who wrote it."""
    found = get_object_or_404(PenName.objects.defer("about_source"), pk=pk)
    must_be_called(slug, found.slug, found.get_absolute_url())
    by_them = Creatorship.objects.filter(pen_name=found, accepted_at__isnull=False).values("work")
    works = Work.objects.listed_for(request.viewer).filter(author_known_to(request.viewer), pk__in=by_them)
    page = page_of(works.order_by("-updated_at", "-id").for_entries(), request.GET, request.archive.works_per_page)
    context = {
        "author": found,
        "page": page,
        "entries": entries_of(page.items, request.viewer),
        "series": Series.objects.readable_by(request.viewer)
        .filter(creatorships__pen_name=found)
        .only("title", "slug")
        .order_by("title")[:MOST_SERIES],
    }
    return render(request, "reading/author.html", context)
