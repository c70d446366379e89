from hypothesis import given
from hypothesis import strategies as st

from fanfold.works import differences as ways
from fanfold.works.differences import Part, Passage, differences

LINES = st.lists(st.sampled_from(["one heron", "two herons", "rain", "a long grey line", ""]), max_size=12)


def test_the_same_text_has_no_differences() -> None:
    assert differences("Rain.\n\nMore rain.", "Rain.\n\nMore rain.") == []


def test_a_changed_word_is_shown_inside_its_sentence() -> None:
    [passage] = differences("The heron sold a lamp.", "The heron bought a lamp.")
    assert passage.parts == (
        Part("same", "The heron "),
        Part("gone", "sold "),
        Part("new", "bought "),
        Part("same", "a lamp."),
    )


def test_long_unchanged_stretches_become_a_number() -> None:
    older = [f"Day {day}, rain." for day in range(30)]
    newer = [*older[:15], "Day 15, sun!", *older[16:]]
    first, *between, last = differences("\n\n".join(older), "\n\n".join(newer))
    assert (first, last) == (Passage(skipped=14), Passage(skipped=13))
    assert [passage.has_changed for passage in between] == [False, True, False]


def test_paragraphs_that_have_nothing_in_common_stand_one_after_the_other() -> None:
    gone, new = differences("Herons keep shops.", "Quiet night, no moon")
    assert gone.parts == (Part("gone", "Herons keep shops."),)
    assert new.parts == (Part("new", "Quiet night, no moon"),)


@given(LINES, LINES)
def test_both_texts_can_be_read_from_their_differences(older: list[str], newer: list[str]) -> None:
    passages = list(ways._passages([*filter(None, older)], [*filter(None, newer)]))
    read = {
        kind: "".join(part.text for passage in passages for part in passage.parts if part.kind in ("same", kind))
        for kind in ("gone", "new")
    }
    assert read == {"gone": "".join(older), "new": "".join(newer)}


def test_hard_texts_are_compared_in_seconds() -> None:
    hard = [
        ("a b " * 20_000, "b a " * 20_000),
        ("x" * 150_000, "x" * 75_000 + "y" + "x" * 75_000),
        ("\n".join(["a", "b", "c"] * 20_000), "\n".join(["c", "a", "b", "d"] * 20_000)),
        ("\n".join(str(number) for number in range(30_000)), "\n".join(str(number) for number in range(30_000, 0, -1))),
    ]
    for older, newer in hard:
        assert len(differences(older, newer)) <= ways.MOST_SHOWN + 1
