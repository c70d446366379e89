import pytest

from fanfold.prose.guessing import guess_language
from fanfold.prose.languages import direction, language_called, language_name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The lamp was lit, and she went down to the water with it.", "en"),
        ("Die Lampe war aus, und sie ging mit dem Hund auf die Straße, die nicht fertig war.", "de"),
        ("La lampe était éteinte et elle ne savait pas qui était dans le jardin.", "fr"),
        ("La lámpara estaba apagada y no se veía el río, que era de su madre.", "es"),
        ("Lampa nie świeciła, ale to był dom, w którym się mieszka.", "pl"),
        ("Лампа погасла, и она пошла к реке.", "ru"),
        ("灯りが消えて、彼女は川へ歩いていった。", "ja"),
        ("灯灭了，她向河边走去。", "zh"),
        ("המנורה כבתה והיא הלכה אל הנהר.", "he"),
        ("ตะเกียงดับลง แล้วเธอก็เดินไปที่แม่น้ำ", "th"),
    ],
)
def test_a_story_says_itself_what_language_it_is_in(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "…", "12 34", "Zbrmf qwrt", "\ud800"])
def test_what_does_not_tell_is_not_guessed(text: str) -> None:
    assert guess_language(text) is None


def test_a_label_names_a_language_in_english_or_in_itself() -> None:
    assert [language_called(name) for name in ("German", "deutsch", " PL ", "Klingon")] == ["de", "de", "pl", None]


def test_a_reader_sees_what_a_language_calls_itself() -> None:
    assert [language_name(code) for code in ("ja", "pt-BR", "pt-PT", "x")] == [
        "日本語",
        "Português (Brasil)",
        "Português",
        "",
    ]
    assert [direction(code) for code in ("he", "ar-EG", "en")] == ["rtl", "rtl", "ltr"]
