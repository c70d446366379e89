"""Headings: chapters by keyword and number, by a series of one shape, by heading elements; point of view and place."""

import re
from collections import defaultdict
from itertools import pairwise

from fanfold.manuscripts.readers.passages import Passage
from fanfold.manuscripts.readers.rules.fields import clean_title, labelled
from fanfold.manuscripts.readers.rules.numbers import number_of

LONGEST = 100
_KEYWORDS = (
    "chapter|chap|ch|part|scene|act|book|episode|canto|letter|entry|day|kapitel|teil|szene|folge|chapitre|partie|scène|"
    "capítulo|capitulo|parte|escena|capitolo|scena|cena|глава|часть|сцена|rozdział|część|"
    "hoofdstuk|deel|kapitola|kapittel|bölüm|luku|osa|fejezet|פרק|חלק"
)
_KEYWORD = re.compile(
    rf"[\W_]{{0,6}}(?:{_KEYWORDS})\.?\s*(?:#|nr\.?|n°)?\s*(?:the\s+)?((?<=\s)\w{{1,12}}(?:[-.\"'׳״]\w{{1,8}})?|(?<=#)\d{{1,4}}|\d{{1,4}})(?:\s*[/]\s*(?:\d{{1,4}}|\?)|\s+of\s+\d{{1,4}})?"
    r"(?:\s*[:.\-–—~)|]+\s*(\S.{0,90})|[\W_]{0,8})",
    re.IGNORECASE,
)
_ORDINAL_FIRST = re.compile(
    rf"[\W_]{{0,6}}(?:the\s+)?(\w{{3,12}}|\d{{1,3}}(?:st|nd|rd|th|er|e)?)[.ºª]?\s+(?:{_KEYWORDS})(?:\s*[:.\-–—]+\s*(\S.{{0,90}})|[\W_]{{0,8}})",
    re.IGNORECASE,
)
_EASTERN = re.compile(
    r"\s*第\s?([\d〇一二三四五六七八九十]{1,5})\s?[話话章回節节部幕夜卷巻]\s*[:：「『\s　]*(.{0,60}?)[」』]?\s*"
)
_NAMED = re.compile(
    r"[\W_]{0,6}(prologue|epilogue|interlude|intermission|coda|foreword|prolog|epilog|zwischenspiel|interlud(?:io|e)|épilogue|prólogo|"
    r"epílogo|prologo|epilogo|пролог|эпилог|интерлюдия|序章|終章|终章|番外|楔子|尾声|幕間|プロローグ|エピローグ|פרולוג|אפילוג)(?:\s*[:.\-–—]+\s*(\S.{0,90})|[\W_]{0,8})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\d{1,3}|[IVXLC]{1,7}|[ivxlc]{1,7})\s*([.):\-–—]{1,2})\s*(\S.{0,90})?|(\d{1,3}|[IVXLC]{1,7})")
