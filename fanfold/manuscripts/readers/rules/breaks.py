"""Scene breaks: lines that only mark, in every shape authors type them."""

import re

from fanfold.manuscripts.readers.passages import Passage

_LONGEST = 120
_MARKS = frozenset(
    "*#~-=_+•◊◇◆⁂§∞<>/\\|·.…°^☆★✦✧♥♡❤❦❧※●○■□▪▫—–―‐˜∼〜～×†‡✿❀♦♢♠♣♪♫¤@%&:;,'`´!()[]{}＊＃～－＝＿＋｜／・"
)
_NEEDED = frozenset("*#~-=_+•◊◇◆⁂§∞<>/|°^☆★✦✧♥♡❤❦❧※●○■□▪▫—–―∼〜～×†‡✿❀♦♢♠♣¤＊＃～－＝＿＋｜")
_INITIALS = re.compile(r"([-~*=<>_.•]{1,12})\s?([A-Z]{1,4}(?:[-~*.&/ ][A-Z]{1,4}){0,3})\s?([-~*=<>_.•]{1,12})")
_NOT_INITIALS = frozenset({"TBC", "END", "FIN", "POV", "THE END", "A", "I", "AN", "OOC", "TBA", "EOF"})
_ALNUM = re.compile(r"[^\W_]")
# Any letter or digit that is none of oOo and xXx.
_OTHER = re.compile(r"[^\W_oOxX0]")
_LATER = re.compile(
    r"[*~\-_=(\[<\s]*(?:time ?skip|line ?break|page ?break|scene ?(?:break|change)|break|later)[*~\-_=)\]>\s]*",
    re.IGNORECASE,
)
_EMOTICON = re.compile(r"[:;=>^][-^o'_.*]?[)(\[\]<>|/*^]{1,3}|\^_*\^|>_+<|-_+-|<3+|</3")
_DOTS = re.compile(r"(?:\.\s+){2,}\.|(?:…\s*){2,}")


def is_break(words: str) -> bool:
    """Whether a line only marks a change of scene."""
    line = words.strip()
    if not line or len(line) > _LONGEST:
        return False
    if not _ALNUM.search(line):
        return _is_drawn(line)
    if not _OTHER.search(line):
        return _is_lettered(line)
    return not line[0].isalnum() and (_is_initials(line) or _says_so(line))


def _is_drawn(line: str) -> bool:
    """Symbols only, and at least one that prose does not stand alone with."""
    signs = set(line) - set(" \t\u00a0\u3000\ufe0f\ufe0e")
    if signs <= {".", "…"}:
        return _DOTS.fullmatch(line) is not None
    if not signs <= _MARKS or not signs & _NEEDED:
        return False
    if _EMOTICON.fullmatch(line):
        return False
    # A dash alone opens speech in many languages; brackets and quotation marks hold something.
    return line not in ("-", "–", "—", "--", "/")


def _is_lettered(line: str) -> bool:
    """oOo, xXx, -x-x-, ~o~O~o~: only the letters o and x, and marks."""
    letters = "".join(_ALNUM.findall(line))
    if len(letters) > 60:
        return False
    marks = set(line) - set(letters) - {" ", "\t"}
    if not marks <= _MARKS:
        return False
    if letters.lower().startswith("xox"):
        return False  # kisses at the end of a letter
    return len(letters) >= 3 or (set(letters) <= {"x", "X"} and line[0] == line[-1] and line[0] in _NEEDED)


def _is_initials(line: str) -> bool:
    """-NJ-: a few capitals between marks that are alike on both sides."""
    found = _INITIALS.fullmatch(line)
    return found is not None and found.group(1)[0] in found.group(3) and found.group(2) not in _NOT_INITIALS


def _says_so(line: str) -> bool:
    return _LATER.fullmatch(line) is not None


def name_breaks(passages: list[Passage]) -> None:
    """Rules, and lines that only mark."""
    for passage in passages:
        if passage.setting.tag == "hr":
            passage.name("break", "rule element", 1.0)
        elif len(passage.lines) == 1 and is_break(passage.text):
            drawn = not _ALNUM.search(passage.text)
            passage.name("break", "line of marks" if drawn else "letters as a mark", 0.95 if drawn else 0.85)
