"""The document model and its rendering."""

from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose.clean import clean
from fanfold.prose.document import (
    Block,
    BlockType,
    ChapterReading,
    Extract,
    Mark,
    Reading,
    Separator,
    Source,
    WorkReading,
    account,
    account_of,
)
from fanfold.prose.render import render, render_notes

SOURCE = Source("a.txt", 0, "", "utf-8", "lf")


def block(type: BlockType, *spans: tuple[int, int], **more: str) -> Block:
    return Block(1, type, spans, 1.0, "said so", kind=more.get("kind", ""))


def test_every_character_is_counted_once() -> None:
    work = WorkReading((), (), (ChapterReading(1, None, (block("para", (0, 5)), block("para", (7, 9)))),), ())
    reading = Reading(SOURCE, Extract("Rain.\n\nOh"), (work,), (Separator(5, 7, "white space"),))
    assert str(account(reading)) == "9 of 9 characters placed"
    assert account(reading).is_complete


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair))), max_size=8))
def test_the_account_finds_what_is_missing_and_what_stands_twice(spans: list[tuple[int, int]]) -> None:
    times = [sum(start <= place < end for start, end in spans) for place in range(30)]
    found = account_of(spans, 30)
    assert found.is_complete == all(count == 1 for count in times)
    assert found.placed == sum(count > 0 for count in times)


def test_words_broken_over_lines_are_joined_and_verse_is_not() -> None:
    extract = Extract("The tide\nwas out.\n\nLow sun,\nlow sea")
    assert block("para", (0, 8), (9, 17)).text(extract) == "The tide was out."
    assert block("lyric", (19, 35)).text(extract) == "Low sun,\nlow sea"


def test_emphasis_that_overlaps_is_nested_right() -> None:
    extract = Extract("one two three", (Mark(0, 7, "em"), Mark(4, 13, "strong")))
    html = render([block("para", (0, 13))], extract)
    assert html == "<p><em>one </em><em><strong>two</strong></em><strong> three</strong></p>"


def test_each_shape_has_its_html() -> None:
    text = "Go.\nLow sun,\nlow sea\nDear Ann,\nWren\npim: hi\nink\nHALE: Up.\na\nb\nsaid & done"
    extract = Extract(text)
    at = text.index

    def spans(*words: str) -> list[tuple[int, int]]:
        return [(at(word), at(word) + len(word)) for word in words]

    blocks = [
        block("para", *spans("Go.")),
        block("break"),
        block("lyric", *spans("Low sun,\nlow sea")),
        block("letter", *spans("Dear Ann,")),
        block("letter", *spans("Wren")),
        block("chat", *spans("pim: hi")),
        block("list", *spans("ink")),
        block("script", *spans("HALE: Up.")),
        block("table", (at("\na\n") + 1, at("\na\n") + 2), (at("\nb\n") + 1, at("\nb\n") + 2)),
        block("quote", *spans("said & done")),
    ]
    assert render(blocks, extract).split("\n") == [
        "<p>Go.</p>",
        "<hr>",
        '<div class="verse"><p>Low sun,</p><p>low sea</p></div>',
        '<div class="letter"><p>Dear Ann,</p><p class="signed">Wren</p></div>',
        '<ul class="chat"><li><b>pim:</b> hi</li></ul>',
        "<ul><li>ink</li></ul>",
        '<p class="script">HALE: Up.</p>',
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<blockquote><p>said &amp; done</p></blockquote>",
    ]
    assert clean(render(blocks, extract)).removed == ()


def test_the_chapters_own_title_and_its_notes_stand_apart_from_the_story() -> None:
    extract = Extract("Chapter 1\nHello all.\nRain.")
    heading = Block(1, "heading", ((0, 9),), 1.0, "said so", kind="chapter")
    note = Block(2, "note", ((10, 20),), 1.0, "said so", place="head")
    chapter = ChapterReading(1, None, (heading, note, block("para", (21, 26))))
    assert render(chapter.blocks, extract) == "<p>Rain.</p>"
    assert render_notes(chapter, extract, "head") == "<p>Hello all.</p>"
    assert render_notes(chapter, extract, "end") == ""
