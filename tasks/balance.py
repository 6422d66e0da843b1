"""Balance: how four kinds of work lay between two people in four weeks, in bands. Pure; RESULTS.md 6.3.

Never a number, a total, an order by person or a history: a band in words for each of noticing, planning, doing and
helping, and nothing at all where too little is written down. Keeping score goes with later dissatisfaction (decision
11 there), so this is looked at only when every adult wants to, in a meeting, and gone with it.

Decided here: what nobody gave a size counts as small; a kind with fewer than five events says nothing, since one event
would be "mostly"; exactly 60 is about even and exactly 75 mostly. **It is for two adults**: bands between three or more
would have to name somebody as the one who does least, which nobody asked for, so there they are not offered at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SINCE = datetime.timedelta(weeks=4)
KINDS_OF_WORK = ("noticed", "planned", "done", "helped")
WEIGHT = {"s": 1, "m": 2, "l": 4}
EVENTS, OF_A_KIND = 20, 5  # credited events, in all and of one kind
EVEN, MOSTLY = 60, 75  # percent of the one who has more


class Band(StrEnum):
    """How one kind of work lies. `LITTLE`: too little is written down to say."""

    EVEN = "even"
    LEANS = "leans"
    MOSTLY = "mostly"
    LITTLE = "little"


@dataclass(frozen=True, slots=True)
class Deed:
    """One credited event: which kind of work, whose, and the size of its task."""

    part: str
    member: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One kind of work; `to` is who has more of it, where it is not about even."""

    part: str
    band: Band
    to: str | None = None


def strips(deeds: Iterable[Deed], two: tuple[str, str]) -> list[Strip] | None:
    """The four strips between these two, in the order of `KINDS_OF_WORK`; None under twenty events. What anybody else
    did is not in it."""
    ours = [deed for deed in deeds if deed.member in two and deed.part in KINDS_OF_WORK]
    if len(ours) < EVENTS:
        return None
    return [strip([deed for deed in ours if deed.part == part], part, two) for part in KINDS_OF_WORK]


def strip(deeds: list[Deed], part: str, two: tuple[str, str]) -> Strip:
    """One kind of work between these two."""
    if len(deeds) < OF_A_KIND:
        return Strip(part, Band.LITTLE)
    weights = {who: sum(WEIGHT.get(deed.size, 1) for deed in deeds if deed.member == who) for who in two}
    more = max(two, key=lambda who: weights[who])
    share, whole = 100 * weights[more], sum(weights.values())
    if share <= EVEN * whole:
        return Strip(part, Band.EVEN)
    return Strip(part, Band.LEANS if share < MOSTLY * whole else Band.MOSTLY, more)
