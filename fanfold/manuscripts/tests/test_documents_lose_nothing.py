"""Word processors' files and books: every visible character is placed once or counted as left out, whatever is given."""

import re
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanfold.manuscripts.neutral import as_json, neutral
from fanfold.manuscripts.readers import NotRead, read
from fanfold.manuscripts.readers.decode import INVISIBLE
from fanfold.manuscripts.tests import writers
from fanfold.manuscripts.tests.test_readers_lose_nothing import LINES, assert_whole, placed, read_or_none, visible
from fanfold.prose.document import Reading, account

_LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
_WORDS = st.one_of(st.sampled_from([line.strip() for line in LINES if line.strip()]), st.text(_LETTERS, max_size=20))
_LOOKS = [
    "",
    "<w:i/>",
    "<w:b/>",
    '<w:i w:val="0"/>',
    "<w:strike/>",
    '<w:u w:val="single"/>',
    '<w:vertAlign w:val="superscript"/>',
]
_SHAPES = [
    "",
    '<w:jc w:val="center"/>',
    '<w:jc w:val="right"/>',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    "<w:pageBreakBefore/>",
]
_STYLES = ["", "H1", "H2", "T", "Q"]
_BARE = ["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:r><w:cr/></w:r>", "<w:r><w:noBreakHyphen/></w:r>", '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:footnoteReference w:id="2"/></w:r>']  # fmt: skip
_WORD_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/></w:style>'
    for name, called in (("H1", "heading 1"), ("H2", "heading 2"), ("T", "Title"), ("Q", "Quote"))
)
_CALLED = f'<w:footnote w:id="2">{writers.wp("A note under the page.")}</w:footnote>'


def shown(reading: Reading) -> Counter[str]:
    """What was placed, with what was repaired as it stood before."""
    repairs = reading.source.repairs
    repaired = visible("".join(each.repaired for each in repairs))
    return placed(reading) - repaired + visible("".join(each.original for each in repairs))


def _wrapped(run: str) -> st.SearchStrategy[str]:
    """The run alone, or as what tracked changes, links, hidden text and boxes make of it."""
    box = f"<w:txbxContent><w:p>{run}</w:p></w:txbxContent>"
    deleted = run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return st.sampled_from(
        [
            run, run, run, f"<w:ins>{run}</w:ins>", f"<w:del>{deleted}</w:del>", f'<w:hyperlink r:id="l1">{run}</w:hyperlink>',
            f"<w:moveFrom>{run}</w:moveFrom><w:moveTo>{run}</w:moveTo>", f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>",
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            run.replace("<w:rPr>", "<w:rPr><w:vanish/>"),
        ]
    )  # fmt: skip


word_runs = st.one_of(st.builds(writers.wr, _WORDS, st.sampled_from(_LOOKS)).flatmap(_wrapped), st.sampled_from(_BARE))
word_paragraphs = st.builds(
    lambda runs, style, more: writers.wp(*runs, style=style, more=more),
    st.lists(word_runs, max_size=4), st.sampled_from(_STYLES), st.sampled_from(_SHAPES),
)  # fmt: skip
word_tables = st.lists(word_paragraphs, min_size=1, max_size=4).map(
    lambda cells: f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"
)
word_bodies = st.lists(st.one_of(word_paragraphs, word_paragraphs, word_tables), max_size=12).map("".join)


def _docx(body: str) -> bytes:
    links = {"l1": "https://harbour.example/"}
    return writers.docx(body, links, styles=_WORD_STYLES, footnotes=_CALLED)


def _seen_in_word(data: bytes) -> Counter[str]:
    """The characters Word shows, by another parser and a plain walk over the elements."""
    with ZipFile(BytesIO(data)) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))  # noqa: S314
    seen = "".join(_word_text(body))
    return visible(INVISIBLE.sub("", seen + ("A note under the page." if _calls(body) else "")))


