"""Word processors' documents: paragraphs of runs, laid out as lines so that the rules read them as they read all else."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from fanfold.manuscripts.readers.assemble import assemble
from fanfold.manuscripts.readers.builder import Builder
from fanfold.manuscripts.readers.decode import prepared
from fanfold.manuscripts.readers.html import usual_gap
from fanfold.manuscripts.readers.lines import KEPT_LINE, passages_of
from fanfold.manuscripts.readers.notread import NotRead
from fanfold.manuscripts.readers.passages import PLAIN, Line, Passage, Setting
from fanfold.manuscripts.readers.plain import with_gaps
from fanfold.manuscripts.readers.rules import name_all
from fanfold.manuscripts.readers.rules.fields import labelled
from fanfold.prose.document import Box, MarkKind, Reading, Repair, Source, Span

_TAB = 8
# Blank paragraphs that stand between so few of all are marks of a break, not the author's way of parting paragraphs.
_FEW = 0.2
_TITLE_PAGE = 400
_TITLE_LINES = 10
_LONGEST_NAME = 60
_FULL_STOPS = ".!?…"
_LEAST_VERSE = 3
_NO_KINDS: frozenset[MarkKind] = frozenset()

# What was not made text, and why: counted in characters where it says so.
DELETED = ("character of deleted text", "the author had struck it out, and the program only kept the change")
HIDDEN = ("character of hidden text", "the author hid it")
COMMENT = ("character of a comment", "it was written beside the text, not in it")
PAGE_EDGE = ("character of a page's header or footer", "it repeats on every page")
COPY = ("second copy of a text box", "the same words stand in its first copy")
PROPERTIES = ("properties of the file", "they are often left from another text, and may hold a person's own name")
PICTURE = ("picture in the file", "pictures are not taken over; their descriptions are")
UNCALLED = ("character of a footnote that nothing calls", "no page of the document shows it")

Loss = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands on its page.

    `marker` is what the program draws before it (`bullet`, `decimal` …): no character of the author's. `row` numbers the
    row of a table it stands in, 0 outside of tables. `align` is `centre`, `right` or nothing.
    """

    level: int = 0
    align: str = ""
    quoted: bool = False
    marker: str = ""
    row: int = 0
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike; a line end among them is kept. `place` is where they stood in the file, if known."""

    text: str
    kinds: frozenset[MarkKind] = _NO_KINDS
    href: str | None = None
    place: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its address if it is elsewhere, and its description."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Call:
    """Here a footnote is called; the program draws its figure."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `ruled` if a line is drawn under it, `on_new_page` if it begins one."""

    shape: Shape
    pieces: list[Run | Picture | Call] = field(default_factory=list)
    ruled: bool = False
    on_new_page: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Run))

    @property
    def is_empty(self) -> bool:
        return not any(isinstance(piece, Picture) for piece in self.pieces) and not self.text.strip()


def read_paragraphs(
    source: Source,
    paragraphs: Iterable[Paragraph],
    dropped: Counter[Loss],
    *,
    language: str = "",
    has_places: bool = False,
) -> Reading:
    """The whole way from paragraphs to a reading. `dropped` may still grow while the paragraphs are taken.

    Raises NotRead where there is no character in them.
    """
    page = _Page()
    for paragraph in paragraphs:
        page.lay(paragraph)
    builder = page.builder
    builder.dropped.update(dropped)
    extract = builder.finish()
    if not extract.text.strip():
        raise NotRead("empty", f"{source.name} holds no text.")
    if language:
        extract = replace(extract, boxes=(Box(0, len(extract.text), "body", {"lang": language}), *extract.boxes))
    if not has_places:
        extract = replace(extract, origin=())
    lines = with_title_level(extract.text, builder.lines)
    stanzas = join_kept_lines(extract.text, lines)
    passages = name_by_format(passages_of(extract.text, lines, "blank"))
    passages = _parted(name_all(passages, extract.marks), stanzas)
    source = replace(source, repairs=tuple(page.repairs))
    return assemble(source, extract, with_gaps(passages, _least_gap(lines)), ())


