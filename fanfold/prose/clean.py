"""The only maker of safe HTML: an author's text, cleaned once when saved, with a list of what was removed.

nh3 parses the finished result again with the same allow-list; it would have the last word if our writer were wrong.
"""

import re
from collections import Counter
from dataclasses import dataclass

import nh3

from fanfold.prose.allowed import (
    ASKS_ELSEWHERE,
    BLOCK,
    ELEMENTS,
    GUARD_ATTRIBUTES,
    INLINE,
    KNOWN,
    LIKE_A_DIVISION,
    LIKE_CODE,
    LINK_RELATION,
    PAGE_FRAME,
    SAME_MEANING,
    SCHEMES,
    WITH_CONTENT,
)
from fanfold.prose.attributes import Attributes, alignment, safe_address, start_tag, style_marks
from fanfold.prose.tokens import Token, tokens
from fanfold.prose.writer import Writer

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PICTURES = "/media/"


class CleanHtml(str):
    """HTML known to be safe. Made only in this file; templates accept it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True, slots=True)
class Removed:
    """One kind of thing that did not come through, how often, and why, in a sentence for the author."""

    what: str
    how_many: int
    why: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The safe HTML of a text, and everything that was taken out of it."""

    html: CleanHtml
    removed: tuple[Removed, ...]


def clean(source: str, *, id_prefix: str = "") -> Cleaned:
    """Make safe, valid HTML of an author's HTML. Text is never lost, but for the inside of scripts and styles.

    `id_prefix` keeps the identifiers of several texts on one page apart. Cleaning what is clean changes nothing.
    """
    return _Cleaner(id_prefix).clean(source)


def trusted_again(text: str) -> CleanHtml:
    """HTML that `clean` made earlier, read back from our own database. Nothing else may call this."""
    return CleanHtml(text)