def _word_text(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    hides = name == "r" and any(each.tag.endswith("}vanish") for each in element.iter())
    if name in ("del", "moveFrom", "Fallback") or hides:
        return
    yield {"t": element.text or "", "noBreakHyphen": "\u2011"}.get(name, "")
    for each in element:
        yield from _word_text(each)


def _calls(body: ElementTree.Element) -> bool:
    return any(each.tag.endswith("}footnoteReference") for each in body.iter())


@settings(max_examples=150, deadline=None)
@given(word_bodies)
def test_an_author_finds_every_character_of_her_word_document(body: str) -> None:
    data = _docx(body)
    reading = read_or_none("story.docx", data)
    if reading is None:
        assert not _seen_in_word(data)
        return
    assert_whole(reading)
    assert shown(reading) == _seen_in_word(data)
    assert neutral(reading)["works"] is not None
    assert as_json(reading)["account"]


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_every_struck_out_and_hidden_character_is_counted(words: list[str]) -> None:
    struck = "".join(f"<w:del>{writers.wr(each)}</w:del>" for each in words)
    hidden = "".join(writers.wr(each, "<w:vanish/>") for each in words)
    reading = read(
        "story.docx", writers.docx(writers.wp("The quay was empty.") + writers.wp(struck) + writers.wp(hidden))
    )
    counted = {each.what: each.how_many for each in reading.extract.dropped}
    size = sum(len("".join(each.split())) for each in words)
    expected = {"character of deleted text": size, "character of hidden text": size} if size else {}
    assert counted == expected


_ODT_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'
    for name, family, properties in (
        ("T1", "text", '<style:text-properties fo:font-style="italic"/>'),
        ("T2", "text", '<style:text-properties text:display="none"/>'),
        ("P1", "paragraph", '<style:paragraph-properties fo:text-align="center"/>'),
        ("P2", "paragraph", '<style:paragraph-properties fo:break-before="page"/>'),
    )
)


def _odt_inline(words: str) -> st.SearchStrategy[str]:
    text = re.sub(r"[&<>]", lambda sign: f"&#{ord(sign.group())};", words)
    return st.sampled_from(
        [
            text, text, f'<text:span text:style-name="T1">{text}</text:span>', f'<text:span text:style-name="T2">{text}</text:span>',
            f'<text:a xlink:href="https://harbour.example/">{text}</text:a>', f"{text}<text:s text:c='3'/>", f"<text:tab/>{text}",
            f"{text}<text:line-break/>{text}", f"<text:bookmark/>{text}<text:soft-page-break/>",
            f"<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>{writers.op(text)}</text:note-body></text:note>",
            f"<office:annotation><dc:creator>Bea</dc:creator>{writers.op('why')}</office:annotation>{text}",
            f"<draw:frame><draw:text-box>{writers.op(text)}</draw:text-box></draw:frame>",
        ]
    )  # fmt: skip


odt_words = st.lists(_WORDS.flatmap(_odt_inline), max_size=4).map("".join)
odt_blocks = st.one_of(
    st.builds(writers.op, odt_words, st.sampled_from(["", "P1", "P2"])),
    odt_words.map(lambda words: f"<text:h text:outline-level='1'>{words}</text:h>"),
    odt_words.map(lambda words: f"<text:list><text:list-item>{writers.op(words)}</text:list-item></text:list>"),
    odt_words.map(lambda words: f"<table:table><table:table-row><table:table-cell>{writers.op(words)}</table:table-cell></table:table-row></table:table>"),
    odt_words.map(lambda words: f"<text:tracked-changes><text:changed-region><text:deletion>{writers.op(words)}</text:deletion></text:changed-region></text:tracked-changes>"),
    odt_words.map(lambda words: f"<text:section>{writers.op(words)}</text:section>"),
)  # fmt: skip
odt_bodies = st.lists(odt_blocks, max_size=10).map("".join)


def _seen_in_writer(body: str) -> Counter[str]:
    root = ElementTree.fromstring(writers.content(body, _ODT_STYLES))  # noqa: S314
    return visible(INVISIBLE.sub("", "".join(_writer_text(root))))


