"""The servers that are measured, each a process of its own with its own data folder, on the loopback only."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson

from bench.client import Connections

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "REDIS_URL", "REDIS_PREFIX", "PORT", "HOST", "HOSTS", "DATA_DIR", "DEBUG", "SECRET_KEY")
FAULT = re.compile(r"database is locked|Traceback|^ERROR|^CRITICAL", re.MULTILINE)


class Server:
    """A server process; what it says goes to a file beside its data."""

    def __init__(self, name: str, folder: Path, *command: str) -> None:
        self.name, self.folder, self.command = name, folder, command
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.connections = Connections(self.port)
        self.environment = {k: v for k, v in os.environ.items() if k not in OURS} | {
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "DATA_DIR": str(folder),
        }
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self) -> float:
        """Starts it; seconds until its first 200 on /healthz. Raises SystemExit with what it said if it dies."""
        begun = perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: ASYNC220  a moment, and nothing else runs
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        while not await self._answers():
            if self.process.poll() is not None or perf_counter() - begun > 60:
                raise SystemExit(f"{self.name} did not start:\n{self.log.read_text()}")
            await asyncio.sleep(0.01)
        return perf_counter() - begun

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(10):
                return (await self.connections.get("/healthz")).status == 200
        except (OSError, TimeoutError):
            return False

    def megabytes(self) -> float:
        """Its resident memory."""
        assert self.process
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024

    def faults(self) -> list[str]:
        """Lines of its log that should not be there."""
        return FAULT.findall(self.log.read_text()) if self.log.exists() else []

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Tandem(Server):
    """The real one, in its default set-up: SQLite, full durability."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name, folder, sys.executable, "manage.py", "serve")

    def demo(self, *options: str) -> dict[str, Any]:
        """An example home in its database; what `manage.py demo --json` says."""
        command = [sys.executable, "manage.py", "demo", "--json", *options]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            raise SystemExit(f"manage.py demo failed:\n{done.stderr.decode()}")
        made: dict[str, Any] = orjson.loads(done.stdout)
        return made


def floor(name: str, folder: Path) -> Server:
    """One of the two floors."""
    return Server(name, folder, sys.executable, "-m", "bench.floors", name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
