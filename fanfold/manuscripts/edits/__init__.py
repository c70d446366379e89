"""What an author changes in a reading: small deeds, kept in order and applied anew to what the reader made of the file.

Nothing here knows Django. An edit never loses or doubles a character; one that no longer fits, because the reader has
learnt and divides the text in another way, is reported and left out.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from fanfold.manuscripts.edits.choices import CHOICES
from fanfold.manuscripts.edits.desk import SAID, Desk, Spot, Unfit, spot_of
from fanfold.prose.document import Block, Extract, Field, Reading

__all__ = [
    "SAID",
    "Accept",
    "AcceptRule",
    "Begin",
    "Edit",
    "Edited",
    "Join",
    "Merge",
    "Restore",
    "Retype",
    "SetFields",
    "Split",
    "Spot",
    "Title",
    "Unfit",
    "apply",
    "as_json",
    "from_json",
    "spot_of",
]
WORDS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Edit(ABC):
    """One change."""

    name: ClassVar[str]

    @abstractmethod
    def do(self, desk: Desk) -> None:
        """Makes it. Raises Unfit, with nothing changed, where it can't be made."""

    @abstractmethod
    def sentence(self, extract: Extract) -> str:
        """What was done, for a person."""


@dataclass(frozen=True, slots=True)
class OnBlock(Edit):
    """A change to one block."""

    block: Spot

    def words(self, extract: Extract) -> str:
        """The first words of the block, in quotation marks."""
        start, end = self.block.start, self.block.end
        words = " ".join(extract.text[start : min(end, start + 4 * WORDS_SHOWN)].split())
        if not words:
            return "A break"
        return f"“{words}”" if len(words) <= WORDS_SHOWN else f"“{words[:WORDS_SHOWN].rstrip()}…”"


@dataclass(frozen=True, slots=True)
class Retype(OnBlock):
    """`to` is a key of CHOICES. The heading of a chapter begins one, if none begins there."""

    name = "retype"
    to: str

    def do(self, desk: Desk) -> None:
        desk.retype(self.block, self.to)

    def sentence(self, extract: Extract) -> str:
        done = "was" if self.to == "furniture" else "became"
        return f"{self.words(extract)} {done} {CHOICES[self.to].named}."


@dataclass(frozen=True, slots=True)
class Split(OnBlock):
    """`at` counts characters from the start of the whole text."""

    name = "split"
    at: int

    def do(self, desk: Desk) -> None:
        desk.split(self.block, self.at)

    def sentence(self, extract: Extract) -> str:
        words = " ".join(extract.text[self.at : self.at + WORDS_SHOWN].split())
        return f"{self.words(extract)} was divided before “{words}”."


@dataclass(frozen=True, slots=True)
class Merge(OnBlock):
    """With the block that follows it."""

    name = "merge"

    def do(self, desk: Desk) -> None:
        desk.merge(self.block)

    def sentence(self, extract: Extract) -> str:
        return f"{self.words(extract)} was joined to what follows it."


@dataclass(frozen=True, slots=True)
class Begin(OnBlock):
    """A chapter begins at the block."""

    name = "begin"

    def do(self, desk: Desk) -> None:
        desk.begin(self.block, headed=False)

    def sentence(self, extract: Extract) -> str:
        return f"A chapter begins at {self.words(extract)}."


@dataclass(frozen=True, slots=True)
class Join(OnBlock):
    """The chapter that begins at the block goes on the one before."""

    name = "join"

    def do(self, desk: Desk) -> None:
        desk.join(self.block)

    def sentence(self, extract: Extract) -> str:
        return f"The chapter at {self.words(extract)} was joined to the one before."


@dataclass(frozen=True, slots=True)
class Title(OnBlock):
    """The title of the chapter the block stands in; empty for none."""

    name = "title"
    title: str

    def do(self, desk: Desk) -> None:
        desk.entitle(self.block, self.title)

    def sentence(self, extract: Extract) -> str:
        if not self.title.strip():
            return f"The chapter at {self.words(extract)} has no title."
        return f"The chapter at {self.words(extract)} is called “{self.title}”."


