"""Whatever is given, every visible character is placed exactly once, or a plain sentence says why nothing was read."""

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanfold.manuscripts.neutral import as_json, neutral
from fanfold.manuscripts.readers import NotRead, read
from fanfold.manuscripts.readers.decode import decode
from fanfold.prose.clean import clean
from fanfold.prose.document import Reading, account
from fanfold.prose.render import is_story, render

LINES = [
    "Chapter 1", "Chapter Two: The Ferry", "II.", "* * *", "oOo", "-NJ-", "A/N: hello all, please review", "Title: Salt",
    "Author: Wren", "Rating: PG", "Summary: A boat.", "HALE: Move over.", "PIM: No.", "[02:14] pim: are you up", "Dear Ann,",
    "Love,", "V.", "THE END", "-TBC-", "From: a@b.example", "Newsgroups: x.y", "Message-ID: <1@b.example>", "--", "1. First", "- ink",
    '"Go," she said.', "She went *home* and _slept_ there.", "<i>No</i>", "The tide was out, and nobody in the town would say why.",
    "sing along, sing along", "Oh, paper moon", "    indented", "", "", "\t", "é 漢字 ，", "=)", "»  Books", "[^1]: a note", "> quoted",
]  # fmt: skip
TAGS = [
    "<p>", "</p>", "<br>", "<br><br>", "<hr>", "<b>", "</b>", "<i>", "</i>", "<h1>", "</h1>", "<h2>", "</h2>", "<blockquote>",
    "</blockquote>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<div class='notes'>", "</div>", "<dl>", "<dt>", "<dd>",
    "<pre>", "</pre>", "<!-- c -->", "<a href='http://x.example'>", "</a>", "<center>", "</center>", "&amp;", "&nbsp;", "<script>x</script>",
]  # fmt: skip

manuscripts = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), max_size=30).map("\n".join)
pages = st.lists(st.one_of(st.sampled_from(TAGS), st.sampled_from(LINES), st.text(max_size=8)), max_size=40).map(
    "".join
)


def visible(text: str) -> Counter[str]:
    """The characters a person sees, counted."""
    return Counter(re.sub(r"\s+", "", text))


def read_or_none(name: str, data: bytes) -> Reading | None:
    try:
        return read(name, data)
    except NotRead:
        return None


def placed(reading: Reading) -> Counter[str]:
    """What blocks and separators hold, counted."""
    spans = [span for block in reading.blocks() for span in block.spans]
    spans += [(each.start, each.end) for each in reading.separators]
    return visible("".join(reading.extract.text[start:end] for start, end in spans))


def assert_whole(reading: Reading) -> None:
    assert account(reading).is_complete, account(reading)
    assert not [each for each in reading.separators if each.why == "stands outside every paragraph"]
    for work in reading.works:
        for chapter in work.chapters:
            html = clean(render(chapter.blocks, reading.extract)).html
            shown = visible(unescape(re.sub(r"<[^<>]*>", "", html)))
            told = [block for block in chapter.blocks if is_story(block) and block.type != "break"]
            assert not visible("".join(block.text(reading.extract) for block in told)) - shown


@settings(max_examples=250, deadline=None)
@given(manuscripts)
def test_an_author_finds_every_character_of_her_text_file(text: str) -> None:
    data = text.encode("utf-8", "replace")
    reading = read_or_none("story.txt", data)
    if reading:
        assert_whole(reading)
        assert placed(reading) == visible(decode(data).text)


@settings(max_examples=250, deadline=None)
@given(pages)
def test_an_author_finds_every_character_of_her_web_page(page: str) -> None:
    reading = read_or_none("story.html", page.encode("utf-8", "replace"))
    if reading:
        assert_whole(reading)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*TAGS, *(line for line in LINES if "<" not in line)]), max_size=40).map(" ".join))
