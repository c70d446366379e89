"""Passages: the paragraphs of a manuscript on their way to becoming blocks. Rules read them and write on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from fanfold.prose.document import BlockType, Place, Span


@dataclass(frozen=True)
class Setting:
    """What stood around a line: for plain text only `indent`; for HTML and Markdown what the elements said."""

    tag: str = "p"
    level: int = 0
    centred: bool = False
    quoted: int = 0
    row: int = 0
    ordered: bool = False
    names: frozenset[str] = frozenset()
    emphasised: bool = field(default=False, compare=False)


PLAIN = Setting()


@dataclass(slots=True)
class Line:
    """One line without its surrounding white space; `gap` blank lines stand before it, `indent` columns in it."""

    start: int
    end: int
    gap: int = 0
    indent: int = 0
    setting: Setting = PLAIN


@dataclass(eq=False)
class Passage:
    """A paragraph or a group of lines that belong together, and what the rules made of it so far.

    `joined`: its line ends are only typing, so they are white space; otherwise they are kept lines.
    """

    source: str
    lines: list[Line]
    joined: bool = False
    type: BlockType | None = None
    rule: str = ""
    confidence: float = 0.0
    alternatives: list[tuple[BlockType, float]] = field(default_factory=list)
    kind: str = ""
    place: Place | None = None
    field: str = ""
    level: int = 0
    number: int | None = None
    title: str | None = None

    @cached_property
    def text(self) -> str:
        """Its words, lines parted by line ends, or by spaces where joined."""
        parts = (self.source[line.start : line.end] for line in self.lines)
        return (" " if self.joined else "\n").join(parts)

    @property
    def setting(self) -> Setting:
        return self.lines[0].setting

    @property
    def gap(self) -> int:
        return self.lines[0].gap

    @property
    def is_open(self) -> bool:
        """Whether no rule has spoken yet."""
        return self.type is None

    def spans(self) -> list[Span]:
        """Kept lines make one span over their line ends; joined ones a span each."""
        if self.joined or self.type == "table" or self.setting.row:
            return [(line.start, line.end) for line in self.lines]
        return [(self.lines[0].start, self.lines[-1].end)]

    def name(self, type: BlockType, rule: str, confidence: float, **more: object) -> None:
        """Say what this passage is, by which rule, and how surely."""
        if self.type is not None:
            self.alternatives.append((self.type, self.confidence))
        self.type, self.rule, self.confidence = type, rule, confidence
        for key, value in more.items():
            setattr(self, key, value)


def split_lines(passage: Passage) -> list[Passage]:
    """A passage for each of its lines."""
    return [Passage(passage.source, [line]) for line in passage.lines]


def passages_from(passages: list[Passage], at: int) -> Iterator[Passage]:
    """The passages from a place on, without copying the list: that would take quadratic time in a long file."""
    return (passages[place] for place in range(at, len(passages)))
