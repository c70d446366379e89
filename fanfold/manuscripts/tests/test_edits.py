"""What an author may change in a reading, and what no change may ever do: lose a character, or show it twice."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from fanfold.manuscripts.edits import (
    Accept,
    AcceptRule,
    Begin,
    Edit,
    Join,
    Merge,
    Restore,
    Retype,
    SetFields,
    Split,
    Spot,
    Title,
    apply,
    as_json,
    from_json,
    spot_of,
)
from fanfold.manuscripts.edits.choices import CHOICES, choice_of
from fanfold.manuscripts.keptreadings import as_plain, from_plain
from fanfold.manuscripts.readers import NotRead, read
from fanfold.prose.document import Block, Reading, account
from fanfold.prose.render import render, render_notes

STORY = """Title: The Salt Clock
Author: Pim
Rating: G

Chapter 1: Salt

A/N: For Oona, who asked.

The clock in the harbour office ran on salt. Nobody had wound it since the _flood_, and it was
never late.

"You could ask it," said the clerk.

* * *

It answered in the evening, by stopping.

Chapter 2: Brine

The clerk put on her coat. She took the small key and went to see the tide about it.
"""


@pytest.fixture
def reading() -> Reading:
    return read("clock.txt", STORY.encode())


def block(reading: Reading, words: str) -> Block:
    return next(each for each in reading.blocks() if words in each.text(reading.extract))


def spot(reading: Reading, words: str) -> Spot:
    return spot_of(block(reading, words))


def after(reading: Reading, *edits: Edit) -> Reading:
    edited = apply(reading, edits)
    assert edited.unfit == ()
    assert account(edited.reading).is_complete
    return edited.reading


def why_not(reading: Reading, *edits: Edit) -> str:
    *_, (at, why) = apply(reading, edits).unfit
    assert at == len(edits) - 1
    return why


def story(reading: Reading, chapter: int = 0) -> str:
    return render(reading.works[0].chapters[chapter].blocks, reading.extract)


def titles(reading: Reading) -> list[str | None]:
    return [chapter.title for chapter in reading.works[0].chapters]


def test_an_author_says_that_a_paragraph_is_her_note(reading: Reading) -> None:
    edited = after(reading, Retype(spot(reading, "You could ask"), "note-end"))
    assert "You could ask" not in story(edited)
    assert "You could ask" in render_notes(edited.works[0].chapters[0], edited.extract, "end")
    assert block(edited, "You could ask").confidence == 1.0


def test_what_is_set_aside_comes_back_as_it_was(reading: Reading) -> None:
    aside = Retype(spot(reading, "It answered"), "furniture")
    assert "It answered" not in story(after(reading, aside))
    back = after(reading, aside, Restore(spot(reading, "It answered")))
    assert story(back) == story(reading)


def test_a_paragraph_is_divided_where_she_says_and_joined_again_without_a_trace(reading: Reading) -> None:
    coat = block(reading, "her coat")
    at = reading.extract.text.index("She took")
    parted = after(reading, Split(spot_of(coat), at))
    assert "<p>She took the small key" in story(parted, 1)
    joined = after(reading, Split(spot_of(coat), at), Merge(spot(parted, "her coat")))
    assert story(joined, 1) == story(reading, 1)


def test_emphasis_that_is_cut_in_two_stays_on_both_sides() -> None:
    reading = read("a.html", b"<p>Tell <em>the whole harbour</em> now.</p>")
    at = reading.extract.text.index("harbour")
    first = spot(reading, "Tell")
    parted = after(reading, Split(first, at), Begin(Spot(2, at, reading.extract.text.index("now.") + 4)))
    assert "Tell <em>the whole </em>" in story(parted, 0)
    assert "<em>harbour</em> now." in story(parted, 1)


def test_hard_wrapped_lines_that_are_joined_keep_their_space(reading: Reading) -> None:
    edited = after(reading, Merge(spot(reading, "ran on salt")))
    assert 'and it was never late. "You could ask it,"' in story(edited)


def test_a_break_joined_to_a_paragraph_takes_none_of_its_words(reading: Reading) -> None:
    edited = after(reading, Merge(spot(reading, "You could ask")))
    assert '"You could ask it," said the clerk. * * *' in story(edited)


def test_story_joined_to_what_was_set_aside_is_story(reading: Reading) -> None:
    edited = after(reading, Merge(spot(reading, "For Oona")))
    assert "A/N: For Oona, who asked. The clock" in story(edited)


def test_a_chapter_begins_where_she_says(reading: Reading) -> None:
    edited = after(reading, Begin(spot(reading, "It answered")))
    assert titles(edited) == ["Salt", None, "Brine"]
    assert [chapter.number for chapter in edited.works[0].chapters] == [1, 2, 3]
    assert "It answered" in story(edited, 1)


def test_a_line_that_becomes_a_chapter_heading_begins_a_chapter_and_names_it(reading: Reading) -> None:
    edited = after(reading, Retype(spot(reading, "It answered"), "chapter"))
    assert titles(edited) == ["Salt", "It answered in the evening, by stopping.", "Brine"]


def test_a_chapter_joined_to_the_one_before_keeps_its_heading_in_sight(reading: Reading) -> None:
    edited = after(reading, Join(spot(reading, "Chapter 2")))
    assert titles(edited) == ["Salt"]
    assert "<h3>Chapter 2: Brine</h3>" in story(edited)


def test_a_heading_that_becomes_story_gives_no_title_any_more(reading: Reading) -> None:
    edited = after(reading, Retype(spot(reading, "Chapter 2"), "para"))
    assert titles(edited) == ["Salt", None]
    assert "<p>Chapter 2: Brine</p>" in story(edited, 1)
    back = after(edited, Retype(spot(reading, "Chapter 2"), "chapter"))
    assert titles(back) == ["Salt", "Chapter 2: Brine"]


def test_a_chapter_gets_the_title_she_gives(reading: Reading) -> None:
    assert titles(after(reading, Title(spot(reading, "Chapter 2"), "  The  Tide "))) == ["Salt", "The Tide"]
    assert titles(after(reading, Title(spot(reading, "Chapter 2"), ""))) == ["Salt", None]


def test_story_before_the_first_chapter_can_become_one(reading: Reading) -> None:
    first = reading.works[0].front[-1]
    edited = after(reading, Begin(spot_of(first)))
    assert len(edited.works[0].chapters) == 3
    assert edited.works[0].chapters[0].blocks == (first,)


def test_what_is_said_of_the_work_can_be_said_anew(reading: Reading) -> None:
    edited = after(
        reading, SetFields(0, (("title", ("The Brine Clock",)), ("author", ()), ("fandom", ("Tides", "Salt"))))
    )
    said = [(field.name, field.value) for field in edited.works[0].fields]
    assert said == [("title", "The Brine Clock"), ("rating", "G"), ("fandom", "Tides"), ("fandom", "Salt")]


def test_a_rule_that_was_right_is_right_everywhere(reading: Reading) -> None:
    of_rule = block(reading, "It answered").rule
    edited = after(reading, AcceptRule(of_rule))
    assert {each.confidence for each in edited.blocks() if each.rule == of_rule} == {1.0}
    assert any(each.confidence < 1.0 for each in edited.blocks())


def test_a_block_that_was_right_is_sure_from_then_on(reading: Reading) -> None:
    edited = after(reading, Accept(spot(reading, "It answered")))
    assert block(edited, "It answered").confidence == 1.0
    assert block(edited, "It answered").rule == block(reading, "It answered").rule


def test_an_edit_that_no_longer_fits_is_named_and_changes_nothing(reading: Reading) -> None:
    gone = Spot(99, 3, 5)
    assert "divided in another way" in why_not(reading, Retype(gone, "para"))
    assert "nothing to part" in why_not(reading, Split(spot(reading, "It answered"), 0))
    assert "begins there already" in why_not(reading, Begin(spot(reading, "Chapter 2")))
    assert "No chapter begins" in why_not(reading, Join(spot(reading, "It answered")))
    assert "first chapter" in why_not(reading, Join(spot(reading, "Chapter 1")))
    last = spot_of(list(reading.blocks())[-1])
    assert "Nothing follows" in why_not(reading, Merge(last))
    assert "no such work" in why_not(reading, SetFields(7, (("title", ("A",)),)))
    assert apply(reading, [Retype(gone, "para")]).reading == reading


def test_an_edit_finds_its_block_by_its_place_when_a_newer_reader_counts_anew(reading: Reading) -> None:
    there = spot(reading, "It answered")
    edited = after(reading, Retype(Spot(there.id + 1, there.start, there.end), "quote"))
    assert block(edited, "It answered").type == "quote"


def test_a_reading_is_the_same_after_it_was_kept(reading: Reading) -> None:
    kept = from_plain(as_plain(reading))
    assert (kept.works, kept.separators, kept.source) == (reading.works, reading.separators, reading.source)
    assert (kept.extract.text, kept.extract.marks) == (reading.extract.text, reading.extract.marks)


LINES = st.lists(
    st.sampled_from(
        [
            "Title: Tin", "Author: Wick", "Chapter 1", "Chapter 2: Rust", "* * *", "---", "", "", "A/N: sorry, all.",
            "The heron _stood_ there. It *stood* on one leg.", "It flew (badly). Nobody saw!", "    a line of verse,",
            "    another one", "Nan: are you up?", "The End", "kudos | comments | share", "x", "<p>Tar &amp; <i>rope</i></p><hr><hr>",
            "<ul><li>string</li><li>tar</li></ul>",
        ]
    ),
    min_size=1,
    max_size=25,
)  # fmt: skip


class Editing(RuleBasedStateMachine):
    """Somebody who changes whatever she finds, in any order."""

    @initialize(lines=LINES, name=st.sampled_from(["a.txt", "a.html"]))
    def begin(self, lines: list[str], name: str) -> None:
        try:
            self.base = read(name, "\n".join(lines).encode())
        except NotRead:
            self.base = read(name, b"One line stood alone. It minded.")
        self.edits: list[Edit] = []
        self.reading = self.base

    def block(self, data: st.DataObject) -> Spot:
        return spot_of(data.draw(st.sampled_from(list(self.reading.blocks()))))

    def make(self, edit: Edit) -> None:
        assert from_json(as_json(edit)) == edit
        assert edit.sentence(self.reading.extract).endswith(".")
        self.edits.append(edit)
        edited = apply(self.base, self.edits)
        if edited.unfit:
            self.edits.pop()
            assert [at for at, _ in edited.unfit] == [len(self.edits)]
            assert edited.reading == self.reading
        self.reading = edited.reading

    @rule(data=st.data(), to=st.sampled_from(sorted(CHOICES)))
    def retypes(self, data: st.DataObject, to: str) -> None:
        spot = self.block(data)
        self.make(Retype(spot, to))
        now = [each for each in self.reading.blocks() if each.id == spot.id]
        assert not now or choice_of(now[0]) == to

    @rule(data=st.data())
    def splits(self, data: st.DataObject) -> None:
        spot = self.block(data)
        self.make(Split(spot, data.draw(st.integers(spot.start, max(spot.start, spot.end)))))

    @rule(data=st.data(), kind=st.sampled_from([Merge, Begin, Join, Accept, Restore]))
    def changes(self, data: st.DataObject, kind: Any) -> None:
        self.make(kind(self.block(data)))

    @rule(data=st.data(), title=st.text(max_size=8))
    def names_a_chapter(self, data: st.DataObject, title: str) -> None:
        self.make(Title(self.block(data), title))

    @rule(
        name=st.sampled_from(["title", "author", "fandom"]),
        values=st.lists(st.text(min_size=1, max_size=5), max_size=3),
    )
    def says_of_the_work(self, name: str, values: list[str]) -> None:
        self.make(SetFields(0, ((name, tuple(values)),)))

    @rule()
    def undoes(self) -> None:
        del self.edits[-1:]
        self.reading = apply(self.base, self.edits).reading

    @invariant()
    def every_character_has_one_place(self) -> None:
        if not hasattr(self, "reading"):
            return
        assert account(self.reading).is_complete
        ids = Counter(block.id for block in self.reading.blocks())
        assert max(ids.values()) == 1

    @invariant()
    def everything_stands_in_the_order_of_the_source(self) -> None:
        if not hasattr(self, "reading"):
            return
        starts = [start for block in self.reading.blocks() for start, _ in block.spans]
        assert starts == sorted(starts)
        marks = [mark.start for mark in self.reading.extract.marks]
        assert marks == sorted(marks)

    @invariant()
    def nothing_is_in_a_chapter_without_words(self) -> None:
        if hasattr(self, "reading"):
            assert all(chapter.blocks for work in self.reading.works for chapter in work.chapters)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
