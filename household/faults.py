"""Faults: what keeps writes from being saved, told apart by the database's own error codes.

Each lasting cause has a `code`, words for people (`CAUSES`) and a line in the log for whoever runs the server. A line
names the error and the place in the code, never a title, an id or a body.
"""

from __future__ import annotations

import errno
import logging
import shutil
import sqlite3
import time
import traceback
from typing import NamedTuple

import psycopg
from django import db
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from household.errors import Text

log = logging.getLogger("tandem.faults")

ONCE_IN = 60.0  # seconds: every screen tries again all the time, the log says each thing once in so long
NO_ROOM = 1 << 20  # bytes: with less room than this, a failed read or write is for want of it
OUR_FAULT, BUSY = "our_fault", "again"


class Cause(NamedTuple):
    """Why nothing is saved: the title people read, what becomes of their words, and what the log says to do."""

    title: Text
    detail: Text
    log: str
    status: int = 503
    after: int = 5  # seconds


KEPT = _("Nothing was changed and your words are kept. They are saved as soon as whoever runs the server has fixed it.")

CAUSES: dict[str, Cause] = {
    "disk_full": Cause(
        _("The server’s disk is full."),
        _("Nothing was changed and your words are kept. They are saved as soon as there is room again."),
        "the disk is full; make room on the disk of the database",
    ),
    "read_only": Cause(
        _("The server may not write to its database."),
        KEPT,
        "the database can only be read; let the user who runs the server write to it and to its folder",
    ),
    "unreadable": Cause(
        _("The server cannot read its database."),
        KEPT,
        "the database file cannot be read or is damaged; stop the server, keep the file, and restore the last backup",
    ),
    "schema": Cause(
        _("The server’s database does not fit its version."),
        KEPT,
        "the database lacks a table or a column of this version; start anew with bin/start, or restore a backup",
    ),
    "no_database": Cause(
        _("The server cannot reach its database."),
        _("Nothing was changed and your words are kept. They are saved as soon as it is there again."),
        "the database server does not answer; see that it runs and that DATABASE_URL names it",
    ),
    BUSY: Cause(
        _("Somebody was writing at the same moment."),
        _("Nothing was changed and your words are kept. It is tried again in a moment."),
        "another program held the database for too long",
        after=1,
    ),
    OUR_FAULT: Cause(
        _("Something broke on our side."),
        _("Nothing was changed and your words are kept. Try again in a moment."),
        "a fault of ours",
        status=500,
        after=0,
    ),
}

SQLITE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CANTOPEN: "unreadable",
    sqlite3.SQLITE_CORRUPT: "unreadable",
    sqlite3.SQLITE_IOERR: "unreadable",
    sqlite3.SQLITE_NOTADB: "unreadable",
    sqlite3.SQLITE_PERM: "unreadable",
    sqlite3.SQLITE_AUTH: "unreadable",
    sqlite3.SQLITE_SCHEMA: "schema",
}
LACKS = ("no such table", "no such column", "has no column named")  # SQLite's words: it has one code for many things

# By the longest part of the SQLSTATE that is named here (PostgreSQL, appendix A).
POSTGRES = {
    "08": "no_database",
    "57P": "no_database",
    "53100": "disk_full",
    "53": "no_database",
    "58": "unreadable",
    "XX001": "unreadable",
    "XX002": "unreadable",
    "25006": "read_only",
    "42501": "read_only",
    "42P01": "schema",
    "42703": "schema",
    "40": BUSY,
    "55P03": BUSY,
}
OS = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EROFS: "read_only"}

_said: dict[str, float] = {}


def code_of(error: BaseException) -> str:
    """The code of what an exception means; `our_fault` where nothing else explains it."""
    inner = error.__cause__ if isinstance(error, db.Error) and error.__cause__ else error
    if isinstance(inner, sqlite3.Error):
        return _of_sqlite(inner)
    if isinstance(inner, psycopg.Error):
        return _of_postgres(inner)
    if isinstance(inner, OSError):
        return OS.get(inner.errno or 0, OUR_FAULT)
    return OUR_FAULT


def _of_sqlite(error: sqlite3.Error) -> str:
    code = SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, OUR_FAULT)
    if code == "unreadable" and shutil.disk_usage(settings.DATA_DIR).free < NO_ROOM:
        return "disk_full"
    if code == OUR_FAULT and any(words in str(error) for words in LACKS):
        return "schema"
    return code


def _of_postgres(error: psycopg.Error) -> str:
    state = error.sqlstate or ""
    for length in (5, 3, 2):
        if code := POSTGRES.get(state[:length]):
            return code
    lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return "no_database" if lost and not state else OUR_FAULT


def tell(error: BaseException, request: HttpRequest | None = None) -> str:
    """Writes what happened to the log, the same thing once a minute; the code."""
    code = code_of(error)
    if request:
        mark_told(request)
    say(
        f"{code}: {CAUSES[code].log} ({kind_of(error)}{route_of(request)}{places_of(error)})",
        error if settings.DEBUG and code == OUR_FAULT else None,
    )
    return code


def mark_told(request: HttpRequest) -> None:
    """Django's own line about the answer, with the address, is left out (settings.LOGGING)."""
    request.fault_is_told = True  # type: ignore[attr-defined]


def tell_of_redis(error: BaseException) -> None:
    """Redis does not answer. No write waits for it, and none is refused."""
    say(
        "no_redis: Redis does not answer; nothing is lost, but changes at other server processes show up to 20 s later "
        f"({kind_of(error)})"
    )


def say(line: str, error: BaseException | None = None, *, once_for: str = "") -> None:
    """A line in the log, the same one once a minute; or one `once_for` something, whatever else it says."""
    now, what = time.monotonic(), once_for or line
    if now - _said.get(what, -ONCE_IN) >= ONCE_IN:
        if len(_said) > 1000:
            _said.clear()
        _said[what] = now
        log.error(line, exc_info=error)


def kind_of(error: BaseException) -> str:
    """The type of the exception and the database's own name for it; of a missing table or column also which."""
    inner = error.__cause__ if isinstance(error, db.Error) and error.__cause__ else error
    name = getattr(inner, "sqlite_errorname", "") or getattr(inner, "sqlstate", "") or ""
    said = ""
    if code_of(error) == "schema":  # holds names of the schema, and no values
        said = inner.diag.message_primary or "" if isinstance(inner, psycopg.Error) else str(inner)
    return " ".join(filter(None, [type(inner).__name__, name, said]))


def route_of(request: HttpRequest | None) -> str:
    """The method and the pattern of the address, without what stands in it."""
    match = request.resolver_match if request else None
    return f", {request.method} /{match.route}" if request and match else ""


def places_of(error: BaseException) -> str:
    """Where in our own code it was raised, innermost first."""
    ours = [
        f"{frame.filename.removeprefix(f'{settings.BASE_DIR}/')}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(f"{settings.BASE_DIR}/") and "/site-packages/" not in frame.filename
    ]
    return f", at {' < '.join(reversed(ours[-4:]))}" if ours else ""
