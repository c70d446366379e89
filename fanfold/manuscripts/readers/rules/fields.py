"""Header fields: lines that say something about the work, by a table of labels in eight languages."""

import re
from dataclasses import dataclass
from itertools import pairwise

from fanfold.manuscripts.readers.passages import Line, Passage, passages_from, split_lines
from fanfold.manuscripts.readers.rules.furniture import is_ending
from fanfold.manuscripts.readers.rules.labels import LABELS
from fanfold.manuscripts.readers.rules.posting import opens_speech
from fanfold.prose.document import Field

# Anything but words and the quotation marks of speech may stand before a label: **Title:**, - Title:, > Title:.
_LABEL = re.compile(r"(?:[^\w\"“”«»„'‘’]|_){0,4}+([^\W\d_][^\n:：]{0,40}?)[*_ \u00a0]{0,4}[:：]([*_]{0,3})(?=\s|\S)")
_DASHED = re.compile(r"([^\W\d_][\w ]{1,20}?) ?[–—] ")
_LONGEST_LABEL = 56
_SEVERAL = re.compile(r"(?<=\s)(?=[A-Z][A-Za-z' ]{2,24}: )")
_BYLINE = re.compile(
    r"[\W_]{0,3}(?:(?:an? (?:\w+ )?(?:fan ?fic(?:tion)?|story) )?(?:written |posted )?by|von|par|por|di|от|автор)[: ]\s*([^\n]{1,80})",
    re.IGNORECASE,
)
_TITLE_BY = re.compile(r"(.{1,120}) (?:by|von|par|por) ([^\n]{1,60})")
_PART_COUNT = re.compile(
    r"\s*[(\[]\s*(?:part |chapter |ch\.? ?)?\d{1,4}\s?(?:/|of)\s?(?:\d{1,4}|\?)\s*[)\]]\s*$", re.IGNORECASE
)
_STATS = re.compile(r"(?:rated: .{1,40}|fiction [kmt]\+?) - .{1,400}", re.IGNORECASE)
_CODES = re.compile(r"(?:[A-Z]{1,4}|gen|het|slash|femslash|multi|[fm]/[fm]|other)", re.IGNORECASE)
_LISTS = frozenset({"author", "fandom", "pairing", "warnings", "characters", "genre", "tags"})
# `Sedge (sedge@reeds.example)`: the address is no part of the name.
_ADDRESSED = re.compile(r"\s*[(<\[][^()<>\[\]\s@]{1,60}@[^()<>\[\]\s@]{1,60}[)>\]]")
_QUOTES = "\"“”„«»'‘’"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that begins with a known label: the field and where its value begins in the line."""

    field: str
    value_at: int


def labelled(words: str) -> Labelled | None:
    """Whether a line begins with a label of the table."""
    start = words[:_LONGEST_LABEL]
    found = _LABEL.match(words) if ":" in start or "：" in start else None
    if found is None:
        return _dashed(words) if "–" in start or "—" in start else None
    label = " ".join(found.group(1).lower().replace("_", " ").split())
    label = label.removeprefix("(new) ").strip("*_ ")
    name = LABELS.get(label)
    return Labelled(name, found.end()) if name else None


def _dashed(words: str) -> Labelled | None:
    found = _DASHED.match(words)
    name = LABELS.get(found.group(1).lower().strip()) if found else None
    return Labelled(name, found.end()) if found and name else None


def name_fields(passages: list[Passage]) -> list[Passage]:
    """Name the labelled lines of the header zones; several labels on one line become several passages."""
    split: list[Passage] = []
    zone = True
    for at, passage in enumerate(passages):
        if _opens_zone(passage):
            zone = True
        found = labelled(passage.text) if passage.is_open else None
        zone = zone or (found is not None and found.field == "title" and _begins_header(passages, at))
        if zone and found and _is_trusted(passages, at, found):
            split += _named(passage)
            continue
        if zone and split and _continues_header(passage, split[-1]):
            passage.name("meta", "unknown label right under the header's", 0.7, field="other")
        zone = zone and not _is_story(passage)
        split.append(passage)
    return split


def _continues_header(passage: Passage, before: Passage) -> bool:
    """`Author's website: …` directly under a labelled line, or a label the table does not know."""
    under = passage.gap == 0 and before.type == "meta" and before.field not in ("", "title") and passage.is_open
    return under and len(passage.lines) == 1 and len(passage.text) <= 200 and _LABEL.match(passage.text) is not None


def _opens_zone(passage: Passage) -> bool:
    """A header may stand at the start, after the header of a post, after a chapter's heading and after an ending."""
    return (passage.type == "heading" and passage.kind == "chapter") or passage.kind in ("mail", "ending")


