"""Everything that may be done with accounts and pen names."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from fanfold.accounts.models import Account, Invitation, PenName, SignInLink
from fanfold.accounts.tries import count_try, forget_tries, key
from fanfold.archive.actions import must_keep, must_own, the_archive
from fanfold.archive.models import Registration
from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import Role, Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.prose.clean import clean
from fanfold.prose.slugs import slugify
from fanfold.prose.typed import from_typed

INVITATION_DAYS = 30
MOST_PEN_NAMES = 20
LINK_LASTS = timedelta(days=3)


@transaction.atomic
def open_account(
    name: str, password: str | None, *, email: str = "", role: Role = Role.MEMBER, pen_name: str = "", by: int | None
) -> Account:
    """A new account, with a pen name if one is given. Without a password it can only be entered by a link.

    Raises Refused if the name is taken or the password is weak, saying which.
    """
    account = Account(email=email, role=role)
    _name(account, name)
    set_password(account, password)
    _save(account)
    if pen_name:
        make_pen_name(pen_name, account=account)
    record(What.ACCOUNT_OPENED, account, by=by if by is not None else account.pk)
    return account


def _name(account: Account, name: str) -> None:
    name = " ".join(name.split())
    if not name:
        raise Refused("An account needs a name.")
    if len(name) > 40:
        raise Refused(f"An account’s name may have 40 characters; this one has {len(name)}.")
    if Account.objects.filter(name__iexact=name).exclude(pk=account.pk).exists():
        raise _taken(name)
    account.name = name


def _taken(name: str) -> Refused:
    return Refused(f"There is already an account called “{name}”.", status=409)


def _save(account: Account) -> None:
    """Of two people who take a name in the same moment, the database lets one."""
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise _taken(account.name) from None


def enter(name: str, password: str, *, network: str) -> Account:
    """The account of that name, if the password is its own; tries that fail make the next one wait.

    `network` is where the try came from. Raises Refused. Not one transaction: checking a password is slow on purpose,
    and the tries must be kept when it is wrong.
    """
    by_both, by_name, by_network = key("both", name, network), key("name", name), key("network", network)
    count_try({by_both: 5, by_name: 50, by_network: 50})
    account = authenticate(username=name, password=password)
    if not isinstance(account, Account):
        raise Refused("That name or password does not match. The password is checked letter by letter, capitals too.")
    forget_tries(by_both, by_name)
    return account


@transaction.atomic
def change_account(account: Account, *, name: str, email: str, by: Viewer) -> Account:
    """A new name to sign in with, and where the keepers may write to."""
    if account.pk != by.account_id:
        raise NotYours("That account is somebody else’s.")
    _name(account, name)
    account.email = email
    _save(account)
    record(What.ACCOUNT_CHANGED, account, by=by.account_id)
    return account


@transaction.atomic
def change_password(account: Account, *, old: str, new: str, by: Viewer) -> Account:
    """Signs the account out everywhere. Without a password until now, `old` is not asked for."""
    if account.pk != by.account_id:
        raise NotYours("That account is somebody else’s.")
    if account.has_usable_password() and not account.check_password(old):
        raise Refused("That is not your password until now. It is checked letter by letter, capitals too.")
    set_password(account, new)
    account.save(update_fields=["password"])
    account.sign_in_links.filter(used_at=None).delete()
    record(What.ACCOUNT_CHANGED, account, by=by.account_id)
    return account


def set_password(account: Account, password: str | None) -> None:
    """Without saving. Raises Refused with what is weak about it."""
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
    account.set_password(password)


@transaction.atomic
def register(name: str, password: str, *, pen_name: str, email: str = "", code: str = "") -> Account:
    """Someone makes their own account, as far as the archive's choice of who may register allows."""
    registration = the_archive().registration
    must_take_members(registration)
    invitation = None
    if registration == Registration.INVITED:
        invitation = usable_invitation(code)
    account = open_account(name, password, email=email, pen_name=pen_name, by=None)
    if invitation is not None:
        invitation.used_by, invitation.used_at = account, timezone.now()
        invitation.save(update_fields=["used_by", "used_at"])
    return account


