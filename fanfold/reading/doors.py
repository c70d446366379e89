from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fanfold.archive.viewer import Request
from fanfold.reading.finding import Elsewhere, Gone, Moved

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def public_page(view: View[P]) -> View[P]:
    """A page anybody may ask for. What is not there for them is answered by what `finding` says of it."""

    @wraps(view)
    def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Elsewhere as elsewhere:
            return _elsewhere(request, elsewhere)

    return login_not_required(require_safe(answer))


def _elsewhere(request: Request, elsewhere: Elsewhere) -> HttpResponse:
    match elsewhere:
        case Moved(to=address):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        case Gone(tombstone=tombstone):
            return render(request, "reading/tombstone.html", {"tombstone": tombstone}, status=410)
        case _:
            return redirect_to_login(request.get_full_path())
