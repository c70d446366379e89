"""Chat logs and scripts: lines that begin with who speaks. A speaker recurs; a field of a header does not."""

import re
from collections import Counter
from dataclasses import dataclass

from fanfold.manuscripts.readers.passages import Passage, split_lines
from fanfold.manuscripts.readers.rules.headings import is_scene_line
from fanfold.manuscripts.readers.rules.labels import LABELS

_TIME = r"[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?[\])]?"
_TIMED = re.compile(
    rf"{_TIME}\s{{0,3}}(?:[-–—]\s?)?(?:<([^<>\n]{{1,30}})>|([^\s:<>][^:<>\n]{{0,30}}?)\s?[:>])\s?", re.IGNORECASE
)
_NAMED_TIME = re.compile(r"([^\W\d][\w.\- ]{0,24}?) [\[(]?\d{1,2}:\d\d[\])]?\s?[-–—:]", re.IGNORECASE)
_ANGLED = re.compile(r"<([\w.\-\[\]|^ ]{1,30})>\s?(?=\S)")
_POSSIBLE = re.compile("[:：<>]")
_PLAIN = re.compile(
    r"[*_]{0,3}([^\W\d_][\w.'’\-]{0,20}(?: [\w.'’\-]{1,16}){0,2})[*_]{0,3}\s?(?:\([^()\n]{1,30}\))?\s?[:：][*_]{0,3}\s?(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks in a line, and whether its shape is that of a chat."""

    name: str
    is_chat: bool


def turn_of(words: str) -> Turn | None:
    """The speaker a line begins with, if any."""
    if not _POSSIBLE.search(words, 0, 64):
        return None
    for pattern in (_TIMED, _NAMED_TIME, _ANGLED):
        found = pattern.match(words)
        if found:
            return Turn(next(group for group in found.groups() if group).strip().lower(), True)
    found = _PLAIN.match(words)
    if found and found.group(1).lower() not in LABELS:
        return Turn(found.group(1), False)
    return None


def is_chat_line(words: str) -> bool:
    """A line with a time and a name, which stands alone even without a blank line around it."""
    return _TIMED.match(words) is not None


def name_talk(passages: list[Passage]) -> list[Passage]:
    """Name runs of turns; groups of lines that are turns are cut into their lines."""
    cut: list[Passage] = []
    for passage in passages:
        cut += split_lines(passage) if passage.is_open and _are_turns(passage) else [passage]
    turns = [(at, turn) for at, passage in enumerate(cut) if passage.is_open and (turn := turn_of(passage.text))]
    speakers = Counter(turn.name for _, turn in turns)
    for run in _runs(turns, speakers):
        _name_run(cut, run)
    if any(passage.type == "script" for passage in cut):
        _name_scenes(cut)
    return cut


def _are_turns(passage: Passage) -> bool:
    lines = passage.text.split("\n") if not passage.joined else []
    turns = [turn for line in lines if (turn := turn_of(line))]
    return len(turns) >= 3 and len(turns) > 0.6 * len(lines) and len({turn.name for turn in turns}) >= 2


def _runs(turns: list[tuple[int, Turn]], speakers: Counter[str]) -> list[list[tuple[int, Turn]]]:
    """Turns that follow one another with at most two other passages between, and with recurring speakers."""
    runs: list[list[tuple[int, Turn]]] = []
    for at, turn in turns:
        if not turn.is_chat and speakers[turn.name] < 2 and not turn.name.isupper():
            continue
        if runs and at - runs[-1][-1][0] <= 3:
            runs[-1].append((at, turn))
        else:
            runs.append([(at, turn)])
    return [run for run in runs if _is_talk(run, speakers)]


def _is_talk(run: list[tuple[int, Turn]], speakers: Counter[str]) -> bool:
    """At least three turns of at least two speakers, one of whom speaks again."""
    names = {turn.name for _, turn in run}
    return len(run) >= 3 and len(names) >= 2 and any(speakers[name] >= 2 for name in names)


def _name_scenes(passages: list[Passage]) -> None:
    for passage in passages:
        if passage.is_open and is_scene_line(passage.text):
            passage.name("script", "place of a scene", 0.85)


def _name_run(passages: list[Passage], run: list[tuple[int, Turn]]) -> None:
    for at, turn in run:
        close = passages[at].gap == 0 and not turn.name.isupper()
        if turn.is_chat:
            passages[at].name("chat", "line of a chat with its speaker", 0.9)
        elif close:
            passages[at].name("chat", "lines with recurring speakers", 0.75, alternatives=[("script", 0.4)])
        else:
            passages[at].name("script", "recurring speakers before a colon", 0.85 if turn.name.isupper() else 0.7)
