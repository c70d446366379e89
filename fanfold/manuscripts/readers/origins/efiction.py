"""The printable view of eFiction: boxes for the title, the facts, the notes and each chapter."""

import re

from fanfold.manuscripts.readers.passages import Passage

_RULE = "eFiction print view"
_LABEL = re.compile(r"([A-Z][A-Za-z ]{2,24}):")
_SITE = frozenset({"toplink", "copyright", "archivedat"})


def name_print_view(passages: list[Passage]) -> bool:
    """Name a print view's parts; its facts are labelled lines, which the header's rules read. False if it is none."""
    head = next((each for each in passages[:20] if "pagetitle" in each.setting.names), None)
    if head is None or not any("chaptertitle" in each.setting.names for each in passages):
        return False
    author = head.text.rpartition(" by ")[2].strip()
    place = "head"
    begun = False
    _name_summary(passages)
    for passage in passages:
        names = passage.setting.names
        if "chaptertitle" in names:
            title = passage.text.strip().removesuffix(f" by {author}")
            passage.name("heading", _RULE, 1.0, kind="chapter", level=1, title=title)
            begun = True
        elif "notes" in names:
            place = _name_notes(passage, place)
        elif "pagetitle" in names:
            passage.name("meta", _RULE, 1.0, field="title")
        elif names & _SITE or (not begun and _is_contents(passage, author)):
            passage.name("furniture", _RULE, 1.0)
        elif begun and passage.setting.level:
            passage.name("heading", _RULE, 0.9, level=2)
    return True


def _name_summary(passages: list[Passage]) -> None:
    """In the box of facts: what follows `Summary:` up to the next label."""
    inside = False
    for passage in passages:
        if "infobox" not in passage.setting.names:
            continue
        label = _LABEL.match(passage.text.strip())
        inside = label.group(1).lower() == "summary" if label else inside
        if inside:
            passage.name("meta", _RULE, 1.0, field="summary")


def _name_notes(passage: Passage, place: str) -> str:
    """The name of the box tells at which end the note stands; it is returned for what follows."""
    if "noteinfo" in passage.setting.names:
        passage.name("note", _RULE, 1.0, place=place)
        return place
    passage.name("furniture", _RULE, 1.0, kind="section")
    return "end" if "end" in passage.text.lower() else "head"


def _is_contents(passage: Passage, author: str) -> bool:
    """`1. The Furnace by Oonagh`, before the first chapter and outside the box of facts."""
    words = passage.text.strip()
    return words[:1].isdigit() and words.endswith(f" by {author}") and "infobox" not in passage.setting.names
