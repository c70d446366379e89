"""Everything that may be done with a work. Each deed checks the right, changes rows, writes one journal row."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from fanfold.accounts.models import PenName
from fanfold.archive.models import Warning
from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.prose.slugs import slugify
from fanfold.prose.words import count_words_in_html
from fanfold.tags.models import Tag
from fanfold.works import rules
from fanfold.works.counting import count_work
from fanfold.works.models import Audience, Chapter, ChapterRevision, Creatorship, Tombstone, Work, WorkTag
from fanfold.works.texts import ChapterText, WorkFacts, made

# Saves of one person within this time are one version, so that saving often costs no history.
ONE_SITTING = timedelta(minutes=10)
# Saying a chapter anew writes these alone, so that its place and dates can change in another window meanwhile.
TEXT_FIELDS = [
    *("title", "summary", "summary_source", "note_head", "note_head_source", "note_end", "note_end_source"),
    *("source", "html", "words", "changed_at"),
]


@transaction.atomic
def create_work(facts: WorkFacts, *, by: Viewer) -> Work:
    """A new work, still a draft and without chapters."""
    rules.must_create(by)
    work = Work(title="?", rating=facts.rating)
    _put_facts(work, facts)
    record(What.WORK_CREATED, work, by=by.account_id)
    return work


@transaction.atomic
def change_work(work: Work, facts: WorkFacts, *, by: Viewer) -> Work:
    """Says the facts anew. Tags and pen names that left are named in the journal, so that their counts follow."""
    rules.must_edit(by, work)
    rules.must_not_be_binned(work)
    before = {
        "tags": list(work.tags.values_list("pk", flat=True)),
        "pen_names": list(work.pen_names.values_list("pk", flat=True)),
    }
    _put_facts(work, facts)
    record(What.WORK_CHANGED, work, by=by.account_id, **before)
    return work


def _put_facts(work: Work, facts: WorkFacts) -> None:
    if not facts.title.strip():
        raise Refused("A work needs a title.")
    if not facts.pen_names:
        raise Refused("A work needs at least one pen name.")
    work.title = facts.title.strip()[:300]
    work.slug = slugify(work.title)
    work.language = facts.language
    work.rating = facts.rating
    work.comment_policy = facts.comment_policy
    work.expected_chapters = facts.expected_chapters
    work.completed_at = (work.completed_at or timezone.now()) if facts.complete else None
    work.anonymous_since = (work.anonymous_since or timezone.now()) if facts.anonymous else None
    work.summary_source, work.notes_before_source = facts.summary, facts.notes_before
    work.notes_after_source = facts.notes_after
    if work.pk is None:
        work.save()  # its number prefixes the ids in its texts
    work.summary = made(facts.summary, id_prefix=f"w{work.pk}s-")
    work.notes_before = made(facts.notes_before, id_prefix=f"w{work.pk}b-")
    work.notes_after = made(facts.notes_after, id_prefix=f"w{work.pk}a-")
    work.save()
    _put_rows(work, facts.pen_names, facts.warnings, facts.tags)


def _put_rows(work: Work, pen_names: Sequence[PenName], warnings: Sequence[Warning], tags: Sequence[Tag]) -> None:
    work.warnings.set(warnings)
    work.creatorships.exclude(pen_name__in=pen_names).delete()
    for position, pen_name in enumerate(pen_names):
        Creatorship.objects.update_or_create(
            work=work,
            pen_name=pen_name,
            defaults={"position": position},  # an invitation not answered yet stays one
            create_defaults={"position": position, "accepted_at": timezone.now()},
        )
    work.work_tags.all().delete()
    unique = dict.fromkeys(tag.pk for tag in tags)
    WorkTag.objects.bulk_create(WorkTag(work=work, tag_id=pk, position=i) for i, pk in enumerate(unique))


@transaction.atomic
def add_chapter(work: Work, text: ChapterText, *, published_at: datetime | None = None, by: Viewer) -> Chapter:
    """A further chapter at the end. Without `published_at` a draft; in the future, scheduled."""
    rules.must_edit(by, work)
    rules.must_not_be_binned(work)
    hold(work)
    last = work.chapters.aggregate(last=Max("position"))["last"] or 0
    chapter = Chapter(work=work, position=last + 1, published_at=published_at)
    if published_at is not None and published_at <= timezone.now() and work.out_since is not None:
        chapter.announced_at = timezone.now()
    chapter.save()  # its number prefixes the ids in its texts
    _put_text(chapter, text)
    _keep_revision(chapter, by=by, why="")
    count_work(work)
    record(What.CHAPTER_POSTED, chapter, by=by.account_id, work=work.pk)
    return chapter


def hold(work: Work) -> None:
    """Lets nobody else change the order or dates of its chapters until this transaction ends."""
    Work.objects.select_for_update().only("pk").get(pk=work.pk)


class MovedOn(Refused):
    """The chapter was saved elsewhere since the person who wants to change it opened it."""

    def __init__(self) -> None:
        super().__init__("This chapter was saved in another place meanwhile. Nothing was changed.", status=409)


@transaction.atomic
def change_chapter(
    chapter: Chapter, text: ChapterText, *, opened_on: datetime | None = None, by: Viewer, why: str = ""
) -> Chapter:
    """Says the chapter anew and keeps what it said before as a version. The same text again changes nothing.

    `opened_on` is the `changed_at` of the text that the author began from. Raises MovedOn if that is not what the
    chapter says now; the number of the version would not tell, for saves of one sitting share it.
    """
    rules.must_edit(by, chapter.work)
    rules.must_not_be_binned(chapter.work)
    now_says = Chapter.objects.select_for_update().select_related(None).get(pk=chapter.pk)
    if text_of(now_says) == text:
        return chapter
    if opened_on is not None and now_says.changed_at != opened_on:
        raise MovedOn
    _put_text(chapter, text)
    _keep_revision(chapter, by=by, why=why)
    count_work(chapter.work)
    record(What.CHAPTER_CHANGED, chapter, by=by.account_id, work=chapter.work_id)
    return chapter


def text_of(chapter: Chapter) -> ChapterText:
    """What its author last handed in."""
    return ChapterText(
        text=chapter.source,
        title=chapter.title,
        summary=chapter.summary_source,
        note_head=chapter.note_head_source,
        note_end=chapter.note_end_source,
    )


def _put_text(chapter: Chapter, text: ChapterText) -> None:
    chapter.title = text.title.strip()[:300]
    chapter.summary_source, chapter.source = text.summary, text.text
    chapter.note_head_source, chapter.note_end_source = text.note_head, text.note_end
    prefix = f"c{chapter.pk}"
    chapter.html = made(text.text, id_prefix=f"{prefix}-")
    chapter.summary = made(text.summary, id_prefix=f"{prefix}s-")
    chapter.note_head = made(text.note_head, id_prefix=f"{prefix}h-")
    chapter.note_end = made(text.note_end, id_prefix=f"{prefix}e-")
    chapter.words = count_words_in_html(chapter.html)
    chapter.changed_at = timezone.now()
    chapter.save(update_fields=TEXT_FIELDS)


def _keep_revision(chapter: Chapter, *, by: Viewer, why: str) -> None:
    said = {
        "title": chapter.title,
        "words": chapter.words,
        "summary_source": chapter.summary_source,
        "note_head_source": chapter.note_head_source,
        "note_end_source": chapter.note_end_source,
        "source": chapter.source,
        "why": why,
        "at": timezone.now(),
    }
    last = chapter.revisions.first()
    same_sitting = (
        last is not None
        and last.number > 1  # the first version is what came in, and stays
        and last.by_id == by.account_id
        and by.account_id is not None
        and last.why == why
        and timezone.now() - last.at < ONE_SITTING
    )
    if last is not None and same_sitting:
        ChapterRevision.objects.filter(pk=last.pk).update(**said)
    else:
        number = last.number + 1 if last else 1
        ChapterRevision.objects.create(chapter=chapter, number=number, by_id=by.account_id, **said)


@transaction.atomic
def publish(work: Work, *, at: datetime | None = None, audience: str = Audience.PUBLIC, by: Viewer) -> Work:
    """Brings a work out, now or at a time to come, with every chapter that has no date of its own."""
    rules.must_edit(by, work)
    rules.must_not_be_binned(work)
    if not work.chapters.exists():
        raise Refused("A work without a chapter can’t be published. Add one first.")
    hold(work)
    at = at or timezone.now()
    # Chapters that were to come out together with the work move along with it.
    with_it = Q(published_at=None) | Q(published_at=work.published_at)
    work.audience = Audience(audience)
    work.published_at = at
    work.save(update_fields=["audience", "published_at"])
    work.chapters.filter(with_it).update(published_at=at)
    if not work.chapters.filter(published_at__lte=at).exists():
        raise Refused("All its chapters have later dates of their own, so readers would find it empty.")
    _announce(work, now=timezone.now(), by=by.account_id)
    return work


def _announce(work: Work, *, now: datetime, by: int | None) -> None:
    """Counts anew, and if it is out writes that down once."""
    count_work(work, now)
    if work.is_out(now):
        work.out_since = work.out_since or now
        work.save(update_fields=["out_since"])
        work.chapters.filter(published_at__lte=now, announced_at=None).update(announced_at=now)
        Tombstone.objects.filter(kind="work", thing_id=work.pk).delete()
    record(What.WORK_PUBLISHED, work, by=by)


@transaction.atomic
def set_audience(work: Work, audience: str, *, by: Viewer) -> Work:
    """Public, members only, unlisted."""
    rules.must_edit(by, work)
    work.audience = Audience(audience)
    work.save(update_fields=["audience"])
    record(What.WORK_CHANGED, work, by=by.account_id)
    return work


@transaction.atomic
def withdraw(work: Work, *, by: Viewer) -> Work:
    """Makes it a draft again. Its chapters keep their dates, but for those that were to come out together with it."""
    rules.must_edit(by, work)
    rules.must_not_be_binned(work)
    if work.published_at is not None and work.published_at > timezone.now():
        work.chapters.filter(published_at=work.published_at).update(published_at=None)
    work.published_at = None
    work.save(update_fields=["published_at"])
    count_work(work)
    record(What.WORK_WITHDRAWN, work, by=by.account_id)
    return work


@transaction.atomic
def bin_work(work: Work, *, words_left: str = "", by: Viewer) -> Work:
    """Puts it in the bin. If readers knew it, a tombstone answers at its address until it is taken out again."""
    rules.must_edit(by, work)
    if work.binned_at is not None:
        return work
    known = work.is_out() or work.out_since is not None
    work.binned_at = timezone.now()
    work.save(update_fields=["binned_at"])
    if known:
        names = [] if work.is_anonymous else list(work.creatorships.values_list("pen_name__name", flat=True))
        Tombstone.objects.update_or_create(
            kind="work",
            thing_id=work.pk,
            defaults={
                "title": work.title,
                "byline": ", ".join(names)[:300],
                "gone_at": work.binned_at,
                "gone_by": "author" if by.pen_name_ids else "keepers",
                "words_left": words_left[:500],
            },
        )
    record(What.WORK_BINNED, work, by=by.account_id)
    return work


@transaction.atomic
def restore_work(work: Work, *, by: Viewer) -> Work:
    """Takes it out of the bin, as it was."""
    rules.must_edit(by, work)
    work.binned_at = None
    work.save(update_fields=["binned_at"])
    Tombstone.objects.filter(kind="work", thing_id=work.pk).delete()
    count_work(work)
    record(What.WORK_RESTORED, work, by=by.account_id)
    return work


@transaction.atomic
def announce_due(now: datetime | None = None) -> int:
    """The clock's deed: scheduled works and chapters whose time has come are counted and written down. How many."""
    now = now or timezone.now()
    out = Work.objects.filter(published_at__lte=now, queued_at=None, binned_at=None)
    # Two questions, each answered by an index of its own: together they would look at every chapter there is.
    chapters = Chapter.objects.filter(published_at__lte=now, announced_at=None)
    numbers = {*out.filter(out_since=None).values_list("pk", flat=True), *chapters.values_list("work_id", flat=True)}
    works = list(out.filter(pk__in=numbers))
    for work in works:
        _announce(work, now=now, by=None)
    return len(works)


@transaction.atomic
def empty_bin(older_than: datetime) -> int:
    """The clock's deed: works in the bin since before that time are gone; their tombstones stay. How many."""
    works = list(Work.objects.filter(binned_at__lt=older_than))
    for work in works:
        record(What.WORK_GONE, work, by=None)
        work.delete()
    return len(works)
