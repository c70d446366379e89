"""Made-up manuscripts in every format our readers know, each with the characters a person sees in it.

`case(seed, number)` is always the same, so an input that made trouble is known by two numbers.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from fanfold.manuscripts.tests import writers

WORDS = (
    "the tide was out and nobody in town would say why she asked Perrin about his net lantern salt quay ferry winter ladder "
    "“Go,” said Ilka. don’t naïve café straße größer Łódź река ночью море 漢字 夜の海 😀 … — he said.Then =) *no* _why_ 12:30"
).split()
LINES = (
    "Chapter 1", "Chapter Two: The Ferry", "II.", "Kapitel 3", "Глава 4", "第五章", "* * *", "oOo", "-NJ-", "~*~", "#", "------",
    "A/N: hello all, please review", "Author's note: exams are over.", "Title: Salt", "Author: Wren", "Rating: PG", "Summary: A boat.",
    "Disclaimer: the boats are not mine.", "Fandom: Low Water", "HALE: Move over.", "PIM: No.", "[02:14] pim: are you up", "Dear Ann,",
    "Love,", "V.", "THE END", "-TBC-", "From: a@b.example", "Newsgroups: x.y", "Message-ID: <1@b.example>", "--", "1. First", "2. Second",
    "- ink", "“Go,” she said.", "sing along, sing along", "Oh, paper moon", "    indented", "\t", "»  Books", "[^1]: a note", "[^1]",
    "> quoted", "| a | b |", "|---|---|", "(A/N: I know.)", "<i>No</i>", "&amp;", "http://quay.example/a_b", "Part 1/2", "Prologue",
    "Reviews", "Kudos", "Comments", "Table of Contents", "PERRIN'S POV", "Monday, 3rd March", "FLASHBACK", "To be continued...",
)  # fmt: skip
TOKENS = (
    "<p>", "</p>", "<br>", "<hr>", "<i>", "</i>", "<b>", "<h2>", "</h2>", "<blockquote>", "<ul><li>", "</ul>", "<table><tr><td>", "</table>",
    "<pre>", "<!--", "-->", "<script>", "</script>", "<title>", "<style>", "<![CDATA[", "<?x", "<a href='", "'>", "<div class='notes'>",
    "</div>", "<center>", "&", "&#", "&#x110000;", "&#0;", "&nbsp;", "<textarea>", "<svg>", "<template>", "<details>", "<", ">", "\"", "'",
    "*", "**", "_", "__", "`", "```\n", "[", "](", "![", "# ", "> ", "- ", "1. ", "|", "\n", "\n\n", "\r", "\r\n", "\t", " ", "    ", "\0", "\x0b",
    "\u00a0", "\u2028", "\u200b", "\ufeff", "\ufffd", "\x85", "{", "}", "\\", "\\par ", "\\'e9", "\\u-10179?", "\\bin9 ", "\\uc3", "\\*", "{\\footnote ",
    "{\\field{\\*\\fldinst HYPERLINK \"", "\\cell ", "\\row ", "\\trowd", "\\fonttbl", "\\f1", "\\upr", "\\ud", "<w:p>", "</w:p>", "<w:r>", "<w:t>",
    "<w:tbl>", "<w:txbxContent>", "<w:footnoteReference w:id='2'/>", "<text:p>", "<text:note>", "<text:s text:c='99999999'/>",
    "<table:table-cell table:number-columns-repeated='99999'>", "â€™", "Ã©", "a", "Chapter ", "A/N: ", "***", "...", "(", ")", "“", "”",
)  # fmt: skip
ENCODINGS = (
    "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "cp1250", "cp1253", "cp1255",
    "koi8_r", "mac_roman", "shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr", "iso8859_2", "utf-7",
)  # fmt: skip
NEWLINES = ("\n", "\n", "\r\n", "\r", "\x85")
STARTS = (b"", b"", b"", b"PK\x03\x04", b"{\\rtf1 ", b"<html>", b"<?xml version='1.0'?><office:document", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b$B", b"From: ")  # fmt: skip
NAMES = ("a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.fodt", "a.rtf", "a.epub", "a.zip", "a.doc", "a", "Vol. 2")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LOOKS = ("", "", "", "i", "b")
_SHAPES = ("", "", "", "", "heading", "centre", "quote")
_DEEPEST = 6000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one look: plain, `i` or `b`."""

    words: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces in a row; `shape` is nothing, `heading`, `centre` or `quote`."""

    pieces: tuple[Piece, ...]
    shape: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Case:
    """One input: the name and bytes of a file; `visible` are its characters where the file is sound, else None."""

    kind: str
    name: str
    data: bytes
    visible: Counter[str] | None = None


Story = Sequence[Paragraph]


def visible(text: str) -> Counter[str]:
    """The characters a person sees, counted: no white space, no controls, no byte order marks, no noncharacters."""
    counted = Counter(text)
    for letter in [letter for letter in counted if _is_unseen(letter)]:
        del counted[letter]
    return counted


def _is_unseen(letter: str) -> bool:
    code = ord(letter)
    is_nothing = code == 0xFEFF or 0xFDD0 <= code <= 0xFDEF or code in (0xFFFE, 0xFFFF)
    return letter.isspace() or code < 32 or 127 <= code < 160 or is_nothing


def case(seed: int, number: int) -> Case:
    """The input of this number: the same for ever, as long as the writers stay the same."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - repeatable on purpose
    kinds = (_sound, _damaged, _spliced, _tokens, _random_bytes, _repeated)
    make = chance.choices(kinds, weights=(44, 25, 8, 14, 7, 2))[0]
    return make(chance)


