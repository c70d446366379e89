"""What holds at a place of an RTF document, and the flows of text: the story, and each footnote or box beside it."""

from copy import copy
from dataclasses import dataclass, field
from typing import Self

from fanfold.manuscripts.readers.paragraphs import Call, Paragraph, Picture, Run, Shape
from fanfold.prose.document import MarkKind

NO_KINDS: frozenset[MarkKind] = frozenset()


@dataclass(slots=True)
class Flow:
    """Paragraphs in order. Those of a footnote or a box come after the paragraph it hangs on."""

    names: frozenset[str] = frozenset()
    paragraphs: list[Paragraph] = field(default_factory=list)
    pieces: list[Run | Picture | Call] = field(default_factory=list)
    after: list["Flow"] = field(default_factory=list)
    row: int = 0
    marker: str = ""
    on_new_page: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something waits for its paragraph's end."""
        return bool(self.pieces or self.after)

    def end(self, shape: Shape, ruled: bool) -> None:
        """The paragraph ends here."""
        self.paragraphs.append(Paragraph(shape, self.pieces, ruled, self.on_new_page))
        for flow in self.after:
            self.paragraphs += flow.paragraphs
        self.pieces, self.after = [], []
        self.marker, self.on_new_page = "", False


@dataclass(slots=True)
class State:
    """What a group inherits and forgets at its end. `destination` says where its text goes."""

    flow: Flow
    destination: str = "text"
    before_upr: str = "text"
    owns_flow: bool = False
    kinds: frozenset[MarkKind] = NO_KINDS
    is_hidden: bool = False
    is_deleted: bool = False
    font: int = -1
    fallback: int = 1
    href: str | None = None
    align: str = ""
    level: int = 0
    style: int = 0
    in_table: bool = False
    is_ruled: bool = False

    def inner(self) -> Self:
        """The state a group begins with."""
        state = copy(self)
        state.owns_flow = False
        return state

    def reset_paragraph(self) -> None:
        """`\\pard`"""
        self.align, self.level, self.style, self.in_table, self.is_ruled = "", 0, 0, False, False

    def reset_characters(self) -> None:
        """`\\plain`"""
        self.kinds, self.is_hidden, self.is_deleted, self.font = NO_KINDS, False, False, -1

    def switch(self, kind: MarkKind, on: bool) -> None:
        """A kind of emphasis begins or ends."""
        self.kinds = self.kinds | {kind} if on else self.kinds - {kind}
