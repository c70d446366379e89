"""Counting words, as readers and word processors would, in every script; in one pass.

- A word is a run of letters, marks and digits. An apostrophe or a single hyphen inside it belongs to it
  (don't, l’eau, well-known: one each), so does a point or comma between digits (3.14). Dashes part words.
- Chinese and Japanese: each Han character and each kana is one word, as word processors and archives count.
- Korean and all other scripts with spaces: by their spaces.
- Thai, Lao, Khmer and Burmese write no spaces between words. A dictionary for each would weigh megabytes, so their
  words are estimated from the number of characters (`CHARACTERS_A_WORD`).
"""

import re
import unicodedata
from functools import cache
from html import unescape

WORDS_A_MINUTE = 250

_HAN_AND_KANA = (
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
)
_RARE_HAN_AND_KANA = re.compile("[\U0001b000-\U0001b16f\U00020000-\U0003ffff]")
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_LAO = "\u0e81-\u0ecf\u0edc-\u0edf"
_KHMER = "\u1780-\u17d3\u17d7\u17dc\u17dd"
_BURMESE = "\u1000-\u103f\u1050-\u108f\u109a-\u109d"
# Characters, marks included, that one word takes on average, counted on sentences of our own (see the tests).
CHARACTERS_A_WORD = {_THAI: 3.6, _LAO: 3.7, _KHMER: 4.1, _BURMESE: 4.1}
_UNSPACED = "".join(CHARACTERS_A_WORD)

_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|font|i|ins|q|ruby|s|small|span|strong|sub|sup|u)(?=[\s/>])(?:[^<>\"]|\"[^\"]*+\")*+>",
    re.IGNORECASE,
)
_READING_AID = re.compile(r"<r[tp](?=[\s>])[^<>]*+>[^<>]*+</r[tp]>", re.IGNORECASE)
_TAG = re.compile(r"<[/!a-zA-Z](?:[^<>\"]|\"[^\"]*+\")*+>")


_JOINED = r"['’＇\-\u2010\u2011·]{letters}++|(?<=\d)[.,:٫٬]{letters}++"


# The classes below hold no character beyond U+FFFF: with one, Python's matcher tries range after range and takes
# several times as long. The marks of the few scripts out there are not worth that.
@cache
def _marks() -> str:
    return "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)).startswith("M"))


@cache
def _needs_care() -> re.Pattern[str]:
    """Finds what the quick pattern would count wrong: most texts have none of it."""
    return re.compile(f"[{_HAN_AND_KANA}{_UNSPACED}{_marks()}\u00ad\u200c\u200d\u2060]")


@cache
def _quick() -> re.Pattern[str]:
    letters = r"[^\W_]"
    return re.compile(rf"{letters}++(?:{_JOINED.format(letters=letters)})*+")


@cache
def _careful() -> re.Pattern[str]:
    letters = rf"[^\W_{_HAN_AND_KANA}{_UNSPACED}]"
    inside = rf"[{_marks()}\u00ad\u200c\u200d\u2060]"
    return re.compile(rf"{letters}++(?:{inside}++{letters}*+|{_JOINED.format(letters=letters)})*+|[{_HAN_AND_KANA}]")


def count_words(text: str) -> int:
    """Words in plain text."""
    text = _RARE_HAN_AND_KANA.sub("\u4e00", text)
    if not _needs_care().search(text):
        return sum(1 for _ in _quick().finditer(text))
    return sum(1 for _ in _careful().finditer(text)) + _estimated(text)


def _estimated(text: str) -> int:
    """Words of the scripts without spaces; at least one for each script that occurs."""
    total = 0
    for characters, a_word in CHARACTERS_A_WORD.items():
        found = sum(len(run) for run in re.findall(f"[{characters}]+", text))
        total += max(1, round(found / a_word)) if found else 0
    return total


def count_words_in_html(html: str) -> int:
    """Words a reader sees: a tag inside a word does not part it, the end of a block does; ruby glosses do not count."""
    bare = _TAG.sub(" ", _INLINE_TAG.sub("", _READING_AID.sub("", html)))
    return count_words(unescape(bare))


def reading_minutes(words: int) -> int:
    """Minutes at 250 words a minute, a usual pace for fiction; at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
