"""What authors meant in their word processors and books: emphasis, headings, notes under the page, and what was left out."""

import pytest

from fanfold.manuscripts.readers import NotRead, read
from fanfold.manuscripts.tests import writers
from fanfold.manuscripts.tests.writers import op, wp, wr
from fanfold.prose.document import Block, Reading

TOLD = "The boats came back one by one, low in the water, and she counted them from the wall until the light went. "
STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{called}"/>{more}</w:style>'
    for kind, name, called, more in (
        ("paragraph", "berschrift1", "heading 1", "<w:rPr><w:b/></w:rPr>"),
        ("paragraph", "Titel", "Title", ""),
        ("paragraph", "Zitat", "Quote", ""),
        ("paragraph", "Thought", "Thought", "<w:rPr><w:i/></w:rPr>"),
        ("character", "Betont", "Emphasis", "<w:rPr><w:i/></w:rPr>"),
        ("character", "Link", "Hyperlink", '<w:rPr><w:u w:val="single"/></w:rPr>'),
    )
)


def story(reading: Reading) -> list[Block]:
    return [block for work in reading.works for chapter in work.chapters for block in chapter.blocks]


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(block.type, block.text(reading.extract)) for block in story(reading)]


def marked(reading: Reading) -> list[tuple[str, str]]:
    return [(mark.kind, reading.extract.text[mark.start : mark.end]) for mark in reading.extract.marks]


def left_out(reading: Reading) -> dict[str, int]:
    return {each.what: each.how_many for each in reading.extract.dropped}


def fields(reading: Reading) -> dict[str, str]:
    return {field.name: field.value for work in reading.works for field in work.fields}


def word(*paragraphs: str, links: dict[str, str] | None = None, **parts: str) -> Reading:
    return read("story.docx", writers.docx("".join(paragraphs), links, styles=STYLES, **parts))


def test_an_author_keeps_her_italics_from_word_however_she_made_them() -> None:
    reading = word(
        wp(
            "She ",
            wr("ran", "<w:i/>"),
            ", ",
            wr("not", '<w:rStyle w:val="Betont"/>'),
            wr(" walked.", '<w:i w:val="0"/>'),
        ),
        wp("Why now", wr("?", '<w:i w:val="false"/>'), style="Thought"),
        wp(wr("H", ""), wr("2", '<w:vertAlign w:val="subscript"/>'), wr("O", "<w:b/>")),
    )
    assert marked(reading) == [("em", "ran"), ("em", "not"), ("em", "Why now"), ("sub", "2"), ("strong", "O")]


def test_headings_of_word_are_chapters_in_any_language_of_the_program() -> None:
    reading = word(
        wp("Low Water", style="Titel"),
        wp("The Wall", style="berschrift1"), wp(TOLD * 5),
        wp("The Boats", style="berschrift1"), wp(TOLD * 5),
    )  # fmt: skip
    assert fields(reading)["title"] == "Low Water"
    assert [chapter.title for chapter in reading.works[0].chapters] == ["The Wall", "The Boats"]


def test_the_first_chapter_of_a_document_without_a_title_is_no_title() -> None:
    reading = word(
        wp("The Wall", style="berschrift1"), wp(TOLD * 5),
        wp("The Boats", style="berschrift1"), wp(TOLD * 5),
    )  # fmt: skip
    assert [chapter.title for chapter in reading.works[0].chapters] == ["The Wall", "The Boats"]


def test_a_heading_over_everything_is_the_title() -> None:
    reading = word(
        wp("Low Water", style="berschrift1"), wp("Rating: G"), wp("Fandom: Tidewrack"),
        wp("The Wall", style="berschrift1"), wp(TOLD * 5),
        wp("The Boats", style="berschrift1"), wp(TOLD * 5),
    )  # fmt: skip
    assert fields(reading)["title"] == "Low Water"
    assert [chapter.title for chapter in reading.works[0].chapters] == ["The Wall", "The Boats"]


