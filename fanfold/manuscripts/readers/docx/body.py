"""The text of a Word document as paragraphs, in the order a reader meets them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from fanfold.manuscripts.readers.docx.parts import Parts
from fanfold.manuscripts.readers.docx.styles import Changes, Styles
from fanfold.manuscripts.readers.paragraphs import (
    COMMENT,
    COPY,
    DELETED,
    HIDDEN,
    PAGE_EDGE,
    PROPERTIES,
    UNCALLED,
    Call,
    Loss,
    Paragraph,
    Picture,
    Run,
)
from fanfold.manuscripts.readers.symbols import symbol
from fanfold.manuscripts.readers.xml import attribute, child, local
from fanfold.prose.document import MarkKind

_TEXT = frozenset({"t", "delText"})
_KINDS: tuple[MarkKind, ...] = ("em", "strong", "u", "s", "sup", "sub")
_INSTRUCTED = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*\"([^\"]+)\"", re.IGNORECASE)
# Separators of footnotes are lines the program draws; they have kinds of their own.
_NOT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class Inside:
    """Where paragraphs stand: the row of a table, a footnote."""

    row: int = 0
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, and where they lead."""

    changes: Changes
    href: str | None = None

    def kinds(self) -> frozenset[MarkKind]:
        """The marks; a link's underline is no emphasis."""
        return frozenset(kind for kind in _KINDS if self.changes.get(kind) and not (kind == "u" and self.href))


@dataclass(slots=True)
class Line:
    """A paragraph while it is gathered, and what is to stand after it."""

    paragraph: Paragraph
    style: str
    after: list[tuple[etree._Element, Inside]] = field(default_factory=list)

    def write(self, text: str, look: Look) -> None:
        self.paragraph.pieces.append(Run(text, look.kinds(), look.href))


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    shows: bool = False

    @property
    def href(self) -> str | None:
        found = _INSTRUCTED.match(self.instruction) if self.shows else None
        return found.group(1) if found else None


