"""What the documentation says is there is there, and what is there is said."""

import re
from collections import Counter
from pathlib import Path

import pytest

import fanfold

ROOT = Path(fanfold.__file__).parents[1]
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$")
LINK = re.compile(r"\]\(([^()\s]+)\)")
SETTING = re.compile(r"FANFOLD_[A-Z][A-Z_]*[A-Z]")


def lines_outside_code(text: str) -> list[str]:
    """Lines of a Markdown text that stand in no fenced block."""
    kept, fenced = [], False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            kept.append(line)
    return kept


def headings(text: str) -> list[str]:
    found = [HEADING.match(line) for line in lines_outside_code(text)]
    return [heading.group(1) for heading in found if heading]


def anchors(text: str) -> set[str]:
    """The anchors that code forges make of a document's headings: small letters, spaces as dashes, no signs."""
    plain = [re.sub(r"[^\w\- ]", "", heading.replace("`", "")) for heading in headings(text)]
    return {heading.lower().replace(" ", "-") for heading in plain}


def relative_links(text: str) -> list[str]:
    links = [link for line in lines_outside_code(text) for link in LINK.findall(line)]
    return [link for link in links if not re.match(r"[a-z][a-z+.-]*:", link)]


def leads_nowhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (document.parent / name).resolve() if name else document
    if not target.exists():
        return True
    return bool(anchor) and target.suffix == ".md" and anchor not in anchors(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_the_documents_leads_somewhere(document: Path) -> None:
    links = relative_links(document.read_text(encoding="utf-8"))
    assert [link for link in links if leads_nowhere(document, link)] == []


def test_a_link_to_a_missing_file_or_heading_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# The Kelp\n\n[up](#the-kelp) [down](#the-sand) [away](gone.md) [out](https://kelp.example)\n")
    links = relative_links(page.read_text())
    assert [link for link in links if leads_nowhere(page, link)] == ["#the-sand", "gone.md"]


def test_settings_and_their_page_name_the_same_variables() -> None:
    said = set(SETTING.findall((ROOT / "docs/settings.md").read_text(encoding="utf-8")))
    read = set(SETTING.findall((ROOT / "fanfold/settings.py").read_text(encoding="utf-8")))
    # Any setting may be read from a file; the page says so with an example.
    assert {name.removesuffix("_FILE") for name in said} == read


def test_every_command_is_described() -> None:
    from fanfold.cli import parser

    said = (ROOT / "docs/running.md").read_text(encoding="utf-8")
    commands = [name for action in parser()._actions if isinstance(action.choices, dict) for name in action.choices]
    assert commands != []
    assert [name for name in commands if f"fanfold {name}" not in said] == []


def test_every_word_of_the_house_has_one_heading() -> None:
    words = Counter(word.lower() for word in headings((ROOT / "docs/words.md").read_text(encoding="utf-8")))
    assert len(words) > 10
    assert [word for word, times in words.items() if times > 1] == []
