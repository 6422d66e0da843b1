"""manage.py restore: the database as it was when a backup was made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from household.folder import Serving, data_folder
from household.home_file import integrity, is_missing, read_only, refuse_foreign, require_room
from household.models import Household
from household.models.household import new_epoch
from household.upgrade import database_file, dated, in_words, name_too, remove, sync, upgrade


class Command(BaseCommand):
    help = "Bring a backup back; stop the server first. On PostgreSQL run it without a file, after pg_restore."

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="what `backup` wrote (SQLite only)")

    def handle(self, *args: Any, **options: Any) -> None:
        serving = Serving(data_folder())
        try:
            if not serving.take():
                raise CommandError(
                    f"A server is running on {settings.DATA_DIR}; nothing was changed. Stop it first (Ctrl+C, or "
                    "systemctl stop tandem), then type this again."
                )
            self.restore(options["file"])
        finally:
            serving.let_go()
        self.stdout.write(
            "Restored. Who left, signed out or was let go of since then is back as it was: look it through."
        )

    def restore(self, file: Path | None) -> None:
        """Brings the file back, up to this version, and makes every screen load anew."""
        if connection.vendor == "sqlite":
            require_room(settings.DATA_DIR)
        if file is not None:
            self.bring_back(file)
        elif connection.vendor == "sqlite":
            raise CommandError("Which backup? Name the file: manage.py restore data/backups/….sqlite3")
        upgrade(holds_folder=True)
        if connection.vendor != "sqlite":
            for pk in Household.objects.values_list("pk", flat=True):
                Household.objects.filter(pk=pk).update(epoch=new_epoch())  # every screen loads anew: see NEW_EPOCHS

    def bring_back(self, file: Path) -> None:
        """Puts the backup in place of the database in one step; what was there is kept beside it. Whatever fails before
        that step leaves the database as it was."""
        if connection.vendor != "sqlite":
            raise CommandError("PostgreSQL: pg_restore the dump first, then run this without a file.")
        current = database_file()
        incoming = current.with_name(f"{current.stem}-restoring{current.suffix}")
        try:
            with closing(read_only(file)) as source:
                self.look_at(source, file)
                with in_words(settings.DATA_DIR):
                    copy_from(source, incoming)
            connection.close()
            if before := self.keep(current):
                self.stdout.write(f"The database as it was before: {before}")
            incoming.replace(current)
            sync(current.parent)
        except sqlite3.Error as refused:
            raise CommandError(f"{file} cannot be read ({refused}); nothing was changed.") from None
        finally:
            remove(incoming)

    def keep(self, current: Path) -> Path | None:
        """The database that is there, under another name, if it holds anything. One that cannot be read, which may be
        the reason for the restore, is moved there with its log."""
        if is_missing(current):
            return None
        before = dated(current)
        try:
            with closing(sqlite3.connect(current, timeout=10)) as old:
                old.execute("PRAGMA journal_mode=DELETE")  # takes in the log, so that the file is whole by itself
            name_too(current, before)
        except sqlite3.Error:
            for end in ("-wal", "-shm", ""):
                if (part := current.with_name(current.name + end)).exists():
                    part.rename(before.with_name(before.name + end))
        return before

    def look_at(self, source: sqlite3.Connection, file: Path) -> None:
        """Refuses what is no whole backup of this or an older version."""
        if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'household_household'").fetchone():
            raise CommandError(f"{file} is no backup of Tandem; nothing was changed.")
        if (found := integrity(source)) != "ok":
            raise CommandError(f"{file} is damaged ({found}); nothing was changed. Take an older backup.")
        refuse_foreign(source, str(file))


NEW_EPOCHS = "UPDATE household_household SET epoch = lower(hex(randomblob(4)))"
"""A cursor of before the restore is answered with everything: a phone may have seen versions that come again."""


def copy_from(source: sqlite3.Connection, target: Path) -> None:
    """The backup as a file of its own, with new epochs, on the disk."""
    remove(target)
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute(NEW_EPOCHS)
        copy.commit()
    sync(target)
