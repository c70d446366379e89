"""A folder of manuscripts, as it lies on somebody's disk: what becomes of each file, and what happens the second time."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from fanfold.accounts.viewer import viewer_for
from fanfold.archive.viewer import ARCHIVE_ITSELF
from fanfold.manuscripts.actions import Did
from fanfold.manuscripts.facts import NOBODY, Wishes
from fanfold.manuscripts.models import Manuscript
from fanfold.manuscripts.shelving import Became, DiskFull, Line, Tally, shelve_all
from fanfold.manuscripts.store import place_of
from fanfold.tags.models import Tag
from fanfold.works import actions as works
from fanfold.works.models import Chapter, State, Work
from tests.cast import Cast, pen_name_of

pytestmark = pytest.mark.django_db

STORY = """Title: The Tin Heron
Author: Wick
Fandom: Low Harbour
Rating: PG-13
Summary: A heron of tin, and the boy who oiled it.
Disclaimer: Low Harbour belongs to its makers.

Chapter 1: Oil

The heron stood on one leg because the other had rusted off in March.

"You might have said," the boy told it.

* * *

By evening it had said.

Chapter 2: Rust

Nobody came down to the harbour on Sundays, so nobody saw it fly.
"""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Settings) -> None:
    settings.MANUSCRIPTS_ROOT = tmp_path / "home" / "manuscripts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stories"
    made.mkdir()
    return made


def shelve(*paths: Path, wishes: Wishes | None = None) -> dict[str, Line]:
    """What became of each file, by its name."""
    lines = shelve_all(paths, wishes or Wishes(), Tally(), by=ARCHIVE_ITSELF)
    return {line.path.name: line for line in lines}


def did(line: Line) -> Did | None:
    return line.outcome.did if line.outcome else None


def test_a_story_becomes_a_work_with_its_chapters_and_what_was_said_of_it(folder: Path) -> None:
    (folder / "heron.txt").write_text(STORY)
    assert did(shelve(folder)["heron.txt"]) is Did.SHELVED
    work = Work.objects.get()
    assert (work.title, work.rating.name, work.state) == ("The Tin Heron", "Teen", State.PUBLIC)
    assert [name.name for name in work.pen_names.all()] == ["Wick"]
    assert Tag.objects.get(works=work).name == "Low Harbour"
    assert [chapter.title for chapter in work.chapters.all()] == ["Oil", "Rust"]
    first = work.chapters.get(position=1)
    assert "<hr" in first.html
    assert "rusted off in March" in first.html
    assert "Disclaimer" in work.notes_before
    assert "boy who oiled it" in work.summary


def test_the_bytes_stay_as_they_came(folder: Path) -> None:
    (folder / "heron.txt").write_bytes(STORY.replace("\n", "\r\n").encode("utf-16"))
    shelve(folder)
    kept = place_of(Manuscript.objects.get().sha256).read_bytes()
    assert kept == (folder / "heron.txt").read_bytes()


def test_shelving_again_changes_nothing(folder: Path) -> None:
    (folder / "heron.txt").write_text(STORY)
    shelve(folder)
    assert did(shelve(folder)["heron.txt"]) is Did.UNCHANGED
    assert Work.objects.count() == 1


def test_a_file_that_changed_gives_its_chapters_new_versions(folder: Path) -> None:
    file = folder / "heron.txt"
    file.write_text(STORY)
    shelve(folder)
    file.write_text(STORY.replace("in March", "in April") + "\nChapter 3: Tide\n\nIt came back with the tide in.\n")
    assert did(shelve(folder)["heron.txt"]) is Did.CHANGED
    work = Work.objects.get()
    assert "in April" in work.chapters.get(position=1).html
    assert "in March" in work.chapters.get(position=1).revisions.get(number=1).source
    assert work.chapters.get(position=2).revisions.count() == 1
    assert work.chapters_count == 3


def test_what_was_edited_in_the_archive_since_is_left_as_it_is(folder: Path) -> None:
    file = folder / "heron.txt"
    file.write_text(STORY)
    shelve(folder)
    chapter = Chapter.objects.get(position=1)
    mended = works.text_of(chapter).__class__(text="<p>Mended by hand.</p>", title="Oil")
    works.change_chapter(chapter, mended, by=ARCHIVE_ITSELF)
    file.write_text(STORY.replace("in March", "in April"))
    line = shelve(folder)["heron.txt"]
    chapter.refresh_from_db()
    assert chapter.html.strip() == "<p>Mended by hand.</p>"
    assert line.outcome is not None
    assert "edited in the archive" in line.outcome.remarks[0]


def test_a_second_file_with_the_same_content_makes_no_second_work(folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(STORY)
    assert [did(line) for line in shelve(folder).values()] == [Did.SHELVED, Did.SAME]
    assert Work.objects.count() == 1


def test_a_file_that_was_moved_is_known_again(folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    shelve(folder)
    (folder / "a.txt").rename(folder / "elsewhere.txt")
    assert did(shelve(folder)["elsewhere.txt"]) is Did.UNCHANGED
    (folder / "elsewhere.txt").write_text(STORY + "\nAnd home.\n")
    assert did(shelve(folder)["elsewhere.txt"]) is Did.CHANGED
    assert Work.objects.count() == 1


def test_what_was_not_said_is_told(folder: Path) -> None:
    (folder / "bare.txt").write_text("She put the kettle on.\n\nIt did not mind.\n")
    line = shelve(folder)["bare.txt"]
    assert line.outcome is not None
    assert line.outcome.guessed == {"author", "rating"}
    work = Work.objects.get()
    assert work.title == "bare"
    assert [name.name for name in work.pen_names.all()] == [NOBODY]
    assert not work.rating.asks_consent
    assert [warning.tone for warning in work.warnings.all()] == ["unsaid"]


def test_the_archivist_says_whose_they_are_and_keeps_them_as_drafts(folder: Path, cast: Cast) -> None:
    (folder / "heron.txt").write_text(STORY)
    shelve(folder, wishes=Wishes(by="Ada", draft=True))
    work = Work.objects.get()
    assert list(work.pen_names.all()) == [pen_name_of(cast.ada)]
    assert work.state is State.DRAFT
    assert Work.objects.readable_by(viewer_for(cast.ada)).count() == 1
    assert not Work.objects.readable_by(viewer_for(cast.olu)).exists()


PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


@pytest.mark.parametrize(
    ("name", "data", "became"),
    [
        ("empty.txt", b"", Became.NOT_READ),
        ("nuls.txt", b"\0" * 5000, Became.NOT_READ),
        ("picture.txt", PNG, Became.NOT_READ),
        ("broken.docx", b"PK\x03\x04" + b"\0" * 40, Became.NOT_READ),
        ("notes.json", b"{}", Became.LEFT_OUT),
        ("README.md", b"# About this folder\n", Became.LEFT_OUT),
    ],
)
def test_what_is_no_story_gets_a_sentence_and_the_rest_goes_on(
    folder: Path, name: str, data: bytes, became: Became
) -> None:
    (folder / name).write_bytes(data)
    (folder / "zz.txt").write_text(STORY)
    lines = shelve(folder)
    assert lines[name].became is became
    assert lines[name].why.endswith(".")
    assert did(lines["zz.txt"]) is Did.SHELVED


def test_names_from_everywhere_are_shelved_and_shown_on_one_line(folder: Path) -> None:
    names = ['🦆 duck\'s "tale".txt', "line\nend.txt", os.fsdecode(b"broken\xff.txt")]
    for at, name in enumerate(names):
        (folder / name).write_text(f"The duck went out for the {at + 2}nd time.\n\nIt rained.\n")
    assert {did(line) for line in shelve(folder).values()} == {Did.SHELVED}
    assert {work.title for work in Work.objects.all()} >= {'🦆 duck\'s "tale"', "line end"}


def test_a_folder_that_links_into_itself_is_walked_once(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "back").symlink_to(folder)
    (folder / "inner" / "heron.txt").write_text(STORY)
    (folder / "nowhere.txt").symlink_to(folder / "gone")
    lines = shelve(folder)
    assert did(lines["heron.txt"]) is Did.SHELVED
    assert lines["nowhere.txt"].why == "It is a link that leads nowhere."
    assert Work.objects.count() == 1


def test_a_packed_folder_is_shelved_file_by_file_and_known_again(folder: Path) -> None:
    with ZipFile(folder / "old-site.zip", "w") as packed:
        packed.writestr("stories/heron.txt", STORY)
        packed.writestr("stories/second.txt", STORY.replace("Tin", "Lead"))
        packed.writestr("stories/cover.png", PNG)
        packed.writestr("../../escape.txt", STORY.replace("Tin", "Zinc"))
    lines = shelve(folder)
    assert {line.path.name: line.became for line in lines.values()} == {
        "heron.txt": Became.DONE,
        "second.txt": Became.DONE,
        "escape.txt": Became.DONE,
        "cover.png": Became.LEFT_OUT,
    }
    assert {work.title for work in Work.objects.all()} == {"The Tin Heron", "The Lead Heron", "The Zinc Heron"}
    assert did(shelve(folder)["heron.txt"]) is Did.UNCHANGED
    (folder / "loose.txt").write_text(STORY)
    assert did(shelve(folder / "loose.txt")["loose.txt"]) is Did.SAME


def test_a_damaged_pack_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "damaged.zip").write_bytes(b"PK\x03\x04" + b"no more than this")
    (folder / "heron.txt").write_text(STORY)
    lines = shelve(folder)
    assert lines["damaged.zip"].became is Became.NOT_READ
    assert did(lines["heron.txt"]) is Did.SHELVED


def test_a_path_that_is_not_there_is_named(folder: Path) -> None:
    assert shelve(folder / "gone")["gone"].why == "There is no such file or folder."


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Root reads everything, so reading happens as a user who may not."""
    if os.geteuid() != 0:
        yield
        return
    for parent in [folder, *folder.parents]:
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_one_may_not_read_is_named_and_the_rest_goes_on(folder: Path, settings: Settings) -> None:
    (folder / "closed.txt").write_text(STORY)
    (folder / "open.txt").write_text(STORY)
    (folder / "closed.txt").chmod(0)
    (folder / "open.txt").chmod(0o644)
    settings.MANUSCRIPTS_ROOT.mkdir(parents=True)
    settings.MANUSCRIPTS_ROOT.chmod(0o777)
    with as_nobody(folder):
        lines = shelve(folder)
    assert lines["closed.txt"].why == "It can’t be read: Permission denied."
    assert did(lines["open.txt"]) is Did.SHELVED


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False).returncode
    ):
        pytest.skip("needs root, to make a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_stops_shelving_and_what_was_done_is_whole(
    folder: Path, small_disk: Path, settings: Settings
) -> None:
    settings.MANUSCRIPTS_ROOT = small_disk
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(STORY + "The boat came in on the flood. " * 50_000)
    tally = Tally()
    with pytest.raises(DiskFull):
        list(shelve_all([folder], Wishes(), tally, by=ARCHIVE_ITSELF))
    assert [line.path.name for line in tally.of(Became.DONE)] == ["a.txt"]
    assert Work.objects.count() == 1
    settings.MANUSCRIPTS_ROOT = folder.parent / "roomier"
    assert did(shelve(folder)["b.txt"]) is Did.SHELVED


def test_a_story_of_five_megabytes_is_shelved_whole(folder: Path) -> None:
    paragraph = "The ferry did not run, and nobody said why, and Tuesday came anyway. "
    (folder / "long.txt").write_text("\n\n".join(f"{n}. {paragraph * 6}" for n in range(12_000)))
    shelve(folder)
    work = Work.objects.get()
    assert work.words > 900_000
    assert "11999." in Chapter.objects.get(work=work).html
