"""The people in our tests, and quick ways to give them something to do.

Ada writes, and Una writes with her; Bo reads; Mo moderates; Olu owns the archive; a stranger has no account.
Texts are made up here; nothing is mocked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.test import Client

from fanfold.accounts import actions as accounts
from fanfold.accounts.models import Account, PenName
from fanfold.accounts.viewer import viewer_for
from fanfold.archive.models import Rating, Warning
from fanfold.archive.viewer import ARCHIVE_ITSELF, STRANGER, Role, Viewer
from fanfold.tags.actions import tag_named
from fanfold.tags.models import Kind, Tag
from fanfold.works import actions, series_actions
from fanfold.works.models import Audience, Chapter, Series, Work
from fanfold.works.texts import ChapterText, WorkFacts

PASSWORD = "kelp-lantern-quietly"  # noqa: S105 - of people who do not exist
TEXT = "<p>The tide went out on Tuesday and forgot to come back.</p><hr><p>By Friday the herons had opened a shop.</p>"


@dataclass(frozen=True)
class Cast:
    ada: Account
    una: Account
    bo: Account
    mo: Account
    olu: Account

    @property
    def viewers(self) -> dict[str, Viewer]:
        """Everybody who may ask for a page of Ada's, by what they are to it."""
        return {
            "stranger": STRANGER,
            "member": viewer_for(self.bo),
            "author": viewer_for(self.ada),
            "moderator": viewer_for(self.mo),
            "owner": viewer_for(self.olu),
        }

    def clients(self) -> dict[str, Client]:
        """A browser for each of `viewers`."""
        return {
            "stranger": Client(),
            "member": signed_in(self.bo),
            "author": signed_in(self.ada),
            "moderator": signed_in(self.mo),
            "owner": signed_in(self.olu),
        }


def everybody() -> Cast:
    return Cast(
        ada=account("Ada"),
        una=account("Una"),
        bo=account("Bo"),
        mo=account("Mo", Role.MODERATOR),
        olu=account("Olu", Role.OWNER),
    )


def account(name: str, role: Role = Role.MEMBER) -> Account:
    """An account with one pen name of the same name and the password everybody here has."""
    return accounts.open_account(name, PASSWORD, role=role, pen_name=name, by=None)


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def pen_name_of(who: Account) -> PenName:
    return who.pen_names.order_by("pk")[0]


def tag(name: str, kind: str = "Fandom") -> Tag:
    return tag_named(Kind.objects.get(name=kind), name)


def rating(name: str = "General") -> Rating:
    return Rating.objects.get(name=name)


def draft(title: str = "The Heron Shop", *, by: Account | None = None, chapters: int = 1, **facts: Any) -> Work:
    """A draft with chapters. Without `by` it is under an unclaimed pen name."""
    viewer = viewer_for(by) if by else ARCHIVE_ITSELF
    names = [pen_name_of(by)] if by else [accounts.pen_name_called("Nobody Yet")]
    facts = {"rating": rating(), "warnings": [Warning.objects.get(tone="none")], "pen_names": names, **facts}
    work = actions.create_work(WorkFacts(title=title, **facts), by=viewer)
    for number in range(1, chapters + 1):
        add_chapter(work, title=f"Part {number}" if chapters > 1 else "", by=by)
    return work


def add_chapter(
    work: Work,
    *,
    title: str = "",
    text: str = TEXT,
    note_head: str = "",
    note_end: str = "",
    published_at: datetime | None = None,
    by: Account | None = None,
) -> Chapter:
    said = ChapterText(title=title, text=text, note_head=note_head, note_end=note_end)
    viewer = viewer_for(by) if by else ARCHIVE_ITSELF
    return actions.add_chapter(work, said, published_at=published_at, by=viewer)


def published(
    title: str = "The Heron Shop",
    *,
    by: Account | None = None,
    at: datetime | None = None,
    audience: str = Audience.PUBLIC,
    **facts: Any,
) -> Work:
    """A work that is out, or will be `at` that time."""
    work = draft(title, by=by, **facts)
    return actions.publish(work, at=at, audience=audience, by=viewer_for(by) if by else ARCHIVE_ITSELF)


def series(title: str, *items: Work | Series, by: Account) -> Series:
    made = series_actions.create_series(title, [pen_name_of(by)], by=viewer_for(by))
    return series_actions.order_series(made, items, by=viewer_for(by))
