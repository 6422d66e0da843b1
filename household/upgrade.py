"""Bringing the database to this version of the code at every start: safe, and quick when all is done.

An SQLite home is migrated as a copy, which takes the place of the file only when it is whole. Killed at any point, or
on a full disk, the old file stays as it was, and the next start begins again.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from household import home_file, secrets
from household.folder import Serving, data_folder

POSTGRES_LOCK = 0x7A6E6465  # any number, the same for every process of Tandem
FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)


def upgrade(*, holds_folder: bool = False) -> Path | None:
    """Checks the database and applies the migrations that are missing; returns the file as it was before, if it had
    data. Several processes may start at once: one works, the others wait and find nothing left to do.

    `holds_folder`: this process has the lock that keeps servers off the folder; without it, it is taken here.

    Raises `SystemExit` with a sentence when this database cannot be used.
    """
    check()
    if connection.vendor == "sqlite" and home_file.is_missing(database_file()):
        warn_of_empty()
    elif not _missing():
        return None
    with _alone():
        check()
        if (connection.vendor != "sqlite" or not home_file.is_missing(database_file())) and not _missing():
            return None
        if connection.vendor == "sqlite":
            with nullcontext() if holds_folder else unserved(), in_words(settings.DATA_DIR):
                return _upgrade_copy(database_file())
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        return None


def require_home() -> None:
    """For commands that need a home and do not make one: checks the database and that nothing is to be migrated."""
    if connection.vendor == "sqlite":
        home_file.require_home(database_file())
    check()
    if _missing():
        raise SystemExit(
            "The database is of an older version; nothing was changed. Bring it up to date with: bin/start"
        )


def check() -> None:
    """Refuses a database that this version cannot use, before anything is written to it."""
    try:
        data_folder()
    except OSError as refused:
        raise SystemExit(
            f"Tandem cannot use {settings.DATA_DIR} ({refused.strerror}); "
            "choose another folder with: DATA_DIR=~/tandem-data"
        ) from None
    if connection.vendor == "sqlite":
        home_file.look_at(database_file())
        return
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except OperationalError as refused:
        line = str(refused).strip().splitlines()[0]
        raise SystemExit(
            f"Tandem cannot reach its database ({line}); see that PostgreSQL runs and that DATABASE_URL names it."
        ) from None
    home_file.refuse_newer(applied, f"The database {connection.settings_dict['NAME']}")


def database_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def warn_of_empty() -> None:
    """A new home in a folder that was used before may mean that the old one has got lost."""
    if secrets.is_older(settings.DATA_DIR / "secret"):
        sys.stderr.write(
            f"WARNING: {settings.DATA_DIR} was used before, but there is no database in it: an EMPTY one is made now.\n"
            "If you had a home here, stop (Ctrl+C) and bring it back with: python manage.py restore BACKUP\n"
        )


@contextmanager
def unserved() -> Iterator[None]:
    """While no server runs on the folder. Raises `SystemExit` when one does."""
    serving = Serving(settings.DATA_DIR)
    try:
        if not serving.take():
            raise SystemExit(
                f"A server is running on {settings.DATA_DIR}; nothing was changed. Stop it first (Ctrl+C, or "
                "systemctl stop tandem), then type this again."
            )
        yield
    finally:
        serving.let_go()


def _missing() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


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
    lock = os.open(settings.DATA_DIR, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _upgrade_copy(file: Path) -> Path | None:
    """Migrates a copy and puts it in place of the file, which is kept under another name if it held anything."""
    working = file.with_name(f"{file.stem}-upgrading{file.suffix}")
    remove(working)
    connection.close()
    before = None
    try:
        with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as old:
            old.execute("PRAGMA journal_mode=DELETE")  # takes in the -wal, so that the file is whole by itself
            old.execute("BEGIN IMMEDIATE")  # nobody else writes what would be left behind
            held = old.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
            copy_whole(file, working)
            _migrate(file, working)
            if held:
                before = dated(file)
                name_too(file, before)
            working.replace(file)
            sync(file.parent)
    finally:
        remove(working)
    return before


def _migrate(file: Path, working: Path) -> None:
    """Runs the migrations on the copy and leaves it whole, in one file. It need not survive a crash, so nothing waits
    for the disk until the end."""
    options = connection.settings_dict["OPTIONS"]
    quick = {**options, "init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"}
    connection.settings_dict |= {"NAME": working, "OPTIONS": quick}
    try:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    finally:
        connection.close()
        connection.settings_dict |= {"NAME": file, "OPTIONS": options}
    with closing(sqlite3.connect(working)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        if (found := home_file.integrity(database)) != "ok":
            raise SystemExit(f"The upgraded copy of {file} is not whole ({found}); the database is as it was before.")
    sync(working)


def dated(file: Path) -> Path:
    """A name beside the file for the database as it is now."""
    return file.with_name(f"{file.stem}-before-{datetime.now():%Y-%m-%d-%H%M%S}{file.suffix}")


def copy_beside() -> Path | None:
    """A copy of the SQLite file beside it, if it holds anything."""
    file = database_file()
    if home_file.is_missing(file):
        return None
    copy = dated(file)
    copy_to(copy)
    return copy


def copy_to(target: Path) -> None:
    """The SQLite database in one file, whole even while another process writes. It appears under its name only when it
    is on the disk and has been read back; otherwise nothing is left."""
    part = target.with_name(f"{target.name}.part")
    remove(part)
    try:
        with in_words(target.parent):
            copy_whole(database_file(), part)
            with closing(sqlite3.connect(part)) as copy:
                home_file.refuse_foreign(copy, str(part))
                copy.execute("PRAGMA journal_mode=DELETE")
                if (found := home_file.integrity(copy)) != "ok":
                    raise SystemExit(f"The copy of {database_file()} is not whole ({found}); nothing was kept of it.")
            sync(part)
            name_too(part, target)
            sync(target.parent)
    finally:
        remove(part)


def copy_whole(file: Path, target: Path) -> None:
    """Copies by SQLite's own backup: one moment of the database, whoever writes meanwhile."""
    with closing(home_file.read_only(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def remove(file: Path) -> None:
    """Deletes a database that was made on the way, with its log."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        file.with_name(name).unlink(missing_ok=True)


def name_too(file: Path, other: Path) -> None:
    """Gives a whole file a second name, or where the disk knows no links a copy. Never in place of another file."""
    try:
        os.link(file, other)
    except FileExistsError:
        raise
    except OSError:  # a stick in FAT
        if other.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(other)) from None
        try:
            shutil.copyfile(file, other)
            sync(other)
        except OSError:
            other.unlink(missing_ok=True)
            raise


def sync(path: Path) -> None:
    """Until it is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def in_words(disk: Path) -> Iterator[None]:
    """Says in one sentence that the disk is full, or that another program holds the database. Raises `SystemExit`;
    any other fault as it is."""
    try:
        yield
    except (sqlite3.Error, OperationalError, OSError) as error:
        cause = error.__cause__ or error
        code = getattr(cause, "sqlite_errorcode", None)
        if code in FULL or getattr(cause, "errno", None) == errno.ENOSPC:
            why, do = f"The disk of {disk} is full", f"Make room (df -h {disk})"
        elif code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            why, do = f"Another program has {database_file()} open", f"End it (fuser {database_file()})"
        else:
            raise
        raise SystemExit(
            f"{why}; the database is as it was before, and nothing else was kept. {do}, then type the same again."
        ) from None
