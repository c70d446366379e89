"""The author speaking: labelled notes, boxes of notes, and unlabelled notes at the edges of a chapter."""

import re

from fanfold.manuscripts.readers.passages import Passage, passages_from
from fanfold.manuscripts.readers.rules.fields import labelled
from fanfold.manuscripts.readers.rules.posting import note_signs, opens_speech, tells

_WHO = r"(?:author|writer|translator|archivist|beta|artist|mod|\w{1,20})s?['’`]?s?['’]?"
_OF = (
    r"(?:de l['’]|d['’]|dell['’]|delle |della |del |de la |de los |de las |do |da |dos |das |der |des |vo[nm] |от |la )?"
    r"(?:auteure?|autrice|autora?|autore|autorin|autors|autori|autoras?|tradu\w{3,6}|übersetzer\w{0,3}|автора)"
)
_LABEL = re.compile(
    rf"(?:[^\w\"“”«»„'‘]|_){{0,6}}(?:{_WHO}\s+(?:foot)?(?:notes?|n/?t|ramblings?|comments?|corner|rant)|a\s?/\s?n|a\.n\.|an|n/a|n/t|n\.d\.a\.|"
    r"nd[at]|n\.?d\.?l\.?a\.?|"
    r"(?:beginning |end |chapter |story |chapter end |work |final |quick |pre-|post-)?(?:foot)?notes?|"
    rf"(?:notes?|notas?|note|anmerkung(?:en)?|vorwort|nachwort|uwagi|vorbemerkung) {_OF}|"
    r"notas?(?: finales| iniciales| finais| iniciais)?|note (?:finali|iniziali|de fin)|anmerkung(?:en)?|vorwort|nachwort|"
    r"(?:слово )?от автора|прим(?:ечани[ея]|\.)?(?: автора| \w{1,10})?|п/?а|а/н|"
    r"作者(?:より|注|のことば|有话说|有話說|的话|的話)|あとがき|後書き|前書き|まえがき|后记|前言|※|"
    r"(?:הערת|הערות|דבר)[^:\n]{0,20})"
    r"(?:\s?#?\d{1,3})?\s*[*_)\]]{0,3}\s*(?:[:：]|[-–—](?=\s)|(?=[*_]{0,3}$))",
    re.IGNORECASE,
)
_UPPER_AN = re.compile(r"(?:[^\w\"“”«»„'‘]|_){0,6}(?:A/N|AN|A\.N\.|N/A)\b(?!\w)\s?\d?\s?(?=[A-Z(:\-–—])")
_SECTION = re.compile(
    r"[\W_]{0,4}(?:(?:author['’]?s?|chapter|story|work|beginning|chapter end|end|endnotes?)?\s?notes?|notes?)[\W_]{0,4}",
    re.IGNORECASE,
)
_SELF = re.compile(r"[\W_]{0,4}note to (?:self|myself)", re.IGNORECASE)
_BOX = re.compile(r"(?:end|head|author|authors|chapter|story|work)?[-_]?notes?\d{0,4}|noteinfo|a-?n|authornotes?")
_REACH = 3
_LONGEST_ASIDE = 200
LABELLED = "label of an author's note"


def is_note_label(words: str) -> bool:
    """Whether a line begins with the label of an author's note."""
    if _SELF.match(words) or labelled(words) is not None:
        return False
    if words[:1] == "※":
        return len(words) <= _LONGEST_ASIDE
    return _LABEL.match(words) is not None or _UPPER_AN.match(words) is not None


def name_boxes(passages: list[Passage]) -> None:
    """What stands in a box the site calls notes; and lines that only name a section, with the box under them."""
    for at, passage in enumerate(passages):
        if passage.is_open and len(passage.text) <= 50 and _is_section(passage, passages, at):
            passage.name("furniture", "name of a section of notes", 0.85, kind="section")
            place = "end" if "end" in passage.text.lower() else None
            _name_under(passages, at, place)
    for passage in passages:
        if passage.is_open and any(_BOX.fullmatch(name) for name in passage.setting.names):
            place = "end" if any("end" in name for name in passage.setting.names) else None
            passage.name("note", "box of notes", 0.9, place=place)


