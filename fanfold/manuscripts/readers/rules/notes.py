"""The author speaking: labelled notes, boxes of notes, and unlabelled notes at the edges of a chapter."""

import re

from fanfold.manuscripts.readers.passages import Line, Passage, passages_from
from fanfold.manuscripts.readers.rules.fields import labelled

_WHO = r"(?:author|writer|translator|archivist|beta|artist|mod|\w{1,20})s?['’`]?s?['’]?"
_LABEL = re.compile(
    rf"(?:[^\w\"“”«»„'‘]|_){{0,6}}(?:{_WHO}\s+(?:foot)?(?:notes?|n/?t|ramblings?|comments?|corner|rant)|a\s?/\s?n|a\.n\.|an|n/a|n\.d\.a\.|ndla|nda|"
    r"(?:beginning |end |chapter |story |chapter end |work |final |quick |pre-|post-)?(?:foot)?notes?|note (?:de l['’]auteure?|d['’]auteure?)|"
    r"nota (?:del? autora?|do autora?|dell['’]autore|dell['’]autrice|de la autora)|notas?(?: finales| iniciales| finais)?|"
    r"anmerkung(?:en)?(?: (?:des autors|der autorin))?|a/?n|"
    r"от автора|прим(?:ечани[ея]|\.)?(?: автора| \w{1,10})?|п/?а|作者(?:より|注)?|あとがき|後書き|前書き|まえがき|※|הערת[^:\n]{0,20})"
    r"(?:\s?#?\d{1,3})?\s*[*_)\]]{0,3}\s*(?:[:：]|[-–—](?=\s)|(?=[*_]{0,3}$))",
    re.IGNORECASE,
)
_UPPER_AN = re.compile(r"(?:[^\w\"“”«»„'‘]|_){0,6}(?:A/N|AN|A\.N\.|N/A)\b(?!\w)\s?\d?\s?(?=[A-Z(:\-–—])")
_SECTION = re.compile(
    r"[\W_]{0,4}(?:(?:author['’]?s?|chapter|story|work|beginning|chapter end|end|endnotes?)?\s?notes?|notes?)[\W_]{0,4}",
    re.IGNORECASE,
)
_SELF = re.compile(r"[\W_]{0,4}note to (?:self|myself)", re.IGNORECASE)
_BOX = re.compile(r"(?:end|head|author|authors|chapter|story|work|foot)?[-_]?notes?\d{0,4}|noteinfo|a-?n|authornotes?")
_POSTING = re.compile(
    r"\b(?:reviews?|reviewers?|reviewed|reviewing|feedback|concrit|flames?|r ?& ?r|updat(?:e|es|ed|ing)|fics?|fanfics?|fanfiction|one-?shot|songfic|"
    r"beta(?:'?d|ed|-?reader|s)?|unbeta(?:'?d|ed)|un-?beta['’]?d|sequel|prequel|chapters?|readers?|kudos|typos?|"
    r"disclaimer|plot bunn\w{1,4}|writer['’]?s block|hiatus|tumblr|livejournal|flist|discord|oc|ooc|au|x-posted|posted|posting|muse|"
    r"exams?|laptop|finals|homework|stor(?:y|ies)|prompt|headers|betaing|canon)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:\bhope (?:you|u|y['’]?all)\b|\blet me know\b|\btell me\b|\bthank(?:s| you| u)\b(?: so much| very much)?(?: to| for| every| all|!)|\benjoy\b[!.:]?|"
    r"\bplease (?:review|comment|read|be nice|r&r|forgive)|\b(?:i['’]?m|i am|so) sorry\b|\bsorry (?:for|about|this|it|guys|flist)|\bhey (?:guys|everyone|all)\b|"
    r"\bhi (?:everyone|guys|all|there)\b|\bwhat do you think|\bwhat did you think|\bstay tuned|\bsee you\b|\bmy first\b|\bfind me\b|\bcome (?:and )?say\b|"
    r"\bis adored\b|\bis (?:love|welcome)\b|\bmerci (?:à|d|pour)|\bdanke (?:an|für)|\bgracias (?:a|por)|\bgrazie (?:a|per)|\bспасибо\b)",
    re.IGNORECASE,
)
_OWNING = re.compile(
    r"\b(?:do(?:es)? not|don['’]?t|doesn['’]?t) own\b|\bbelongs? to\b|\b(?:not|isn['’]?t|aren['’]?t) mine\b|\bproperty of\b|\bno (?:copyright )?infringement\b|"
    r"\bgeh[öo]r(?:t|en) (?:nicht )?mir\b|\bne m['’]appartien|\bno me pertenece|\bnon mi appart|\bне мо[ий]\b",
    re.IGNORECASE,
)
_EMOTICON = re.compile(
    r"(?<![\w/])(?:[:;=8xX][-^o']?[)(DPp3*]|\^[_.]?\^|<3|[xX]D|>[_.]<|:'\(|\bo_o\b)(?!\w)|[😀-🙏❤♥💕🎉]"
)
_LOWER_I = re.compile(r"(?<![\w'’.])i(?:['’](?:m|ve|ll|d))?(?![\w'’.])")
_SPOKEN = re.compile(r"[\"“”«»„]")
_SAID = re.compile(
    r"[\"”»,]\s+(?:\w+\s+)?(?:said|asked|replied|whispered|muttered|yelled|shouted|laughed|sighed|told)\b|\b(?:she|he|they) (?:had|was|were|didn['’]t|could|looked|turned|thought|felt|knew)\b",
    re.IGNORECASE,
)
_ENOUGH = 3.0
_REACH = 3


