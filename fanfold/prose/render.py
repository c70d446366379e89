"""Blocks as source HTML for `clean`. Every character of every story block is in it, in order."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from fanfold.prose.attributes import alignment
from fanfold.prose.document import Block, ChapterReading, Extract, Mark, Place, Span

_TAGS = {"em": "em", "strong": "strong", "u": "u", "s": "s", "sup": "sup", "sub": "sub", "small": "small"}
_HIDDEN = frozenset({"furniture", "meta"})
_SPEAKER = re.compile(r"\s*(?:\[[^\]\n]{1,20}\]\s*)?(?:<[^>\n]{1,40}>|[^:\n]{1,40}:)")
_SIGNED = re.compile(r"\s*[-–—~]|.{1,40}$")


class _Inline:
    """Writes spans with the marks over them, always nested right: what overlaps is closed and opened again."""

    def __init__(self, extract: Extract) -> None:
        self.extract = extract
        self.marks = extract.marks
        self.next = -1
        self.current: list[Mark] = []
        self.aligned = sorted(_aligned(extract))

    def html(self, block: Block) -> str:
        pieces = list(block.pieces(self.extract))
        return "".join(self.piece(text, span) for text, span in pieces)

    def paragraph(self, block: Block) -> str:
        """Its words in a paragraph that stands where it stood: centred, or to the right."""
        align = self.align(block.spans[0]) if block.spans else ""
        start = f'<p class="{align}">' if align else "<p>"
        return f"{start}{self.html(block)}</p>"

    def align(self, span: Span) -> str:
        at = bisect_right(self.aligned, (span[0], len(self.extract.text), "~")) - 1
        if at < 0:
            return ""
        start, end, align = self.aligned[at]
        return align if start <= span[0] and span[1] <= end else ""

    def piece(self, text: str, span: Span) -> str:
        if text == " " and self.extract.text[span[0] : span[1]] != " ":
            return " "
        return "".join(self.runs(*span))

    def runs(self, start: int, end: int) -> Iterator[str]:
        """The characters cut wherever a mark begins or ends."""
        covering = self.over(start, end)
        edges = {start, end} | {edge for mark in covering for edge in (mark.start, mark.end) if start < edge < end}
        for left, right in pairwise(sorted(edges)):
            yield from (_picture(mark) for mark in covering if mark.start == mark.end == left)
            inner = [mark for mark in covering if mark.start <= left and mark.end >= right]
            yield self.wrapped(self.extract.text[left:right], inner)
        yield from (_picture(mark) for mark in covering if mark.start == mark.end == end)

    def over(self, start: int, end: int) -> list[Mark]:
        """The marks over a span. Spans come in order, so each mark is looked at once."""
        if self.next < 0:
            self.next = bisect_left(self.marks, start, key=lambda mark: mark.start)
        while self.next < len(self.marks) and _begins_within(self.marks[self.next], end):
            self.current.append(self.marks[self.next])
            self.next += 1
        self.current = [mark for mark in self.current if mark.end > start or mark.start == mark.end == start]
        return [mark for mark in self.current if _begins_within(mark, end)]

    @staticmethod
    def wrapped(text: str, marks: Sequence[Mark]) -> str:
        html = escape(text, quote=False).replace("\n", "<br>")
        for mark in reversed(marks):
            if mark.kind in ("link", "image") and mark.href:
                html = f'<a href="{escape(mark.href)}">{html}</a>'
            elif mark.kind in _TAGS:
                html = f"<{_TAGS[mark.kind]}>{html}</{_TAGS[mark.kind]}>"
        return html


def _begins_within(mark: Mark, end: int) -> bool:
    return mark.start < end or mark.start == mark.end == end


def _picture(mark: Mark) -> str:
    """A link to a picture that stood between words: pictures from elsewhere are never shown."""
    return f'<a href="{escape(mark.href)}">Picture</a>' if mark.href else ""


def _aligned(extract: Extract) -> Iterator[tuple[int, int, str]]:
    """Where the source set its text in the middle or to the right; not where it did so with all of it."""
    for box in extract.boxes:
        align = alignment({**box.attributes, "align": box.attributes.get("align", "").replace("centre", "center")})
        align = "centre" if box.tag == "center" else align
        if align and (box.start, box.end) != (0, len(extract.text)):
            yield box.start, box.end, align


def render(blocks: Sequence[Block], extract: Extract) -> str:
    """The story: chapter headings, fields and furniture stay in the reading, notes at head and end stand apart."""
    shown = [block for block in blocks if is_story(block)]
    while shown and shown[0].type == "break":
        shown.pop(0)
    while shown and shown[-1].type == "break":
        shown.pop()
    inline = _Inline(extract)
    return "\n".join(_SHAPES[kind](list(run), inline) for kind, run in groupby(shown, key=lambda block: block.type))


def render_notes(chapter: ChapterReading, extract: Extract, place: Place) -> str:
    """The notes at the head or at the end of a chapter, a paragraph each."""
    inline = _Inline(extract)
    notes = [block for block in chapter.blocks if block.type == "note" and (block.place or "head") == place]
    return "\n".join(f"<p>{inline.html(note)}</p>" for note in notes)


def is_story(block: Block) -> bool:
    """Whether the block is shown as part of the chapter's text."""
    if block.type == "note":
        return block.place == "mid"
    return block.type not in _HIDDEN and not (block.type == "heading" and block.kind == "chapter")


