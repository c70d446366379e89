"""What a chapter said before, and the way back to it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from fanfold.archive.viewer import Request
from fanfold.works import chapter_actions
from fanfold.works.actions import text_of
from fanfold.works.differences import differences
from fanfold.works.models import ChapterRevision
from fanfold.works.views.answers import on_to
from fanfold.works.views.chapters import beside_the_text, chapter_to_edit

VERSIONS_PER_PAGE = 50
LONG_TEXTS = ("source", "note_head_source", "note_end_source", "summary_source")


@require_safe
def chapter_versions(request: Request, pk: int) -> HttpResponse:
    chapter = chapter_to_edit(request, pk)
    versions = chapter.revisions.defer(*LONG_TEXTS)
    page = Paginator(versions, VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "chapter": chapter,
        "work": chapter.work,
        "page": page,
        "versions": [(version, who_wrote(version, request)) for version in page],
    }
    return render(request, "works/chapter_versions.html", context)


@require_safe
def chapter_version(request: Request, pk: int, number: int) -> HttpResponse:
    version = version_to_edit(request, pk, number)
    chapter = version.chapter
    context = {
        "chapter": chapter,
        "work": chapter.work,
        "version": version,
        "who": who_wrote(version, request),
        "passages": differences(version.source, chapter.source),
        "other_texts": beside_the_text(chapter_actions.text_of_version(version), text_of(chapter)),
    }
    return render(request, "works/chapter_version.html", context)


@require_POST
def chapter_bring_back(request: Request, pk: int, number: int) -> HttpResponse:
    chapter_actions.bring_back(version_to_edit(request, pk, number), by=request.viewer)
    return on_to("chapter_edit", pk, done="brought-back")


def version_to_edit(request: Request, pk: int, number: int) -> ChapterRevision:
    chapter = chapter_to_edit(request, pk)
    return get_object_or_404(chapter.revisions.select_related("chapter__work"), number=number)


def who_wrote(version: ChapterRevision, request: Request) -> str:
    if version.by_id is None:
        return "the archive"
    return "you" if version.by_id == request.viewer.account_id else "another of its authors"
