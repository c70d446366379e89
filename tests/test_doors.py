"""Who may open what: every address x viewer, and every state of a work x viewer. An address missing here fails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import Settings

from fanfold.accounts import actions as accounts
from fanfold.accounts.models import Invitation, PenName
from fanfold.accounts.viewer import viewer_for
from fanfold.archive import actions as archive
from fanfold.archive.models import NewsItem, Page
from fanfold.manuscripts.models import Review
from fanfold.manuscripts.review_actions import open_review
from fanfold.tags.models import Tag
from fanfold.works import actions
from fanfold.works.models import Audience, Series, SeriesItem, Work
from tests.cast import Cast, draft, pen_name_of, published, rating, series, tag

VIEWERS = ["stranger", "member", "author", "moderator", "owner"]
SENTENCE = "herons had opened a shop"
A_DAY = timedelta(days=1)


def queued(cast: Cast) -> Work:
    work = published(by=cast.ada)
    Work.objects.filter(pk=work.pk).update(queued_at=timezone.now())
    return work


def for_members_by_rating(cast: Cast) -> Work:
    teen = rating("Teen")
    teen.members_only = True
    teen.save()
    return published(by=cast.ada, rating=teen)


def binned(work: Work, cast: Cast) -> Work:
    return actions.bin_work(work, by=viewer_for(cast.ada))


# What each viewer meets at every address of a work in that state:
#   read: the text.  gate: 200, and a question instead of the text.  door: to the sign-in page.  404.  410: a tombstone.
STATES: dict[str, tuple[Callable[[Cast], Work], str]] = {
    #                                                                        stranger member author moderator owner
    "public": (lambda cast: published(by=cast.ada), "read read read read read"),
    "draft": (lambda cast: draft(by=cast.ada), "404 404 read 404 404"),
    "draft of nobody's": (lambda _cast: draft(), "404 404 404 404 read"),
    "scheduled": (lambda cast: published(by=cast.ada, at=timezone.now() + A_DAY), "404 404 read 404 404"),
    "queued": (queued, "404 404 read read read"),
    "unlisted": (lambda cast: published(by=cast.ada, audience=Audience.UNLISTED), "read read read read read"),
    "members only": (lambda cast: published(by=cast.ada, audience=Audience.MEMBERS), "door read read read read"),
    "members only by rating": (for_members_by_rating, "door read read read read"),
    "asks consent": (lambda cast: published(by=cast.ada, rating=rating("Explicit")), "gate gate read gate gate"),
    "anonymous": (lambda cast: published(by=cast.ada, anonymous=True), "read read read read read"),
    "binned": (lambda cast: binned(published(by=cast.ada), cast), "410 410 410 410 410"),
    "binned draft": (lambda cast: binned(draft(by=cast.ada), cast), "404 404 404 404 404"),
}


def addresses(work: Work) -> dict[str, str]:
    chapter = work.chapters.get(position=1)
    return {
        "work": work.get_absolute_url(),
        "all": f"{work.get_absolute_url()}/all",
        "chapter": reverse("chapter", args=[work.pk, chapter.pk]),
    }


def met_at(client: Client, address: str, *, has_text: bool) -> str:
    answer = client.get(address)
    html = answer.content.decode()
    if answer.status_code != 200:
        assert SENTENCE not in html
        assert answer.status_code != 302 or "/sign-in" in answer["Location"]
        return {302: "door"}.get(answer.status_code, str(answer.status_code))
    if f"/consent/{answer.context['work'].pk}" in html:
        assert SENTENCE not in html
        return "gate"
    assert not has_text or SENTENCE in html
    return "read"


@pytest.mark.parametrize("state", STATES)
def test_a_work_opens_to_whom_its_state_lets_in(state: str, cast: Cast) -> None:
    make, expected = STATES[state]
    work = make(cast)
    wanted = dict(zip(VIEWERS, expected.split(), strict=True))
    for kind, address in addresses(work).items():
        met = {name: met_at(client, address, has_text=kind != "work") for name, client in cast.clients().items()}
        assert met == wanted, kind


LISTED = {"public", "members only", "members only by rating", "asks consent", "anonymous"}
FOR_MEMBERS = {"members only", "members only by rating"}


@pytest.mark.parametrize("state", STATES)
def test_lists_show_a_work_only_to_whom_it_may_be_listed(state: str, cast: Cast) -> None:
    work = STATES[state][0](cast)
    author = work.creatorships.get().pen_name
    lists = [reverse("front"), reverse("browse"), reverse("language", args=["en"]), author.get_absolute_url()]
    for viewer, client in cast.clients().items():
        shown = state in LISTED and (viewer != "stranger" or state not in FOR_MEMBERS)
        for address in lists[: 3 if state == "anonymous" else 4]:
            assert (work.title in client.get(address).content.decode()) is shown, (viewer, address)


@pytest.mark.parametrize("viewer", ["stranger", "member"])
def test_an_anonymous_work_names_its_author_nowhere(viewer: str, cast: Cast) -> None:
    work = published("Unsigned", by=cast.ada, anonymous=True)
    client = cast.clients()[viewer]
    for address in [*addresses(work).values(), reverse("front"), reverse("browse")]:
        assert "Ada" not in client.get(address).content.decode(), address
    author = work.creatorships.get().pen_name
    assert "Unsigned" not in client.get(author.get_absolute_url()).content.decode()


def named_addresses() -> dict[str, URLPattern]:
    found: dict[str, URLPattern] = {}

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns)
            else:
                assert pattern.name, f"{pattern.pattern} has no name"
                assert pattern.name not in found, f"{pattern.name} names two addresses"
                found[pattern.name] = pattern

    walk(get_resolver().url_patterns)
    return found


@dataclass(frozen=True)
class World:
    """One of everything that has an address."""

    cast: Cast
    work: Work
    series: Series
    item: SeriesItem
    tag: Tag
    page: Page
    news: NewsItem
    invitation: Invitation
    unclaimed: PenName
    review: Review

    def arguments(self, name: str) -> list[object]:
        """What the address of that name is made of."""
        chapter = self.work.chapters.get(position=1)
        ada = pen_name_of(self.cast.ada)
        known: dict[str, list[object]] = {
            "sign_in_link": ["no-such-secret"],
            "pen_name_edit": [ada.pk],
            "invitation_withdraw": [self.invitation.pk],
            "pen_name_give": [self.unclaimed.pk],
            "work_by_number": [self.work.pk],
            "work": [self.work.pk, self.work.slug],
            "work_all": [self.work.pk, self.work.slug],
            "chapter": [self.work.pk, chapter.pk],
            "chapter_new": [self.work.pk],
            "chapter_version": [chapter.pk, 1],
            "chapter_bring_back": [chapter.pk, 1],
            "series_by_number": [self.series.pk],
            "series": [self.series.pk, self.series.slug],
            "series_move": [self.series.pk, self.item.pk],
            "series_take_out": [self.series.pk, self.item.pk],
            "author_by_number": [ada.pk],
            "author": [ada.pk, ada.slug],
            "tag_by_number": [self.tag.pk],
            "tag": [self.tag.pk, self.tag.slug],
            "tag_kind": [self.tag.kind.slug],
            "language": ["en"],
            "news_item": [self.news.pk, self.news.slug],
            "about": [self.page.slug],
            "consent": [self.work.pk],
            "review_fields": [self.review.pk, 0],
        }
        by_prefix: dict[str, list[object]] = {
            "person": [self.cast.bo.pk],
            "page_": [self.page.pk],
            "news_": [self.news.pk],
            "tag_": [self.tag.pk],
            "chapter_": [chapter.pk],
            "work_": [self.work.pk],
            "desk_work": [self.work.pk],
            "series_": [self.series.pk],
            "desk_series": [self.series.pk],
            "review": [self.review.pk],
        }
        if name in known:
            return known[name]
        prefix = next((prefix for prefix in by_prefix if name.startswith(prefix)), "")
        return by_prefix.get(prefix, []) if named_addresses()[name].pattern.converters else []


@pytest.fixture
def world(cast: Cast, settings: Settings, tmp_path: Path) -> World:
    settings.HOME, settings.MANUSCRIPTS_ROOT = tmp_path, tmp_path / "manuscripts"
    work = published(by=cast.ada, tags=[tag("Low Harbour")])
    held = series("Harbour Days", work, by=cast.ada)
    owner = viewer_for(cast.olu)
    return World(
        cast=cast,
        work=work,
        series=held,
        item=held.items.get(),
        tag=tag("Low Harbour"),
        page=archive.put_page(Page(title="Rules", source="Be kind."), by=owner),
        news=archive.post_news(NewsItem(title="Open", source="We are."), by=owner),
        invitation=accounts.invite(by=owner),
        unclaimed=accounts.pen_name_called("Nobody Yet"),
        review=open_review("heron.txt", SENTENCE.encode(), by=viewer_for(cast.ada)),
    )


# What `letter` says of GET and of an empty POST, for stranger, member, author, moderator, owner. "Author" is the author of
# what the address is about; the owner has no right over what belongs to a member's account.
DOORS: dict[str, tuple[str, str]] = {
    "front": (". . . . .", "- - - - -"),
    "work_by_number": ("> > > > >", "- - - - -"),
    "work": (". . . . .", "- - - - -"),
    "work_all": (". . . . .", "- - - - -"),
    "chapter": (". . . . .", "- - - - -"),
    "series_by_number": ("> > > > >", "- - - - -"),
    "series": (". . . . .", "- - - - -"),
    "author_by_number": ("> > > > >", "- - - - -"),
    "author": (". . . . .", "- - - - -"),
    "tag_by_number": ("> > > > >", "- - - - -"),
    "tag": (". . . . .", "- - - - -"),
    "fandoms": ("> > > > >", "- - - - -"),
    "tag_kind": (". . . . .", "- - - - -"),
    "languages": (". . . . .", "- - - - -"),
    "language": (". . . . .", "- - - - -"),
    "browse": (". . . . .", "- - - - -"),
    "news": (". . . . .", "- - - - -"),
    "news_item": (". . . . .", "- - - - -"),
    "about": (". . . . .", "- - - - -"),
    "consent_forget": ("- - - - -", "> > > > >"),
    "consent": ("- - - - -", "> > > > >"),
    "reading_settings": (". . . . .", "- - - - -"),
    "robots": (". . . . .", "- - - - -"),
    "source_code": (". . . . .", "- - - - -"),
    "favicon_ico": ("> > > > >", "- - - - -"),
    "favicon": ("> > > > >", "- - - - -"),
    "desk": ("s . . . .", "s - - - -"),
    "work_new": ("s . . . .", "s . . . ."),
    "desk_work": ("s x . x x", "s x . x x"),
    "work_publish": ("s - - - -", "s x . x x"),
    "work_audience": ("s - - - -", "s x . x x"),
    "work_withdraw": ("s - - - -", "s x > x x"),
    "work_bin": ("s - - - -", "s x > x x"),
    "work_restore": ("s - - - -", "s x > x x"),
    "chapter_new": ("s x . x x", "s x . x x"),
    "chapter_edit": ("s x . x x", "s x . x x"),
    "chapter_publish": ("s - - - -", "s x . x x"),
    "chapter_take_back": ("s - - - -", "s x . x x"),
    "chapter_move": ("s - - - -", "s x . x x"),
    "chapter_versions": ("s x . x x", "s - - - -"),
    "chapter_version": ("s x . x x", "s - - - -"),
    "chapter_bring_back": ("s - - - -", "s x > x x"),
    "desk_series_list": ("s . . . .", "s - - - -"),
    "series_new": ("s . . . .", "s . . . ."),
    "desk_series": ("s x . x x", "s x . x x"),
    "series_add": ("s - - - -", "s x . x x"),
    "series_move": ("s - - - -", "s x . x x"),
    "series_take_out": ("s - - - -", "s x > x x"),
    "series_bin": ("s - - - -", "s x > x x"),
    "series_restore": ("s - - - -", "s x > x x"),
    "manuscripts": ("s . . . .", "s - - - -"),
    "manuscripts_upload": ("s - - - -", "s . . . ."),
    "manuscripts_paste": ("s . . . .", "s . . . ."),
    "review": ("s x . x x", "s - - - -"),
    "review_original": ("s x . x x", "s - - - -"),
    "review_retype": ("s - - - -", "s x . x x"),
    "review_split": ("s - - - -", "s x . x x"),
    "review_merge": ("s - - - -", "s x . x x"),
    "review_begin": ("s - - - -", "s x . x x"),
    "review_join": ("s - - - -", "s x . x x"),
    "review_title": ("s - - - -", "s x . x x"),
    "review_accept": ("s - - - -", "s x . x x"),
    "review_accept_rule": ("s - - - -", "s x . x x"),
    "review_restore": ("s - - - -", "s x . x x"),
    "review_fields": ("s - - - -", "s x > x x"),
    "review_undo": ("s - - - -", "s x . x x"),
    "review_redo": ("s - - - -", "s x . x x"),
    "review_draft": ("s - - - -", "s x . x x"),
    "review_throw_away": ("s - - - -", "s x > x x"),
    "review_take_back": ("s - - - -", "s x > x x"),
    "sign_in": (". > > > >", ". . . . ."),
    "sign_in_link": ("f f f f f", "f f f f f"),
    "sign_out": ("- - - - -", "s s s s s"),
    "register": (". > > > >", ". . . . ."),
    "me": ("s . . . .", "s - - - -"),
    "me_change": ("s - - - -", "s . . . ."),
    "me_password": ("s - - - -", "s . . . ."),
    "pen_name_new": ("s - - - -", "s . . . ."),
    "pen_name_edit": ("s x . x x", "s x . x x"),
    "people": ("s f f f .", "s - - - -"),
    "person": ("s f f f .", "s - - - -"),
    "person_role": ("s - - - -", "s f f f ."),
    "person_link": ("s - - - -", "s f f f ."),
    "person_close": ("s - - - -", "s f f f >"),
    "person_reopen": ("s - - - -", "s f f f >"),
    "invitations": ("s f f . .", "s - - - -"),
    "invitation_new": ("s - - - -", "s f f > >"),
    "invitation_withdraw": ("s - - - -", "s f f > >"),
    "pen_names": ("s f f f .", "s - - - -"),
    "pen_name_give": ("s f f f .", "s f f f ."),
    "kinds": ("s f f f .", "s f f f ."),
    "archive_tags": ("s f f . .", "s - - - -"),
    "tag_edit": ("s f f . .", "s - - - -"),
    "tag_join": ("s - - - -", "s f f . ."),
    "tag_separate": ("s - - - -", "s f f > >"),
    "archive_home": ("s f f f .", "s - - - -"),
    "first_run": ("s f f f .", "s f f f ."),
    "choices": ("s f f f .", "s f f f ."),
    "ratings": ("s f f f .", "s f f f ."),
    "warnings": ("s f f f .", "s f f f ."),
    "pages": ("s f f f .", "s - - - -"),
    "page_new": ("s f f f .", "s f f f ."),
    "page_edit": ("s f f f .", "s f f f ."),
    "page_remove": ("s - - - -", "s f f f ."),
    "archive_news": ("s f f f .", "s - - - -"),
    "news_new": ("s f f f .", "s f f f ."),
    "news_edit": ("s f f f .", "s f f f ."),
    "news_remove": ("s - - - -", "s f f f ."),
}


def test_every_address_has_its_line() -> None:
    assert named_addresses().keys() == DOORS.keys()


def letter(answer: HttpResponse) -> str:
    """. a page or a deed   > another address   s the sign-in page   f 403   x 404   - 405   g 410"""
    if answer.status_code in {301, 302, 303} and answer["Location"].startswith("/sign-in?"):
        return "s"
    known = {403: "f", 404: "x", 405: "-", 410: "g"}
    # A deed refused for what it said (400, 409) was not refused for who asked.
    return known.get(answer.status_code, ">" if answer.status_code in {301, 302} else ".")


@pytest.mark.parametrize("name", DOORS)
def test_an_address_opens_to_whom_its_line_lets_in(name: str, world: World) -> None:
    address = reverse(name, args=world.arguments(name))
    clients = world.cast.clients()
    met = {}
    for method in ["get", "post"]:
        for viewer, client in clients.items():
            # Each meets the world as it was: what one takes away, the next finds again.
            with transaction.atomic():
                met[method, viewer] = letter(getattr(client, method)(address))
                transaction.set_rollback(True)
    wanted = [row.split() for row in DOORS[name]]
    assert [[met[method, viewer] for viewer in VIEWERS] for method in ["get", "post"]] == wanted
