"""From a reading to what `works` takes: fields become facts, blocks become text.

A field that has no place of its own is kept as a line in the notes: nothing an author said of a work is lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePath

from fanfold.accounts.actions import pen_name_called
from fanfold.accounts.models import PenName
from fanfold.archive.models import Rating, Warning, WarningTone
from fanfold.prose.document import Block, ChapterReading, Extract, Field, Place, Reading, WorkReading
from fanfold.prose.guessing import guess_language
from fanfold.prose.languages import language_called
from fanfold.prose.render import is_story, render, render_notes
from fanfold.tags.actions import LONGEST_NAME, tags_named
from fanfold.tags.models import Kind, KindRole, Tag
from fanfold.works.texts import ChapterText, WorkFacts

NOBODY = "Unknown author"

# How other archives and old header blocks name their ratings, mildest first, by the place of the same in a list of four.
SCALES = [
    {"g", "k", "general", "general audiences", "all ages", "everyone", "pg", "u"},
    {"t", "k+", "pg-13", "pg13", "teen", "teens", "teen and up audiences", "12", "12+", "15"},
    {"m", "r", "mature", "ma", "16", "16+", "rated r"},
    {"e", "x", "nc-17", "nc17", "explicit", "adult", "18", "18+", "xxx"},
]
# Fields that become something else than a line in the notes, or that the archive counts itself.
PLACED = {
    "title", "author", "fandom", "rating", "pairing", "warnings", "summary", "language", "characters", "genre", "tags",
    "words", "chapters",
}  # fmt: skip
UNFINISHED = (
    "in-progress",
    "in progress",
    "wip",
    "work in progress",
    "incomplete",
    "unfinished",
    "ongoing",
    "hiatus",
    "abandoned",
)
_BETWEEN = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person who shelves decides for all works at once; empty where the manuscripts are to say."""

    by: str = ""
    rating: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Shaped:
    """A work ready to be made. `guessed` names, in words for a person, what the manuscript did not say."""

    facts: WorkFacts
    chapters: tuple[ChapterText, ...]
    guessed: tuple[str, ...]


def shape(reading: Reading, work: WorkReading, wishes: Wishes) -> Shaped:
    said = {name: [field for field in work.fields if field.name == name] for name in {f.name for f in work.fields}}
    rating, rating_known = _rating(_first(said, "rating"), wishes.rating)
    chapters = _chapters(work, reading.extract)
    names = [wishes.by] if wishes.by else _values(said, "author")
    guessed = []
    if not names:
        guessed.append("author")
    if not rating_known:
        guessed.append("rating")
    facts = WorkFacts(
        title=_first(said, "title") or _title_of_file(reading.source.name),
        rating=rating,
        pen_names=_pen_names(names),
        language=_language(said, work, reading.extract),
        warnings=_warnings(_values(said, "warnings")),
        tags=_tags(said),
        summary=_paragraphs(_first(said, "summary")),
        notes_before=_notes_before(work, reading.extract),
        notes_after=_notes(work.back, reading.extract),
        complete=not _first(said, "status").lower().startswith(UNFINISHED),
    )
    return Shaped(facts, chapters, tuple(guessed))


def _values(said: dict[str, list[Field]], name: str) -> list[str]:
    return [field.value for field in said.get(name, []) if field.value.strip()]


def _first(said: dict[str, list[Field]], name: str) -> str:
    return next(iter(_values(said, name)), "")


def _title_of_file(name: str) -> str:
    stem = re.sub(r"[_\s]+", " ", PurePath(name).stem).strip()
    printable = "".join(c for c in stem if c.isprintable())
    return printable or "Untitled"


def _pen_names(names: Sequence[str]) -> list[PenName]:
    """Unclaimed ones are made for names not known yet; the same person twice is one."""
    wanted = [name[:80] for name in names if name.strip()] or [NOBODY]
    return list(dict.fromkeys(pen_name_called(name) for name in wanted))


def _rating(written: str, wished: str) -> tuple[Rating, bool]:
    """The archive's rating of that name or meaning, and whether the manuscript named it.

    Without a name we know: the one wished for, else the strictest that asks no consent, as the manuscript may hold
    anything and nobody has said that it holds what consent is asked for.
    """
    ratings = list(Rating.objects.order_by("position"))
    named = _named(ratings, written)
    if named is not None:
        return named, True
    wished_for = _named(ratings, wished)
    if wished_for is not None:
        return wished_for, True
    mild = [rating for rating in ratings if not rating.asks_consent]
    return (mild or ratings)[-1], False


