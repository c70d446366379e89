"""Letters in the story: from the salutation to the signature."""

import re

from fanfold.manuscripts.readers.passages import Passage, passages_from

_SALUTATION = re.compile(
    r"[\"“«„*_]{0,3}(?:(?:my )?(?:own )?(?:dear|dearest|darling|beloved)\b|to (?:whom|whoever|my|the|all)\b|hello\b|hi\b|greetings\b|"
    r"cher\b|chère\b|mon cher|ma chère|lieber?\b|sehr geehrte|mein lieber?|querid[oa]\b|estimad[oa]\b|car[oa]\b|"
    r"дорог\w{2}|мил\w{2}|уважаем\w{2}|здравствуй\w{0,2}|drog[ai]|親愛なる|拝啓|亲爱的|יקר\w{0,2})[^\n.!?]{0,50}[,:，、—]",
    re.IGNORECASE,
)
_NAME_ONLY = re.compile(r"[\"“*_]{0,3}[A-ZÀ-ÞЀ-Я][\w'’\-]{1,20}(?: [A-ZÀ-ÞЀ-Я][\w'’\-]{0,20})?[,:]")
_CLOSING = re.compile(
    r"[*_]{0,3}(?:yours?\b|love\b|with (?:all )?(?:my )?(?:love|regards)|best\b|regards\b|sincerely|faithfully|always\b|kind(?:est)? regards|"
    r"ever\b|affectionately|respectfully|in haste|until\b|je t'embrasse|bises|deine?\b|dein\b|mit freundlichen|tu[oa]\b|"
    r"con amor|abrazos|твой|твоя|с любовью|break \w+)[^\n.!?]{0,40},?[*_]{0,3}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[*_]{0,3}[-–—~]?\s?[A-ZÀ-ÞЀ-Я][\w.'’]{0,20}(?: [\w.'’]{1,15}){0,3}[*_]{0,3}")
_DASHED = re.compile(r"[*_]{0,3}[-–—~]\s?[A-ZÀ-ÞЀ-Я][^\n]{0,30}")
# `Hollow Reach, 3rd of Thaw`: a place or a day, with a number, no sentence.
_DATED = re.compile(r"[^\n.!?\"“”]{0,50}\d[^\n!?\"“”]{0,30}")
_LONGEST = 14
_RUN = "from salutation to signature"
_SHORT = 30


def name_letters(passages: list[Passage]) -> list[Passage]:
    """Letters in quotation boxes, letters typed as one group of lines, letters over several passages."""
    _name_quoted(passages)
    for at, passage in enumerate(passages):
        if passage.is_open and len(passage.lines) > 1 and not passage.joined and _is_whole(passage):
            passage.name("letter", "salutation and signature in one group of lines", 0.85)
        elif passage.is_open and _SALUTATION.fullmatch(passage.text):
            _name_run(passages, at)
    return _with_lines_together(passages)


def _with_lines_together(passages: list[Passage]) -> list[Passage]:
    """The lines of a letter that stand right under one another are one block of kept lines."""
    result: list[Passage] = []
    for passage in passages:
        before = result[-1] if result else None
        if (
            before
            and passage.gap == 0
            and before.type == passage.type == "letter"
            and before.rule == passage.rule == _RUN
        ):
            merged = Passage(passage.source, [*before.lines, *passage.lines])
            merged.name("letter", _RUN, passage.confidence)
            result[-1] = merged
        else:
            result.append(passage)
    return result


def _is_whole(passage: Passage) -> bool:
    first, *_, last = passage.text.split("\n")
    greets = _SALUTATION.fullmatch(first) or _NAME_ONLY.fullmatch(first)
    return greets is not None and (_is_signature(last) or _CLOSING.fullmatch(last) is not None)


def _is_signature(words: str) -> bool:
    line = words.strip()
    return len(line) <= _SHORT and (_SIGNATURE.fullmatch(line) or _DASHED.fullmatch(line)) is not None


def _name_run(passages: list[Passage], at: int) -> None:
    """From the salutation, with a date line before it, up to a signature. Without one nothing is a letter."""
    for length, passage in enumerate(passages[at + 1 : at + _LONGEST], start=2):
        if not passage.is_open or passage.text[:1] in '"“«„':
            return
        if _is_signed(passage):
            _name_letter(passages, at, length)
            return
        before = passages[at + length - 2].text
        closed = length > 2 and (_CLOSING.fullmatch(before) or _ends_briefly(before)) is not None
        if _is_signature(passage.text) and (closed or _DASHED.fullmatch(passage.text)):
            _name_letter(passages, at, length)
            return


def _name_letter(passages: list[Passage], at: int, length: int) -> None:
    before = passages[at - 1] if at else None
    dated = before is not None and before.is_open and len(before.text) <= 60 and _DATED.fullmatch(before.text)
    for each in passages[at - 1 if dated else at : at + length]:
        each.name("letter", _RUN, 0.8)


def _is_signed(passage: Passage) -> bool:
    """The closing and the name under it, as lines of one passage."""
    if passage.joined or not 2 <= len(passage.lines) <= 4:
        return False
    *closing, last = passage.text.split("\n")
    return _is_signature(last) and (_CLOSING.fullmatch(closing[-1]) or _ends_briefly(closing[-1])) is not None


def _ends_briefly(words: str) -> bool | None:
    """A short line ending in a comma, right before the signature."""
    return True if len(words) <= _SHORT and words.rstrip("*_").endswith(",") else None


def _name_quoted(passages: list[Passage]) -> None:
    """A quotation box is a letter if it greets or is signed, else a quotation."""
    at = 0
    while at < len(passages):
        run = _quoted_run(passages, at)
        if run:
            first, last = run[0].text.split("\n")[0], run[-1].text.split("\n")[-1]
            greets = _SALUTATION.fullmatch(first) or (len(run) > 1 and _NAME_ONLY.fullmatch(first))
            is_letter = bool(greets) or (len(run) > 1 and bool(_DASHED.fullmatch(last)))
            for passage in run:
                if is_letter:
                    passage.name("letter", "quotation box with a salutation or signature", 0.85)
                elif not _is_lined(passage):
                    passage.name("quote", "quotation box", 0.8)
        at += max(1, len(run))


def _is_lined(passage: Passage) -> bool:
    """Kept lines in a quotation box may be verse: that rule decides."""
    return len(passage.lines) > 1 and not passage.joined


def _quoted_run(passages: list[Passage], at: int) -> list[Passage]:
    run: list[Passage] = []
    for passage in passages_from(passages, at):
        if not passage.setting.quoted or not passage.is_open or passage.setting.tag in ("li", "tr"):
            break
        run.append(passage)
    return run