class Body:
    """Walks the document once. What is left out is counted in `dropped`."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.styles = Styles(parts)
        self.notes = {kind: _notes(parts, kind) for kind in ("footnote", "endnote")}
        self.called: set[tuple[str, str]] = set()
        self.fields: list[Field] = []
        self.rows = 0
        self.dropped: Counter[Loss] = Counter()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All of them. Raises NotRead where the document is damaged."""
        body = child(self.parts.document(), "body")
        if body is not None:
            yield from self.blocks(body, Inside())
        self._count_unseen()

    def blocks(self, container: etree._Element, inside: Inside) -> Iterator[Paragraph]:
        """The paragraphs of a part of the document."""
        for element in container:
            name = local(element)
            if name == "p":
                yield from self.paragraph(element, inside)
            elif name == "tr":
                self.rows += 1
                yield from self.blocks(element, replace(inside, row=self.rows))
            elif name in ("del", "moveFrom"):
                self.drop_text(element, DELETED)
            elif name == "AlternateContent":
                yield from self.blocks(self.chosen(element), inside)
            else:
                yield from self.blocks(element, inside)

    def paragraph(self, element: etree._Element, inside: Inside) -> Iterator[Paragraph]:
        """A paragraph; after it the footnotes it calls and the boxes that hang on it."""
        properties = child(element, "pPr")
        paragraph = Paragraph(self.styles.shape(properties, inside.row, inside.names))
        paragraph.ruled = _has_border(properties)
        paragraph.on_new_page = _is_on(properties, "pageBreakBefore")
        line = Line(paragraph, self.styles.style_of(properties) or self.styles.default)
        self.inline(element, line, Look(self._look_of(line)))
        if not (paragraph.is_empty and _is_deleted(properties)):
            yield paragraph
        for part, place in line.after:
            yield from self.blocks(part, place)

    def _look_of(self, line: Line) -> Changes:
        """The style's emphasis; that of headings and titles is only how they are set."""
        shape = line.paragraph.shape
        if shape.level or shape.quoted or "title" in shape.names:
            return {}
        return self.styles.changes_by_style(line.style)

    def inline(self, element: etree._Element, line: Line, look: Look) -> None:
        """The pieces in an element; in one we do not know as well, so that no text is passed over."""
        for each in element:
            name = local(each)
            act = _ACTS.get(name)
            if act:
                act(self, each, line, look)
            elif not name.endswith("Pr"):
                self.inline(each, line, look)

    def run(self, element: etree._Element, line: Line, look: Look) -> None:
        changed = replace(look, changes=look.changes | self.styles.changes(child(element, "rPr")))
        if self.fields and not changed.href:
            changed = replace(changed, href=next((each.href for each in reversed(self.fields) if each.href), None))
        if changed.changes.get("hidden"):
            self.drop_text(element, HIDDEN)
        else:
            self.inline(element, line, changed)

    def text(self, element: etree._Element, line: Line, look: Look) -> None:
        line.write((element.text or "").replace("\n", " "), look)

    def tab(self, element: etree._Element, line: Line, look: Look) -> None:
        line.write("\t", look)

    def line_end(self, element: etree._Element, line: Line, look: Look) -> None:
        """A kept line; a page's end before any text begins the paragraph on a new one."""
        if attribute(element, "type") == "page" and line.paragraph.is_empty:
            line.paragraph.on_new_page = True
        else:
            line.write("\n", look)

    def hyphen(self, element: etree._Element, line: Line, look: Look) -> None:
        line.write("\u2011" if local(element) == "noBreakHyphen" else "\u00ad", look)

    def symbol(self, element: etree._Element, line: Line, look: Look) -> None:
        code = attribute(element, "char")
        written = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0
        line.write(symbol(attribute(element, "font"), written), look)

    def link(self, element: etree._Element, line: Line, look: Look) -> None:
        address = self.parts.links.get(attribute(element, "id"))
        self.inline(element, line, replace(look, href=address or look.href))

    def simple_field(self, element: etree._Element, line: Line, look: Look) -> None:
        leads_to = Field(attribute(element, "instr"), shows=True).href
        self.inline(element, line, replace(look, href=leads_to or look.href))

    def field_edge(self, element: etree._Element, line: Line, look: Look) -> None:
        edge = attribute(element, "fldCharType")
        if edge == "begin":
            self.fields.append(Field())
        elif self.fields and edge == "separate":
            self.fields[-1].shows = True
        elif self.fields and edge == "end":
            self.fields.pop()

    def instruction(self, element: etree._Element, line: Line, look: Look) -> None:
        if self.fields:
            self.fields[-1].instruction += element.text or ""

    def call(self, element: etree._Element, line: Line, look: Look) -> None:
        """A footnote or an endnote: it stands after the paragraph that calls it first."""
        kind = local(element).removesuffix("Reference")
        key = kind, attribute(element, "id")
        note = self.notes[kind].get(key[1])
        line.paragraph.pieces.append(Call())
        if note is not None and key not in self.called:
            self.called.add(key)
            line.after.append((note, Inside(names=frozenset({"footnote"}))))

    def box(self, element: etree._Element, line: Line, look: Look) -> None:
        names = line.paragraph.shape.names & {"footnote"}
        line.after.append((element, Inside(names=names)))

    def picture(self, element: etree._Element, line: Line, look: Look) -> None:
        """A drawing: its boxes of text, a line across the page, or pictures."""
        parts = list(element.iter())
        if any(attribute(part, "hr") in ("t", "true", "1") for part in parts if local(part) == "rect"):
            line.paragraph.ruled = True
        pictures = [part for part in parts if local(part) in ("blip", "imagedata")]
        if pictures:
            line.paragraph.pieces.append(Picture(self._address(pictures[0]), _description(parts)))
        self.inline(element, line, look)

    def _address(self, picture: etree._Element) -> str:
        """Where a picture from elsewhere is; one in the file has no address."""
        identifiers = [str(value) for value in picture.attrib.values()]
        return next((self.parts.links[each] for each in identifiers if each in self.parts.links), "")

    def alternatives(self, element: etree._Element, line: Line, look: Look) -> None:
        self.inline(self.chosen(element), line, look)

    def chosen(self, element: etree._Element) -> etree._Element:
        """The one of the alternatives that is shown: the first that holds text, else the first."""
        choices = [each for each in element if local(each) in ("Choice", "Fallback")]
        telling = [each for each in choices if _characters(each)]
        if len(telling) > 1:
            self.dropped[COPY] += len(telling) - 1
        return (telling or choices or [element])[0]

    def ruby(self, element: etree._Element, line: Line, look: Look) -> None:
        """A word, and after it in small letters how it is read."""
        for name, kind in (("rubyBase", ""), ("rt", "small")):
            part = child(element, name)
            if part is not None:
                at = len(line.paragraph.pieces)
                self.inline(part, line, look)
                line.paragraph.pieces[at:] = [
                    _smaller(piece) if kind else piece for piece in line.paragraph.pieces[at:]
                ]

    def deleted(self, element: etree._Element, line: Line, look: Look) -> None:
        self.drop_text(element, DELETED)

    def nothing(self, element: etree._Element, line: Line, look: Look) -> None:
        """Something that holds no text of the story."""

    def drop_text(self, element: etree._Element, loss: Loss) -> None:
        """Count the characters in an element as left out."""
        if characters := _characters(element):
            self.dropped[loss] += characters

    def _count_unseen(self) -> None:
        for kind, notes in self.notes.items():
            for identifier, note in notes.items():
                if (kind, identifier) not in self.called:
                    self.drop_text(note, UNCALLED)
        for part, loss in (("comments", COMMENT), ("header", PAGE_EDGE), ("footer", PAGE_EDGE)):
            for root in self.parts.all(part):
                self.drop_text(root, loss)
        if self.parts.has_properties():
            self.dropped[PROPERTIES] += 1


