from django.http import HttpRequest

from fanfold.accounts.models import Account, PenName
from fanfold.archive.viewer import STRANGER, Role, Viewer

CONSENT_COOKIE = "fanfold_consent"


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks. A stranger without a session cookie costs no query."""
    consented = consented_in(request.COOKIES.get(CONSENT_COOKIE, ""))
    user = request.user
    if not isinstance(user, Account):
        return Viewer(consented=consented) if consented else STRANGER
    return viewer_for(user, consented=consented)


def viewer_for(account: Account, *, consented: frozenset[int] = frozenset()) -> Viewer:
    pen_names = PenName.objects.filter(account=account).order_by("pk").values_list("pk", flat=True)
    return Viewer(account_id=account.pk, pen_name_ids=tuple(pen_names), role=Role(account.role), consented=consented)


def consented_in(cookie: str) -> frozenset[int]:
    """The ratings of a consent cookie, written as "3.4"; anything else in it is ignored."""
    parts = cookie.split(".")[:50]
    return frozenset(int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 10)


def consent_cookie(consented: frozenset[int]) -> str:
    return ".".join(str(pk) for pk in sorted(consented))
