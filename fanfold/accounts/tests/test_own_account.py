"""A member's own page: name, mail, password, pen names."""

import pytest
from django.test import Client
from django.urls import reverse

from fanfold.accounts import actions
from fanfold.accounts.models import PenName
from fanfold.accounts.viewer import viewer_for
from fanfold.archive.refused import NotYours
from fanfold.archive.viewer import STRANGER
from fanfold.journal.models import Entry
from tests.cast import PASSWORD, Cast, pen_name_of, signed_in

OTTERS = "quiet-otters-ashore"
CHANGE = {"old": PASSWORD, "password": OTTERS, "again": OTTERS}


def test_everybody_signed_in_has_a_page_and_strangers_none(cast: Cast) -> None:
    status = {who: client.get(reverse("me")).status_code for who, client in cast.clients().items()}
    assert status == {"stranger": 302, "member": 200, "author": 200, "moderator": 200, "owner": 200}


def test_a_page_leads_to_what_its_reader_may_keep(cast: Cast) -> None:
    links = {who: client.get(reverse("me")).content.decode() for who, client in cast.clients().items()}
    assert "Keep the archive" in links["owner"]
    assert reverse("invitations") in links["moderator"]
    assert "Keep the archive" not in links["moderator"]
    assert reverse("invitations") not in links["member"]


def test_a_member_changes_name_and_mail(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    page = bo.post(reverse("me_change"), {"name": "Bowen", "email": "bo@fen.example"}, follow=True).content.decode()
    assert "Saved." in page
    cast.bo.refresh_from_db()
    assert (cast.bo.name, cast.bo.email) == ("Bowen", "bo@fen.example")
    assert Entry.objects.filter(what="account_changed", thing_id=cast.bo.pk).exists()
    assert "bo@fen" not in str(list(Entry.objects.values()))


def test_a_taken_name_is_refused_and_stays_in_its_field(cast: Cast) -> None:
    answer = signed_in(cast.bo).post(reverse("me_change"), {"name": "ADA"})
    assert answer.status_code == 409
    assert 'value="ADA"' in answer.content.decode()
    cast.bo.refresh_from_db()
    assert cast.bo.name == "Bo"


def test_a_new_password_signs_out_everywhere_else(cast: Cast) -> None:
    here, elsewhere = signed_in(cast.bo), signed_in(cast.bo)
    page = here.post(reverse("me_password"), CHANGE, follow=True).content.decode()
    assert "The password is changed." in page
    assert here.get(reverse("me")).status_code == 200
    assert elsewhere.get(reverse("me")).status_code == 302
    assert Client().login(username="Bo", password=OTTERS)


def test_a_new_password_ends_links_made_before(cast: Cast) -> None:
    secret = actions.give_sign_in_link(cast.bo, by=viewer_for(cast.olu))
    signed_in(cast.bo).post(reverse("me_password"), CHANGE)
    assert Client().post(reverse("sign_in_link", args=[secret])).status_code == 403


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"old": "not-this-lantern"}, "That is not your password until now."),
        ({"again": "quiet-otters-afloat"}, "The two are not the same."),
        ({"password": "abc", "again": "abc"}, "too short"),
        ({"password": "", "again": ""}, "This can’t be empty."),
    ],
)
def test_a_password_is_not_changed_by_mistake(cast: Cast, change: dict[str, str], sentence: str) -> None:
    page = signed_in(cast.bo).post(reverse("me_password"), {**CHANGE, **change}).content.decode()
    assert sentence in page
    assert Client().login(username="Bo", password=PASSWORD)


def test_guessing_the_old_password_slows_down(cast: Cast) -> None:
    bo = signed_in(cast.bo)
    statuses = [bo.post(reverse("me_password"), {**CHANGE, "old": "guess"}).status_code for _ in range(11)]
    assert statuses == [400] * 10 + [429]


def test_an_account_without_a_password_chooses_one_without_an_old_one(cast: Cast) -> None:
    wren = actions.open_account("Wren", None, by=None)
    client = signed_in(wren)
    assert 'name="old"' not in client.get(reverse("me")).content.decode()
    client.post(reverse("me_password"), {"password": OTTERS, "again": OTTERS})
    assert Client().login(username="Wren", password=OTTERS)


