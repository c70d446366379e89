from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fanfold.accounts.models import PenName
from fanfold.accounts.viewer import viewer_for
from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import ARCHIVE_ITSELF
from fanfold.journal.models import Entry
from fanfold.journal.what import What
from fanfold.tags.models import Tag
from fanfold.works import actions, chapter_actions, series_actions
from fanfold.works.actions import MovedOn
from fanfold.works.models import Chapter, ChapterRevision, Series, Tombstone, Work
from fanfold.works.texts import ChapterText, WorkFacts, left_out
from tests.cast import TEXT, Cast, add_chapter, draft, pen_name_of, published, rating, series, tag

Consequences = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def following(django_capture_on_commit_callbacks: Consequences) -> Callable[[], AbstractContextManager[Any]]:
    """Inside it, what follows from the deeds is carried out at the end, as after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def written(what: What) -> int:
    return Entry.objects.filter(what=what).count()


def test_a_new_work_is_a_draft_and_written_down(cast: Cast) -> None:
    work = draft("  The Heron Shop  ", by=cast.ada, chapters=0, summary="Herons & rain")
    assert (work.title, work.slug, work.published_at) == ("The Heron Shop", "the-heron-shop", None)
    assert work.summary == "<p>Herons &amp; rain</p>\n"
    entry = Entry.objects.get(what=What.WORK_CREATED)
    assert (entry.thing_id, entry.by_id) == (work.pk, cast.ada.pk)


@pytest.mark.parametrize(("said", "why"), [({"title": " "}, "title"), ({"pen_names": []}, "pen name")])
def test_a_work_without_title_or_name_is_refused_and_leaves_nothing(cast: Cast, said: dict[str, Any], why: str) -> None:
    facts = {"title": "Kite", "rating": rating(), "pen_names": [pen_name_of(cast.ada)], **said}
    with pytest.raises(Refused, match=why):
        actions.create_work(WorkFacts(**facts), by=viewer_for(cast.ada))
    assert not Work.objects.exists()


def test_counts_of_tags_and_names_follow_what_is_listed(
    cast: Cast, following: Callable[[], AbstractContextManager[Any]]
) -> None:
    herons, rain, ada = tag("Herons"), tag("Rain", "Free"), pen_name_of(cast.ada)

    def counts() -> tuple[int, int, int]:
        return (
            Tag.objects.get(pk=herons.pk).works_count,
            Tag.objects.get(pk=rain.pk).works_count,
            PenName.objects.get(pk=ada.pk).works_count,
        )

    with following():
        work = draft(by=cast.ada, tags=[herons])
    assert counts() == (0, 0, 0)
    by = viewer_for(cast.ada)
    with following():
        actions.publish(work, by=by)
    assert counts() == (1, 0, 1)
    with following():
        facts = WorkFacts(title="Rain", rating=rating(), pen_names=[ada], tags=[rain], anonymous=True)
        actions.change_work(work, facts, by=by)
    assert counts() == (0, 1, 0)
    with following():
        actions.bin_work(work, by=by)
    assert counts() == (0, 0, 0)


def test_tags_keep_the_authors_order_and_stand_once(cast: Cast) -> None:
    first, second = tag("Zinc"), tag("Amber")
    work = draft(by=cast.ada, tags=[first, second, first])
    assert [each.tag for each in work.work_tags.all()] == [first, second]


def test_saves_of_one_sitting_are_one_version_after_the_first(cast: Cast) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    by = viewer_for(cast.ada)
    for text in ["Second thoughts.", "Third thoughts.", "Fourth thoughts."]:
        actions.change_chapter(chapter, ChapterText(text=text), by=by)
    assert list(chapter.revisions.values_list("number", "source")) == [(2, "Fourth thoughts."), (1, TEXT)]


def test_another_day_or_another_person_makes_another_version(cast: Cast) -> None:
    work = draft(by=cast.ada, pen_names=[pen_name_of(cast.ada), pen_name_of(cast.una)])
    chapter = work.chapters.get()
    actions.change_chapter(chapter, ChapterText(text="Ada, evening."), by=viewer_for(cast.ada))
    actions.change_chapter(chapter, ChapterText(text="Una, evening."), by=viewer_for(cast.una))
    ChapterRevision.objects.update(at=timezone.now() - timedelta(days=1))
    actions.change_chapter(chapter, ChapterText(text="Una, morning."), by=viewer_for(cast.una))
    said = list(chapter.revisions.values_list("source", flat=True))
    assert said == ["Una, morning.", "Una, evening.", "Ada, evening.", TEXT]


def test_a_version_keeps_title_summary_and_notes_too(cast: Cast) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    by = viewer_for(cast.ada)
    full = ChapterText(text="Text.", title="Title", summary="Summary.", note_head="Head.", note_end="End.")
    actions.change_chapter(chapter, full, by=by)
    actions.change_chapter(chapter, ChapterText(text="All gone."), by=by, why="a clean slate")
    chapter_actions.bring_back(chapter.revisions.get(number=2), by=by)
    assert actions.text_of(Chapter.objects.get()) == full


def test_a_chapter_that_moved_on_is_not_overwritten(cast: Cast) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    by, opened_on = viewer_for(cast.ada), chapter.changed_at
    actions.change_chapter(chapter, ChapterText(text="Saved first."), opened_on=opened_on, by=by)
    with pytest.raises(MovedOn):
        actions.change_chapter(chapter, ChapterText(text="Saved second."), opened_on=opened_on, by=by)
    assert Chapter.objects.get().source == "Saved first."


def test_the_clock_brings_out_what_is_due_once(cast: Cast) -> None:
    now = timezone.now()
    work = published(by=cast.ada, at=now + timedelta(hours=1))
    out = published("Already Out", by=cast.ada)
    later = add_chapter(out, text="Two words.", published_at=now + timedelta(hours=2), by=cast.ada)
    assert actions.announce_due(now) == 0
    assert actions.announce_due(now + timedelta(hours=1)) == 1
    work.refresh_from_db()
    assert work.out_since is not None
    assert actions.announce_due(now + timedelta(hours=1)) == 0
    assert actions.announce_due(now + timedelta(hours=2)) == 1
    later.refresh_from_db()
    assert later.announced_at == now + timedelta(hours=2)


def test_a_chapter_put_off_is_announced_when_it_comes_out(cast: Cast) -> None:
    work = published(by=cast.ada, chapters=2)
    second = work.chapters.get(position=2)
    then = timezone.now() + timedelta(days=2)
    chapter_actions.publish_chapter(second, at=then, by=viewer_for(cast.ada))
    assert Work.objects.get().chapters_count == 1
    assert actions.announce_due(then) == 1


def test_emptying_the_bin_leaves_the_stone_and_what_is_young(cast: Cast) -> None:
    old, young = published("Old", by=cast.ada), published("Young", by=cast.ada)
    for work in (old, young):
        actions.bin_work(work, by=viewer_for(cast.ada))
    long_ago = timezone.now() - timedelta(days=31)
    Work.objects.filter(pk=old.pk).update(binned_at=long_ago)
    assert actions.empty_bin(timezone.now() - timedelta(days=30)) == 1
    assert [work.title for work in Work.objects.all()] == ["Young"]
    assert Tombstone.objects.filter(thing_id=old.pk, kind="work").exists()
    assert written(What.WORK_GONE) == 1


def test_an_anonymous_work_leaves_no_name_on_its_stone(cast: Cast) -> None:
    actions.bin_work(published(by=cast.ada, anonymous=True), by=viewer_for(cast.ada))
    assert Tombstone.objects.get().byline == ""


def test_deeds_on_chapters_are_their_authors_and_written_down(cast: Cast) -> None:
    work = published(by=cast.ada, chapters=2)
    chapter, before = work.chapters.get(position=2), Entry.objects.count()
    stranger, ada = viewer_for(cast.olu), viewer_for(cast.ada)
    for deed in (chapter_actions.publish_chapter, chapter_actions.take_back_chapter):
        with pytest.raises(NotYours):
            deed(chapter, by=stranger)
    with pytest.raises(NotYours):
        chapter_actions.move_chapter(chapter, 1, by=stranger)
    with pytest.raises(NotYours):
        chapter_actions.bring_back(chapter.revisions.get(), by=stranger)
    assert Entry.objects.count() == before
    chapter_actions.take_back_chapter(chapter, by=ada)
    chapter_actions.publish_chapter(chapter, by=ada)
    chapter_actions.move_chapter(chapter, 1, by=ada)
    assert list(Entry.objects.order_by("pk").values_list("what", flat=True))[before:] == [
        What.CHAPTER_CHANGED,
        What.CHAPTER_POSTED,
        What.CHAPTER_CHANGED,
    ]


def test_putting_off_the_only_chapter_of_a_work_that_is_out_is_refused(cast: Cast) -> None:
    chapter = published(by=cast.ada).chapters.get()
    with pytest.raises(Refused, match="only chapter"):
        chapter_actions.publish_chapter(chapter, at=timezone.now() + timedelta(days=1), by=viewer_for(cast.ada))


def held(outer: Series) -> list[str]:
    return [str(item.work or item.inner) for item in outer.items.all()]


def test_a_series_keeps_its_order_and_holds_a_thing_once(cast: Cast) -> None:
    one, two = draft("One", by=cast.ada), draft("Two", by=cast.ada)
    outer = series("Kites", two, one, two, by=cast.ada)
    assert held(outer) == ["Two", "One"]
    series_actions.order_series(outer, [one, two], by=viewer_for(cast.ada))
    assert held(outer) == ["One", "Two"]


def test_a_series_may_not_hold_itself_by_any_way(cast: Cast) -> None:
    inner = series("Inner", by=cast.ada)
    middle = series("Middle", inner, by=cast.ada)
    outer = series("Outer", middle, by=cast.ada)
    for sinner, sin in [(inner, inner), (inner, middle), (inner, outer), (middle, outer)]:
        before = held(sinner)
        with pytest.raises(Refused, match="can’t stand inside it"):
            series_actions.order_series(sinner, [sin], by=viewer_for(cast.ada))
        assert held(sinner) == before


def test_a_series_takes_in_no_work_of_somebody_else(cast: Cast) -> None:
    outer = series("Kites", draft("Mine", by=cast.ada), by=cast.ada)
    with pytest.raises(NotYours):
        series_actions.order_series(outer, [published("Hers", by=cast.una)], by=viewer_for(cast.ada))
    with pytest.raises(NotYours):
        series_actions.order_series(outer, [series("Her Series", by=cast.una)], by=viewer_for(cast.ada))
    assert held(outer) == ["Mine"]


def test_the_owner_gathers_anything_in_a_series_of_nobody(cast: Cast) -> None:
    nobody = PenName.objects.create(name="Nobody Yet", slug="nobody-yet")
    outer = series_actions.create_series("Kites", [nobody], by=viewer_for(cast.olu))
    series_actions.order_series(outer, [published("Any", by=cast.una)], by=viewer_for(cast.olu))
    assert held(outer) == ["Any"]


def test_what_is_left_out_is_counted_over_all_texts_and_the_text_stays() -> None:
    found = left_out("<script>1</script>", "", "<script>2</script><p>Herons.")
    assert [(each.what, each.how_many) for each in found] == [("<script> with its content", 2)]


class ChapterMoves(RuleBasedStateMachine):
    """However chapters are added and moved, they stand at 1 to n in the order a list would have."""

    @initialize(count=st.integers(1, 4))
    def begin(self, count: int) -> None:
        self.work = draft(chapters=0)
        self.texts: list[str] = []
        for _ in range(count):
            self.add()

    @rule()
    def add(self) -> None:
        text = f"Chapter written as number {len(self.texts)}."
        add_chapter(self.work, text=text)
        self.texts.append(text)

    @rule(data=st.data(), to=st.integers(-2, 15))
    def move(self, data: st.DataObject, to: int) -> None:
        at = data.draw(st.integers(0, len(self.texts) - 1))
        chapter = self.work.chapters.get(position=at + 1)
        chapter_actions.move_chapter(chapter, to, by=ARCHIVE_ITSELF)
        self.texts.insert(max(1, to) - 1, self.texts.pop(at))

    @invariant()
    def order_is_that_of_the_list(self) -> None:
        if hasattr(self, "work"):
            found = list(self.work.chapters.values_list("position", "source"))
            assert found == list(enumerate(self.texts, start=1))


@pytest.mark.django_db
def test_chapters_stand_in_order_however_they_are_moved() -> None:
    run_state_machine_as_test(ChapterMoves, settings=settings(max_examples=15, stateful_step_count=12, deadline=None))
