"""What an EPUB says of itself: its order, its list of contents, and the facts in its package (EPUB 3.3 and OPF 2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from fanfold.manuscripts.readers.notread import NotRead
from fanfold.manuscripts.readers.packed import Pack
from fanfold.manuscripts.readers.xml import attribute, child, children, local, parse
from fanfold.prose.tokens import tokens

_PAGES = (".xhtml", ".html", ".htm", ".xml")
_PAGE_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
Labels = Iterator[tuple[str, str]]

_NOT_AUTHORS = frozenset({"bkp", "edt", "ill", "trl", "art", "cov", "pbl"})


@dataclass
class Package:
    """`pages` are members in reading order; `labels` what the list of contents calls them; `roles` what some are for."""

    pages: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return next((value for name, value in self.facts if name == "title"), "")


def package_of(pack: Pack) -> Package:
    """The package. A book whose package is missing or broken is all its pages, in the order of their names.

    Raises NotRead where a page is locked.
    """
    try:
        package = _Opf(pack, _place_of_package(pack)).package
    except NotRead:
        package = Package()
    if not any(page in pack for page in package.pages):
        package.pages = sorted(name for name in pack.members if _is_page(name))
    _check_locks(pack, package)
    return package


def _is_page(name: str) -> bool:
    return name.lower().endswith(_PAGES) and not name.startswith("META-INF/")


def _place_of_package(pack: Pack) -> str:
    container = parse(pack.name, pack.read("META-INF/container.xml"))
    for element in container.iter():
        if local(element) == "rootfile":
            return attribute(element, "full-path")
    raise pack.damaged()


def _check_locks(pack: Pack, package: Package) -> None:
    """Fonts are often scrambled; where the pages are, somebody sold the book with a lock."""
    if "META-INF/encryption.xml" not in pack:
        return
    locks = parse(pack.name, pack.read("META-INF/encryption.xml"))
    locked = {unquote(attribute(each, "URI")) for each in locks.iter() if local(each) == "CipherReference"}
    if locked & set(package.pages):
        raise pack.locked()


class _Opf:
    def __init__(self, pack: Pack, place: str) -> None:
        self.pack = pack
        self.place = place
        self.package = Package()
        self.items: dict[str, tuple[str, str]] = {}
        root = parse(pack.name, pack.read(place))
        self.read_manifest(root)
        self.read_spine(root)
        self.read_facts(root)
        self.read_guide(root)

    def member(self, href: str, base: str | None = None) -> str:
        """The member a reference leads to, seen from the package or from another member."""
        path = unquote(href.partition("#")[0])
        return normpath(join(dirname(self.place if base is None else base), path))

    def read_manifest(self, root: etree._Element) -> None:
        for item in children(root, "manifest"):
            member, kind = self.member(attribute(item, "href")), attribute(item, "media-type")
            self.items[attribute(item, "id")] = member, kind
            if "nav" in attribute(item, "properties").split():
                self.package.roles[member] = "contents"
                self.read_labels(member, _nav_labels)
            elif kind == "application/x-dtbncx+xml":
                self.read_labels(member, _ncx_labels)

    def read_spine(self, root: etree._Element) -> None:
        named = [attribute(item, "idref") for item in children(root, "spine")]
        pages = [self.items[each][0] for each in dict.fromkeys(named) if each in self.items]
        self.package.pages = list(dict.fromkeys(pages))
        others = [member for member, kind in self.items.values() if kind in _PAGE_TYPES and member not in pages]
        self.package.unread = [member for member in others if self.package.roles.get(member) != "contents"]

    def read_labels(self, member: str, labels: Callable[[etree._Element], Labels]) -> None:
        """A list of contents that cannot be read is done without."""
        try:
            root = parse(self.pack.name, self.pack.read(member))
        except NotRead:
            return
        for href, label in labels(root):
            if label:
                self.package.labels.setdefault(self.member(href, member), label)

    def read_guide(self, root: etree._Element) -> None:
        for reference in children(root, "guide"):
            role = {"toc": "contents", "title-page": "title"}.get(attribute(reference, "type"))
            if role:
                self.package.roles.setdefault(self.member(attribute(reference, "href")), role)

    def read_facts(self, root: etree._Element) -> None:
        for said in children(root, "metadata"):
            name = _FACTS.get(local(said))
            value = _plain("".join(str(part) for part in said.itertext()))
            if name == "author" and attribute(said, "role") in _NOT_AUTHORS:
                continue
            if local(said) == "meta" and attribute(said, "name") == "calibre:series":
                name, value = "series", _plain(attribute(said, "content"))
            if name and value:
                self.package.facts.append((name, value))


_FACTS = {
    "title": "title", "creator": "author", "language": "language", "description": "summary", "subject": "tags",
    "rights": "rights",
}  # fmt: skip


def _nav_labels(root: etree._Element) -> Labels:
    """Pairs of an address and what it is called, of an EPUB 3."""
    for nav in root.iter():
        if local(nav) == "nav" and attribute(nav, "type") in ("toc", ""):
            for link in nav.iter():
                if local(link) == "a" and attribute(link, "href"):
                    yield attribute(link, "href"), _words(link)


def _ncx_labels(root: etree._Element) -> Labels:
    """The same of an EPUB 2."""
    for point in root.iter():
        if local(point) != "navPoint":
            continue
        label, content = child(point, "navLabel"), child(point, "content")
        if label is not None and content is not None:
            yield attribute(content, "src"), _words(label)


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _plain(value: str) -> str:
    """A fact's words: descriptions are often HTML."""
    said = "".join(token.data if token.kind == "text" else " " for token in tokens(value)) if "<" in value else value
    return " ".join(said.split())
