"""EPUB books: their pages in reading order through the HTML reader, as one manuscript."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fanfold.manuscripts.readers.assemble import assemble
from fanfold.manuscripts.readers.builder import Builder
from fanfold.manuscripts.readers.decode import Decoded, decode
from fanfold.manuscripts.readers.epub.package import Package, package_of
from fanfold.manuscripts.readers.epub.xhtml import BookFeeder, as_html
from fanfold.manuscripts.readers.html import usual_gap
from fanfold.manuscripts.readers.lines import passages_of
from fanfold.manuscripts.readers.notread import NotRead
from fanfold.manuscripts.readers.packed import Pack
from fanfold.manuscripts.readers.paragraphs import below_title, name_by_format, with_title_level
from fanfold.manuscripts.readers.passages import Line, Passage
from fanfold.manuscripts.readers.plain import with_gaps
from fanfold.manuscripts.readers.rules import name_all
from fanfold.manuscripts.readers.rules.headings import is_chapter_line
from fanfold.prose.document import Field, Reading, Repair, Source
from fanfold.prose.tokens import Token

__all__ = ["read_epub"]

# FanFicFare names its pages so on their body; other programs use roles of the package.
_PAGE_ROLES = {"fff_tocpage": "contents", "fff_logpage": "contents", "fff_titlepage": "title"}
_STORY = 200
_FIRST_LINES = 6
# What a book is called in its subjects by those that packed it, which is true of everything here.
_SAID_OF_ALL = frozenset({"fanworks", "fanfiction", "fan fiction", "fan-fiction"})
# Pages that a list of contents may name, and that tell no story.
_NO_CHAPTERS = frozenset(
    "cover|title page|titlepage|copyright|contents|table of contents|preface|afterword|dedication|acknowledgements|"
    "acknowledgments|about the author|imprint|colophon|notes|introduction".split("|")
)
# Some programs write the name of the machine's locale, which may be no language but C.
_SHORTEST_LANGUAGE = 2
_MANY = frozenset({"author", "tags"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book: its lines, where it begins in the text, and what the list of contents calls it."""

    first: int
    last: int
    label: str
    role: str


def read_epub(source: Source, data: bytes) -> Reading:
    """The whole way from the bytes of an EPUB to a reading. Raises NotRead where they are none, or hold no text."""
    pack = Pack(source.name, data)
    package = package_of(pack)
    feeder = BookFeeder(Builder())
    pages, decoded = _feed(pack, package, feeder)
    extract = replace(feeder.finish(), origin=())
    if not extract.text.strip():
        raise NotRead("empty", f"{source.name} holds no text.")
    extract = replace(extract, dropped=(*(each for page in decoded for each in page.dropped), *extract.dropped))
    source = replace(source, encoding="utf-8", repairs=tuple(_repairs(decoded)))
    lines = _with_titles(extract.text, feeder.builder.lines, pages, package)
    passages = list(_with_pages(name_by_format(passages_of(extract.text, lines, "blank")), extract.text, lines, pages))
    named = with_gaps(name_all(passages, extract.marks), 2 + usual_gap(lines))
    return _with_facts(assemble(source, extract, named, ()), package)


def _feed(pack: Pack, package: Package, feeder: BookFeeder) -> tuple[list[Page], list[Decoded]]:
    """Every page in order, each closed before the next begins."""
    builder = feeder.builder
    pages: list[Page] = []
    pages_read: list[Decoded] = []
    for member in package.pages:
        if member not in pack:
            builder.drop("page the book names but does not hold", "it is missing from the file")
            continue
        decoded = decode(pack.read(member))
        role = package.roles.get(member) or _role(decoded.text)
        first = len(builder.lines)
        if role == "contents":
            feeder.start(Token("start", 0, 0, name="div", attributes={"class": "navigation"}))
        feeder.feed(as_html(decoded.text))
        feeder.close_all()
        pages_read.append(decoded)
        pages.append(Page(first, len(builder.lines), package.labels.get(member, ""), role))
    if package.unread:
        builder.drop("page outside the book's order", "no reader of the book is shown it", len(package.unread))
    return pages, pages_read


