"""The data folder: readable by its own user only, and served by one server at a time."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

OURS = ("tandem*.sqlite3*", "secret", "serving", "backups/tandem-*.sqlite3")  # what Tandem itself puts there
PREDECESSOR = 5.0  # seconds that a start waits for the server before it to end, as in a restart


class Serving:
    """The lock that a server holds on its folder for as long as it lives. The system lets go of it with the process,
    however that ends. With PostgreSQL several servers may share a folder; with SQLite there is one."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "serving", os.O_RDWR | os.O_CREAT, 0o600)

    def take(self, *, shared: bool = False, within: float = 0.0) -> bool:
        """Takes the lock, waiting at most that many seconds. False: another process holds it."""
        until = time.monotonic() + within
        while True:
            try:
                fcntl.flock(self._file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    return False
                time.sleep(0.1)
            else:
                return True

    def let_go(self) -> None:
        os.close(self._file)


def make_private(folder: Path) -> None:
    """Closes the folder and what Tandem keeps in it to everybody but their owner, whichever command made it and with
    whatever umask. What belongs to somebody else is left as it is."""
    for path in [folder, *files_of(folder)]:
        with suppress(FileNotFoundError):  # a server that is just ending takes its log away
            close_to_others(path)


def close_to_others(path: Path) -> None:
    found = path.stat()
    mode = found.st_mode & 0o777
    shared_by_all = found.st_mode & stat.S_ISVTX  # a folder such as /tmp
    if mode & 0o077 and found.st_uid == os.geteuid() and not shared_by_all:
        path.chmod(mode & 0o700)


def files_of(folder: Path) -> Iterator[Path]:
    for pattern in OURS:
        yield from (path for path in folder.glob(pattern) if path.is_file() and not path.is_symlink())


def data_folder() -> Path:
    """The folder, private. Raises `OSError` where it cannot be used."""
    folder: Path = settings.DATA_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private(folder)
    return folder
