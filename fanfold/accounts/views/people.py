"""The keepers' pages about people: accounts, invitations, pen names that nobody has claimed."""

from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fanfold.accounts import actions
from fanfold.accounts.forms import GiveForm, InvitationForm, RoleForm
from fanfold.accounts.models import Account, Invitation, PenName
from fanfold.accounts.views.entering import register_address
from fanfold.archive.actions import must_keep, must_own
from fanfold.archive.answers import beginning_with, done, one_page, word_of
from fanfold.archive.forms import PrefixForm
from fanfold.archive.viewer import Request, Role

PERSON_WORDS = {
    "role": "Saved. It holds from their next page on.",
    "closed": "The account is closed and signed out. Its pen names and works stay as they are.",
    "reopened": "The account is open again.",
}
INVITATION_WORDS = {
    "made": "The invitation is made. Send its address to the person it is for.",
    "withdrawn": "The invitation is withdrawn.",
}
PEN_NAME_WORDS = {"given": "The pen name, with its works, belongs to that account now."}


@require_GET
def people(request: Request) -> HttpResponse:
    must_own(request.viewer)
    form = PrefixForm(request.GET)
    rows = beginning_with(form, Account.objects.order_by(Lower("name"), "pk"))
    return render(request, "accounts/people.html", {"form": form, "rows": one_page(request, rows)})


@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    must_own(request.viewer)
    return _person(request, get_object_or_404(Account, pk=pk))


def _person(request: Request, account: Account, form: RoleForm | None = None) -> HttpResponse:
    context = {
        "account": account,
        "role": Role(account.role).name.lower(),
        "form": form or RoleForm(initial={"role": account.role}),
        "pen_names": account.pen_names.order_by("pk"),
        "word": word_of(request, PERSON_WORDS),
    }
    return render(request, "accounts/person.html", context, status=form.status if form else 200)


@require_POST
def person_role(request: Request, pk: int) -> HttpResponse:
    must_own(request.viewer)
    account, form = get_object_or_404(Account, pk=pk), RoleForm(request.POST)
    if form.does(lambda: actions.change_role(account, Role(form.cleaned_data["role"]), by=request.viewer)):
        return done("role", "person", pk)
    return _person(request, account, form)


@never_cache
@require_POST
def person_link(request: Request, pk: int) -> HttpResponse:
    """Answers with a page instead of leading on: the link is shown this once, and only its hash is kept."""
    must_own(request.viewer)
    account = get_object_or_404(Account, pk=pk)
    secret = actions.give_sign_in_link(account, by=request.viewer)
    address = request.build_absolute_uri(reverse("sign_in_link", args=[secret]))
    context = {"account": account, "address": address, "days": actions.LINK_LASTS.days}
    return render(request, "accounts/link_made.html", context)


@require_POST
def person_close(request: Request, pk: int) -> HttpResponse:
    must_own(request.viewer)
    actions.close_account(get_object_or_404(Account, pk=pk), by=request.viewer)
    return done("closed", "person", pk)


@require_POST
def person_reopen(request: Request, pk: int) -> HttpResponse:
    must_own(request.viewer)
    actions.reopen_account(get_object_or_404(Account, pk=pk), by=request.viewer)
    return done("reopened", "person", pk)


@require_GET
def invitations(request: Request) -> HttpResponse:
    must_keep(request.viewer)
    return _invitations(request, InvitationForm())


def _invitations(request: Request, form: InvitationForm) -> HttpResponse:
    context = {
        "form": form,
        "rows": one_page(request, Invitation.objects.select_related("made_by", "used_by")),
        "address": register_address(request, ""),
        "days": actions.INVITATION_DAYS,
        "word": word_of(request, INVITATION_WORDS),
    }
    return render(request, "accounts/invitations.html", context, status=form.status)


@require_POST
def invitation_new(request: Request) -> HttpResponse:
    must_keep(request.viewer)
    form = InvitationForm(request.POST)
    if form.does(lambda: actions.invite(note=form.cleaned_data["note"], by=request.viewer)):
        return done("made", "invitations")
    return _invitations(request, form)


@require_POST
def invitation_withdraw(request: Request, pk: int) -> HttpResponse:
    must_keep(request.viewer)
    actions.withdraw_invitation(get_object_or_404(Invitation, pk=pk), by=request.viewer)
    return done("withdrawn", "invitations")


@require_GET
def pen_names(request: Request) -> HttpResponse:
    must_own(request.viewer)
    form = PrefixForm(request.GET)
    unclaimed = PenName.objects.filter(account=None).defer("about", "about_source").order_by(Lower("name"), "pk")
    rows = one_page(request, beginning_with(form, unclaimed))
    return render(
        request, "accounts/pen_names.html", {"form": form, "rows": rows, "word": word_of(request, PEN_NAME_WORDS)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pen_name_give(request: Request, pk: int) -> HttpResponse:
    must_own(request.viewer)
    pen_name = get_object_or_404(PenName, pk=pk, account=None)
    form = GiveForm(request.POST or None)
    if form.does(lambda: actions.give_pen_name(pen_name, form.cleaned_data["account"], by=request.viewer)):
        return done("given", "pen_names")
    return render(request, "accounts/pen_name_give.html", {"form": form, "pen_name": pen_name}, status=form.status)
