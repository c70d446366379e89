"""Carries out what follows from journal rows: right after the deed's commit, and again for rows a crash left over.

Consequences recompute from the present, so following a row twice is harmless.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from fanfold.journal.models import Entry

Consequence = Callable[[Sequence[Entry]], None]
Table = Mapping[str, Sequence[Consequence]]

log = logging.getLogger(__name__)
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@cache
def table() -> Table:
    """consequences.py stands above the journal, so it is known here by name only."""
    found: Table = import_string(settings.CONSEQUENCES)
    return found


@contextmanager
def quietly() -> Iterator[None]:
    """Inside, deeds are only written down; what follows is done once at the end, for all of them together.

    Where the inside broke off, the rows wait for the clock.
    """
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)
    follow_leftovers()


def follow_soon(entry: Entry) -> None:
    """Once the transaction has committed, unless quiet."""
    if not _quiet.get():
        transaction.on_commit(lambda: _follow([entry]), robust=True)


def follow_leftovers(batch: int = 5000) -> int:
    """Follows every row not followed yet, oldest first. How many."""
    done = 0
    while entries := list(Entry.objects.filter(followed_at=None).order_by("pk")[:batch]):
        _follow(entries)
        done += len(entries)
    return done


def _follow(entries: Sequence[Entry]) -> None:
    for consequence, concerned in _by_consequence(entries).items():
        try:
            consequence(concerned)
        except Exception:
            # One that fails must not keep the others from happening; the row is marked, the log tells.
            log.exception("%s failed for %d journal rows", consequence.__name__, len(concerned))
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(followed_at=timezone.now())


def _by_consequence(entries: Sequence[Entry]) -> dict[Consequence, list[Entry]]:
    found: dict[Consequence, list[Entry]] = {}
    for entry in entries:
        for consequence in table().get(entry.what, ()):
            found.setdefault(consequence, []).append(entry)
    return found
