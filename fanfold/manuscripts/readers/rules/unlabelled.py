"""Notes at the edges of a chapter: unlabelled ones, and those glued to the story, labelled or not."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from fanfold.manuscripts.readers.passages import Line, Passage
from fanfold.manuscripts.readers.rules.glue import head_cut, tail_cut
from fanfold.manuscripts.readers.rules.notes import LABELLED
from fanfold.manuscripts.readers.rules.posting import note_signs
from fanfold.prose.document import Mark

_ENOUGH = 3.0
_LONGEST_NOTE = 2000


def name_unlabelled(chapter: list[Passage], marks: Sequence[Mark] = ()) -> list[Passage]:
    """Notes without a label, only at the edges of one chapter's passages; a note glued to the story is cut off."""
    chapter = _without_glue(chapter, marks)
    chapter = _name_head(chapter, marks)
    return _name_tail(chapter, marks)


def _without_glue(chapter: list[Passage], marks: Sequence[Mark]) -> list[Passage]:
    """A labelled note right before the story may go on into it without a space."""
    for at, passage in enumerate(chapter[:8]):
        if passage.is_open:
            break
        if passage.rule != LABELLED:
            continue
        cut = head_cut(passage.text, _following(chapter, at), labelled=True, edges=_edges(passage, marks))
        if cut:
            left, right = _cut(passage, cut)
            left.name("note", "label of an author's note, cut off the story", 0.85)
            return [*chapter[:at], left, right, *chapter[at + 1 :]]
    return chapter


def _edges(passage: Passage, marks: Sequence[Mark]) -> list[int]:
    """Where emphasis begins or ends in the passage's words. Marks are sorted; only few passages are asked."""
    start, end = passage.lines[0].start, passage.lines[-1].end
    if not marks or len(passage.lines) > 1:
        return []
    first, last = bisect_left(marks, start, key=_start), bisect_right(marks, end, key=_start)
    near = [mark for mark in marks[first:last] if mark.kind in ("em", "strong")]
    return sorted({place - start for mark in near for place in (mark.start, mark.end)})


def _start(mark: Mark) -> int:
    return mark.start


def _name_head(chapter: list[Passage], marks: Sequence[Mark]) -> list[Passage]:
    firsts = [at for at, passage in enumerate(chapter) if passage.is_open][:2]
    for at in firsts:
        passage = chapter[at]
        if any(_is_told(each) for each in chapter[:at]):
            break
        cut = head_cut(passage.text, _following(chapter, at), edges=_edges(passage, marks))
        if cut:
            left, right = _cut(passage, cut)
            left.name("note", "first words speak of posting, cut off the story", 0.75)
            return [*chapter[:at], left, right, *chapter[at + 1 :]]
        if note_signs(passage.text) < _ENOUGH or len(passage.text) > _LONGEST_NOTE:
            break
        passage.name("note", "first passage speaks of posting", 0.7)
        passage.alternatives.append(("para", 0.3))
    return chapter


def _is_told(passage: Passage) -> bool:
    return passage.is_open or passage.type in ("lyric", "letter", "chat", "script")


def _following(chapter: list[Passage], at: int) -> str:
    return " ".join(passage.text for passage in chapter[at + 1 : at + 6])[:1500]


def _name_tail(chapter: list[Passage], marks: Sequence[Mark]) -> list[Passage]:
    for at in range(len(chapter) - 1, -1, -1):
        passage = chapter[at]
        if passage.type in ("furniture", "note", "break", "footnote", "meta"):
            continue
        if not passage.is_open or len(passage.text) > 3000:
            break
        # After the words THE END little is needed: the story is over.
        enough = _ENOUGH / 2 if any(each.kind == "ending" for each in chapter[:at][-3:]) else _ENOUGH
        cut = tail_cut(passage.text, _edges(passage, marks))
        if cut and note_signs(passage.text[:cut]) < 1.0:
            left, right = _cut(passage, cut)
            right.name("note", "last words speak of posting, cut off the story", 0.7, place="end")
            return [*chapter[:at], left, right, *chapter[at + 1 :]]
        if note_signs(passage.text) < enough:
            break
        passage.name("note", "last passage speaks of posting", 0.7, place="end")
        passage.alternatives.append(("para", 0.3))
    return chapter


def _cut(passage: Passage, at: int) -> tuple[Passage, Passage]:
    """The passage in two, at a place in its text."""
    left: list[Line] = []
    right: list[Line] = []
    length = 0
    for line in passage.lines:
        size = line.end - line.start
        place = at - length
        if place >= size:
            left.append(line)
        elif place <= 0:
            right.append(line)
        else:
            left.append(Line(line.start, line.start + place, line.gap, line.indent, line.setting))
            right.append(Line(line.start + place, line.end, 0, 0, line.setting))
        length += size + 1
    return Passage(passage.source, left, passage.joined), Passage(passage.source, right, passage.joined)
