"""Rules that need no page: first sentences, languages, times, bylines."""

import io
import tarfile

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose.languages import direction, language_name
from fanfold.reading.bylines import joined
from fanfold.reading.entries import hours
from fanfold.reading.openings import LONGEST, first_sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "The tide went out on Tuesday and forgot to come back. Nobody was surprised.",
            "The tide went out on Tuesday and forgot to come back.",
        ),
        (
            "“You will want your boots for this one,” said Mr. Osk. It was raining.",
            "“You will want your boots for this one,” said Mr. Osk.",
        ),
        ("Rain. Rain. Rain, and then, on the fourth day, more of it. Then sun.", "Rain. Rain. Rain, and then, on the fourth day, more of it."),
        ("Low Ferry, spring\n\nThe boat was late, and so was the river, that year. So were we.", "The boat was late, and so was the river, that year."),
        ("“Did you bring the lamp, or did you only mean to?” she asked.", "“Did you bring the lamp, or did you only mean to?”"),
        ("灯台の明かりが消えた夜、町の猫はみんな港に集まった。誰も呼んでいないのに。", "灯台の明かりが消えた夜、町の猫はみんな港に集まった。"),
        ("Chapter One", "Chapter One"),
        ("* * *", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_story_is_quoted_by_its_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


@given(st.text(max_size=2000))
def test_a_first_sentence_is_the_writers_own_words_and_never_long(text: str) -> None:
    sentence = first_sentence(text)
    assert len(sentence) <= LONGEST + 1
    assert sentence.removesuffix("…").strip() in text


def test_a_very_long_first_sentence_ends_at_a_word() -> None:
    sentence = first_sentence("and the sea went on " * 100)
    assert len(sentence) <= LONGEST + 1
    assert sentence.endswith(("and…", "the…", "sea…", "went…", "on…"))


@pytest.mark.parametrize(
    ("code", "name", "written"),
    [
        ("en", "English", "ltr"),
        ("he", "עברית", "rtl"),
        ("ar-EG", "العربية", "rtl"),
        ("zh", "中文", "ltr"),
        ("zh-Hant-TW", "中文（繁體）", "ltr"),
        ("pa-Arab-PK", "ਪੰਜਾਬੀ", "rtl"),
        ("yi-Latn", "ייִדיש", "ltr"),
        ("x-elvish", "", "ltr"),
    ],
)
def test_a_language_is_called_what_its_speakers_call_it(code: str, name: str, written: str) -> None:
    assert language_name(code) == name
    assert direction(code) == written


@pytest.mark.parametrize(
    ("minutes", "said"), [(1, "1 min"), (59, "59 min"), (60, "1 h"), (62, "1 h"), (168, "2 h 50 min"), (60_000, "1,000 h")]
)  # fmt: skip
def test_a_reading_time_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert hours(minutes) == said


def test_writers_are_named_as_a_sentence_names_them() -> None:
    assert joined(["Ada"]) == "Ada"
    assert joined(["Ada", "Una"]) == "Ada and Una"
    assert joined(["Ada", "Bo", "Una"]) == "Ada, Bo and Una"


def test_everybody_may_have_the_program_as_it_runs(db: None, client: Client) -> None:
    answer = client.get("/source.tar.gz")
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as packed:
        names = {name.split("/", 1)[1] for name in packed.getnames()}
        ours = packed.extractfile(next(name for name in packed.getnames() if name.endswith("/views/small.py")))
        assert ours is not None
        assert "AGPL" in ours.read().decode()
    assert {"fanfold/cli.py", "fanfold/static/look.css", "LICENSE", "bin/setup"} <= names
    assert not any("__pycache__" in name for name in names)