def is_note_label(words: str) -> bool:
    """Whether a line begins with the label of an author's note."""
    if _SELF.match(words) or labelled(words) is not None:
        return False
    return _LABEL.match(words) is not None or _UPPER_AN.match(words) is not None


def note_signs(words: str) -> float:
    """How much it sounds like an author speaking of posting and readers, less how much like a story."""
    words = words[:3000]
    signs = 1.0 * min(3, len({found.group().lower() for found in _POSTING.finditer(words)}))
    signs += 1.5 * min(2, len(_ADDRESS.findall(words))) + 2.0 * min(1, len(_OWNING.findall(words)))
    signs += 1.0 * (_EMOTICON.search(words) is not None) + 1.0 * (_LOWER_I.search(words) is not None)
    signs += 0.5 * ("!!" in words) + 0.5 * (re.search(r"\b(?:I|i)\b", words) is not None and "you" in words.lower())
    signs += 1.0 * (words[:1] in "([" and words[-1:] in ")]")
    signs -= 1.0 * min(3, len(_SAID.findall(words)))
    signs -= 1.0 * (words.lstrip()[:1] in '"“«„' and words.count('"') != 1)
    return signs


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
            passage.name("note", "label of an author's note", 0.95)
            _extend(passages, at)


def _extend(passages: list[Passage], at: int) -> None:
    """A note goes on to a rule close by, or to the end of the chapter if little is left; else while it sounds like one."""
    rest = _to_heading(passages, at + 1)
    fence = next((count for count, passage in enumerate(rest[:8]) if passage.type == "break"), None)
    before = _told_before(passages, at)
    if fence is not None and not before and not any(_sounds_like_story(each) for each in rest[:fence]):
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
    return (
        passage.is_open
        and (len(passage.text) > 600 or _SAID.search(passage.text) is not None)
        and note_signs(passage.text) < 2.0
    )


def _tells_on(rest: list[Passage]) -> bool:
    """Whether the story goes on after the note."""
    open_ones = [passage for passage in rest if passage.is_open]
    story = sum(1 for passage in open_ones if _sounds_like_story(passage) or _SPOKEN.match(passage.text[:1]))
    return story > len(open_ones) / 2


def name_unlabelled(chapter: list[Passage]) -> list[Passage]:
    """Notes without a label, only at the edges of one chapter's passages; a note glued to the story is cut off."""
    chapter = _name_head(chapter)
    return _name_tail(chapter)


def _name_head(chapter: list[Passage]) -> list[Passage]:
    firsts = [at for at, passage in enumerate(chapter) if passage.is_open][:2]
    for at in firsts:
        passage = chapter[at]
        if any(_is_told(each) for each in chapter[:at]):
            break
        cut = head_cut(passage.text, _following(chapter, at))
        if cut:
            left, right = _cut(passage, cut)
            left.name("note", "first words speak of posting, cut off the story", 0.75)
            return [*chapter[:at], left, right, *chapter[at + 1 :]]
        if note_signs(passage.text) < _ENOUGH or len(passage.text) > 2000:
            break
        passage.name("note", "first passage speaks of posting", 0.7)
        passage.alternatives.append(("para", 0.3))
    return chapter


