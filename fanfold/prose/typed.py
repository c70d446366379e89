"""What a person typed in a form, as source HTML for `clean`; and clean HTML as plain text."""

import re
from collections.abc import Iterator
from html import escape

from fanfold.prose.allowed import BLOCK, KNOWN, LIKE_A_DIVISION, names
from fanfold.prose.tokens import Token, tokens

_LINE_END = re.compile("\r\n|[\r\x85\u2028]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")
_SPACES = re.compile(r"[ \t\n\r\f]++")
_BLOCKS = BLOCK | LIKE_A_DIVISION | names("h1 h2 h6 hr center tfoot body html")
# Blank lines make paragraphs directly in these; elsewhere inside a block the author's HTML is taken at its word.
_OPEN_BLOCKS = names("div blockquote center section article body html")
_LINES = frozenset({"li", "tr", "dt", "dd"})


def from_typed(text: str) -> str:
    """Source HTML: a blank line parts paragraphs, a line end stays one. HTML is taken as HTML if there is any."""
    text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n")
    if any(token.kind in ("start", "end") and token.name in KNOWN for token in tokens(text)):
        return _Mixed(text).html()
    return "\n".join(f"<p>{_lines(part)}</p>" for part in _BLANK_LINE.split(text) if part.strip())


def _lines(text: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in text.strip("\n").split("\n"))


class _Mixed:
    """HTML typed by hand, with bare text between and around its elements."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[str] = []

    def html(self) -> str:
        pieces = list(tokens(self.text))
        beside = [None, *pieces, None]
        return "".join(self.piece(token, beside[at], beside[at + 2]) for at, token in enumerate(pieces))

    def piece(self, token: Token, before: Token | None, after: Token | None) -> str:
        source = self.text[token.start : token.end]
        if token.kind == "text" and not token.name and self.is_bare():
            return self.bare(source, _is_edge(before), _is_edge(after))
        if token.name in _BLOCKS and token.name != "hr":
            self.follow(token)
        return source

    def follow(self, token: Token) -> None:
        if token.kind == "start":
            self.open.append(token.name)
        elif token.name in self.open:
            while self.open.pop() != token.name:
                pass

    def is_bare(self) -> bool:
        return not self.open or self.open[-1] in _OPEN_BLOCKS

    @staticmethod
    def bare(source: str, after_block: bool, before_block: bool) -> str:
        """Bare text with its paragraphs and lines marked; white space beside a block means nothing."""
        text = source.lstrip() if after_block else source
        text = text.rstrip() if before_block else text
        paragraphs = [part.replace("\n", "<br>") for part in _BLANK_LINE.split(text)]
        return "<p>".join(paragraphs) if text else source


def _is_edge(token: Token | None) -> bool:
    return token is None or (token.kind in ("start", "end") and (token.name in _BLOCKS or token.name == "br"))


def plain_text(html: str) -> str:
    """The text of clean HTML: a blank line between paragraphs, a line end for each kept line, item or row."""
    return "".join(_Plain().pieces(html)).strip("\n")


class _Plain:
    def __init__(self) -> None:
        self.waiting = "\n\n"
        self.in_pre = False

    def pieces(self, html: str) -> Iterator[str]:
        for token in tokens(html):
            if token.kind != "text":
                self.turn(token)
                continue
            text = token.data if self.in_pre else _SPACES.sub(" ", token.data)
            text = text.lstrip(" ") if self.waiting else text
            if text:
                yield self.waiting + text
                self.waiting = ""

    def turn(self, token: Token) -> None:
        """What a tag means for the text after it."""
        if token.name == "pre":
            self.in_pre = token.kind == "start"
        if token.name == "br":
            self.waiting += "\n"
        elif token.name in ("td", "th"):
            self.waiting = self.waiting or "\t"
        elif token.name in _LINES:
            self.waiting = self.waiting if "\n" in self.waiting else "\n"
        elif token.name in _BLOCKS and "\n\n" not in self.waiting:
            self.waiting = "\n\n"