def _writer_text(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    hides = name == "span" and "T2" in element.attrib.values()
    if name not in ("tracked-changes", "annotation", "note-citation") and not hides:
        yield element.text or ""
        for each in element:
            yield from _writer_text(each)
    yield element.tail or ""


@settings(max_examples=150, deadline=None)
@given(odt_bodies, st.booleans())
def test_an_author_finds_every_character_of_her_open_document(body: str, flat: bool) -> None:
    if flat:
        reading = read_or_none("story.fodt", writers.content(body, _ODT_STYLES, root="document").encode())
    else:
        reading = read_or_none("story.odt", writers.odt(body, _ODT_STYLES))
    if reading is None:
        assert not _seen_in_writer(body)
        return
    assert_whole(reading)
    assert shown(reading) == _seen_in_writer(body)


_RTF_WORDS = _WORDS.map(writers.rtf_words)
rtf_pieces = st.one_of(
    _RTF_WORDS, _RTF_WORDS,
    _RTF_WORDS.map(lambda words: f"{{\\i {words}}}"), _RTF_WORDS.map(lambda words: f"\\b {words}\\b0 "),
    _RTF_WORDS.map(lambda words: f"{{\\super\\chftn}}{{\\footnote \\pard\\plain {words}}}"),
    _RTF_WORDS.map(lambda words: f"{{\\field{{\\*\\fldinst HYPERLINK \"https://harbour.example/\"}}{{\\fldrslt {words}}}}}"),
    st.sampled_from(["\\par\n", "\\par\\pard\\qc ", "\\line ", "\\tab ", "\\emdash ", "\\'e9", "\\~", "\\page ", "{\\*\\generator Quill;}",
                     "{\\pict\\pngblip 89504e47}", "{\\deleted\\revauthdel1 gone}", "{\\v hid}", "\\trowd\\intbl a\\cell b\\cell\\row\\pard ", "{\\pntext\\'b7\\tab}"]),
)  # fmt: skip
rtf_bodies = st.lists(rtf_pieces, max_size=20).map("".join)


def _seen_in_wordpad(body: str) -> Counter[str]:
    """A naive counter: what shows nothing is cut out, numbers become letters, the rest of the control words go."""
    text = re.sub(r"\\([\\{}])", lambda sign: _KEPT[str(sign.group(1))], body)
    for unseen in _UNSEEN:
        text = re.sub(unseen, "", text)
    text = (
        re.sub(r"((?:\\u-?\d+\?)+)", _utf16, text).replace("\\emdash ", "—").replace("\\'e9", "é").replace("\\~", " ")
    )
    bare = re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", text)
    return visible(INVISIBLE.sub("", bare.translate({ord(kept): sign for sign, kept in _KEPT.items()})))


_KEPT = {"\\": "\x01", "{": "\x02", "}": "\x03"}
_UNSEEN = (
    r"\{\\\*\\(?:generator|fldinst)[^{}]*\}", r"\{\\pict[^{}]*\}", r"\{\\deleted\\revauthdel1 gone\}", r"\{\\v hid\}",
    r"\{\\pntext[^{}]*\}",
)  # fmt: skip


def _utf16(found: re.Match[str]) -> str:
    numbers = [int(number) & 0xFFFF for number in re.findall(r"-?\d+", found.group())]
    return b"".join(number.to_bytes(2, "big") for number in numbers).decode("utf-16-be", "replace")


@settings(max_examples=200, deadline=None)
@given(rtf_bodies)
def test_an_author_finds_every_character_of_her_rtf_document(body: str) -> None:
    reading = read_or_none("story.rtf", writers.rtf(body))
    if reading is None:
        assert not _seen_in_wordpad(body)
        return
    assert_whole(reading)
    assert shown(reading) == _seen_in_wordpad(body)
    source = writers.rtf(body).decode("latin-1")
    for each in reading.extract.origin:
        letter = reading.extract.text[each.start]
        assert not (letter.isascii() and letter.isalpha()) or letter in source[each.source_start : each.source_end]


_TAGS = ["<p>{}</p>", "<h2>{}</h2>", "<blockquote><p>{}</p></blockquote>", "<div>{}<br/>{}</div>", "<p><i>{}</i><a id='x'/>{}</p>", "<ul><li>{}</li></ul>", "<p/>{}", "<hr/><p>{}</p>", "<![CDATA[{}]]>", "<title/><p>{}</p>"]  # fmt: skip
pages = st.lists(
    st.builds(lambda tag, words: tag.replace("{}", words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if "CDATA" not in tag else re.sub("[<>&]", "", words)), st.sampled_from(_TAGS), _WORDS),
    max_size=6,
).map("".join)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(pages, min_size=1, max_size=4), st.booleans())
def test_an_author_finds_every_character_of_her_book(bodies: list[str], labelled: bool) -> None:
    files = [(f"p{at}.xhtml", writers.page(body)) for at, body in enumerate(bodies)]
    labels = {name: f"The {name} hour" for name, _ in files} if labelled else {}
    reading = read_or_none("story.epub", writers.epub(files, labels=labels, facts="<dc:title>Low Water</dc:title>"))
    seen = "".join(
        text
        for _, page in files
        for text in ElementTree.fromstring(page.replace("<title>Page</title>", "")).itertext()  # noqa: S314
    )
    if reading is None:
        assert not visible(INVISIBLE.sub("", seen))
        return
    assert_whole(reading)
    assert shown(reading) == visible(INVISIBLE.sub("", seen))


