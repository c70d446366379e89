"""A chapter on its author's desk: what it says, when it comes out, where it stands."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Request
from fanfold.works import actions, chapter_actions
from fanfold.works.actions import MovedOn, text_of
from fanfold.works.differences import Passage, differences
from fanfold.works.forms.chapters import ChapterForm, PlaceForm, TimeForm
from fanfold.works.models import Chapter, Work
from fanfold.works.telling import left_out_in_words, standing_of_chapter
from fanfold.works.texts import ChapterText, left_out
from fanfold.works.views.answers import FAULTY, on_to, tried, went_through
from fanfold.works.views.works import work_to_edit

VERSIONS_BESIDE = 5
DONE = {
    "saved": "Saved.",
    "published": "Published.",
    "scheduled": "It is scheduled.",
    "taken-back": "It is a draft again, and readers can’t see it.",
    "moved": "Moved.",
    "brought-back": "That version is back. What stood here before it is kept as a version too.",
}


def chapter_to_edit(request: Request, pk: int) -> Chapter:
    works = Work.objects.editable_by(request.viewer)
    return get_object_or_404(Chapter.objects.filter(work__in=works).select_related("work"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def chapter_new(request: Request, pk: int) -> HttpResponse:
    work = work_to_edit(request, pk)
    form = ChapterForm(request.POST if request.method == "POST" else None, chapter=None, archive=request.archive)
    if form.is_bound and form.is_valid():
        chapter = tried(form, lambda: actions.add_chapter(work, form.said(), by=request.viewer))
        if chapter is not None:
            return on_to("chapter_edit", chapter.pk, done="saved")
    place = work.chapters.count() + 1
    context = {"form": form, "work": work, "place": place}
    return render(request, "works/chapter_new.html", context, status=FAULTY if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def chapter_edit(request: Request, pk: int) -> HttpResponse:
    chapter = chapter_to_edit(request, pk)
    if request.method != "POST":
        return chapter_page(request, chapter)
    form = ChapterForm(request.POST, chapter=chapter, archive=request.archive)
    if not form.is_valid():
        return chapter_page(request, chapter, form=form)
    try:
        say_chapter_anew(request, chapter, form)
    except MovedOn as moved_on:
        return moved_on_page(request, pk, form, moved_on)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return chapter_page(request, chapter_to_edit(request, pk), form=form)
    return on_to("chapter_edit", pk, done="saved")


def say_chapter_anew(request: Request, chapter: Chapter, form: ChapterForm) -> None:
    """`instead` is ticked by the page that showed both texts; the one not chosen must stay a version of its own."""
    why = ""
    if form.cleaned_data["instead"]:
        why = f"Chosen over version {latest_number(chapter)}, saved in another place"
    opened_on = form.cleaned_data["opened_on"]
    actions.change_chapter(chapter, form.said(), opened_on=opened_on, by=request.viewer, why=why)


def latest_number(chapter: Chapter) -> int:
    return chapter.revisions.values_list("number", flat=True).first() or 0


def moved_on_page(request: Request, pk: int, form: ChapterForm, moved_on: MovedOn) -> HttpResponse:
    """Both texts, and the choice. Nothing was saved."""
    chapter = chapter_to_edit(request, pk)
    typed = request.POST.copy()
    typed["opened_on"], typed["instead"] = chapter.changed_at.isoformat(), "on"
    context = {
        "chapter": chapter,
        "form": ChapterForm(typed, chapter=chapter, archive=request.archive),
        "passages": differences(chapter.source, form.said().text),
        "other_texts": beside_the_text(text_of(chapter), form.said()),
        "number": latest_number(chapter),
    }
    return render(request, "works/chapter_moved_on.html", context, status=moved_on.status)


def beside_the_text(older: ChapterText, newer: ChapterText) -> list[tuple[str, list[Passage]]]:
    """What differs in title, summary and notes, by the name of each."""
    pairs = [
        ("Title", older.title, newer.title),
        ("Summary", older.summary, newer.summary),
        ("Note before the chapter", older.note_head, newer.note_head),
        ("Note after the chapter", older.note_end, newer.note_end),
    ]
    return [(name, differences(was, now)) for name, was, now in pairs if was != now]


def chapter_page(
    request: Request,
    chapter: Chapter,
    *,
    form: ChapterForm | None = None,
    time: TimeForm | None = None,
    place: PlaceForm | None = None,
) -> HttpResponse:
    """The desk's page of a chapter; a form that was refused stands in it as it was filled in."""
    refused = [each for each in (form, time, place) if each is not None]
    versions = chapter.revisions.defer("source", "note_head_source", "note_end_source", "summary_source")
    context = {
        "chapter": chapter,
        "work": chapter.work,
        "place": chapter.position,
        "form": form or ChapterForm(chapter=chapter, archive=request.archive),
        "time": time or TimeForm(prefix="time"),
        "move": place or PlaceForm(initial={"to": chapter.position}, prefix="move"),
        "chapters_count": chapter.work.chapters.count(),
        "standing": standing_of_chapter(chapter),
        "versions": versions[:VERSIONS_BESIDE],
        **word_for(request, chapter),
    }
    return render(request, "works/chapter_edit.html", context, status=FAULTY if refused else 200)


def word_for(request: Request, chapter: Chapter) -> dict[str, object]:
    """What was done; after saving also who can see it, and what did not come through."""
    done = request.GET.get("done", "")
    sentence = DONE.get(done, "")
    if done not in {"saved", "brought-back"}:
        return {"word": sentence}
    removed = left_out(chapter.source, chapter.summary_source, chapter.note_head_source, chapter.note_end_source)
    still = "" if chapter.published_at else f"Chapter {chapter.position} is still a draft, and readers can’t see it."
    told = " ".join(filter(None, [sentence, still, left_out_in_words(removed)]))
    return {"word": told, "removed": removed}


@require_POST
def chapter_publish(request: Request, pk: int) -> HttpResponse:
    chapter = chapter_to_edit(request, pk)
    form = TimeForm(request.POST, prefix="time")
    if form.is_valid() and went_through(
        form, lambda: chapter_actions.publish_chapter(chapter, at=form.time(), by=request.viewer)
    ):
        return on_to("chapter_edit", pk, done="published" if chapter.is_out() else "scheduled")
    return chapter_page(request, chapter_to_edit(request, pk), time=form)


@require_POST
def chapter_take_back(request: Request, pk: int) -> HttpResponse:
    chapter_actions.take_back_chapter(chapter_to_edit(request, pk), by=request.viewer)
    return on_to("chapter_edit", pk, done="taken-back")


@require_POST
def chapter_move(request: Request, pk: int) -> HttpResponse:
    """From the chapter's own page with a number typed, or from the list with a button."""
    chapter = chapter_to_edit(request, pk)
    form = PlaceForm(request.POST, prefix="move")
    if form.is_valid() and went_through(
        form, lambda: chapter_actions.move_chapter(chapter, form.cleaned_data["to"], by=request.viewer)
    ):
        return on_to("desk_work", chapter.work_id, done="moved")
    return chapter_page(request, chapter_to_edit(request, pk), place=form)
