"""Streams and cursors: who sees a row, and how far a screen has read (DESIGN.md section 2).

Each home has the stream of *everyone*, that of the *adults*, and one *own* stream a member. A stream's version moves
only when something in it changes, so nobody can notice what happens in a stream they cannot read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

EVERYONE, ADULTS, OWN = "everyone", "adults", "own"


class Stream(NamedTuple):
    """One stream of one home; `member` only for a member's own."""

    home: str
    audience: str
    member: str | None = None


class Malformed(ValueError):
    """A text that is no cursor at all."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a screen has read: the version of each stream it may see. A child's has no adults part."""

    epoch: str
    everyone: int
    adults: int | None
    own: int

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """The cursor in `text`; None for nothing read yet ("" or "0"). Raises `Malformed`."""
        if text in ("", "0"):
            return None
        epoch, *numbers = text.split(".")
        if not epoch or len(numbers) not in (2, 3) or not all(n.isascii() and n.isdigit() for n in numbers):
            raise Malformed(text)
        if any(len(n) > 18 for n in numbers):
            raise Malformed(text)
        versions = [int(n) for n in numbers]
        return cls(epoch, versions[0], versions[1] if len(versions) == 3 else None, versions[-1])

    def __str__(self) -> str:
        adults = "" if self.adults is None else f"{self.adults}."
        return f"{self.epoch}.{self.everyone}.{adults}{self.own}"

    def version(self, audience: str) -> int | None:
        """The version read of one of the three streams; None where this member has no such stream."""
        if audience == EVERYONE:
            return self.everyone
        return self.adults if audience == ADULTS else self.own

    def at(self, audience: str, version: int) -> Cursor:
        """This cursor with one stream moved on."""
        if audience == EVERYONE:
            return replace(self, everyone=version)
        if audience == ADULTS:
            return replace(self, adults=version)
        return replace(self, own=version)
