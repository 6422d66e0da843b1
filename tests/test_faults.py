"""What keeps writes from being saved has a code, words and a log line of its own, each tried for real."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client

from household import faults
from household.access import COOKIE
from household.faults import CAUSES, code_of
from household.views import health
from tasks.models import Task
from tests.conftest import Person, write
from tests.processes import Process

Broken = Callable[[], contextlib.AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def nothing_said_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_said", {})
    monkeypatch.setattr(health, "_last", (-health.FRESH, ""))


def run(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


@contextlib.contextmanager
def a_full_disk() -> Iterator[None]:
    """SQLite may use no page more than it has."""
    before = run("PRAGMA max_page_count")[0]
    run("VACUUM")
    run(f"PRAGMA max_page_count={run('PRAGMA page_count')[0]}")
    try:
        yield
    finally:
        run(f"PRAGMA max_page_count={before}")


@contextlib.contextmanager
def a_database_that_can_only_be_read() -> Iterator[None]:
    sqlite = connection.vendor == "sqlite"
    run("PRAGMA query_only=ON" if sqlite else "SET default_transaction_read_only = on")
    try:
        yield
    finally:
        run("PRAGMA query_only=OFF" if sqlite else "SET default_transaction_read_only = off")


@contextlib.contextmanager
def a_column_that_is_missing() -> Iterator[None]:
    run('ALTER TABLE tasks_task RENAME COLUMN "notes" TO "notes_before"')
    try:
        yield
    finally:
        run('ALTER TABLE tasks_task RENAME COLUMN "notes_before" TO "notes"')


@contextlib.contextmanager
def somebody_who_writes_for_long() -> Iterator[None]:
    sqlite = connection.vendor == "sqlite"
    run("PRAGMA busy_timeout=20" if sqlite else "SET lock_timeout = 20")
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE" if sqlite else "BEGIN")
            if not sqlite:
                cursor.execute("LOCK TABLE household_household, household_clock IN EXCLUSIVE MODE")
            holding.set()
            done.wait(20)
            cursor.execute("ROLLBACK")
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait(20)
    try:
        yield
    finally:
        done.set()
        holder.join()
        run("PRAGMA busy_timeout=10000" if sqlite else "SET lock_timeout = 0")


FAULTS = {
    "disk_full": a_full_disk,
    "read_only": a_database_that_can_only_be_read,
    "schema": a_column_that_is_missing,
    "again": somebody_who_writes_for_long,
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", FAULTS)
def test_each_cause_has_its_code_its_words_and_its_line_and_passes(
    sam: Person, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    if code == "disk_full" and connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's disk is its own")
    sam.client.raise_request_exception = False
    body, key = {"title": "A secret of Sams", "notes": "long " * 1900}, "a key of its own"
    with FAULTS[code]():
        for _again in range(3):
            refused = sam.post("tasks/", body, key=key)
            assert (refused.status_code, refused.json()["code"]) == (503, code)
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.json()["title"] == str(CAUSES[code].title)
        assert "words are kept" in refused.json()["detail"]
        assert int(refused.headers["Retry-After"]) > 0
        german = sam.client.post(
            sam.url("tasks/"), body, "application/json", headers=sam.headers() | {"Accept-Language": "de"}
        )
        assert german.json()["title"] != refused.json()["title"]
        sam.client.cookies[COOKIE] = sam.cookie
        page = sam.client.post(
            "/homes/new/", {"home": "Ours " * 9, "name": "Secret", "time_zone": "UTC", "colour": "sea"}
        )
        if code != "schema" and code != "disk_full":  # a home may still fit in, and needs no notes
            assert (page.status_code, str(CAUSES[code].title) in page.content.decode()) == (503, True)
    assert sam.post("tasks/", body, key=key).status_code == 201, "it recovers by itself"
    assert Task.objects.filter(title="A secret of Sams").count() == 1
    lines = [record.getMessage() for record in caplog.records if record.name == "tandem.faults"]
    assert [line for line in lines if "POST /api/homes/<id:home>/tasks/" in line and line.startswith(f"{code}: ")]
    assert len(lines) <= 2, "three tries, a page: each said once"
    assert not [record for record in caplog.records if record.name == "django.request"]
    for secret in ("secret", "Secret", sam.home, sam.id, key):
        assert secret not in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", ["read_only", "again"])
def test_the_health_page_tries_a_write_and_names_the_cause(
    db: None, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Client()
    assert probe.get("/healthz").content == b"ok"
    monkeypatch.setattr(health, "FRESH", 0)
    with FAULTS[code]():
        answer = probe.get("/healthz")
        assert (answer.status_code, answer.content) == (503, code.encode())
        assert probe.head("/healthz").status_code == 503
    answer = probe.head("/healthz")
    assert (answer.status_code, answer.content) == (200, b"")


def test_however_many_ask_for_the_health_it_writes_once(db: None, django_assert_num_queries: Any) -> None:
    probe = Client()
    assert probe.get("/healthz").status_code == 200
    with django_assert_num_queries(0):
        for _stranger in range(20):
            assert probe.get("/healthz").content == b"ok"


def test_one_write_that_always_fails_names_the_error_and_the_place(
    sam: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = write(sam, "A secret of Sams")

    def breaks(self: Task, *_args: object, **_more: object) -> None:
        raise KeyError(self.title)

    monkeypatch.setattr(Task, "complete", breaks)
    refused = sam.post(f"tasks/{task}/done/")
    assert (refused.status_code, refused.json()["code"]) == (500, "our_fault")
    assert "Retry-After" not in refused.headers
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("our_fault: a fault of ours (KeyError, POST /api/homes/<id:home>/tasks/<id:pk>/done/, at ")
    assert "tests/test_faults.py:" in line and " breaks < tasks/api/" in line
    for secret in ("secret", task, sam.home):
        assert secret not in caplog.text
    assert sam.patch(f"tasks/{task}/", {"title": "Another"}).status_code == 200, "others go on"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_bytes(b"no database at all, but long enough to look at" * 99), "unreadable"),
        (lambda path: path.mkdir(), "unreadable"),
    ],
    ids=["another file", "a folder"],
)
def test_a_file_that_is_no_database_is_said_to_be_unreadable(
    tmp_path: Path, make: Callable[[Path], object], code: str
) -> None:
    make(tmp_path / "tandem.sqlite3")
    with pytest.raises(sqlite3.Error) as raised, contextlib.closing(sqlite3.connect(tmp_path / "tandem.sqlite3")) as it:
        it.execute("SELECT * FROM sqlite_master")
    assert code_of(raised.value) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (psycopg.OperationalError("connection refused"), "no_database"),
        (psycopg.errors.AdminShutdown(), "no_database"),
        (psycopg.errors.TooManyConnections(), "no_database"),
        (psycopg.errors.DiskFull(), "disk_full"),
        (psycopg.errors.ReadOnlySqlTransaction(), "read_only"),
        (psycopg.errors.DeadlockDetected(), "again"),
        (psycopg.errors.UndefinedTable(), "schema"),
        (psycopg.errors.DataCorrupted(), "unreadable"),
        (psycopg.errors.NotNullViolation(), "our_fault"),
        (OSError(28, "No space left on device"), "disk_full"),
        (OSError(30, "Read-only file system"), "read_only"),
        (ValueError(), "our_fault"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
def test_errors_of_postgresql_and_the_system_by_their_codes(error: Exception, code: str) -> None:
    assert code_of(error) == code


def test_without_redis_no_write_is_refused(sam: Person, served: Callable[..., Process]) -> None:
    server = served(REDIS_URL="redis://127.0.0.1:9/0")  # the discard port: nobody answers there
    with server.client(sam) as api:
        for _again in range(3):
            assert api.post(sam.url("tasks/"), json={"title": "Dishes"}).status_code == 201
        made = server.client().post(sam.url("invitations/"), json={}, headers=sam.by_cookie)
        assert made.status_code == 201, "limits are counted in the process"
        assert api.get("/healthz").text == "ok"
