from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fanfold.accounts.viewer import CONSENT_COOKIE, consent_cookie
from fanfold.archive.models import Rating
from fanfold.archive.viewer import Request
from fanfold.reading.doors import public_page
from fanfold.reading.finding import Elsewhere, find_work

A_MONTH = 60 * 60 * 24 * 30
DONE = {"forgotten": "Your answers are forgotten. You will be asked again."}


@login_not_required
@require_POST
def consent(request: Request, pk: int) -> HttpResponse:
    """Someone said yes to the rating of this work: remembered on their device for a month, for works of that rating."""
    asked_for = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(asked_for, allowed_hosts=None) and asked_for.startswith("/")
    try:
        work = find_work(request.viewer, pk)
    except Elsewhere:
        return HttpResponseRedirect(reverse("work_by_number", args=[pk]))
    response = HttpResponseRedirect(asked_for if inside else work.get_absolute_url())
    response.set_cookie(
        CONSENT_COOKIE,
        consent_cookie(request.viewer.consented | {work.rating_id}),
        max_age=A_MONTH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@require_POST
def consent_forget(request: Request) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('reading_settings')}?done=forgotten")
    response.delete_cookie(CONSENT_COOKIE, samesite="Lax")
    return response


@public_page
def reading_settings(request: Request) -> HttpResponse:
    """How pages look on this device, and what was answered to ratings that ask."""
    given = Rating.objects.filter(pk__in=request.viewer.consented)
    word = DONE.get(request.GET.get("done", ""), "")
    return render(request, "reading/settings.html", {"given": given, "word": word})
