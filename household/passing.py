"""Passing: what the server does by itself as time goes by, in steps so that people's writes come between.

Every server process does it; each step is right however often it is done (household/tidy.py). Nothing is deleted
while the clock cannot be trusted (household/models/clock.py).
"""

from __future__ import annotations

import asyncio
import logging

from django.utils import timezone

from household import tidy
from household.models import Clock
from household.screen import database

log = logging.getLogger("tandem.live")

TIDY_FIRST, DAY = 60.0, 24 * 3600.0  # seconds; the first tidying waits until the screens are back after a start
HOUR = 3600.0


async def watch_clock() -> None:
    """After the start and every hour: so that a jump of the clock is noticed, and a clock that runs on is trusted."""
    await asyncio.sleep(TIDY_FIRST / 2)
    while True:
        try:
            await database(Clock.look)(timezone.now())
        except Exception:
            log.exception("could not note the time; in an hour once more")
        await asyncio.sleep(HOUR)


async def tidy_daily() -> None:
    """After the start and once a day, in steps so that writes come between; with a clock that jumped, once it has been
    steady for a day."""
    await asyncio.sleep(TIDY_FIRST)
    while True:
        wait = DAY
        try:
            clock = await database(Clock.look)(timezone.now())
            if due := clock.time_to_delete_by:
                steps = tidy.tidying(due)
                while await database(tidy.go_on)(steps):
                    pass
            else:
                wait = HOUR
            await database(tidy.empty_log)()
        except Exception:
            log.exception("could not tidy up; tomorrow once more")
        await asyncio.sleep(wait)


async def pass_days() -> None:
    """After the start and every hour, as homes have midnights of their own: what the passing of days changes."""
    await asyncio.sleep(TIDY_FIRST)
    while True:
        try:
            steps = tidy.days_passing(timezone.now())
            while await database(tidy.go_on)(steps):
                pass
        except Exception:
            log.exception("could not see what the day changes; in an hour once more")
        await asyncio.sleep(HOUR)
