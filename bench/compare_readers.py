"""What others keep and lose of the same labelled manuscripts: pandoc, calibre's ebook-convert, mammoth, and our reader.

    .venv/bin/python -m bench.compare_readers DIR
    .venv/bin/python -m bench.compare_readers DIR --mammoth /somewhere/venv/bin/python

DIR holds manuscripts and gold/, as for bench/manuscripts. Each tool turns each manuscript it can read into HTML, ours too
(its reading, block by block), and the same measures are taken of all of them. A tool that
is not installed is left out, and the table says so.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree, html

from fanfold import __version__
from fanfold.manuscripts.neutral import metadata
from fanfold.manuscripts.readers import NotRead, read
from fanfold.prose.document import Block, Extract
from fanfold.prose.render import render

SECONDS = 120
MAMMOTH = "import sys, mammoth; sys.stdout.write(mammoth.convert_to_html(open(sys.argv[1], 'rb')).value)"
# Pandoc has no reader for plain text; as it does itself for .txt, that is taken for Markdown.
PANDOC_FORMATS = {".txt": "markdown", ".md": "markdown", ".html": "html", ".docx": "docx", ".odt": "odt", ".epub": "epub", ".rtf": "rtf"}  # fmt: skip
CALIBRE_FORMATS = (".txt", ".docx", ".html", ".odt", ".rtf", ".epub", ".md")
MEASURES = ("characters lost", "emphasis", "centred lines", "scene breaks", "notes set apart", "chapter headings", "footnotes in place", "facts as fields")  # fmt: skip
_STYLED = {
    "emphasis": re.compile(r"font-style:\s*(?:italic|oblique)|font-weight:\s*(?:bold|[6-9]00)"),
    "centred": re.compile(r"text-align:\s*center"),
}
# In plain text such a tag may stay as it is, or become the emphasis it means.
_TAG_LEFT_OVER = re.compile(r"</?[ib]>")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


@dataclass(frozen=True, slots=True)
class Page:
    """What a tool made of a manuscript: HTML, and what it gives as fields of the work."""

    html: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that reads manuscripts. `make` gives None where it failed."""

    name: str
    endings: frozenset[str]
    make: Callable[[Path], Page | None]


@dataclass(slots=True)
class Score:
    """How much was kept of how much, by measure; for characters, how many were lost of how many."""

    kept: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)
    failed: int = 0

    def add(self, measure: str, kept: int, of: int) -> None:
        self.kept[measure] += kept
        self.of[measure] += of

    def shown(self, measure: str) -> str:
        if not self.of[measure]:
            return "-"
        if measure == "characters lost":
            return f"{self.kept[measure]:,} of {self.of[measure]:,}"
        return f"{self.kept[measure]} of {self.of[measure]}"


def ours(path: Path) -> Page | None:
    """Our reading, block by block, with the fields of its works."""
    try:
        reading = read(path.name, path.read_bytes())
    except NotRead:
        return None
    facts: list[str] = []
    for work in reading.works:
        facts += _values(metadata(work.fields))
    return Page("".join(_in_html(block, reading.extract) for block in reading.blocks()), tuple(facts))


def _in_html(block: Block, extract: Extract) -> str:
    """A block of the reading as its type says; whatever is no story keeps its emphasis too."""
    if block.type == "break":
        return "<hr>"
    words = render([replace(block, type="para", kind="")], extract)
    if block.type == "note":
        return f"<aside>{words}</aside>"
    if block.type == "heading":
        return f"<h2>{words.removeprefix('<p>').removesuffix('</p>')}</h2>"
    return words


def pandoc(path: Path) -> Page | None:
    """Pandoc's HTML, and the metadata it found."""
    format = PANDOC_FORMATS[path.suffix]
    made = _run(["pandoc", "--from", format, "--to", "html5", "--wrap=none", str(path)])
    tree = _run(["pandoc", "--from", format, "--to", "json", str(path)])
    if made is None or tree is None:
        return None
    return Page(made, tuple(_strings(json.loads(tree).get("meta", {}))))


def _strings(tree: Any) -> Iterator[str]:
    """The words of pandoc's metadata, one string for each value."""
    if isinstance(tree, dict) and "t" in tree and isinstance(tree.get("c"), list) and tree["t"] == "MetaInlines":
        yield "".join(each.get("c", "") if each["t"] == "Str" else " " for each in tree["c"])
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from _strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _strings(value)
    elif isinstance(tree, str):
        yield tree


