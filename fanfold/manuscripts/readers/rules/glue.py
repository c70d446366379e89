"""Notes glued to the story without a space: where to cut, or that nothing is to be cut.

Only a chapter's first and last passages are asked. A cut needs a sentence end without a space after it (or the edge of
an emphasis), words on the one side that speak of posting, and words on the other that do not: a typing slip inside
the story fails the second.
"""

import re
from collections.abc import Sequence

from fanfold.manuscripts.readers.rules.posting import note_signs, opens_speech, tells

_EASTERN = "\u3040-\u30ff\u3400-\u9fff"
_BEGINS = rf"[A-ZÀ-ÞĀ-ŽА-ЯЁ\"“«„\[(—–¿¡»\u05d0-\u05ea{_EASTERN}「『（]"
_GLUE = re.compile(rf"(?:[.!?…)\]~。！？）][*_]{{0,3}}|[:;=8xX][-^]?[)(DP3]|\^[_.]?\^|<3|[xX]D|!!+|[♥❤♪])(?={_BEGINS})")
_GLUE_SMALL = re.compile(r"[.!?…)\]\"”»。！？」』）](?=[\w(\[（*~])")
# So many places are weighed, in so many characters from the edge: more would cost the square of a long passage.
_MOST_CUTS = 12
_LOOKED_AT = 3000
_REACH = 300
_CLOSED_BY = {"(": ")", "[": "]", "（": "）", "［": "］", "{": "}"}
_POLITE = re.compile(r"(?:です|ます|ました|下さいね|ません|ください|でした|ましょう|下さい)[ねよか]?[。！!…～~♪]")
_SENTENCE = re.compile(r"[^.!?…。！？\n]{0,300}[.!?…。！？]{0,3}")
_ENDED = re.compile(r"[.!?…。！？\"”»)\]][*_]{0,2}$")
_KANA = re.compile("[\u3040-\u30ff]")
_UNGLUED = re.compile(r"\w\.\w\.|\d\.\d|https?:|www\.|\w@\w")
_ENOUGH_LEFT = 2.5
# A short greeting that ends loudly is enough: Enjoy!
_GREETING = 1.5
_LOUD = re.compile(r"(?:!|！|[:;=][-^]?[)D]|\^\^|<3)[*_]{0,3}$")
_LONGEST_GREETING = 80
_ENOUGH_RIGHT = 2.5


def head_cut(words: str, following: str, labelled: bool = False, edges: Sequence[int] = ()) -> int:
    """Where a note glued to the story's first sentence ends, 0 if nowhere; `edges` are ends of emphasis in it.

    A labelled note is one whatever it says, so there the other side must show that it tells a story.
    """
    if labelled and (end := _bracket_end(words)):
        return end
    best, at = 0.0, 0
    for cut in _cuts(words, edges):
        left, right = words[:cut], words[cut : cut + _REACH]
        if len(right.strip()) < _shortest(right) or _is_inside(words, cut) or _is_address(words, cut):
            continue
        told = 0.5 * _begins_with_name(right, following) + 0.5 * (cut in edges)
        signs = note_signs(left) + (_ENOUGH_LEFT if labelled else 0.0)
        if signs < _least(left) or not _may_be_story(right, labelled, following) or _is_told_in_kana(left):
            continue
        score = signs - max(0.0, note_signs(right)) + told - 0.75 * (note_signs(_first_sentence(right)) > 0)
        if score > best and score >= _least(left):
            best, at = score, cut
    return at


def tail_cut(words: str, edges: Sequence[int] = ()) -> int:
    """The mirror image, in a chapter's last passage: here the note may begin with a small letter or a bracket."""
    best, at = 0.0, 0
    for cut in _tail_cuts(words, edges):
        left, right = words[max(0, cut - _REACH) : cut], words[cut:]
        if len(right) < 8 or _is_address(words, cut) or _is_inside(words, cut):
            continue
        signs = note_signs(right)
        if signs < _ENOUGH_RIGHT - 0.5 * _begins_oddly(right) or tells(right[:_REACH]) or _is_told_in_kana(right):
            continue
        score = signs - max(0.0, note_signs(left)) + 0.75 * _speaks_at_once(right)
        if score >= best:
            best, at = score, cut
    return at


