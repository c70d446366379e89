"""What a command does before it touches the archive."""

import io
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from fanfold import home


def bring_up_to_date() -> bool:
    """Makes or upgrades the tables. True if there was something to do. Raises HomeError where the database won't open."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise home.HomeError(f"The archive’s database can’t be opened: {error}.") from None
    return bool(plan)


def collect_static() -> None:
    """Style, letters and scripts under names that hold their hash, so that browsers keep them; only when changed."""
    source = settings.PACKAGE / "static"
    stamp: Path = settings.HOME / home.STATIC_STAMP
    wanted = home.static_hash(source)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, stdout=io.StringIO())
    stamp.write_text(wanted)
