import argparse
import json
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from fanfold import home
from fanfold.accounts.actions import the_owner
from fanfold.journal.models import Entry
from fanfold.manuscripts.models import Manuscript
from fanfold.manuscripts.store import place_of

LEAST_FREE = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `sound` None where it only informs."""

    what: str
    sound: bool | None
    said: str


def run(asked: argparse.Namespace) -> int:
    """Looks at everything an archive stands on and changes nothing. 0 only if all of it is sound."""
    findings = [finding for look in LOOKS for finding in _carefully(look)]
    if asked.json:
        print(json.dumps([{"what": f.what, "sound": f.sound, "said": f.said} for f in findings], indent=1))
    else:
        for finding in findings:
            mark = {True: "sound ", False: "FAULT ", None: "      "}[finding.sound]
            print(f"{mark} {finding.what}: {finding.said}")
        faults = sum(finding.sound is False for finding in findings)
        print("All of it is sound." if not faults else f"{faults} to mend.")
    return int(any(finding.sound is False for finding in findings))


def _carefully(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except (DatabaseError, OSError) as error:
        yield Finding(look.__name__.strip("_").replace("_", " "), False, f"could not be looked at: {error}")


def _program() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", (3, 11) <= sys.version_info[:2] <= (3, 13), f"{python}; 3.11 to 3.13 are supported")
    yield Finding("Fanfold", None, settings.VERSION)


def _folder() -> Iterator[Finding]:
    folder = home.home_path()
    if not (folder / home.KEY_FILE).is_file():
        yield Finding("Folder", False, f"There is no archive in {folder}. `fanfold run` makes one.")
        return
    writable = os.access(folder, os.W_OK)
    yield Finding("Folder", writable, f"{folder}, {'writable' if writable else 'not writable by this user'}")
    open_to_others = stat.S_IMODE((folder / home.KEY_FILE).stat().st_mode) & 0o077
    said = "others on this machine can read it; chmod 600 mends that" if open_to_others else "readable by you alone"
    yield Finding("Secret key", not open_to_others, said)
    free = shutil.disk_usage(folder).free
    yield Finding("Disk", free >= LEAST_FREE, f"{free / 2**30:.1f} GB free")


def _database() -> Iterator[Finding]:
    kind = connection.vendor
    version = sqlite3.sqlite_version if kind == "sqlite" else str(connection.get_database_version())
    yield Finding("Database", True, f"{kind} {version}")
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    said = "up to date" if not missing else f"{missing} changes to make; `fanfold run` makes them"
    yield Finding("Tables", not missing, said)
    if kind == "sqlite" and not missing:
        yield from _sqlite()


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(3)")
        faults = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        loose = len(cursor.fetchall())
    yield Finding("Database file", not faults, "; ".join(faults) or "whole")
    yield Finding("References", not loose, f"{loose} rows point at nothing" if loose else "all lead somewhere")


def _archive() -> Iterator[Finding]:
    owner = the_owner()
    yield Finding("Owner", owner is not None, owner.name if owner else "there is none; `fanfold owner` makes one")
    waiting = Entry.objects.filter(followed_at=None).count()
    yield Finding("Journal", True, f"{waiting} rows to follow" if waiting else "everything followed")
    kept = Manuscript.objects.count()
    lost = sum(not place_of(sha).is_file() for sha in Manuscript.objects.values_list("sha256", flat=True).iterator())
    yield Finding("Manuscripts", not lost, f"{kept} kept" + (f", the bytes of {lost} are missing" if lost else ""))


def _address() -> Iterator[Finding]:
    said = "answers over HTTPS" if settings.HTTPS else "plain HTTP; set FANFOLD_HTTPS=1 behind a server that does HTTPS"
    yield Finding("Address", None, f"{', '.join(settings.ALLOWED_HOSTS)}; {said}")
    yield Finding("Debug", not settings.DEBUG, "on: never on a machine others reach" if settings.DEBUG else "off")


LOOKS = [_program, _folder, _database, _archive, _address]
