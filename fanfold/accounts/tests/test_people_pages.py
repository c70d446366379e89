"""What the owner may do with accounts and unclaimed pen names, and the keepers with invitations."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fanfold.accounts import actions
from fanfold.accounts.models import Account, Invitation, PenName, SignInLink
from fanfold.accounts.viewer import viewer_for
from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import Role
from fanfold.journal.models import Entry
from fanfold.works.models import Work
from tests.cast import PASSWORD, Cast, account, published, signed_in

OWNER_ONLY = {"stranger": 302, "member": 403, "author": 403, "moderator": 403, "owner": 200}


@pytest.mark.parametrize("name", ["people", "person", "pen_names", "pen_name_give"])
def test_only_the_owner_sees_who_is_here(cast: Cast, name: str) -> None:
    pk = {"person": cast.bo.pk, "pen_name_give": actions.pen_name_called("Left Behind").pk}.get(name)
    address = reverse(name, args=[pk] if pk else [])
    assert {who: client.get(address).status_code for who, client in cast.clients().items()} == OWNER_ONLY


@pytest.mark.parametrize("name", ["person_role", "person_link", "person_close", "person_reopen", "pen_name_give"])
def test_only_the_owner_does_deeds_to_accounts(cast: Cast, name: str) -> None:
    pk = actions.pen_name_called("Left Behind").pk if name == "pen_name_give" else cast.ada.pk
    clients = cast.clients()
    del clients["owner"]
    before = list(Account.objects.order_by("pk").values())
    sent = {"role": "owner", "account": "Bo"}
    status = {who: client.post(reverse(name, args=[pk]), sent).status_code for who, client in clients.items()}
    assert status == {"stranger": 302, "member": 403, "author": 403, "moderator": 403}
    assert list(Account.objects.order_by("pk").values()) == before
    assert PenName.objects.get(name="Left Behind").account is None if name == "pen_name_give" else True
    assert not SignInLink.objects.exists()


@pytest.mark.parametrize("name", ["person_role", "person_link", "person_close", "person_reopen"])
def test_nothing_happens_to_an_account_by_looking(cast: Cast, name: str) -> None:
    assert signed_in(cast.olu).get(reverse(name, args=[cast.bo.pk])).status_code == 405
    assert signed_in(cast.olu).post(reverse(name, args=[10**25])).status_code == 404


def test_the_owner_makes_a_member_a_moderator(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    page = olu.post(reverse("person_role", args=[cast.bo.pk]), {"role": "moderator"}, follow=True).content.decode()
    assert "Saved." in page
    assert Account.objects.get(pk=cast.bo.pk).role == Role.MODERATOR
    assert Entry.objects.filter(what="account_changed", thing_id=cast.bo.pk, by_id=cast.olu.pk).exists()


@pytest.mark.parametrize("role", ["king", "", "moderator\0"])
def test_a_role_that_is_none_is_refused(cast: Cast, role: str) -> None:
    page = signed_in(cast.olu).post(reverse("person_role", args=[cast.bo.pk]), {"role": role}).content.decode()
    assert "Choose one of the list." in page or "This can’t be empty." in page
    assert Account.objects.get(pk=cast.bo.pk).role == Role.MEMBER


def test_an_archive_keeps_an_owner(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    lowered = olu.post(reverse("person_role", args=[cast.olu.pk]), {"role": "member"})
    assert lowered.status_code == 409
    assert "needs an owner" in lowered.content.decode()
    assert olu.post(reverse("person_close", args=[cast.olu.pk])).status_code == 409
    actions.change_role(cast.bo, Role.OWNER, by=viewer_for(cast.olu))
    assert olu.post(reverse("person_close", args=[cast.olu.pk])).status_code == 302
    assert olu.get(reverse("me")).status_code == 302


def test_the_owner_sees_a_sign_in_link_once_and_it_works_once(cast: Cast) -> None:
    answer = signed_in(cast.olu).post(reverse("person_link", args=[cast.bo.pk]))
    found = re.search(r"http://testserver(/sign-in/[\w-]+)", answer.content.decode())
    assert found is not None
    assert "no-store" in answer["Cache-Control"]
    assert found[1].removeprefix("/sign-in/") not in str(list(SignInLink.objects.values()))
    bo = Client()
    assert bo.post(found[1]).status_code == 302
    assert bo.get(reverse("me")).context["account"] == cast.bo
    assert Client().post(found[1]).status_code == 403


def test_a_second_link_ends_the_first(cast: Cast) -> None:
    owner = viewer_for(cast.olu)
    first, second = (actions.give_sign_in_link(cast.bo, by=owner) for _ in range(2))
    assert Client().get(reverse("sign_in_link", args=[first])).status_code == 403
    assert Client().get(reverse("sign_in_link", args=[second])).status_code == 200


def test_a_closed_account_is_signed_out_and_can_be_opened_again(cast: Cast) -> None:
    olu, bo = signed_in(cast.olu), signed_in(cast.bo)
    olu.post(reverse("person_close", args=[cast.bo.pk]))
    assert bo.get(reverse("me")).status_code == 302
    assert olu.post(reverse("person_link", args=[cast.bo.pk])).status_code == 409
    olu.post(reverse("person_reopen", args=[cast.bo.pk]))
    assert Client().login(username="Bo", password=PASSWORD)


def test_people_are_found_by_how_their_names_begin(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    shown = [str(one) for one in olu.get(reverse("people"), {"q": "O"}).context["rows"]]
    assert shown == ["Olu"]
    assert "No account begins like that" in olu.get(reverse("people"), {"q": "_"}).content.decode()
    assert olu.get(reverse("people"), {"q": "\0"}).status_code == 200


def test_long_lists_of_people_come_in_pages_at_the_same_cost(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    olu.get(reverse("people"))
    with CaptureQueriesContext(connection) as few:
        olu.get(reverse("people"))
    Account.objects.bulk_create(Account(name=f"Reader {number}") for number in range(60))
    with CaptureQueriesContext(connection) as many:
        page = olu.get(reverse("people")).content.decode()
    assert len(many) == len(few)
    assert "1 to 50 of 65" in page
    assert "51 to 65 of 65" in olu.get(reverse("people"), {"page": "2", "q": ""}).content.decode()


def test_keepers_invite_and_others_do_not(cast: Cast) -> None:
    seen = {who: client.get(reverse("invitations")).status_code for who, client in cast.clients().items()}
    assert seen == {"stranger": 302, "member": 403, "author": 403, "moderator": 200, "owner": 200}
    made = {who: client.post(reverse("invitation_new")).status_code for who, client in cast.clients().items()}
    assert made == {"stranger": 302, "member": 403, "author": 403, "moderator": 302, "owner": 302}
    assert Invitation.objects.count() == 2


def test_an_invitation_shows_its_whole_address_until_it_is_withdrawn(cast: Cast) -> None:
    mo = signed_in(cast.mo)
    mo.post(reverse("invitation_new"), {"note": "The woman with the boat"})
    invitation = Invitation.objects.get()
    address = f"http://testserver/register?code={invitation.code}"
    assert address in mo.get(reverse("invitations")).content.decode()
    page = mo.post(reverse("invitation_withdraw", args=[invitation.pk]), follow=True).content.decode()
    assert address not in page
    assert "Withdrawn" in page


def test_only_keepers_withdraw(cast: Cast) -> None:
    invitation = actions.invite(by=viewer_for(cast.mo))
    address = reverse("invitation_withdraw", args=[invitation.pk])
    for who in ("stranger", "member", "author"):
        cast.clients()[who].post(address)
    invitation.refresh_from_db()
    assert invitation.is_open
    assert cast.clients()["owner"].post(address).status_code == 302
    invitation.refresh_from_db()
    assert not invitation.is_open


def test_an_invitation_that_was_used_is_not_withdrawn(cast: Cast) -> None:
    invitation = actions.invite(by=viewer_for(cast.mo))
    actions.register("Pim", PASSWORD, pen_name="fenwater", code=invitation.code)
    with pytest.raises(Refused):
        actions.withdraw_invitation(invitation, by=viewer_for(cast.mo))


def test_a_note_that_is_too_long_is_said_so(cast: Cast) -> None:
    page = signed_in(cast.mo).post(reverse("invitation_new"), {"note": "n" * 121}).content.decode()
    assert "This may have 120 characters; it has 121." in page
    assert not Invitation.objects.exists()


def test_a_writer_gets_an_unclaimed_pen_name_with_its_works(cast: Cast) -> None:
    work = published()
    nobody = PenName.objects.get(name="Nobody Yet")
    olu = signed_in(cast.olu)
    assert "Nobody Yet" in olu.get(reverse("pen_names"), {"q": "nob"}).content.decode()
    olu.post(reverse("pen_name_give", args=[nobody.pk]), {"account": "bo"})
    nobody.refresh_from_db()
    assert nobody.account == cast.bo
    assert Work.objects.editable_by(viewer_for(cast.bo)).get() == work
    assert olu.get(reverse("pen_name_give", args=[nobody.pk])).status_code == 404
    assert "Every pen name belongs to somebody" in olu.get(reverse("pen_names")).content.decode()


@pytest.mark.parametrize("name", ["Nemo", "", "B\0o", "x" * 50])
def test_a_pen_name_is_not_given_to_nobody(cast: Cast, name: str) -> None:
    nobody = actions.pen_name_called("Left Behind")
    answer = signed_in(cast.olu).post(reverse("pen_name_give", args=[nobody.pk]), {"account": name})
    assert answer.status_code == 200
    assert "said" in answer.content.decode()
    nobody.refresh_from_db()
    assert nobody.account is None


def test_a_pen_name_somebody_has_is_not_given_to_another(cast: Cast) -> None:
    nobody = actions.pen_name_called("Left Behind")
    stale = PenName.objects.get(pk=nobody.pk)
    actions.give_pen_name(nobody, cast.bo, by=viewer_for(cast.olu))
    with pytest.raises(Refused):
        actions.give_pen_name(stale, cast.ada, by=viewer_for(cast.olu))
    assert PenName.objects.get(pk=nobody.pk).account == cast.bo


def test_a_pen_name_is_not_given_to_a_closed_account(cast: Cast) -> None:
    actions.close_account(cast.bo, by=viewer_for(cast.olu))
    nobody = actions.pen_name_called("Left Behind")
    answer = signed_in(cast.olu).post(reverse("pen_name_give", args=[nobody.pk]), {"account": "Bo"})
    assert answer.status_code == 409


def test_deeds_to_accounts_check_who_asks(cast: Cast) -> None:
    for by in (viewer_for(cast.bo), viewer_for(cast.mo)):
        with pytest.raises(NotYours):
            actions.close_account(cast.ada, by=by)
        with pytest.raises(NotYours):
            actions.reopen_account(cast.ada, by=by)
        with pytest.raises(NotYours):
            actions.give_sign_in_link(cast.ada, by=by)


def test_a_name_with_tags_in_it_is_shown_as_letters(cast: Cast) -> None:
    account("<b>Bold</b>")
    page = signed_in(cast.olu).get(reverse("people")).content.decode()
    assert "&lt;b&gt;Bold" in page
