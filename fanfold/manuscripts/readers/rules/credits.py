"""Sentences of notes that also say something about the work: a disclaimer, a song's credit, a warning. Copied, not moved."""

import re
from collections.abc import Iterator

from fanfold.manuscripts.readers.passages import Passage
from fanfold.prose.document import Field

_SENTENCE = re.compile(r"[^.!?\n]{1,600}+(?:[.!?]+(?=[\s)\"”]|$)|\.(?=[A-Z]))?[)\"”]?|[.!?]")
_OWNING = re.compile(
    r"\b(?:do(?:es)? not|don['’]?t|doesn['’]?t) own\b|\b(?:belongs?|belonging) to\b|\b(?:not|isn['’]?t|aren['’]?t) mine\b|\bproperty of\b|"
    r"\bno (?:copyright )?infringement\b",
    re.IGNORECASE,
)
_OWNED = (
    re.compile(r"\b(?:[Dd]o(?:es)? not|[Dd]on['’]?t) own (?:any of (?:the )?|any )?((?:The )?[A-ZÀ-Þ][\w'’&]*(?: (?:of|the|and|[A-ZÀ-Þ&][\w'’]*)){0,5})"),
    re.compile(r"((?:The )?[A-ZÀ-Þ][\w'’]*(?: (?:of|the|[A-ZÀ-Þ&][\w'’]*)){0,5})(?: and [\w ]{1,40})? (?:belongs? to|is the property of|is not mine|isn['’]t mine)"),
)  # fmt: skip
_SONG = re.compile(
    r"[\"“]([^\"“”\n]{2,60})[\"”] by ((?:[A-ZÀ-Þ](?:[\w'’&]+|\.)|the|and|of|&)(?: (?:[A-ZÀ-Þ](?:[\w'’&]+|\.)|the|and|of|&)){0,6})"
)
_WARNING = re.compile(
    r"(?:\bwarnings?|\bcontent (?:notes?|warnings?)(?: for)?|\b[tc]w)\s?:?\s+([^.!?\n]{2,120})", re.IGNORECASE
)
_NOT_A_NAME = frozenset(
    {"i", "the", "this", "they", "he", "she", "it", "all", "characters", "everything", "anything", "disclaimer"}
)


def fields_in_notes(passages: list[Passage], known: list[Field]) -> list[Field]:
    """What the notes and disclaimers say, for fields nothing else has given."""
    have = {field.name for field in known}
    notes = [passage for passage in passages if passage.type == "note" or passage.field in ("disclaimer", "credits")]
    found: list[Field] = []
    for note in notes:
        found += [field for field in _said_in(note) if field.name not in have]
    return _first_fandom_only(found)


def _first_fandom_only(found: list[Field]) -> list[Field]:
    fandoms = [field for field in found if field.name == "fandom"][:1]
    return [field for field in found if field.name != "fandom"] + fandoms


def _said_in(note: Passage) -> Iterator[Field]:
    spans = tuple(note.spans())
    words = " ".join(note.text[:5000].split())

    def said(name: str, value: str, rule: str) -> Field:
        return Field(name, value.strip(), words, spans, 0.6, rule)

    owning = [found.group().strip() for found in _SENTENCE.finditer(words) if _OWNING.search(found.group())]
    if owning and note.type == "note":
        yield said("disclaimer", " ".join(owning), "sentence about owning")
    for pattern in _OWNED:
        for found in pattern.finditer(words):
            if found.group(1).lower().split()[0] not in _NOT_A_NAME - {"the"} and len(found.group(1)) > 3:
                yield said("fandom", found.group(1), "what a disclaimer names")
    for found in _SONG.finditer(words):
        yield said("credits", f'"{found.group(1)}" by {found.group(2)}', "quoted title by a name")
    if note.type == "note" and (warning := _WARNING.search(words)):
        yield said("warnings", warning.group(1), "words after Warning")
