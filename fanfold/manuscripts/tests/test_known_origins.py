"""Pages whose site or program says itself what each part is: taken at its word, and only there."""

from pathlib import Path

import pytest

from fanfold.manuscripts.neutral import metadata
from fanfold.manuscripts.readers import read
from fanfold.prose.document import Reading

INVENTED = Path(__file__).parent / "invented"


def read_invented(name: str) -> Reading:
    pieces = (INVENTED / name).read_text().split("⟪")
    return read(name, "".join([pieces[0], *(piece.partition("⟫")[2] for piece in pieces[1:])]).encode())


def titles(reading: Reading) -> list[str | None]:
    return [chapter.title for work in reading.works for chapter in work.chapters]


@pytest.mark.parametrize(
    ("name", "rule", "chapters"),
    [
        ("otw-one-chapter.html", "download of an OTW-Archive", ["Salt Hours"]),
        ("otw-copied.txt", "page of an OTW-Archive, copied", ["The Parcel", "The String"]),
        ("fanficfare.txt", "FanFicFare book", ["Drizzle", "Fog"]),
        ("efiction-print.html", "eFiction print view", ["Two by Two"]),
        ("forum-thread.html", "page of posts", ["Landing One", "Landing Two"]),
    ],
)
def test_what_an_origin_says_is_certain(name: str, rule: str, chapters: list[str]) -> None:
    reading = read_invented(name)
    assert titles(reading) == chapters
    headings = [block for block in reading.blocks() if block.kind == "chapter"]
    assert {(block.rule, block.confidence) for block in headings} == {(rule, 1.0)}


def test_a_heading_the_author_typed_inside_a_download_is_no_chapter() -> None:
    (work,) = read_invented("otw-one-chapter.html").works
    assert len(work.chapters) == 1
    assert [block.kind for block in work.chapters[0].blocks if block.type == "heading"] == ["chapter", ""]


def test_a_copied_page_gives_every_field_its_values() -> None:
    (work,) = read_invented("otw-copied.txt").works
    said = metadata(work.fields)
    assert (said["title"], said["author"]) == ("What the Heron Kept", ["reedbed"])
    assert said["pairing"] == ["Sedge/Ferris", "Sedge & the Heron"]
    assert said["warnings"] == ["No Archive Warnings Apply"]


MANY = """<html><body><div id="preface"><p class="message"><b>Cairn</b><br/>Posted originally on the Archive at http://a.example/works/1</p>
<div class="meta"><dl class="tags"><dt>Rating:</dt><dd>General Audiences</dd><dt>Fandoms:</dt><dd><a href="x">Hill Road</a>, <a href="y">Low Road</a></dd></dl>
<h1>Cairn</h1><div class="byline">by wren, <a href="z">teasel</a></div></div></div>
<div id="chapters" class="userstuff"><div class="meta group"><h2 class="heading">Chapter 1: Stones: A List</h2><p class="byline">Chapter by teasel</p>
<p>Chapter Summary</p><blockquote class="userstuff"><p>They count.</p></blockquote><p>Chapter Notes</p><blockquote class="userstuff"><p>Be kind.</p></blockquote></div>
<div class="userstuff"><p>There were nine stones.</p><p>Chapter 2</p><p>There were ten.</p></div>
<div class="meta" id="endnotes1"><p>Chapter End Notes</p><blockquote class="userstuff"><p>Eleven, in fact.</p></blockquote></div>
<div class="meta group"><h2 class="heading">Chapter 2</h2></div><div class="userstuff"><p>Nobody counted them again.</p></div></div>
<div id="afterword"><p class="message">Please drop by the archive and comment</p></div></body></html>"""


def test_an_older_download_of_many_chapters_is_read_by_its_boxes() -> None:
    reading = read("cairn.html", MANY.encode())
    (work,) = reading.works
    assert titles(reading) == ["Stones: A List", None]
    said = metadata(work.fields)
    assert (said["author"], said["fandom"]) == (["wren", "teasel"], ["Hill Road", "Low Road"])
    assert "summary" not in said
    notes = [(block.text(reading.extract), block.place) for block in reading.blocks() if block.type == "note"]
    assert notes == [("Be kind.", "head"), ("Eleven, in fact.", "end")]


def test_a_page_that_only_looks_like_a_download_is_read_by_the_general_rules() -> None:
    page = MANY.replace("Posted originally on", "Found on")
    rules = {block.rule for block in read("cairn.html", page.encode()).blocks()}
    assert "download of an OTW-Archive" not in rules


def test_a_list_of_contents_that_does_not_fit_names_no_chapters() -> None:
    text = "A Book\n\nby wren\n\n\nTABLE OF CONTENTS\n\n1. Rope\n\n2. Tar\n\n\nThe rope was wet.\n\nEnd file.\n"
    rules = {block.rule for block in read("book.txt", text.encode()).blocks()}
    assert "FanFicFare book" not in rules


def test_a_book_page_takes_its_chapters_from_its_contents() -> None:
    page = (
        '<h1>Tar by wren</h1><table class="full"><tr><td>Category:</td><td>Hill Road</td></tr><tr><td>Genre:</td><td>Rope</td></tr></table><h2>Table of Contents</h2>'
        "<p>1. Rope<br/>2. Knots</p><h2>1. Rope</h2><p>The rope was wet.</p><h2>Another rope</h2><p>It was wet too.</p><h2>2. Knots</h2><p>Nobody could.</p>"
    )
    reading = read("tar.html", page.encode())
    assert titles(reading) == ["Rope", "Knots"]
    assert metadata(reading.works[0].fields)["fandom"] == ["Hill Road"]


def test_what_others_wrote_under_an_entry_is_not_the_authors() -> None:
    reading = read_invented("journal-entry.html")
    furniture = [block.text(reading.extract) for block in reading.blocks() if block.type == "furniture"]
    assert "lovely as ever! when is part two?" in furniture