def story(chance: random.Random, most: int = 9) -> list[Paragraph]:
    """Some paragraphs, lines of every sort among them."""
    return [_paragraph(chance) for _ in range(chance.randint(1, most))]


def _paragraph(chance: random.Random) -> Paragraph:
    shape = chance.choice(_SHAPES)
    if chance.random() < 0.4:
        return Paragraph((Piece(chance.choice(LINES).strip() or "x"),), shape)
    pieces = [Piece(_words(chance), chance.choice(_LOOKS)) for _ in range(chance.randint(1, 3))]
    spaced = [Piece(piece.words + " ", piece.look) for piece in pieces[:-1]]
    return Paragraph((*spaced, pieces[-1]), shape)


def _words(chance: random.Random) -> str:
    if chance.random() < 0.06:
        return "".join(map(_letter, chance.choices(range(0x20, 0x3100), k=chance.randint(1, 12)))).strip() or "x"
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 25)))


def _letter(code: int) -> str:
    """The letter of this number, or a plain one in place of what no file of words may hold."""
    return "x" if 0x7F <= code <= 0x9F else chr(code)


def as_text(story: Story, chance: random.Random) -> str:
    """With blank lines, without, indented, wrapped, or all on one line."""
    way = chance.choice(("blank", "blank", "lines", "indented", "wrapped", "one"))
    if way == "wrapped":
        return "\n\n".join("\n".join(_wrapped(each.text, chance.choice((40, 65, 72)))) for each in story)
    between = {"blank": "\n\n", "lines": "\n", "indented": "\n    ", "one": " "}[way]
    return between.join(each.text for each in story) + chance.choice(("", "\n", "\n\n\n"))


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def as_markdown(story: Story) -> str:
    """CommonMark, with everything escaped that could mean something."""
    marks = {"": "", "i": "*", "b": "**"}
    shapes = {"heading": "## ", "quote": "> "}
    paragraphs = []
    for each in story:
        pieces = [f"{marks[piece.look]}{_escaped(piece.words.strip())}{marks[piece.look]}" for piece in each.pieces]
        paragraphs.append(shapes.get(each.shape, "") + " ".join(pieces))
    return "\n\n".join(paragraphs)


def _escaped(words: str) -> str:
    return "".join(f"\\{letter}" if letter in _PUNCTUATION else letter for letter in words)


def as_html(story: Story) -> str:
    """Paragraphs of a page, also fit for XHTML."""
    tags = {"": "p", "heading": "h2", "centre": 'p align="center"', "quote": "blockquote"}
    return "\n".join(_element(tags[each.shape], "".join(map(_inline, each.pieces))) for each in story)