def test_a_footnote_stands_after_the_paragraph_that_calls_it() -> None:
    reading = word(
        wp("They left at four.", '<w:r><w:footnoteReference w:id="3"/></w:r>'),
        wp("Nobody waved.", '<w:r><w:endnoteReference w:id="3"/></w:r>'),
        footnotes=f'<w:footnote w:id="3">{wp("By the harbour clock.")}</w:footnote><w:footnote w:id="4">{wp("Lost")}</w:footnote>',
        endnotes=f'<w:endnote w:type="separator" w:id="0">{wp("")}</w:endnote><w:endnote w:id="3">{wp("It was a Sunday.")}</w:endnote>',
    )
    assert told(reading) == [
        ("para", "They left at four."), ("footnote", "By the harbour clock."),
        ("para", "Nobody waved."), ("footnote", "It was a Sunday."),
    ]  # fmt: skip
    assert left_out(reading) == {"character of a footnote that nothing calls": 4}
    assert [box.tag for box in reading.extract.boxes if box.tag == "footnote-call"] == ["footnote-call"] * 2


def test_what_she_struck_out_stays_out_and_what_she_added_stays_in() -> None:
    reading = word(
        wp("She ", f"<w:ins>{wr('never ')}</w:ins>", '<w:del><w:r><w:delText>once </w:delText></w:r></w:del>', "spoke."),
        wp(f"<w:moveTo>{wr('He did.')}</w:moveTo>"), wp(f"<w:moveFrom>{wr('He did.')}</w:moveFrom>"),
        comments=f"<w:comment>{wp('Too cold?')}</w:comment>", header=wp("Page of the tide"),
    )  # fmt: skip
    assert told(reading) == [("para", "She never spoke."), ("para", "He did.")]
    assert left_out(reading) == {
        "character of deleted text": 10,
        "character of a comment": 8,
        "character of a page's header or footer": 13,
    }


def test_the_words_of_a_text_box_are_told_once() -> None:
    box = f"<w:txbxContent>{wp('NO LANDING')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    reading = word(wp("The sign had not moved.", both), wp("She landed."))
    assert told(reading) == [("para", "The sign had not moved."), ("para", "NO LANDING"), ("para", "She landed.")]
    assert left_out(reading) == {"second copy of a text box": 1}


def test_links_of_word_lead_where_they_led() -> None:
    coded = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://gull.example/b" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{wr("there")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    linked = (
        f'<w:hyperlink r:id="k1">{wr("here", "<w:rStyle w:val=" + chr(34) + "Link" + chr(34) + "/>")}</w:hyperlink>'
    )
    reading = word(wp("Look ", linked, " or ", coded, "."), links={"k1": "https://gull.example/a"})
    assert [(mark.kind, mark.href) for mark in reading.extract.marks] == [
        ("link", "https://gull.example/a"),
        ("link", "https://gull.example/b"),
    ]
    assert told(reading) == [("para", "Look here or there.")]


def test_marks_before_list_items_are_named_but_are_no_letters_of_hers() -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>'
    )
    reading = word(wp("She packed:"), wp("rope", more=listed), wp("bread", more=listed), numbering=numbering)
    assert [(block.type, block.kind, block.text(reading.extract)) for block in story(reading)[1:]] == [
        ("list", "ordered", "rope"),
        ("list", "ordered", "bread"),
    ]
    assert [box.attributes["marker"] for box in reading.extract.boxes] == ["decimal", "decimal"]


def test_signs_of_symbol_fonts_become_letters_everybody_has() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    soft = "<w:r><w:t>hard</w:t><w:noBreakHyphen/><w:t>won</w:t></w:r>"
    assert told(word(wp("See you ", sign), wp(soft))) == [("para", "See you ☺"), ("para", "hard\u2011won")]


def test_a_picture_is_a_block_of_its_description_and_is_never_fetched() -> None:
    drawing = '<w:r><w:drawing><wp:docPr descr="A map of the bay"/><a:blip r:embed="in1"/></w:drawing></w:r>'
    reading = word(wp("This is where:"), wp(drawing))
    assert told(reading) == [("para", "This is where:"), ("image", "A map of the bay")]
    assert left_out(reading) == {"picture in the file": 1}


