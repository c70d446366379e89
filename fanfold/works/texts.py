"""What an author hands in, before it is kept: facts of a work, text of a chapter."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from fanfold.accounts.models import PenName
from fanfold.archive.models import Rating, Warning
from fanfold.prose.clean import Cleaned, CleanHtml, Removed, clean
from fanfold.prose.typed import from_typed
from fanfold.tags.models import Tag
from fanfold.works.models import CommentPolicy


@dataclass(frozen=True, kw_only=True)
class WorkFacts:
    """All an author says of a work beside its chapters. Texts as typed: plain or HTML."""

    title: str
    rating: Rating
    pen_names: Sequence[PenName]
    language: str = "en"
    warnings: Sequence[Warning] = ()
    tags: Sequence[Tag] = ()
    summary: str = ""
    notes_before: str = ""
    notes_after: str = ""
    comment_policy: str = CommentPolicy.EVERYBODY
    expected_chapters: int | None = None
    complete: bool = True
    anonymous: bool = False


@dataclass(frozen=True, kw_only=True)
class ChapterText:
    """All an author says in a chapter. Texts as typed: plain or HTML."""

    text: str
    title: str = ""
    summary: str = ""
    note_head: str = ""
    note_end: str = ""


# How long the page after a save may ask what was left out without the text being cleaned a second time: seconds for a
# long one.
REMEMBERED = 600


def made(source: str, *, id_prefix: str) -> CleanHtml:
    """The HTML readers get of what an author typed. `id_prefix` keeps footnotes of texts on one page apart."""
    return _cleaned(source, id_prefix).html


def left_out(*sources: str) -> list[Removed]:
    """What readers don't get of texts as typed, each kind once. The sources keep all of it."""
    found: dict[tuple[str, str], int] = {}
    for source in filter(None, sources):
        for removed in _removed(source):
            kind = removed.what, removed.why
            found[kind] = found.get(kind, 0) + removed.how_many
    return [Removed(what, how_many, why) for (what, why), how_many in found.items()]


def _cleaned(source: str, id_prefix: str) -> Cleaned:
    cleaned = clean(from_typed(source), id_prefix=id_prefix)
    if source:
        cache.set(_key(source), cleaned.removed, REMEMBERED)
    return cleaned


def _removed(source: str) -> tuple[Removed, ...]:
    remembered: tuple[Removed, ...] | None = cache.get(_key(source))
    return _cleaned(source, "").removed if remembered is None else remembered


def _key(source: str) -> str:
    return f"left-out-{hashlib.sha256(source.encode('utf-8', 'surrogatepass')).hexdigest()}"
