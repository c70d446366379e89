"""The review page: a manuscript beside what was read of it."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fanfold.archive.viewer import Request
from fanfold.manuscripts import edits
from fanfold.manuscripts.forms import DraftForm, FieldsForm, kinds
from fanfold.manuscripts.models import Edit, Review
from fanfold.manuscripts.review_actions import Opened, opened, redoable
from fanfold.manuscripts.showing import BLOCKS_ON_A_PAGE, Pages, sure_of
from fanfold.manuscripts.views.bringing import review_of
from fanfold.prose.document import Block, Extract, Field
from fanfold.works.views.answers import FAULTY

DONE = {
    "changed": "Done.",
    "nothing": "Everything stands as it was.",
    "undone": "Taken back.",
    "redone": "Made again.",
    "taken-back": "It is back, as it was.",
    "drafted": "The draft is on your desk, and only you can see it.",
    "drafted-in-part": "The draft is on your desk. What was edited, published or binned there since stays as it is.",
}
CHANGES_SHOWN = 30
REPAIRS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Change:
    """An edit in the list of changes, with why it no longer fits where it does not."""

    number: int
    sentence: str
    is_undone: bool
    why_unfit: str


@dataclass(frozen=True, slots=True)
class Said:
    """A field of the form with what tells of it: how sure (0 where nobody said it), and where it was read."""

    field: object
    sure: int
    where: str


@dataclass(frozen=True, slots=True)
class WorkShown:
    """A work of which there are blocks on this page."""

    number: int
    form: FieldsForm
    fields: list[Said]
    chapters: object


@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    return review_page(request, review_of(request, pk))


def review_page(
    request: Request, review: Review, *, fields: FieldsForm | None = None, draft: DraftForm | None = None
) -> HttpResponse:
    """A form that was refused stands in it as it was filled in."""
    now = opened(review)
    pages = Pages(now, unsure_first=request.GET.get("order") == "unsure")
    page = Paginator(pages.order, BLOCKS_ON_A_PAGE).get_page(request.GET.get("page"))
    drafts = list(review.shelved.select_related("work").order_by("number"))
    context = {
        "review": review,
        "reading": now.reading,
        "sum": pages.sum(),
        "aside": pages.aside(),
        "repairs": now.reading.source.repairs[:REPAIRS_SHOWN],
        "pages": pages,
        "page": page,
        "blocks": [pages.shown(block) for block in page],
        "works": works_on(page, pages, refused=fields),
        "choices": kinds(),
        "order": "unsure" if pages.order is not pages.blocks else "",
        "asking": pages.asking,
        "drafts": drafts,
        "draft": draft or DraftForm(viewer=request.viewer),
        **changes_in(review, now),
        **word_for(request),
    }
    return render(request, "manuscripts/review.html", context, status=FAULTY if fields or draft else 200)


def works_on(page: Page[Block], pages: Pages, *, refused: FieldsForm | None) -> list[WorkShown]:
    return [work_shown(number, pages, refused=refused) for number in pages.works_of(list(page))]


def work_shown(number: int, pages: Pages, *, refused: FieldsForm | None) -> WorkShown:
    form = FieldsForm(work=pages.reading.works[number], number=number)
    if refused is not None and refused.number == number:
        form = refused
    fields = [said(form[name], form.known[name], pages.extract) for name in form.fields]
    return WorkShown(number, form, fields, pages.chapters[number])


def said(bound: object, found: list[Field], extract: Extract) -> Said:
    if not found:
        return Said(bound, 0, "The file does not say it.")
    least = min(found, key=lambda field: field.confidence)
    if least.rule == edits.SAID:
        return Said(bound, 3, "You said it.")
    raw = " ".join(least.raw.split())
    return Said(bound, sure_of(least.confidence), f"{least.rule}: “{raw[:80]}”" if raw else least.rule)


def changes_in(review: Review, now: Opened) -> dict[str, object]:
    """The last changes, newest first, and what can be undone and made again."""
    last = list(review.edits.order_by("-number")[:CHANGES_SHOWN])
    unfit = review.edits.filter(number__in=now.unfit) if now.unfit else Edit.objects.none()
    return {
        "changes": [change(edit, now) for edit in last],
        "unfit": [change(edit, now) for edit in unfit],
        "can_undo": any(edit.undone_at is None for edit in last) or review.edits.filter(undone_at=None).exists(),
        "can_redo": redoable(review).exists(),
    }


def change(edit: Edit, now: Opened) -> Change:
    sentence = edits.from_json(edit.said).sentence(now.original.extract)
    return Change(edit.number, sentence, edit.undone_at is not None, now.unfit.get(edit.number, ""))


def word_for(request: Request) -> dict[str, object]:
    done = request.GET.get("done", "")
    return {"word": DONE.get(done, ""), "tone": "caution" if done == "drafted-in-part" else "good"}