class _Page:
    """Lays paragraphs out, one under the other."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.repairs: list[Repair] = []

    def lay(self, paragraph: Paragraph) -> None:
        builder = self.builder
        builder.block_edge()
        if paragraph.on_new_page:
            builder.gap += 2
            builder.boxes.append(Box(builder.length, builder.length, "page-break"))
        if paragraph.is_empty:
            self.lay_empty(paragraph)
            return
        builder.setting = _setting(paragraph.shape)
        start, first = builder.length, len(builder.lines)
        for piece in _joined(paragraph.pieces):
            self.put(piece)
        builder.block_edge()
        builder.setting = PLAIN
        _note_indents(builder.lines[first:], paragraph.text)
        if attributes := _attributes(paragraph.shape):
            builder.boxes.append(Box(start, builder.length, "p", attributes))

    def lay_empty(self, paragraph: Paragraph) -> None:
        if paragraph.ruled:
            self.builder.rule()
        elif not paragraph.shape.row:
            self.builder.gap += 1

    def put(self, piece: Run | Picture | Call) -> None:
        builder = self.builder
        if isinstance(piece, Run):
            self.put_run(piece)
        elif isinstance(piece, Picture):
            if not piece.address:
                builder.drop(*PICTURE)
            builder.picture(piece.address, piece.words)
        else:
            builder.boxes.append(Box(builder.length, builder.length, "footnote-call"))

    def put_run(self, run: Run) -> None:
        builder = self.builder
        for kind in run.kinds:
            builder.emphasise(kind, 1)
        start = builder.length
        self.put_words(run)
        for kind in run.kinds:
            builder.mark(start, kind)
            builder.emphasise(kind, -1)
        if run.href:
            builder.mark(start, "link", run.href)

    def put_words(self, run: Run) -> None:
        """Line by line: what was decoded wrongly once, before it was pasted here, is repaired as in any text."""
        decoded = prepared(run.text, "")
        for each in decoded.dropped:
            self.builder.drop(each.what, each.why, each.how_many)
        at = 0
        for count, line in enumerate(decoded.text.split("\n")):
            if count:
                self.builder.line_end()
            self.builder.text(line, *run.place, keep_spaces=True)
            shift = self.builder.length - len(line) - at
            at += len(line) + 1
            self.repairs += [
                replace(each, start=each.start + shift, end=each.end + shift)
                for each in decoded.repairs
                if at - len(line) - 1 <= each.start < at
            ]


def _setting(shape: Shape) -> Setting:
    tag = "tr" if shape.row else "li" if shape.marker and not shape.level else "p"
    return Setting(
        tag=tag,
        level=shape.level,
        centred=shape.align == "centre",
        quoted=int(shape.quoted),
        row=shape.row,
        ordered=shape.marker not in ("", "bullet"),
        names=shape.names,
    )


def _attributes(shape: Shape) -> dict[str, str]:
    said = {"align": shape.align, "marker": shape.marker, "class": " ".join(sorted(shape.names))}
    return {name: value for name, value in said.items() if value}


def _joined(pieces: list[Run | Picture | Call]) -> Iterator[Run | Picture | Call]:
    """Runs that only editing had parted, as one."""
    same: list[Run] = []
    for piece in pieces:
        if same and isinstance(piece, Run) and (piece.kinds, piece.href) == (same[0].kinds, same[0].href):
            same.append(piece)
            continue
        if same:
            yield _one(same)
        same = [piece] if isinstance(piece, Run) else []
        if not isinstance(piece, Run):
            yield piece
    if same:
        yield _one(same)


def _one(runs: list[Run]) -> Run:
    text = "".join(run.text for run in runs)
    return replace(runs[0], text=text, place=(runs[0].place[0], runs[-1].place[1]))


def _note_indents(lines: list[Line], text: str) -> None:
    """Tabs before the first letter are how indents are typed."""
    written = [line.expandtabs(_TAB) for line in text.split("\n") if line.strip()]
    for line, words in zip(lines, written, strict=False):
        line.indent = len(words) - len(words.lstrip())


def with_title_level(text: str, lines: list[Line]) -> list[Line]:
    """The same lines with the work's title alone on level 1, which is where the rules look for it.

    Web pages keep the first level for the title; in word processors it is mostly the chapters'.
    """
    titled = next((line for line in lines if "title" in line.setting.names), None)
    headings = [line for line in lines if line.setting.level]
    if titled is None and headings and _is_title(text, lines, headings):
        return lines
    below_title(lines)
    if titled:
        titled.setting = replace(titled.setting, level=1)
    return lines


def below_title(lines: list[Line]) -> None:
    """Every heading one level lower: none of them is the work's title."""
    for line in lines:
        if line.setting.level:
            line.setting = replace(line.setting, level=line.setting.level + 1)