def test_a_drawn_line_and_a_lone_blank_paragraph_are_breaks() -> None:
    line = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    paragraphs = [wp(TOLD) for _ in range(12)]
    reading = word(*paragraphs[:4], wp(more=line), *paragraphs[4:8], wp(), *paragraphs[8:])
    assert [block.rule for block in story(reading) if block.type == "break"] == ["rule element", "larger gap"]


def test_blank_paragraphs_everywhere_are_no_breaks() -> None:
    reading = word(*[part for _ in range(8) for part in (wp(TOLD), wp())])
    assert {block.type for block in story(reading)} == {"para"}


def test_a_poem_typed_a_paragraph_a_line_is_verse() -> None:
    sung = [
        "Bring the long boat home again",
        "over the bar and the weir",
        "bring the long boat home again",
        "there is nobody here",
    ]
    lines = [wp(wr(line, "<w:i/>"), more='<w:jc w:val="center"/>') for line in sung]
    reading = word(wp("One of them began a song:"), *lines, wp(TOLD))
    assert told(reading)[1] == ("lyric", "\n".join(sung))


def test_a_row_of_a_table_is_one_block() -> None:
    cells = "".join(f"<w:tc>{wp(words)}</w:tc>" for words in ("Monday", "fog"))
    reading = word(wp("The log said:"), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", wp(TOLD))
    table = next(block for block in story(reading) if block.type == "table")
    assert [reading.extract.text[start:end] for start, end in table.spans] == ["Monday", "fog"]


def test_nobodys_real_name_is_taken_from_the_properties_of_a_file() -> None:
    core = '<c xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>Document1</d:title><d:creator>Mrs Real Name</d:creator></c>'
    relations = '<r xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    text = writers.word_part("document", f"<w:body>{wp('She spoke.')}</w:body>")
    kept = {"word/document.xml": text, "word/_rels/document.xml.rels": relations, "docProps/core.xml": core}
    reading = read("story.docx", writers.packed(kept))
    assert fields(reading) == {}
    assert left_out(reading) == {"properties of the file": 1}


def test_letters_decoded_wrongly_before_they_were_pasted_are_repaired() -> None:
    reading = word(wp("She went to the cafÃ© again."))
    assert told(reading) == [("para", "She went to the café again.")]
    repair = reading.source.repairs[0]
    assert (repair.original, reading.extract.text[repair.start : repair.end]) == ("Ã©", "é")


OPEN_STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="normal" fo:font-weight="700"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="Quotations" style:family="paragraph"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
)


def test_an_open_document_keeps_emphasis_notes_and_what_was_struck_out_apart() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{op('A small boat.')}</text:note-body></text:note>"
    struck = f"<text:tracked-changes><text:changed-region><text:deletion>{op('gone')}</text:deletion></text:changed-region></text:tracked-changes>"
    body = struck + op(f'The <text:span text:style-name="T1">dinghy <text:span text:style-name="T2">sank</text:span></text:span>{note}.') + op("So be it.", "P2")  # fmt: skip
    reading = read("story.odt", writers.odt(body, OPEN_STYLES))
    assert told(reading) == [("para", "The dinghy sank."), ("footnote", "A small boat."), ("quote", "So be it.")]
    assert marked(reading) == [("em", "dinghy "), ("strong", "sank")]
    assert left_out(reading) == {"character of deleted text": 4}


def test_spaces_and_lines_of_an_open_document_are_those_she_typed() -> None:
    body = op('Up<text:s text:c="3"/>and\n   down<text:line-break/>the <text:span> stair</text:span>')
    assert told(read("story.odt", writers.odt(body))) == [("para", "Up   and down\nthe stair")]


def test_headings_lists_tables_and_pictures_of_an_open_document() -> None:
    body = (
        '<text:h text:outline-level="1">The Wall</text:h>' + op(TOLD * 5)
        + f'<text:list text:style-name="L1"><text:list-item>{op("rope")}</text:list-item></text:list>'
        + f'<table:table><table:table-row><table:table-cell>{op("fog")}</table:table-cell></table:table-row></table:table>'
        + op('<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A gull</svg:desc></draw:frame>')
        + '<text:h text:outline-level="1">The Boats</text:h>' + op(TOLD * 5)
    )  # fmt: skip
    reading = read("story.fodt", writers.content(body, OPEN_STYLES, root="document").encode())
    assert [chapter.title for chapter in reading.works[0].chapters] == ["The Wall", "The Boats"]
    assert told(reading)[2:5] == [("list", "rope"), ("table", "fog"), ("image", "A gull")]