SOUND = {
    "story.docx": _docx(writers.wp("One ", writers.wr("two", "<w:i/>"), ' <w:r><w:footnoteReference w:id="2"/></w:r>'.strip())),
    "story.odt": writers.odt(writers.op("One <text:span text:style-name='T1'>two</text:span> three"), _ODT_STYLES),
    "story.fodt": writers.content(writers.op("One two three"), root="document").encode(),
    "story.rtf": writers.rtf("One {\\i two} \\'93three\\'94\\par {\\footnote four}\\u8212?five{\\*\\x six}"),
    "story.epub": writers.epub([("a.xhtml", writers.page("<h1>One</h1><p>two</p>"))], labels={"a.xhtml": "One"}),
}  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_a_damaged_file_is_refused_or_read_wholly(name: str, data: st.DataObject) -> None:
    whole = SOUND[name]
    cut = data.draw(st.integers(0, len(whole)))
    instead = data.draw(st.binary(max_size=4))
    again = data.draw(st.integers(cut, len(whole)))
    reading = read_or_none(name, whole[:cut] + instead + whole[again:])
    if reading:
        assert_whole(reading)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/_rels/document.xml.rels"]),
    st.data(),
)
def test_a_word_document_with_a_damaged_part_is_refused_or_read_wholly(member: str, data: st.DataObject) -> None:
    with ZipFile(BytesIO(SOUND["story.docx"])) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    cut = data.draw(st.integers(0, len(parts[member])))
    parts[member] = (
        parts[member][:cut] + data.draw(st.binary(max_size=3)) + parts[member][cut + data.draw(st.integers(0, 30)) :]
    )
    reading = read_or_none("story.docx", writers.packed(parts))
    if reading:
        assert_whole(reading)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"{\\rtf1 ", b"PK\x03\x04", b"<?xml version='1.0'?><office:document"]), st.sampled_from([*SOUND, "a.doc", "a.zip"]))  # fmt: skip
def test_no_bytes_make_a_document_reader_fall_over(data: bytes, start: bytes, name: str) -> None:
    reading = read_or_none(name, start + data)
    if reading:
        assert_whole(reading)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(["{", "}", "\\", "\\u55357?", "\\u-8704?", "\\'", "\\'e", "\\bin5 ", "\\uc9", "\\*", "\\footnote ", "\\fldinst ", "\\cell ", "\\par ", "\\fonttbl\\f1\\fcharset128 ", "\\f1 ", "\\'82\\'a0", "\\upr ", "\\ud ", "x", " "]), max_size=40).map("".join))  # fmt: skip