def _is_title(text: str, lines: list[Line], headings: list[Line]) -> bool:
    """A heading that stands first, and has no story of its own before the next."""
    first = headings[0]
    if lines[0] is not first:
        return False
    following = next((line for line in headings[1:] if line.setting.level <= first.setting.level), None)
    if following is None or following.start - first.end < _TITLE_PAGE:
        return True
    return any(labelled(text[line.start : line.end]) for line in lines[1:5])


def join_kept_lines(text: str, lines: list[Line]) -> set[int]:
    """Takes the gap from paragraphs that are only lines: of a poem, a chat, a text pasted from a mail.

    Where blank paragraphs part the others, what has none between is one group, as in plain text. Elsewhere at least
    three short ones that are set apart alike are, if most of them end without a full stop. Returns where stanzas begin
    that are paragraphs of their own, with line ends in them.
    """
    if usual_gap(lines) > 1:
        for line in lines:
            if line.gap == 1 and _is_plain(line):
                line.gap = 0
        return set()
    stanzas: set[int] = set()
    for run in _runs_set_apart(lines):
        unended = sum(1 for line in run if text[line.end - 1] not in _FULL_STOPS)
        if len(run) >= _LEAST_VERSE and 2 * unended >= len(run):
            begun = [line for line in run[1:] if line.gap]
            if len(begun) < len(run) - 1:
                stanzas |= {line.start for line in begun}
            for line in begun:
                line.gap = 0
    return stanzas


def name_by_format(passages: list[Passage]) -> list[Passage]:
    """Names what the format itself says, before a rule can take it for something else: footnotes, contents, the byline."""
    for at, passage in enumerate(passages):
        if "footnote" in passage.setting.names:
            passage.name("footnote", "footnote of the format", 0.95)
        elif "navigation" in passage.setting.names:
            passage.name("furniture", "list of contents of the format", 0.95, kind="contents")
        elif at < _TITLE_LINES and "author" in passage.setting.names and len(passage.text) <= _LONGEST_NAME:
            passage.name("meta", "style called author", 0.85, field="author")
    return passages


def _parted(passages: list[Passage], stanzas: set[int]) -> list[Passage]:
    """Verse read together, as the stanzas it was typed in."""
    parted: list[Passage] = []
    for passage in passages:
        cuts = [at for at, line in enumerate(passage.lines) if at and line.start in stanzas]
        if passage.type != "lyric" or not cuts:
            parted.append(passage)
            continue
        for start, end in pairwise([0, *cuts, len(passage.lines)]):
            stanza = Passage(passage.source, passage.lines[start:end])
            stanza.name("lyric", passage.rule, passage.confidence, kind=passage.kind, alternatives=passage.alternatives)
            parted.append(stanza)
    return parted


def _is_plain(line: Line) -> bool:
    return line.setting.tag == "p" and not line.setting.level


def _runs_set_apart(lines: list[Line]) -> Iterator[list[Line]]:
    """Neighbours that are all short, and centred or emphasised alike."""
    run: list[Line] = []
    for line in lines:
        setting = line.setting
        set_apart = _is_plain(line) and (setting.centred or setting.emphasised) and line.end - line.start <= KEPT_LINE
        if run and not (set_apart and line.gap <= 1 and setting == run[-1].setting):
            yield run
            run = []
        if set_apart:
            run.append(line)
    yield run


def _least_gap(lines: list[Line]) -> int:
    """From how large a gap on it is a break: one blank paragraph where hardly any stand, two more than usual else."""
    usual = usual_gap(lines)
    parted = sum(1 for line in lines[1:] if line.gap > 1)
    return 2 if usual == 1 and parted < _FEW * len(lines) else usual + 2
