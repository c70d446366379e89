"""Cuts HTML into tokens with their places in the source, in linear time.

Kinder to text than a browser: a `<` that does not begin a whole tag stays text, so no words are swallowed by an
unclosed tag or quotation mark. Safety does not rest on this file: what `clean` makes is parsed again by nh3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

Kind = Literal["text", "start", "end", "comment"]

# Elements whose content is not markup (HTML standard, 13.2.5).
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

_NAME = re.compile(r"[a-zA-Z][^\s/<>]*")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s\"'<>/=][^\s<>/=]*+)(?:\s*+=\s*+(?:([\"'])|([^\s<>\"'][^\s<>]*+)))?")
_DECLARATION = re.compile(r"<[!?][^<>]*+>")
_TAIL = re.compile(r"[\s/\"'=]*+>")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of source: `source[start:end]`. `data` is decoded text or a comment's inside.

    `name` is lower case; a text has one only inside an element that holds no markup, such as a script.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    data: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(source: str) -> Iterator[Token]:
    """Every character of the source, in order, in exactly one token."""
    return _Tokenizer(source).run()


class _Tokenizer:
    def __init__(self, source: str) -> None:
        self.source = source
        # What was looked for and does not come any more: looking again for each tag would take quadratic time.
        self.missing: set[str] = set()

    def run(self) -> Iterator[Token]:
        place = text_from = 0
        while (opening := self.source.find("<", place)) >= 0:
            token, place = self.markup_at(opening)
            if token is None:
                continue
            if opening > text_from:
                yield self.text(text_from, opening)
            yield token
            text_from = place
            if token.kind == "start" and token.name in RAW and (place := self.end_of_raw(token)) > text_from:
                yield self.raw_text(token, place)
                text_from = place
        if text_from < len(self.source):
            yield self.text(text_from, len(self.source))

    def text(self, start: int, end: int) -> Token:
        return Token("text", start, end, data=unescape(self.source[start:end]))

    def raw_text(self, opening: Token, end: int) -> Token:
        inside = self.source[opening.end : end]
        decoded = unescape(inside) if opening.name in ("title", "textarea") else inside
        return Token("text", opening.end, end, name=opening.name, data=decoded)

    def end_of_raw(self, opening: Token) -> int:
        """Where the end tag begins. Without one only the tag itself is special: the rest is read as usual."""
        if opening.name in self.missing:
            return opening.end
        closing = re.compile(f"</{opening.name}(?=[\\s/>])", re.IGNORECASE).search(self.source, opening.end)
        if closing is None:
            self.missing.add(opening.name)
        return closing.start() if closing else opening.end

    def markup_at(self, at: int) -> tuple[Token | None, int]:
        """The tag or comment that begins here, or nothing; and where to go on."""
        following = self.source[at + 1 : at + 2]
        if following in ("!", "?"):
            return self.comment_at(at)
        name = _NAME.match(self.source, at + 2 if following == "/" else at + 1)
        if name is None:
            return None, at + 1
        attributes, place = _attributes_at(self.source, name.end())
        tail = _TAIL.match(self.source, place)
        if tail is None:
            return None, place
        kind: Kind = "end" if following == "/" else "start"
        return Token(kind, at, tail.end(), name=name.group().lower(), attributes=attributes), tail.end()

    def comment_at(self, at: int) -> tuple[Token | None, int]:
        if not self.source.startswith("<!--", at):
            found = _DECLARATION.match(self.source, at)
            place = found.end() if found else at + 1
            return (Token("comment", at, place, data=found.group()[1:-1]) if found else None), place
        closing = -1 if "-->" in self.missing else self.source.find("-->", at + 4)
        if closing < 0:
            self.missing.add("-->")
            return None, at + 1
        return Token("comment", at, closing + 3, data=self.source[at + 4 : closing]), closing + 3


def _attributes_at(source: str, place: int) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while found := _ATTRIBUTE.match(source, place):
        name, quote, bare = found.group(1).lower(), found.group(2), found.group(3)
        value, place = _quoted(source, found.end(), quote) if quote else (bare or "", found.end())
        attributes.setdefault(name, unescape(value))
    return attributes, place


def _quoted(source: str, start: int, quote: str) -> tuple[str, int]:
    """The value up to its closing mark. A value holding `>` and then `<` has lost its closing mark and ends sooner."""
    closing = source.find(quote, start)
    first_end = source.find(">", start, closing if closing >= 0 else None)
    if closing < 0 or (first_end >= 0 and source.find("<", first_end, closing) >= 0):
        end = first_end if first_end >= 0 else start
        return source[start:end], end
    return source[start:closing], closing + 1
