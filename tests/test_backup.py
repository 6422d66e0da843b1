"""Backup and restore: one file, whole; and every screen loads anew, because its cursor is of another time."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.conftest import Person, write
from tests.live_server import ROOT
from tests.processes import OF_THE_SUITE, Process

Manage = Callable[..., subprocess.CompletedProcess[str]]
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has pg_dump")


@pytest.fixture
def manage(tmp_path: Path) -> Manage:
    """manage.py on a data folder of its own."""
    plain = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
    env = plain | {"DATA_DIR": str(tmp_path / "data")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)

    return run


@on_sqlite
def test_what_was_there_at_the_backup_is_there_after_a_restore(
    manage: Manage, tmp_path: Path, served: Callable[..., Process]
) -> None:
    made = json.loads(manage("demo", "--json", "--tasks", "8").stdout)
    news = f"/api/homes/{made['home']}/news/"
    headers = {"Authorization": f"Bearer {made['members'][0]['token']}"}

    def add(http: httpx.Client, title: str) -> dict[str, Any]:
        assert http.post(news.replace("news", "tasks"), json={"title": title}, headers=headers).status_code == 201
        found: dict[str, Any] = http.get(news, headers=headers).json()
        return found

    server = served(tmp_path / "data")
    with server.client() as http:
        add(http, "Before the backup")
        done = manage("backup")  # while the server runs
        after = add(http, "After the backup")
    server.end()
    file = Path(done.stdout.strip())
    assert file.parent == tmp_path / "data" / "backups"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    said = manage("restore", str(file))
    assert said.returncode == 0, said.stderr
    assert "as it was before" in said.stdout and len(list((tmp_path / "data").glob("tandem-before-*.sqlite3"))) == 1

    with served(tmp_path / "data").client() as http:
        add(http, "Another life")  # the versions pass those a screen may have seen
        add(http, "And one more")
        caught_up = http.get(news, params={"since": after["cursor"]}, headers=headers).json()
    assert caught_up["reset"] is True
    titles = {item["title"] for item in caught_up["items"] if item["kind"] == "task"}
    assert "Before the backup" in titles and "After the backup" not in titles


@on_sqlite
def test_nothing_is_overwritten_and_nothing_strange_is_brought_back(db: None, tmp_path: Path) -> None:
    file = tmp_path / "mine.sqlite3"
    call_command("backup", str(file), stdout=io.StringIO())
    with pytest.raises(CommandError, match="is there already; nothing was written"):
        call_command("backup", str(file))

    strange, empty = tmp_path / "strange.sqlite3", tmp_path / "empty.sqlite3"
    strange.write_text("not a database at all, but long enough to be looked at" * 100)
    empty.touch()
    for path, words in (
        (strange, "cannot be read"),
        (empty, "no backup of Tandem"),
        (tmp_path / "no", "cannot be read"),
    ):
        with pytest.raises(CommandError, match=f"{words}.*nothing was changed"):
            call_command("restore", str(path))
    with pytest.raises(CommandError, match="Which backup"):
        call_command("restore")


def test_on_postgresql_screens_load_anew_too(sam: Person) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite takes a file")
    write(sam)
    screen = sam.screen()
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup")
    call_command("restore")
    assert sam.news(str(screen.cursor))["reset"] is True


@on_sqlite
@pytest.mark.once
@pytest.mark.parametrize("fault", ["damaged", "newer"])
def test_a_backup_comes_back_over_a_database_that_cannot_be_used(manage: Manage, tmp_path: Path, fault: str) -> None:
    assert manage("demo", "--tasks", "3").returncode == 0
    copy = manage("backup").stdout.strip()
    database = tmp_path / "data" / "tandem.sqlite3"
    if fault == "damaged":
        database.write_bytes(b"not a database at all, but long enough to be looked at" * 1000)
    else:
        with sqlite3.connect(database) as newer:
            newer.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('tasks', '9999_later', '2027-01-01')"
            )
        newer.close()
    assert manage("tidy").returncode != 0
    said = manage("restore", copy)
    assert said.returncode == 0, said.stderr
    (before,) = (tmp_path / "data").glob("tandem-before-*.sqlite3")
    assert str(before) in said.stdout and before.stat().st_size > 10_000
    assert not list((tmp_path / "data").glob("*-restoring*"))
    assert manage("tidy").returncode == 0
