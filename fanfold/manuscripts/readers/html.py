"""HTML: the tags say what stood around each line; the same rules as for plain text do the rest."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from statistics import median

from fanfold.manuscripts.readers.assemble import assemble
from fanfold.manuscripts.readers.builder import Builder
from fanfold.manuscripts.readers.decode import Decoded
from fanfold.manuscripts.readers.lines import Discipline, passages_of
from fanfold.manuscripts.readers.passages import Line, Setting
from fanfold.manuscripts.readers.plain import with_gaps
from fanfold.manuscripts.readers.rules import name_all
from fanfold.prose.allowed import names
from fanfold.prose.attributes import alignment, style_marks
from fanfold.prose.document import Box, Extract, MarkKind, Reading, Source
from fanfold.prose.tokens import Token, tokens

_BLOCKS = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup html head hr legend li main menu nav ol option p pre section select summary table tbody "
    "td tfoot th thead tr ul caption noscript iframe textarea object"
)
_MARKS: dict[str, MarkKind] = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong", "b": "strong", "u": "u", "ins": "u",
    "s": "s", "strike": "s", "del": "s", "sup": "sup", "sub": "sub", "small": "small", "a": "link",
}  # fmt: skip
_DROPPED = {
    "script": "it is a program, not text",
    "style": "it is for the look of a page",
    "title": "it is shown on the window, not in the page",
    "template": "it is not shown",
}
_MOST_NAMES = 24
_ENDS = frozenset('.!?…:;"”’»)*—。！？」')
_VERSE_LINE = 60
# An open paragraph or cell ends where the next begins, without its end tag.
_ENDS_ITSELF = {
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}


@dataclass(slots=True)
class Open:
    """An element that is open: how things stood before it, and where its mark began."""

    name: str
    before: Setting
    kinds: tuple[MarkKind, ...] = ()
    start: int = 0
    href: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


class HtmlFeeder:
    """Feeds HTML into a builder; what is left open at the end is closed there."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.open: list[Open] = []
        self.counted: Counter[str] = Counter()

    def feed(self, source: str, offset: int = 0) -> None:
        """Take some HTML; `offset` is where it begins in the decoded source."""
        for token in tokens(source):
            if token.kind == "text":
                self.text(token, offset)
            elif token.kind == "start":
                self.start(token)
            elif token.kind == "end":
                self.end(token.name)
            else:
                self.builder.drop("comment", "readers do not see it")

    def text(self, token: Token, offset: int) -> None:
        if token.name in _DROPPED:
            self.builder.drop(f"content of <{token.name}>", _DROPPED[token.name])
            return
        self.builder.text(token.data, token.start + offset, token.end + offset, keep_spaces=self.counted["pre"] > 0)

    def start(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.builder.line_end()
        elif name == "hr":
            self.builder.rule()
        elif name in ("img", "image"):
            self.builder.picture(token.attributes.get("src", ""), token.attributes.get("alt", ""))
        elif name in _BLOCKS:
            self.start_block(token)
        elif name in _MARKS or name in ("span", "font"):
            self.start_inline(token)

    def start_block(self, token: Token) -> None:
        while self.open and self.open[-1].name in _ENDS_ITSELF.get(token.name, ()):
            self.end(self.open[-1].name)
        self.builder.block_edge()
        kinds = tuple(kind for kind in style_marks(token.attributes))
        marked = tuple(map(_as_kind, kinds))
        self.push(Open(token.name, self.builder.setting, marked, self.builder.length, None, token.attributes))
        self.builder.setting = self.within(token, self.builder.setting)

    def start_inline(self, token: Token) -> None:
        if token.name == "a":
            self.end("a")
        kinds = tuple(map(_as_kind, style_marks(token.attributes)))
        own = _MARKS.get(token.name)
        href = self.address(token)
        if own and not (own == "link" and not href):
            kinds = (own, *kinds)
        self.push(Open(token.name, self.builder.setting, kinds, self.builder.length, href))

    def address(self, token: Token) -> str | None:
        """Where a link leads; a place in the same page is none, as the page is not kept."""
        href = token.attributes.get("href")
        if href and href.startswith("#"):
            self.builder.drop("link within the page", "the place it leads to is part of another page now")
            return None
        return href

    def push(self, opened: Open) -> None:
        self.open.append(opened)
        self.counted[opened.name] += 1
        for kind in opened.kinds:
            self.builder.emphasise(kind, 1)

    def end(self, name: str) -> None:
        """Close the nearest such element. A block's end closes what is open in it; an inline's only itself."""
        if not self.counted[name]:
            if name == "p":
                self.builder.block_edge()
            return
        is_block = name in _BLOCKS
        for at in range(len(self.open) - 1, -1, -1):
            opened = self.open[at]
            if opened.name == name:
                self.close(self.open.pop(at), is_block)
                return
            if is_block:
                self.close(self.open.pop(at), opened.name in _BLOCKS)

    def close(self, opened: Open, is_block: bool) -> None:
        self.counted[opened.name] -= 1
        for kind in opened.kinds:
            self.builder.mark(opened.start, kind, opened.href if kind == "link" else None)
            self.builder.emphasise(kind, -1)
        if is_block:
            self.builder.block_edge()
            self.builder.setting = opened.before
            self.builder.boxes.append(Box(opened.start, self.builder.length, opened.name, opened.attributes))

    def finish(self) -> Extract:
        """Close everything."""
        while self.open:
            opened = self.open.pop()
            self.close(opened, opened.name in _BLOCKS)
        return self.builder.finish()

    def within(self, token: Token, outer: Setting) -> Setting:
        """How things stand inside this block."""
        changed: dict[str, object] = {}
        name = token.name
        if name[0] == "h" and name[1:].isdigit():
            changed["level"] = int(name[1:])
        elif name in ("li", "pre"):
            changed["tag"] = name
        elif name == "ol" or name == "ul":
            changed["ordered"] = name == "ol"
        elif name == "blockquote":
            changed["quoted"] = outer.quoted + 1
        elif name in ("tr", "dt", "dd"):
            changed |= self.row(name, outer)
        elif name in ("table", "td", "th"):
            changed |= {"tag": "tr", "row": 0 if name == "table" else outer.row}
        if name == "center" or alignment(token.attributes) == "centre":
            changed["centred"] = True
        if more := _names(token.attributes) - outer.names:
            changed["names"] = frozenset(sorted(outer.names | more)[:_MOST_NAMES])
        return replace(outer, **changed) if changed else outer  # type: ignore[arg-type]

    def row(self, name: str, outer: Setting) -> dict[str, object]:
        """A row of a table; a definition goes with the term before it."""
        if name == "tr":
            return {"tag": "tr", "row": self.builder.new_row()}
        number = self.builder.rows if name == "dd" and self.builder.rows else self.builder.new_row()
        return {"tag": "p", "row": number}


def _as_kind(tag: str) -> MarkKind:
    return _MARKS[tag]


def _names(attributes: Mapping[str, str]) -> frozenset[str]:
    given = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return frozenset(name.lower() for name in given.split()[:8])


def read_html(source: Source, decoded: Decoded) -> Reading:
    """The whole way from decoded HTML to a reading."""
    feeder = HtmlFeeder(Builder())
    feeder.feed(decoded.text)
    extract = feeder.finish()
    extract = replace(extract, dropped=(*decoded.dropped, *extract.dropped))
    lines = feeder.builder.lines
    passages = name_all(passages_of(extract.text, lines, page_discipline(extract.text, lines)), extract.marks)
    return assemble(source, extract, with_gaps(passages, 2 + usual_gap(lines)), ())


def usual_gap(lines: list[Line]) -> int:
    """The commonest number of blank lines, or of `<br>` beyond the first, between passages."""
    gaps = Counter(line.gap for line in lines[1:] if line.gap and line.setting.tag != "hr")
    return max(gaps, key=lambda gap: gaps[gap], default=1)


def page_discipline(text: str, lines: list[Line]) -> Discipline:
    """Whether one `<br>` ends a paragraph: where most do, and the lines are indented, or long and ended like prose."""
    typed = [line for line in lines if line.setting.tag == "p" and not line.setting.row]
    direct = [line for line in typed[1:] if not line.gap]
    if len(direct) < 2:
        return "blank"
    if sum(1 for line in direct if line.indent >= 2) > 0.8 * len(direct):
        return "line"
    ended = sum(1 for line in direct if text[line.end - 1] in _ENDS)
    long = median(line.end - line.start for line in direct) > _VERSE_LINE
    return "line" if len(direct) >= 0.5 * len(typed) and long and ended > 0.7 * len(direct) else "blank"