Shape = Callable[[list[Block], _Inline], str]


def _each(start: str, end: str) -> Shape:
    def shape(blocks: list[Block], inline: _Inline) -> str:
        return "\n".join(f"{start}{inline.html(block)}{end}" for block in blocks)

    return shape


def _paragraphs(blocks: list[Block], inline: _Inline) -> str:
    return "\n".join(inline.paragraph(block) for block in blocks)


def _within(start: str, end: str) -> Shape:
    def shape(blocks: list[Block], inline: _Inline) -> str:
        return start + "".join(f"<p>{inline.html(block)}</p>" for block in blocks) + end

    return shape


def _break(blocks: list[Block], inline: _Inline) -> str:
    return "\n".join("<hr>" for _ in blocks)


def _lyric(blocks: list[Block], inline: _Inline) -> str:
    """Verse: a paragraph for each line; indented lines and first lines of stanzas say so."""
    lines: list[str] = []
    for nth, block in enumerate(blocks):
        for at, (line, indented) in enumerate(_verse_lines(block, inline)):
            names = ["stanza"] * (at == 0 and nth > 0) + ["in"] * indented
            lines.append(f'<p class="{" ".join(names)}">{line}</p>' if names else f"<p>{line}</p>")
    return f'<div class="verse">{"".join(lines)}</div>'


def _verse_lines(block: Block, inline: _Inline) -> Iterator[tuple[str, bool]]:
    for start, end in block.spans:
        at = start
        for line in inline.extract.text[start:end].split("\n"):
            if line.strip():
                yield "".join(inline.runs(at, at + len(line))).strip(), at > start and line[:2].isspace()
            at += len(line) + 1


def _letter(blocks: list[Block], inline: _Inline) -> str:
    written = []
    for at, block in enumerate(blocks):
        is_last = at == len(blocks) - 1 and len(blocks) > 1
        signed = is_last and _SIGNED.fullmatch(block.text(inline.extract).strip()) is not None
        written.append(f'<p class="signed">{inline.html(block)}</p>' if signed else f"<p>{inline.html(block)}</p>")
    return f'<div class="letter">{"".join(written)}</div>'


def _chat(blocks: list[Block], inline: _Inline) -> str:
    items = []
    for block in blocks:
        html = inline.html(block)
        speaker = _SPEAKER.match(block.text(inline.extract))
        plain = escape(speaker.group(), quote=False) if speaker else ""
        items.append(
            f"<li><b>{plain}</b>{html[len(plain) :]}</li>" if plain and html.startswith(plain) else f"<li>{html}</li>"
        )
    return f'<ul class="chat">{"".join(items)}</ul>'


def _script(blocks: list[Block], inline: _Inline) -> str:
    return "\n".join(f'<p class="script">{inline.html(block)}</p>' for block in blocks)


def _list(blocks: list[Block], inline: _Inline) -> str:
    tag = "ol" if blocks[0].kind == "ordered" else "ul"
    return f"<{tag}>{''.join(f'<li>{inline.html(block)}</li>' for block in blocks)}</{tag}>"


def _table(blocks: list[Block], inline: _Inline) -> str:
    """A row for each block and a cell for each of its spans."""
    rows = ("".join(f"<td>{''.join(inline.runs(*span))}</td>" for span in block.spans) for block in blocks)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


_SHAPES: dict[str, Shape] = {
    "para": _paragraphs,
    "letter": _letter,
    "quote": _within("<blockquote>", "</blockquote>"),
    "chat": _chat,
    "script": _script,
    "table": _table,
    "list": _list,
    "footnote": _within('<section class="footnotes">', "</section>"),
    "image": _each("<p>", "</p>"),
    "lyric": _lyric,
    "break": _break,
    "heading": _each("<h3>", "</h3>"),
    "note": _within('<div class="note">', "</div>"),
}