@dataclass(frozen=True, slots=True)
class Accept(OnBlock):
    """The block is right as it was read."""

    name = "accept"

    def do(self, desk: Desk) -> None:
        _, part, at = desk.find(self.block)
        part.blocks[at] = _looked_at(part.blocks[at])

    def sentence(self, extract: Extract) -> str:
        return f"{self.words(extract)} is right as it was read."


@dataclass(frozen=True, slots=True)
class AcceptRule(Edit):
    """All blocks that rule decided are right."""

    name = "accept-rule"
    rule: str

    def do(self, desk: Desk) -> None:
        desk.every_block(lambda block: _looked_at(block) if block.rule == self.rule else block)

    def sentence(self, extract: Extract) -> str:
        return f"All that was read by “{self.rule}” is right."


@dataclass(frozen=True, slots=True)
class Restore(OnBlock):
    """The block as it was read."""

    name = "restore"

    def do(self, desk: Desk) -> None:
        desk.restore(self.block)

    def sentence(self, extract: Extract) -> str:
        return f"{self.words(extract)} is again as it was read."


@dataclass(frozen=True, slots=True)
class SetFields(Edit):
    """What is said of a work, counted from 0: names with all their values. A name without a value is taken out."""

    name = "fields"
    work: int
    said: tuple[tuple[str, tuple[str, ...]], ...]

    def do(self, desk: Desk) -> None:
        if not 0 <= self.work < len(desk.works):
            raise Unfit("There is no such work in it any more.")
        work = desk.works[self.work]
        for name, values in self.said:
            work.fields = _with(work.fields, name, values)

    def sentence(self, extract: Extract) -> str:
        names = ", ".join(name.replace("_", " ") for name, _ in self.said)
        return f"You looked at what is said of the work: {names}."


def _looked_at(block: Block) -> Block:
    return replace(block, confidence=1.0, alternatives=())


def _with(known: tuple[Field, ...], name: str, values: Sequence[str]) -> tuple[Field, ...]:
    """The values in place of those of that name; where each was said stays with it while it is still said."""
    before = [field for field in known if field.name == name]
    by_value = {field.value: field for field in before}
    spans = tuple(span for field in before for span in field.spans)
    raw = before[0].raw if before else ""
    said = [
        replace(by_value[value], confidence=1.0) if value in by_value else Field(name, value, raw, spans, 1.0, SAID)
        for value in values
    ]
    at = known.index(before[0]) if before else len(known)
    others = [field for field in known if field.name != name]
    at = sum(1 for field in known[:at] if field.name != name)
    return (*others[:at], *said, *others[at:])


@dataclass(frozen=True, slots=True)
class Edited:
    """A reading after its edits. `unfit` names those that could not be made: which, and why."""

    reading: Reading
    unfit: tuple[tuple[int, str], ...]


def apply(reading: Reading, edits: Sequence[Edit]) -> Edited:
    """All edits in order. One that does not fit changes nothing and is named."""
    desk = Desk.of(reading)
    unfit = []
    for at, edit in enumerate(edits):
        try:
            edit.do(desk)
        except Unfit as why:
            unfit.append((at, why.sentence))
    return Edited(desk.reading(), tuple(unfit))


_KINDS: dict[str, type[Edit]] = {
    kind.name: kind
    for kind in (Retype, Split, Merge, Begin, Join, Title, Accept, AcceptRule, Restore, SetFields)
}  # fmt: skip


def as_json(edit: Edit) -> dict[str, Any]:
    """The edit as plain JSON values."""
    said: dict[str, Any] = {"do": edit.name}
    for each in fields(edit):
        value = getattr(edit, each.name)
        if isinstance(value, Spot):
            said[each.name] = [value.id, value.start, value.end]
        else:
            said[each.name] = [[name, list(values)] for name, values in value] if each.name == "said" else value
    return said


def from_json(said: Mapping[str, Any]) -> Edit:
    """The edit that `as_json` wrote."""
    values = {name: value for name, value in said.items() if name != "do"}
    if "block" in values:
        values["block"] = Spot(*values["block"])
    if "said" in values:
        values["said"] = tuple((name, tuple(each)) for name, each in values["said"])
    return _KINDS[said["do"]](**values)
