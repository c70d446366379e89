"""What owners, authors and new members do, from their first click to their last."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from fanfold.works.models import Work
from tests.cast import PASSWORD
from tests.journeys.conftest import Enter
from tests.journeys.server import opened
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

pytestmark = pytest.mark.browser
TYPED = "<p>The lamp was out.</p><hr><p>Quill lit it with the <em>second</em> match, and said so in the log.</p>"


def test_the_owner_opens_a_new_archive_by_the_link_that_was_printed(enter: Enter, axe: str, tmp_path: Path) -> None:
    with opened(tmp_path / "new", "--no-demo") as new:
        owner = enter(at=new)
        owner.go(new.owner_link)
        owner.press("Sign in")
        assert owner.heading == "Open the archive"
        assert owner.violations(axe) == []
        owner.fill("Name of the archive", "The Oyster Bench")
        owner.press("Open the archive")
        owner.go("/")
        expect(owner.page.get_by_role("banner")).to_contain_text("The Oyster Bench")
        latecomer = enter(at=new)
        assert latecomer.go(new.owner_link).status == 403
        owner.leave()
        latecomer.leave()


def test_a_member_registers_by_invitation_and_reads_a_locked_work(enter: Enter, world: World) -> None:
    guest = enter()
    guest.go(world.members_only.get_absolute_url())
    expect(guest.story).to_have_count(0)
    guest.go(f"/register?code={world.invitation.code}")
    guest.fill("Name to sign in with", "Bo’s sister")
    guest.fill("Pen name", "Marram")
    guest.fill("Password", PASSWORD)
    guest.fill("The password once more", PASSWORD)
    guest.press("Make the account")
    reads_the_locked_work(guest, world)
    guest.go("/me")
    guest.press("Sign out")
    guest.go("/sign-in")
    guest.fill("Name", "bo’s sister")
    guest.fill("Password", PASSWORD)
    guest.press("Sign in")
    reads_the_locked_work(guest, world)


def reads_the_locked_work(guest: Visitor, world: World) -> None:
    guest.go(world.members_only.get_absolute_url())
    guest.follow("Begin reading")
    expect(guest.story).to_be_visible()


def test_an_author_writes_schedules_publishes_and_bins_a_work(enter: Enter, world: World) -> None:
    author, reader = enter(world.cast.ada), enter()
    author.go("/desk")
    author.follow("New work")
    author.fill("Title", "Second Match")
    author.page.get_by_label("No warnings apply").check()
    author.press("Save as a draft")
    author.follow("Add a chapter")
    author.fill("Text of the chapter", TYPED)
    author.press("Save as a draft")
    work = Work.objects.get(title="Second Match")
    assert reader.go(work.get_absolute_url()).status == 404
    schedules(author, work)
    assert reader.go(work.get_absolute_url()).status == 404
    publishes(author, work)
    reader.go(work.get_absolute_url())
    reader.follow("Begin reading")
    expect(reader.story.locator("em")).to_have_text("second")
    bins(author, work)
    assert reader.go(work.get_absolute_url()).status == 410
    expect(reader.page.locator("main")).to_contain_text("Ask me in spring.")


def schedules(author: Visitor, work: Work) -> None:
    author.go(f"/desk/works/{work.pk}")
    author.page.get_by_label("Everybody", exact=True).first.check()
    author.page.get_by_label("At this day and time").check()
    author.fill("Day and time", (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT12:00"))
    author.press("Publish")
    expect(author.page.get_by_role("heading", name="Scheduled")).to_be_visible()


def publishes(author: Visitor, work: Work) -> None:
    author.go(f"/desk/works/{work.pk}")
    author.page.get_by_label("Now", exact=True).check()
    author.press("Change")
    expect(author.page.get_by_role("heading", name=re.compile("^Public$"))).to_be_visible()


def bins(author: Visitor, work: Work) -> None:
    author.go(f"/desk/works/{work.pk}")
    author.fill("A sentence for readers who come looking", "Ask me in spring.")
    author.press("Put the work in the bin")
    expect(author.page.get_by_role("heading", name="In the bin")).to_be_visible()