def rtf(body: str, head: str = "") -> Reading:
    return read("story.rtf", writers.rtf(body, head))


def test_letters_of_every_code_page_come_out_of_rtf() -> None:
    fonts = "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times;}{\\f2\\fcharset128 Mincho;}{\\f3\\fcharset2 Symbol;}}"
    body = "\\'93Caf\\'e9\\'94 {\\f1\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2} {\\f2\\'82\\'a0\\'83A} {\\f3\\'61} \\uc2\\u8212\\'97\\'97\\uc1\\u-10179?\\u-8704?"
    assert told(rtf(body, fonts)) == [("para", "“Café” Привет あア α —😀")]


def test_emphasis_alignment_and_kept_lines_of_rtf() -> None:
    reading = rtf(
        "She {\\i ran}, \\b not\\b0  \\ul\\strike walked\\ulnone\\strike0 .\\par\\pard\\qc Stop\\line here\\par"
    )
    assert marked(reading) == [("em", "ran"), ("strong", "not"), ("u", "walked"), ("s", "walked")] or marked(reading) == [
        ("em", "ran"), ("strong", "not"), ("s", "walked"), ("u", "walked"),
    ]  # fmt: skip
    assert [block.text(reading.extract) for block in story(reading)] == ["She ran, not walked.", "Stop\nhere"]
    assert [box.attributes for box in reading.extract.boxes] == [{"align": "centre"}]


def test_footnotes_links_and_tables_of_rtf() -> None:
    reading = rtf(
        "They left{\\super\\chftn}{\\footnote\\pard\\plain {\\super\\chftn} At four.} early.\\par "
        '{\\field{\\*\\fldinst{HYPERLINK "https://gull.example/"}}{\\fldrslt{\\ul see}}}\\par '
        "\\trowd\\intbl Monday\\cell fog\\cell\\row\\pard Done.\\par"
    )
    assert told(reading) == [
        ("para", "They left early."), ("footnote", "At four."), ("para", "see"), ("table", "Monday fog"), ("para", "Done."),
    ]  # fmt: skip
    assert [(mark.kind, mark.href) for mark in reading.extract.marks] == [("link", "https://gull.example/")]


def test_what_is_no_text_of_an_rtf_document_is_left_out_with_its_reason() -> None:
    reading = read(
        "story.rtf",
        writers.rtf(
            "{\\info{\\title Document1}{\\operator me}}{\\header Page}{\\*\\generator Quill}{\\stylesheet{\\s1 heading 1;}}{\\*\\revtbl{Ann;}}"
            "She spoke.{\\deleted Not so.}{\\v psst}{\\pict\\wmetafile8 0102}{\\*\\annotation why}\\bin4 \\}{}\\par"
        )
        + b"\0\0",
    )
    assert told(reading) == [("para", "She spoke.")]
    assert left_out(reading) == {
        "properties of the file": 1, "character of a page's header or footer": 4, "character of deleted text": 6,
        "character of hidden text": 4, "picture in the file": 1, "character of a comment": 3, "NUL character": 2,
    }  # fmt: skip


def test_text_struck_out_where_no_changes_are_tracked_is_only_struck_out() -> None:
    reading = rtf("She {\\deleted{\\strike never }}spoke.{\\deleted\\revauthdel0 Not so.}")
    assert told(reading) == [("para", "She never spoke.")]
    assert marked(reading) == [("s", "never ")]


def test_headings_of_rtf_are_known_by_their_style() -> None:
    head = "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}{\\*\\cs2 Default;}}"
    told_here = f"\\pard {TOLD * 5}\\par "
    reading = rtf(f"\\pard\\s1 The Wall\\par {told_here}\\pard\\s1 The Boats\\par {told_here}", head)
    assert [chapter.title for chapter in reading.works[0].chapters] == ["The Wall", "The Boats"]


