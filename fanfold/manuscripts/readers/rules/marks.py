"""Emphasis typed with marks in plain text, and the few tags left over in it. Unmatched marks stay characters."""

import re
from dataclasses import dataclass, field

from fanfold.prose.document import Mark, MarkKind, Span

_PAIR = re.compile(r"(?<![\w*_/])(\*\*\*|\*\*|__|\*|_)(?=[^\s*_])([^*_]{1,800}+)(?<=\S)\1(?![\w*_])")
_SLASHED = re.compile(r"(?<![\w/:<.])/(?=[^\W\d_])([^/\n<>]{1,60}+)(?<=[\w.,!?])/(?![\w/])")
_TAG = re.compile(r"<(/?)(i|em|b|strong|u|s)>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]{4,500}", re.IGNORECASE)
_KINDS: dict[str, MarkKind] = {
    "*": "em", "_": "em", "/": "em", "**": "strong", "__": "strong", "***": "strong",
    "i": "em", "em": "em", "b": "strong", "strong": "strong", "u": "u", "s": "s",
}  # fmt: skip


@dataclass(slots=True)
class Emphasis:
    """Marks found, and the characters that only made them."""

    marks: list[Mark] = field(default_factory=list)
    resolved: list[Span] = field(default_factory=list)

    def add(self, kind: str, opening: Span, closing: Span) -> None:
        """One pair."""
        self.marks.append(Mark(opening[1], closing[0], _KINDS[kind]))
        self.resolved += [opening, closing]


def emphasis_in(text: str, start: int, end: int) -> Emphasis:
    """The emphasis of one paragraph, `text[start:end]`; places are in the whole text."""
    found = Emphasis()
    words = text[start:end]
    if "*" in words or "_" in words:
        _typed_pairs(words, start, found)
    if "<" in words:
        _left_over_tags(words, start, found)
    if "/" in words:
        _slashed(words, start, found)
    return found


def links_in(text: str, start: int, end: int) -> list[Mark]:
    """Addresses typed as they are; a full stop or bracket after one is not part of it."""
    links = []
    for found in _ADDRESS.finditer(text, start, end):
        address = found.group().rstrip(".,;:!?'*_)")
        links.append(Mark(found.start(), found.start() + len(address), "link", address))
    return links


def _typed_pairs(words: str, start: int, found: Emphasis) -> None:
    for pair in _PAIR.finditer(words):
        if any(map(str.isalpha, pair.group(2))):
            size = len(pair.group(1))
            opening = (start + pair.start(), start + pair.start() + size)
            found.add(pair.group(1), opening, (start + pair.end() - size, start + pair.end()))


def _slashed(words: str, start: int, found: Emphasis) -> None:
    """`/x/` is rarer and looks like a path or a choice of words: only where it stands free and is short."""
    for pair in _SLASHED.finditer(words):
        opening, closing = start + pair.start(), start + pair.end() - 1
        if not any(opening < edge[1] and closing >= edge[0] for edge in found.resolved):
            found.add("/", (opening, opening + 1), (closing, closing + 1))


def _left_over_tags(words: str, start: int, found: Emphasis) -> None:
    waiting: dict[str, Span] = {}
    for tag in _TAG.finditer(words):
        name, place = tag.group(2).lower(), (start + tag.start(), start + tag.end())
        if not tag.group(1):
            waiting[name] = place
        elif name in waiting:
            found.add(name, waiting.pop(name), place)
