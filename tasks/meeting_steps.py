"""The steps of a meeting: which there are, in which order, how long each may take. Pure rules (RESULTS.md section 4).

Times are soft: nothing moves on by itself. Dates are the home's own days; clocks go by what they show there.
"""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

FULL, SHORT, CHILDREN, TEAM = "full", "short", "children", "team"
ARRIVE, APPRECIATIONS, HOW, TIDY, HEADS = "arrive", "appreciations", "how", "tidy", "heads"
TOPICS, RANK, WHO, GOOD, CLOSE = "topics", "rank", "who", "good", "close"

Agenda = dict[str, int]  # step -> minutes, in order

AGENDAS: dict[str, Agenda] = {
    FULL: {ARRIVE: 1, APPRECIATIONS: 3, HOW: 4, TIDY: 3, HEADS: 3, RANK: 5, WHO: 4, GOOD: 1, CLOSE: 1},
    SHORT: {APPRECIATIONS: 2, TIDY: 2, RANK: 4, WHO: 3, CLOSE: 1},
    CHILDREN: {ARRIVE: 1, APPRECIATIONS: 3, TOPICS: 3, RANK: 3, WHO: 3, GOOD: 1, CLOSE: 1},
    TEAM: {ARRIVE: 1, APPRECIATIONS: 3, HOW: 4, TIDY: 3, HEADS: 3, RANK: 5, WHO: 4, GOOD: 1, CLOSE: 1},
}
STEPS = (ARRIVE, APPRECIATIONS, HOW, TIDY, HEADS, TOPICS, RANK, WHO, GOOD, CLOSE)
WORDS = {TEAM: {APPRECIATIONS: "team_thanks", HOW: "vision_and_status", GOOD: "team_good"}}
"""Where a form says a step in other words, the key of those words; else the key is the step's name."""

A_BREAK = datetime.timedelta(minutes=20)  # at least that long, where feelings run high
SOONEST = 4  # days between a meeting and the next one on its usual weekday


def agenda(form: str) -> list[dict[str, str | int]]:
    """The steps of a form as a screen needs them: `{"step", "words", "minutes"}`, in order."""
    words = WORDS.get(form, {})
    return [
        {"step": step, "words": words.get(step, step), "minutes": minutes}
        for step, minutes in AGENDAS.get(form, {}).items()
    ]


def first_step(form: str) -> str:
    """Where a meeting of that form begins."""
    return next(iter(AGENDAS[form]))


def has(form: str, step: str) -> bool:
    """Whether that form has that step."""
    return step in AGENDAS[form]


def next_date(weekday: int, today: datetime.date, soonest: int = 0) -> datetime.date:
    """The first such weekday (0 is Monday) at least `soonest` days from today."""
    day = today + datetime.timedelta(days=soonest)
    return day + datetime.timedelta(days=(weekday - day.weekday()) % 7)


def standing_date(next_on: datetime.date, weekday: int, today: datetime.date) -> datetime.date:
    """The date that counts: `next_on`, or, where that day went by without a meeting, the usual weekday again."""
    return next_on if next_on >= today else next_date(weekday, today)


def starts_at(day: datetime.date, at: datetime.time, clock: ZoneInfo) -> datetime.datetime:
    """The instant at which the home's clocks show that. An hour that is left out in spring is the one after it; of one
    that comes twice in autumn it is the first."""
    return datetime.datetime.combine(day, at, tzinfo=clock).astimezone(datetime.UTC)


def after_in_turn(people: list[str], last: str | None) -> str | None:
    """Who comes after `last` in this order; the first where `last` is not among them. None: nobody is there."""
    if not people:
        return None
    return people[(people.index(last) + 1) % len(people)] if last in people else people[0]
