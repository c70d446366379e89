"""Cuts RTF into tokens, in linear time. The bytes are taken as Latin-1, so that places in the text are places in the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "hex", "sign", "open", "close", "text", "unseen"]

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n\0]+)|([\r\n\0]+)|\\",
    re.DOTALL,
)
_KINDS: dict[int, Kind] = {1: "word", 2: "word", 3: "hex", 4: "sign", 6: "text", 7: "unseen"}


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is a control word's or sign's name, two hexadecimal digits, or characters; `number` a word's parameter."""

    kind: Kind
    start: int
    end: int
    text: str
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    """The tokens in order. What `\\bin` announces is passed over: it is no RTF."""
    place = 0
    while found := _TOKEN.match(source, place):
        token = _token(found)
        place = token.end
        if token.kind == "word" and token.text == "bin" and token.number and token.number > 0:
            place = min(len(source), place + token.number)
        yield token


def _token(found: re.Match[str]) -> Token:
    which = found.lastindex or 4
    start, end = found.span()
    if which <= 2:
        number = found.group(2)
        return Token("word", start, end, found.group(1), int(number) if number else None)
    if which == 5:
        return Token("open" if found.group(5) == "{" else "close", start, end, found.group(5))
    return Token(_KINDS[which], start, end, found.group(which) or "")
