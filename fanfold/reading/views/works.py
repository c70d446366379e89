from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fanfold.archive.viewer import Request, Viewer
from fanfold.reading.bylines import byline_of_one
from fanfold.reading.contents import contents_of
from fanfold.reading.doors import public_page
from fanfold.reading.entries import Facts
from fanfold.reading.finding import Moved, find_work, must_be_called
from fanfold.reading.neighbours import series_boxes
from fanfold.reading.paging import asked_for
from fanfold.reading.states import word_of_work
from fanfold.reading.views.gate import gate
from fanfold.reading.whole import parts_of
from fanfold.tags.models import KindRole, Tag
from fanfold.works.models import Chapter, Work
from fanfold.works.rules import needs_consent


@public_page
def work_by_number(request: Request, pk: int) -> HttpResponse:
    raise Moved(find_work(request.viewer, pk).get_absolute_url())


@public_page
def work(request: Request, pk: int, slug: str) -> HttpResponse:
    """The title page."""
    found = find_work(request.viewer, pk)
    must_be_called(slug, found.slug, found.get_absolute_url())
    if needs_consent(request.viewer, found):
        return gate(request, found)
    context = _about(found, request.viewer)
    tags = _tags(found)
    context |= {
        "fandoms": [tag for tag in tags if tag.kind.role == KindRole.FANDOM],
        "kinds": [(kind, list(group)) for kind, group in groupby(_not_fandoms(tags), key=lambda tag: tag.kind)],
        "boxes": series_boxes(found, request.viewer, context["byline"]),
        "word": word_of_work(found),
    }
    return render(request, "reading/work.html", context)


def _about(work: Work, viewer: Viewer) -> dict[str, Any]:
    return {
        "work": work,
        "byline": byline_of_one(work, viewer),
        "facts": Facts(work, tuple(work.warnings.all())),
        "lines": contents_of(work, viewer),
    }


def _tags(work: Work) -> list[Tag]:
    rows = work.work_tags.select_related("tag__kind")
    return sorted((row.tag for row in rows), key=lambda tag: tag.kind.position)


def _not_fandoms(tags: list[Tag]) -> list[Tag]:
    return [tag for tag in tags if tag.kind.role != KindRole.FANDOM]


@public_page
def work_all(request: Request, pk: int, slug: str) -> HttpResponse:
    """The whole text; a very long one in parts, each a number of whole chapters."""
    found = find_work(request.viewer, pk)
    must_be_called(slug, found.slug, f"{found.get_absolute_url()}/all")
    if needs_consent(request.viewer, found):
        return gate(request, found)
    context = _about(found, request.viewer)
    if not context["lines"]:
        raise Http404
    parts = parts_of(context["lines"])
    number = min(max(1, asked_for(request.GET)), len(parts))
    part = parts[number - 1]
    context |= {
        "part": _texts(part),
        "number": number,
        "parts": len(parts),
        "before": number - 1,
        "after": number + 1 if number < len(parts) else 0,
        "word": word_of_work(found),
        "panel": True,
    }
    return render(request, "reading/work_all.html", context)


def _texts(part: list[Any]) -> list[tuple[Any, Chapter]]:
    texts = Chapter.objects.defer("summary_source", "note_head_source", "note_end_source", "source")
    by_pk = texts.in_bulk([line.chapter.pk for line in part])
    return [(line, by_pk[line.chapter.pk]) for line in part]
