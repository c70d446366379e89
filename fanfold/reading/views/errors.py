"""The pages Django asks for when there is no page."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.encoding import escape_uri_path

from fanfold.archive.models import OldAddress


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Before it says no, looks whether the address was given long ago and leads elsewhere now."""
    moved_to = new_address(request.get_full_path()) or without_slash(request)
    if moved_to:
        return HttpResponsePermanentRedirect(moved_to)
    return render(request, "404.html", status=404)


def new_address(asked: str) -> str | None:
    """Where the thing lives that once stood at this path and query; None if nothing did."""
    path = asked.partition("?")[0]
    spellings = {spelt for address in (asked, path) for spelt in (address, unquote(address))}
    # A query the reader's own tools added must not hide the address; the exact one wins.
    found = dict(
        OldAddress.objects.filter(path__in=[spelt for spelt in spellings if "\0" not in spelt]).values_list(
            "path", "to"
        )
    )
    return next((found[spelt] for spelt in (asked, unquote(asked), path, unquote(path)) if spelt in found), None)


def without_slash(request: HttpRequest) -> str | None:
    """None of our addresses ends in a slash; somebody's link may."""
    bare = request.path_info.rstrip("/")
    if bare == request.path_info or not is_valid_path(bare):
        return None
    return escape_uri_path(bare)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without the frame: what was sent may have stopped us before we knew who asks."""
    return HttpResponse(render_to_string("400.html"), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Without the frame: the database may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check said no: usually a page left open over a sign-in, or cookies switched off."""
    return render(request, "form_expired.html", status=403)
