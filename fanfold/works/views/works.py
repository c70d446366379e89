"""A work on its author's desk: its facts, and the deeds that bring it to readers or away from them."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fanfold.archive.viewer import Request, Viewer
from fanfold.works import actions
from fanfold.works.forms.facts import FactsForm, choosable_pen_names
from fanfold.works.forms.publishing import AudienceForm, BinForm, PublishForm
from fanfold.works.models import Creatorship, State, Work
from fanfold.works.telling import left_out_in_words, standing_of_work
from fanfold.works.texts import left_out
from fanfold.works.views.answers import FAULTY, on_to, tried, went_through

DONE = {
    "made": "Saved as a draft. Add its first chapter next.",
    "saved": "Saved.",
    "published": "Published.",
    "scheduled": "It is scheduled.",
    "withdrawn": "It is a draft again, and readers can’t see it.",
    "audience": "Changed who may read it.",
    "restored": "It is out of the bin, as it was.",
    "moved": "Moved.",
}


def work_to_edit(request: Request, pk: int) -> Work:
    return get_object_or_404(Work.objects.editable_by(request.viewer).select_related("rating"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def work_new(request: Request) -> HttpResponse:
    if not request.viewer.pen_name_ids:
        return render(request, "works/no_pen_name.html")
    form = FactsForm(
        request.POST if request.method == "POST" else None, work=None, viewer=request.viewer, archive=request.archive
    )
    if form.is_bound and form.is_valid():
        work = tried(form, lambda: make_work(request, form))
        if work is not None:
            return on_to("desk_work", work.pk, done="made")
    return render(request, "works/work_new.html", {"form": form}, status=FAULTY if form.errors else 200)


@transaction.atomic
def make_work(request: Request, form: FactsForm) -> Work:
    return actions.create_work(form.facts(), by=request.viewer)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_work(request: Request, pk: int) -> HttpResponse:
    work = work_to_edit(request, pk)
    if request.method != "POST":
        return work_page(request, work)
    form = FactsForm(request.POST, work=work, viewer=request.viewer, archive=request.archive)
    if form.is_valid() and went_through(form, lambda: say_anew(request, work, form)):
        return on_to("desk_work", work.pk, done="saved")
    return work_page(request, work_to_edit(request, pk), facts=form)


@transaction.atomic
def say_anew(request: Request, work: Work, form: FactsForm) -> Work:
    return actions.change_work(work, form.facts(), by=request.viewer)


def work_page(
    request: Request,
    work: Work,
    *,
    facts: FactsForm | None = None,
    publish: PublishForm | None = None,
    audience: AudienceForm | None = None,
    to_bin: BinForm | None = None,
) -> HttpResponse:
    """The desk's page of a work; a form that was refused stands in it as it was filled in."""
    refused = [form for form in (facts, publish, audience, to_bin) if form is not None]
    open_to = {"audience": work.audience}
    chapters = list(work.chapters.for_contents())
    context = {
        "work": work,
        "standing": standing_of_work(work, request.archive),
        "chapters": chapters,
        "can_move": len(chapters) > 1 and work.binned_at is None,
        "form": facts or FactsForm(work=work, viewer=request.viewer, archive=request.archive),
        "publish": publish or PublishForm(initial=open_to, prefix="publish"),
        "audience": audience or AudienceForm(initial=open_to, prefix="audience"),
        "to_bin": to_bin or BinForm(prefix="bin"),
        "can_publish": work.state in {State.DRAFT, State.SCHEDULED},
        "co_authors": co_authors(work, request.viewer),
        **word_for(request, work),
    }
    return render(request, "works/desk_work.html", context, status=FAULTY if refused else 200)


def co_authors(work: Work, viewer: Viewer) -> list[Creatorship]:
    """Who else it is by."""
    mine = choosable_pen_names(work, viewer)
    return [each for each in work.creatorships.select_related("pen_name") if each.pen_name not in mine]


def word_for(request: Request, work: Work) -> dict[str, object]:
    """What was done; after saving also what did not come through."""
    done = request.GET.get("done", "")
    sentence = DONE.get(done, "")
    if done not in {"saved", "made"}:
        return {"word": sentence}
    removed = left_out(work.summary_source, work.notes_before_source, work.notes_after_source)
    return {"word": f"{sentence} {left_out_in_words(removed)}".strip(), "removed": removed}


@require_POST
def work_publish(request: Request, pk: int) -> HttpResponse:
    work = work_to_edit(request, pk)
    form = PublishForm(request.POST, prefix="publish")
    if form.is_valid():
        audience = form.cleaned_data["audience"]
        if went_through(form, lambda: actions.publish(work, at=form.time(), audience=audience, by=request.viewer)):
            return on_to("desk_work", work.pk, done="published" if work.is_out() else "scheduled")
    return work_page(request, work_to_edit(request, pk), publish=form)


@require_POST
def work_audience(request: Request, pk: int) -> HttpResponse:
    work = work_to_edit(request, pk)
    form = AudienceForm(request.POST, prefix="audience")
    if form.is_valid():
        audience = form.cleaned_data["audience"]
        if went_through(form, lambda: actions.set_audience(work, audience, by=request.viewer)):
            return on_to("desk_work", work.pk, done="audience")
    return work_page(request, work_to_edit(request, pk), audience=form)


@require_POST
def work_withdraw(request: Request, pk: int) -> HttpResponse:
    actions.withdraw(work_to_edit(request, pk), by=request.viewer)
    return on_to("desk_work", pk, done="withdrawn")


@require_POST
def work_bin(request: Request, pk: int) -> HttpResponse:
    work = work_to_edit(request, pk)
    form = BinForm(request.POST, prefix="bin")
    if form.is_valid():
        actions.bin_work(work, words_left=form.cleaned_data["words_left"], by=request.viewer)
        return redirect("desk_work", pk)
    return work_page(request, work, to_bin=form)


@require_POST
def work_restore(request: Request, pk: int) -> HttpResponse:
    actions.restore_work(work_to_edit(request, pk), by=request.viewer)
    return on_to("desk_work", pk, done="restored")
