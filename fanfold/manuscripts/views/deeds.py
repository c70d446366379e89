"""The deeds of the review page, one address each."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Request
from fanfold.manuscripts import edits, review_actions
from fanfold.manuscripts.edits import Edit, Spot
from fanfold.manuscripts.forms import (
    BlockForm,
    DraftForm,
    FieldsForm,
    NumberForm,
    RetypeForm,
    RuleForm,
    SplitForm,
    TitleForm,
    WhereForm,
)
from fanfold.manuscripts.models import Review
from fanfold.manuscripts.views.bringing import review_of
from fanfold.manuscripts.views.review import review_page
from fanfold.works.views.answers import tried

Form = TypeVar("Form", bound=BlockForm)


def back_to(request: Request, review: Review, *, done: str, at: str = "") -> HttpResponseRedirect:
    """To the place on the review page where the button was."""
    where = WhereForm(request.POST)
    asked = where.cleaned_data if where.is_valid() else {}
    query = {name: asked[name] for name in ("order", "page") if asked.get(name)}
    # The least sure come first there, and what was settled has left its place.
    anchor = "blocks" if query.get("order") else at
    address = f"{reverse('review', args=[review.pk])}?{urlencode({**query, 'done': done})}"
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)


def on_block(request: Request, pk: int, kind: type[Form], make: Callable[[Form], Edit]) -> HttpResponse:
    """Makes an edit of one block, and comes back to it."""
    review = review_of(request, pk)
    form = kind(request.POST)
    if not form.is_valid():
        raise Refused("That button belongs to another page. Open the manuscript again, and choose there.")
    review_actions.make_edit(review, make(form), by=request.viewer)
    return back_to(request, review, done="changed", at=f"b{form.spot().id}")


def plain(kind: Callable[[Spot], Edit]) -> Callable[[BlockForm], Edit]:
    """For edits that say nothing but which block."""
    return lambda form: kind(form.spot())


@require_POST
def review_retype(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, RetypeForm, lambda form: edits.Retype(form.spot(), form.wanted()))


@require_POST
def review_split(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, SplitForm, lambda form: edits.Split(form.spot(), form.cleaned_data["at"]))


@require_POST
def review_merge(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, BlockForm, plain(edits.Merge))


@require_POST
def review_begin(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, BlockForm, plain(edits.Begin))


@require_POST
def review_join(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, BlockForm, plain(edits.Join))


@require_POST
def review_title(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, TitleForm, lambda form: edits.Title(form.spot(), form.cleaned_data["title"]))


@require_POST
def review_accept(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, BlockForm, plain(edits.Accept))


@require_POST
def review_restore(request: Request, pk: int) -> HttpResponse:
    return on_block(request, pk, BlockForm, plain(edits.Restore))


@require_POST
def review_accept_rule(request: Request, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    form = RuleForm(request.POST)
    if not form.is_valid():
        raise Refused("That button belongs to another page. Open the manuscript again, and choose there.")
    review_actions.make_edit(review, edits.AcceptRule(form.cleaned_data["rule"]), by=request.viewer)
    return back_to(request, review, done="changed", at="blocks")


@require_POST
def review_fields(request: Request, pk: int, number: int) -> HttpResponse:
    review = review_of(request, pk)
    works = review_actions.opened(review).reading.works
    if number >= len(works):
        raise Http404
    form = FieldsForm(request.POST, work=works[number], number=number)
    if not form.is_valid():
        return review_page(request, review, fields=form)
    changed = form.changed()
    if changed:
        review_actions.make_edit(review, edits.SetFields(number, changed), by=request.viewer)
    return back_to(request, review, done="changed" if changed else "nothing", at=f"w{number}")


@require_POST
def review_undo(request: Request, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    review_actions.undo(review, number_in(request), by=request.viewer)
    return back_to(request, review, done="undone")


@require_POST
def review_redo(request: Request, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    review_actions.redo(review, number_in(request), by=request.viewer)
    return back_to(request, review, done="redone")


def number_in(request: Request) -> int | None:
    form = NumberForm(request.POST)
    if not form.is_valid():
        raise Refused("There is no such change.")
    number: int | None = form.cleaned_data["number"]
    return number


@require_POST
def review_draft(request: Request, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    form = DraftForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        return review_page(request, review, draft=form)
    pen_name = form.cleaned_data["pen_name"]
    outcome = tried(form, lambda: review_actions.make_draft(review, pen_name, by=request.viewer))
    if outcome is None:
        return review_page(request, review, draft=form)
    return back_to(request, review, done="drafted-in-part" if outcome.remarks else "drafted", at="drafts")
