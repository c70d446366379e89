"""Named passages to a reading: works, chapters, the places of notes, fields, and the account of every character."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from fanfold.manuscripts.readers.passages import Passage
from fanfold.manuscripts.readers.rules.credits import fields_in_notes
from fanfold.manuscripts.readers.rules.fields import clean_title, fields_of, labelled
from fanfold.prose.document import (
    Block,
    ChapterReading,
    Extract,
    Field,
    Reading,
    Separator,
    Source,
    Span,
    WorkReading,
)

STORY = frozenset({"para", "letter", "quote", "chat", "script", "table", "list", "image", "lyric"})


@dataclass
class Chapter:
    """A chapter while it is gathered."""

    passages: list[Passage] = field(default_factory=list)


@dataclass
class Work:
    """A work while it is gathered."""

    front: list[Passage] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    back: list[Passage] = field(default_factory=list)

    def passages(self) -> list[Passage]:
        return [*self.front, *(each for chapter in self.chapters for each in chapter.passages), *self.back]


def assemble(source: Source, extract: Extract, passages: list[Passage], resolved: Sequence[Span]) -> Reading:
    """The reading. `resolved` are characters that became emphasis, in order."""
    ids = count(1)
    works = tuple(_work(work, extract, sorted(resolved), ids) for work in _works(passages))
    reading = Reading(source, extract, works)
    return replace(reading, separators=tuple(_separators(reading, set(resolved))))


def _works(passages: list[Passage]) -> list[Work]:
    groups: list[list[Passage]] = [[]]
    title = ""
    for passage in passages:
        own = _own_title(passage)
        if own and title and own.lower() != title.lower() and any(each.type in STORY for each in groups[-1]):
            groups.append([])
        title = own or title
        groups[-1].append(passage)
    return [_gathered(group) for group in groups if group]


def _own_title(passage: Passage) -> str:
    """The title a work is given in a header of its own; a title guessed from its place opens no new work."""
    if passage.type != "meta" or passage.field != "title":
        return ""
    found = labelled(passage.text)
    return clean_title(passage.text[found.value_at :]) if found else clean_title(passage.text)


def _gathered(passages: list[Passage]) -> Work:
    work = Work()
    starts = _chapter_starts(passages)
    first = starts[0] if starts else _first_story(passages)
    edges = [first, *(start for start in starts if start > first), len(passages)]
    work.front = passages[:first]
    for start, end in pairwise(edges):
        if start < end:
            work.chapters.append(Chapter(passages[start:end]))
    _move_early_story(work)
    _move_tail(work)
    return work


def _chapter_starts(passages: list[Passage]) -> list[int]:
    """Headings right after one another begin one chapter, unless they are the same twice: a page's and a chapter's."""
    starts: list[int] = []
    for at, passage in enumerate(passages):
        if passage.kind != "chapter":
            continue
        before = starts[-1] if starts else None
        between = passages[before:at] if before is not None else []
        if before is not None and all(
            each.kind == "chapter" or each.type in ("break", "furniture") for each in between
        ):
            if passages[before].text.strip() == passage.text.strip():
                starts[-1] = at
            continue
        starts.append(at)
    return starts


def _first_story(passages: list[Passage]) -> int:
    """Where the story of a work without headings begins: with what may stand before it and belongs to it."""
    first = next((at for at, passage in enumerate(passages) if passage.type in STORY), None)
    if first is None:
        return len(passages) if not any(passage.type == "note" for passage in passages) else _first_note(passages)
    while first and passages[first - 1].type == "heading":
        first -= 1
    return first


def _first_note(passages: list[Passage]) -> int:
    return next(at for at, passage in enumerate(passages) if passage.type == "note")


def _move_early_story(work: Work) -> None:
    """Story before the first heading is a chapter of its own, however it was named."""
    at = next((at for at, passage in enumerate(work.front) if passage.type in STORY - {"list", "table", "image"}), None)
    if at is None:
        return
    told = work.front[at:]
    if sum(len(passage.text) for passage in told if passage.type in STORY) >= 300:
        work.chapters.insert(0, Chapter(told))
        work.front = work.front[:at]


def _move_tail(work: Work) -> None:
    """What a site puts after the last chapter stands behind the work."""
    if not work.chapters:
        return
    last = work.chapters[-1].passages
    while len(last) > 1 and last[-1].type == "furniture" and last[-1].kind not in ("ending", "mail"):
        work.back.insert(0, last.pop())


def _work(work: Work, extract: Extract, resolved: list[Span], ids: "count[int]") -> WorkReading:
    for chapter in work.chapters:
        _place_notes(chapter.passages)
    for passage in work.front:
        passage.place = passage.place or ("head" if passage.type == "note" else None)
    for passage in work.back:
        passage.place = passage.place or ("end" if passage.type == "note" else None)
    fields = fields_of(work.passages())
    fields += fields_in_notes(work.passages(), fields)
    titles = {field.value.lower() for field in fields if field.name == "title"}
    authors = [field.value for field in fields if field.name == "author"]

    def blocks(passages: Iterable[Passage]) -> tuple[Block, ...]:
        return tuple(_block(passage, next(ids), resolved) for passage in passages)

    front = blocks(work.front)
    chapters = tuple(
        ChapterReading(_number(chapter, at), _title(chapter, titles, authors), blocks(chapter.passages))
        for at, chapter in enumerate(work.chapters, start=1)
    )
    return WorkReading(_with_title(fields, work), front, chapters, blocks(work.back))


def _with_title(fields: list[Field], work: Work) -> tuple[Field, ...]:
    """A one-shot whose only title is its chapter's; posts of one story that carry the title with a part number."""
    if any(field.name == "title" for field in fields):
        return tuple(fields)
    named = [each for chapter in work.chapters for each in chapter.passages if each.kind == "chapter" and each.title]
    parts = [each for each in named if each.rule == "part number after the title"]
    if parts or (len(work.chapters) == 1 and named):
        best = (parts or named)[0]
        title = best.title or ""
        found = Field("title", title, best.text, tuple(best.spans()), 0.6, "title of the only chapter")
        return (found, *fields)
    return tuple(fields)


