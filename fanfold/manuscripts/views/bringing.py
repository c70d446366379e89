"""Bringing manuscripts: files, pasted text, the list of those one has, and the file as it came."""

import errno
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Request, Viewer
from fanfold.manuscripts import review_actions
from fanfold.manuscripts.forms import MOST_FILES, PasteForm, UploadForm
from fanfold.manuscripts.models import Review
from fanfold.manuscripts.readers import NotRead, members
from fanfold.manuscripts.readers.sniff import LARGEST
from fanfold.works.views.answers import FAULTY, on_to

DONE = {
    "opened": "They are here. Open one to look it over.",
    "thrown-away": "It is thrown away. File and changes are kept; you can take it back below.",
    "taken-back": "It is back, as it was.",
}
MEGABYTE = 2**20

log = logging.getLogger(__name__)


@dataclass
class Brought:
    """What came of one upload: what can be looked over now, and, file by file, what could not be read."""

    reviews: list[Review] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)


def review_of(request: Request, pk: int) -> Review:
    return get_object_or_404(Review.objects.of(request.viewer).select_related("manuscript"), pk=pk)


@require_safe
def manuscripts(request: Request) -> HttpResponse:
    return manuscripts_page(request)


def manuscripts_page(
    request: Request, *, form: UploadForm | None = None, brought: Brought | None = None
) -> HttpResponse:
    own = Review.objects.of(request.viewer).select_related("manuscript").order_by("-opened_at", "-pk")
    page = Paginator(own.filter(thrown_away_at=None), MOST_FILES).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "thrown_away": own.filter(thrown_away_at__isnull=False)[:MOST_FILES],
        "form": form or UploadForm(),
        "word": DONE.get(request.GET.get("done", ""), ""),
        "brought": brought,
    }
    return render(request, "manuscripts/manuscripts.html", context, status=FAULTY if form or brought else 200)


@require_POST
def manuscripts_upload(request: Request) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return manuscripts_page(request, form=form)
    brought = Brought()
    for file in form.chosen():
        bring(file, brought, by=request.viewer)
    if brought.faults:
        return manuscripts_page(request, brought=brought)
    if len(brought.reviews) == 1:
        return redirect("review", brought.reviews[0].pk)
    return to_list("opened")


def bring(file: UploadedFile, brought: Brought, *, by: Viewer) -> None:
    """One file, or each file of a packed folder. What can't be read is a fault; the others go on."""
    name = file.name or "The file"
    try:
        for inner, data in contents(name, file):
            bring_one(inner, data, brought, by=by)
    except NotRead as reason:
        brought.faults.append((name, reason.sentence))


def contents(name: str, file: UploadedFile) -> Iterator[tuple[str, bytes]]:
    if (file.size or 0) > LARGEST:
        sentence = f"It has {(file.size or 0) / MEGABYTE:.0f} MB; the limit is {LARGEST // MEGABYTE} MB. Nothing of it was kept."
        raise NotRead("too-large", sentence)
    data = file.read()
    if not name.lower().endswith(".zip"):
        yield name, data
        return
    for at, member in enumerate(members(name, data)):
        if at == MOST_FILES:
            raise NotRead("too-large", f"It holds more than {MOST_FILES} files. The first {MOST_FILES} were looked at.")
        yield member


def bring_one(name: str, data: bytes, brought: Brought, *, by: Viewer) -> None:
    try:
        brought.reviews.append(review_actions.open_review(name, data, by=by))
    except NotRead as reason:
        brought.faults.append((name, reason.sentence))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Refused("The archive’s disk is full. Nothing more was kept; tell its keepers.", status=507) from error
        raise
    except Exception:
        # A reader that fails on one file must not take the others with it.
        log.exception("A manuscript could not be opened")
        brought.faults.append((name, "Something broke on our side while reading it. Nothing of it was kept."))


@require_http_methods(["GET", "HEAD", "POST"])
def manuscripts_paste(request: Request) -> HttpResponse:
    form = PasteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        brought = Brought()
        bring_one(*form.file(), brought, by=request.viewer)
        if brought.reviews:
            return redirect("review", brought.reviews[0].pk)
        form.add_error("text", brought.faults[0][1])
    return render(request, "manuscripts/paste.html", {"form": form}, status=FAULTY if form.errors else 200)


@require_safe
def review_original(request: Request, pk: int) -> HttpResponse:
    """The bytes as they came; never shown by a browser, whatever they hold."""
    review = review_of(request, pk)
    answer = HttpResponse(review_actions.bytes_of(review), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = attachment(review.name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def attachment(name: str) -> str:
    """RFC 6266, with the name in UTF-8 where ASCII can't say it."""
    return content_disposition_header(as_attachment=True, filename=name.replace("/", "_")) or "attachment"


@require_POST
def review_throw_away(request: Request, pk: int) -> HttpResponse:
    review_actions.throw_away(review_of(request, pk), by=request.viewer)
    return to_list("thrown-away")


@require_POST
def review_take_back(request: Request, pk: int) -> HttpResponse:
    review_actions.take_back(review_of(request, pk), by=request.viewer)
    return on_to("review", pk, done="taken-back")


def to_list(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('manuscripts')}?done={done}")