def must_take_members(registration: str) -> None:
    if registration == Registration.CLOSED:
        raise Refused("This archive takes no new members at present.", status=403)


def usable_invitation(code: str) -> Invitation:
    """Locked for this transaction, so that two people can't use it. Raises Refused if it can't be used."""
    found = Invitation.objects.select_for_update().filter(code=code.strip()).first()
    if found is None:
        raise Refused("That invitation is not known here. Check it letter by letter.", status=403)
    if found.used_at is not None:
        raise Refused("That invitation was used already.", status=403)
    if found.withdrawn_at is not None:
        raise Refused("That invitation was withdrawn by the archive’s keepers.", status=403)
    if not found.is_open:
        raise Refused("That invitation has run out. Ask for a new one.", status=403)
    return found


@transaction.atomic
def invite(*, note: str = "", by: Viewer) -> Invitation:
    must_keep(by)
    invitation = Invitation.objects.create(
        code=secrets.token_urlsafe(9),
        made_by_id=by.account_id,
        note=note[:120],
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(What.INVITATION_CHANGED, invitation, by=by.account_id)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Viewer) -> None:
    """Lets nobody use it any more. One that was used stays used; withdrawing twice is as good as once."""
    must_keep(by)
    now = timezone.now()
    Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    if Invitation.objects.filter(pk=invitation.pk, used_at__isnull=False).exists():
        raise Refused("That invitation was used already.", status=409)
    record(What.INVITATION_CHANGED, invitation, by=by.account_id, withdrawn=True)


def pen_name_called(name: str) -> PenName:
    """The pen name of that name, capitals aside; an unclaimed one is made if there is none."""
    name = " ".join(name.split())
    found = PenName.objects.filter(name__iexact=name).first()
    return found or make_pen_name(name, account=None)


def make_pen_name(name: str, *, account: Account | None) -> PenName:
    if account is not None and account.pk and account.pen_names.count() >= MOST_PEN_NAMES:
        raise Refused(f"An account may have {MOST_PEN_NAMES} pen names.")
    pen_name = PenName(account=account)
    _call(pen_name, name)
    _save_pen_name(pen_name)
    return pen_name


def _call(pen_name: PenName, name: str) -> None:
    name = " ".join(name.split())
    if not name:
        raise Refused("A pen name needs at least one letter.")
    if len(name) > 80:
        raise Refused(f"A pen name may have 80 characters; this one has {len(name)}.")
    if PenName.objects.filter(name__iexact=name).exclude(pk=pen_name.pk).exists():
        raise Refused(f"The pen name “{name}” is taken.", status=409)
    pen_name.name, pen_name.slug = name, slugify(name, "author")


def _save_pen_name(pen_name: PenName) -> None:
    """Of two people who take a pen name in the same moment, the database lets one."""
    try:
        with transaction.atomic():
            pen_name.save()
    except IntegrityError:
        raise Refused(f"The pen name “{pen_name}” is taken.", status=409) from None


@transaction.atomic
def take_pen_name(name: str, *, by: Viewer) -> PenName:
    """One more pen name for the account of the person who asks."""
    if by.account_id is None:
        raise NotYours("A pen name is for somebody with an account.")
    pen_name = make_pen_name(name, account=Account.objects.get(pk=by.account_id))
    record(What.PEN_NAME_CHANGED, pen_name, by=by.account_id)
    return pen_name


@transaction.atomic
def change_pen_name(pen_name: PenName, *, name: str, about: str, by: Viewer) -> PenName:
    """Renames it everywhere at once, and says anew what its page says."""
    if pen_name.pk not in by.pen_name_ids and not (by.is_owner and pen_name.account_id is None):
        raise NotYours("That pen name is somebody else’s.")
    _call(pen_name, name)
    pen_name.about_source = about
    pen_name.about = clean(from_typed(about), id_prefix=f"p{pen_name.pk}-").html
    _save_pen_name(pen_name)
    record(What.PEN_NAME_CHANGED, pen_name, by=by.account_id)
    return pen_name


