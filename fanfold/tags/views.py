"""The keepers' pages about tags: which kinds there are, and which tags mean the same."""

from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fanfold.archive.actions import must_keep, must_own
from fanfold.archive.answers import beginning_with, done, one_page, word_of
from fanfold.archive.viewer import Request
from fanfold.tags import actions
from fanfold.tags.forms import JoinForm, KindRows, TagSearchForm
from fanfold.tags.models import Kind, Tag

KIND_WORDS = {"saved": "Saved."}
TAG_WORDS = {
    "joined": "Joined. Works with this tag stand under the other one too.",
    "separate": "This is a tag of its own again.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: Request) -> HttpResponse:
    must_own(request.viewer)
    rows = KindRows(request.POST or None, things=Kind.objects.all(), prefix="kinds")
    if rows.does(lambda: actions.put_kinds(rows.in_order(Kind), by=request.viewer)):
        return done("saved", "kinds")
    return render(request, "tags/kinds.html", {"rows": rows, "word": word_of(request, KIND_WORDS)}, status=rows.status)


@require_GET
def archive_tags(request: Request) -> HttpResponse:
    must_keep(request.viewer)
    form = TagSearchForm(request.GET)
    tags = Tag.objects.select_related("kind", "canonical").defer("about", "canonical__about")
    found = beginning_with(form, tags.order_by(Lower("name"), "pk"))
    if form.is_valid() and form.cleaned_data["kind"]:
        found = found.filter(kind=form.cleaned_data["kind"])
    return render(request, "tags/tags.html", {"form": form, "rows": one_page(request, found)})


@require_GET
def tag_edit(request: Request, pk: int) -> HttpResponse:
    must_keep(request.viewer)
    tag = _tag(pk)
    return _tag_page(request, tag, JoinForm(tag=tag))


@require_POST
def tag_join(request: Request, pk: int) -> HttpResponse:
    must_keep(request.viewer)
    tag = _tag(pk)
    form = JoinForm(request.POST, tag=tag)
    if form.does(lambda: actions.make_synonym(tag, form.cleaned_data["canonical"], by=request.viewer)):
        return done("joined", "tag_edit", pk)
    return _tag_page(request, tag, form)


@require_POST
def tag_separate(request: Request, pk: int) -> HttpResponse:
    must_keep(request.viewer)
    actions.make_synonym(_tag(pk), None, by=request.viewer)
    return done("separate", "tag_edit", pk)


def _tag(pk: int) -> Tag:
    return get_object_or_404(Tag.objects.select_related("kind", "canonical"), pk=pk)


def _tag_page(request: Request, tag: Tag, form: JoinForm) -> HttpResponse:
    context = {
        "tag": tag,
        "form": form,
        "synonyms": tag.synonyms.order_by(Lower("name"))[:200],
        "word": word_of(request, TAG_WORDS),
    }
    return render(request, "tags/tag_edit.html", context, status=form.status)