def _begins_header(passages: list[Passage], at: int) -> bool:
    """Whether a title in the middle is followed by two labels more: another work begins there."""
    after = [found.field for each in passages[at + 1 : at + 5] if each.is_open and (found := labelled(each.text))]
    return len({*after} - {"title"}) >= 2


def _is_story(passage: Passage) -> bool:
    """Long prose without a label ends a header; a short line (a title, a byline) does not."""
    if not passage.is_open or not passage.text:
        return False
    speaks = opens_speech(passage.text) and clean_title(passage.text).count(" ") > 5
    return len(passage.text) > 160 or speaks


def _is_trusted(passages: list[Passage], at: int, found: Labelled) -> bool:
    """Several labels stand together, or the one is such that nothing else looks like it, or it opens the file."""
    if at == 0 and found.field == "title":
        return True
    if found.field in ("disclaimer", "summary", "warnings", "rating", "fandom", "pairing"):
        return True
    near = [each for each in passages[max(0, at - 5) : at + 6] if each is not passages[at]]
    if any(each.type == "meta" for each in near):
        return True
    others = {label.field for each in near if each.is_open and (label := labelled(each.text))}
    return len(others - {found.field}) > 0


def _named(passage: Passage) -> list[Passage]:
    if _STATS.fullmatch(passage.text) and passage.text.count(" - ") >= 3:
        passage.name("meta", "line of statistics", 0.9, field="stats")
        return [passage]
    parts = _split_at_labels(passage) if len(passage.lines) == 1 else [passage]
    for part in parts:
        found = labelled(part.text)
        part.name("meta", "label in the header", 0.95, field=found.field if found else "")
    return parts


def _split_at_labels(passage: Passage) -> list[Passage]:
    """`Chapters: 2 Completed: Yes` on one line: each label of the table begins a field."""
    line = passage.lines[0]
    words = passage.text
    found = labelled(words)
    value_at = found.value_at if found else 0
    places = [cut.start() for cut in _SEVERAL.finditer(words) if cut.start() >= value_at]
    cuts = [place for place in places if _is_short_label(words[place : place + 60])]
    if not found or found.field in ("summary", "disclaimer", "feedback", "stats") or not cuts:
        return [passage]
    edges = [0, *cuts, len(words)]
    parts = []
    for start, end in pairwise(edges):
        length = len(words[start:end].rstrip())
        part = Line(line.start + start, line.start + start + length, line.gap if start == 0 else 0, 0, line.setting)
        parts.append(Passage(passage.source, [part]))
    return parts


def _is_short_label(words: str) -> bool:
    found = labelled(words)
    return found is not None and found.field not in ("dedication", "credits")


def split_title_page(passages: list[Passage]) -> list[Passage]:
    """A title with its byline on the next line, at the start or after an ending: a passage for each line."""
    result: list[Passage] = []
    for at, passage in enumerate(passages):
        may_be = at < 4 or (len(passage.lines) in (2, 3) and is_ending(passages[at - 1].text))
        result += split_lines(passage) if may_be and _has_byline(passage) else [passage]
    return result


def _has_byline(passage: Passage) -> bool:
    lines = passage.text.split("\n")
    return len(lines) > 1 and any(_BYLINE.fullmatch(line) and len(line) <= 60 for line in lines[1:])


