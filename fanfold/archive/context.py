from django.http import HttpRequest

from fanfold.archive.models import Page


def archive(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page needs."""
    return {
        "archive": getattr(request, "archive", None),
        "viewer": getattr(request, "viewer", None),
        "about_pages": Page.objects.only("slug", "title"),
    }