AO3_PREFACE = """
<h2 class="toc-heading" id="calibre_toc_1">Preface</h2>
<p class="message"><b class="calibre3">Low Water</b><br class="calibre1"/>Posted originally on the <a href="http://archive.example/">Archive</a> at http://archive.example/works/4.</p>
<div class="calibre2"><dl class="tags"><dt class="calibre4">Rating:</dt><dd class="calibre5">Mature</dd>
<dt class="calibre4">Fandom:</dt><dd class="calibre5">Tidewrack</dd><dt class="calibre4">Additional Tags:</dt><dd class="calibre5">Boats, Fog</dd></dl>
<h1 class="calibre6">Low Water</h1><div class="byline">by <a rel="author" href="http://archive.example/users/w">wren</a></div>
<p class="calibre7">Summary</p><blockquote class="userstuff"><p class="calibre8">A wall, and boats.</p></blockquote></div>
"""


def ao3_chapter(number: int, title: str, note: str = "") -> str:
    noted = (
        f'<p class="calibre7">Chapter Notes</p><blockquote class="userstuff"><p>{note}</p></blockquote>' if note else ""
    )
    return writers.page(
        f'<div class="calibre2"><h2 class="toc-heading" id="calibre_toc_{number}">Chapter {number}: {title}</h2>{noted}</div>'
        f'<div class="userstuff1"><p class="calibre8">{TOLD * 2}</p><p class="calibre8" align="center">* * *</p><p class="calibre8">{TOLD}</p></div>',
        body_class="calibre",
    )


def test_a_book_of_the_largest_archive_is_read_exactly() -> None:
    afterword = '<h2 class="toc-heading" id="calibre_toc_4">Afterword</h2><p class="message">Please <a href="http://archive.example/c">drop by the Archive and comment</a> to let the creator know if you enjoyed their work!</p>'
    book = writers.epub(
        [
            ("index_split_000.xhtml", writers.page(AO3_PREFACE, body_class="calibre")),
            ("index_split_001.xhtml", ao3_chapter(1, "The Wall", "Thank you for reading!")),
            ("index_split_002.xhtml", ao3_chapter(2, "The Boats")),
            ("index_split_003.xhtml", writers.page(afterword, body_class="calibre")),
        ],
        facts="<dc:title>Low Water</dc:title><dc:creator>wren</dc:creator><dc:language>de</dc:language><dc:subject>Fanworks</dc:subject><dc:subject>Tidewrack</dc:subject>",
        labels={"index_split_000.xhtml": "Preface", "index_split_001.xhtml": "Chapter 1: The Wall"},
    )
    reading = read("low-water.epub", book)
    said = fields(reading)
    wanted = {
        "title": "Low Water",
        "author": "wren",
        "rating": "Mature",
        "fandom": "Tidewrack",
        "summary": "A wall, and boats.",
        "language": "de",
    }
    assert {name: said[name] for name in wanted} == wanted
    assert [(chapter.number, chapter.title) for chapter in reading.works[0].chapters] == [
        (1, "The Wall"),
        (2, "The Boats"),
    ]
    assert [block.type for block in reading.works[0].chapters[0].blocks] == [
        "heading",
        "furniture",
        "note",
        "para",
        "break",
        "para",
    ]
    assert {block.type for block in reading.works[0].back} == {"furniture"}
    assert [field.value for field in reading.works[0].fields if field.name == "tags"] == ["Boats", "Fog"]


