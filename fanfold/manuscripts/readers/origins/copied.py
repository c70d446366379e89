"""A work's page of an OTW-Archive, copied from the browser as text: its own words mark where each part begins."""

import re

from fanfold.manuscripts.readers.passages import Passage, split_lines

_RULE = "page of an OTW-Archive, copied"
_TEXT = re.compile(r"(?:Chapter|Work) Text:?")
_CHAPTER = re.compile(r"Chapter (\d{1,5})(?:: (.{1,250}))?")
_SECTIONS = {"summary": "summary", "notes": "notes", "chapter summary": "chapter summary", "chapter notes": "notes"}
_END_NOTES = frozenset({"notes", "end notes", "chapter end notes"})
_TAIL = re.compile(
    r"(?:↑ ?Top|Actions|Kudos|Comments|Bookmark|Post Comment|.{1,2000} left kudos on this work!?|[←→].{0,40}|Previous Chapter.{0,40}|Next Chapter.{0,40})",
    re.DOTALL,
)
_SEE = re.compile(r"\(See (?:the end of )?.{1,60} (?:more )?notes?\.?\)")
_FIELD = re.compile(
    r"(Archive Warnings?|Rating|Relationships?|Fandoms?|Stats|Language|Additional Tags|Characters?|Categor(?:y|ies)|Series|Collections?):"
)
_FIELDS = {
    "archive warning": "warnings", "stat": "stats", "rating": "rating", "relationship": "pairing", "fandom": "fandom", "stats": "stats", "language": "language",
    "additional tag": "tags", "character": "characters", "category": "category", "categorie": "category", "series": "series", "serie": "series",
    "collection": "collections",
}  # fmt: skip


def name_copied(passages: list[Passage]) -> list[Passage] | None:
    """The passages with the page's own parts named, line by line; the story stays open. None if it is no such page."""
    if not _is_copied(passages):
        return None
    page = _Page()
    result: list[Passage] = []
    for passage in passages:
        for part in split_lines(passage) if page.speaks_in_lines(passage) else [passage]:
            if result and page.part == "facts" and _is_value(part, result[-1]):
                result[-1] = _with_value(result[-1], part)
            else:
                page.name(part)
                result.append(part)
    return result


def _is_copied(passages: list[Passage]) -> bool:
    """The line before the text, and at least three labels that only these pages have together."""
    head = [line.strip() for each in passages[:200] for line in _lines(each)]
    labels = {found.group(1) for line in head if (found := _FIELD.match(line))}
    return len(labels) >= 3 and any(_TEXT.fullmatch(line) for line in head)


def _lines(passage: Passage) -> list[str]:
    return [passage.source[line.start : line.end] for line in passage.lines]


def _is_value(line: Passage, label: Passage) -> bool:
    """Values stand under their label, indented."""
    return line.gap == 0 and label.field != "" and line.lines[0].indent > label.lines[0].indent


def _with_value(label: Passage, line: Passage) -> Passage:
    merged = Passage(label.source, [*label.lines, *line.lines])
    merged.name("meta", label.rule, label.confidence, field=label.field)
    return merged


class _Page:
    """Where in the page we are: top, facts, title, author, summary, notes, text, end or tail."""

    def __init__(self) -> None:
        self.part = "top"
        self.number = 0

    def speaks_in_lines(self, passage: Passage) -> bool:
        """Whether each line of this passage is to be looked at: outside of the author's text, and where it ends."""
        words = self.part in ("text", "notes", "end", "summary", "chapter summary")
        return not words or any(_TAIL.fullmatch(line) or _TEXT.fullmatch(line) for line in _lines(passage))

    def name(self, passage: Passage) -> None:
        """Name one passage and go on."""
        words = passage.text.strip()
        if self.is_mark(passage, words):
            return
        if self.part in ("facts", "title", "author") and passage.setting.tag != "hr":
            self.name_title(passage)
        elif self.part in ("summary", "chapter summary"):
            passage.name("meta", _RULE, 1.0, field=self.part.replace(" ", "_"))
        elif self.part in ("notes", "end"):
            passage.name("note", _RULE, 1.0, place="head" if self.part == "notes" else "end")
        elif self.part in ("top", "tail"):
            passage.name("furniture", _RULE, 0.95)

    def is_mark(self, passage: Passage, words: str) -> bool:
        """Whether these are the page's own words; then the part changes."""
        if _TEXT.fullmatch(words):
            self.goes_on(passage, "text")
        elif self.part in ("top", "facts") and (found := _FIELD.match(words)):
            passage.name("meta", _RULE, 1.0, field=_FIELDS.get(found.group(1).lower().removesuffix("s"), "series"))
            self.part = "facts"
        elif found := self.chapter(words):
            passage.name(
                "heading", _RULE, 1.0, kind="chapter", level=1, number=int(found.group(1)), title=found.group(2)
            )
            self.part, self.number = "chapter", int(found.group(1))
        elif self.part in ("text", "end"):
            return self.is_end(passage, words)
        elif _SEE.fullmatch(words):
            passage.name("furniture", _RULE, 1.0)
        elif self.part not in ("top", "tail") and (part := _SECTIONS.get(words.rstrip(":").lower())):
            self.goes_on(passage, part)
        else:
            return False
        return True

    def chapter(self, words: str) -> re.Match[str] | None:
        """The heading of the next chapter; in the middle of the text only the next number is one."""
        found = _CHAPTER.fullmatch(words)
        return found if found and (self.part != "text" or int(found.group(1)) == self.number + 1) else None

    def is_end(self, passage: Passage, words: str) -> bool:
        if words.endswith("otes:") and words.rstrip(":").lower() in _END_NOTES:
            self.goes_on(passage, "end")
        elif _TAIL.fullmatch(words):
            self.goes_on(passage, "tail")
        else:
            return False
        return True

    def goes_on(self, passage: Passage, part: str) -> None:
        passage.name("furniture", _RULE, 1.0, kind="section")
        self.part = part

    def name_title(self, passage: Passage) -> None:
        """After the facts come the title and the names, each on a line of its own."""
        field, self.part = ("author", "chapter") if self.part == "title" else ("title", "title")
        passage.name("meta", _RULE, 1.0, field=field)
