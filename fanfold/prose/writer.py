"""Writes tokens as valid HTML by construction: whatever comes in, what goes out is properly nested.

Blocks and inline elements are both opened only when something stands in them. So an italic that runs over three
paragraphs becomes an italic in each, a block in a paragraph ends the paragraph, and nothing empty is left behind.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from fanfold.prose.attributes import labelled, start_tag

HOLDS_ONLY_INLINE = frozenset({"p", "h3", "h4", "h5", "pre", "summary"})
WRAPS_ITS_TEXT = frozenset({"", "div", "blockquote", "section", "details", "figure"})
LISTS = frozenset({"ul", "ol"})
TABLE_PARTS = frozenset({"table", "thead", "tbody", "tr"})
# The way from the element that must be around each of these down to its direct parent.
AROUND: Mapping[str, tuple[str, ...]] = {
    "li": ("ul",),
    "dt": ("dl",),
    "dd": ("dl",),
    "caption": ("table",),
    "thead": ("table",),
    "tbody": ("table",),
    "tr": ("table", "tbody"),
    "td": ("table", "tbody", "tr"),
    "th": ("table", "tbody", "tr"),
}
# These stay open over the end of their paragraph, as in browsers (the standard's formatting elements).
FORMATTING = frozenset({"em", "strong", "b", "i", "u", "s", "small", "code", "a"})
# Empty ones mean something: they hold the shape of a table or list.
KEPT_EMPTY = frozenset({"td", "th", "tr", "li"})
# Deeper than any real text goes; browsers themselves stop at 512.
MOST_BLOCKS = 60
MOST_INLINES = 16


@dataclass(slots=True)
class Frame:
    """A block that is open; `source` is the name of the start tag that opened it, empty if we supplied it."""

    tag: str
    source: str
    attributes: dict[str, str] = field(default_factory=dict)
    written: bool = False
    had: set[str] = field(default_factory=set)
    marks: int = 0


@dataclass(slots=True)
class Inline:
    """An inline element of the source with what it means here: one element, several (a style), or none."""

    source: str
    parts: list[tuple[str, dict[str, str]]]
    level: int
    has_text: bool = False


class Writer:
    """Keeps the blocks open now, the inline elements that are wanted, and those written open in the output."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.frames: list[Frame] = [Frame("", "", written=True)]
        self.wanted: list[Inline] = []
        self.opened: list[tuple[str, dict[str, str]]] = []
        self.too_deep: Counter[str] = Counter()
        self.sources: Counter[str] = Counter()
        self.emptied: Counter[str] = Counter()
        self.too_many = 0

    @property
    def top(self) -> Frame:
        return self.frames[-1]

    # What comes in.

    def text(self, data: str) -> None:
        if not data:
            return
        if data.isspace() and data.isascii() and not self.holds_text_now():
            return
        if self.top.tag == "pre" and not self.top.written:
            data = data.lstrip("\n")
        if data:
            self.make_room_for_text()
            self.out.append(escape(data, quote=False))

    def void(self, html: str) -> None:
        """Something that stands in a line, such as a picture or a line end."""
        self.make_room_for_text()
        self.out.append(html)

    def rule(self, html: str) -> None:
        self.make_room_for_block()
        self.write_frames()
        self.close_inlines(0)
        self.out.append(html if len(self.frames) > 1 else html + "\n")
        self.top.had.add("hr")

    def start_block(self, tag: str, source: str, attributes: dict[str, str]) -> None:
        if len(self.frames) >= MOST_BLOCKS:
            self.too_deep[source] += 1
            self.too_many += 1
            return
        if self.top.tag in HOLDS_ONLY_INLINE and not self.top.written and self.top.tag != "p":
            self.too_deep[source] += 1
            return
        if self.top.tag in HOLDS_ONLY_INLINE:
            self.pop()
        tag = self.fitting(tag)
        self.make_room_for_block(tag)
        self.push(Frame(tag, source, attributes))
        if tag in KEPT_EMPTY or "id" in attributes:
            self.write_frames()

    def end_block(self, source: str) -> None:
        if self.too_deep[source]:
            self.too_deep[source] -= 1
        elif self.sources[source]:
            while self.top.source != source:
                self.pop()
            self.pop()

    def start_inline(self, source: str, parts: list[tuple[str, dict[str, str]]]) -> None:
        if len(self.wanted) >= MOST_INLINES:
            self.too_deep[source] += 1
            self.too_many += bool(parts)
            return
        self.wanted.append(Inline(source, parts, len(self.frames)))
        if any("id" in attributes for _, attributes in parts):
            self.make_room_for_text()

    def end_inline(self, source: str) -> None:
        if self.too_deep[source]:
            self.too_deep[source] -= 1
            return
        for at in range(len(self.wanted) - 1, -1, -1):
            if self.wanted[at].source == source:
                self.forget(self.wanted.pop(at))
                return

    def finish(self) -> str:
        while len(self.frames) > 1:
            self.pop()
        self.close_inlines(0)
        for inline in self.wanted:
            self.forget(inline)
        return "".join(self.out)

    # Where it goes.

    def holds_text_now(self) -> bool:
        """Whether white space here stands between words, not between blocks."""
        tag = self.top.tag
        return self.top.written and tag not in WRAPS_ITS_TEXT | LISTS | TABLE_PARTS | {"dl"}

    def make_room_for_text(self) -> None:
        self.make_room_inside()
        if self.top.tag in WRAPS_ITS_TEXT:
            self.push(Frame("p", ""))
        self.write_frames()
        self.write_inlines()

    def make_room_inside(self) -> None:
        """Make the open block one that may hold blocks or text, supplying list items and cells that were left out."""
        tag = self.top.tag
        if tag in LISTS:
            self.push(Frame("li", ""))
        elif tag == "dl":
            self.push(Frame("dd", ""))
        elif tag in TABLE_PARTS:
            self.push_chain(AROUND["td"][AROUND["td"].index("tbody" if tag == "thead" else tag) + 1 :])
            self.push(Frame("td", ""))

    def make_room_for_block(self, tag: str = "") -> None:
        if self.top.tag in HOLDS_ONLY_INLINE:
            self.pop()
        if tag in AROUND:
            self.unwind_to_parent_of(tag)
        elif tag not in ("summary", "figcaption"):
            self.make_room_inside()
            if self.top.tag == "details" and not self.top.written:
                self.top.tag = "div"

    def unwind_to_parent_of(self, tag: str) -> None:
        chain = AROUND[tag]
        if not self.is_within(chain[0]):
            self.make_room_for_block()
            self.push_chain(chain)
            return
        while not self.may_be_parent(chain):
            self.pop()
        at = chain.index(self.like(self.top.tag))
        self.push_chain(chain[at + 1 :])

    def may_be_parent(self, chain: tuple[str, ...]) -> bool:
        return self.like(self.top.tag) in chain

    @staticmethod
    def like(tag: str) -> str:
        return {"ol": "ul", "thead": "tbody"}.get(tag, tag)

    def is_within(self, tag: str) -> bool:
        """Whether such an element is open, and not beyond the cell we are in."""
        for frame in reversed(self.frames):
            if self.like(frame.tag) == tag:
                return True
            if frame.tag in ("td", "th", "caption") and tag != "table":
                return False
        return False

    def fitting(self, tag: str) -> str:
        """The element itself, or a plain one where it may not stand."""
        had = self.top.had
        if tag == "summary":
            return tag if self.top.tag == "details" and not self.top.written else "p"
        if tag == "figcaption":
            return tag if self.top.tag == "figure" and "figcaption" not in had else "p"
        if tag in ("caption", "thead"):
            return self.fitting_in_table(tag)
        return tag

    def fitting_in_table(self, tag: str) -> str:
        table = next((frame for frame in reversed(self.frames) if frame.tag == "table"), None)
        if table is None:
            return "p" if tag == "caption" else "tbody"
        if tag == "caption":
            return "td" if table.had else tag
        return "tbody" if table.had & {"tbody", "thead"} else tag

    # What is written.

    def push_chain(self, tags: tuple[str, ...]) -> None:
        for tag in tags:
            self.push(Frame(tag, ""))

    def push(self, frame: Frame) -> None:
        if frame.tag == "p" and frame.source == "" and self.top.tag == "details" and not self.top.written:
            self.top.tag = "div"
        self.top.had.add(frame.tag)
        self.frames.append(frame)
        if frame.source:
            self.sources[frame.source] += 1

    def pop(self) -> None:
        if self.top.written:
            self.close_inlines(0)
        frame = self.frames.pop()
        if frame.source:
            self.sources[frame.source] -= 1
        if frame.written:
            self.out.append(f"</{frame.tag}>" if len(self.frames) > 1 else f"</{frame.tag}>\n")
        elif frame.source:
            self.emptied[frame.source] += 1
        level = len(self.frames)
        for inline in [each for each in self.wanted if each.level > level]:
            self.leave_block(inline, level)

    def leave_block(self, inline: Inline, level: int) -> None:
        stays = inline.source and all(tag in FORMATTING for tag, _ in inline.parts)
        if stays and self.top.tag not in ("tr", "table", "tbody", "thead"):
            inline.level = level
        else:
            self.wanted.remove(inline)
            self.forget(inline)

    def forget(self, inline: Inline) -> None:
        if inline.parts and not inline.has_text:
            self.emptied[inline.source or "style"] += 1

    def write_frames(self) -> None:
        for frame in self.frames:
            if not frame.written:
                self.close_inlines(0)
                self.out.append(start_tag(frame.tag, labelled(frame.tag, frame.attributes)))
                frame.written = True

    def write_inlines(self) -> None:
        needed = self.needed_inlines()
        common = 0
        for is_open, is_needed in zip(self.opened, needed, strict=False):
            if is_open != is_needed:
                break
            common += 1
        self.close_inlines(common)
        # Asked again, as an anchor just closed has given its identifier away.
        for tag, attributes in self.needed_inlines()[common:]:
            self.out.append(start_tag(tag, attributes))
            self.opened.append((tag, dict(attributes)))
        for inline in self.wanted:
            inline.has_text = True

    def needed_inlines(self) -> list[tuple[str, dict[str, str]]]:
        needed: list[tuple[str, dict[str, str]]] = []
        for inline in self.wanted:
            for tag, attributes in inline.parts:
                # An anchor that gave its identifier to the first piece of its text has nothing left to say.
                if tag in ("a", "span") and not attributes:
                    continue
                if attributes or not (tag in FORMATTING and any(tag == other for other, _ in needed)):
                    needed.append((tag, attributes))
        return needed

    def close_inlines(self, keep: int) -> None:
        while len(self.opened) > keep:
            tag, attributes = self.opened.pop()
            self.out.append(f"</{tag}>")
            self.give_id_once(attributes)

    def give_id_once(self, attributes: dict[str, str]) -> None:
        if "id" not in attributes:
            return
        for inline in self.wanted:
            for _, wanted in inline.parts:
                if wanted.get("id") == attributes["id"]:
                    del wanted["id"]
