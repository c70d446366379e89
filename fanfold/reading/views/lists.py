from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render

from fanfold.archive.viewer import Request
from fanfold.prose.languages import direction, language_name
from fanfold.reading.doors import public_page
from fanfold.reading.entries import entries_of
from fanfold.reading.lists import narrowing
from fanfold.reading.paging import page_of
from fanfold.works.models import Work


@public_page
def browse(request: Request) -> HttpResponse:
    """All works, in the order and of the kinds the address says."""
    asked = narrowing(request.GET, request.viewer)
    works = asked.of(Work.objects.listed_for(request.viewer))
    page = page_of(works.for_entries(), request.GET, request.archive.works_per_page)
    context = {"asked": asked, "page": page, "entries": entries_of(page.items, request.viewer)}
    return render(request, "reading/browse.html", context)


@public_page
def languages(request: Request) -> HttpResponse:
    """Every language works are in, with how many."""
    rows = Work.objects.listed_for(request.viewer).order_by().values_list("language").annotate(count=Count("pk"))
    found = [(code, language_name(code) or code, direction(code), f"{count:,}") for code, count in rows]
    found.sort(key=lambda row: row[1].casefold())
    return render(request, "reading/languages.html", {"languages": found})


@public_page
def language(request: Request, code: str) -> HttpResponse:
    works = Work.objects.listed_for(request.viewer).filter(language=code.replace("\0", ""))
    page = page_of(works.order_by("-updated_at", "-id").for_entries(), request.GET, request.archive.works_per_page)
    if not page.total:
        raise Http404
    context = {
        "code": code,
        "name": language_name(code) or code,
        "direction": direction(code),
        "page": page,
        "entries": entries_of(page.items, request.viewer),
    }
    return render(request, "reading/language.html", context)
