"""A reading as the review page shows it: blocks beside their source, a page of them at a time."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from fanfold.manuscripts.edits import SAID, spot_of
from fanfold.manuscripts.edits.choices import CHOICES, choice_of
from fanfold.manuscripts.review_actions import Opened
from fanfold.prose.clean import CleanHtml, clean
from fanfold.prose.document import Block, ChapterReading, Extract, Reading, Span, account
from fanfold.prose.render import is_story, render

BLOCKS_ON_A_PAGE = 100
SURE, LIKELY = 0.8, 0.6
LONGEST_SHOWN = 3_000
MOST_PLACES_TO_SPLIT = 40
WORDS_SHOWN = 60
# After a sentence or a line, and before a bracket: where notes and stories meet.
_SEAMS = re.compile(r"[.!?…。！？][\"'”’»)\]]{0,3}(?=\s|[^\W\d_])|\n|(?=[\[(])")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in the overview: its place in the work from 1, and where on the review page it begins."""

    place: int
    title: str
    characters: int
    page: int
    first: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A block on the page. `begins` is the chapter that begins with it; `sure` counts dots from 1 to 3."""

    block: Block
    spot: str
    choice: str
    named: str
    sure: int
    lines: str
    source: tuple[str, ...]
    html: CleanHtml
    unshown: int
    alternatives: tuple[tuple[str, str], ...]
    seams: tuple[tuple[int, str], ...]
    begins: Chapter | None
    asks: bool
    can_merge: bool
    is_changed: bool
    of_rule: int


@dataclass(frozen=True, slots=True)
class Sum:
    """The account of a manuscript in characters, and its parts as widths in a bar of a thousand."""

    sentence: str
    is_complete: bool
    story: int
    notes: int
    aside: int
    missing: int

    @property
    def parts(self) -> tuple[tuple[str, str, str], ...]:
        """Class, name and figure of each part."""
        return (
            ("fill-story", "Story", f"{self.story:,}"),
            ("fill-note", "Notes", f"{self.notes:,}"),
            ("fill-aside", "Set aside, listed with reasons", f"{self.aside:,}"),
        )

    @property
    def bar(self) -> tuple[tuple[str, int, int], ...]:
        """Class, start and width of each part."""
        total = max(1, self.story + self.notes + self.aside)
        story, notes = round(1000 * self.story / total), round(1000 * self.notes / total)
        return (
            ("fill-story", 0, story),
            ("fill-note", story, notes),
            ("fill-aside", story + notes, 1000 - story - notes),
        )


def sure_of(confidence: float) -> int:
    """Three dots, two, or one."""
    return 3 if confidence >= SURE else 2 if confidence >= LIKELY else 1


def asks_for_a_look(block: Block) -> bool:
    """A guess, or what is likely and may well be something else."""
    sure = sure_of(block.confidence)
    return sure == 1 or (sure == 2 and bool(block.alternatives))


class Pages:
    """All blocks of a reading in one order: the source's, or the least sure first."""

    def __init__(self, opened: Opened, *, unsure_first: bool) -> None:
        self.reading, self.original = opened.reading, opened.original
        self.extract = self.reading.extract
        self.blocks = list(self.reading.blocks())
        self.order = self.blocks
        if unsure_first:
            self.order = sorted(self.blocks, key=lambda each: (not asks_for_a_look(each), sure_of(each.confidence)))
        self.rules = Counter(block.rule for block in self.blocks if sure_of(block.confidence) < 3)
        self.asking = sum(map(asks_for_a_look, self.blocks))
        sure = Counter(sure_of(block.confidence) for block in self.blocks)
        self.guessed, self.likely, self.sure = sure[1], sure[2], sure[3]
        self.inside = {id for blocks in _parts(self.reading) for id in (block.id for block in blocks[:-1])}

    @cached_property
    def places(self) -> dict[int, int]:
        """On which page each block is, in the source's order."""
        return {block.id: at // BLOCKS_ON_A_PAGE + 1 for at, block in enumerate(self.blocks)}

    @cached_property
    def chapters(self) -> tuple[tuple[Chapter, ...], ...]:
        return tuple(
            tuple(self.chapter(each, place) for place, each in enumerate(work.chapters, start=1))
            for work in self.reading.works
        )

    def chapter(self, chapter: ChapterReading, place: int) -> Chapter:
        first = chapter.blocks[0].id
        told = sum(_size(block) for block in chapter.blocks if is_story(block))
        return Chapter(place, chapter.title or "", told, self.places[first], first)

    @cached_property
    def begins(self) -> dict[int, Chapter]:
        return {chapter.first: chapter for work in self.chapters for chapter in work}

    @cached_property
    def read_as(self) -> dict[int, Block]:
        return {block.id: block for block in self.original.blocks()}

    @cached_property
    def line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.extract.text)]

    def works_of(self, blocks: Sequence[Block]) -> list[int]:
        """Which works those blocks belong to."""
        wanted = {block.id for block in blocks}
        return [at for at, work in enumerate(self.reading.works) if any(each.id in wanted for each in work.blocks())]

    def shown(self, block: Block) -> Shown:
        cut, unshown = _cut_short(block)
        key = choice_of(block)
        return Shown(
            block=block,
            spot=_written(block),
            choice=key,
            named=CHOICES[key].named,
            sure=sure_of(block.confidence),
            lines=self.lines(block),
            source=self.source(cut),
            html=_html(cut, self.extract),
            unshown=unshown,
            alternatives=_alternatives(block, key),
            seams=tuple(islice(seams(block, self.extract), MOST_PLACES_TO_SPLIT)),
            begins=self.begins.get(block.id),
            asks=asks_for_a_look(block),
            can_merge=block.id in self.inside,
            is_changed=self.is_changed(block),
            of_rule=self.rules[block.rule] if block.confidence < 1.0 else 0,
        )

    def is_changed(self, block: Block) -> bool:
        """Whether it is the same piece of text as read, under another name."""
        before = self.read_as.get(block.id)
        return before is not None and before.spans == block.spans and block.rule == SAID

    def lines(self, block: Block) -> str:
        """Which lines of the file it is; nothing where the file's own lines are not what was read."""
        if self.reading.source.format not in {"text", "markdown"} or not block.spans:
            return ""
        first = bisect_right(self.line_ends, block.spans[0][0] - 1) + 1
        last = bisect_right(self.line_ends, max(block.spans[-1][1] - 1, block.spans[0][0] - 1)) + 1
        return f"Line {first:,}" if last <= first else f"Lines {first:,} to {last:,}"

    def source(self, block: Block) -> tuple[str, ...]:
        """As it came, from the start of its first line where only white space stands before it."""
        if not block.spans:
            return ()
        text = self.extract.text
        start, end = block.spans[0][0], block.spans[-1][1]
        if start == end:
            return ()
        line = text.rfind("\n", max(0, start - LONGEST_SHOWN), start) + 1
        start = line if text[line:start].isspace() and start - line < WORDS_SHOWN else start
        return tuple(text[start:end].split("\n"))

    def sum(self) -> Sum:
        placed = account(self.reading)
        story = notes = 0
        for block in self.blocks:
            if block.type == "note" and block.place != "mid":
                notes += _size(block)
            elif is_story(block) or block.type == "heading":
                story += _size(block)
        missing = placed.characters - placed.placed
        return Sum(str(placed), placed.is_complete, story, notes, placed.placed - story - notes, missing)

    def aside(self) -> list[tuple[str, int]]:
        """What stands in no story and no note, by reason, in characters."""
        counted: Counter[str] = Counter()
        for separator in self.reading.separators:
            counted[separator.why] += separator.end - separator.start
        for block in self.blocks:
            if block.type in {"furniture", "meta"}:
                counted[f"read as {CHOICES[block.type].named}: {block.rule}"] += _size(block)
        return [(why, size) for why, size in counted.most_common() if size]


