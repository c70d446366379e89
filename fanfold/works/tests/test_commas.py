import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose.languages import LANGUAGES, language_code
from fanfold.works.commas import join_names, split_names

NAMES = st.lists(st.text(alphabet='ab",，"x y', min_size=1).map(lambda name: " ".join(name.split())).filter(bool))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("herons, slow burn", ["herons", "slow burn"]),
        (" , herons,, ,\nrain ", ["herons", "rain"]),
        ("鹭，雨、海", ["鹭", "雨", "海"]),
        ('"Rain, Steam and Herons", rain', ["Rain, Steam and Herons", "rain"]),
        ('"Salt", rain', ['"Salt"', "rain"]),
        ('"never closed, rain', ['"never closed', "rain"]),
        ("5'10\", tall", ["5'10\"", "tall"]),
        ("", []),
    ],
)
def test_names_are_read_as_people_type_them(typed: str, names: list[str]) -> None:
    assert split_names(typed) == names


@given(NAMES)
def test_names_written_down_are_read_back(names: list[str]) -> None:
    assert split_names(join_names(names)) == names


@pytest.mark.parametrize("hard", ['"' * 60_000, '",' * 30_000, '"a,' * 20_000, ("a" * 99 + ",") * 600])
def test_hard_input_is_read_in_no_time(hard: str) -> None:
    assert len(split_names(hard)) <= 30_001


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("EN-gb", "en-GB"),
        ("zh_hant_tw", "zh-Hant-TW"),
        (" nds ", "nds"),
        ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994"),
    ],
)
def test_a_language_code_is_written_as_usual(typed: str, code: str) -> None:
    assert language_code(typed) == code


@pytest.mark.parametrize("typed", ["", "e", "english!", "en-", "en--us", "русский", "a" * 36, "en-abcdefghi"])
def test_what_is_no_language_code_is_none(typed: str) -> None:
    assert language_code(typed) is None


def test_every_language_in_the_list_has_a_code_of_the_usual_shape() -> None:
    assert all(language_code(code) == code for code in LANGUAGES)
