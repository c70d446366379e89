"""OpenDocument texts (.odt and flat .fodt), as OASIS OpenDocument 1.3 part 3 describes them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from fanfold.manuscripts.readers.odt.styles import NAMESPACES, OdtStyles
from fanfold.manuscripts.readers.packed import Pack
from fanfold.manuscripts.readers.paragraphs import (
    COMMENT,
    DELETED,
    HIDDEN,
    PROPERTIES,
    Call,
    Loss,
    Paragraph,
    Picture,
    Run,
    read_paragraphs,
)
from fanfold.manuscripts.readers.xml import attribute, local, parse
from fanfold.prose.document import MarkKind, Reading, Source

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000
_NO_KINDS: frozenset[MarkKind] = frozenset()


def read_odt(source: Source, data: bytes) -> Reading:
    """The whole way from the bytes of an OpenDocument text to a reading. Raises NotRead where they are none."""
    roots = _roots(source.name, data)
    body = _Body(roots)
    return read_paragraphs(source, body.paragraphs(), body.dropped, language=body.styles.language)


def _roots(name: str, data: bytes) -> list[etree._Element]:
    """The text's own part first, then those that only hold styles and properties."""
    if not data.startswith(b"PK"):
        return [parse(name, data)]
    pack = Pack(name, data)
    if "META-INF/manifest.xml" in pack and b"encryption-data" in pack.read("META-INF/manifest.xml"):
        raise pack.locked()
    others = [part for part in ("styles.xml", "meta.xml") if part in pack]
    return [parse(name, pack.read(part)) for part in ("content.xml", *others)]