def test_no_broken_rtf_makes_the_reader_fall_over(body: str) -> None:
    reading = read_or_none("story.rtf", f"{{\\rtf1 {body}".encode())
    if reading:
        assert_whole(reading)


_SENTENCE = "The tide was out, and nobody in the town would say why, so she went and asked the gulls about it. "


def _large_docx(count: int) -> bytes:
    return writers.docx(
        "".join(writers.wp(f"{n} ", writers.wr(_SENTENCE * 4, "<w:i/>"), "And so on.") for n in range(count))
    )


def _large_odt(count: int) -> bytes:
    return writers.odt(
        "".join(writers.op(f"{n} <text:span text:style-name='T1'>{_SENTENCE * 4}</text:span>") for n in range(count)),
        _ODT_STYLES,
    )


def _large_rtf(count: int) -> bytes:
    return writers.rtf(
        "".join(f"\\pard\\fi360 {n} {{\\i {_SENTENCE * 4}}}\\'93And so on.\\'94\\par\n" for n in range(count))
    )


def _large_epub(count: int) -> bytes:
    told = [
        (f"p{n}.xhtml", writers.page(f"<h2>Part {n}</h2>" + f"<p>{n} <i>{_SENTENCE * 4}</i></p>" * 100))
        for n in range(count // 100)
    ]
    return writers.epub(told)


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.docx", _large_docx), ("a.odt", _large_odt), ("a.rtf", _large_rtf), ("a.epub", _large_epub)],
)
def test_a_text_of_five_million_letters_is_read(name: str, write: Callable[[int], bytes]) -> None:
    data = write(12_500)
    reading = read(name, data)
    assert account(reading).is_complete
    assert len(reading.extract.text) > 4_900_000


@pytest.mark.parametrize(
    "body",
    [
        "{" * 900 + "deep" + "}" * 900,
        "x" * 150_000,
        "\\u8212?" * 30_000,
        "\\" * 150_000,
        "{\\*" * 900,
        "\\'" * 75_000,
        "{\\footnote x}" * 5_000,
        "{\\footnote " * 900,
        "\\par" * 40_000 + " end",
        "{\\field{\\*\\fldinst HYPERLINK " + "\\\\a " * 20_000 + "}{\\fldrslt x}}",
    ],
    ids=range(10),
)
def test_an_odd_rtf_document_is_read_wholly(body: str) -> None:
    reading = read_or_none("odd.rtf", writers.rtf(body))
    assert reading is None or account(reading).is_complete


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{(writers.wr('a') + writers.wr('b', '<w:i/>')) * 10_000}</w:p>",
        writers.wp(" \t" * 75_000 + "end"),
        writers.wp("x" * 150_000),
        writers.wp() * 20_000 + writers.wp("end"),
        writers.wp(*['<w:r><w:footnoteReference w:id="2"/></w:r>'] * 10_000, "end"),
        f"<w:tbl>{('<w:tr>' + '<w:tc>' + writers.wp('cell') + '</w:tc>' + '</w:tr>') * 5_000}</w:tbl>",
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000 + writers.wr("end") + "</w:p>",
    ],
    ids=range(7),
)
def test_an_odd_word_document_is_read_wholly(body: str) -> None:
    assert account(read("odd.docx", _docx(body))).is_complete


def test_memory_stays_small_while_a_large_document_is_read() -> None:
    data = _large_docx(2_500)
    tracemalloc.start()
    try:
        read("a.docx", data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 60_000_000


def test_a_book_of_nothing_is_told_apart_from_a_damaged_one() -> None:
    with pytest.raises(NotRead) as refused:
        read("a.epub", writers.epub([("a.xhtml", writers.page("<p> </p>"))]))
    assert refused.value.kind == "empty"
    assert unescape(refused.value.sentence) == "a.epub holds no text."