_ACTS: dict[str, Callable[[Body, etree._Element, Line, Look], None]] = {
    "r": Body.run, "t": Body.text, "delText": Body.deleted, "tab": Body.tab, "ptab": Body.tab, "br": Body.line_end,
    "cr": Body.line_end, "noBreakHyphen": Body.hyphen, "softHyphen": Body.hyphen, "sym": Body.symbol,
    "hyperlink": Body.link, "fldSimple": Body.simple_field, "fldChar": Body.field_edge, "instrText": Body.instruction,
    "footnoteReference": Body.call, "endnoteReference": Body.call, "txbxContent": Body.box, "drawing": Body.picture,
    "pict": Body.picture, "object": Body.picture, "AlternateContent": Body.alternatives, "ruby": Body.ruby,
    "del": Body.deleted, "moveFrom": Body.deleted, "pPr": Body.nothing, "rPr": Body.nothing,
    "delInstrText": Body.nothing,
}  # fmt: skip


def _notes(parts: Parts, kind: str) -> dict[str, etree._Element]:
    found = [note for root in parts.all(f"{kind}s") for note in root]
    return {attribute(note, "id"): note for note in found if attribute(note, "type") not in _NOT_NOTES}


def _characters(element: etree._Element) -> int:
    """How many visible characters are in it."""
    texts = (each.text or "" for each in element.iter() if local(each) in _TEXT)
    return sum(len("".join(text.split())) for text in texts)


def _is_on(properties: etree._Element | None, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def _is_deleted(properties: etree._Element | None) -> bool:
    """Whether the paragraph's own end was struck out."""
    marks = child(properties, "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def _has_border(properties: etree._Element | None) -> bool:
    """Word makes a line under the paragraph of three hyphens."""
    borders = child(properties, "pBdr")
    drawn = child(borders, "bottom") if borders is not None else None
    return drawn is not None and attribute(drawn, "val") not in ("", "nil", "none")


def _description(parts: list[etree._Element]) -> str:
    """What the author says is in a picture."""
    for name, key in (("docPr", "descr"), ("docPr", "title"), ("shape", "alt"), ("imagedata", "title")):
        for part in parts:
            if local(part) == name and attribute(part, key):
                return attribute(part, key)
    return ""


def _smaller(piece: Run | Picture | Call) -> Run | Picture | Call:
    return replace(piece, kinds=piece.kinds | {"small"}) if isinstance(piece, Run) else piece
