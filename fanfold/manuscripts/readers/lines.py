"""Line discipline: how a text marks its paragraphs. Decided once for a file, from what its lines look like.

blank: a blank line between paragraphs. line: one line is one paragraph. wrapped: lines end at one width.
indent: wrapped, and only an indent begins a paragraph. soup: one enormous line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Literal

from fanfold.manuscripts.readers.passages import Line, Passage
from fanfold.manuscripts.readers.rules import stand_alone

Discipline = Literal["blank", "line", "wrapped", "indent", "soup"]

_LINE = re.compile("[^\n\x0b\x0c\x85\u2028\u2029]*")
_ENDED = re.compile(r"[.!?…:;。！？\"”’»)\]*_~\-–—]$")
# The lines of a mail's or a story's header say nothing of how the paragraphs are typed.
_HEADER = re.compile(r"[A-Za-z][A-Za-z' \-]{1,24}: |--$")
# No story has so many lines as short as that; what has is read in stretches, or it would take minutes.
_MANY_LINES = 50_000
_SHORT_LINE = 16
_STRETCH = re.compile(r"(?:[^\n]*+\n){1,2000}+[^\n]*+|[^\n]++")
# A verse line, an address, a signature: shorter than this; a typed paragraph is longer.
KEPT_LINE = 70
_TAB = 8


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, each knowing how many blank ones stand before it."""
    count = text.count("\n") - text.count("\n\n")
    if count > _MANY_LINES and len(text) < count * _SHORT_LINE:
        return _stretches(text)
    lines: list[Line] = []
    gap = 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        if start == end and start == len(text):
            break
        stripped = found.group().strip()
        if not stripped:
            # A line ends with an empty match at its end; only a line's beginning counts as blank.
            gap += start == 0 or text[start - 1] in "\n\x0b\x0c\x85\u2028\u2029"
            continue
        left = found.group()[: len(found.group()) - len(found.group().lstrip())]
        begin = start + len(left)
        lines.append(Line(begin, begin + len(stripped), gap, len(left.expandtabs(_TAB))))
        gap = 0
    return lines


def _stretches(text: str) -> list[Line]:
    """Some thousand lines at a time, each stretch as if it were one line: nothing in it is looked at."""
    lines = []
    for found in _STRETCH.finditer(text):
        words = found.group()
        stripped = words.strip()
        if stripped:
            begin = found.start() + len(words) - len(words.lstrip())
            lines.append(Line(begin, begin + len(stripped), 1))
    return lines


def discipline_of(text: str, lines: list[Line]) -> Discipline:
    """From the share of blank and indented lines, and whether line lengths cluster at one width."""
    if len(lines) < 3:
        return "soup" if lines and max(line.end - line.start for line in lines) > 20_000 else "blank"
    parted = sum(1 for line in lines[1:] if line.gap) / len(lines)
    if _is_wrapped(text, lines):
        return "indent" if _begins_by_indent(lines) else "wrapped"
    return "blank" if parted > 0.15 else "line"


def width_of(lines: list[Line]) -> int:
    """The width at which a wrapped file ends its lines: the 95th percentile."""
    lengths = sorted(line.indent + line.end - line.start for line in lines)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def _begins_by_indent(lines: list[Line]) -> bool:
    """Paragraphs begin with an indent after a line without one, and more of them so than after a blank line."""
    starts = sum(1 for before, line in pairwise(lines) if not line.gap and 1 <= line.indent <= 10 and not before.indent)
    gaps = sum(1 for line in lines[1:] if line.gap)
    return starts >= max(2, 0.04 * len(lines)) and starts > 0.5 * gaps


def _is_wrapped(text: str, lines: list[Line]) -> bool:
    width = width_of(lines)
    if not 40 <= width <= 100 or len(lines) < 8:
        return False
    # The line before a direct successor: in wrapped prose it is nearly full and often ends inside a sentence.
    followed = [
        line
        for line, after in pairwise(lines)
        if not after.gap and not _HEADER.match(text, line.start, line.end) and not _HEADER.match(text, after.start)
    ]
    if len(followed) < 5:
        return False
    full = [line for line in followed if line.indent + line.end - line.start >= width - 15]
    unended = sum(1 for line in full if not _ENDED.search(text[line.end - 1 : line.end]))
    return len(full) > 0.5 * len(followed) and unended > 0.4 * len(full)


