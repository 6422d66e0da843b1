"""The data folder: closed to everybody but its user, and one server at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from household.folder import Serving, make_private
from tests.live_server import ROOT
from tests.processes import OF_THE_SUITE, Process

on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="several servers may share a PostgreSQL database"
)


def manage(data: Path, *arguments: str, umask: int = 0o022) -> subprocess.CompletedProcess[str]:
    """manage.py on that folder, from a shell with that umask."""
    plain = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=plain | {"DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        umask=umask,
    )


def open_to_others(folder: Path) -> list[str]:
    """What in the folder somebody else could read."""
    paths = [folder, *folder.rglob("*")]
    return [str(path) for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.mark.once
@pytest.mark.parametrize("command", [("demo", "--tasks", "1"), ("migrate", "--verbosity", "0")])
def test_whichever_command_comes_first_the_data_is_closed_to_others(command: tuple[str, ...], tmp_path: Path) -> None:
    manage(tmp_path / "data", *command)
    assert (tmp_path / "data" / "tandem.sqlite3").exists()
    assert open_to_others(tmp_path / "data") == []


@pytest.mark.once
def test_what_an_older_version_left_open_is_closed_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    named = ["tandem.sqlite3", "tandem.sqlite3-wal", "secret", "backups/tandem-2026-01-01-120000.sqlite3"]
    for name in [*named, "holiday.jpg"]:
        (tmp_path / name).touch(mode=0o644)
    tmp_path.chmod(0o755)
    make_private(tmp_path)
    assert all(stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600 for name in named)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "holiday.jpg").stat().st_mode) == 0o644, "what is not ours is left alone"


@on_sqlite
def test_a_second_server_and_a_restore_are_refused_while_one_serves(
    tmp_path: Path, served: Callable[..., Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connection.vendor == "sqlite"
    data = tmp_path / "data"
    server = served(data)
    second = manage(data, "serve")
    assert second.returncode == 1
    (sentence,) = second.stderr.strip().splitlines()
    assert sentence.startswith(f"Tandem cannot start: another Tandem serves {data} already; stop it first")
    copy = manage(data, "backup").stdout.strip()
    refused = manage(data, "restore", copy)
    assert (
        refused.returncode == 1
        and "A server is running on" in refused.stderr
        and "nothing was changed" in refused.stderr
    )
    server.kill()  # the system lets go of the lock, whatever happened
    assert manage(data, "restore", copy).returncode == 0


def test_servers_of_one_postgresql_share_a_folder_and_keep_a_restore_off(tmp_path: Path) -> None:
    one, two, restore = Serving(tmp_path), Serving(tmp_path), Serving(tmp_path)
    assert one.take(shared=True) and two.take(shared=True) and not restore.take()
    one.let_go()
    two.let_go()
    assert restore.take()
    restore.let_go()