@dataclass(frozen=True, slots=True)
class Inside:
    """Where paragraphs stand."""

    row: int = 0
    marker: str = ""
    list_style: str = ""
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, and where they lead."""

    kinds: frozenset[MarkKind] = _NO_KINDS
    href: str | None = None


@dataclass(slots=True)
class Line:
    """A paragraph while it is gathered, and what is to stand after it."""

    paragraph: Paragraph
    inside: Inside
    after: list[tuple[etree._Element, Inside]] = field(default_factory=list)
    ends_in_space: bool = True

    def write(self, text: str, look: Look) -> None:
        """Characters as they are."""
        self.paragraph.pieces.append(Run(text, look.kinds, look.href))
        self.ends_in_space = False

    def write_folded(self, text: str | None, look: Look) -> None:
        """Text of the file: any run of white space in it, over elements too, is one space (section 6.1.2)."""
        folded = _SPACES.sub(" ", text or "")
        if self.ends_in_space:
            folded = folded.removeprefix(" ")
        if folded:
            self.write(folded, look)
            self.ends_in_space = folded[-1] == " "


class _Body:
    """Walks the document once. What is left out is counted in `dropped`."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.roots = roots
        self.styles = OdtStyles(roots)
        self.rows = 0
        self.dropped: Counter[Loss] = Counter()

    def paragraphs(self) -> Iterator[Paragraph]:
        for text in self.roots[0].iterfind("office:body/office:text", NAMESPACES):
            yield from self.blocks(text, Inside())
        if any(
            (said.text or "").strip()
            for root in self.roots
            for name in ("dc:title", "dc:creator", "meta:initial-creator")
            for said in root.iterfind(f".//office:meta/{name}", NAMESPACES)
        ):
            self.dropped[PROPERTIES] += 1

    def blocks(self, elements: Iterable[etree._Element], inside: Inside) -> Iterator[Paragraph]:
        """The paragraphs of a part of the document."""
        for element in elements:
            name = local(element)
            if name in ("p", "h"):
                yield from self.paragraph(element, inside)
            elif name in _COUNTED:
                self.drop_text(element, _COUNTED[name])
            elif name == "frame":
                yield from self.loose_frame(element, inside)
            elif not name.endswith("-source"):
                yield from self.blocks(element, self.within(element, name, inside))

    def within(self, element: etree._Element, name: str, inside: Inside) -> Inside:
        """Where the paragraphs of a list, a row or a list of contents stand."""
        if name == "table-row":
            self.rows += 1
            return replace(inside, row=self.rows)
        if name == "list":
            style = attribute(element, "style-name") or inside.list_style
            return replace(inside, marker=self.styles.marker(style), list_style=style)
        if name == "index-body":
            return replace(inside, names=inside.names | {"navigation"})
        return inside

    def loose_frame(self, element: etree._Element, inside: Inside) -> Iterator[Paragraph]:
        """A picture or a box of text that hangs on the page, not on a paragraph."""
        line = Line(Paragraph(self.styles.shape("", 0, inside.row, "", inside.names)), inside)
        self.frame(element, line, Look())
        yield from self.finished(line)

    def paragraph(self, element: etree._Element, inside: Inside) -> Iterator[Paragraph]:
        style = attribute(element, "style-name")
        level = attribute(element, "outline-level") if local(element) == "h" else ""
        written = int(level) if level.isdigit() else int(local(element) == "h")
        shape = self.styles.shape(style, written, inside.row, inside.marker, inside.names)
        paragraph = Paragraph(shape)
        paragraph.on_new_page, paragraph.ruled = self.styles.is_on_new_page(style), self.styles.is_ruled(style)
        line = Line(paragraph, inside)
        plain = shape.level or shape.quoted or "title" in shape.names
        kinds = _NO_KINDS if plain else self.styles.changed("paragraph", style, _NO_KINDS)
        if self.styles.is_hidden("paragraph", style):
            self.drop_text(element, HIDDEN)
        else:
            self.inline(element, line, Look(kinds))
        yield from self.finished(line)

    def finished(self, line: Line) -> Iterator[Paragraph]:
        yield line.paragraph
        for element, place in line.after:
            yield from self.blocks([element], place)

    def inline(self, element: etree._Element, line: Line, look: Look) -> None:
        """The pieces in an element; in one we do not know as well, so that no text is passed over."""
        line.write_folded(element.text, look)
        for each in element:
            act = _ACTS.get(local(each))
            if act:
                act(self, each, line, look)
            else:
                self.inline(each, line, look)
            line.write_folded(each.tail, look)

    def span(self, element: etree._Element, line: Line, look: Look) -> None:
        style = attribute(element, "style-name")
        if self.styles.is_hidden("text", style):
            self.drop_text(element, HIDDEN)
        else:
            self.inline(element, line, replace(look, kinds=self.styles.changed("text", style, look.kinds)))

    def spaces(self, element: etree._Element, line: Line, look: Look) -> None:
        count = attribute(element, "c")
        line.write(" " * min(_MOST_SPACES, int(count) if count.isdigit() else 1), look)

    def tab(self, element: etree._Element, line: Line, look: Look) -> None:
        line.write("\t", look)

    def line_end(self, element: etree._Element, line: Line, look: Look) -> None:
        line.write("\n", look)

    def link(self, element: etree._Element, line: Line, look: Look) -> None:
        address = attribute(element, "href")
        leads_out = address and not address.startswith("#")
        self.inline(element, line, replace(look, href=address if leads_out else look.href))

    def note(self, element: etree._Element, line: Line, look: Look) -> None:
        """A footnote or an endnote; the program draws its figure, and it stands after the paragraph."""
        line.paragraph.pieces.append(Call())
        for part in element:
            if local(part) == "note-body":
                line.after.append((part, Inside(names=frozenset({"footnote"}))))

    def frame(self, element: etree._Element, line: Line, look: Look) -> None:
        """A picture with its description, or a box of text."""
        said = {local(part): (part.text or "").strip() for part in element if local(part) in ("title", "desc")}
        for part in element:
            if local(part) == "image":
                address = attribute(part, "href")
                elsewhere = address if "://" in address else ""
                line.paragraph.pieces.append(Picture(elsewhere, said.get("desc") or said.get("title") or ""))
                break
        for part in element:
            if local(part) not in ("title", "desc", "image"):
                self.box(part, line, look)

    def box(self, element: etree._Element, line: Line, look: Look) -> None:
        line.after.append((element, replace(line.inside, row=0, marker="")))

    def ruby_text(self, element: etree._Element, line: Line, look: Look) -> None:
        self.inline(element, line, replace(look, kinds=look.kinds | {"small"}))

    def comment(self, element: etree._Element, line: Line, look: Look) -> None:
        self.drop_text(element, COMMENT)

    def nothing(self, element: etree._Element, line: Line, look: Look) -> None:
        """A description a frame's picture already has, or what holds no text."""

    def drop_text(self, element: etree._Element, loss: Loss) -> None:
        """Count the characters in an element as left out; who changed it and when are no text."""
        about = {each for info in element.iter() if local(info) == "change-info" for each in info.iter()}
        kept = (each for each in element.iter() if each not in about)
        texts = [text for each in kept for text in (each.text, each.tail if each is not element else None) if text]
        if characters := sum(len("".join(text.split())) for text in texts):
            self.dropped[loss] += characters


_COUNTED: dict[str, Loss] = {"tracked-changes": DELETED, "annotation": COMMENT}
_ACTS: dict[str, Callable[[_Body, etree._Element, Line, Look], None]] = {
    "span": _Body.span, "s": _Body.spaces, "tab": _Body.tab, "line-break": _Body.line_end, "a": _Body.link, "note": _Body.note,
    "frame": _Body.frame, "annotation": _Body.comment, "ruby-text": _Body.ruby_text, "p": _Body.box, "h": _Body.box,
    "list": _Body.box, "table": _Body.box, "desc": _Body.nothing,
}  # fmt: skip
