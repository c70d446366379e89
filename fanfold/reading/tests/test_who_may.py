"""Every state of a work x everybody who may ask: what each address answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fanfold.accounts.viewer import viewer_for
from fanfold.archive.viewer import Role
from fanfold.works import actions
from fanfold.works.models import Audience, Work
from tests.cast import Cast, add_chapter, draft, published, rating

# What each of stranger, member, author, moderator, owner is answered.
TABLE = {
    "public": (200, 200, 200, 200, 200),
    "unlisted": (200, 200, 200, 200, 200),
    "draft": (404, 404, 200, 404, 404),
    "scheduled": (404, 404, 200, 404, 404),
    "queued": (404, 404, 200, 200, 200),
    "members": (302, 200, 200, 200, 200),
    "rating for members": (302, 200, 200, 200, 200),
    "binned": (410, 410, 410, 410, 410),
    "binned draft": (404, 404, 404, 404, 404),
    "never was": (404, 404, 404, 404, 404),
}


def work_in(state: str, cast: Cast) -> Work:
    match state:
        case "unlisted":
            return published(by=cast.ada, audience=Audience.UNLISTED)
        case "members":
            return published(by=cast.ada, audience=Audience.MEMBERS)
        case "draft":
            return draft(by=cast.ada)
        case "scheduled":
            return published(by=cast.ada, at=timezone.now() + timedelta(days=2))
        case "binned draft":
            return actions.bin_work(draft(by=cast.ada), by=viewer_for(cast.ada))
    work = published(by=cast.ada)
    match state:
        case "queued":
            Work.objects.filter(pk=work.pk).update(queued_at=timezone.now())
        case "rating for members":
            work.rating.members_only = True
            work.rating.save()
        case "binned":
            actions.bin_work(work, by=viewer_for(cast.ada))
        case "never was":
            work.pk += 7
    return work


def addresses(work: Work) -> list[str]:
    chapter = work.chapters.first()
    address = work.get_absolute_url()
    return [address, f"{address}/all", f"/works/{work.pk}/chapters/{chapter.pk if chapter else 99}"]


@pytest.mark.parametrize("state", TABLE)
def test_each_address_of_a_work_answers_each_person_by_its_state(state: str, cast: Cast) -> None:
    work = work_in(state, cast)
    for address in addresses(work):
        answers = tuple(client.get(address).status_code for client in cast.clients().values())
        assert answers == TABLE[state], address


def test_a_stranger_who_asks_for_a_members_only_work_comes_back_to_it_after_signing_in(cast: Cast) -> None:
    work = published(by=cast.ada, audience=Audience.MEMBERS)
    answer = cast.clients()["stranger"].get(work.get_absolute_url())
    assert answer["Location"].startswith("/sign-in?next=/works/")


def test_a_draft_chapter_of_a_public_work_is_its_authors_alone(cast: Cast) -> None:
    work = published(by=cast.ada)
    secret = add_chapter(work, title="Not yet", by=cast.ada)
    answers = {who: client.get(secret.get_absolute_url()).status_code for who, client in cast.clients().items()}
    assert answers == {"stranger": 404, "member": 404, "author": 200, "moderator": 404, "owner": 404}
    assert "Not yet" not in cast.clients()["member"].get(f"{work.get_absolute_url()}/all").content.decode()


def test_the_author_of_a_draft_is_told_that_nobody_else_sees_it(cast: Cast) -> None:
    page = cast.clients()["author"].get(draft(by=cast.ada).get_absolute_url()).content.decode()
    assert "Draft. Only you can see this." in page
    assert "/desk/works/" in page


def test_the_owner_opens_the_draft_of_an_unclaimed_pen_name(cast: Cast) -> None:
    page = cast.clients()["owner"].get(draft().get_absolute_url())
    assert page.status_code == 200
    assert "Draft." in page.content.decode()


def test_readers_are_offered_no_way_to_edit(cast: Cast) -> None:
    page = cast.clients()["member"].get(published(by=cast.ada).get_absolute_url()).content.decode()
    assert "/desk/works/" not in page


@pytest.mark.parametrize("list_address", ["/", "/browse", "/authors/1/ada", "/languages", "/languages/en"])
def test_lists_hold_only_what_stands_open_to_all(cast: Cast, list_address: str) -> None:
    published("In plain sight", by=cast.ada)
    draft("Still on the desk", by=cast.ada)
    published("By the link alone", by=cast.ada, audience=Audience.UNLISTED)
    published("For those inside", by=cast.ada, audience=Audience.MEMBERS)
    list_address = list_address.replace("/authors/1/ada", cast.ada.pen_names.get().get_absolute_url())
    seen_by_stranger = cast.clients()["stranger"].get(list_address).content.decode()
    assert "Still on the desk" not in seen_by_stranger
    assert "By the link alone" not in seen_by_stranger
    assert "For those inside" not in seen_by_stranger
    if list_address != "/languages":
        assert "In plain sight" in seen_by_stranger
        assert "For those inside" in cast.clients()["member"].get(list_address).content.decode()


def test_nobody_reads_who_wrote_an_anonymous_work(cast: Cast) -> None:
    work = published("Left on the step", by=cast.ada, anonymous=True)
    chapter = work.chapters.get()
    author_page = cast.ada.pen_names.get().get_absolute_url()
    for who in ("stranger", "member"):
        client = cast.clients()[who]
        for address in [work.get_absolute_url(), chapter.get_absolute_url(), "/browse", "/"]:
            page = client.get(address).content.decode()
            assert "Anonymous" in page, address
            assert "Ada" not in page, address
        assert "Left on the step" not in client.get(author_page).content.decode()


def test_the_author_of_an_anonymous_work_sees_her_name_and_that_others_do_not(cast: Cast) -> None:
    page = cast.clients()["author"].get(published(by=cast.ada, anonymous=True).get_absolute_url()).content.decode()
    assert "Ada" in page
    assert "readers see “Anonymous”" in page


def test_the_keepers_know_who_wrote_an_anonymous_work(cast: Cast) -> None:
    work = published(by=cast.ada, anonymous=True)
    assert viewer_for(cast.mo).role == Role.MODERATOR
    assert "Ada" in cast.clients()["moderator"].get(work.get_absolute_url()).content.decode()


def test_someone_invited_to_write_is_not_named_until_she_accepts(cast: Cast) -> None:
    work = published(by=cast.ada)
    work.creatorships.create(pen_name=cast.una.pen_names.get(), position=1)
    assert "Una" not in cast.clients()["stranger"].get(work.get_absolute_url()).content.decode()


def test_a_rating_named_explicit_by_the_keepers_is_not_special(cast: Cast) -> None:
    explicit = rating("Explicit")
    explicit.asks_consent = False
    explicit.save()
    work = published(by=cast.ada, rating=explicit)
    assert "Begin reading" in cast.clients()["stranger"].get(work.get_absolute_url()).content.decode()