@transaction.atomic
def give_pen_name(pen_name: PenName, account: Account, *, by: Viewer) -> PenName:
    """Gives an unclaimed pen name, and with it its works, to the account of the person who writes under it."""
    must_own(by)
    if not account.is_active:
        raise Refused(f"The account “{account}” is closed.", status=409)
    free_or_theirs = PenName.objects.filter(Q(account=None) | Q(account=account), pk=pen_name.pk)
    if not free_or_theirs.update(account=account):
        raise Refused(f"“{pen_name}” belongs to another account.", status=409)
    pen_name.account = account
    record(What.PEN_NAME_CHANGED, pen_name, by=by.account_id, to=account.pk)
    return pen_name


@transaction.atomic
def change_role(account: Account, role: Role, *, by: Viewer) -> Account:
    must_own(by)
    if role != Role.OWNER:
        _must_not_be_last_owner(account)
    account.role = role
    account.save(update_fields=["role"])
    record(What.ACCOUNT_CHANGED, account, by=by.account_id, role=role)
    return account


def _must_not_be_last_owner(account: Account) -> None:
    others = Account.objects.filter(role=Role.OWNER, closed_at=None).exclude(pk=account.pk)
    if account.role == Role.OWNER and not others.exists():
        raise Refused("An archive needs an owner. Make somebody else one first.", status=409)


@transaction.atomic
def close_account(account: Account, *, by: Viewer) -> Account:
    """Signs it out and lets nobody in by it. Its pen names and works stay as they are; it can be opened again."""
    must_own(by)
    _must_not_be_last_owner(account)
    account.closed_at = account.closed_at or timezone.now()
    account.save(update_fields=["closed_at"])
    account.sign_in_links.filter(used_at=None).delete()
    record(What.ACCOUNT_CHANGED, account, by=by.account_id, closed=True)
    return account


@transaction.atomic
def reopen_account(account: Account, *, by: Viewer) -> Account:
    must_own(by)
    account.closed_at = None
    account.save(update_fields=["closed_at"])
    record(What.ACCOUNT_CHANGED, account, by=by.account_id, closed=False)
    return account


@transaction.atomic
def give_sign_in_link(account: Account, *, by: Viewer) -> str:
    """The secret of a link the owner may hand to somebody who lost their password."""
    must_own(by)
    if not account.is_active:
        raise Refused("That account is closed. Open it again first.", status=409)
    record(What.ACCOUNT_CHANGED, account, by=by.account_id, link=True)
    return make_sign_in_link(account, lasts=LINK_LASTS)


def make_sign_in_link(account: Account, *, lasts: timedelta) -> str:
    """The secret of a link that signs the account in once. Links made for it before stop working."""
    secret = secrets.token_urlsafe(24)
    now = timezone.now()
    account.sign_in_links.filter(used_at=None).delete()
    SignInLink.objects.create(account=account, secret_hash=_hashed(secret), made_at=now, expires_at=now + lasts)
    return secret


def account_of_link(secret: str) -> Account:
    """Whom the link would sign in, if it still can. Raises Refused if not."""
    return _usable_link(secret).account


def _usable_link(secret: str) -> SignInLink:
    usable = SignInLink.objects.filter(used_at=None, expires_at__gt=timezone.now(), account__closed_at=None)
    link = usable.filter(secret_hash=_hashed(secret)).select_related("account").first()
    if link is None:
        raise Refused("That sign-in link has been used or has run out. Ask for a new one.", status=403)
    return link


@transaction.atomic
def use_sign_in_link(secret: str) -> Account:
    """The account the link was made for. Works once; raises Refused after that."""
    link = _usable_link(secret)
    # The update counts the row it changed, so of two people pressing at once only one gets in.
    if not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
        raise Refused("That sign-in link has been used already. Ask for a new one.", status=403)
    return link.account


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def the_owner() -> Account | None:
    """The account that has been owner longest."""
    return Account.objects.filter(role=Role.OWNER, closed_at=None).order_by("pk").first()
