"""XML from strangers: no network, no outside files, no entities of its own, no bottomless nesting."""

from lxml import etree

from fanfold.manuscripts.readers.notread import NotRead

DEEPEST = 200
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")


def parse(name: str, data: bytes) -> etree._Element:
    """The root element. Raises NotRead for what is no whole XML, or is made to harm; `name` is the file's, for people."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotRead("binary", f"{name} is damaged: a part of it cannot be read.") from error
    if _declares_entities(root) or _TOO_DEEP(root):
        raise NotRead("binary", f"{name} is built in a way that no story needs, so it was not opened.")
    return root


def _declares_entities(root: etree._Element) -> bool:
    declared = root.getroottree().docinfo.internalDTD
    # lxml-stubs do not know what a DTD holds.
    return declared is not None and any(True for _ in declared.iterentities())  # type: ignore[attr-defined]


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """An attribute's value by its name without namespace, empty if it has none: writers differ in namespaces."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name without namespace."""
    if element is None:
        return None
    return next((each for each in element if local(each) == name), None)


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """What stands in the first child of that name; nothing where there is none."""
    found = child(element, name)
    return [] if found is None else list(found)
