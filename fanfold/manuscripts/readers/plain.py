"""Plain text."""

from fanfold.manuscripts.readers.assemble import assemble
from fanfold.manuscripts.readers.decode import Decoded
from fanfold.manuscripts.readers.lines import discipline_of, lines_of, passages_of
from fanfold.manuscripts.readers.passages import Line, Passage
from fanfold.manuscripts.readers.rules import name_all
from fanfold.manuscripts.readers.rules.marks import emphasis_in, links_in
from fanfold.prose.document import Extract, Mark, Reading, Source, Span

_UNMARKED = frozenset({"break", "furniture", "chat"})
# A gap of so many blank lines more than usual is a scene break that somebody left unmarked.
_LARGER = 2


def read_plain(source: Source, decoded: Decoded) -> Reading:
    """The whole way from decoded text to a reading."""
    lines = lines_of(decoded.text)
    discipline = discipline_of(decoded.text, lines)
    passages = name_all(passages_of(decoded.text, lines, discipline))
    passages = with_gaps(passages, 1 if discipline == "indent" else 1 + _LARGER)
    marks, resolved = _emphasis(decoded.text, passages)
    extract = Extract(decoded.text, marks, (), decoded.origin, decoded.dropped)
    return assemble(source, extract, passages, resolved)


def with_gaps(passages: list[Passage], least: int) -> list[Passage]:
    """A break wherever the gap between two story passages is at least so many blank lines."""
    result: list[Passage] = []
    for passage in passages:
        before = result[-1] if result else None
        if before and passage.gap >= least and before.type == "para" and passage.type == "para":
            place = passage.lines[0].start
            gap = Passage(passage.source, [Line(place, place)])
            gap.name("break", "larger gap", 0.7)
            result.append(gap)
        result.append(passage)
    return result


def _emphasis(text: str, passages: list[Passage]) -> tuple[tuple[Mark, ...], list[Span]]:
    marks: list[Mark] = []
    resolved: list[Span] = []
    for passage in passages:
        marks += links_in(text, passage.lines[0].start, passage.lines[-1].end)
        if passage.type in _UNMARKED:
            continue
        found = emphasis_in(text, passage.lines[0].start, passage.lines[-1].end)
        marks += found.marks
        resolved += found.resolved
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))), resolved
