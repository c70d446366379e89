"""Which language a text is in: by its letters, and for Latin letters by its commonest small words."""

import re
import unicodedata
from collections import Counter

_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HANGUL": "ko", "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he",
    "ARABIC": "ar", "THAI": "th", "DEVANAGARI": "hi",
}  # fmt: skip
_SMALL_WORDS = {
    "en": "the and of to in was that he she it her his with for on had not you",
    "de": "der die das und ist nicht ich sie er es ein eine mit auf war den zu",
    "fr": "le la les et de des un une est que qui ne pas elle il dans pour était",
    "es": "el la los las y de que en un una no se su por con era había",
    "it": "il la che di e un una non per con era del della gli si aveva",
    "pt": "o os as que de e um uma não com para ela ele era se do da",
    "nl": "de het een en van dat niet ik ze zijn was met op te haar",
    "pl": "i w nie się na to że z jest był była jak co do ale",
    "sv": "och att det som en på är av för inte han hon var med den",
}  # fmt: skip
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 20_000


def guess_language(text: str) -> str | None:
    """The BCP 47 code of the language a text is most likely in, or None where its beginning does not tell.

    Looks at the first 20,000 characters. A quarter of kana is enough for Japanese, which is otherwise written with
    Chinese characters.
    """
    sample = text[:ENOUGH]
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    if not scripts:
        return None
    script, count = scripts.most_common(1)[0]
    if scripts["ja"] * 4 > sum(scripts.values()):
        return "ja"
    if script != "latin":
        return script if script and count * 2 > sum(scripts.values()) else None
    return _by_small_words(sample)


def _script(letter: str) -> str:
    if letter.isascii():
        return "latin"
    name = unicodedata.name(letter, "")
    if name.startswith("LATIN"):
        return "latin"
    return _SCRIPTS.get(name.split(" ", 1)[0].split("-", 1)[0], "")


def _by_small_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    found = {language: sum(words[word] for word in small) for language, small in _WORDS.items()}
    (best, most), (_, second) = sorted(found.items(), key=lambda item: -item[1])[:2]
    # A fifth ahead of the next, so that a handful of shared words decides nothing.
    return best if most >= 3 and most * 5 >= second * 6 else None
