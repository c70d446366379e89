"""What a page says, above a work or chapter, to those who see it before its readers do."""

from django.utils import timezone
from django.utils.formats import date_format

from fanfold.works.models import Chapter, State, Work


def word_of_work(work: Work) -> str:
    """Empty for a work that stands open to its readers."""
    match work.state:
        case State.DRAFT:
            return "Draft. Only you can see this."
        case State.SCHEDULED:
            return f"Scheduled for {_when(work)}. Until then, only you can see this."
        case State.QUEUED:
            return "Waiting for the keepers. Only its author and they can see this."
        case _:
            return ""


def word_of_chapter(chapter: Chapter) -> str:
    if word := word_of_work(chapter.work):
        return word
    if chapter.published_at is None:
        return "Draft. Only you can see this chapter."
    if not chapter.is_out():
        return f"Scheduled for {_when(chapter)}. Until then, only you can see this chapter."
    return ""


def _when(thing: Work | Chapter) -> str:
    assert thing.published_at is not None  # scheduled means that it has a time
    return date_format(timezone.localtime(thing.published_at), "j F Y, H:i")
