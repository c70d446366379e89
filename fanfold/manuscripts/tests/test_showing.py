"""How sure a block is in dots and words, and where it may be divided."""

from dataclasses import replace

import pytest

from fanfold.manuscripts.readers import read
from fanfold.manuscripts.review_actions import Opened
from fanfold.manuscripts.showing import LONGEST_SHOWN, Pages, seams
from fanfold.prose.document import Block, Extract, Reading


def opened(text: str, **change: object) -> Opened:
    """A reading all of whose blocks are changed in the same way."""
    reading = read("ebb.txt", text.encode())
    works = tuple(
        replace(
            work,
            chapters=tuple(
                replace(chapter, blocks=tuple(replace(block, **change) for block in chapter.blocks))  # type: ignore[arg-type]
                for chapter in work.chapters
            ),
        )
        for work in reading.works
    )
    return Opened(replace(reading, works=works), reading, {})


def shown(text: str, **change: object) -> list[tuple[int, bool]]:
    pages = Pages(opened(text, **change), unsure_first=False)
    return [(each.sure, each.asks) for each in map(pages.shown, pages.blocks)]


@pytest.mark.parametrize(("confidence", "dots"), [(1.0, 3), (0.8, 3), (0.79, 2), (0.6, 2), (0.59, 1), (0.0, 1)])
def test_dots_say_how_sure_a_block_is(confidence: float, dots: int) -> None:
    assert shown("The ebb came early.", confidence=confidence, alternatives=()) == [(dots, dots == 1)]


def test_what_is_likely_asks_only_where_it_may_be_something_else() -> None:
    assert shown("The ebb.", confidence=0.7, alternatives=()) == [(2, False)]
    assert shown("The ebb.", confidence=0.7, alternatives=(("note", 0.3),)) == [(2, True)]


def test_a_guess_has_two_ways_out_even_where_the_rule_named_none() -> None:
    pages = Pages(opened("The ebb.", confidence=0.3, alternatives=()), unsure_first=True)
    assert [key for key, _ in pages.shown(pages.blocks[0]).alternatives] == ["note-head", "furniture"]


def places(text: str) -> list[str]:
    block = Block(1, "para", ((0, len(text)),), 1.0, "whole")
    return [words for _, words in seams(block, Extract(text))]


def test_a_block_may_be_divided_after_sentences_and_lines_and_before_brackets() -> None:
    assert places("It ebbed. “Did it?” Yes (said Nan).\nThen tea.") == [
        "“Did it?” Yes (said Nan). Then tea.",
        "Yes (said Nan). Then tea.",
        "(said Nan). Then tea.",
        "Then tea.",
    ]


def test_a_note_glued_to_the_story_can_be_cut_off() -> None:
    assert places("The boat went home.Thanks for reading") == ["Thanks for reading"]


def test_one_sentence_cannot_be_divided() -> None:
    assert places("It ebbed.") == []
    assert places("...") == []


@pytest.mark.parametrize("text", ["." * 150_000, "[" * 150_000, "\n" * 150_000, ".)" * 75_000, "a." * 75_000])
def test_a_long_odd_line_is_looked_through_at_once(text: str) -> None:
    found = list(seams(Block(1, "para", ((0, len(text)),), 1.0, "whole"), Extract(text)))
    assert len(found) <= len(text)


def test_of_a_long_block_the_beginning_is_shown_and_the_rest_is_counted() -> None:
    text = "The ebb came in. " * 1000
    reading: Reading = read("ebb.txt", text.encode())
    pages = Pages(Opened(reading, reading, {}), unsure_first=False)
    block = pages.shown(pages.blocks[0])
    assert block.unshown == len(text.strip()) - LONGEST_SHOWN
    assert len(block.html) < LONGEST_SHOWN + 100


def test_lines_are_counted_as_in_the_file() -> None:
    reading = read("ebb.txt", b"The ebb.\n\nIt came\nearly and stayed for all of\nthe week.\n")
    pages = Pages(Opened(reading, reading, {}), unsure_first=False)
    assert pages.lines(pages.blocks[0]) == "Line 1"
    assert pages.lines(pages.blocks[-1]).endswith("5")