def _repairs(pages: list[Decoded]) -> Iterator[Repair]:
    """Those of all pages, with their places in the pages' sources one after the other."""
    before = 0
    for page in pages:
        yield from (replace(each, start=each.start + before, end=each.end + before) for each in page.repairs)
        before += len(page.text)


def _role(xhtml: str) -> str:
    start = xhtml[:4000]
    return next((role for name, role in _PAGE_ROLES.items() if name in start), "")


def _with_titles(text: str, lines: list[Line], pages: list[Page], package: Package) -> list[Line]:
    """The lines with the book's title alone on the first level, and with what the list of contents says are headings."""
    _name_labelled(text, lines, pages)
    headings = [line for line in lines if line.setting.level]
    titled = next((line for line in headings if _is_called(text[line.start : line.end], package.title)), None)
    titled = titled or next((_first_heading(lines, page) for page in pages if page.role == "title"), None)
    if titled:
        titled.setting = replace(titled.setting, names=titled.setting.names | {"title"})
    if titled or not package.title:
        return with_title_level(text, lines)
    below_title(lines)
    return lines


def _is_called(words: str, title: str) -> bool:
    """Whether a heading says the title, alone or with its author."""
    said, wanted = words.lower(), title.lower()
    return bool(wanted) and (said == wanted or said.startswith(f"{wanted} by "))


def _first_heading(lines: list[Line], page: Page) -> Line | None:
    return next((line for line in lines[page.first : page.last] if line.setting.level), None)


def _name_labelled(text: str, lines: list[Line], pages: list[Page]) -> None:
    """A line at the top of a page that says what the list of contents calls the page is its heading."""
    level = min((line.setting.level for line in lines if line.setting.level), default=2)
    for page in pages:
        for line in lines[page.first : min(page.last, page.first + 3)]:
            if page.label and not line.setting.level and text[line.start : line.end].lower() == page.label.lower():
                line.setting = replace(line.setting, level=max(2, level))
                break


def _with_pages(passages: list[Passage], text: str, lines: list[Line], pages: list[Page]) -> Iterator[Passage]:
    """The passages, and a chapter's heading without words where a page that has a name but no heading tells story."""
    told = [page for page in pages if page.label and _tells_story(lines, page)]
    silent = [page for page in told if not _has_heading(text, lines, page)] if len(told) > 1 else []
    starts = {lines[page.first].start: page.label for page in silent}
    for passage in passages:
        label = starts.get(passage.lines[0].start)
        if label:
            yield _heading(passage, label)
        yield passage


def _tells_story(lines: list[Line], page: Page) -> bool:
    told = sum(line.end - line.start for line in lines[page.first : page.last] if not line.setting.level)
    return page.role == "" and told >= _STORY and page.label.lower() not in _NO_CHAPTERS


def _has_heading(text: str, lines: list[Line], page: Page) -> bool:
    top = lines[page.first : min(page.last, page.first + _FIRST_LINES)]
    return any(line.setting.level or is_chapter_line(text[line.start : line.end]) for line in top)


def _heading(before: Passage, label: str) -> Passage:
    place = before.lines[0].start
    heading = Passage(before.source, [Line(place, place, before.gap)])
    title = label.partition(":")[2].strip() or None if is_chapter_line(label) else label
    heading.name("heading", "page of the book with a name", 0.8, kind="chapter", level=1, title=title)
    return heading


def _with_facts(reading: Reading, package: Package) -> Reading:
    """What the package says and the pages do not. Of a book of several works only its language is each one's."""
    works = reading.works
    if len(works) == 1:
        facts = package.facts
    else:
        facts = [(name, value) for name, value in package.facts if name == "language"]
    return replace(reading, works=tuple(replace(work, fields=_more(work.fields, facts)) for work in works))


def _more(fields: tuple[Field, ...], facts: list[tuple[str, str]]) -> tuple[Field, ...]:
    names = {field.name for field in fields}
    values = {field.value.lower() for field in fields} | _SAID_OF_ALL
    added: list[Field] = []
    for name, value in facts:
        if name == "language" and len(value) < _SHORTEST_LANGUAGE:
            continue
        again = any(each.name == name for each in added) and name not in _MANY
        if name not in names and not again and value.lower() not in values | {"und"}:
            added.append(Field(name, value, value, (), 0.8, "said in the book's package"))
    return (*fields, *added)