def _inline(piece: Piece) -> str:
    return _element(piece.look, escape(piece.words)) if piece.look else escape(piece.words)


def _element(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag.partition(' ')[0]}>"


def as_docx(story: Story) -> bytes:
    """A Word document with the styles it names."""
    looks = {"": "", "i": "<w:i/>", "b": "<w:b/>"}
    names = {"": "", "heading": "H", "centre": "", "quote": "Q"}
    centred = {"centre": '<w:jc w:val="center"/>'}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/></w:style>'
        for name, called in (("H", "heading 1"), ("Q", "Quote"))
    )
    body = "".join(
        writers.wp(
            *(writers.wr(piece.words, looks[piece.look]) for piece in each.pieces),
            style=names[each.shape], more=centred.get(each.shape, ""),
        )
        for each in story
    )  # fmt: skip
    return writers.docx(body, styles=styles)


_ODT_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'
    for name, family, properties in (
        ("i", "text", '<style:text-properties fo:font-style="italic"/>'),
        ("b", "text", '<style:text-properties fo:font-weight="bold"/>'),
        ("centre", "paragraph", '<style:paragraph-properties fo:text-align="center"/>'),
    )
)


def odt_body(story: Story) -> str:
    """The paragraphs of an OpenDocument text."""
    return "".join(
        f"<text:h text:outline-level='1'>{_odt_inline(each)}</text:h>"
        if each.shape == "heading"
        else writers.op(_odt_inline(each), each.shape)
        for each in story
    )


def _odt_inline(paragraph: Paragraph) -> str:
    return "".join(
        f'<text:span text:style-name="{piece.look}">{escape(piece.words)}</text:span>' for piece in paragraph.pieces
    )


def as_odt(story: Story) -> bytes:
    """A packed OpenDocument text."""
    return writers.odt(odt_body(story), _ODT_STYLES)


def as_fodt(story: Story) -> bytes:
    """A flat OpenDocument text."""
    return writers.content(odt_body(story), _ODT_STYLES, root="document").encode()


def as_rtf(story: Story) -> bytes:
    """Rich text with Unicode numbers."""
    shapes = {"centre": "\\pard\\qc ", "heading": "\\pard\\b ", "quote": "\\pard\\li720 "}
    return writers.rtf(
        "\n".join(
            shapes.get(each.shape, "\\pard ")
            + "".join(
                f"{{\\{piece.look or 'plain'} {writers.rtf_words(piece.words)}}}" for piece in each.pieces
            )
            + "\\par"
            for each in story
        )
    )  # fmt: skip


