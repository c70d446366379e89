"""Signing in and out, by password and by link, and making an account."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from fanfold.accounts import actions
from fanfold.accounts.models import Account, Invitation, SignInLink, Tries
from fanfold.accounts.tries import network_of
from fanfold.accounts.viewer import viewer_for
from fanfold.archive.actions import the_archive
from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Role
from tests.cast import PASSWORD, Cast, account, signed_in

NEW = {"name": "Pim", "pen_name": "fenwater", "password": "heron-bucket-slowly", "again": "heron-bucket-slowly"}


def sign_in(name: str, password: str, **more: str) -> tuple[int, str]:
    """The status, and where the answer leads or what it says."""
    response = Client().post(reverse("sign_in"), {"name": name, "password": password, **more})
    return response.status_code, response.get("Location", "") or response.content.decode()


def signed_in_as(client: Client) -> str:
    page = client.get(reverse("me"))
    return str(page.context["account"]) if page.status_code == 200 else ""


def registration(choice: str) -> None:
    archive = the_archive()
    archive.registration = choice
    archive.save()


def test_a_member_signs_in_with_a_name_in_any_capitals(cast: Cast) -> None:
    client = Client()
    client.post(reverse("sign_in"), {"name": " bO ", "password": PASSWORD})
    assert signed_in_as(client) == "Bo"


def test_a_wrong_pair_is_told_once_and_keeps_the_name(cast: Cast) -> None:
    status, page = sign_in("Bo", "wrong-lantern")
    assert status == 400
    assert page.count("does not match") == 1
    assert 'value="Bo"' in page
    assert "wrong-lantern" not in page


def test_nobody_learns_which_names_are_taken(cast: Cast) -> None:
    known, unknown = sign_in("Bo", "wrong-lantern"), sign_in("Nemo", "wrong-lantern")
    assert known[0] == unknown[0]
    assert "does not match" in unknown[1]


def test_the_page_after_signing_in_is_the_one_asked_for(cast: Cast) -> None:
    assert sign_in("Bo", PASSWORD, next="/me")[1] == "/me"


@pytest.mark.parametrize(
    "after", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "\0"]
)
def test_signing_in_never_leads_elsewhere(cast: Cast, after: str) -> None:
    assert sign_in("Bo", PASSWORD, next=after) == (302, "/")
    assert after not in Client().get(reverse("sign_in"), {"next": after}).content.decode()


def test_a_closed_door_leads_to_signing_in_and_back(cast: Cast) -> None:
    client = Client()
    page = client.get(reverse("me"), follow=True)
    assert 'name="next" value="/me"' in page.content.decode()


def test_a_closed_account_does_not_sign_in(cast: Cast) -> None:
    actions.close_account(cast.bo, by=viewer_for(cast.olu))
    assert sign_in("Bo", PASSWORD)[0] == 400


def test_many_wrong_passwords_make_the_next_one_wait(cast: Cast) -> None:
    assert {sign_in("Bo", "wrong-lantern")[0] for _ in range(5)} == {400}
    status, page = sign_in("Bo", PASSWORD)
    assert status == 429
    assert "Wait a second" in page
    Tries.objects.update(last_at=timezone.now() - timedelta(seconds=2))
    assert sign_in("Bo", PASSWORD)[0] == 302
    assert sign_in("Bo", "wrong-lantern")[0] == 400


def test_each_wrong_password_more_waits_longer_but_never_over_five_minutes(cast: Cast) -> None:
    for _ in range(5):
        sign_in("Bo", "wrong-lantern")
    Tries.objects.update(last_at=timezone.now() - timedelta(seconds=2))
    sign_in("Bo", "wrong-lantern")
    assert "Wait 2 seconds" in sign_in("Bo", PASSWORD)[1]
    Tries.objects.update(count=5000, last_at=timezone.now())
    assert "Wait 5 minutes" in sign_in("Bo", PASSWORD)[1]


def test_somebody_elses_tries_do_not_keep_a_member_out(cast: Cast) -> None:
    for _ in range(8):
        Client(REMOTE_ADDR="203.0.113.9").post(reverse("sign_in"), {"name": "Bo", "password": "wrong-lantern"})
    assert sign_in("Bo", PASSWORD)[0] == 302


def test_tries_keep_neither_names_nor_addresses_and_are_forgotten(cast: Cast) -> None:
    sign_in("Bo", "wrong-lantern")
    kept = " ".join(Tries.objects.values_list("key_hash", flat=True))
    assert len(kept) == 3 * 64 + 2
    assert "127.0.0.1" not in kept
    Tries.objects.update(last_at=timezone.now() - timedelta(hours=2))
    sign_in("Ada", "wrong-lantern")
    assert set(Tries.objects.values_list("count", flat=True)) == {1}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", "unknown"),
    ],
)
def test_a_household_counts_as_one(address: str, network: str) -> None:
    assert network_of(RequestFactory(REMOTE_ADDR=address).get("/")) == network


@pytest.mark.parametrize("name", ["", "x" * 5000, "B\0o", "B\u202eo", "\ud800".encode("utf-8", "surrogatepass")])
def test_odd_names_are_answered_with_a_page(cast: Cast, name: str) -> None:
    assert Client().post(reverse("sign_in"), {"name": name, "password": "p"}).status_code in {200, 400}


def test_signing_out_needs_a_button(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    assert bo.get(reverse("sign_out")).status_code == 405
    assert signed_in_as(bo) == "Bo"
    assert "You are signed out." in bo.post(reverse("sign_out"), follow=True).content.decode()
    assert signed_in_as(bo) == ""


def link_for(who: Account) -> str:
    return reverse("sign_in_link", args=[actions.make_sign_in_link(who, lasts=timedelta(hours=1))])


def test_looking_at_a_link_does_not_use_it_up(cast: Cast) -> None:
    link, client = link_for(cast.bo), Client()
    assert "Sign in as Bo" in client.get(link).content.decode()
    assert "Sign in as Bo" in client.get(link).content.decode()
    assert signed_in_as(client) == ""
    client.post(link)
    assert signed_in_as(client) == "Bo"


def test_a_link_works_once(cast: Cast) -> None:
    link, late = link_for(cast.bo), Client()
    Client().post(link)
    for answer in (late.get(link), late.post(link)):
        assert answer.status_code == 403
        assert "used or has run out" in answer.content.decode()
    assert signed_in_as(late) == ""


def test_a_link_runs_out(cast: Cast) -> None:
    link = link_for(cast.bo)
    past = timezone.now() - timedelta(hours=2)
    SignInLink.objects.update(made_at=past, expires_at=past + timedelta(hours=1))
    assert Client().post(link).status_code == 403


def test_a_link_to_a_closed_account_lets_nobody_in(cast: Cast) -> None:
    link = link_for(cast.bo)
    Account.objects.filter(pk=cast.bo.pk).update(closed_at=timezone.now())
    assert Client().post(link).status_code == 403


@pytest.mark.parametrize("secret", ["x", "%00", "%F0%9F%90%A6", "a" * 3000, "%ED%A0%80"])
def test_a_made_up_link_is_refused_kindly(db: None, secret: str) -> None:
    assert Client().get(f"/sign-in/{secret}").status_code == 403


def test_the_owners_first_link_leads_to_the_first_questions(cast: Cast) -> None:
    assert Client().post(link_for(cast.olu))["Location"] == reverse("first_run")
    archive = the_archive()
    archive.set_up_at = timezone.now()
    archive.save()
    assert Client().post(link_for(cast.olu))["Location"] == reverse("front")


def test_a_link_to_an_account_without_a_password_leads_to_choosing_one(cast: Cast) -> None:
    new = actions.open_account("Wren", None, by=None)
    answer = Client().post(link_for(new), follow=True)
    assert "choose a password below" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_one_link_at_once_one_gets_in() -> None:
    secret = actions.make_sign_in_link(account("Bo"), lasts=timedelta(hours=1))
    assert at_once(*[lambda: actions.use_sign_in_link(secret)] * 2) == ["done", "refused"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_one_invitation_at_once_one_gets_an_account() -> None:
    owner = account("Olu", Role.OWNER)
    code = actions.invite(by=viewer_for(owner)).code
    registration("invited")
    assert at_once(registering("Pim", "fenwater", code), registering("Pam", "marshwater", code)) == ["done", "refused"]
    assert Account.objects.exclude(pk=owner.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_one_name_at_once_one_gets_it() -> None:
    registration("open")
    assert at_once(registering("Pim", "fenwater"), registering("pim", "marshwater")) == ["done", "refused"]
    assert Account.objects.count() == 1


def registering(name: str, pen_name: str, code: str = "") -> Callable[[], Account]:
    return lambda: actions.register(name, NEW["password"], pen_name=pen_name, code=code)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """What became of deeds done in the same moment, each with a connection of its own."""
    start = Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> str:
        start.wait(timeout=10)
        try:
            waiting(deed)
        except Refused:
            return "refused"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(one, deeds))


def waiting(deed: Callable[[], object]) -> None:
    """A database in memory, as tests have, refuses where one in a file waits for its turn."""
    for _ in range(500):
        try:
            deed()
        except OperationalError:
            sleep(0.01)
        else:
            return
    raise AssertionError("the database never had time")


def test_a_closed_archive_says_so(cast: Cast) -> None:
    registration("closed")
    for answer in (Client().get(reverse("register")), Client().post(reverse("register"), NEW)):
        assert answer.status_code == 403
        assert "takes no new members" in answer.content.decode()
    assert not Account.objects.filter(name="Pim").exists()


def test_somebody_invited_makes_an_account_and_is_signed_in(cast: Cast) -> None:
    code = actions.invite(note="The woman with the boat", by=viewer_for(cast.mo)).code
    client = Client()
    assert f'value="{code}"' in client.get(reverse("register"), {"code": code}).content.decode()
    client.post(reverse("register"), {**NEW, "code": code})
    assert signed_in_as(client) == "Pim"
    pim = Account.objects.get(name="Pim")
    assert [str(pen_name) for pen_name in pim.pen_names.all()] == ["fenwater"]
    assert Invitation.objects.get().used_by == pim


@pytest.mark.parametrize("spoilt", ["used", "withdrawn", "late", "unknown"])
def test_an_invitation_that_is_no_more_keeps_what_was_typed(cast: Cast, spoilt: str) -> None:
    invitation = actions.invite(by=viewer_for(cast.mo))
    past = timezone.now() - timedelta(days=60)
    changes: dict[str, dict[str, object]] = {
        "used": {"used_at": timezone.now()},
        "withdrawn": {"withdrawn_at": timezone.now()},
        "late": {"made_at": past, "expires_at": past + timedelta(days=30)},
        "unknown": {"code": "another"},
    }
    Invitation.objects.filter(pk=invitation.pk).update(**changes[spoilt])
    answer = Client().post(reverse("register"), {**NEW, "code": invitation.code})
    assert answer.status_code == 403
    assert "That invitation" in answer.content.decode()
    assert 'value="fenwater"' in answer.content.decode()
    assert not Account.objects.filter(name="Pim").exists()


def test_an_open_archive_takes_anybody_without_a_code(cast: Cast) -> None:
    registration("open")
    client = Client()
    assert "Invitation" not in client.get(reverse("register")).content.decode()
    client.post(reverse("register"), NEW)
    assert signed_in_as(client) == "Pim"


def test_a_program_that_fills_every_field_gets_no_account(cast: Cast) -> None:
    registration("open")
    answer = Client().post(reverse("register"), {**NEW, "website": "https://pills.example"})
    assert "trap for programs" in answer.content.decode()
    assert not Account.objects.filter(name="Pim").exists()


def test_many_accounts_from_one_place_have_to_wait(cast: Cast) -> None:
    registration("open")
    statuses = [
        Client().post(reverse("register"), {**NEW, "name": f"Pim {number}", "pen_name": f"fen {number}"}).status_code
        for number in range(12)
    ]
    assert statuses[:10] == [302] * 10
    assert statuses[10] == 429


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "bo"}, "There is already an account called “bo”."),
        ({"pen_name": "ADA"}, "The pen name “ADA” is taken."),
        ({"name": "x" * 41}, "This may have 40 characters; it has 41."),
        ({"name": "P\u200bim"}, "a character in this name that nobody sees"),
        ({"pen_name": "fen\0water"}, "a character in this"),
        ({"pen_name": ""}, "This can’t be empty."),
        ({"email": "pim@fen"}, "That address is not whole."),
        ({"again": "heron-bucket-quickly"}, "The two are not the same."),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password123", "again": "password123"}, "too common"),
    ],
)
def test_each_fault_is_said_and_nothing_is_made(cast: Cast, change: dict[str, str], sentence: str) -> None:
    registration("open")
    before = Account.objects.count()
    page = Client().post(reverse("register"), {**NEW, **change}).content.decode()
    assert sentence in page
    assert NEW["password"] not in page
    assert Account.objects.count() == before


def test_a_long_code_in_the_address_is_answered_with_a_page(cast: Cast) -> None:
    assert Client().get(reverse("register"), {"code": "y\0" * 5000}).status_code == 200
