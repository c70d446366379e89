"""Files on disk that may be manuscripts."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Files of these names speak about a folder; they are shelved only when named themselves.
ABOUT_THE_FOLDER = {"readme", "license", "licence", "copying", "changelog", "contributing"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `named` if the person gave its very path, rather than a folder it lies in."""

    path: Path
    named: bool


@dataclass(frozen=True, slots=True)
class NotFound:
    """A path that gives nothing to read, and why in a sentence."""

    path: Path
    why: str


def find(paths: Iterable[Path]) -> Iterator[Found | NotFound]:
    """Every file under the paths, in order of name, each once; folders that link back into themselves are entered once.

    Hidden files and folders are passed over, as editors and systems keep their own things there.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not os.path.lexists(path):
            yield NotFound(path, "There is no such file or folder.")
        elif path.is_dir():
            yield from _walk(path, seen)
        else:
            yield from _file(path, seen, named=True)


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Found | NotFound]:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        if not _first_time(current, seen):
            continue
        try:
            entries = sorted(current.iterdir())
        except OSError as error:
            yield NotFound(current, f"The folder can’t be opened: {error.strerror}.")
            continue
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        waiting += reversed([entry for entry in visible if entry.is_dir()])
        for entry in visible:
            if not entry.is_dir():
                yield from _file(entry, seen, named=False)


def _file(path: Path, seen: set[tuple[int, int]], *, named: bool) -> Iterator[Found | NotFound]:
    if not path.exists():
        yield NotFound(path, "It is a link that leads nowhere.")
    elif not path.is_file():
        yield NotFound(path, "It is not an ordinary file.")
    elif not named and path.stem.lower() in ABOUT_THE_FOLDER:
        yield NotFound(path, "It speaks about the folder, not as a story. Name the file itself to shelve it.")
    elif _first_time(path, seen):
        yield Found(path, named)


def _first_time(path: Path, seen: set[tuple[int, int]]) -> bool:
    try:
        stat = path.stat()
    except OSError:
        return True
    key = (stat.st_dev, stat.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def shown(path: Path) -> str:
    """The path for a line of output: control characters and undecodable bytes made visible."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
