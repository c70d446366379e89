"""A member's own account and pen names."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fanfold.accounts import actions
from fanfold.accounts.forms import AccountForm, NewPenNameForm, PasswordForm, PenNameForm
from fanfold.accounts.models import Account, PenName
from fanfold.accounts.tries import count_try, key
from fanfold.archive.answers import done, word_of
from fanfold.archive.viewer import Request
from fanfold.prose.clean import clean
from fanfold.prose.typed import from_typed

FREE_PASSWORD_CHANGES = 10
WORDS = {
    "saved": "Saved.",
    "password": "The password is changed. You are signed out everywhere but here.",
    "pen-name": "You have one more pen name.",
    "link": "You are signed in. The link works no more, so choose a password below.",
    "welcome": "Your account is open. Say something about yourself on your pen name’s page, or begin to read.",
}


@require_GET
def me(request: Request) -> HttpResponse:
    return _me(request)


@require_POST
def me_change(request: Request) -> HttpResponse:
    account, form = _own(request), AccountForm(request.POST)
    if form.does(lambda: actions.change_account(account, **form.cleaned_data, by=request.viewer)):
        return done("saved", "me")
    return _me(request, account_form=form)


@require_POST
def me_password(request: Request) -> HttpResponse:
    account = _own(request)
    form = PasswordForm(request.POST, account=account)
    if form.does(lambda: _change_password(request, account, form.cleaned_data)):
        update_session_auth_hash(request, account)
        return done("password", "me")
    return _me(request, password_form=form)


def _change_password(request: Request, account: Account, given: dict[str, Any]) -> None:
    count_try({key("password", str(account.pk)): FREE_PASSWORD_CHANGES})
    actions.change_password(account, old=given.get("old", ""), new=given["password"], by=request.viewer)


@require_POST
def pen_name_new(request: Request) -> HttpResponse:
    form = NewPenNameForm(request.POST)
    if form.does(lambda: actions.take_pen_name(form.cleaned_data["pen_name"], by=request.viewer)):
        return done("pen-name", "me")
    return _me(request, pen_name_form=form)


def _own(request: Request) -> Account:
    """A fresh row: what is typed in a form must not reach the one that Django signs the session with."""
    return get_object_or_404(Account, pk=request.viewer.account_id)


def _me(
    request: Request,
    *,
    account_form: AccountForm | None = None,
    password_form: PasswordForm | None = None,
    pen_name_form: NewPenNameForm | None = None,
) -> HttpResponse:
    """The page with its three forms, one of them perhaps with faults."""
    account = _own(request)
    context = {
        "account": account,
        "account_form": account_form or AccountForm(initial={"name": account.name, "email": account.email}),
        "password_form": password_form or PasswordForm(account=account),
        "pen_name_form": pen_name_form or NewPenNameForm(),
        "pen_names": account.pen_names.order_by("pk"),
        "most": actions.MOST_PEN_NAMES,
        "word": word_of(request, WORDS),
    }
    faulty = next((form for form in (account_form, password_form, pen_name_form) if form), None)
    return render(request, "accounts/me.html", context, status=faulty.status if faulty else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pen_name_edit(request: Request, pk: int) -> HttpResponse:
    """One's own; and for the owner, one that belongs to nobody."""
    theirs = Q(account=request.viewer.account_id)
    if request.viewer.is_owner:
        theirs |= Q(account=None)
    pen_name = get_object_or_404(PenName.objects.filter(theirs), pk=pk)
    source, address = pen_name.about_source, pen_name.get_absolute_url()
    form = PenNameForm(request.POST or None, initial={"name": pen_name.name, "about": source})
    if form.does(lambda: actions.change_pen_name(pen_name, **form.cleaned_data, by=request.viewer)):
        return done("saved", "pen_name_edit", pk)
    context = {
        "form": form,
        "pen_name": pen_name,
        "address": address,
        "left_out": clean(from_typed(source)).removed if source else (),
        "word": word_of(request, WORDS),
    }
    return render(request, "accounts/pen_name.html", context, status=form.status)