_PART_OF = re.compile(
    r"(\S.{0,90}?)\s*[(\[]\s*(?:part |chapter )?(\d{1,4})\s?(?:/|of)\s?(?:\d{1,4}|\?)\s*[)\]]", re.IGNORECASE
)
_VIEW = re.compile(
    r"[\W_]{0,8}(?:(?:pov|point of view|point de vue|punto di vista|punto de vista|ponto de vista|sicht(?:weise)?)\s*"
    r"(?:[:\-–—]|de |d['’]|di |do |da |von |of )?\s*[\w' ’.]{1,40}|[\w .’']{1,40}['’`]?s?['’]?\s+(?:p\.?o\.?v\.?|point of view|sicht(?:weise)?)|"
    r"от лица [\w ]{1,30}|[^\s、。「」]{1,12}(?:視点|视角|サイド)|side[:：]\s?\S{1,20})[\W_]{0,8}",
    re.IGNORECASE,
)
_FLASHBACK = re.compile(
    r"[\W_]{0,8}(?:(?:end|start|begin|ende|fin|fine|конец|начало|fim|início|inizio|début|beginn)(?: of| du| des?| do| del)?\s+)?"
    r"(?:flash ?back|dream|flash ?forward|rückblende|analepse|флэшбек|флешбек|回想)s?(?: (?:ends?|ende|fin|終わり))?[\W_]{0,8}",
    re.IGNORECASE,
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|"
    "janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    "octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|"
    "setembro|outubro|novembro|dezembro|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
# A line that is only a date, or a date with a time or a place: the head of a scene.
_DATE = re.compile(
    rf"[*_~\[(]{{0,3}}(?:(?:{_WEEKDAYS}),? )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?(?: of| de)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?)"
    rf"(?:,? (?:de )?\d{{2,4}})?(?:,? [^.!?\n\"“”]{{1,30}})?[*_~\])]{{0,3}}",
    re.IGNORECASE,
)
_PLACE_TIME = re.compile(
    r"(?=.{0,60}\d{1,2}[:.h]\d\d|.{0,60}\d{4}|.{0,40}\bhours\b)[A-ZÀ-ÞЀ-Я0-9][A-ZÀ-ÞЀ-Я0-9 ,.'’:\-–—]{6,60}"
)
# [Kit], ~Kit~, <Kit>: who sees what follows.
_NAME_ALONE = re.compile(
    r"(?:\[|~{1,3}|<|-{2,3}) ?[A-ZÀ-ÞА-Я][\w'’]{1,15}(?: [A-ZÀ-ÞА-Я][\w'’]{1,15})? ?(?:\]|~{1,3}|>|-{2,3})"
)
_SCENE = re.compile(r"(?:INT|EXT|INT ?/ ?EXT|I/E)[. /]")
_BY = re.compile(r"\s+by\s+\S.{0,40}$", re.IGNORECASE)
_TITLE_END = re.compile(r"[,;:.\"”»…]$")
_BOX = re.compile(r"chapter[-_]?(?:title|heading|name|header)")


def is_chapter_line(words: str) -> bool:
    """Whether a line is a chapter's heading by keyword and number."""
    return _by_keyword(words) is not None


def _by_keyword(words: str) -> tuple[int | None, str | None] | None:
    """Its number and title, or None."""
    line = words.strip()
    if len(line) > LONGEST or "\n" in line or line[-1:] in ',;"”' or line[:1] in '"“«„':
        return None
    for pattern in (_KEYWORD, _ORDINAL_FIRST, _EASTERN):
        found = pattern.fullmatch(line)
        if found and (number := number_of(found.group(1))) is not None:
            return number, _title(found.group(2))
    found = _NAMED.fullmatch(line)
    if found:
        return None, _title(found.group(2)) or found.group(1)
    return None


def _title(words: str | None) -> str | None:
    title = clean_title(words or "").strip(" *_~")
    return title or None


def name_headings(passages: list[Passage], chapters_known: bool = False) -> None:
    """Chapters first, unless the origin has named them all; then the headings inside them."""
    if not chapters_known:
        _name_chapters(passages)
    for passage in passages:
        if passage.is_open and len(passage.lines) == 1 and len(passage.text) <= 70:
            _name_inner(passage)


def _name_chapters(passages: list[Passage]) -> None:
    _name_keywords(passages)
    _name_boxes(passages)
    _name_parts(passages)
    if not any(passage.kind == "chapter" and passage.number is not None for passage in passages):
        _name_series(passages)
    _name_last(passages)
    _name_titles_under(passages)
    _name_contents(passages)


def _name_last(passages: list[Passage]) -> None:
    """A chapter's heading with nothing under it, at the very end, leads to the next page."""
    for passage in reversed(passages):
        if passage.is_open or passage.type in ("note", "image"):
            return
        if passage.kind == "chapter" and passage is not passages[0]:
            passage.name("furniture", "heading with nothing under it", 0.7)


def _name_contents(passages: list[Passage]) -> None:
    """Lines before the first chapter that say again what chapters are called: a list of contents without a title."""
    called = {_bare(passage.text) for passage in passages if passage.kind == "chapter"}
    for passage in passages:
        if passage.kind == "chapter":
            return
        if passage.is_open and len(passage.text) <= LONGEST and _bare(passage.text) in called:
            passage.name("furniture", "line that names a later chapter", 0.8, kind="contents")


def _bare(words: str) -> str:
    return re.sub(r"^\W*\d{0,4}[.):\s]*", "", words).strip().lower()


def _as_chapter(passage: Passage, rule: str, confidence: float, number: int | None, title: str | None) -> None:
    passage.name("heading", rule, confidence, kind="chapter", level=1, number=number, title=title)


def _name_keywords(passages: list[Passage]) -> None:
    for passage in passages:
        if passage.is_open and (found := _by_keyword(passage.text)):
            _as_chapter(passage, "chapter keyword and number", 0.95, *found)


def _name_boxes(passages: list[Passage]) -> None:
    """Heading elements: the first of the highest level is the work's title, the highest level that repeats is chapters."""
    levels: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.is_open and any(_BOX.search(name) for name in passage.setting.names):
            _name_box(passage, "box named as a chapter's title")
        elif passage.is_open and passage.setting.level:
            levels[passage.setting.level].append(passage)
    if levels and _stands_first(passages, levels[min(levels)]):
        top = min(levels)
        levels[top][0].name("meta", "first heading element", 0.85, field="title")
        if len(levels[top]) == 1:
            del levels[top]
    for rank, level in enumerate(sorted(levels)):
        for passage in levels[level]:
            if not passage.is_open:
                continue
            if rank == 0:
                _name_box(passage, "heading element")
            else:
                passage.name("heading", "heading element inside a chapter", 0.8, level=level)


def _stands_first(passages: list[Passage], headings: list[Passage]) -> bool:
    """Whether the first of these is the page's own title: an h1, or a heading before anything else of its kind."""
    first = headings[0]
    if any(passage.kind == "chapter" for passage in passages[: passages.index(first)]):
        return False
    return first.setting.level == 1 and not _by_number(first.text)


def _by_number(words: str) -> tuple[int | None, str | None] | None:
    found = _NUMBERED.fullmatch(words.strip()) if len(words) <= LONGEST else None
    if not found:
        return None
    number = number_of(found.group(1) or found.group(4))
    return (number, _title(found.group(3))) if number is not None else None


def _name_box(passage: Passage, rule: str) -> None:
    found = _by_keyword(passage.text) or _by_number(passage.text)
    number, title = found or (None, _title(_BY.sub("", passage.text) if "box" in rule else passage.text))
    _as_chapter(passage, rule, 0.9, number, title)


def _name_parts(passages: list[Passage]) -> None:
    """`Night Ferry (2/5)`: the same title again with a rising part number; the posts of one story."""
    parts = [
        (passage, found)
        for passage in passages
        if passage.is_open
        and len(passage.text) <= LONGEST
        and labelled(passage.text) is None
        and (found := _PART_OF.fullmatch(passage.text.strip()))
    ]
    for passage, found in parts:
        _as_chapter(
            passage, "part number after the title", 0.85, number_of(found.group(2)), clean_title(found.group(1))
        )


def _name_series(passages: list[Passage]) -> None:
    """Lines of one shape with rising numbers: at least two, from one or zero, with story between them."""
    shapes: dict[tuple[str, bool], list[tuple[int, int, str | None]]] = defaultdict(list)
    for at, passage in enumerate(passages):
        found = _NUMBERED.fullmatch(passage.text) if passage.is_open and len(passage.text) <= LONGEST else None
        if not found or _TITLE_END.search((found.group(3) or "").strip()):
            continue
        written = found.group(1) or found.group(4)
        number = number_of(written)
        if number is not None:
            shape = "digits" if written.isdigit() else "roman" if written.isupper() else "small"
            shapes[shape + (found.group(2) or ""), bool(found.group(3))].append((at, number, _title(found.group(3))))
    best: list[tuple[int, int, str | None]] = max((_rising(items) for items in shapes.values()), key=len, default=[])
    for at, number, title in best:
        _as_chapter(passages[at], "one of a series of numbered lines", 0.8, number, title)


def _rising(items: list[tuple[int, int, str | None]]) -> list[tuple[int, int, str | None]]:
    """The items if they count up one by one from zero or one and do not stand right after one another."""
    if len(items) < 2 or items[0][1] > 1:
        return []
    for (at, number, _), (next_at, next_number, _) in pairwise(items):
        if next_number != number + 1 or next_at == at + 1:
            return []
    return items


def _name_titles_under(passages: list[Passage]) -> None:
    """The line right under a bare `Chapter 1`, if it looks like a title and longer text follows."""
    for before, passage, after in zip(passages, passages[1:], passages[2:], strict=False):
        if before.kind != "chapter" or before.title is not None or not passage.is_open:
            continue
        if _looks_like_title(passage) and len(after.text) > len(passage.text):
            title = _title(passage.text)
            passage.name("heading", "short line under the chapter's number", 0.75, kind="chapter", level=1, title=title)


def _looks_like_title(passage: Passage) -> bool:
    words = passage.text.strip()
    if len(passage.lines) > 1 or len(words) > 60 or len(words.split()) > 9 or words[0] in '"“«„—-([':
        return False
    if _TITLE_END.search(words.rstrip()) and not _is_capitalised(words):
        return False
    if _VIEW.fullmatch(words) or is_scene_line(words) or _PLACE_TIME.fullmatch(words):
        return False
    return words[-1] not in "!?" and not words[0].islower() and ":" not in words


def is_part_line(words: str) -> bool:
    """`Night Ferry (2/5)`: a title with the number of its part, and nothing else."""
    return len(words) <= LONGEST and words[-1:] in ")]" and _PART_OF.fullmatch(words.strip()) is not None


def is_scene_line(words: str) -> bool:
    """INT. KITCHEN - NIGHT: how scripts say where a scene is."""
    return _SCENE.match(words) is not None and words.upper() == words


def _is_capitalised(words: str) -> bool:
    """Every longer word with a capital, as titles are written."""
    long_words = [word for word in words.split() if len(word) > 3]
    return bool(long_words) and all(word[0].isupper() for word in long_words)


def _name_inner(passage: Passage) -> None:
    words = passage.text
    if _VIEW.fullmatch(words) and words[-1:] not in ',"”':
        passage.name("heading", "point of view", 0.9, kind="view", level=2)
    elif _NAME_ALONE.fullmatch(words):
        passage.name("heading", "a name set apart", 0.6, kind="view", level=2)
    elif _FLASHBACK.fullmatch(words) and (words.isupper() or not words[0].isalnum()):
        passage.name("heading", "flashback", 0.85, kind="flashback", level=2)
    elif _DATE.fullmatch(words) or (_PLACE_TIME.fullmatch(words) and words[-1] not in "!?,."):
        passage.name("heading", "place and time", 0.7, kind="place", level=2)