def name_title_page(passages: list[Passage]) -> None:
    """The title and the byline that stand without a label before everything else."""
    labelled_title = any(each.type == "meta" and each.field == "title" for each in passages[:60])
    _name_later_titles(passages)
    head = _head(passages)
    for at, passage in enumerate(head):
        if not passage.is_open or _name_path(passage) or _name_byline(passage):
            continue
        if _STATS.fullmatch(passage.text):
            passage.name("meta", "line of statistics", 0.9, field="stats")
        elif not labelled_title and _may_be_title(passage, head, at, passages):
            passage.name("meta", "short line before everything", 0.7, field="title")
            labelled_title = True
    _name_summary(head)
    _name_bylines_under(passages)


def _name_later_titles(passages: list[Passage]) -> None:
    """After an ending, a short line with a byline under it begins another work."""
    for before, passage, after in zip(passages, passages[1:], passages[2:], strict=False):
        bylined = after.is_open and len(after.text) <= 60 and after.text[:3].lower() == "by "
        if bylined and before.kind == "ending" and passage.is_open and len(passage.lines) == 1:
            passage.name("meta", "short line with a byline, after an ending", 0.8, field="title")


def _name_bylines_under(passages: list[Passage]) -> None:
    """`by Sedge` right under a part's or a chapter's heading."""
    for before, passage in pairwise(passages):
        under = before.kind == "chapter" or (before.type == "meta" and before.field == "title")
        if under and passage.is_open and len(passage.text) <= 60 and passage.text[:3].lower() == "by ":
            _name_byline(passage)


def _head(passages: list[Passage]) -> list[Passage]:
    """What stands before the first chapter heading and the first long passage."""
    head: list[Passage] = []
    for passage in passages[:40]:
        if passage.type == "heading" or (passage.is_open and (len(passage.text) > 300 or passage.text[:1] in "“«„—")):
            break
        head.append(passage)
    return head


def _name_path(passage: Passage) -> bool:
    """`Books » Nightjar Academy`: where in a site the work stood; its last step is the fandom."""
    if "»" not in passage.text or "«" in passage.text or len(passage.text) > 160:
        return False
    passage.name("furniture", "path in a site", 0.8, kind="path")
    return True


def _name_byline(passage: Passage) -> bool:
    found = _BYLINE.fullmatch(passage.text)
    if found and len(found.group(1).split()) <= 6 and passage.text[-1:] not in ".!?,":
        passage.name("meta", "byline", 0.85, field="author")
        return True
    return False


def _may_be_title(passage: Passage, head: list[Passage], at: int, passages: list[Passage]) -> bool:
    """A short line with a byline, a field or a heading after it; in marked-up text the first heading element."""
    words = passage.text
    if len(passage.lines) > 1 or len(words) > 120:
        return False
    if passage.setting.level == 1 or passage.setting.names & {"pagetitle", "title", "storytitle", "story-title"}:
        return True
    after = passages[at + 1] if at + 1 < len(passages) else None
    if at == 0 and after is not None and after.kind == "chapter" and words[-1:] not in '.!?,;:"”':
        return True
    followed = any(each.type in ("meta",) or _BYLINE.fullmatch(each.text) for each in head[at + 1 : at + 4])
    return followed and len(words) <= 80 and words[-1:] not in ",;:."


def _name_summary(head: list[Passage]) -> None:
    """Between byline and statistics the sites put the summary, without a label."""
    for at, passage in enumerate(head[1:-1], start=1):
        before, after = head[at - 1], head[at + 1]
        if before.field == "author" and after.field in ("stats", "rating") and passage.is_open:
            passage.name("meta", "line between byline and statistics", 0.85, field="summary")


def name_sections(passages: list[Passage]) -> None:
    """A line that only names a section (`Summary`), and what stands under it in its own box."""
    for at, passage in enumerate(passages[:-1]):
        if passage.is_open and len(passage.text) < 40 and _is_bare_label(passage, "summary"):
            passage.name("furniture", "name of a section", 0.85, kind="section")
            _name_box(passages, at + 1, "summary")


