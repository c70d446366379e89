from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Lower, Substr
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from fanfold.archive.viewer import Request, Viewer
from fanfold.reading.doors import public_page
from fanfold.reading.entries import entries_of
from fanfold.reading.finding import Moved, must_be_called
from fanfold.reading.paging import page_of
from fanfold.tags.models import Kind, KindRole, Tag
from fanfold.works.models import Work, WorkTag
from fanfold.works.models.work import WorkQuerySet

TAGS_PER_PAGE = 120


@public_page
def tag_by_number(request: Request, pk: int) -> HttpResponse:
    raise Moved(_find_tag(request.viewer, pk).get_absolute_url())


@public_page
def tag(request: Request, pk: int, slug: str) -> HttpResponse:
    """The works under a tag and its synonyms. A synonym's own address leads to the tag it stands for."""
    found = _find_tag(request.viewer, pk)
    must_be_called(slug, found.slug, found.get_absolute_url())
    synonyms = list(found.synonyms.order_by("name").only("name"))
    works = _works_under([found, *synonyms], request.viewer).order_by("-updated_at", "-id")
    page = page_of(works.for_entries(), request.GET, request.archive.works_per_page)
    if not (page.total or _may_see_unused(found, request.viewer)):
        raise Http404
    wider = Tag.objects.filter(children=found).order_by("name")
    narrower = Tag.objects.filter(parents=found, works_count__gt=0).order_by("-works_count", "name")
    context = {
        "tag": found,
        "synonyms": [synonym.name for synonym in synonyms],
        "wider": wider,
        "narrower": narrower[:TAGS_PER_PAGE],
        "page": page,
        "entries": entries_of(page.items, request.viewer),
    }
    return render(request, "reading/tag.html", context)


def _find_tag(viewer: Viewer, pk: int) -> Tag:
    found = get_object_or_404(Tag.objects.select_related("kind", "canonical"), pk=pk)
    if found.canonical is not None:
        raise Moved(found.canonical.get_absolute_url())
    return found


def _works_under(tags: Iterable[Tag], viewer: Viewer) -> WorkQuerySet:
    return Work.objects.listed_for(viewer).filter(pk__in=WorkTag.objects.filter(tag__in=list(tags)).values("work"))


def _may_see_unused(tag: Tag, viewer: Viewer) -> bool:
    """A tag that only a draft carries would tell of the draft: it is its author's and the keepers' to see."""
    return viewer.is_keeper or (
        bool(viewer.pen_name_ids) and Work.objects.editable_by(viewer).filter(work_tags__tag=tag).exists()
    )


@public_page
def fandoms(request: Request) -> HttpResponse:
    """Leads to the index of whatever kind this archive keeps its fandoms in."""
    kind = Kind.objects.filter(role=KindRole.FANDOM).first() or get_object_or_404(Kind.objects.all()[:1])
    return HttpResponseRedirect(kind.get_absolute_url())


@public_page
def tag_kind(request: Request, slug: str) -> HttpResponse:
    """Every tag of a kind that works carry, by name; `?at=M` shows one letter."""
    if "\0" in slug:
        raise Http404
    kind = get_object_or_404(Kind, slug=slug)
    tags = Tag.objects.filter(kind=kind, canonical=None, works_count__gt=0)
    letters = _letters(
        tags.annotate(letter=Substr("name", 1, 1)).order_by().values_list("letter", flat=True).distinct()
    )
    letter = request.GET.get("at", "")
    chosen = letter if letter in letters else ""
    if chosen:
        tags = tags.filter(Q(name__startswith=chosen) | Q(name__startswith=chosen.lower()))
    page = page_of(tags.order_by(Lower("name"), "id"), request.GET, TAGS_PER_PAGE)
    context = {"kind": kind, "page": page, "letters": letters, "chosen": chosen}
    return render(request, "reading/tag_kind.html", context)


def _letters(initials: Iterable[str]) -> list[str]:
    return sorted({initial.upper() for initial in initials if initial.isalnum()})
