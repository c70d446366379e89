"""What styles and numberings say of a Word document's paragraphs and runs."""

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from fanfold.manuscripts.readers.docx.parts import Parts
from fanfold.manuscripts.readers.paragraphs import Shape
from fanfold.manuscripts.readers.xml import attribute, child, local
from fanfold.prose.document import MarkKind

_HEADING = re.compile(r"heading ([1-9])")
_OFF = frozenset({"0", "false", "off", "none", "baseline", "nil"})
_TOGGLES: dict[str, MarkKind] = {"i": "em", "b": "strong", "strike": "s", "dstrike": "s", "u": "u"}
_ALIGNED = {"center": "centre", "right": "right", "end": "right"}
_QUOTED = frozenset({"quote", "intense quote", "block text", "quotations"})
_LONGEST_CHAIN = 20

Changes = dict[str, bool]


@dataclass(frozen=True, slots=True)
class Style:
    """A style as written; what it leaves unsaid its parent says."""

    name: str
    parent: str
    paragraph: etree._Element | None
    run: etree._Element | None


class Styles:
    """Resolves the styles of one document."""

    def __init__(self, parts: Parts) -> None:
        self.styles: dict[str, Style] = {}
        self.default = ""
        self.language = ""
        for root in parts.all("styles"):
            for element in root:
                self._keep(element)
        self.markers = _Markers(parts)
        self.known: dict[str, Changes] = {}

    def _keep(self, element: etree._Element) -> None:
        if local(element) == "docDefaults":
            lang = next((each for each in element.iter() if local(each) == "lang"), None)
            self.language = attribute(lang, "val") if lang is not None else ""
        if local(element) != "style":
            return
        name, parent = child(element, "name"), child(element, "basedOn")
        identifier = attribute(element, "styleId")
        self.styles[identifier] = Style(
            attribute(name, "val").lower() if name is not None else "",
            attribute(parent, "val") if parent is not None else "",
            child(element, "pPr"),
            child(element, "rPr"),
        )
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true"):
            self.default = identifier

    def chain(self, identifier: str) -> list[Style]:
        """The style and its parents, nearest first."""
        chain: list[Style] = []
        while identifier in self.styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self.styles[identifier])
            identifier = chain[-1].parent
        return chain

    def style_of(self, properties: etree._Element | None) -> str:
        """The style a paragraph's or a run's properties name."""
        named = (
            next((each for each in properties if local(each) in ("pStyle", "rStyle")), None)
            if properties is not None
            else None
        )
        return attribute(named, "val") if named is not None else ""

    def shape(self, properties: etree._Element | None, row: int, names: frozenset[str]) -> Shape:
        """How a paragraph stands, from its own properties and its style's."""
        chain = self.chain(self.style_of(properties) or self.default)
        said = _Said([properties, *(style.paragraph for style in chain)])
        names |= frozenset(name for style in chain[:1] for name in _names_of(style.name))
        level = _level(chain, said)
        return Shape(
            level=level,
            align=_ALIGNED.get(said.value("jc"), ""),
            quoted=any(style.name in _QUOTED for style in chain),
            marker="" if level else self.markers.marker(said.numbering),
            row=row,
            names=names,
        )

    def changes(self, properties: etree._Element | None) -> Changes:
        """What a run's own properties and its character style switch on or off."""
        if properties is None or not len(properties):
            return {}
        return self.changes_by_style(self.style_of(properties)) | _changes(properties)

    def changes_by_style(self, identifier: str) -> Changes:
        """What a style switches on or off. A link's underline is no emphasis, nor is a heading's weight."""
        if identifier not in self.known:
            chain = self.chain(identifier)
            plain = any("hyperlink" in style.name or _HEADING.fullmatch(style.name) for style in chain)
            switched: Changes = {}
            for style in reversed([] if plain else chain):
                if style.run is not None:
                    switched |= _changes(style.run)
            self.known[identifier] = switched
        return self.known[identifier]


def _level(chain: list[Style], said: "_Said") -> int:
    """1 to 9 for a heading, 0 for none."""
    for style in chain:
        if found := _HEADING.fullmatch(style.name):
            return int(found.group(1))
        if style.name == "title":
            return 0
    outline = said.value("outlineLvl")
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0


def _names_of(style: str) -> list[str]:
    """The style's name as a class; a list of contents is what sites call navigation."""
    if style.startswith("toc "):
        return ["navigation"]
    return [] if style in ("", "normal") else [style.replace(" ", "")]


def _changes(properties: etree._Element) -> Changes:
    changes: Changes = {}
    for element in properties:
        name = local(element)
        value = attribute(element, "val") if element.attrib else ""
        if name in _TOGGLES:
            changes[_TOGGLES[name]] = value not in _OFF
        elif name == "vanish":
            changes["hidden"] = value not in _OFF
        elif name == "vertAlign":
            changes |= {"sup": value == "superscript", "sub": value == "subscript"}
    return changes


class _Said:
    """Paragraph properties, nearest first: the first that speaks of a thing decides."""

    def __init__(self, properties: list[etree._Element | None]) -> None:
        self.properties = [each for each in properties if each is not None]

    def value(self, name: str) -> str:
        for properties in self.properties:
            element = child(properties, name)
            if element is not None:
                return attribute(element, "val")
        return ""

    @cached_property
    def numbering(self) -> tuple[str, str]:
        """The numbering and its level."""
        for properties in self.properties:
            numbered = child(properties, "numPr")
            if numbered is not None:
                number, level = child(numbered, "numId"), child(numbered, "ilvl")
                return (
                    attribute(number, "val") if number is not None else "0",
                    attribute(level, "val") if level is not None else "0",
                )
        return "0", "0"


class _Markers:
    """What the numberings draw before list items."""

    def __init__(self, parts: Parts) -> None:
        self.formats: dict[tuple[str, str], str] = {}
        self.kinds: dict[str, str] = {}
        for root in parts.all("numbering"):
            for element in root:
                self._keep(element)

    def _keep(self, element: etree._Element) -> None:
        if local(element) == "num":
            kind = child(element, "abstractNumId")
            self.kinds[attribute(element, "numId")] = attribute(kind, "val") if kind is not None else ""
        elif local(element) == "abstractNum":
            for level in element:
                written = child(level, "numFmt")
                if written is not None:
                    key = attribute(element, "abstractNumId"), attribute(level, "ilvl")
                    self.formats[key] = attribute(written, "val")

    def marker(self, numbering: tuple[str, str]) -> str:
        number, level = numbering
        if number in ("0", ""):
            return ""
        written = self.formats.get((self.kinds.get(number, ""), level), "bullet")
        return "" if written == "none" else written