def test_a_book_made_by_a_download_program_is_read_exactly() -> None:
    title = '<h3><a href="http://fics.example/s/9">Low Water</a> by <a href="http://fics.example/u/2">wren</a></h3><div><b>Category:</b> Tidewrack<br/><b>Rating:</b> M<br/><b>Summary:</b> A wall, and boats.<br/></div>'
    contents = '<div><h3>Table of Contents</h3><a href="file0001.xhtml">1. The Wall</a><br/><a href="file0002.xhtml">2. The Boats</a><br/></div>'
    book = writers.epub(
        [
            ("title_page.xhtml", writers.page(title, body_class="fff_titlepage")),
            ("toc_page.xhtml", writers.page(contents, body_class="fff_tocpage")),
            (
                "file0001.xhtml",
                writers.page(
                    f'<h3 class="fff_chapter_title">1. The Wall</h3><p>{TOLD * 3}</p>', body_class="fff_chapter"
                ),
            ),
            (
                "file0002.xhtml",
                writers.page(
                    f'<h3 class="fff_chapter_title">2. The Boats</h3><p>{TOLD * 3}</p>', body_class="fff_chapter"
                ),
            ),
            (
                "log_page.xhtml",
                writers.page("<h3>Update Log</h3><p>Packaged on a Monday.</p>", body_class="fff_logpage"),
            ),
        ],
        facts="<dc:title>Low Water</dc:title><dc:creator>wren</dc:creator>",
        labels={"file0001.xhtml": "1. The Wall", "file0002.xhtml": "2. The Boats"},
    )
    reading = read("low-water.epub", book)
    said = fields(reading)
    assert (said["title"], said["author"], said["rating"], said["fandom"]) == ("Low Water", "wren", "M", "Tidewrack")
    assert [(chapter.number, chapter.title) for chapter in reading.works[0].chapters] == [
        (1, "The Wall"),
        (2, "The Boats"),
    ]
    assert [block.type for block in story(reading)] == ["heading", "para", "heading", "para"]
    assert "Packaged on a Monday." in [
        block.text(reading.extract) for block in reading.works[0].back if block.type == "furniture"
    ]


def test_a_page_of_a_book_is_a_chapter_though_only_the_contents_name_it() -> None:
    pages = [(f"c{n}.xhtml", writers.page(f"<p>{TOLD * 3}</p>")) for n in (1, 2)]
    pages.append(("c2b.xhtml", writers.page(f"<p>{TOLD * 3}</p>")))
    book = writers.epub(pages, labels={"c1.xhtml": "The Wall", "c2.xhtml": "Chapter 2: The Boats"}, facts="<dc:title>Low Water</dc:title><dc:creator>wren</dc:creator><dc:description>&lt;p&gt;A wall.&lt;/p&gt;</dc:description>")  # fmt: skip
    reading = read("low-water.epub", book)
    assert [chapter.title for chapter in reading.works[0].chapters] == ["The Wall", "The Boats"]
    assert [len(chapter.blocks) for chapter in reading.works[0].chapters] == [2, 3]
    assert fields(reading) == {"title": "Low Water", "author": "wren", "summary": "A wall."}


def test_the_first_chapters_heading_is_not_taken_for_the_books_title() -> None:
    pages = [
        (f"c{n}.xhtml", writers.page(f"<h1>{called}</h1><p>{TOLD * 3}</p>"))
        for n, called in enumerate(["The Wall", "The Boats"])
    ]
    reading = read("b.epub", writers.epub(pages, facts="<dc:title>Low Water</dc:title>"))
    assert fields(reading)["title"] == "Low Water"
    assert [chapter.title for chapter in reading.works[0].chapters] == ["The Wall", "The Boats"]


def test_a_book_whose_package_is_broken_is_all_its_pages() -> None:
    parts = {
        "META-INF/container.xml": "<container",
        "b.xhtml": writers.page("<p>Then.</p>"),
        "a.xhtml": writers.page("<p>First.</p>"),
    }
    assert told(read("b.epub", writers.packed(parts))) == [("para", "First."), ("para", "Then.")]


def test_a_document_is_read_for_what_it_is_whatever_it_is_called() -> None:
    assert told(read("story.doc", writers.rtf("She spoke."))) == [("para", "She spoke.")]
    assert told(read("story.odt", writers.docx(wp("She spoke.")))) == [("para", "She spoke.")]
    assert told(read("story.doc", b"<html><body><p>She spoke.</p></body></html>")) == [("para", "She spoke.")]


@pytest.mark.parametrize("name", ["story.doc", "story.docx"])
def test_an_author_with_an_old_word_file_is_told_what_to_do(name: str) -> None:
    with pytest.raises(NotRead) as refused:
        read(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1\2" * 300)
    assert refused.value.kind == "format-later"
    assert refused.value.sentence == (
        f"{name} is in Word’s old format, or locked. Open it in a word processor, save it as .docx or .odt without a "
        "password, and give it again."
    )
