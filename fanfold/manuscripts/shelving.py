"""Shelving many manuscripts: one after the other, each whole or not at all, with an account at the end."""

import errno
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.db import DatabaseError

from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.following import quietly
from fanfold.manuscripts.actions import Outcome, shelve
from fanfold.manuscripts.facts import Wishes
from fanfold.manuscripts.found import Found, NotFound, find
from fanfold.manuscripts.readers import NotRead, members
from fanfold.manuscripts.readers.packed import is_pack_of_many
from fanfold.manuscripts.readers.sniff import LARGEST

log = logging.getLogger(__name__)


class Became(StrEnum):
    """What became of a path, for counting."""

    DONE = "done"
    LEFT_OUT = "left out"
    NOT_READ = "not read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """One path and what became of it. `outcome` where works stand behind it, else `why` in a sentence."""

    path: Path
    became: Became
    outcome: Outcome | None = None
    why: str = ""


class DiskFull(Exception):
    """Nothing more can be kept; what was finished is whole."""


@dataclass
class Tally:
    """What a run of shelving came to."""

    lines: list[Line] = field(default_factory=list)

    def of(self, became: Became) -> list[Line]:
        return [line for line in self.lines if line.became is became]

    @property
    def all_worked(self) -> bool:
        return not self.of(Became.NOT_READ) and not self.of(Became.FAILED)


def shelve_all(paths: Iterable[Path], wishes: Wishes, tally: Tally, *, by: Viewer) -> Iterator[Line]:
    """Each path as soon as it is done; what follows from all the deeds is done once at the end.

    Interrupted at any point, what was finished is kept and a further run goes on. Raises DiskFull.
    """
    with quietly():
        for found in find(paths):
            for line in [_missing(found)] if isinstance(found, NotFound) else _found(found, wishes, by):
                tally.lines.append(line)
                yield line


def _missing(found: NotFound) -> Line:
    about_folder = found.path.is_file()
    return Line(found.path, Became.LEFT_OUT if about_folder else Became.FAILED, why=found.why)


def _found(found: Found, wishes: Wishes, by: Viewer) -> Iterator[Line]:
    """A line for a file, and one for each file in a pack of many."""
    try:
        data = _bytes_of(found.path)
        if not is_pack_of_many(found.path.name, data):
            yield _one(found.path, data, wishes, by, named=found.named)
            return
        for member, inside in members(found.path.name, data):
            yield _one(found.path / member, inside, wishes, by, named=False)
    except NotRead as reason:
        yield Line(found.path, Became.NOT_READ, why=reason.sentence)
    except OSError as error:
        yield Line(found.path, Became.FAILED, why=f"It can’t be read: {error.strerror}.")


def _bytes_of(path: Path) -> bytes:
    size = path.stat().st_size
    if size > LARGEST:
        raise NotRead("too-large", f"It has {size / 2**20:.0f} MB; the limit is {LARGEST // 2**20} MB.")
    return path.read_bytes()


def _one(path: Path, data: bytes, wishes: Wishes, by: Viewer, *, named: bool) -> Line:
    name = path.name.encode("utf-8", "backslashreplace").decode()
    whole = str(path.resolve()).encode("utf-8", "backslashreplace").decode()
    try:
        return Line(path, Became.DONE, outcome=shelve(name, whole, data, wishes, by=by))
    except NotRead as reason:
        # A picture or a script that lies beside the stories was not meant; one named by hand was.
        beside = reason.kind == "not-a-manuscript" and not named
        return Line(path, Became.LEFT_OUT if beside else Became.NOT_READ, why=reason.sentence)
    except Refused as refused:
        return Line(path, Became.FAILED, why=refused.sentence)
    except OSError as error:
        _stop_if_disk_full(error)
        return Line(path, Became.FAILED, why=f"Its bytes can’t be kept: {error.strerror}.")
    except Exception as error:
        _stop_if_disk_full(error)
        log.exception("A manuscript could not be shelved")
        why = "Something broke on our side while shelving it. Nothing of it was kept."
        return Line(path, Became.FAILED, why=why)


def _stop_if_disk_full(error: Exception) -> None:
    full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    # SQLite and PostgreSQL say it in words only.
    said = isinstance(error, DatabaseError) and ("is full" in str(error) or "No space left" in str(error))
    if full or said:
        raise DiskFull from error
