"""What no server can be started on, and no backup made of: refused in one sentence that says what to type."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from household import folder, home_file, secrets, upgrade
from tests.live_server import ROOT
from tests.processes import OF_THE_SUITE

Manage = Callable[..., subprocess.CompletedProcess[str]]
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="files of SQLite")
NEWER = ("household", "9999_from_the_future")


@pytest.fixture
def manage(tmp_path: Path) -> Manage:
    """manage.py on a data folder of its own, or another."""
    plain = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}

    def run(*arguments: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
        env = plain | {"DATA_DIR": str(data or tmp_path / "data"), "PORT": "0", "HOST": "127.0.0.1"}
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.fixture
def file(tmp_path: Path, db: None) -> Path:
    """A whole database of this version."""
    target = tmp_path / "tandem.sqlite3"
    if connection.vendor == "sqlite":
        upgrade.copy_to(target)
    return target


def change(file: Path, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(statement, values)


def newer(file: Path) -> None:
    change(file, "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2030-01-01')", *NEWER)


def foreign(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE bookmarks (url text)")


def garbage(file: Path) -> None:
    file.write_bytes(b"this is a letter, not a database" * 200)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def log_in_ruins(file: Path) -> None:
    file.with_name(file.name + "-wal").mkdir()


@on_sqlite
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, "was made by a newer version of Tandem.*git pull"),
        (foreign, "is the database of another program.*DATA_DIR="),
        (garbage, "is no database.*mv "),
        (a_folder, "is a folder.*mv "),
        (cut_off, "restore"),
        (log_in_ruins, "-wal does not fit its database or cannot be read.*mv "),
    ],
)
def test_what_is_no_database_of_ours_is_refused_and_stays_as_it_is(
    file: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(file)
    before = file.read_bytes() if file.is_file() else b""
    with pytest.raises(SystemExit, match=words) as refused:
        home_file.look_at(file)
    assert len(str(refused.value).splitlines()) == 1
    assert (file.read_bytes() if file.is_file() else b"") == before


@on_sqlite
def test_a_full_disk_is_said_before_anything_is_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(file.parent)
    monkeypatch.setattr(home_file.shutil, "disk_usage", lambda _: usage._replace(free=4096))
    with pytest.raises(SystemExit, match="is full; nothing was changed. Make room"):
        home_file.look_at(file)


@on_sqlite
@pytest.mark.parametrize("command", [["serve"], ["demo"], ["backup"], ["tidy"], ["migrate"], ["sign_in_link", "Sam"]])
def test_every_command_refuses_a_newer_database_without_a_traceback(
    manage: Manage, file: Path, command: list[str]
) -> None:
    newer(file)
    done = manage(*command, data=file.parent)
    assert done.returncode == 1
    assert "newer version of Tandem" in done.stderr and "Traceback" not in done.stderr


@on_sqlite
@pytest.mark.parametrize("command", [["backup", "x"], ["tidy"], ["sign_in_link", "Sam"]])
def test_in_a_wrong_folder_nothing_is_made(manage: Manage, tmp_path: Path, command: list[str]) -> None:
    done = manage(*command, data=tmp_path / "wrong")
    assert done.returncode == 1
    assert f"There is no home in {tmp_path}/wrong; nothing was written" in done.stderr
    assert not (tmp_path / "wrong").exists() and not (ROOT / "x").exists()


@on_sqlite
def test_a_backup_that_does_not_fit_on_the_disk_leaves_nothing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrade, "sync", full)
    target = tmp_path / "backups/mine.sqlite3"
    with pytest.raises(SystemExit, match="is full"):
        call_command("backup", str(target))
    assert list(target.parent.iterdir()) == []


@on_sqlite
def test_a_backup_of_a_newer_version_is_not_brought_back(file: Path) -> None:
    newer(file)
    with pytest.raises(SystemExit, match="newer version"):
        call_command("restore", str(file))
    file.unlink()
    file.touch()
    with pytest.raises(CommandError, match="no backup of Tandem"):
        call_command("restore", str(file))


def test_a_served_folder_is_not_upgraded_from_beside(tmp_path: Path, settings: Settings | LazySettings) -> None:
    settings.DATA_DIR = tmp_path
    server = folder.Serving(tmp_path)
    assert server.take()
    with pytest.raises(SystemExit, match="A server is running on .*; nothing was changed. Stop it"), upgrade.unserved():
        raise AssertionError("a server is running")
    server.let_go()
    with upgrade.unserved():
        pass


def test_an_empty_secret_is_made_anew_and_a_strange_one_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    assert len(secrets.kept_secret(tmp_path / "secret")) == 64
    (tmp_path / "secret").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SystemExit, match="secret is not text"):
        secrets.kept_secret(tmp_path / "secret")


@on_sqlite
def test_a_missing_database_beside_a_secret_is_warned_of(manage: Manage, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert "EMPTY" not in manage("migrate").stderr
    (tmp_path / "data/tandem.sqlite3").unlink()
    done = manage("migrate")
    assert done.returncode == 0 and "an EMPTY one is made now" in done.stderr
