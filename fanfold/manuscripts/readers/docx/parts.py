"""The parts of a Word document: its text, and what the text leads to."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from fanfold.manuscripts.readers.packed import Pack
from fanfold.manuscripts.readers.xml import attribute, child, local, parse


class Parts:
    """Finds parts by what they are to the document, not by their names: writers call them as they like."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.main = "word/document.xml" if "word/document.xml" in pack else self._named_main()
        self.targets: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self._read_relations()

    def document(self) -> etree._Element:
        """The root of the text itself. Raises NotRead where it is damaged."""
        return parse(self.pack.name, self.pack.read(self.main))

    def all(self, kind: str) -> Iterator[etree._Element]:
        """The roots of the parts of a kind: `styles`, `footnotes`, `header` …"""
        for target in self.targets.get(kind, []):
            if target in self.pack:
                yield parse(self.pack.name, self.pack.read(target))

    def has_properties(self) -> bool:
        """Whether the file says by itself what it is called and whose it is."""
        if "docProps/core.xml" not in self.pack:
            return False
        said = parse(self.pack.name, self.pack.read("docProps/core.xml"))
        named = (child(said, "title"), child(said, "creator"))
        return any(each is not None and (each.text or "").strip() for each in named)

    def _named_main(self) -> str:
        relations = parse(self.pack.name, self.pack.read("_rels/.rels"))
        for relation in relations:
            if attribute(relation, "Type").endswith("/officeDocument"):
                return attribute(relation, "Target").lstrip("/")
        raise self.pack.damaged()

    def _read_relations(self) -> None:
        folder, _, file = self.main.rpartition("/")
        relations = join(folder, "_rels", f"{file}.rels")
        if relations not in self.pack:
            return
        for relation in parse(self.pack.name, self.pack.read(relations)):
            if local(relation) == "Relationship":
                self._keep(relation)

    def _keep(self, relation: etree._Element) -> None:
        target = attribute(relation, "Target")
        if attribute(relation, "TargetMode") == "External":
            self.links[attribute(relation, "Id")] = target
            return
        place = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(self.main), target))
        kind = attribute(relation, "Type").rpartition("/")[2]
        self.targets.setdefault(kind, []).append(place)
