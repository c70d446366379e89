"""The fanfold command as a person at a terminal meets it: real processes, real signals, a real server."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

STORY = "Title: {title}\nAuthor: Wick\n\nThe boat went out on the ebb.\n\nIt is not back yet.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def words(home: Path, *said: str | Path) -> tuple[list[str], dict[str, str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FANFOLD_")}
    return [sys.executable, "-m", "fanfold", *map(str, said)], kept | {"FANFOLD_HOME": str(home)}


def fanfold(home: Path, *said: str | Path) -> subprocess.CompletedProcess[str]:
    command, environment = words(home, *said)
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=120
    )


@contextmanager
def serving(home: Path, *said: str | Path) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """A running archive, its address, and what it said until it was open."""
    command, environment = words(home, "run", "--port", "0", *said)
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL
    )
    assert process.stdout is not None
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip())
            if line.startswith("Ctrl-C"):
                break
        address = re.search(r"open at (http://\S+)/", "\n".join(lines))
        assert address, lines
        yield process, address.group(1), lines
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def stories(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"story-{number:03}.txt").write_text(STORY.format(title=f"Boat {number}"))
    return folder


def page(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own address
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_first_run_makes_an_archive_shelves_serves_and_closes_cleanly(home: Path, tmp_path: Path) -> None:
    with serving(home, stories(tmp_path / "stories", 2)) as (process, address, lines):
        assert sum("shelved" in line for line in lines) >= 2
        assert any("/sign-in/" in line for line in lines)
        status, html = page(address + "/")
        assert status == 200
        assert "Boat 1" in html
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
    assert (home / "secret-key").stat().st_mode & 0o077 == 0
    with serving(home, tmp_path / "stories") as (process, address, lines):
        assert "2 unchanged" in "\n".join(lines)
        assert page(address + "/")[1].count("Boat 1</a>") == html.count("Boat 1</a>")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_two_servers_on_one_archive_are_refused_in_a_sentence(home: Path) -> None:
    with serving(home):
        second = fanfold(home, "run", "--port", "0")
    assert second.returncode == 1
    assert "already open in another process" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_taken_port_is_told(home: Path, tmp_path: Path) -> None:
    with serving(home) as (_, address, _):
        other = fanfold(tmp_path / "other", "run", "--port", address.rsplit(":", 1)[1])
    assert other.returncode == 1
    assert "can’t be listened on" in other.stderr
    assert "Traceback" not in other.stderr


def test_the_owners_link_gives_way_to_a_newer_one(home: Path) -> None:
    with serving(home) as (_, address, lines):
        link = next(line for line in lines if "/sign-in/" in line).split()[-1]
        assert page(link)[0] == 200
        fresh = fanfold(home, "owner", "--at", address).stdout.splitlines()[0]
        assert page(fresh)[0] == 200
        assert page(link)[0] == 403


def test_interrupted_shelving_keeps_what_was_done_and_goes_on_from_there(home: Path, tmp_path: Path) -> None:
    folder = stories(tmp_path / "stories", 60)
    command, environment = words(home, "shelve", folder)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "story-005" in line:
            process.send_signal(signal.SIGINT)
            break
    rest = process.stdout.read()
    assert process.wait(timeout=30) == 130
    assert "goes on from there" in rest
    assert "Traceback" not in rest
    again = fanfold(home, "shelve", "--json", folder)
    assert again.returncode == 0
    did = [json.loads(line)["did"] for line in again.stdout.splitlines()]
    assert len(did) == 60
    assert did.count("unchanged") >= 5
    assert did.count("shelved") == 60 - did.count("unchanged")
    assert {json.loads(line)["did"] for line in fanfold(home, "shelve", "--json", folder).stdout.splitlines()} == {
        "unchanged"
    }


def test_what_could_not_be_read_is_listed_at_the_end_and_makes_the_command_fail(home: Path, tmp_path: Path) -> None:
    folder = stories(tmp_path / "stories", 1)
    (folder / "later.pdf").write_bytes(b"%PDF-1.7")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = fanfold(home, "shelve", folder)
    assert said.returncode == 1
    listed = said.stdout[said.stdout.index("Not read:") :]
    assert "later.pdf" in listed
    assert "empty.txt" in listed
    assert "1 .png" in listed


def test_a_manuscript_is_read_without_an_archive(home: Path, tmp_path: Path) -> None:
    (tmp_path / "boat.txt").write_text(STORY.format(title="The Boat"))
    neutral = json.loads(fanfold(home, "read", tmp_path / "boat.txt", "--neutral").stdout)
    assert neutral["works"][0]["metadata"]["title"] == "The Boat"
    whole = json.loads(fanfold(home, "read", tmp_path / "boat.txt", "--json").stdout)
    assert whole["account"]["missing"] == []
    assert "The Boat" in fanfold(home, "read", tmp_path / "boat.txt").stdout
    assert not home.exists()


def test_a_folder_is_read_as_a_table_with_what_needs_an_eye(home: Path, tmp_path: Path) -> None:
    folder = stories(tmp_path / "stories", 3)
    (folder / "bare.txt").write_text("The kettle went on.\n\nIt did not mind.\n")
    (folder / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = fanfold(home, "read", folder, "--sample", "2")
    assert said.returncode == 0
    lines = said.stdout.splitlines()
    assert next(line for line in lines if line.startswith("bare.txt")).endswith("no title or author")
    assert lines[5] == "4 manuscripts, 1 of them for a person’s eye."
    objects = [json.loads(line) for line in fanfold(home, "read", folder, "--neutral").stdout.splitlines()]
    assert len(objects) == 4
    assert not home.exists()


def test_reading_what_is_no_manuscript_says_so(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    said = fanfold(home, "read", tmp_path / "empty.txt", "--json")
    assert said.returncode == 1
    assert said.stdout == ""
    assert "empty.txt" in said.stderr
    assert fanfold(home, "read", tmp_path / "gone.txt").returncode == 1


def test_the_demo_goes_into_an_empty_archive_once(home: Path) -> None:
    assert fanfold(home, "demo").returncode == 0
    again = fanfold(home, "demo")
    assert again.returncode == 1
    assert "without works" in again.stderr
    assert fanfold(home, "owner").returncode == 0
    check = fanfold(home, "check")
    assert check.returncode == 0, check.stdout


def test_check_says_what_is_to_mend(home: Path) -> None:
    assert "There is no archive" in fanfold(home, "check").stdout
    fanfold(home, "owner")
    (home / "secret-key").chmod(0o644)
    findings = json.loads(fanfold(home, "check", "--json").stdout)
    assert [finding["what"] for finding in findings if finding["sound"] is False] == ["Secret key"]


def test_a_reader_of_the_output_may_leave(home: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("The tide came in again.\n\n" * 20_000)
    command, environment = words(home, "read", tmp_path / "long.txt", "--json")
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()


def test_a_home_that_is_a_file_is_told(home: Path) -> None:
    home.write_text("not a folder")
    said = fanfold(home, "owner")
    assert said.returncode == 1
    assert "must name a folder" in said.stderr


@pytest.mark.parametrize("said", [["run", "--port", "banana"], ["sing"], [], ["shelve"]])
def test_what_is_not_understood_ends_with_two(home: Path, said: list[str]) -> None:
    answer = fanfold(home, *said)
    assert answer.returncode == 2
    assert "usage:" in answer.stderr
    assert not home.exists()
