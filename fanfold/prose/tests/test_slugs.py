"""The readable part of an address."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose.slugs import LONGEST, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Second Key", "the-second-key"),
        ("Don’t Look — Run!", "dont-look-run"),
        ("Зимний порт", "зимний-порт"),
        ("दरवाज़ा", "दरवाज़ा"),
        ("漢字の話", "漢字の話"),
        ("🎉🎉", "untitled"),
        ("…?!", "untitled"),
        ("", "untitled"),
        ("ﬁsh", "fish"),
    ],
)
def test_a_title_of_any_script_stays_readable(title: str, slug: str) -> None:
    assert unicodedata.normalize("NFC", slugify(title)) == unicodedata.normalize("NFC", slug)


def test_a_long_title_is_cut_between_words() -> None:
    assert slugify("lantern " * 20) == "-".join(["lantern"] * 7)


def test_a_pen_name_of_signs_only_gets_the_word_asked_for() -> None:
    assert slugify("~*~", fallback="somebody") == "somebody"


@given(st.text(max_size=200))
def test_no_title_makes_an_address_that_breaks(title: str) -> None:
    slug = slugify(title)
    assert 0 < len(slug) <= LONGEST
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert not unicodedata.category(slug[0]).startswith("M")
    assert not any(character.isspace() or character in "/?#%&<>\"'" for character in slug)


@given(st.text("aé\u0301\u0308", min_size=61, max_size=90))
def test_a_letter_is_never_cut_from_its_marks(title: str) -> None:
    slug = slugify(title)
    folded = unicodedata.normalize("NFKC", title.lower())
    rest = folded[folded.find(slug) + len(slug) :] if slug in folded else ""
    assert len(slug) < 40 or not rest or not unicodedata.category(rest[0]).startswith("M")
