"""The readable part of an address. It identifies nothing, so it may change; letters of every script stay."""

import unicodedata

LONGEST = 60
_SILENT = frozenset("'’ʼ\u00ad\u200c\u200d")


def slugify(title: str, fallback: str = "untitled") -> str:
    """Lower-case letters and digits of any script with single hyphens between words, at most 60 characters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).lower())
    hyphenated = "".join(_kept(character) for character in folded)
    words = [word for word in (_begun(part) for part in hyphenated.split("-")) if word]
    return _cut(words) or fallback


def _kept(character: str) -> str:
    if character in _SILENT:
        return ""
    return character if unicodedata.category(character)[0] in "LNM" else "-"


def _begun(word: str) -> str:
    """The word without marks that stand on no letter, such as what is left of an emoji."""
    start = next((at for at, character in enumerate(word) if not _is_mark(character)), len(word))
    return word[start:]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _cut(words: list[str]) -> str:
    slug = "-".join(words)
    if len(slug) <= LONGEST:
        return slug
    at_word = slug.rfind("-", 0, LONGEST + 1)
    return slug[:at_word] if at_word > 0 else _cut_inside(slug)


def _cut_inside(word: str) -> str:
    """One very long word: cut before a letter, never between a letter and its marks."""
    end = LONGEST
    while end > 0 and _is_mark(word[end]):
        end -= 1
    return word[:end]
