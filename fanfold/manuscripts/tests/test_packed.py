"""Packed files: folders sent as one are given file by file, and bombs, locks and damage are told apart from stories."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from fanfold.manuscripts.readers import NotRead, members, read
from fanfold.manuscripts.readers import packed as limits
from fanfold.manuscripts.tests import writers


def test_each_file_of_a_packed_folder_is_given_with_its_name() -> None:
    data = writers.packed(
        {"Fog/one.txt": "One.", "two.md": "Two.", "__MACOSX/one.txt": "x", "Fog/.hidden": "x", ".git/a.txt": "x"}
    )
    assert list(members("all.zip", data)) == [("Fog/one.txt", b"One."), ("two.md", b"Two.")]


def test_names_in_a_pack_lead_nowhere_on_a_disk() -> None:
    data = writers.packed({"../../etc/story.txt": "One.", "/root/two.txt": "Two.", "a\\b.txt": "Three."})
    assert [name for name, _ in members("all.zip", data)] == ["etc/story.txt", "root/two.txt", "a/b.txt"]


def test_a_name_in_letters_of_its_own_is_kept_though_the_pack_does_not_say_they_are_utf8() -> None:
    data = writers.packed({"ZZZZ.txt": "One."}).replace(b"ZZZZ", "é½".encode())
    assert [name for name, _ in members("all.zip", data)] == ["é½.txt"]


def test_a_pack_in_a_pack_is_refused_with_a_sentence() -> None:
    inner = writers.packed({"one.txt": "One."})
    ((name, data),) = members("all.zip", writers.packed({"more.zip": inner}))
    with pytest.raises(NotRead) as refused:
        read(name, data)
    assert refused.value.kind == "not-a-manuscript"
    assert refused.value.sentence == "more.zip holds several files. Please unpack it and give the files in it."


def test_a_pack_of_too_many_files_is_refused() -> None:
    data = writers.packed({f"{n}.txt": "" for n in range(limits.MOST_MEMBERS + 1)})
    with pytest.raises(NotRead) as refused:
        list(members("all.zip", data))
    assert refused.value.sentence == "all.zip holds more than 2,000 files. Please give them in smaller packs."


@pytest.mark.parametrize("sizes", [[33], [31, 31, 31]], ids=["one large file", "many files"])
def test_a_pack_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(sizes: list[int]) -> None:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as file:
        for at, size in enumerate(sizes):
            with file.open(f"{at}.txt", "w", force_zip64=False) as member:
                for _ in range(size):
                    member.write(b"\0" * 1024 * 1024)
    for name in ("all.zip", "story.docx", "story.epub"):
        with pytest.raises(NotRead) as refused:
            read(name, kept.getvalue())
        assert refused.value.kind == "too-large"


def test_a_member_packed_beyond_all_reason_is_refused() -> None:
    data = writers.packed({"word/document.xml": b" " * 9 * 1024 * 1024})
    with pytest.raises(NotRead) as refused:
        read("story.docx", data)
    assert refused.value.kind == "too-large"


def test_a_locked_pack_is_told_apart_from_a_damaged_one() -> None:
    data = bytearray(writers.packed({"word/document.xml": "<x/>"}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    struct.pack_into("<H", data, 6, 1)
    with pytest.raises(NotRead) as refused:
        read("story.docx", bytes(data))
    assert refused.value.sentence == "story.docx is locked. Please save it without a password and give it again."


def test_a_locked_open_document_and_a_locked_book_say_so() -> None:
    manifest = '<m xmlns:m="urn:x"><m:encryption-data/></m>'
    odt = writers.packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": b"\1\2",
            "META-INF/manifest.xml": manifest,
        }
    )
    lock = '<encryption><e><CipherReference URI="book/a.xhtml"/></e></encryption>'
    book = writers.epub([("a.xhtml", "\1\2")], more={"META-INF/encryption.xml": lock})
    for name, data in (("a.odt", odt), ("a.epub", book)):
        with pytest.raises(NotRead) as refused:
            read(name, data)
        assert refused.value.sentence == f"{name} is locked. Please save it without a password and give it again."


ENTITIES = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
def test_a_document_with_entities_of_its_own_is_not_opened(declared: str) -> None:
    body = writers.word_part("document", f"<w:body>{writers.wp('PLACE')}</w:body>")
    evil = body.replace("?>", f"?>{declared}", 1).replace("PLACE", "&a;")
    with pytest.raises(NotRead) as refused:
        read("story.docx", writers.packed({"word/document.xml": evil}))
    assert refused.value.kind == "binary"


def test_a_document_nested_without_bottom_is_not_opened() -> None:
    deep = "<w:sdt>" * 250 + "</w:sdt>" * 250
    with pytest.raises(NotRead) as refused:
        read("story.docx", writers.docx(deep))
    assert refused.value.kind == "binary"
