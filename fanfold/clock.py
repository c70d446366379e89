"""What time alone brings."""

import logging
import threading
from datetime import timedelta

from django.db import close_old_connections, connection
from django.utils import timezone

from fanfold.archive.actions import the_archive
from fanfold.journal.following import follow_leftovers
from fanfold.works.actions import announce_due, empty_bin

SECONDS_BETWEEN_TICKS = 20

log = logging.getLogger(__name__)


def tick() -> None:
    """Scheduled chapters come out, the bin is emptied, journal rows that a crash left over are followed."""
    close_old_connections()
    try:
        announce_due()
        empty_bin(timezone.now() - timedelta(days=the_archive().bin_days))
        follow_leftovers()
    except Exception:
        # The next tick tries again; a clock that dies would leave scheduled chapters unannounced for ever.
        log.exception("The clock could not do its round")
    finally:
        connection.close()


def run(stopping: threading.Event) -> None:
    """Ticks until told to stop."""
    while not stopping.wait(SECONDS_BETWEEN_TICKS):
        tick()
