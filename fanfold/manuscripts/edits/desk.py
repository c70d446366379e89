"""A reading opened for changes: the same blocks, in lists. It keeps every character in exactly one place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from fanfold.manuscripts.edits.choices import CHOICES
from fanfold.prose.document import Block, ChapterReading, Field, Mark, Reading, Span, WorkReading
from fanfold.prose.render import is_story

# The rule named at what an author decided herself.
SAID = "said by the author"


class Unfit(Exception):
    """An edit that can't be made on the reading as it stands, with the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Spot:
    """A block, by its number and by where its characters are; the second finds it when a newer reader counts anew."""

    id: int
    start: int
    end: int


def spot_of(block: Block) -> Spot:
    start, end = place_of(block)
    return Spot(block.id, start, end)


def place_of(block: Block) -> Span:
    """From its first character to its last; (-1, -1) for a block all of whose characters became something else."""
    return (block.spans[0][0], block.spans[-1][1]) if block.spans else (-1, -1)


@dataclass(eq=False)
class Part:
    """Blocks that stand together: what is before the chapters, a chapter, or what is after them."""

    blocks: list[Block]
    title: str | None = None
    number: int = 0


@dataclass(eq=False)
class Work:
    """A work on the desk."""

    fields: tuple[Field, ...]
    front: Part
    chapters: list[Part]
    back: Part

    def parts(self) -> list[Part]:
        return [self.front, *self.chapters, self.back]

    def count_chapters(self) -> None:
        """Numbers them on from the first."""
        first = self.chapters[0].number
        for at, chapter in enumerate(self.chapters):
            chapter.number = first + at