class _Cleaner:
    def __init__(self, id_prefix: str) -> None:
        self.removals: Counter[tuple[str, str]] = Counter()
        self.writer = Writer()
        self.attributes = Attributes(id_prefix, self.remove)
        self.source = ""

    def remove(self, what: str, why: str) -> None:
        self.removals[what, why] += 1

    def clean(self, source: str) -> Cleaned:
        self.source = self.readable(source)
        for token in tokens(self.source):
            self.take(token)
        html = guarded(self.writer.finish())
        for tag, times in self.writer.emptied.items():
            self.removals[f"empty <{tag}>", "nothing stood in it"] += times
        if self.writer.too_many:
            self.removals["nesting", "the elements lay deeper in one another than a page can show"] += (
                self.writer.too_many
            )
        removed = tuple(Removed(what, times, why) for (what, why), times in self.removals.items())
        return Cleaned(CleanHtml(html), removed)

    def readable(self, source: str) -> str:
        """The source without characters that HTML may not hold."""
        source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
        source, controls = _CONTROL.subn("", source)
        source, halves = _SURROGATE.subn("\ufffd", source)
        if controls:
            self.removals["control character", "it cannot be shown"] += controls
        if halves:
            self.removals["half a character", "its other half is missing; a \ufffd stands in its place"] += halves
        return source

    def take(self, token: Token) -> None:
        if token.kind == "text" and token.name in WITH_CONTENT:
            return
        if token.kind == "text":
            self.writer.text(self.readable(token.data))
        elif token.kind == "comment":
            self.remove("comment", "readers do not see it")
        elif token.kind == "start":
            self.start(token)
        else:
            self.end(token)

    def start(self, token: Token) -> None:
        name = token.name
        if name in WITH_CONTENT:
            self.remove(f"<{name}> with its content", "the archive's pages bring their own")
        elif name == "br":
            self.writer.void("<br>")
        elif name == "hr":
            self.rule(token)
        elif name in ("img", "image"):
            self.picture(token)
        elif name not in KNOWN and not token.attributes and name.isalnum():
            self.writer.text(self.source[token.start : token.end])
        else:
            self.start_element(token)

    def end(self, token: Token) -> None:
        name = token.name
        if name in WITH_CONTENT:
            return
        if name in KNOWN or self.writer.sources[name]:
            tag = self.kept_as(name)
            if tag in BLOCK:
                self.writer.end_block(name)
            else:
                self.writer.end_inline(name)
        elif name.isalnum():
            self.writer.text(self.source[token.start : token.end])

    def kept_as(self, name: str) -> str:
        """The allowed element that says the same, or nothing."""
        if name in ELEMENTS:
            return name
        if name in LIKE_A_DIVISION:
            return "div"
        return "code" if name in LIKE_CODE else SAME_MEANING.get(name, "")

    def start_element(self, token: Token) -> None:
        name, tag = token.name, self.kept_as(token.name)
        if name not in ELEMENTS and name not in SAME_MEANING and name not in PAGE_FRAME:
            self.remove(f"<{name[:40]}>", self.why_removed(name, tag))
        if tag in BLOCK:
            self.start_block(tag, token)
        elif tag in INLINE:
            self.start_inline(tag, token)
        else:
            self.unwrap(token)

    @staticmethod
    def why_removed(name: str, tag: str) -> str:
        if tag:
            return f"shown as <{tag}> instead"
        if name in ASKS_ELSEWHERE:
            return "it would make the reader's browser ask another server"
        return "not an element of a text; its words stay"

    def start_block(self, tag: str, token: Token) -> None:
        shape = "centre" if token.name == "center" else alignment(token.attributes)
        kept = self.attributes.kept(tag, token.attributes, shape)
        self.writer.start_block(tag, token.name, kept)
        if marks := style_marks(token.attributes):
            self.writer.start_inline("", [(mark, {}) for mark in marks])
        elif "style" in token.attributes and not shape:
            self.remove("attribute style", "the look of a text is the reader's choice")

    def start_inline(self, tag: str, token: Token) -> None:
        marks = style_marks(token.attributes)
        kept = self.attributes.kept(tag, token.attributes)
        parts: list[tuple[str, dict[str, str]]] = [(mark, {}) for mark in marks]
        if tag in ("rt", "rp"):  # one ends the other, as in browsers
            self.writer.end_inline("rt")
            self.writer.end_inline("rp")
        if tag == "a":
            self.writer.end_inline("a")
            if "href" in kept:
                kept["rel"] = LINK_RELATION
        if not (self.is_plain_wrapper(tag, kept) or self.is_not_bold(tag, token)):
            parts.insert(0, (tag, kept))
        elif "style" in token.attributes and not marks:
            self.remove("attribute style", "the look of a text is the reader's choice")
        self.writer.start_inline(token.name, parts)

    @staticmethod
    def is_plain_wrapper(tag: str, kept: dict[str, str]) -> bool:
        return tag in ("span", "a") and not kept

    @staticmethod
    def is_not_bold(tag: str, token: Token) -> bool:
        """Google Docs wraps a whole paste in a bold element whose style says that it is not bold."""
        return tag in ("b", "strong") and "font-weight:normal" in token.attributes.get("style", "").replace(" ", "")

    def unwrap(self, token: Token) -> None:
        for name, value in token.attributes.items():
            if name in ("src", "href", "data", "poster") and value:
                self.remove(f"address in <{token.name[:40]}>", "the element it belonged to is not shown")
        if token.name in ("font", "big", "nobr", "bdi", "bdo"):
            self.writer.start_inline(token.name, [(mark, {}) for mark in style_marks(token.attributes)])

    def rule(self, token: Token) -> None:
        kept = self.attributes.kept("hr", token.attributes)
        kept.pop("aria-label", None)
        self.writer.rule(start_tag("hr", kept | {"aria-label": "Scene break"}))

    def picture(self, token: Token) -> None:
        address, words = token.attributes.get("src", "").strip(), token.attributes.get("alt", "").strip()
        if address.startswith(_PICTURES) and ".." not in address and "\\" not in address:
            self.local_picture(token, safe_address(address) or address)
            return
        href = safe_address(address) if not address.lower().startswith("mailto:") else None
        if not href or any(inline.source == "a" for inline in self.writer.wanted):
            self.remove("picture", "its address cannot be used; its words stay")
            self.writer.text(words or "Picture")
            return
        self.remove("picture from elsewhere", "it would make the reader's browser ask another server; a link stays")
        self.writer.start_inline("img", [("a", {"href": href, "rel": LINK_RELATION})])
        self.writer.text(words or "Picture")
        self.writer.end_inline("img")

    def local_picture(self, token: Token, address: str) -> None:
        given = {name: value for name, value in token.attributes.items() if name not in ("src", "alt")}
        kept = {"src": address, "alt": token.attributes.get("alt", "")}
        self.writer.void(start_tag("img", kept | self.attributes.kept("img", given) | {"loading": "lazy"}))


def guarded(html: str) -> str:
    """The same HTML as a second, independent parser reads it, holding to the same allow-list."""
    return nh3.clean(
        html,
        tags=set(ELEMENTS),
        clean_content_tags=set(WITH_CONTENT),
        attributes=GUARD_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
