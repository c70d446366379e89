"""Builds an extract from marked-up text, piece by piece: the visible characters, the lines, and what stood around them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from fanfold.manuscripts.readers.decode import INVISIBLE
from fanfold.manuscripts.readers.passages import PLAIN, Line, Setting
from fanfold.prose.document import Box, Dropped, Extract, Mark, MarkKind, Origin

_SPACES = re.compile(r"[ \t\n\r\f]+")
_EMPHASIS = frozenset({"em", "strong"})
# A row or a pair of term and definition is one passage only while it is as short as such things are.
_LONGEST_ROW = 600
_MOST_CELLS = 12


class Builder:
    """Takes text, line ends, blocks and marks in the order of the source."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.boxes: list[Box] = []
        self.origin: list[Origin] = []
        self.dropped: Counter[tuple[str, str]] = Counter()
        self.setting = PLAIN
        self.line_start: int | None = None
        self.line_setting = PLAIN
        self.gap = 0
        self.emphasis = 0
        self.is_emphasised = True
        self.pictures: list[tuple[int, str, str]] = []
        self.rows = 0

    def text(self, data: str, start: int, end: int, keep_spaces: bool = False) -> None:
        """Visible text from `source[start:end]`; runs of white space are one space unless they are kept."""
        if keep_spaces:
            for at, line in enumerate(INVISIBLE.sub("", data).split("\n")):
                if at:
                    self.line_end()
                self.append(line, start, end)
            return
        self.append(_SPACES.sub(" ", INVISIBLE.sub("", data)), start, end)

    def append(self, words: str, start: int, end: int) -> None:
        if self.line_start is None or self.parts[-1].endswith(" "):
            words = words.lstrip(" ")
        if not words:
            return
        if self.line_start is None:
            self.line_start, self.line_setting, self.is_emphasised = self.length, self.setting, True
        self.is_emphasised = self.is_emphasised and (self.emphasis > 0 or words.isspace())
        self.parts.append(words)
        self.origin.append(Origin(self.length, self.length + len(words), start, end))
        self.length += len(words)

    def line_end(self) -> None:
        """A kept line end; after an empty line it makes the gap larger."""
        if not self.finish_line():
            self.gap += 1

    def block_edge(self) -> None:
        """A block begins or ends here: what follows is another passage."""
        self.finish_line()
        self.gap = max(self.gap, 1)

    def finish_line(self) -> bool:
        """Close the line being written; whether there was one."""
        self.place_pictures()
        if self.line_start is None:
            return False
        start, self.line_start = self.line_start, None
        words = "".join(self.since(start))
        stripped = words.strip()
        if stripped:
            begin = start + len(words) - len(words.lstrip())
            setting = replace(self.line_setting, emphasised=True) if self.is_emphasised else self.line_setting
            indent = len(words) - len(words.lstrip("\u00a0 \u3000"))
            self.lines.append(Line(begin, begin + len(stripped), self.gap, indent, setting))
            self.gap = 0
        self.parts.append("\n")
        self.length += 1
        return bool(stripped)

    def since(self, start: int) -> list[str]:
        """The pieces written since a line began."""
        taken: list[str] = []
        length = self.length
        for part in reversed(self.parts):
            if length <= start:
                break
            taken.append(part)
            length -= len(part)
        return taken[::-1]

    def rule(self) -> None:
        """A horizontal rule: a break without characters."""
        self.block_edge()
        self.lines.append(Line(self.length, self.length, self.gap, 0, replace(PLAIN, tag="hr")))
        self.gap = 1

    def picture(self, address: str, words: str) -> None:
        """A picture; alone on its line its words are text, inside a line only its address is kept."""
        self.pictures.append((self.length, address, words.strip()))

    def place_pictures(self) -> None:
        pictures, self.pictures = self.pictures, []
        for place, address, words in pictures:
            if self.line_start is not None:
                self.marks.append(Mark(place, place, "image", address))
                if words:
                    self.drop("words of a picture inside a line", "the picture's address is kept as a mark")
                continue
            words = " ".join(words.split())
            start = self.length
            self.parts.append(words + "\n")
            self.length += len(words) + 1
            self.marks.append(Mark(start, start + len(words), "image", address))
            self.lines.append(
                Line(start, start + len(words), self.gap, 0, replace(self.setting, tag="img", level=0, row=0))
            )
            self.gap = 1

    def mark(self, start: int, kind: MarkKind, href: str | None = None) -> None:
        """A mark from `start` to here."""
        if self.length > start:
            self.marks.append(Mark(start, self.length, kind, href))

    def emphasise(self, kind: MarkKind, by: int) -> None:
        """Emphasis begins (1) or ends (-1) here."""
        if kind in _EMPHASIS:
            self.emphasis = max(0, self.emphasis + by)

    def drop(self, what: str, why: str, times: int = 1) -> None:
        """Something that is not made text."""
        self.dropped[what, why] += times

    def new_row(self) -> int:
        """A number for the next row of a table or pair of a list."""
        self.rows += 1
        return self.rows

    def finish(self) -> Extract:
        """The extract; `lines` are complete then."""
        self.finish_line()
        self.lines = _without_layout_rows(self.lines)
        dropped = tuple(Dropped(what, why, times) for (what, why), times in self.dropped.items())
        marks = marks_by_line(self.marks, self.lines)
        return Extract(
            "".join(self.parts),
            marks,
            tuple(sorted(self.boxes, key=lambda box: (box.start, -box.end))),
            tuple(self.origin),
            dropped,
        )


def marks_by_line(marks: list[Mark], lines: list[Line]) -> tuple[Mark, ...]:
    """The same marks, none over more than one line and none of a kind over another: so each block finds its own.

    An italic left open at the top of a page would otherwise be looked at again for every line below it.
    """
    cut = [mark for mark in marks if mark.kind == "image"]
    starts = [line.start for line in lines]
    for start, end, kind, href in _merged(marks):
        for line in lines[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, end)]:
            left, right = max(start, line.start), min(end, line.end)
            if left < right:
                cut.append(Mark(left, right, kind, href))
    return tuple(sorted(cut, key=lambda mark: (mark.start, -mark.end)))


def _merged(marks: list[Mark]) -> Iterator[tuple[int, int, MarkKind, str | None]]:
    """Marks of one kind and address that touch, as one."""
    kinds: dict[tuple[MarkKind, str | None], list[tuple[int, int]]] = {}
    for mark in marks:
        if mark.kind != "image":
            kinds.setdefault((mark.kind, mark.href), []).append((mark.start, mark.end))
    for (kind, href), spans in kinds.items():
        start, end = -1, -1
        for left, right in sorted(spans):
            if left > end:
                if start >= 0:
                    yield start, end, kind, href
                start, end = left, right
            end = max(end, right)
        yield start, end, kind, href


def _without_layout_rows(lines: list[Line]) -> list[Line]:
    """Old pages lay whole stories out in one row: such a row is none."""
    sizes: Counter[int] = Counter()
    cells: Counter[int] = Counter()
    for line in lines:
        sizes[line.setting.row] += line.end - line.start
        cells[line.setting.row] += 1
    plain: dict[Setting, Setting] = {}
    for line in lines:
        row = line.setting.row
        if row and (sizes[row] > _LONGEST_ROW or cells[row] > _MOST_CELLS):
            if line.setting not in plain:
                plain[line.setting] = replace(line.setting, row=0, tag="p")
            line.setting = plain[line.setting]
            line.gap = max(1, line.gap)
    return lines