@dataclass(eq=False)
class Desk:
    """All works of a reading, and where each block is. Edits change it through the deeds below."""

    original: Reading
    works: list[Work] = field(default_factory=list)
    homes: dict[int, tuple[Work, Part]] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    last_id: int = 0

    @classmethod
    def of(cls, reading: Reading) -> "Desk":
        desk = cls(reading, marks=reading.extract.marks)
        for work in reading.works:
            chapters = [Part(list(each.blocks), each.title, each.number) for each in work.chapters]
            desk.works.append(Work(work.fields, Part(list(work.front)), chapters, Part(list(work.back))))
        for opened in desk.works:
            for part in opened.parts():
                desk.house(opened, part)
        desk.last_id = max(desk.homes, default=0)
        return desk

    def reading(self) -> Reading:
        """What it has become."""
        works = tuple(
            WorkReading(
                work.fields,
                tuple(work.front.blocks),
                tuple(ChapterReading(each.number, each.title, tuple(each.blocks)) for each in work.chapters),
                tuple(work.back.blocks),
            )
            for work in self.works
        )
        extract = replace(self.original.extract, marks=self.marks)
        return replace(self.original, works=works, extract=extract)

    def house(self, work: Work, part: Part) -> None:
        self.homes |= {block.id: (work, part) for block in part.blocks}

    def find(self, spot: Spot) -> tuple[Work, Part, int]:
        """The block's work, its part, and its place in it. Raises Unfit where it is not as it was."""
        home = self.homes.get(spot.id)
        if home is not None:
            at = next(at for at, block in enumerate(home[1].blocks) if block.id == spot.id)
            if place_of(home[1].blocks[at]) == (spot.start, spot.end):
                return *home, at
        found = [
            (work, part, at)
            for work in self.works
            for part in work.parts()
            for at, block in enumerate(part.blocks)
            if place_of(block) == (spot.start, spot.end)
        ]
        if len(found) != 1:
            raise Unfit("That part of the text is divided in another way now.")
        return found[0]

    def every_block(self, change: Callable[[Block], Block]) -> None:
        for work in self.works:
            for part in work.parts():
                part.blocks = [change(block) for block in part.blocks]

    def retype(self, spot: Spot, to: str) -> None:
        _, part, at = self.find(spot)
        if to == "chapter":
            self.begin(spot, headed=True)
            return
        choice = CHOICES[to]
        block = part.blocks[at]
        kind = block.kind if choice.type == block.type and block.kind != "chapter" else choice.kind
        part.blocks[at] = _said(replace(block, type=choice.type, kind=kind, place=choice.place))
        if block.kind == "chapter":
            self.untitle(part, block)

    def untitle(self, part: Part, heading: Block) -> None:
        """A heading that is text of the chapter from now on no longer gives it its title."""
        if part.title and part.title in heading.text(self.original.extract):
            part.title = None

    def split(self, spot: Spot, at: int) -> None:
        """Two blocks of one, the second from character `at` of the text. Marks over the cut are cut with it."""
        work, part, place = self.find(spot)
        block = part.blocks[place]
        left, right = _cut(block.spans, at)
        if not self.has_words(left) or not self.has_words(right):
            raise Unfit("There is nothing to part at that place.")
        self.last_id += 1
        second = _said(replace(block, id=self.last_id, spans=right, kind="" if block.kind == "chapter" else block.kind))
        part.blocks[place : place + 1] = [_said(replace(block, spans=left)), second]
        self.homes[second.id] = (work, part)
        self.marks = tuple(sorted(_cut_marks(self.marks, at), key=lambda mark: (mark.start, -mark.end)))

    def has_words(self, spans: tuple[Span, ...]) -> bool:
        return any(self.original.extract.text[start:end].strip() for start, end in spans)

    def merge(self, spot: Spot) -> None:
        """One block of two that follow each other in one part. Story stays story, whatever it is joined to."""
        _, part, at = self.find(spot)
        if at + 1 >= len(part.blocks):
            raise Unfit("Nothing follows it here that it could be joined to.")
        first, second = part.blocks[at : at + 2]
        kept = _leading(first, second)
        spans = _joined(first.spans, second.spans)
        part.blocks[at : at + 2] = [_said(replace(kept, id=first.id, spans=spans))]
        del self.homes[second.id]
        for each in (first, second):
            if each.kind == "chapter" and kept.kind != "chapter":
                self.untitle(part, each)

    def begin(self, spot: Spot, *, headed: bool) -> None:
        """A chapter begins at the block; `headed` if it is the chapter's heading and gives the title."""
        work, part, at = self.find(spot)
        if at == 0 and part in work.chapters:
            if not headed:
                raise Unfit("A chapter begins there already.")
        else:
            part, at = self.new_chapter(work, part, at), 0
        if headed:
            block = part.blocks[at]
            part.title = " ".join(block.text(self.original.extract).split())[:300] or None
            part.blocks[at] = _said(replace(block, type="heading", kind="chapter", place=None))

    def new_chapter(self, work: Work, part: Part, at: int) -> Part:
        chapter = Part(part.blocks[at:])
        if part is work.front:
            work.front.blocks = part.blocks[:at]
            chapter.number = work.chapters[0].number if work.chapters else 1
            work.chapters.insert(0, chapter)
        elif part is work.back:
            before = work.chapters[-1] if work.chapters else work.front
            before.blocks += part.blocks[:at]
            self.house(work, before)
            work.back.blocks = []
            chapter.number = before.number + 1
            work.chapters.append(chapter)
        else:
            part.blocks = part.blocks[:at]
            work.chapters.insert(work.chapters.index(part) + 1, chapter)
        work.count_chapters()
        self.house(work, chapter)
        return chapter

    def join(self, spot: Spot) -> None:
        """The chapter that begins at the block goes on the one before. Its heading stays, as a heading inside."""
        work, part, at = self.find(spot)
        if part not in work.chapters or at != 0:
            raise Unfit("No chapter begins there.")
        place = work.chapters.index(part)
        if place == 0:
            raise Unfit("It is the first chapter, so there is none before it.")
        before = work.chapters[place - 1]
        moved = [replace(block, kind="") if block.kind == "chapter" else block for block in part.blocks]
        before.blocks += moved
        del work.chapters[place]
        self.house(work, before)
        work.count_chapters()

    def entitle(self, spot: Spot, title: str) -> None:
        work, part, _ = self.find(spot)
        if part not in work.chapters:
            raise Unfit("No chapter begins there.")
        part.title = " ".join(title.split())[:300] or None

    def restore(self, spot: Spot) -> None:
        """The block as its file was read, if it is still the same piece of text."""
        _, part, at = self.find(spot)
        block = part.blocks[at]
        before = next((each for each in self.original.blocks() if place_of(each) == place_of(block)), None)
        if before is None:
            raise Unfit("It was divided or joined since. Undo that first.")
        part.blocks[at] = replace(before, id=block.id, spans=block.spans)
        if before.kind == "chapter" and part.title is None:
            part.title = next((each.title for each in self.chapters_read() if before in each.blocks), None)

    def chapters_read(self) -> Iterator[ChapterReading]:
        for work in self.original.works:
            yield from work.chapters


def _said(block: Block) -> Block:
    return replace(block, confidence=1.0, rule=SAID, alternatives=())


def _leading(first: Block, second: Block) -> Block:
    """Which of the two says what both are from now on."""
    is_bare = all(start == end for start, end in first.spans)
    return second if is_bare or (is_story(second) and not is_story(first)) else first


def _cut(spans: tuple[Span, ...], at: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    left = tuple((start, min(end, at)) for start, end in spans if start < at)
    right = tuple((max(start, at), end) for start, end in spans if end > at)
    return left, right


def _joined(first: tuple[Span, ...], second: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that touch where the two meet become one; what holds no character is needed only where all hold none."""
    left = [span for span in first if span[0] < span[1]]
    right = [span for span in second if span[0] < span[1]]
    if left and right and left[-1][1] == right[0][0]:
        return (*left[:-1], (left[-1][0], right[0][1]), *right[1:])
    return (*left, *right) or first[:1] or second[:1]


def _cut_marks(marks: tuple[Mark, ...], at: int) -> Iterator[Mark]:
    for mark in marks:
        if mark.start < at < mark.end:
            yield replace(mark, end=at)
            yield replace(mark, start=at)
        else:
            yield mark
