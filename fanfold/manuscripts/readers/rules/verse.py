"""Songs and poems: kept short lines with the habits of verse."""

import re
from collections.abc import Callable

from fanfold.manuscripts.readers.passages import Passage

_LEAD_IN = re.compile(
    r"\b(?:s[aiu]ng|sings|singing|songs?|lyrics?|hum(?:med|ming)?|music|melod\w{1,5}|tune|radio|poems?|verses?|recit\w{1,4}|chant\w{0,4}|"
    r"lied|gesang|chanson|chantait|canci[oó]n|cantaba|canzone|cantava|песн\w{1,3}|пел\w?|стих\w{0,3})\b",
    re.IGNORECASE,
)
_POEM = re.compile(r"\b(?:poem|verse|recit|gedicht|poème|poema|poesia|стих)", re.IGNORECASE)
_FINAL = re.compile(r"[.!?:;。！？]$")
_SUNG = re.compile(r"[♪♫~/].*[♪♫~/]")
_LONGEST = 72
_ENOUGH = 3.0


def name_verse(passages: list[Passage]) -> None:
    """Groups of kept lines whose signs add up to verse; a second look lends the neighbours' certainty."""
    for with_neighbours in (False, True):
        for at, passage in enumerate(passages):
            if passage.is_open and not passage.joined and len(passage.lines) >= 2:
                signs = _signs(passages, at) + (_beside_verse(passages, at) if with_neighbours else 0.0)
                if signs >= _ENOUGH:
                    _name(passages, at, signs)


def _name(passages: list[Passage], at: int, signs: float) -> None:
    kind = "poem" if _POEM.search(_before(passages, at)[-300:]) else "song"
    confidence = min(0.95, 0.5 + signs / 10)
    passages[at].name("lyric", "short kept lines", confidence, kind=kind)
    passages[at].alternatives.append(("para", round(1 - confidence, 2)))


def _signs(passages: list[Passage], at: int) -> float:
    passage = passages[at]
    lines = [line for line in passage.text.split("\n") if line.strip()]
    if len(lines) > 60 or max(map(len, lines)) > _LONGEST:
        return 0.0
    if _are_turns_of_speech(lines):
        return 0.0
    signs = 1.0
    signs += _share(lines, lambda line: line.lstrip("\"“«„'‘*_/~ ")[:1].isupper()) >= 0.6
    signs += _share(lines[:-1], lambda line: not _FINAL.search(line.rstrip("*_/~ "))) >= 0.6
    signs += 0.5 * (len(lines) >= 4)
    signs += _is_quoted_once(lines)
    signs += _LEAD_IN.search(_before(passages, at)[-400:]) is not None
    signs += passage.setting.emphasised or passage.setting.centred or passage.setting.quoted > 0
    signs += 0.5 * (passage.lines[0].indent >= 3)
    signs += len(set(lines)) < len(lines)
    signs -= 1.0 * (sum(len(line.split()) for line in lines) < 3.5 * len(lines) and not _is_eastern(lines))
    signs += _share(lines, lambda line: _SUNG.fullmatch(line) is not None) >= 0.6
    return signs


def _is_eastern(lines: list[str]) -> bool:
    """Scripts without spaces between words."""
    return any("\u3040" <= character <= "\u9fff" for character in lines[0])


def _share(lines: list[str], holds: Callable[[str], bool]) -> float:
    return sum(1 for line in lines if holds(line)) / len(lines) if lines else 0.0


def _are_turns_of_speech(lines: list[str]) -> bool:
    return sum(1 for line in lines if line[0] in '"“«„' and line[-1] in '"”»“.,!?') > len(lines) / 2


def _is_quoted_once(lines: list[str]) -> bool:
    """Opened at the first line and not closed before the last."""
    return lines[0][0] in '"“«„' and not any(mark in line[1:] for line in lines[:-1] for mark in '"”»')


def _before(passages: list[Passage], at: int) -> str:
    """The words before, over other stanzas."""
    for passage in reversed(passages[max(0, at - 6) : at]):
        if passage.type != "lyric":
            return passage.text
    return ""


def _beside_verse(passages: list[Passage], at: int) -> float:
    beside = [passages[near] for near in (at - 1, at + 1) if 0 <= near < len(passages)]
    return 1.0 if any(passage.type == "lyric" for passage in beside) else 0.0