def _cuts(words: str, edges: Sequence[int]) -> list[int]:
    found = [match.end() for match in _GLUE.finditer(words[:_LOOKED_AT])][:_MOST_CUTS]
    first = edges[1] if len(edges) > 1 and edges[0] == 0 else 0
    inside = (edge for edge in edges if 0 < edge < min(len(words), _LOOKED_AT) and not words[edge].isspace())
    near = [edge for edge in inside if edge == first or _ended_at(words, edge)][:_MOST_CUTS]
    return sorted({*found, *near})


def _ended_at(words: str, place: int) -> bool:
    return _ENDED.search(words[max(0, place - 3) : place]) is not None


def _least(left: str) -> float:
    return _GREETING if len(left) <= _LONGEST_GREETING and _LOUD.search(left[-6:]) else _ENOUGH_LEFT


def _tail_cuts(words: str, edges: Sequence[int]) -> list[int]:
    base = max(0, len(words) - _LOOKED_AT)
    found = [base + match.end() for match in _GLUE_SMALL.finditer(words[base:])][-_MOST_CUTS:]
    near = [edge for edge in edges if base < edge < len(words) and _ended_at(words, edge)][-_MOST_CUTS:]
    return sorted({*found, *near})


def _bracket_end(words: str) -> int:
    """Where the bracket closes that the words begin with, if something is glued to it."""
    closing = _CLOSED_BY.get(words[:1])
    if closing is None:
        return 0
    depth = 0
    for place, character in enumerate(words[:_LOOKED_AT]):
        depth += (character == words[0]) - (character == closing)
        if depth == 0:
            end = place + 1
            return end if end < len(words) and not words[end].isspace() and len(words) - end >= 8 else 0
    return 0


def _may_be_story(right: str, labelled: bool, following: str) -> bool:
    if _is_eastern(right):
        return not _POLITE.search(_first_sentence(right))
    if not labelled:
        return True
    return opens_speech(right) or tells(right) or _begins_with_name(right, following) or len(right) >= _REACH


def _is_told_in_kana(words: str) -> bool:
    """Japanese authors speak to readers in the polite form; without one it is no note."""
    return _KANA.search(words) is not None and _POLITE.search(words) is None


def _is_eastern(words: str) -> bool:
    return re.search(f"[{_EASTERN}]", words[:20]) is not None


def _shortest(words: str) -> int:
    return 6 if _is_eastern(words) else 15


def _first_sentence(words: str) -> str:
    found = _SENTENCE.match(words)
    return found.group() if found else words


def _begins_oddly(words: str) -> bool:
    """With a small letter or a bracket, as no sentence of a story does."""
    return words[:1].islower() or words[:1] in "([（［"


def _speaks_at_once(words: str) -> bool:
    return note_signs(_first_sentence(words)) > 0 or words[:1] in "([（［"


def _is_address(words: str, cut: int) -> bool:
    """A point inside an address, a number or initials is no sentence end."""
    around = words[max(0, cut - 12) : cut + 12]
    place = min(12, cut)
    return any(found.start() < place < found.end() for found in _UNGLUED.finditer(around))


def _is_inside(words: str, cut: int) -> bool:
    """Whether a bracket or somebody's speech is open at this place."""
    left = words[:cut]
    if left.count("(") > left.count(")") + len(re.findall(r"[:;=]-?\(", left)):
        return True
    if left.count("“") > left.count("”") and "”" in words[cut:]:
        return True
    return left.count('"') % 2 == 1 and '"' in words[cut:]


def _begins_with_name(right: str, following: str) -> bool:
    """A capitalised word that comes again in what follows."""
    name = re.match(r"[\"“«„—– ]{0,3}([^\W\d_]{3,20})", right)
    return name is not None and name.group(1)[0].isupper() and name.group(1) in following + right[name.end() :]
