"""Secrets: made on this machine, shown once, kept as hashes.

They are long random texts, so one SHA-256 without salt is enough to store them: there is nothing to guess.
"""

import hashlib
import os
import secrets
from pathlib import Path

BYTES = 24  # 192 bits: 32 characters in a link or a QR code


def new_secret() -> str:
    """A secret for a link, a cookie or a token: 32 characters that are safe in an address."""
    return secrets.token_urlsafe(BYTES)


def hashed(secret: str) -> str:
    """What the database keeps of a secret: 64 hexadecimal characters."""
    return hashlib.sha256(secret.encode()).hexdigest()


_made_here: set[Path] = set()


def kept_secret(path: Path) -> str:
    """The text in `path`; made at the first call, readable by this user only. Two processes at once agree on one.

    Raises `SystemExit` with a sentence for whoever started the program, when the folder cannot be used.
    """
    try:
        if path.exists() and path.stat().st_size == 0:  # a disk was full, or the power went
            path.unlink(missing_ok=True)
        return path.read_text() if path.exists() else make_secret(path)
    except (OSError, UnicodeDecodeError) as refused:
        why = getattr(refused, "strerror", None) or f"{path.name} is not text"
        raise SystemExit(
            f"Tandem cannot use {path.parent} ({why}); choose another folder with DATA_DIR=~/tandem-data"
        ) from None


def is_older(path: Path) -> bool:
    """Whether the secret was there before this process."""
    return path.exists() and path not in _made_here


def make_secret(path: Path) -> str:
    """A new secret in `path`, or the one that another process has put there meanwhile."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(mine)  # atomic, and fails when another process was first
        _made_here.add(path)
    except FileExistsError:
        pass
    finally:
        mine.unlink(missing_ok=True)
    return path.read_text()
