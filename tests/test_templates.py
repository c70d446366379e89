"""Templates, style and scripts: nothing inline, nothing from elsewhere, no way around `prose` to make HTML."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fanfold

HOUSE = Path(fanfold.__file__).parent
FORBIDDEN_IN_TEMPLATES = {
    "a filter that trusts any text": re.compile(r"\|\s*(safe|safeseq)\b|\{%\s*autoescape"),
    "a style sheet in the page": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a script in the page": re.compile(r"<script\b(?![^>]{0,300}\bsrc=)", re.IGNORECASE),
    "a script in an attribute": re.compile(r"\son[a-z]{3,20}\s*=", re.IGNORECASE),
}
FORBIDDEN_IN_CODE = {
    "a way around prose": re.compile(r"\b(mark_safe|format_html|format_html_join|SafeString|SafeText)\b")
}
ELSEWHERE = re.compile(r"(?:https?:)?//[\w-]{1,60}(?:\.[\w-]{1,60})+", re.IGNORECASE)
# Names of vocabularies, which nothing ever fetches.
VOCABULARIES = re.compile(r"https?://(?:www\.w3\.org|www\.idpf\.org|purl\.org|schema\.org)\b")


def files(*endings: str) -> Iterator[Path]:
    for path in sorted(HOUSE.rglob("*")):
        if path.suffix in endings and "tests" not in path.parts and "demo" not in path.relative_to(HOUSE).parts:
            yield path


def found_in(text: str, forbidden: dict[str, re.Pattern[str]]) -> list[str]:
    return [what for what, pattern in forbidden.items() if pattern.search(text)]


def addresses_elsewhere(text: str) -> list[str]:
    return [found.group() for found in ELSEWHERE.finditer(VOCABULARIES.sub("", text))]


def faults(*endings: str, forbidden: dict[str, re.Pattern[str]]) -> dict[str, list[str]]:
    said = {str(path.relative_to(HOUSE)): found_in(path.read_text("utf-8"), forbidden) for path in files(*endings)}
    return {path: found for path, found in said.items() if found}


def test_templates_hold_no_inline_style_or_script_and_trust_no_text() -> None:
    assert faults(".html", ".xml", ".txt", forbidden=FORBIDDEN_IN_TEMPLATES) == {}


def test_only_prose_makes_html_safe() -> None:
    assert faults(".py", forbidden=FORBIDDEN_IN_CODE) == {}


def test_no_page_style_or_script_names_another_site() -> None:
    said = {
        str(path.relative_to(HOUSE)): addresses_elsewhere(path.read_text("utf-8"))
        for path in files(".html", ".css", ".js", ".svg", ".webmanifest")
    }
    assert {path: found for path, found in said.items() if found} == {}


@pytest.mark.parametrize(
    "line",
    [
        "{{ story|safe }}",
        "<p style='color: red'>kelp</p>",
        "<style>p { color: red }</style>",
        "<script>tide()</script>",
        '<a href="/" onclick="tide()">tide</a>',
        "{% autoescape off %}{{ story }}{% endautoescape %}",
    ],
)
def test_each_forbidden_thing_is_found(line: str) -> None:
    assert len(found_in(line, FORBIDDEN_IN_TEMPLATES)) == 1


@pytest.mark.parametrize(
    "line",
    ["<script src=\"{% static 'js/tide.js' %}\"></script>", '<p class="style">Once upon a time</p>', "{{ safe }}"],
)
def test_what_only_looks_like_it_is_let_through(line: str) -> None:
    assert found_in(line, FORBIDDEN_IN_TEMPLATES) == []


def test_an_address_elsewhere_is_found_and_a_vocabulary_is_not() -> None:
    assert addresses_elsewhere('<img src="//tide.example/a.png">') == ["//tide.example"]
    assert addresses_elsewhere('<svg xmlns="http://www.w3.org/2000/svg">') == []
