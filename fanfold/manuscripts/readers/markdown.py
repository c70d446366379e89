"""Markdown, by CommonMark's rules; HTML in it is read as HTML."""

import re
from collections.abc import Callable
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fanfold.manuscripts.readers.assemble import assemble
from fanfold.manuscripts.readers.builder import Builder
from fanfold.manuscripts.readers.decode import Decoded
from fanfold.manuscripts.readers.html import HtmlFeeder, usual_gap
from fanfold.manuscripts.readers.lines import passages_of
from fanfold.manuscripts.readers.plain import with_gaps
from fanfold.manuscripts.readers.rules import name_all
from fanfold.prose.document import MarkKind, Reading, Source
from fanfold.prose.tokens import Token as HtmlToken

_FOOTNOTE = re.compile(r"\[\^([\w\-]{1,40})\]:[ \t]*")
_CALL = re.compile(r"\[\^([\w\-]{1,40})\]")
_DEFINED = re.compile(r"^ {0,3}\[\^([\w\-]{1,40})\]:", re.MULTILINE)
_MARKER = ("mark of a footnote", "the footnote stands as one by itself")
_MARKS: dict[str, MarkKind] = {"em": "em", "strong": "strong", "s": "s"}


def parser() -> MarkdownIt:
    """CommonMark with tables and strike-through. Definitions of links stay text: read as such they would vanish."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("reference")


class _Feeder:
    def __init__(self, source: str) -> None:
        self.source = source
        self.html = HtmlFeeder(Builder())
        self.builder = self.html.builder
        self.line_starts = _line_starts(source)
        self.place = (0, 0)
        self.footnotes = frozenset(_DEFINED.findall(source))

    def feed(self, blocks: list[Token]) -> None:
        for block in blocks:
            if block.map:
                self.place = (self.line_starts[block.map[0]], self.line_starts[block.map[1]])
            self.block(block)

    def block(self, block: Token) -> None:
        if block.type == "inline":
            self.inlines(block.children or [])
        elif block.type in ("fence", "code_block"):
            self.kept(block.content)
        elif block.type == "html_block":
            self.html.feed(block.content, self.place[0])
        elif block.type == "hr":
            self.builder.rule()
        elif block.nesting == 1:
            self.html.start(HtmlToken("start", *self.place, name=block.tag))
        elif block.nesting == -1:
            self.html.end(block.tag)

    def kept(self, content: str) -> None:
        self.html.start(HtmlToken("start", *self.place, name="pre"))
        self.builder.text(content, *self.place, keep_spaces=True)
        self.html.end("pre")

    def inlines(self, children: list[Token]) -> None:
        """The pieces of a paragraph; one that defines a footnote is that footnote."""
        if children and self.footnotes and (found := _FOOTNOTE.match(children[0].content)):
            children[0].content = children[0].content[found.end() :]
            setting = self.builder.setting
            self.builder.setting = replace(setting, names=setting.names | {"footnote"})
            self.builder.drop(*_MARKER)
        for child in children:
            act = _INLINES.get(child.type)
            if act:
                act(self, child)
            elif child.tag in _MARKS and child.nesting == 1:
                self.html.start(HtmlToken("start", *self.place, name=child.tag))
            elif child.nesting == -1:
                self.html.end(child.tag)
            elif child.content:
                self.builder.text(self.without_calls(child.content), *self.place)

    def without_calls(self, words: str) -> str:
        """The words less the marks that call a footnote this file defines."""
        if not self.footnotes or "[^" not in words:
            return words
        return _CALL.sub(self.called, words)

    def called(self, mark: re.Match[str]) -> str:
        if mark.group(1) not in self.footnotes:
            return mark.group()
        self.builder.drop(*_MARKER)
        return ""

    def link(self, child: Token) -> None:
        href = str(child.attrGet("href") or "")
        self.html.start(HtmlToken("start", *self.place, name="a", attributes={"href": href}))

    def picture(self, child: Token) -> None:
        self.builder.picture(str(child.attrGet("src") or ""), child.content)

    def line_end(self, child: Token) -> None:
        self.builder.line_end()

    def tags(self, child: Token) -> None:
        self.html.feed(child.content, self.place[0])


_INLINES: dict[str, Callable[[_Feeder, Token], None]] = {
    "link_open": _Feeder.link,
    "image": _Feeder.picture,
    "softbreak": _Feeder.line_end,
    "hardbreak": _Feeder.line_end,
    "html_inline": _Feeder.tags,
}


def _line_starts(source: str) -> list[int]:
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [min(start, len(source)) for start in starts]


def read_markdown(source: Source, decoded: Decoded) -> Reading:
    """The whole way from decoded Markdown to a reading."""
    feeder = _Feeder(decoded.text)
    feeder.feed(parser().parse(decoded.text))
    extract = feeder.html.finish()
    extract = replace(extract, dropped=(*decoded.dropped, *extract.dropped))
    lines = feeder.builder.lines
    passages = name_all(passages_of(extract.text, lines, "wrapped"), extract.marks)
    return assemble(source, extract, with_gaps(passages, 2 + usual_gap(lines)), ())
