"""The server as processes of its own, that can be stopped and killed."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection

from tests.live_server import PATIENCE, ROOT, Serving

if TYPE_CHECKING:
    pass

OF_THE_SUITE = ("DATABASE_URL", "REDIS_URL", "PORT", "HOST", "HOSTS", "DATA_DIR", "DEBUG")
SERVE = """
import os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "household.settings")
django.setup()
from household import live, passing
live.LOOK_AGAIN = float(os.environ["LOOK_AGAIN"])
if "CLOCK" in os.environ:  # a file that says what time it is; days are looked at all the time
    import datetime, pathlib
    from django.utils import timezone
    timezone.now = lambda: datetime.datetime.fromisoformat(pathlib.Path(os.environ["CLOCK"]).read_text())
    passing.TIDY_FIRST = passing.HOUR = 0.1
from django.core.management import call_command
call_command("serve")
"""


class Process(Serving):
    """`manage.py serve` as a process of its own. On PostgreSQL it serves the test's database, on SQLite its copy."""

    def __init__(self, data: Path, *, port: int = 0, look_again: float = 20, **more: str) -> None:
        self.data = data
        if connection.vendor == "sqlite":
            self._copy(data / "tandem.sqlite3")
            database = {}
        else:
            where = connection.settings_dict
            login = f"{where['USER']}:{where['PASSWORD']}".rstrip(":")
            database = {"DATABASE_URL": f"postgres://{login}@{where['HOST']}:{where['PORT']}/{where['NAME']}"}
        redis = {"REDIS_URL": settings.REDIS_URL} if settings.REDIS_URL else {}
        plain = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=ROOT,
            env=plain
            | database
            | redis
            | {"DATA_DIR": str(data), "HOST": "127.0.0.1", "PORT": str(port), "LOOK_AGAIN": str(look_again)}
            | more,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        super().__init__(self._port())

    @staticmethod
    def _copy(target: Path) -> None:
        """The test's database as it stands, unless this server has one already."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            with contextlib.closing(sqlite3.connect(target)) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)

    def _port(self) -> int:
        assert self.process.stdout
        for line in self.process.stdout:
            if "http://localhost" in line:
                return int(line.rsplit(":", 1)[1].strip().strip("/"))
        raise AssertionError(f"the server ended with {self.process.wait()}")

    def kill(self) -> None:
        """SIGKILL: no farewell, nothing put in order."""
        self.end(signal.SIGKILL)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends it; its exit status."""
        self.process.send_signal(how)
        assert self.process.stdout
        self.process.stdout.close()
        return self.process.wait(PATIENCE)


@pytest.fixture
def served(tmp_path: Path, transactional_db: None) -> Iterator[Callable[..., Process]]:
    """Starts server processes: `served(look_again=1)`; they end with the test."""
    started: list[Process] = []

    def start(data: Path | None = None, **more: Any) -> Process:
        started.append(Process(data or tmp_path / f"data{len(started)}", **more))
        return started[-1]

    yield start
    for process in started:
        if process.process.poll() is None:
            process.kill()