def _named(ratings: Sequence[Rating], written: str) -> Rating | None:
    wanted = written.strip().strip(".").lower()
    if not wanted:
        return None
    for rating in ratings:
        if rating.name.lower() == wanted:
            return rating
    words = {wanted, wanted.split(" ", 1)[0].strip(",;:()"), wanted.removeprefix("fiction").strip()}
    place = next((place for place, names in enumerate(SCALES) if words & names), None)
    # The scales are four steps; an archive that has another number of ratings must be asked by name.
    return ratings[place] if place is not None and len(ratings) == len(SCALES) else None


def _warnings(written: Sequence[str]) -> list[Warning]:
    """The archive's warnings of those names; where none is known, that nothing was said."""
    known = {warning.name.lower(): warning for warning in Warning.objects.all()}
    found = [known[name.strip().lower()] for name in written if name.strip().lower() in known]
    unsaid = Warning.objects.filter(tone=WarningTone.UNSAID).first()
    return found or ([unsaid] if unsaid else [])


def _tags(said: dict[str, list[Field]]) -> list[Tag]:
    """Fandoms, relationships, characters, genres and whatever else is tagged, each under its kind."""
    kinds = list(Kind.objects.order_by("position"))
    known_warnings = {warning.name.lower() for warning in Warning.objects.all()}
    other_warnings = [name for name in _values(said, "warnings") if name.lower() not in known_warnings]
    by_role = {kind.role: kind for kind in reversed(kinds)}
    by_name = {kind.name.lower(): kind for kind in kinds}
    plain = by_name.get("free") or by_role.get(KindRole.PLAIN)
    wanted: list[tuple[Kind | None, Iterable[str]]] = [
        (by_role.get(KindRole.FANDOM), _values(said, "fandom")),
        (by_role.get(KindRole.RELATIONSHIP), _values(said, "pairing")),
        (by_name.get("character"), _split(_values(said, "characters"))),
        (by_name.get("genre"), _split(_values(said, "genre"))),
        (plain, [*_split(_values(said, "tags")), *other_warnings]),
    ]
    found: list[Tag] = []
    for kind, names in wanted:
        target = kind or plain
        if target is not None:
            found += tags_named(target, [name[:LONGEST_NAME] for name in names])
    return found


def _split(values: Sequence[str]) -> list[str]:
    return [part for value in values for part in _BETWEEN.split(value)]


def _language(said: dict[str, list[Field]], work: WorkReading, extract: Extract) -> str:
    named = language_called(_first(said, "language"))
    if named:
        return named
    story = (block.text(extract) for chapter in work.chapters for block in chapter.blocks if is_story(block))
    sample: list[str] = []
    size = 0
    for text in story:
        sample.append(text)
        size += len(text)
        if size > 20_000:
            break
    return guess_language("\n".join(sample)) or "en"


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in text.split("\n\n") if part.strip())


def _notes_before(work: WorkReading, extract: Extract) -> str:
    """The notes that stand before the first chapter, and every field that has no place of its own."""
    in_notes = [span for block in work.blocks() if block.type == "note" for span in block.spans]
    lines = [
        f"<p><strong>{escape(field.name.replace('_', ' ').capitalize(), quote=False)}:</strong> "
        f"{escape(field.value, quote=False)}</p>"
        for field in work.fields
        if field.name not in PLACED and not _within(field, in_notes)
    ]
    return "\n".join([_notes(work.front, extract), *lines]).strip()


def _within(field: Field, notes: Sequence[tuple[int, int]]) -> bool:
    """Whether the field was said in a note, which is shown whole anyway."""
    return any(start <= at < end for at, _ in field.spans for start, end in notes)


def _notes(blocks: Sequence[Block], extract: Extract) -> str:
    notes = ChapterReading(0, None, tuple(block for block in blocks if block.type == "note"))
    places: tuple[Place, ...] = ("head", "mid", "end")
    return "\n".join(render_notes(notes, extract, place) for place in places).strip()


def _chapters(work: WorkReading, extract: Extract) -> tuple[ChapterText, ...]:
    """Story that stands outside of all chapters goes to the nearest one; without any chapter it is one."""
    front = [block for block in work.front if is_story(block) and block.type not in {"note", "heading"}]
    back = [block for block in work.back if is_story(block) and block.type != "note"]
    readings = work.chapters or (ChapterReading(1, None, ()),)
    last = len(readings) - 1
    texts = []
    for at, chapter in enumerate(readings):
        blocks = [*(front if at == 0 else []), *chapter.blocks, *(back if at == last else [])]
        texts.append(
            ChapterText(
                text=render(blocks, extract),
                title=(chapter.title or "")[:300],
                note_head=render_notes(chapter, extract, "head"),
                note_end=render_notes(chapter, extract, "end"),
            )
        )
    return tuple(texts)
