"""Cleaning an author's HTML."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanfold.prose.allowed import ELEMENTS, KNOWN
from fanfold.prose.clean import CleanHtml, clean, trusted_again
from fanfold.prose.tokens import tokens

TAGS = sorted(KNOWN | {"o:p", "x-y", "h1", "foo"})
ATTRIBUTES = [
    "", ' id="n"', " class='letter x'", ' style="font-style:italic"', ' style="text-align:center"', " onclick=x",
    ' href="#n"', ' href="javascript:x"', ' src="/media/a.png" alt="A &quot;b"', ' src="http://far.example/p.png"',
    ' title="a>b"', " class=verse", " start=3 reversed", ' lang="fr"', " dir=rtl", ' href="http://a.example/ b"',
]  # fmt: skip
WORDS = [
    "",
    " ",
    "word",
    "\n",
    "\n\n",
    " a < b & c",
    "&amp;",
    "&lt;b&gt;",
    "&nbsp;",
    "\r\n",
    "é",
    "<!-- x -->",
    "<",
    "]]>",
    "&#0;",
]

markup = st.lists(
    st.one_of(
        st.builds(lambda tag, given: f"<{tag}{given}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS)),
        st.sampled_from(WORDS),
        st.text(max_size=4),
    ),
    max_size=25,
).map("".join)


def seen(html: str) -> str:
    """What a reader sees, without white space, by a tag stripper that shares nothing with ours."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^<>]*>", "", html)))


@settings(max_examples=300, deadline=None)
@given(markup)
def test_cleaning_what_is_clean_changes_nothing(source: str) -> None:
    once = clean(source).html
    assert clean(once).html == once


@settings(max_examples=300, deadline=None)
@given(markup, st.sampled_from(["", "c7-"]))
def test_no_reader_is_handed_a_script_or_sent_elsewhere(source: str, id_prefix: str) -> None:
    for token in tokens(clean(source, id_prefix=id_prefix).html):
        if token.kind in ("start", "end"):
            assert token.name in ELEMENTS
            assert not [name for name in token.attributes if name.startswith("on") or name == "style"]
            assert token.attributes.get("src", "/media/").startswith("/media/")
            assert not re.match(r"(?i)\s*(javascript|data|vbscript):", token.attributes.get("href", ""))
        assert token.kind != "comment"


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60))
def test_an_author_who_escapes_her_words_gets_every_one_of_them_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert seen(clean(f"<p>{escaped}</p>").html) == re.sub(r"\s+", "", text)


@settings(max_examples=300, deadline=None)
@given(markup)
def test_what_comes_out_is_nested_as_a_browser_wants_it(source: str) -> None:
    inside: list[str] = []
    blocks = {"p", "div", "ul", "ol", "table", "blockquote", "hr", "h3", "h4", "h5", "pre", "dl", "figure", "section"}
    for token in tokens(clean(source).html):
        if token.kind == "end":
            assert inside.pop() == token.name
        elif token.kind == "start":
            assert not (token.name in blocks and set(inside) & {"p", "h3", "h4", "h5", "pre", "em", "strong", "i", "a"})
            assert not (token.name == "a" and "a" in inside)
            assert token.name != "li" or inside[-1] in ("ul", "ol")
            assert token.name not in ("td", "th") or inside[-1] == "tr"
            if token.name not in ("br", "hr", "img"):
                inside.append(token.name)
        else:
            assert inside or not token.data.strip()
    assert inside == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<i><p>She ran.</p><p>He hid.</p></i>", "<p><i>She ran.</i></p>\n<p><i>He hid.</i></p>\n"),
        ('<p><span style="font-style:italic">Run</span></p>', "<p><em>Run</em></p>\n"),
        ('<p><span style="text-decoration: line-through">no</span></p>', "<p><s>no</s></p>\n"),
        ('<p align="center">***</p>', '<p class="centre">***</p>\n'),
        ("<center>Fin</center>", '<div class="centre"><p>Fin</p></div>\n'),
        ("<h1>One</h1>", "<h3>One</h3>\n"),
        ("<hr width=50%>", '<hr aria-label="Scene break">\n'),
        ("<hr />", '<hr aria-label="Scene break">\n'),
        ("Bare words", "<p>Bare words</p>\n"),
        ("<p>one<p>two", "<p>one</p>\n<p>two</p>\n"),
        ("<p>I <3 you & <Sarah></p>", "<p>I &lt;3 you &amp; &lt;Sarah&gt;</p>\n"),
        (
            '<div class="verse"><p class="in">Low tide</p></div>',
            '<div class="verse" role="group" aria-label="Verse"><p class="in">Low tide</p></div>\n',
        ),
        (
            '<ul class="chat"><li class="me"><b>Ann</b> hi</li></ul>',
            '<ul class="chat" aria-label="Messages"><li class="me"><b>Ann</b> hi</li></ul>\n',
        ),
        ("<table><tr><td>1<td>2</table>", "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>\n"),
    ],
)
def test_an_author_keeps_the_shape_of_her_text(typed: str, kept: str) -> None:
    assert clean(typed).html == kept


