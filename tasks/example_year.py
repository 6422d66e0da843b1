"""The example home's year: what two people answered, for their own pages and for measuring them.

It begins at most a year ago and ends yesterday. Each has days and weeks without an answer: a gap is a gap.
"""

from __future__ import annotations

import datetime
import random

from household.models import Member
from tasks.models import CheckIn, Place, Pulse, Task
from tasks.models.check_in import NOON, State
from tasks.models.pulse import ITEMS, WEEK

YEAR = 364
DAY = datetime.timedelta(days=1)
LIKELY = (1, 5, 24, 49, 21)  # of a hundred answers, from "not at all" to "completely"
PARTS: tuple[list[str], ...] = (
    [],
    ["done"],
    ["noticed", "done"],
    ["planned", "done"],
    ["helped"],
    ["asked"],
    ["noticed"],
)
FAIR = (2, 18, 62, 15, 3)  # and of how the work was shared, with the good end in the middle


def live_through(sam: Member, robin: Member, moments: int) -> None:
    """As many days as there are moments, a year at most: answers about some of them, and the weeks."""
    chance = random.Random(11)  # noqa: S311  the same year every time
    for member in (sam, robin):
        answer(member, min(moments, YEAR), chance)
        speak(member, min(moments, YEAR) // 7, chance)


def answer(member: Member, days: int, chance: random.Random) -> None:
    """About something that is done, on two days of three."""
    from tasks.example_home import put

    with member.change() as change:
        done = Task.objects.filter(household=member.household, private_to=None, place=Place.DONE).order_by("pk")
        tasks, rows = list(done), []
        for ago in range(days, 0, -1):
            if not tasks or chance.random() < 0.33:
                continue
            day, task = change.today - ago * DAY, chance.choice(tasks)
            if CheckIn.objects.filter(member=member, task=task, day=day).exists():
                continue  # it was answered as one of the last weeks
            needed = chance.random() > 0.08
            noon = datetime.datetime.combine(day + DAY, NOON, tzinfo=member.household.clock)
            row = CheckIn(household_id=member.household_id, member=member, task=task, day=day)
            row.until, row.state = noon.astimezone(datetime.UTC), State.ANSWERED if needed else State.NOT_NEEDED
            row.felt = chance.choices(range(1, 6), LIKELY)[0] if needed else None
            row.parts = chance.choice(PARTS)
            rows.append(row)
        put(rows, change)


def speak(member: Member, weeks: int, chance: random.Random) -> None:
    """About most of the weeks."""
    from tasks.example_home import put

    with member.change() as change:
        monday = change.today - change.today.weekday() * DAY
        rows = []
        for ago in range(weeks, 0, -1):
            if chance.random() < 0.15:
                continue
            steps = {item: chance.choices(range(1, 6), FAIR if item == "fairness" else LIKELY)[0] for item in ITEMS}
            rows.append(Pulse(household_id=member.household_id, member=member, week=monday - ago * WEEK, **steps))
        put(rows, change)
