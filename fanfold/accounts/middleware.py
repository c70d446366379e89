from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from fanfold.accounts.viewer import viewer_of
from fanfold.archive.actions import the_archive

GetResponse = Callable[[HttpRequest], HttpResponse]


def who_is_asking(get_response: GetResponse) -> GetResponse:
    """Gives every request its `viewer` and its `archive`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of(request)  # type: ignore[attr-defined]
        request.archive = SimpleLazyObject(the_archive)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
