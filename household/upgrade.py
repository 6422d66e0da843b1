"""Bringing the database to this version of the code at every start: safe, and quick when all is done."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

POSTGRES_LOCK = 0x7A6E6465  # any number, the same for every process of Tandem


def upgrade() -> Path | None:
    """Apply the migrations that are missing; returns the copy of the SQLite file made before, if it had data.

    Several processes may start at once: one works, the others wait and find nothing left to do.
    """
    if not _missing():
        return None
    with _alone():
        if not _missing():
            return None
        copy = copy_beside()
        call_command("migrate", interactive=False, verbosity=0)
        return copy


def _missing() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _holds_data() -> bool:
    return bool(connection.introspection.table_names())


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [POSTGRES_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [POSTGRES_LOCK])
        return
    folder = os.open(settings.DATA_DIR, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def copy_beside() -> Path | None:
    """A copy of the SQLite file beside it, if it holds anything."""
    if connection.vendor != "sqlite" or not _holds_data():
        return None
    database = Path(connection.settings_dict["NAME"])
    copy = database.with_name(f"{database.stem}-before-{datetime.now():%Y-%m-%d-%H%M%S}{database.suffix}")
    copy_to(copy)
    return copy


def copy_to(target: Path) -> None:
    """The SQLite database in one file, whole even while another process writes."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