def _is_section(passage: Passage, passages: list[Passage], at: int) -> bool:
    """`Notes` alone on a line, with something under it that is set apart or in the same box."""
    if not _SECTION.fullmatch(passage.text) or at + 1 >= len(passages):
        return False
    after = passages[at + 1]
    boxed = any(_BOX.fullmatch(name) for name in after.setting.names)
    return after.setting.quoted > passage.setting.quoted or boxed or not after.setting.level


def _name_under(passages: list[Passage], at: int, place: str | None) -> None:
    under = passages[at + 1]
    if not under.is_open or under.setting.level:
        return
    for passage in passages_from(passages, at + 1):
        if not passage.is_open or passage.setting.level or passage.setting.quoted != under.setting.quoted:
            return
        passage.name("note", "stands under the name of its section", 0.85, place=place)
        if not under.setting.quoted:
            return


def name_labelled(passages: list[Passage]) -> None:
    """Passages that begin with a label; and what follows, as far as it goes on speaking."""
    for at, passage in enumerate(passages):
        if passage.is_open and is_note_label(passage.text):
            passage.name("note", LABELLED, 0.95)
            _extend(passages, at)


def _extend(passages: list[Passage], at: int) -> None:
    """A note goes on to a rule close by, or to the end of the chapter if little is left; else while it sounds like one."""
    rest = _to_heading(passages, at + 1)
    fence = next((count for count, passage in enumerate(rest[:8]) if passage.type == "break"), None)
    before = _told_before(passages, at)
    fenced = at > 0 and passages[at - 1].type == "break"
    if fence is not None and not before and _is_spoken_up_to(rest[:fence], fenced):
        _go_on(rest[:fence], "between a note's label and a rule")
    elif len(rest) <= 8 and sum(len(each.text) for each in rest) <= min(1500, before) and not _tells_on(rest):
        _go_on(rest, "after a note's label, to the chapter's end")
    else:
        speaking = []
        for passage in rest[:_REACH]:
            if not passage.is_open or note_signs(passage.text) < 2.0:
                break
            speaking.append(passage)
        _go_on(speaking, "goes on as the note before it")


def _is_spoken_up_to(rest: list[Passage], fenced: bool) -> bool:
    """Whether nothing before the rule tells a story; without a rule before the note too, each must speak of posting."""
    if any(_sounds_like_story(each) or opens_speech(each.text) for each in rest):
        return False
    return fenced or all(not each.is_open or note_signs(each.text) >= 1.0 for each in rest)


def _told_before(passages: list[Passage], at: int) -> int:
    """Characters of story before this place in its chapter, as far as it matters."""
    told = 0
    for passage in reversed(passages[max(0, at - 40) : at]):
        if passage.type == "heading" or passage.kind == "mail":
            break
        if _is_story(passage) and labelled(passage.text) is None:
            told += len(passage.text)
    return told


def _go_on(passages: list[Passage], rule: str) -> None:
    for passage in passages:
        if passage.is_open or passage.type == "meta":
            passage.name("note", rule, 0.8)


def _to_heading(passages: list[Passage], at: int) -> list[Passage]:
    rest = []
    for passage in passages_from(passages, at):
        if passage.type == "heading" or passage.kind == "mail" or (passage.type == "meta" and passage.field == "title"):
            break
        rest.append(passage)
        if len(rest) > 12:
            break
    return rest


def _is_story(passage: Passage) -> bool:
    return passage.is_open or passage.type in ("letter", "lyric", "chat", "script", "quote", "para")


def _sounds_like_story(passage: Passage) -> bool:
    long_or_told = len(passage.text) > 600 or tells(passage.text)
    return passage.is_open and long_or_told and note_signs(passage.text) < 2.0


def _tells_on(rest: list[Passage]) -> bool:
    """Whether the story goes on after the note."""
    open_ones = [passage for passage in rest if passage.is_open]
    story = sum(1 for passage in open_ones if _sounds_like_story(passage))
    return story > len(open_ones) / 2
