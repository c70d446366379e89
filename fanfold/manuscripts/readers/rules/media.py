"""What the elements of HTML and Markdown say by themselves: pictures, lists, tables, footnotes."""

import re

from fanfold.manuscripts.readers.passages import Passage

_PLAIN_ITEM = re.compile(r"(?:[-*•‣◦·]|\d{1,2}[.)])\s+\S")
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\]:?\s+\S|[¹²³⁴⁵⁶⁷⁸⁹]\s?\S")


def name_pictures(passages: list[Passage]) -> None:
    """Pictures first: their words may look like anything."""
    for passage in passages:
        if passage.setting.tag == "img" and passage.setting.centred and not passage.text:
            passage.name("break", "centred picture without words", 0.7)
        elif passage.setting.tag == "img":
            passage.name("image", "picture on a line of its own", 0.95)


def name_media(passages: list[Passage]) -> None:
    """Name what needs no guess; and lists typed with marks in plain text."""
    for passage in passages:
        if not passage.is_open:
            continue
        tag = passage.setting.tag
        if "footnote" in passage.setting.names:
            passage.name("footnote", "footnote of the format", 0.95)
        elif tag == "li":
            passage.name("list", "list element", 0.9, kind="ordered" if passage.setting.ordered else "")
        elif tag == "tr":
            passage.name("table", "row of a table", 0.9)
        elif _FOOTNOTE.match(passage.text):
            passage.name("footnote", "number in brackets before it", 0.75)
    _name_typed_lists(passages)


def _name_typed_lists(passages: list[Passage]) -> None:
    """At least three items on lines right after one another, each with its mark."""
    run: list[Passage] = []
    for passage in [*passages, None]:
        if passage is not None and _is_item(passage) and (not run or passage.gap == 0):
            run.append(passage)
            continue
        if len(run) >= 3:
            for item in run:
                item.name("list", "marks before lines", 0.75)
        run = [passage] if passage is not None and _is_item(passage) else []


def _is_item(passage: Passage) -> bool:
    return passage.is_open and len(passage.lines) == 1 and _PLAIN_ITEM.match(passage.text) is not None