def calibre(path: Path) -> Page | None:
    """Calibre's HTML with styles written out, and the metadata of its package."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.htmlz"
        said = _run(["ebook-convert", str(path), str(made), "--htmlz-css-type", "inline"])
        if said is None or not made.exists():
            return None
        with ZipFile(made) as file:
            package = etree.fromstring(file.read("metadata.opf"))
            page = file.read("index.html").decode("utf-8", "replace")
    facts = [str(each.text) for each in package.iter("{http://purl.org/dc/elements/1.1/}*") if each.text]
    return Page(page, tuple(facts))


def mammoth_with(python: str) -> Callable[[Path], Page | None]:
    """Mammoth, with the Python it is installed in."""

    def mammoth(path: Path) -> Page | None:
        made = _run([python, "-c", MAMMOTH, str(path)])
        return None if made is None else Page(made)

    return mammoth


def _run(command: Sequence[str]) -> str | None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, env=environment)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


class Seen:
    """What a page shows, for the measures: paragraphs with their words, where they are centred, emphasised, set apart."""

    def __init__(self, page: Page) -> None:
        self.root = _tree(f"<div>{_body_of(page.html)}</div>")
        for each in self.root.xpath("//script | //style | //head | //title"):
            each.drop_tree()
        self.text = str(self.root.text_content())
        self.letters = _letters(self.text)
        self.breaks = len(self.root.xpath("//hr"))
        self.headings = [_plain(each.text_content()) for each in self._all(_HEADINGS)]
        self.emphasis = "".join(self._styled("emphasis", ("em", "i", "strong", "b")))
        self.centred = "\n".join(self._styled("centred", ("center",)))
        self.apart = "\n".join(
            _plain(each.text_content()) for each in self.root.iter() if isinstance(each.tag, str) and _is_apart(each)
        )
        self.running = _plain(self.text)

    def _all(self, tags: frozenset[str]) -> list[Any]:
        return [each for each in self.root.iter() if each.tag in tags]

    def _styled(self, what: str, tags: Sequence[str]) -> list[str]:
        """The words in elements of these tags or with such a style or class."""
        return [
            _plain(each.text_content())
            for each in self.root.iter()
            if isinstance(each.tag, str)
            and (
                each.tag in tags
                or _STYLED[what].search(each.get("style", ""))
                or (what == "centred" and (each.get("align") == "center" or "centre" in each.get("class", "").split()))
            )
        ]


def _tree(page: str | bytes) -> Any:
    """The stubs of lxml.html do not know what its elements can do."""
    return html.fromstring(page)


def _is_apart(element: Any) -> bool:
    """Whether a program could tell the author's note from the story: an element or a class that says so."""
    said = f"{element.get('class', '')} {element.get('role', '')} {element.get('id', '')}"
    return element.tag == "aside" or bool(re.search(r"\bnotes?\b", said))


def _body_of(page: str) -> str:
    """Without what stands before the body: an XML declaration there would be refused."""
    found = re.search(r"<body[^<>]*>", page)
    return page[found.end() :] if found else page


def _plain(text: str) -> str:
    """For finding words again: no spaces, one sort of quotation marks and dashes."""
    return "".join(text.split()).translate(_SAME)


_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "."}
)


def _letters(text: str) -> Counter[str]:
    """Letters and figures only: marks of emphasis and lists may be resolved, quotation marks made typographic."""
    return Counter(letter for letter in text if letter.isalnum())


def measure(gold: dict[str, Any], page: Page | None, source: bytes, ending: str, score: Score) -> None:
    """Add what was kept of one manuscript."""
    seen = Seen(page or Page(""))
    blocks = [block for work in gold["works"] for block in _blocks(work)]
    wanted = _letters(_TAG_LEFT_OVER.sub("", "".join(block["text"] for block in blocks if block["type"] != "break")))
    lost = wanted - seen.letters
    score.add("characters lost", lost.total(), wanted.total())
    emphasised = [_plain(words) for block in blocks for _, words in block.get("emph", [])]
    score.add("emphasis", sum(1 for words in emphasised if words in seen.emphasis), len(emphasised))
    centred = [_plain(words) for words in centred_lines(source, ending)]
    score.add("centred lines", sum(1 for words in centred if words in seen.centred), len(centred))
    breaks = sum(1 for block in blocks if block["type"] == "break")
    score.add("scene breaks", min(breaks, seen.breaks), breaks)
    notes = [_plain(block["text"]) for block in blocks if block["type"] == "note"]
    score.add("notes set apart", sum(1 for note in notes if note and note in seen.apart), len(notes))
    headings = chapter_headings(gold)
    score.add("chapter headings", sum(1 for words in headings if words in seen.headings), len(headings))
    places = _footnote_places(gold)
    score.add("footnotes in place", sum(1 for call, note in places if _follows(call, note, seen.running)), len(places))
    facts = [each for work in gold["works"] for each in _values(work["metadata"])]
    given = {_plain(each).lower() for each in (page.facts if page else ())}
    score.add("facts as fields", sum(1 for each in facts if _plain(each).lower() in given), len(facts))


