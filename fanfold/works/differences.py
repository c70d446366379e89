"""What changed between two versions of a text: paragraph by paragraph, and word by word inside those that changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
# SequenceMatcher looks at every pair of equal pieces; beyond so many pairs the two are shown whole instead.
MOST_PAIRS = 100_000
# More pieces than this in one run are another text, not a change in this one; nobody compares them word by word.
MOST_SIDE_BY_SIDE = 200
MOST_SHOWN = 500
AROUND = 1
# Two paragraphs with less than this share of their characters in common are shown one after the other.
ALIKE = 0.3

_WORD = re.compile(r"\w++\s*+|[^\w\s]\s*+|\s++")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that is in both versions, only in the older, or only in the newer."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its changes; or, without parts, so many that are the same in both, or are too many to show."""

    parts: tuple[Part, ...] = ()
    skipped: int = 0
    unshown: int = 0

    @property
    def has_changed(self) -> bool:
        return any(part.kind != "same" for part in self.parts)


def differences(older: str, newer: str) -> list[Passage]:
    """The passages that changed, each with a paragraph around it. Empty where both say the same."""
    if older == newer:
        return []
    found = list(_with_little_around(list(_passages(_paragraphs(older), _paragraphs(newer)))))
    more = len(found) - MOST_SHOWN
    return [*found[:MOST_SHOWN], Passage(unshown=more)] if more > 0 else found


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def _passages(older: list[str], newer: list[str]) -> Iterator[Passage]:
    for kind, gone, new in _steps(older, newer):
        if kind == "same":
            yield from (Passage((Part("same", text),)) for text in gone)
        elif len(gone) == len(new) <= MOST_SIDE_BY_SIDE:
            for was, now in zip(gone, new, strict=True):
                yield from _side_by_side(was, now)
        else:
            yield from (Passage((Part("gone", text),)) for text in gone)
            yield from (Passage((Part("new", text),)) for text in new)


def _side_by_side(was: str, now: str) -> Iterator[Passage]:
    parts = _words(was, now)
    alike = sum(len(part.text) for part in parts if part.kind == "same")
    if alike >= ALIKE * max(len(was), len(now)):
        yield Passage(parts)
    else:
        yield from (Passage((Part("gone", was),)), Passage((Part("new", now),)))


def _words(was: str, now: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for kind, gone, new in _steps(_WORD.findall(was), _WORD.findall(now)):
        if kind == "same":
            parts.append(Part("same", "".join(gone)))
            continue
        if gone:
            parts.append(Part("gone", "".join(gone)))
        if new:
            parts.append(Part("new", "".join(new)))
    return tuple(parts)


Step = tuple[Literal["same", "other"], Sequence[str], Sequence[str]]


def _steps(older: list[str], newer: list[str]) -> Iterator[Step]:
    """How to come from the older to the newer, in runs of equal and unequal pieces."""
    head = _length_of_same(older, newer)
    tail = _length_of_same(older[head:][::-1], newer[head:][::-1])
    if head:
        yield "same", older[:head], newer[:head]
    yield from _steps_between(older[head : len(older) - tail], newer[head : len(newer) - tail])
    if tail:
        yield "same", older[len(older) - tail :], newer[len(newer) - tail :]


def _length_of_same(one: list[str], other: list[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _steps_between(older: list[str], newer: list[str]) -> Iterator[Step]:
    if not older and not newer:
        return
    times = Counter(newer)
    if sum(times[piece] for piece in older) > MOST_PAIRS:
        yield "other", older, newer
        return
    for tag, a, b, c, d in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        yield ("same" if tag == "equal" else "other"), older[a:b], newer[c:d]


def _with_little_around(passages: list[Passage]) -> Iterator[Passage]:
    """Long runs of unchanged paragraphs become a number; the first and last of each run stay to show the place."""
    changed = [at for at, passage in enumerate(passages) if passage.has_changed]
    shown = {at + step for at in changed for step in range(-AROUND, AROUND + 1)}
    skipped = 0
    for at, passage in enumerate(passages):
        if at not in shown:
            skipped += 1
            continue
        if skipped:
            yield Passage(skipped=skipped)
        skipped = 0
        yield passage
    if skipped:
        yield Passage(skipped=skipped)
