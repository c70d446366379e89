from django.http import HttpResponse
from django.shortcuts import render

from fanfold.archive.viewer import Request
from fanfold.reading.bylines import byline_of_one
from fanfold.reading.entries import Facts
from fanfold.works.models import Work


def gate(request: Request, work: Work) -> HttpResponse:
    """The page that stands before a work whose rating asks consent, at the address that was asked for."""
    context = {
        "work": work,
        "byline": byline_of_one(work, request.viewer),
        "facts": Facts(work, tuple(work.warnings.all())),
        "asked_for": request.get_full_path(),
    }
    response = render(request, "reading/gate.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
