"""Whole manuscripts, invented for this: what each passage is stands before it as ⟪type⟫; the readers must find the same.

A story's paragraphs, letters, lists, chats and footnotes count as one class here; other tests tell them apart.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from fanfold.manuscripts.readers import read
from fanfold.prose.document import Reading, account

FOLDER = Path(__file__).parent / "invented"
FILES = sorted(path.name for path in FOLDER.iterdir())
STORY = {"para", "letter", "chat", "script", "list", "quote", "table", "image", "footnote"}
MARK = re.compile("⟪([a-z]+)⟫")
# What the readers take away on purpose: the marks of a Markdown footnote and the addresses of its links.
TAKEN = re.compile(r"\[\^1\]:?|\(https://[^)]*\)")

Lettered = list[tuple[str, str, bool]]


def class_of(type: str) -> str:
    return "story" if type in STORY else type


def lettered(pieces: Iterator[tuple[str, str]]) -> Lettered:
    """Each letter and digit with its class, and whether the class begins with it."""
    result: Lettered = []
    before = ""
    for type, words in pieces:
        for letter in filter(str.isalnum, words):
            result.append((letter, class_of(type), class_of(type) != before))
            before = class_of(type)
    return result


def expected(name: str, text: str) -> Lettered:
    pieces = MARK.split(text)
    words = pieces[2::2]
    if name.endswith(".html"):
        words = [unescape(re.sub(r"<[^>]*>", "", each)) for each in words]
    if name.endswith(".md"):
        words = [TAKEN.sub("", each) for each in words]
    return lettered(zip(pieces[1::2], words, strict=True))


def found(reading: Reading) -> Lettered:
    return lettered((block.type, block.text(reading.extract)) for block in reading.blocks())


def breaks(reading: Reading) -> int:
    return sum(block.type == "break" for block in reading.blocks())


@pytest.mark.parametrize("name", FILES)
def test_a_reader_would_part_the_manuscript_in_the_same_places(name: str) -> None:
    text = (FOLDER / name).read_text()
    reading = read(name, MARK.sub("", text).encode())
    assert account(reading).is_complete
    assert found(reading) == expected(name, text)
    assert breaks(reading) == text.count("⟪break⟫")


@pytest.mark.parametrize(
    ("name", "encoding", "newline"),
    [
        ("russian.txt", "cp1251", "\r\n"),
        ("japanese.txt", "shift_jis", "\r\n"),
        ("curly-quotes.txt", "mac_roman", "\r"),
        ("french.txt", "cp1252", "\r\n"),
        ("hebrew.txt", "utf-8-sig", "\r\n"),
    ],
)
def test_an_old_encoding_changes_nothing(name: str, encoding: str, newline: str) -> None:
    text = (FOLDER / name).read_text()
    bare = MARK.sub("", text).replace("\n", newline)
    assert found(read(name, bare.encode(encoding))) == expected(name, text)
