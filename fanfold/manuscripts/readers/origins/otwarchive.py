"""HTML downloads of the OTW-Archive software, of all years: their boxes say what each part is.

Since February 2019 there are headings for the table of contents that nobody sees (`toc-heading`); a work of one chapter
has no other heading, a work of several has a `meta group` box before each. Older files have the same boxes without them.
"""

import re

from fanfold.manuscripts.readers.passages import Passage

_RULE = "download of an OTW-Archive"
_FIELDS = {
    "rating": "rating", "archive warning": "warnings", "archive warnings": "warnings", "category": "category", "categories": "category",
    "fandom": "fandom", "fandoms": "fandom", "relationship": "pairing", "relationships": "pairing", "character": "characters",
    "characters": "characters", "additional tags": "tags", "additional tag": "tags", "language": "language", "series": "series",
    "collections": "collections", "collection": "collections", "stats": "stats",
}  # fmt: skip
_CHAPTER = re.compile(r"Chapter (\d{1,5})(?:: (.*))?", re.DOTALL)
_ENDNOTES = re.compile(r"endnotes\d{0,5}")
_SECTIONS = {
    "summary": ("meta", "summary"),
    "chapter summary": ("meta", "chapter_summary"),
    "notes": ("note", "head"),
    "chapter notes": ("note", "head"),
    "chapter end notes": ("note", "end"),
    "end notes": ("note", "end"),
}


def name_download(passages: list[Passage]) -> bool:
    """Name a download's parts; what the author wrote stays open. False, and nothing named, if it is none."""
    if not _is_download(passages):
        return False
    section = ("", "")
    for passage in passages:
        names = passage.setting.names
        if passage.setting.tag in ("hr", "img") or not names:
            continue
        if "chapters" in names and not names & {"group", "toc-heading"} and not _is_endnotes(passage):
            _name_text(passage)
        elif names & {"preface", "chapters", "afterword"}:
            section = _name_part(passage, section)
    return True


def _is_download(passages: list[Passage]) -> bool:
    """A preface that says where it was posted, its list of tags, and a box of chapters."""
    preface = [each for each in passages[:80] if "preface" in each.setting.names]
    posted = any("Posted originally on" in each.text for each in preface)
    return posted and any("tags" in each.setting.names for each in preface) and _has_chapters(passages)


def _has_chapters(passages: list[Passage]) -> bool:
    return any({"chapters", "userstuff"} <= each.setting.names for each in passages)


def _is_endnotes(passage: Passage) -> bool:
    return any(_ENDNOTES.fullmatch(name) for name in passage.setting.names)


def _name_text(passage: Passage) -> None:
    """The author's own words. A heading among them is no chapter."""
    if passage.setting.level:
        passage.name("heading", _RULE, 1.0, level=2)


def _name_part(passage: Passage, section: tuple[str, str]) -> tuple[str, str]:
    """Name a passage outside the chapters' text; the section that is open after it."""
    names, setting = passage.setting.names, passage.setting
    if setting.level:
        _name_heading(passage)
    elif names & {"message", "endnote-link"}:
        passage.name("furniture", _RULE, 1.0)
    elif "tags" in names:
        label = passage.text.partition(":")[0].strip().lower()
        passage.name("meta", _RULE, 1.0, field=_FIELDS.get(label, "tags"))
    elif "byline" in names:
        passage.name("meta", _RULE, 1.0, field="author" if "preface" in names else "chapter_author")
    elif setting.quoted and section[0]:
        _name_in_section(passage, section)
    elif found := _SECTIONS.get(passage.text.strip(" :").lower()):
        passage.name("furniture", _RULE, 1.0, kind="section")
        return found
    else:
        passage.name("meta", _RULE, 1.0, field="related")
    return section


def _name_in_section(passage: Passage, section: tuple[str, str]) -> None:
    if section[0] == "meta":
        passage.name("meta", _RULE, 1.0, field=section[1])
    else:
        passage.name("note", _RULE, 1.0, place=section[1])


def _name_heading(passage: Passage) -> None:
    names, words = passage.setting.names, passage.text.strip()
    if "chapters" in names:
        found = _CHAPTER.fullmatch(words) if "group" in names else None
        number, title = (int(found.group(1)), found.group(2)) if found else (None, words)
        passage.name("heading", _RULE, 1.0, kind="chapter", level=1, number=number, title=title)
    elif passage.setting.level == 1:
        passage.name("meta", _RULE, 1.0, field="title")
    else:
        passage.name("furniture", _RULE, 1.0)
