"""Books made by FanFicFare, as HTML and as text: their table of contents names every chapter, in order."""

import re
from collections.abc import Callable

from fanfold.manuscripts.readers.passages import Passage

_RULE = "FanFicFare book"
_CONTENTS = "table of contents"
_NUMBERED = re.compile(r"(\d{1,5})\.\s+(.*)", re.DOTALL)
_TITLE_LINES = 60
Test = Callable[[Passage], bool]


def name_book_page(passages: list[Passage]) -> bool:
    """The HTML book: `Title by Author`, a table of facts, the contents, a heading element for each chapter."""
    at = _contents_at(passages, lambda each: each.setting.level > 0)
    if at is None or not any({"full", "fff_titlepage"} & each.setting.names for each in passages[:at]):
        return False
    return _name_chapters(passages, at, lambda each: each.setting.level > 0)


def name_book_text(passages: list[Passage]) -> bool:
    """The text book: TABLE OF CONTENTS, chapter titles as listed there, `End file.`"""
    at = _contents_at(passages, lambda each: each.text.isupper())
    if at is None or not passages[-1].text.strip().lower().startswith("end file"):
        return False
    if not _name_chapters(passages, at, lambda each: len(each.lines) == 1):
        return False
    passages[-1].name("furniture", _RULE, 1.0, kind="ending")
    return True


def _contents_at(passages: list[Passage], holds: Test) -> int | None:
    for at, passage in enumerate(passages[:_TITLE_LINES]):
        if passage.text.strip().lower() == _CONTENTS and holds(passage):
            return at
    return None


def _name_chapters(passages: list[Passage], at: int, may_be: Test) -> bool:
    """Match the listed titles with the passages that repeat them; nothing is named unless all are found."""
    listed = _listed(passages, at)
    titles = [title for _, title in listed]
    starts: list[int] = []
    place = (listed[-1][0] if listed else at) + 1
    for title in titles:
        found = next((spot for spot in range(place, len(passages)) if _is(passages[spot], title, may_be)), None)
        if found is None:
            return False
        starts.append(found)
        place = found + 1
    if not starts:
        return False
    for passage in passages[at : starts[0]]:
        passage.name("furniture", _RULE, 1.0, kind="contents")
    for start in starts:
        _name_chapter(passages[start])
    for passage in passages[starts[0] :]:
        if passage.setting.level and passage.is_open:
            passage.name("heading", _RULE, 0.9, level=2)
    return True


def _listed(passages: list[Passage], at: int) -> list[tuple[int, str]]:
    """The lines of the contents and where they stand, up to the first that comes again or that is a heading."""
    listed: list[tuple[int, str]] = []
    for place in range(at + 1, len(passages)):
        lines = [line.strip() for line in passages[place].text.split("\n")]
        known = {title for _, title in listed}
        if passages[place].setting.level or lines[0] in known or max(map(len, lines)) > 250:
            break
        listed += [(place, line) for line in lines]
    return listed


def _is(passage: Passage, title: str, may_be: Test) -> bool:
    return passage.text.strip() == title and may_be(passage)


def _name_chapter(passage: Passage) -> None:
    found = _NUMBERED.fullmatch(passage.text.strip())
    number, title = (int(found.group(1)), found.group(2)) if found else (None, passage.text.strip())
    passage.name("heading", _RULE, 1.0, kind="chapter", level=1, number=number, title=title)
