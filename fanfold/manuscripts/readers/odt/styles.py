"""What the styles of an OpenDocument text say: automatic ones, the author's, and those they build on."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from fanfold.manuscripts.readers.paragraphs import Shape
from fanfold.manuscripts.readers.xml import attribute, child, local
from fanfold.prose.document import MarkKind

_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = {
    "office": f"{_URN}:office:1.0",
    "text": f"{_URN}:text:1.0",
    "style": f"{_URN}:style:1.0",
    "meta": f"{_URN}:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ALIGNED = {"center": "centre", "right": "right", "end": "right"}
_TELLING = ("title", "subtitle", "author", "authornote", "authorsnote")
_LONGEST_CHAIN = 20
_NOT_DRAWN = ("", "none", "hidden")


class OdtStyles:
    """Resolves the styles of one document."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.styles: dict[tuple[str, str], etree._Element] = {}
        self.lists: dict[str, str] = {}
        self.language = ""
        for root in reversed(roots):
            for holder in root:
                if local(holder) in ("styles", "automatic-styles"):
                    for element in holder:
                        self._keep(element)
        self.changes = cache(self._changes)
        self.paragraph = cache(self._paragraph)

    def _keep(self, element: etree._Element) -> None:
        name, family = attribute(element, "name"), attribute(element, "family")
        if local(element) == "style":
            self.styles[family, name] = element
        elif local(element) == "list-style":
            first = next(iter(element), None)
            numbered = first is not None and local(first) == "list-level-style-number"
            self.lists[name] = "decimal" if numbered else "bullet"
        elif local(element) == "default-style" and family == "paragraph":
            said = child(element, "text-properties")
            language = attribute(said, "language") if said is not None else ""
            self.language = "" if language in ("none", "zxx") else language

    def chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """The style and its parents, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self.styles.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")

    def marker(self, list_style: str) -> str:
        """What is drawn before the items of such a list."""
        return self.lists.get(list_style, "bullet")

    def _changes(self, family: str, name: str) -> dict[str, bool]:
        changes: dict[str, bool] = {}
        for style in reversed(list(self.chain(family, name))):
            said = child(style, "text-properties")
            if said is not None:
                changes |= _switched(said)
        return changes

    def changed(self, family: str, name: str, before: frozenset[MarkKind]) -> frozenset[MarkKind]:
        """The marks after a style has switched its own on and off."""
        if not name:
            return before
        changes = self.changes(family, name)
        return frozenset(kind for kind in _KINDS if changes.get(kind, kind in before))

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether text of the style is not shown."""
        return bool(name) and self.changes(family, name).get("hidden", False)

    def _paragraph(self, name: str) -> dict[str, str]:
        """Paragraph properties by their names; the nearest style that speaks decides."""
        said: dict[str, str] = {}
        for style in reversed(list(self.chain("paragraph", name))):
            properties = child(style, "paragraph-properties")
            if properties is not None:
                said |= {str(key).rpartition("}")[2]: str(value) for key, value in properties.attrib.items()}
            said |= {"master": attribute(style, "master-page-name"), "names": _called(style) or said.get("names", "")}
        return said

    def shape(self, name: str, level: int, row: int, marker: str, names: frozenset[str]) -> Shape:
        """How a paragraph stands on its page."""
        said = self.paragraph(name)
        called = said.get("names", "") or _bare(name)
        return Shape(
            level=0 if called == "title" else level,
            align=_ALIGNED.get(said.get("text-align", ""), ""),
            quoted=called in ("quotations", "quote"),
            marker="" if level else marker,
            row=row,
            names=names | ({called} if called in _TELLING else frozenset()),
        )

    def is_on_new_page(self, name: str) -> bool:
        """Whether a page begins with the paragraph."""
        said = self.paragraph(name)
        return said.get("break-before") == "page" or bool(said.get("master"))

    def is_ruled(self, name: str) -> bool:
        """Whether a line is drawn under it: how the program keeps a rule typed as hyphens."""
        said = self.paragraph(name)
        return (
            said.get("border-bottom", "none").split(" ")[0] not in _NOT_DRAWN or said.get("names") == "horizontalline"
        )


_KINDS: tuple[MarkKind, ...] = ("em", "strong", "u", "s", "sup", "sub")


def _called(style: etree._Element) -> str:
    """The name of a style the author chose; those of automatic ones mean nothing."""
    name = attribute(style, "name")
    return "" if name[:1] in "PT" and name[1:].isdigit() else _bare(attribute(style, "display-name") or name)


def _bare(name: str) -> str:
    return name.replace("_20_", "").replace(" ", "").replace("'", "").lower()


def _switched(said: etree._Element) -> dict[str, bool]:
    """What text properties switch on or off."""
    switched: dict[str, bool] = {}
    for key, value in said.attrib.items():
        name, meant = str(key).rpartition("}")[2], str(value)
        if name == "font-style":
            switched["em"] = meant in ("italic", "oblique")
        elif name == "font-weight":
            switched["strong"] = meant == "bold" or (meant.isdigit() and int(meant) >= 600)
        elif name in ("text-underline-style", "text-line-through-style"):
            switched["u" if "underline" in name else "s"] = meant != "none"
        elif name == "text-position":
            switched |= {"sup": meant.startswith(("super", "3", "5")), "sub": meant.startswith(("sub ", "-"))}
        elif name == "display":
            switched["hidden"] = meant == "none"
    return switched
