"""A list that ages: days and hours that pass, and what of it shows."""

from __future__ import annotations

import datetime
from typing import Any

from household.models import Household
from household.tidy import days_passing, go_on
from tests.clock import Clock
from tests.conftest import Person


def at(clock: Clock, day: datetime.date, hour: int = 12) -> None:
    """It is that hour at home, whatever it is in Greenwich."""
    zone = Household(time_zone="Europe/Berlin").clock
    clock.now = datetime.datetime.combine(day, datetime.time(hour, 5), tzinfo=zone).astimezone(datetime.UTC)


def hour_passes(clock: Clock) -> None:
    """What the server does by itself every hour."""
    steps = days_passing(clock.now)
    while go_on(steps):
        pass


def days_pass(clock: Clock, days: int) -> None:
    """A server runs all the time: day by day, shortly after midnight at home, by whatever clock."""
    zone = Household(time_zone="Europe/Berlin").clock
    first = clock.now.astimezone(zone).date()
    for n in range(1, days + 1):
        at(clock, first + datetime.timedelta(days=n), 0)
        hour_passes(clock)


def rests(by: Person, task: str) -> tuple[Any, Any, Any]:
    seen = by.screen().task(task)
    assert seen
    return seen["place"], seen["rests_on"], seen["rested_on"]