def _is_told(passage: Passage) -> bool:
    return passage.is_open or passage.type in ("lyric", "letter", "chat", "script")


def _following(chapter: list[Passage], at: int) -> str:
    return " ".join(passage.text for passage in chapter[at + 1 : at + 6])[:1500]


def _name_tail(chapter: list[Passage]) -> list[Passage]:
    for at in range(len(chapter) - 1, -1, -1):
        passage = chapter[at]
        if passage.type in ("furniture", "note", "break", "footnote", "meta"):
            continue
        if not passage.is_open or len(passage.text) > 3000:
            break
        # After the words THE END little is needed: the story is over.
        enough = _ENOUGH / 2 if any(each.kind == "ending" for each in chapter[:at][-3:]) else _ENOUGH
        cut = tail_cut(passage.text)
        if cut and note_signs(passage.text[:cut]) < 1.0:
            left, right = _cut(passage, cut)
            right.name("note", "last words speak of posting, cut off the story", 0.7, place="end")
            return [*chapter[:at], left, right, *chapter[at + 1 :]]
        if note_signs(passage.text) < enough:
            break
        passage.name("note", "last passage speaks of posting", 0.7, place="end")
        passage.alternatives.append(("para", 0.3))
    return chapter


_GLUE = re.compile(
    r"(?:[.!?…)\]~]|[:;=8xX][-^]?[)(DP3]|\^[_.]?\^|<3|[xX]D|!!+)(?=[A-ZÀ-ÞЀ-Я\"“«„\[(—–]|[\u3040-\u30ff\u4e00-\u9fff\u0590-\u05ff])"
)
_GLUE_SMALL = re.compile(r"[.!?…)\"”»](?=[a-zа-я(\[A-Z])")
_MOST_CUTS = 12


def head_cut(words: str, following: str) -> int:
    """Where a note glued to the story's first sentence ends, 0 if nowhere.

    A cut needs a sentence end with no space after it, words before it that speak of posting, and words after it
    that do not. A typing slip inside the story fails the second.
    """
    best, at = 0.0, 0
    for found in list(_GLUE.finditer(words[:3000]))[:_MOST_CUTS]:
        left, right = words[: found.end()], words[found.end() : found.end() + 300]
        if len(right) < 15 or _inside_brackets(left):
            continue
        signs = note_signs(left) - max(0.0, note_signs(right)) + 0.5 * _begins_with_name(right, following)
        if note_signs(left) >= 1.5 and signs > best and signs >= 1.5:
            best, at = signs, found.end()
    return at


def tail_cut(words: str) -> int:
    """The mirror image, in a chapter's last passage: here the note may begin with a small letter."""
    best, at = 0.0, 0
    for found in list(_GLUE_SMALL.finditer(words[-3000:]))[-_MOST_CUTS:]:
        end = max(0, len(words) - 3000) + found.end()
        left, right = words[max(0, end - 300) : end], words[end:]
        signs = note_signs(right) - max(0.0, note_signs(left))
        if len(right) >= 12 and note_signs(right) >= 2.0 and signs > best:
            best, at = signs, end
    return at


def _inside_brackets(words: str) -> bool:
    return words.count("(") > words.count(")") + len(re.findall(r"[:;=]-?\(", words))


def _begins_with_name(words: str, following: str) -> bool:
    name = re.match(r"[\"“«]?([^\W\d_]{3,20})", words)
    return name is not None and name.group(1)[0].isupper() and name.group(1) in following


def _cut(passage: Passage, at: int) -> tuple[Passage, Passage]:
    """The passage in two, at a place in its text."""
    left: list[Line] = []
    right: list[Line] = []
    length = 0
    for line in passage.lines:
        size = line.end - line.start
        place = at - length
        if place >= size:
            left.append(line)
        elif place <= 0:
            right.append(line)
        else:
            left.append(Line(line.start, line.start + place, line.gap, line.indent, line.setting))
            right.append(Line(line.start + place, line.end, 0, 0, line.setting))
        length += size + 1
    return Passage(passage.source, left, passage.joined), Passage(passage.source, right, passage.joined)
