"""XHTML as the HTML reader understands it: an element closed in its own tag, and CDATA, mean something else there."""

import re
from dataclasses import replace
from html import escape

from fanfold.manuscripts.readers.html import HtmlFeeder
from fanfold.manuscripts.readers.paragraphs import PICTURE
from fanfold.prose.tokens import Token

_TAG = re.compile(r"<([A-Za-z][\w:.\-]*+)([^<>]*+)>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_NOTES = frozenset({"footnote", "endnote", "rearnote"})


def as_html(xhtml: str) -> str:
    """The same page, written so that an HTML reader sees the same elements and the same text."""
    return _TAG.sub(_closed, _without_cdata(xhtml))


def _closed(tag: re.Match[str]) -> str:
    name, rest = tag.group(1), tag.group(2)
    if not rest.endswith("/") or name.lower() in _VOID:
        return tag.group()
    return f"<{name}{rest[:-1]}></{name}>"


def _without_cdata(xhtml: str) -> str:
    pieces: list[str] = []
    place = 0
    while (start := xhtml.find("<![CDATA[", place)) >= 0:
        end = xhtml.find("]]>", start)
        if end < 0:
            break
        pieces += [xhtml[place:start], escape(xhtml[start + 9 : end], quote=False)]
        place = end + 3
    return "".join([*pieces, xhtml[place:]])


class BookFeeder(HtmlFeeder):
    """Feeds the pages of a book. What leads to another place of the same file leads nowhere once it is read."""

    def start(self, token: Token) -> None:
        given = dict(token.attributes)
        for name in ("href", "src"):
            if name in given and "://" not in given[name] and not given[name].startswith("mailto:"):
                del given[name]
        if token.name in ("img", "image") and "src" not in given:
            self.builder.drop(*PICTURE)
        if _NOTES & set(given.get("epub:type", "").split()):
            given["class"] = f"{given.get('class', '')} footnote"
        super().start(replace(token, attributes=given))

    def close_all(self) -> None:
        """A page ends: nothing in it stays open."""
        while self.open:
            opened = self.open.pop()
            self.close(opened, is_block=True)
        self.builder.block_edge()