def test_a_simple_tag_stripper_finds_nothing_more_in_a_web_page(page: str) -> None:
    reading = read_or_none("story.html", page.encode())
    bare = re.sub(r"<script>x</script>|<!-- c -->|<[^<>]*>", "", page)
    if reading:
        assert placed(reading) == visible(unescape(bare))


@settings(max_examples=150, deadline=None)
@given(manuscripts)
def test_an_author_finds_every_character_of_her_markdown(text: str) -> None:
    reading = read_or_none("story.md", text.encode("utf-8", "replace"))
    if reading:
        assert_whole(reading)


@settings(max_examples=250, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "a"]))
def test_no_bytes_at_all_make_a_reader_fall_over(data: bytes, name: str) -> None:
    reading = read_or_none(name, data)
    if reading:
        assert_whole(reading)
        assert neutral(reading)["works"] is not None
        assert as_json(reading)["account"]


STORY = "The tide was out, and nobody in the town would say why. “Ask Perrin,” said Tobias, and went on mending his net.\n\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("long.txt", "word " * 30_000),
        ("unbroken.txt", "x" * 150_000),
        ("stars.txt", "*" * 150_000),
        ("pairs.txt", "*_" * 75_000),
        ("labels.txt", "Title: " * 20_000),
        ("quotes.txt", '"' * 150_000),
        ("blank.txt", "a" + "\n" * 100_000 + "b"),
        ("deep.html", "<div>" * 10_000 + "deep"),
        ("deepquote.md", ">" * 10_000 + " deep"),
        ("open.html", "<p><i>" * 20_000 + "open"),
        ("tagless.html", "<" * 150_000 + "a"),
        ("breaks.txt", "* * *\n\n" * 10_000 + "end"),
        ("chapters.txt", "".join(f"Chapter {n}\n\n{STORY}" for n in range(1500))),
        ("numbers.txt", "1. a\n\nb\n\n" * 5000),
        ("notes.txt", "A/N: hello\n\n" * 5000),
        ("dots.txt", "one.Two" * 20_000),
        ("spaces.txt", "a" + " " * 150_000 + "b"),
        ("short.txt", "a\n" * 40_000),
        ("letters.txt", "a\n" * 500_000),
        ("a.md", "”** * *" * 8000),
        ("a.html", "<i>No</i>2. Second sight. " * 8000),
    ],
)
def test_an_odd_manuscript_is_read_wholly(name: str, text: str) -> None:
    reading = read(name, text.encode())
    assert account(reading).is_complete
    assert placed(reading) == visible(reading.extract.text)


@pytest.mark.parametrize(
    ("name", "data", "kind", "sentence"),
    [
        ("story.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "binary", "story.txt is a picture, not a text."),
        ("story.txt", b"\0" * 900, "empty", "story.txt holds no text."),
        ("story.txt", b"", "empty", "story.txt holds no text."),
        ("tale.docx", b"PK\x03\x04", "binary", "tale.docx is damaged and cannot be opened. Please save it again and give it once more."),
        ("tale.pdf", b"%PDF-1.7", "format-later", "The .pdf format is not read yet; save it as HTML or text and give it again."),
        ("look.css", b"p { }", "not-a-manuscript", "look.css does not look like a story: .css files are not manuscripts."),
        ("big.txt", b"a" * (32 * 1024 * 1024 + 1), "too-large", "big.txt is larger than 32 MB. Please split it and give the parts one by one."),
    ],
)  # fmt: skip
def test_an_author_is_told_plainly_why_a_file_was_not_read(name: str, data: bytes, kind: str, sentence: str) -> None:
    with pytest.raises(NotRead) as refused:
        read(name, data)
    assert refused.value.kind == kind
    assert refused.value.sentence == sentence


def test_a_stray_nul_is_dropped_and_named() -> None:
    reading = read("story.txt", b"The door\0 opened.\n\nNobody came in.\n")
    assert [(each.what, each.how_many) for each in reading.extract.dropped] == [("NUL character", 1)]
    assert "The door opened." in reading.extract.text