def _place_notes(passages: list[Passage]) -> None:
    told = [at for at, passage in enumerate(passages) if passage.type in STORY]
    for at, passage in enumerate(passages):
        if passage.type != "note" or passage.place:
            continue
        if not told or at < told[0]:
            passage.place = "head"
        else:
            passage.place = "end" if at > told[-1] else "mid"


def _number(chapter: Chapter, at: int) -> int:
    numbers = [
        passage.number for passage in chapter.passages if passage.kind == "chapter" and passage.number is not None
    ]
    return numbers[-1] if numbers else at


def _title(chapter: Chapter, titles: set[str], authors: list[str]) -> str | None:
    for passage in reversed([each for each in chapter.passages if each.kind == "chapter"]):
        title = passage.title
        for author in authors:
            title = title.removesuffix(f" by {author}") if title else title
        if title and not (passage.rule == "part number after the title" and title.lower() in titles | {title.lower()}):
            return title
    return None


def _block(passage: Passage, id: int, resolved: list[Span]) -> Block:
    spans = tuple(part for span in passage.spans() for part in without(span, resolved))
    if passage.setting.tag == "hr":
        spans = ((passage.lines[0].start, passage.lines[0].start),)
    return Block(
        id=id,
        type=passage.type or "para",
        spans=spans,
        confidence=passage.confidence,
        rule=passage.rule,
        alternatives=tuple(passage.alternatives),
        kind=passage.kind,
        place=passage.place,
        field=passage.field,
        level=passage.level,
    )


def without(span: Span, resolved: list[Span]) -> list[Span]:
    """The span less the characters that only made emphasis."""
    start, end = span
    parts = []
    for at in range(bisect_left(resolved, (start, start)), len(resolved)):
        left, right = resolved[at]
        if left >= end:
            break
        if left > start:
            parts.append((start, left))
        start = right
    if start < end:
        parts.append((start, end))
    return parts


def _separators(reading: Reading, resolved: set[Span]) -> Iterable[Separator]:
    """Everything between blocks, with the reason it needs none."""
    text = reading.extract.text
    spans = sorted([*(span for block in reading.blocks() for span in block.spans), *resolved])
    reached = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > reached:
            between = text[reached:start]
            yield Separator(reached, start, "white space" if between.isspace() else "stands outside every paragraph")
        if (start, end) in resolved:
            yield Separator(start, end, "mark of emphasis")
        reached = max(reached, end)
