"""What a person typed in a form."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose.clean import clean
from fanfold.prose.typed import from_typed, plain_text


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One line.", "<p>One line.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One,\ntwo.", "<p>One,<br>two.</p>"),
        ("One.\r\n\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("I <3 you & <Wren>", "<p>I &lt;3 you &amp; &lt;Wren&gt;</p>"),
        ("&amp; stays", "<p>&amp;amp; stays</p>"),
        ("\n\n", ""),
    ],
)
def test_plain_typing_becomes_paragraphs_and_lines(typed: str, html: str) -> None:
    assert from_typed(typed) == html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<i>Run</i>, she said.\n\nHe ran.", "<p><i>Run</i>, she said.</p>\n<p>He ran.</p>\n"),
        ("<p>One.</p>\n\n<p>Two.</p>", "<p>One.</p>\n<p>Two.</p>\n"),
        ("Before\n<hr>\nafter", '<p>Before</p>\n<hr aria-label="Scene break">\n<p>after</p>\n'),
        ("one <b>two</b>\nthree", "<p>one <b>two</b><br>three</p>\n"),
        ("<blockquote>One.\n\nTwo.</blockquote>", "<blockquote><p>One.</p><p>Two.</p></blockquote>\n"),
    ],
)
def test_typed_html_keeps_its_tags_and_still_gets_paragraphs(typed: str, shown: str) -> None:
    assert clean(from_typed(typed)).html == shown


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n"), max_size=80))
def test_what_was_typed_is_what_is_seen(typed: str) -> None:
    text = typed.replace("<", "‹")
    seen = unescape(re.sub(r"<[^<>]*>", "", clean(from_typed(text)).html))
    assert re.sub(r"\s+", "", seen) == re.sub(r"\s+", "", text)


@given(
    st.lists(st.lists(st.text("ab c’é<&", min_size=1, max_size=8).map(str.strip).filter(bool), min_size=1), max_size=5)
)
def test_paragraphs_and_lines_come_back_as_they_were_typed(paragraphs: list[list[str]]) -> None:
    typed = "\n\n".join("\n".join(lines) for lines in paragraphs)
    assert plain_text(clean(from_typed(typed)).html) == re.sub(" +", " ", typed)


def test_plain_text_parts_paragraphs_items_and_cells() -> None:
    html = "<p>One<br>two</p><hr><ul><li>ink</li><li>string</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    assert plain_text(clean(html).html) == "One\ntwo\n\nink\nstring\n\na\tb"