def _blocks(work: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from work["front"]
    for chapter in work["chapters"]:
        yield from chapter["blocks"]
    yield from work["back"]


def _values(said: dict[str, Any]) -> Iterator[str]:
    for value in said.values():
        yield from value if isinstance(value, list) else [str(value)] if value else []


def chapter_headings(gold: dict[str, Any]) -> list[str]:
    """The first heading of each chapter."""
    found = []
    for work in gold["works"]:
        for chapter in work["chapters"]:
            headings = [block for block in chapter["blocks"] if block["type"] == "heading"]
            found += [_plain(headings[0]["text"])] if headings else []
    return found


def _footnote_places(gold: dict[str, Any]) -> list[tuple[str, str]]:
    """For each footnote the end of the paragraph before it, and its words."""
    places = []
    for work in gold["works"]:
        before = ""
        for block in _blocks(work):
            if block["type"] == "footnote":
                places.append((before[-30:], _plain(block["text"])[-30:]))
            before = _plain(block["text"]) or before
    return places


def _follows(call: str, note: str, running: str) -> bool:
    """Whether a footnote's words come soon after the paragraph that calls it."""
    at = running.find(call.strip("0123456789[]^"))
    return at >= 0 and note.lstrip("0123456789[]^:.") in running[at : at + 400]


def centred_lines(source: bytes, ending: str) -> list[str]:
    """The centred paragraphs of a Word document or a page, by the plainest look at them."""
    if ending == ".docx":
        return [words for words in _centred_in_word(source) if words]
    if ending == ".html":
        found = _tree(source).xpath(
            "//center | //*[@align='center'] | //*[contains(translate(@style, ' ', ''), 'text-align:center')]"
        )
        return [words for each in found if (words := str(each.text_content()).strip())]
    return []


def _centred_in_word(source: bytes) -> Iterator[str]:
    from io import BytesIO

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with ZipFile(BytesIO(source)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    for paragraph in root.iter(f"{space}p"):
        if any(each.get(f"{space}val") == "center" for each in paragraph.iter(f"{space}jc")):
            yield "".join(each.text or "" for each in paragraph.iter(f"{space}t")).strip()


def tools(mammoth_python: str) -> tuple[list[tuple[Tool, str]], list[str]]:
    """The others with their versions, and the names of those not installed."""
    candidates = (
        ("pandoc", ["pandoc", "--version"], frozenset(PANDOC_FORMATS), pandoc),
        ("ebook-convert", ["ebook-convert", "--version"], frozenset(CALIBRE_FORMATS), calibre),
        ("mammoth", [mammoth_python, "-c", "from importlib.metadata import version as v; print('mammoth', v('mammoth'))"],
         frozenset({".docx"}), mammoth_with(mammoth_python)),
    )  # fmt: skip
    found, missing = [], []
    for name, asks, endings, make in candidates:
        said = _run(asks) if shutil.which(asks[0]) else None
        if said:
            found.append((Tool(name, endings, make), _version(said)))
        else:
            missing.append(name)
    return found, missing


def _version(said: str) -> str:
    numbers = re.search(r"\d+(?:\.\d+)+", said)
    return numbers.group() if numbers else "?"


def compare(folder: Path, tool: Tool) -> tuple[Score, Score]:
    """The tool and we, on all files the tool can read."""
    theirs, our_own = Score(), Score()
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = folder / str(gold["file"])
        if file.suffix not in tool.endings or not file.exists():
            continue
        for score, make in ((theirs, tool.make), (our_own, ours)):
            page = make(file)
            score.files.append(file.name)
            score.failed += page is None
            measure(gold, page, file.read_bytes(), file.suffix, score)
    return theirs, our_own


def table(folder: Path, mammoth_python: str) -> Iterator[str]:
    """Markdown, a column for each tool; after those that read the same files one for us."""
    found, missing = tools(mammoth_python)
    groups: dict[tuple[str, ...], list[tuple[str, Score]]] = {}
    for tool, version in found:
        theirs, our_own = compare(folder, tool)
        group = groups.setdefault(tuple(theirs.files), [("Fanfold", our_own)])
        refused = f", {theirs.failed} refused" if theirs.failed else ""
        group.insert(-1, (f"{tool.name} {version}{refused}", theirs))
    yield f"{datetime.now(UTC):%d %B %Y}, Fanfold {__version__}; not installed: {', '.join(missing) or 'none'}."
    for files, columns in groups.items():
        yield f"\n| {_of_files(files)} | " + " | ".join(name for name, _ in columns) + " |"
        yield "| --- |" + " ---: |" * len(columns)
        for each in MEASURES:
            yield f"| {each} | " + " | ".join(score.shown(each) for _, score in columns) + " |"


def _of_files(files: Sequence[str]) -> str:
    endings = Counter(Path(name).suffix.removeprefix(".") for name in files)
    return ", ".join(f"{count} {ending}" for ending, count in endings.most_common())


def main() -> int:
    """0 if there was anything to compare."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path, metavar="DIR")
    words.add_argument("--mammoth", default=sys.executable, metavar="PYTHON", help="the Python that has mammoth")
    asked = words.parse_args()
    if not (asked.folder / "gold").is_dir():
        print(f"{asked.folder} holds no gold/.", file=sys.stderr)
        return 2
    for line in table(asked.folder, asked.mammoth):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