def test_a_member_takes_one_more_pen_name(cast: Cast) -> None:
    page = signed_in(cast.bo).post(reverse("pen_name_new"), {"pen_name": "  low   tide "}, follow=True)
    assert "one more pen name" in page.content.decode()
    assert PenName.objects.get(name="low tide").account == cast.bo


def test_twenty_pen_names_are_enough(cast: Cast) -> None:
    for number in range(19):
        actions.take_pen_name(f"tide {number}", by=viewer_for(cast.bo))
    bo = signed_in(cast.bo)
    assert "Another pen name" not in bo.get(reverse("me")).content.decode()
    answer = bo.post(reverse("pen_name_new"), {"pen_name": "one too many"})
    assert answer.status_code == 400
    assert cast.bo.pen_names.count() == 20


def test_an_author_says_something_about_herself(cast: Cast) -> None:
    ada, pen_name = signed_in(cast.ada), pen_name_of(cast.ada)
    said = {"name": "Ada of the Fen", "about": "I write about <i>herons</i>.<script>no()</script>"}
    page = ada.post(reverse("pen_name_edit", args=[pen_name.pk]), said, follow=True).content.decode()
    pen_name.refresh_from_db()
    assert (pen_name.name, pen_name.slug) == ("Ada of the Fen", "ada-of-the-fen")
    assert "herons" in pen_name.about
    assert "no()" not in pen_name.about
    assert "Saved." in page
    assert "Readers see this without" in page
    assert Entry.objects.filter(what="pen_name_changed", thing_id=pen_name.pk).exists()


def test_nobody_edits_another_writers_pen_name(cast: Cast) -> None:
    pen_name = pen_name_of(cast.ada)
    status = {}
    for who, client in cast.clients().items():
        address = reverse("pen_name_edit", args=[pen_name.pk])
        status[who] = (client.get(address).status_code, client.post(address, {"name": "Mine"}).status_code)
    assert status.pop("author") == (200, 302)
    assert status.pop("stranger") == (302, 302)
    assert set(status.values()) == {(404, 404)}


def test_the_owner_edits_a_pen_name_that_is_nobodys(cast: Cast) -> None:
    nobody = actions.pen_name_called("Left Behind")
    address = reverse("pen_name_edit", args=[nobody.pk])
    status = {who: client.get(address).status_code for who, client in cast.clients().items()}
    assert status == {"stranger": 302, "member": 404, "author": 404, "moderator": 404, "owner": 200}
    assert signed_in(cast.olu).post(address, {"name": "Left Behind Once", "about": ""}).status_code == 302


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "Bo"}, "The pen name “Bo” is taken."),
        ({"name": ""}, "This can’t be empty."),
        ({"name": "x" * 81}, "This may have 80 characters; it has 81."),
        ({"name": "Ada\u202e"}, "a character in this name that nobody sees"),
        ({"name": "Ada", "about": "a\0b"}, "a character in this that can’t be kept"),
        ({"name": "Ada", "about": "a" * 20_001}, "This may have 20000 characters; it has 20001."),
    ],
)
def test_a_faulty_pen_name_is_not_saved(cast: Cast, sent: dict[str, str], sentence: str) -> None:
    pen_name = pen_name_of(cast.ada)
    page = signed_in(cast.ada).post(reverse("pen_name_edit", args=[pen_name.pk]), sent).content.decode()
    assert sentence in page
    pen_name.refresh_from_db()
    assert pen_name.name == "Ada"


@pytest.mark.parametrize("name", ["me_change", "me_password", "pen_name_new"])
def test_nothing_is_changed_by_looking_nor_by_strangers(cast: Cast, name: str) -> None:
    assert signed_in(cast.bo).get(reverse(name)).status_code == 405
    assert Client().post(reverse(name), {"name": "x"}).status_code == 302


def test_deeds_check_whose_account_it_is(cast: Cast) -> None:
    ada = viewer_for(cast.ada)
    with pytest.raises(NotYours):
        actions.change_account(cast.bo, name="Mine", email="", by=ada)
    with pytest.raises(NotYours):
        actions.change_password(cast.bo, old=PASSWORD, new=OTTERS, by=ada)
    with pytest.raises(NotYours):
        actions.take_pen_name("nobody’s", by=STRANGER)


def test_a_pen_name_that_is_not_there_is_not_found(cast: Cast) -> None:
    assert signed_in(cast.ada).get(reverse("pen_name_edit", args=[10**25])).status_code == 404
