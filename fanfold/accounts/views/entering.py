"""Coming in and going out: signing in, by password or by a link; making an account."""

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fanfold.accounts import actions
from fanfold.accounts.forms import RegisterForm, SignInForm
from fanfold.accounts.models import Account
from fanfold.accounts.tries import count_try, key, network_of
from fanfold.archive.answers import done, word_of
from fanfold.archive.models import Registration
from fanfold.archive.viewer import Request, Role

shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])
FREE_REGISTRATIONS = 10
SIGN_IN_WORDS = {"out": "You are signed out."}


@login_not_required
@never_cache
@shown_or_sent
def sign_in(request: Request) -> HttpResponse:
    after = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.viewer.is_member and request.method != "POST":
        return redirect(after or "front")
    form = SignInForm(request.POST or None)
    if form.does(lambda: _enter(request, form.cleaned_data["name"], form.cleaned_data["password"])):
        return HttpResponseRedirect(after or resolve_url("front"))
    context = {"form": form, "next": after, "word": word_of(request, SIGN_IN_WORDS)}
    return render(request, "accounts/sign_in.html", context, status=form.status)


def _enter(request: Request, name: str, password: str) -> None:
    login(request, actions.enter(name, password, network=network_of(request)))


def _safe(request: Request, address: str) -> str:
    """The address if it lies in this archive, else nothing."""
    inside = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if inside else ""


@login_not_required
@never_cache
@shown_or_sent
def sign_in_link(request: Request, secret: str) -> HttpResponse:
    """A page with one button first: what looks into links by itself, such as a mail program, must not use it up."""
    if request.method != "POST":
        return render(request, "accounts/sign_in_link.html", {"account": actions.account_of_link(secret)})
    account = actions.use_sign_in_link(secret)
    login(request, account)
    if account.role == Role.OWNER and request.archive.set_up_at is None:
        return redirect("first_run")
    return redirect("front") if account.has_usable_password() else done("link", "me")


@login_not_required
@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return done("out", "sign_in")


@login_not_required
@never_cache
@shown_or_sent
def register(request: Request) -> HttpResponse:
    actions.must_take_members(request.archive.registration)
    if request.viewer.is_member and request.method != "POST":
        return redirect("me")
    form = RegisterForm(
        request.POST or None,
        initial={"code": request.GET.get("code", "")[:40]},
        registration=request.archive.registration,
    )
    if form.does(lambda: login(request, _registered(request, form))):
        return done("welcome", "me")
    context = {"form": form, "invited": request.archive.registration == Registration.INVITED}
    return render(request, "accounts/register.html", context, status=form.status)


def _registered(request: Request, form: RegisterForm) -> Account:
    count_try({key("register", network_of(request)): FREE_REGISTRATIONS})
    given = form.cleaned_data
    return actions.register(
        given["name"],
        given["password"],
        pen_name=given["pen_name"],
        email=given["email"],
        code=given.get("code", ""),
    )


def register_address(request: Request, code: str) -> str:
    """Where somebody with this invitation makes their account, whole, to be sent to them."""
    return request.build_absolute_uri(f"{reverse('register')}?code={code}")
