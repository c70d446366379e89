from datetime import timedelta

import pytest
from django.utils import timezone

from fanfold.accounts.viewer import viewer_for
from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import STRANGER
from fanfold.works import actions
from fanfold.works.models import Audience, Chapter, Tombstone, Work
from tests.cast import Cast, add_chapter, draft, published, rating


def readers(work: Work, cast: Cast) -> set[str]:
    return {name for name, viewer in cast.viewers.items() if Work.objects.readable_by(viewer).filter(pk=work.pk)}


def test_everybody_reads_what_is_public(cast: Cast) -> None:
    assert readers(published(by=cast.ada), cast) == {"stranger", "member", "author", "moderator", "owner"}


def test_only_its_author_reads_a_draft(cast: Cast) -> None:
    assert readers(draft(by=cast.ada), cast) == {"author"}


def test_only_its_author_reads_what_is_scheduled(cast: Cast) -> None:
    assert readers(published(by=cast.ada, at=timezone.now() + timedelta(days=1)), cast) == {"author"}


def test_keepers_read_what_waits_in_the_queue(cast: Cast) -> None:
    work = published(by=cast.ada)
    Work.objects.filter(pk=work.pk).update(queued_at=timezone.now())
    assert readers(work, cast) == {"author", "moderator", "owner"}


def test_strangers_do_not_read_what_is_for_members(cast: Cast) -> None:
    assert "stranger" not in readers(published(by=cast.ada, audience=Audience.MEMBERS), cast)


def test_strangers_do_not_read_a_rating_for_members(cast: Cast) -> None:
    explicit = rating("Explicit")
    explicit.members_only = True
    explicit.save()
    assert readers(published(by=cast.ada, rating=explicit), cast) == {"member", "author", "moderator", "owner"}


def test_an_unlisted_work_opens_by_its_link_but_stands_in_no_list(cast: Cast) -> None:
    work = published(by=cast.ada, audience=Audience.UNLISTED)
    assert "stranger" in readers(work, cast)
    assert not Work.objects.listed_for(STRANGER).filter(pk=work.pk)


def test_the_owner_looks_after_the_draft_of_an_unclaimed_pen_name(cast: Cast) -> None:
    assert readers(draft(), cast) == {"owner"}


def test_a_draft_chapter_of_a_public_work_is_its_authors_alone(cast: Cast) -> None:
    work = published(by=cast.ada)
    secret = add_chapter(work, title="Not yet", by=cast.ada)
    may = {n for n, v in cast.viewers.items() if Chapter.objects.readable_by(v).filter(pk=secret.pk)}
    assert may == {"author"}


def test_bo_may_not_change_adas_work(cast: Cast) -> None:
    work = published(by=cast.ada)
    with pytest.raises(NotYours):
        actions.withdraw(work, by=viewer_for(cast.bo))
    with pytest.raises(NotYours):
        actions.withdraw(work, by=viewer_for(cast.olu))
    work.refresh_from_db()
    assert work.is_out()


def test_a_work_taken_out_of_the_bin_is_as_it_was(cast: Cast) -> None:
    work = published(by=cast.ada)
    ada = viewer_for(cast.ada)
    actions.bin_work(work, words_left="It was time.", by=ada)
    assert readers(work, cast) == set()
    assert Tombstone.objects.get().words_left == "It was time."
    actions.restore_work(work, by=ada)
    assert "stranger" in readers(work, cast)
    assert not Tombstone.objects.exists()


def test_a_binned_draft_leaves_no_stone(cast: Cast) -> None:
    actions.bin_work(draft(by=cast.ada), by=viewer_for(cast.ada))
    assert not Tombstone.objects.exists()


def test_a_work_without_a_chapter_is_not_published(cast: Cast) -> None:
    with pytest.raises(Refused, match="without a chapter"):
        published(by=cast.ada, chapters=0)


def test_the_clock_lets_a_withdrawn_work_be(cast: Cast) -> None:
    work = published(by=cast.ada)
    add_chapter(work, title="Later", published_at=timezone.now() + timedelta(hours=1), by=cast.ada)
    actions.withdraw(work, by=viewer_for(cast.ada))
    tomorrow = timezone.now() + timedelta(days=1)
    assert actions.announce_due(tomorrow) == 0
    work.refresh_from_db()
    actions.publish(work, by=viewer_for(cast.ada))
    assert actions.announce_due(tomorrow) == 1
    assert actions.announce_due(tomorrow) == 0
