"""The SQLite file of a home, looked at before it is opened for good: whether it is there, whole and ours.

Every function raises `SystemExit` with one sentence for whoever typed the command: what is wrong, and what to type.
Nothing is written to the file.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

MAGIC = b"SQLite format 3\0"
APPS = ("household", "tasks")
NO_ROOM = 1 << 20  # bytes: with less room than this, a start would fail half way
AGAIN = "then type the same again"


def look_at(file: Path) -> None:
    """Refuses what is no database of this or an older version of Tandem. A file that is missing or empty passes."""
    require_room(file.parent)
    if file.is_dir():
        raise SystemExit(f"{file} is a folder, and the database goes there; move it: mv {file} {file}-aside, {AGAIN}.")
    if is_missing(file):
        return
    if not os.access(file, os.R_OK | os.W_OK):
        raise SystemExit(
            f"Tandem may not read and write {file}; give it to the user who runs this: "
            f"sudo chown $(id -un) {file}*, {AGAIN}."
        )
    with file.open("rb") as start:
        if start.read(len(MAGIC)) != MAGIC:
            raise SystemExit(f"{file} is no database; move it: mv {file} {file}-aside, {AGAIN}, or restore a backup.")
    _look_at_log(file)
    try:
        with closing(read_only(file)) as database:
            refuse_foreign(database, str(file))
    except sqlite3.Error as refused:
        raise SystemExit(unreadable(file, refused)) from None


def require_room(folder: Path) -> None:
    """Refuses to begin on a full disk."""
    if shutil.disk_usage(folder).free < NO_ROOM:
        raise SystemExit(f"The disk of {folder} is full; nothing was changed. Make room (df -h {folder}), {AGAIN}.")


def is_missing(file: Path) -> bool:
    """Whether there is no database: no file, or an empty one."""
    return not file.exists() or file.stat().st_size == 0


def require_home(file: Path) -> None:
    """Refuses a folder without a database."""
    if not file.is_dir() and is_missing(file):
        raise SystemExit(
            f"There is no home in {file.parent}; nothing was written. Name the right folder with: DATA_DIR=/path/to/it"
        )


def read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=10)


def refuse_foreign(database: sqlite3.Connection, name: str) -> None:
    """Refuses the database of another program, and one that a newer version has changed."""
    tables = {table for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    applied = set()
    if "django_migrations" in tables:
        applied = set(database.execute("SELECT app, name FROM django_migrations"))
    if not any(app == "household" for app, _name in applied):
        raise SystemExit(
            f"{name} is the database of another program; nothing was changed. "
            "Choose another folder with: DATA_DIR=~/tandem-data"
        )
    refuse_newer(applied, name)


def refuse_newer(applied: set[tuple[str, str]], name: str) -> None:
    """Refuses a database with migrations that this version does not know."""
    known = set(MigrationLoader(None).disk_migrations or ())
    if newer := sorted(step for step in applied - known if step[0] in APPS):
        app, step = newer[-1]
        raise SystemExit(
            f"{name} was made by a newer version of Tandem ({app} {step}); nothing was changed. "
            "Bring the program up to date with: git pull, or restore a backup of this version."
        )


def integrity(database: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a whole database, or "ok"."""
    found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    return f"a row of {broken[0]} points nowhere" if found == "ok" and broken else str(found)


def unreadable(file: Path, refused: sqlite3.Error) -> str:
    return (
        f"{file} cannot be read ({refused}); nothing was changed. "
        f"Move it aside: mv {file} {file}-aside, and bring back the last backup with: "
        "python manage.py restore data/backups/NAME"
    )


def _look_at_log(file: Path) -> None:
    """After a crash there is a `-wal` that SQLite would apply to the file. Refuses it unless file and log
    together form an intact database."""
    log = file.with_name(f"{file.name}-wal")
    if not log.exists():
        return
    try:
        if not log.stat().st_size:
            return
        with log.open("rb"), closing(read_only(file)) as database:
            wrong = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (OSError, sqlite3.Error) as refused:
        wrong = getattr(refused, "strerror", None) or str(refused)
    if wrong != "ok":
        raise SystemExit(
            f"{log} does not fit its database or cannot be read ({wrong}); nothing was changed. "
            f"Give it to the user who runs this, or move it aside: mv {log} {log}-aside, {AGAIN}."
        )
