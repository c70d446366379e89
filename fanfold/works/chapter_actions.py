"""Deeds on one chapter beside saying it: bringing it out, taking it back, its place, its versions."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.works import rules
from fanfold.works.actions import change_chapter, hold
from fanfold.works.counting import count_work
from fanfold.works.models import Chapter, ChapterRevision
from fanfold.works.texts import ChapterText

# Further than any work has chapters: places are moved out there and back, so that two are never the same.
OUT_OF_THE_WAY = 1_000_000


@transaction.atomic
def publish_chapter(chapter: Chapter, *, at: datetime | None = None, by: Viewer) -> Chapter:
    """Brings a chapter out, now or at a time to come. In a draft it waits for the work all the same."""
    _must_change(by, chapter)
    now = timezone.now()
    at = at or now
    if at > now:
        _must_leave_something(chapter, now)
    chapter.published_at = at
    if at > now:
        chapter.announced_at = None  # the clock will see it come out
    elif chapter.work.out_since is not None:
        chapter.announced_at = chapter.announced_at or now
    chapter.save(update_fields=["published_at", "announced_at"])
    count_work(chapter.work)
    record(What.CHAPTER_POSTED, chapter, by=by.account_id, work=chapter.work_id)
    return chapter


@transaction.atomic
def take_back_chapter(chapter: Chapter, *, by: Viewer) -> Chapter:
    """Makes a chapter a draft again. The last one readers can open stays while its work is out."""
    _must_change(by, chapter)
    _must_leave_something(chapter, timezone.now())
    chapter.published_at = None
    chapter.save(update_fields=["published_at"])
    count_work(chapter.work)
    record(What.CHAPTER_CHANGED, chapter, by=by.account_id, work=chapter.work_id, taken_back=True)
    return chapter


def _must_change(by: Viewer, chapter: Chapter) -> None:
    rules.must_edit(by, chapter.work)
    rules.must_not_be_binned(chapter.work)
    hold(chapter.work)


def _must_leave_something(chapter: Chapter, now: datetime) -> None:
    """A work that is out must keep a chapter that is out."""
    others = Chapter.objects.filter(work=chapter.work_id, published_at__lte=now).exclude(pk=chapter.pk)
    if chapter.work.is_out(now) and not others.exists():
        raise Refused("It is the only chapter readers can open. Make the whole work a draft instead.", status=409)


@transaction.atomic
def move_chapter(chapter: Chapter, to: int, *, by: Viewer) -> Chapter:
    """Gives a chapter the place `to`, counted from 1; the others close up. Beyond the end means the end."""
    _must_change(by, chapter)
    chapter.refresh_from_db(fields=["position"])
    chapters = Chapter.objects.filter(work=chapter.work_id)
    was, to = chapter.position, max(1, min(to, chapters.count()))
    if was == to:
        return chapter
    step = -1 if was < to else 1
    between = chapters.filter(position__range=(was + 1, to) if was < to else (to, was - 1))
    chapters.filter(pk=chapter.pk).update(position=2 * OUT_OF_THE_WAY)
    between.update(position=F("position") + OUT_OF_THE_WAY)
    chapters.filter(position__range=(OUT_OF_THE_WAY, 2 * OUT_OF_THE_WAY - 1)).update(
        position=F("position") - OUT_OF_THE_WAY + step
    )
    chapters.filter(pk=chapter.pk).update(position=to)
    chapter.position = to
    record(What.CHAPTER_CHANGED, chapter, by=by.account_id, work=chapter.work_id, moved_from=was)
    return chapter


def bring_back(revision: ChapterRevision, *, by: Viewer) -> Chapter:
    """Lets the chapter say again what it said in that version, as a new version; those between stay."""
    why = f"Version {revision.number} brought back"
    return change_chapter(revision.chapter, text_of_version(revision), by=by, why=why)


def text_of_version(revision: ChapterRevision) -> ChapterText:
    """What its author handed in then."""
    return ChapterText(
        text=revision.source,
        title=revision.title,
        summary=revision.summary_source,
        note_head=revision.note_head_source,
        note_end=revision.note_end_source,
    )