def passages_of(text: str, lines: list[Line], discipline: Discipline) -> list[Passage]:
    """The paragraphs and groups of kept lines."""
    width = width_of(lines)
    passages: list[Passage] = []
    for group in _groups(lines, discipline):
        passages += _divided(text, group, discipline, width)
    return passages


def _groups(lines: list[Line], discipline: Discipline) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        begins = line.gap > 0 or (discipline == "indent" and line.indent > 0)
        if group and (begins or line.setting != group[-1].setting) and not _same_row(line, group[-1]):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _same_row(line: Line, before: Line) -> bool:
    return line.setting.row > 0 and line.setting.row == before.setting.row


def _divided(text: str, group: list[Line], discipline: Discipline, width: int) -> list[Passage]:
    """A group of lines without a blank one between them, as passages."""
    if len(group) == 1 or group[0].setting.row:
        return [Passage(text, group, joined=group[0].setting.row > 0)]
    if discipline == "line":
        return _single_lines(text, group, width)
    passages: list[Passage] = []
    run: list[Line] = []
    for line in group:
        words = text[line.start : line.end]
        if stand_alone(words):
            passages += _run(text, run, discipline, width)
            passages.append(Passage(text, [line]))
            run = []
        elif not run and passages and _goes_on(passages[-1], line, discipline, width):
            passages[-1] = Passage(text, [*passages[-1].lines, line], joined=True)
        else:
            run.append(line)
    return passages + _run(text, run, discipline, width)


def _single_lines(text: str, group: list[Line], width: int) -> list[Passage]:
    """One line is one paragraph, unless it is indented under a label."""
    passages: list[Passage] = []
    for line in group:
        if passages and line.indent >= 2 and _goes_on(passages[-1], line, "line", width):
            passages[-1] = Passage(text, [*passages[-1].lines, line], joined=True)
        else:
            passages.append(Passage(text, [line]))
    return passages


def _goes_on(before: Passage, line: Line, discipline: Discipline, width: int) -> bool:
    """Whether the line continues a labelled value that was wrapped or whose next lines are indented."""
    last = before.lines[-1]
    if not stand_alone(before.text, only_labels=True):
        return False
    size = last.indent + last.end - last.start
    is_full = discipline in ("wrapped", "indent") and size > width - 20
    is_cut = discipline == "blank" and 55 <= size <= 100 and before.source[line.start].islower()
    return is_full or is_cut or (line.indent > last.indent and line.indent >= 2)


def _run(text: str, run: list[Line], discipline: Discipline, width: int) -> list[Passage]:
    if not run:
        return []
    if len(run) == 1:
        return [Passage(text, run)]
    if discipline in ("wrapped", "indent"):
        kept = _are_kept_lines(text, run, min(width - 15, KEPT_LINE))
        return [Passage(text, run, joined=not kept)]
    if discipline == "blank" and _are_kept_lines(text, run, KEPT_LINE):
        return [Passage(text, run)]
    if discipline == "blank" and _look_wrapped(text, run):
        return [Passage(text, run, joined=True)]
    return [Passage(text, [line]) for line in run]


def _are_kept_lines(text: str, run: list[Line], limit: int) -> bool:
    """Verse, an address, a signature: no line is long, and they are not speech, one turn a line."""
    if any(line.end - line.start > limit for line in run):
        return False
    if sum(1 for line in run if text[line.start] in '"“«„—–-') > 1 + len(run) // 2:
        return False
    lower = sum(1 for line in run[1:] if text[line.start].islower())
    return lower <= len(run) // 2 or max(line.end - line.start for line in run) < 45


def _look_wrapped(text: str, run: list[Line]) -> bool:
    """One paragraph whose lines were broken at a width: all but the last alike long and ending within sentences."""
    lengths = [line.end - line.start for line in run[:-1]]
    if not 45 <= median(lengths) <= 100 or max(lengths) > 110:
        return False
    unended = sum(1 for line in run[:-1] if not _ENDED.search(text[line.end - 1 : line.end]))
    return unended >= 0.5 * len(lengths) and max(lengths) - min(lengths) <= 25
