"""Sealed: when something that several people sealed is opened. Every reveal asks this one question."""

from __future__ import annotations

from collections.abc import Collection, Iterable

ENOUGH = 2  # where so many adults live; of fewer there is nobody to hide anything from


def may_open(waited_for: Iterable[str], sealed: Collection[str], adults_at_home: int) -> bool:
    """Whether everybody who is waited for has sealed, and they are two, or one where only one adult lives.

    It is asked when somebody seals, never because somebody got up: see `AtTable.take_seals_off`.
    """
    waiting = set(waited_for)
    return len(waiting) >= min(ENOUGH, adults_at_home) and waiting <= set(sealed)