def _is_bare_label(passage: Passage, name: str) -> bool:
    return LABELS.get(passage.text.strip(" :*_").lower()) == name


def _name_box(passages: list[Passage], at: int, field: str) -> None:
    setting = passages[at].setting
    for passage in passages_from(passages, at):
        if not passage.is_open or passage.setting.quoted != setting.quoted or passage.setting.level:
            break
        passage.name("meta", "stands under the name of its section", 0.85, field=field)
        if not setting.quoted:
            break


def fields_of(passages: list[Passage]) -> list[Field]:
    """The values of all named fields, cleaned; several of one list field become several values."""
    fields: list[Field] = []
    for passage in passages:
        if passage.type == "meta" and passage.field:
            fields += _values(passage)
        elif passage.kind == "path":
            last = cleaned(passage.text.rpartition("»")[2])
            fields.append(Field("fandom", last, passage.text, tuple(passage.spans()), 0.7, passage.rule))
    return _with_category_as_fandom(fields)


def _values(passage: Passage) -> list[Field]:
    raw = _value_of(passage)
    spans = tuple(passage.spans())
    if passage.field == "title" and not labelled(passage.text):
        return _title_and_author(passage, raw)
    if passage.field == "stats" and _STATS.fullmatch(passage.text):
        raw = passage.text.split(" - ")[0].partition(":")[2]
        return [Field("rating", cleaned(raw), passage.text, spans, 0.9, passage.rule)]
    values = _listed(passage.field, _ADDRESSED.sub("", raw) if passage.field == "author" else raw)
    return [Field(passage.field, value, raw, spans, passage.confidence, passage.rule) for value in values]


def _value_of(passage: Passage) -> str:
    found = labelled(passage.text)
    if found:
        rest = passage.text[found.value_at :].strip()
        if found.field == "rating" and len(rest) > 40:
            return rest.partition(" - ")[0]
        again = labelled(rest) if found.field == "rating" else None
        return rest[again.value_at :].strip() if again else rest
    byline = _BYLINE.fullmatch(passage.text) if passage.field == "author" else None
    return byline.group(1) if byline else passage.text


def _title_and_author(passage: Passage, raw: str) -> list[Field]:
    spans = tuple(passage.spans())
    both = _TITLE_BY.fullmatch(raw) if passage.setting.level or passage.setting.names else None
    title = both.group(1) if both else raw
    fields = [Field("title", clean_title(title), raw, spans, passage.confidence, passage.rule)]
    if both:
        fields.append(Field("author", cleaned(both.group(2)), raw, spans, passage.confidence, passage.rule))
    return fields


def _listed(name: str, raw: str) -> list[str]:
    if name == "title":
        return [clean_title(raw)]
    if name not in _LISTS:
        return [cleaned(raw)] if cleaned(raw) else []
    parts = re.split(r"\s*[,;、]\s*|\n", raw)
    return [value for value in map(cleaned, parts) if value]


def cleaned(value: str) -> str:
    """The value without the white space and emphasis marks around it."""
    return " ".join(value.split()).strip("*_ ")


def clean_title(value: str) -> str:
    """The title without its quotation marks and without a part count such as (1/2)."""
    title = _PART_COUNT.sub("", cleaned(value))
    if len(title) > 2 and title[0] in _QUOTES and title[-1] in _QUOTES:
        title = title[1:-1]
    return title.strip()


def _with_category_as_fandom(fields: list[Field]) -> list[Field]:
    """Many sites call the fandom a category; codes such as V, H or M/M are none."""
    if any(field.name == "fandom" for field in fields):
        return fields
    extra = []
    for field in fields:
        if field.name == "category" and field.value:
            names = [cleaned(part) for part in field.value.split(",")]
            if not all(_CODES.fullmatch(name) for name in names):
                extra += [Field("fandom", name, field.raw, field.spans, 0.7, "category as fandom") for name in names]
    return fields + extra
