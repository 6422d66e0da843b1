"""Poke: what one change tells the screens, once it is committed. Only a hint: it may be lost, doubled or late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """What changed in one stream: its new version and the items, joined as they travel."""

    home: str
    audience: str
    member: str | None
    version: int
    items: bytes


class End(NamedTuple):
    """Screens that end: those of a `device`, `token`, `member` or `tablet`."""

    what: str
    pk: str


class Room(NamedTuple):
    """An open meeting of a home and the members in it; with no members it is open no more."""

    home: str
    meeting: str
    members: list[str]


class Poke(NamedTuple):
    """What one change tells the screens."""

    parts: list[Part]
    ends: list[End]
    rooms: Sequence[Room] = ()