def test_an_author_is_told_of_each_thing_that_was_removed_and_why() -> None:
    cleaned = clean(
        '<script>x()</script><p onclick="y()" class="MsoNormal">A <font color="red">red</font> door</p>'
        '<img src="https://far.example/cat.png" alt="A cat"><a href="javascript:z()">here</a>'
    )
    assert {removed.what: removed.how_many for removed in cleaned.removed} == {
        "<script> with its content": 1,
        "attribute onclick": 1,
        "attribute class": 1,
        "<font>": 1,
        "picture from elsewhere": 1,
        "attribute href": 1,
    }
    assert all(removed.why for removed in cleaned.removed)
    assert "A red door" in cleaned.html


def test_a_picture_from_elsewhere_becomes_a_link_and_a_local_one_stays() -> None:
    assert (
        clean('<p><img src="https://far.example/cat.png" alt="A cat"></p>').html
        == '<p><a href="https://far.example/cat.png" rel="nofollow ugc noopener">A cat</a></p>\n'
    )
    assert (
        clean('<p><img src="/media/1/cat.png" alt="A cat" onerror="x"></p>').html
        == '<p><img src="/media/1/cat.png" alt="A cat" loading="lazy"></p>\n'
    )


def test_the_footnotes_of_two_chapters_on_one_page_do_not_collide() -> None:
    source = (
        '<p>Tide<a class="footref" href="#f1" id="r1">1</a></p><section class="footnotes"><p id="f1">Low.</p></section>'
    )
    html = clean(source, id_prefix="c12-").html
    assert 'href="#c12-f1"' in html
    assert 'id="c12-f1"' in html
    assert 'id="c12-r1"' in html


def test_a_script_without_its_end_swallows_no_words() -> None:
    assert "The door closed." in clean("<script>var x = 1; <p>The door closed.</p>").html


def test_templates_take_clean_html_as_it_is() -> None:
    html = clean("<p>Rain.</p>").html
    assert html.__html__() is html
    assert isinstance(trusted_again(str(html)), CleanHtml)


def test_ten_thousand_boxes_in_one_another_do_not_stop_the_words() -> None:
    assert "deep" in clean("<div>" * 10_000 + "deep" + "</div>" * 10_000).html


@pytest.mark.parametrize(
    "source",
    [
        "<ruby>灯<rt>とう<rt>ひ</ruby>",
        "<em><ruby>&lt;<table><a id='k'></ruby>\n",
        "<table style='font-style:italic'>word<table></table> ",
    ],
)
def test_what_was_left_open_is_closed_once_and_for_all(source: str) -> None:
    once = clean(source).html
    assert clean(once).html == once