def _parts(reading: Reading) -> Iterator[tuple[Block, ...]]:
    for work in reading.works:
        yield work.front
        yield from (chapter.blocks for chapter in work.chapters)
        yield work.back


def _size(block: Block) -> int:
    return sum(end - start for start, end in block.spans)


def _written(block: Block) -> str:
    spot = spot_of(block)
    return f"{spot.id}.{spot.start}.{spot.end}"


def _cut_short(block: Block) -> tuple[Block, int]:
    """A long block's beginning, and how many of its characters are left for another time."""
    if _size(block) <= LONGEST_SHOWN:
        return block, 0
    kept: list[Span] = []
    left = LONGEST_SHOWN
    for start, end in block.spans:
        if left > 0:
            kept.append((start, min(end, start + left)))
            left -= end - start
    return replace(block, spans=tuple(kept)), _size(block) - LONGEST_SHOWN


def _html(block: Block, extract: Extract) -> CleanHtml:
    """In the look it will have. What stands apart from the story is shown as paragraphs."""
    if block.type == "break":
        return clean("").html
    story = block if is_story(block) else replace(block, type="para")
    return clean(render([story], extract), id_prefix=f"b{block.id}-").html


def _alternatives(block: Block, key: str) -> tuple[tuple[str, str], ...]:
    """What else it may be, as keys of CHOICES with their names in a sentence. A guess always has two ways out."""
    others = [choice_of(replace(block, type=type, kind="", place=None)) for type, _ in block.alternatives]
    usual = ["note-head", "para", "furniture"]
    keys = list(dict.fromkeys(each for each in [*others, *usual] if each != key))
    return tuple((each, CHOICES[each].named) for each in keys[: max(2, len(set(others) - {key}))])


def seams(block: Block, extract: Extract) -> Iterator[tuple[int, str]]:
    """Where it may be divided: the place in the text, and the words that would begin the second part."""
    if not block.spans:
        return
    start, end = block.spans[0][0], block.spans[-1][1]
    before = start
    for found in _SEAMS.finditer(extract.text, start, end):
        at = found.end()
        words = " ".join(extract.text[at : min(end, at + WORDS_SHOWN)].split())
        if at > before and words and extract.text[before:at].strip():
            before = at
            yield at, words
