"""The owner says which kinds of tags there are; the keepers say which tags mean the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fanfold.archive.models import OldAddress
from fanfold.journal.models import Entry
from fanfold.tags.models import Kind, Tag
from tests.cast import Cast, signed_in, tag


def kind_rows(**changes: dict[str, object]) -> dict[str, object]:
    """What a browser sends for the list of kinds with an empty row below, changed by name."""
    kinds = list(Kind.objects.all())
    sent: dict[str, object] = {"kinds-TOTAL_FORMS": len(kinds) + 1, "kinds-INITIAL_FORMS": len(kinds)}
    for number, kind in enumerate(kinds):
        row = {"pk": kind.pk, "name": kind.name, "plural": kind.plural, "slug": kind.slug, "role": kind.role}
        row |= {"place": number + 1} | changes.get(kind.name, {})
        sent |= {f"kinds-{number}-{name}": value for name, value in row.items()}
    new = {"name": "", "plural": "", "slug": "", "role": "plain"} | changes.get("new", {})
    return sent | {f"kinds-{len(kinds)}-{name}": value for name, value in new.items()}


def kinds() -> list[str]:
    return list(Kind.objects.values_list("name", flat=True))


def test_only_the_owner_keeps_the_kinds(cast: Cast) -> None:
    for who, client in cast.clients().items():
        seen, sent = client.get(reverse("kinds")), client.post(reverse("kinds"), kind_rows(Free={"away": "on"}))
        expected = {"stranger": (302, 302), "owner": (200, 302)}.get(who, (403, 403))
        assert (seen.status_code, sent.status_code) == expected
        assert ("Free" in kinds()) is (who != "owner")


def test_kinds_are_renamed_moved_added_and_taken_away(cast: Cast) -> None:
    new: dict[str, object] = {"name": "Era", "plural": "Eras", "place": 1}
    sent = kind_rows(Genre={"name": "Mood", "place": 2}, Character={"away": "on"}, new=new)
    assert signed_in(cast.olu).post(reverse("kinds"), sent).status_code == 302
    assert kinds() == ["Era", "Fandom", "Mood", "Relationship", "Free"]
    assert Kind.objects.get(name="Era").slug == "eras"


def test_two_kinds_change_names_and_addresses_with_each_other(cast: Cast) -> None:
    sent = kind_rows(Genre={"name": "Free", "slug": "free"}, Free={"name": "Genre", "slug": "genres"})
    assert signed_in(cast.olu).post(reverse("kinds"), sent).status_code == 302
    assert set(kinds()) >= {"Free", "Genre"}
    assert not OldAddress.objects.filter(path__in=["/kinds/free", "/kinds/genres"]).exists()


def test_an_old_address_of_a_kind_leads_to_the_new(cast: Cast) -> None:
    signed_in(cast.olu).post(reverse("kinds"), kind_rows(Fandom={"slug": "Worlds"}))
    assert OldAddress.objects.get(path="/kinds/fandoms").to == "/kinds/worlds"


def test_a_kind_with_tags_stays(cast: Cast) -> None:
    tag("The Long Shore")
    response = signed_in(cast.olu).post(reverse("kinds"), kind_rows(Fandom={"away": "on"}))
    assert response.status_code == 409
    assert "Rename the kind instead" in response.content.decode()
    assert "Fandom" in kinds()


def test_two_kinds_cannot_have_one_address(cast: Cast) -> None:
    response = signed_in(cast.olu).post(reverse("kinds"), kind_rows(Fandom={"slug": "genres"}))
    assert response.status_code == 400
    assert "same address" in response.content.decode()


@pytest.mark.parametrize("name", ["archive_tags", "tag_edit"])
def test_keepers_see_the_tags_and_others_do_not(cast: Cast, name: str) -> None:
    args = [tag("The Long Shore").pk] if name == "tag_edit" else []
    status = {who: client.get(reverse(name, args=args)).status_code for who, client in cast.clients().items()}
    assert status == {"stranger": 302, "member": 403, "author": 403, "moderator": 200, "owner": 200}


@pytest.mark.parametrize("name", ["tag_join", "tag_separate"])
def test_only_keepers_join_and_part_tags(cast: Cast, name: str) -> None:
    one, other = tag("Long Shore"), tag("The Long Shore")
    status = {}
    for who, client in cast.clients().items():
        Tag.objects.filter(pk=one.pk).update(canonical=other if name == "tag_separate" else None)
        status[who] = client.post(reverse(name, args=[one.pk]), {"canonical": "The Long Shore"}).status_code
        joined = Tag.objects.get(pk=one.pk).canonical_id is not None
        assert joined is (who in {"moderator", "owner"}) ^ (name == "tag_separate")
    assert status == {"stranger": 302, "member": 403, "author": 403, "moderator": 302, "owner": 302}


def test_a_moderator_joins_a_tag_to_another_by_its_name(cast: Cast) -> None:
    mo, one, other = signed_in(cast.mo), tag("Long Shore"), tag("The Long Shore")
    page = mo.post(reverse("tag_join", args=[one.pk]), {"canonical": " the  long shore"}, follow=True)
    assert "Joined." in page.content.decode()
    one.refresh_from_db()
    assert one.canonical == other
    assert Entry.objects.filter(what="tag_changed", thing_id=one.pk, by_id=cast.mo.pk).exists()


@pytest.mark.parametrize(
    ("canonical", "sentence"),
    [
        ("Nowhere Near", "There is no tag of that name among Fandoms."),
        ("Marit", "There is no tag of that name among Fandoms."),
        ("Long Shore", "can’t be a synonym of itself"),
        ("", "This can’t be empty."),
        ("x" * 151, "This may have 150 characters; it has 151."),
        ("a\0b", "a character in this that can’t be kept"),
    ],
)
def test_a_tag_is_not_joined_to_nothing(cast: Cast, canonical: str, sentence: str) -> None:
    one = tag("Long Shore")
    tag("Marit", "Character")
    response = signed_in(cast.mo).post(reverse("tag_join", args=[one.pk]), {"canonical": canonical})
    assert sentence.replace("'", "&#x27;") in response.content.decode()
    one.refresh_from_db()
    assert one.canonical is None


def test_tags_are_found_by_how_they_begin(cast: Cast) -> None:
    tag("Long Shore")
    tag("Short Lane")
    tag("Longing", "Free")
    mo = signed_in(cast.mo)
    page = mo.get(reverse("archive_tags"), {"q": "lon", "kind": str(Kind.objects.get(name="Free").pk)}).content.decode()
    assert "Longing" in page
    assert "Long Shore" not in page
    assert "No tag begins like that" in mo.get(reverse("archive_tags"), {"q": "%"}).content.decode()


@pytest.mark.parametrize("asked", [{"kind": "x"}, {"kind": "9" * 40}, {"q": "\0"}, {"q": "y" * 200}, {"page": "\0"}])
def test_odd_questions_get_a_page(cast: Cast, asked: dict[str, str]) -> None:
    assert signed_in(cast.mo).get(reverse("archive_tags"), asked).status_code == 200


@pytest.mark.parametrize("name", ["tag_join", "tag_separate"])
def test_a_tag_that_is_not_there_is_not_found(cast: Cast, name: str) -> None:
    assert signed_in(cast.mo).post(reverse(name, args=[10**25])).status_code == 404


def test_a_list_of_tags_costs_the_same_however_long(cast: Cast) -> None:
    mo, canonical = signed_in(cast.mo), tag("Shore")
    mo.get(reverse("archive_tags"))
    queries = []
    for number in range(30):
        Tag.objects.filter(pk=tag(f"Shore {number}").pk).update(canonical=canonical)
        if number in {1, 29}:
            with CaptureQueriesContext(connection) as seen:
                mo.get(reverse("archive_tags"))
            queries.append(len(seen))
    assert queries[0] == queries[1]
