"""The document model: what a manuscript holds, each part tied to its characters. Nothing in it can be changed.

Every visible character of `Extract.text` lies in exactly one block, or in a separator with the reason it needs no
block (white space, a mark that became emphasis). `account` counts that; readers never return a reading that fails.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
BlockType = Literal[
    "para", "letter", "quote", "chat", "script", "table", "list", "footnote", "image",
    "lyric", "break", "heading", "note", "meta", "furniture",
]  # fmt: skip
Place = Literal["head", "mid", "end"]
MarkKind = Literal["em", "strong", "u", "s", "sup", "sub", "small", "link", "image", "footref"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A run that had been decoded wrongly: what stood there, what stands there now, and where in the text."""

    start: int
    end: int
    original: str
    repaired: str


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes as they came. `size` in bytes; `newline` is how its lines end: lf, crlf, cr, mixed or none."""

    name: str
    size: int
    sha256: str
    encoding: str
    newline: str
    repairs: tuple[Repair, ...] = ()
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis, a link or a picture over `text[start:end]`; `href` is the address of the last two."""

    start: int
    end: int
    kind: MarkKind
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """An element that stood around `text[start:end]`: the raw ground for what rules decided."""

    start: int
    end: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """`text[start:end]` came from `source[source_start:source_end]`, character by character if they are equally long."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """What of the source was not made text, and why."""

    what: str
    why: str
    how_many: int = 1


@dataclass(frozen=True, slots=True)
class Extract:
    """The visible characters of a source in order, with layers over them.

    Marks are sorted by their start, and none begins before the block it stands in.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    boxes: tuple[Box, ...] = ()
    origin: tuple[Origin, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a work: its type, where its characters are, which rule said so and how surely (0 to 1)."""

    id: int
    type: BlockType
    spans: tuple[Span, ...]
    confidence: float
    rule: str
    alternatives: tuple[tuple[BlockType, float], ...] = ()
    kind: str = ""
    place: Place | None = None
    field: str = ""
    level: int = 0

    def text(self, extract: Extract) -> str:
        """The words, from the spans. A line end inside a span is a kept line; between spans white space is one space."""
        return "".join(piece for piece, _ in self.pieces(extract))

    def pieces(self, extract: Extract) -> Iterator[tuple[str, Span]]:
        """Its text span by span, each with the place it came from; a joining space comes from the gap."""
        before = None
        for start, end in self.spans:
            if before is not None and any(map(str.isspace, extract.text[before:start])):
                yield " ", (before, start)
            yield extract.text[start:end], (start, end)
            before = end


@dataclass(frozen=True, slots=True)
class Separator:
    """Characters that stand in no block, with the reason."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing said about a work: its cleaned value, the value as written, and where it was said."""

    name: str
    value: str
    raw: str
    spans: tuple[Span, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class ChapterReading:
    """A chapter; `title` without its number, None if it has none."""

    number: int
    title: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class WorkReading:
    """A story: what is said of it, what stands before the first chapter, the chapters, what stands after."""

    fields: tuple[Field, ...]
    front: tuple[Block, ...]
    chapters: tuple[ChapterReading, ...]
    back: tuple[Block, ...]

    def blocks(self) -> Iterator[Block]:
        """All its blocks in the order of the source."""
        yield from self.front
        for chapter in self.chapters:
            yield from chapter.blocks
        yield from self.back


@dataclass(frozen=True, slots=True)
class Reading:
    """A manuscript as read: nothing lost, everything named."""

    source: Source
    extract: Extract
    works: tuple[WorkReading, ...]
    separators: tuple[Separator, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """All blocks of all works in the order of the source."""
        for work in self.works:
            yield from work.blocks()


@dataclass(frozen=True, slots=True)
class Account:
    """How many of the characters were placed, and which stand nowhere or twice."""

    characters: int
    placed: int
    missing: tuple[Span, ...]
    twice: tuple[Span, ...]

    @property
    def is_complete(self) -> bool:
        """Whether blocks and separators tile the text exactly once."""
        return not self.missing and not self.twice

    def __str__(self) -> str:
        return f"{self.placed:,} of {self.characters:,} characters placed"


def account(reading: Reading) -> Account:
    """Check that the spans of blocks and separators tile the text exactly once."""
    spans = [span for block in reading.blocks() for span in block.spans]
    spans += [(separator.start, separator.end) for separator in reading.separators]
    return account_of(spans, len(reading.extract.text))


def account_of(spans: Sequence[Span], length: int) -> Account:
    """The same for bare spans over a text of `length` characters."""
    missing: list[Span] = []
    twice: list[Span] = []
    reached = 0
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if start > reached:
            missing.append((reached, start))
        elif start < reached:
            twice.append((start, min(end, reached)))
        reached = max(reached, end)
    if reached < length:
        missing.append((reached, length))
    placed = length - sum(end - start for start, end in missing)
    return Account(length, placed, tuple(missing), tuple(twice))