def as_epub(story: Story) -> bytes:
    """A book of two pages, or of one page for each 400 paragraphs."""
    step = min(400, max(1, (len(story) + 1) // 2))
    parts = [story[at : at + step] for at in range(0, len(story), step)]
    return writers.epub([(f"p{at}.xhtml", writers.page(as_html(part))) for at, part in enumerate(parts)])


BYTE_WRITERS: dict[str, Callable[[Story], bytes]] = {
    "docx": as_docx, "odt": as_odt, "fodt": as_fodt, "rtf": as_rtf, "epub": as_epub,
    "html": lambda story: f"<!doctype html><html><body>{as_html(story)}</body></html>".encode(),
    "md": lambda story: as_markdown(story).encode(),
}  # fmt: skip


def _sound(chance: random.Random) -> Case:
    made = story(chance)
    ending = chance.choice(("txt", "txt", "txt", *BYTE_WRITERS, "zip"))
    if ending == "txt":
        return _text_file(as_text(made, chance), chance)
    if ending == "zip":
        return Case("sound", "a.zip", _folder(chance))
    seen = visible("".join(each.text for each in made))
    return Case("sound", f"a.{ending}", BYTE_WRITERS[ending](made), seen)


def _text_file(text: str, chance: random.Random) -> Case:
    """In any encoding: what it cannot write becomes a question mark; only where it says itself what it is do we know it."""
    encoding, newline = chance.choice(ENCODINGS), chance.choice(NEWLINES)
    written = text.replace("\n", newline if newline != "\x85" or encoding.startswith("utf") else "\n")
    data = written.encode(encoding, "replace")
    is_certain = encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32") and bool(text.strip())
    return Case("sound", "a.txt", data, visible(text) if is_certain else None)


def _folder(chance: random.Random) -> bytes:
    files = [_sound(chance) for _ in range(chance.randint(0, 3))]
    folders = ("", "a/", "../", "/", "C:\\", "__MACOSX/", ".git/", "ä/")
    return writers.packed({f"{chance.choice(folders)}{at}{each.name}": each.data for at, each in enumerate(files)})


def _damaged(chance: random.Random) -> Case:
    whole = _sound(chance)
    if whole.data.startswith(b"PK") and chance.random() < 0.7:
        return Case("damaged inside", whole.name, _damaged_inside(whole.data, chance))
    return Case("damaged", _renamed(whole.name, chance), _hurt(whole.data, chance))


def _damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """A pack that is sound itself, with one member hurt, missing or changed for another."""
    try:
        with ZipFile(BytesIO(data)) as file:
            parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    except BadZipFile:
        return data
    if not parts:
        return data
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    member = parts[one]
    if chance.random() < 0.1:
        del parts[one]
    elif chance.random() < 0.1:
        parts[one] = parts[other]
    elif isinstance(member, bytes):
        parts[one] = _hurt(member, chance)
    return writers.packed(parts)


def _hurt(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        start, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        short = data[start : min(end, start + chance.choice((1, 4, 40)))]
        way = chance.randrange(6)
        if way == 0:
            data = data[:start]
        elif way == 1:
            data = data[:start] + data[start + len(short) :]
        elif way == 2:
            data = data[:start] + short * chance.randint(2, 50) + data[start:]
        elif way == 3:
            data = data[:start] + chance.choice(TOKENS).encode() + data[start:]
        elif way == 4:
            data = data[:start] + chance.randbytes(len(short)) + data[start + len(short) :]
        else:
            data = data[end:] + data[:start]
    return data


def _renamed(name: str, chance: random.Random) -> str:
    return chance.choice(NAMES) if chance.random() < 0.2 else name


def _spliced(chance: random.Random) -> Case:
    one, other = _sound(chance), _sound(chance)
    cut, again = chance.randint(0, len(one.data)), chance.randint(0, len(other.data))
    return Case("spliced", one.name, one.data[:cut] + other.data[again:])


def _tokens(chance: random.Random) -> Case:
    pool = chance.choice((TOKENS, (*TOKENS, *LINES), (*LINES, "\n", "\n\n", "\n")))
    body = "".join(chance.choices(pool, k=chance.randint(0, 60)))
    ending = chance.choice(("txt", "html", "md", "rtf", "docx", "odt", "epub"))
    return Case("tokens", f"a.{ending}", _enclosed(ending, body))


def _enclosed(ending: str, body: str) -> bytes:
    if ending == "rtf":
        return b"{\\rtf1 " + body.encode("utf-8", "replace")
    if ending == "docx":
        return writers.docx(body)
    if ending == "odt":
        return writers.odt(body)
    if ending == "epub":
        return writers.epub([("a.xhtml", writers.page(body))])
    return body.encode("utf-8", "replace")


def _random_bytes(chance: random.Random) -> Case:
    return Case("bytes", chance.choice(NAMES), chance.choice(STARTS) + chance.randbytes(chance.randint(0, 600)))


def _repeated(chance: random.Random) -> Case:
    """A few tokens over and over: deep nesting, and patterns that might backtrack."""
    unit = "".join(chance.choices((*TOKENS, *LINES, "word "), k=chance.randint(1, 3)))
    ending = chance.choice(("txt", "html", "md", "rtf", "docx", "odt", "epub"))
    last = chance.choice(("", "x", "!"))
    return Case("repeated", f"a.{ending}", _enclosed(ending, unit * chance.randint(100, _DEEPEST) + last))
