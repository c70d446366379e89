"""What the desk says in sentences: where a work stands, what did not come through."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from fanfold.archive.models import Archive
from fanfold.prose.clean import Removed
from fanfold.works.models import Audience, Chapter, Work

# What is left out, as its author knows it: once, and several times.
IN_WORDS = {
    "picture from elsewhere": ("a picture became a link", "{} pictures became links"),
    "picture": ("a picture became its words", "{} pictures became their words"),
    "<script> with its content": ("a script was left out", "{} scripts were left out"),
    "<style> with its content": ("a style sheet was left out", "{} style sheets were left out"),
    "comment": ("a hidden comment was left out", "{} hidden comments were left out"),
    "control character": (
        "a character that can’t be shown was left out",
        "{} characters that can’t be shown were left out",
    ),
    "attribute style": ("the look of a passage was left out", "the look of {} passages was left out"),
}
TOLD_AT_ONCE = 4

AUDIENCES = {
    Audience.PUBLIC: "Everybody can read it",
    Audience.MEMBERS: "Members can read it",
    Audience.UNLISTED: "Anybody with the link can read it, and it stands in no list",
}


def left_out_in_words(removed: Sequence[Removed]) -> str:
    """One sentence, or nothing where nothing was left out."""
    told = [_in_words(each) for each in removed[:TOLD_AT_ONCE]]
    if more := len(removed) - len(told):
        told.append(f"and {more} more {'kind' if more == 1 else 'kinds'} of things did not come through")
    sentence = "; ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _in_words(removed: Removed) -> str:
    once, often = IN_WORDS.get(
        removed.what, (f"“{removed.what}” was left out", f"“{removed.what}” was left out {{}} times")
    )
    return once if removed.how_many == 1 else often.replace("{}", f"{removed.how_many:,}")


def standing_of_work(work: Work, archive: Archive) -> str:
    """Where a work stands, and who can see it."""
    if work.binned_at is not None:
        return f"In the bin. {days_left_in_words(work, archive)}"
    if work.queued_at is not None:
        return "It waits for one of the archive’s keepers to look at it. Readers can’t see it yet."
    if work.published_at is None:
        return f"A draft. {_only_authors(work)} can see it."
    if work.published_at > timezone.now():
        return f"It comes out on {_when(work)}. Until then readers can’t see it."
    return f"{AUDIENCES[Audience(work.audience)]}. It came out on {_when(work)}."


def standing_of_chapter(chapter: Chapter) -> str:
    work = chapter.work
    if chapter.published_at is None:
        return f"A draft. {_only_authors(work)} can see it."
    if chapter.published_at > timezone.now():
        return f"It comes out on {_when(chapter)}. Until then readers can’t see it."
    if work.is_out():
        return f"{AUDIENCES[Audience(work.audience)]}. It came out on {_when(chapter)}."
    return f"It has its date, {_when(chapter)}, but the work is not out, so readers can’t see it."


def _only_authors(work: Work) -> str:
    return "Only you" if work.creatorships.count() == 1 else "Only its authors"


def days_left(work: Work, archive: Archive) -> int:
    """Whole days until a binned work is gone."""
    if work.binned_at is None:
        return archive.bin_days
    return max(0, (work.binned_at + timedelta(days=archive.bin_days) - timezone.now()).days)


def days_left_in_words(work: Work, archive: Archive) -> str:
    days = days_left(work, archive)
    if days == 0:
        return "Less than a day is left to take it out."
    return f"{days} {'day is' if days == 1 else 'days are'} left to take it out."


def _when(thing: Work | Chapter) -> str:
    return date_format(timezone.localtime(thing.published_at), "j F Y, H:i")
