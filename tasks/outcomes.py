"""Outcomes: what a home did, let go and carried over, week by week. Pure functions; nothing here counts by person.

"Things we both do" are in no order of who does more (RESULTS.md 6.1 and 6.3): sharing a thing goes with feeling well,
splitting everything does not (Carlson 2022).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

WEEK = datetime.timedelta(days=7)
WEEKS = 4  # shown one by one
TOGETHER = 8 * WEEK  # how far back one looks for what several people do
FEW = 3  # titles named for an intention; the rest is "and more"


@dataclass(frozen=True, slots=True)
class Over:
    """One thing that left the list: done or let go, and what it was for."""

    title: str
    day: datetime.date
    done: bool
    area: str = ""
    intention: str = ""  # its id; its own or its area's
    by: frozenset[str] = frozenset()  # the adults who did it, for nothing but what several do


@dataclass(frozen=True, slots=True)
class Meant:
    """A meeting that closed on `day`, and which things were meant for the week after: id and title."""

    day: datetime.date
    chosen: Mapping[str, str]


@dataclass(slots=True)
class WeekOf:
    """A week from Monday on, newest things first."""

    monday: datetime.date
    done: list[str] = field(default_factory=list)
    let_go: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.done or self.let_go or self.carried)


@dataclass(frozen=True, slots=True)
class Served:
    """An intention, and what was done for it in words: areas, a few titles, whether there is more."""

    words: str
    areas: tuple[str, ...]
    titles: tuple[str, ...]
    more: bool


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week."""
    return day - datetime.timedelta(days=day.weekday())


def first_day(today: datetime.date) -> datetime.date:
    """The Monday on which the weeks shown begin."""
    return monday_of(today) - (WEEKS - 1) * WEEK


def by_week(over: Iterable[Over], meant: Sequence[Meant], today: datetime.date) -> list[WeekOf]:
    """This week and the three before it, newest first, each with what was done, let go and carried over in it."""
    weeks = {monday_of(today) - n * WEEK: WeekOf(monday_of(today) - n * WEEK) for n in range(WEEKS)}
    for one in sorted(over, key=lambda one: (-one.day.toordinal(), one.title.casefold())):
        if one.day <= today and (week := weeks.get(monday_of(one.day))):
            (week.done if one.done else week.let_go).append(one.title)
    for day, titles in carried_over(meant):
        if week := weeks.get(monday_of(day)):
            week.carried += titles
    return list(weeks.values())


def as_far_as_written(weeks: Sequence[WeekOf]) -> list[WeekOf]:
    """The weeks as far back as something is written down: a home that has just begun has no weeks before it."""
    last = max((n for n, week in enumerate(weeks) if not week.is_empty), default=0)
    return list(weeks[: last + 1])


def carried_over(meant: Sequence[Meant]) -> list[tuple[datetime.date, list[str]]]:
    """For each meeting but the first: its day, and what it chose that the one before had chosen already."""
    ordered = sorted(meant, key=lambda meeting: meeting.day)
    return [
        (now.day, [title for pk, title in now.chosen.items() if pk in before.chosen])
        for before, now in zip(ordered, ordered[1:], strict=False)
    ]


def served(over: Iterable[Over], intentions: Mapping[str, str]) -> list[Served]:
    """Each intention with what was done for it, in the order given; then the areas that serve none, in one line."""
    done = [one for one in over if one.done]
    lines = []
    for pk, words in (*intentions.items(), ("", "")):
        mine = [one for one in done if (one.intention if one.intention in intentions else "") == pk]
        areas = sorted({one.area for one in mine if one.area}, key=str.casefold)
        titles = list(dict.fromkeys(one.title for one in sorted(mine, key=lambda one: one.day, reverse=True)))
        if mine and (words or areas):
            lines.append(Served(words, tuple(areas), tuple(titles[:FEW]), len(titles) > FEW))
    return lines


def several_do(over: Iterable[Over], today: datetime.date, whom: Iterable[str]) -> list[str]:
    """Titles and areas of what at least two of these people did in the last eight weeks, in the alphabet's order.
    An area is named only where no title of it is: the nearer word says it better."""
    adults = frozenset(whom)
    lately = [one for one in over if one.done and today - TOGETHER < one.day <= today]
    titles, areas, named = dict[str, set[str]](), dict[str, set[str]](), dict[str, str]()
    for one in lately:
        same = " ".join(one.title.casefold().split())
        named[same] = one.title
        titles.setdefault(same, set()).update(one.by & adults)
        if one.area:
            areas.setdefault(one.area, set()).update(one.by & adults)
    both = [same for same, people in titles.items() if len(people) > 1]
    said = {one.area for one in lately if " ".join(one.title.casefold().split()) in both}
    found = [named[same] for same in both] + [a for a, people in areas.items() if len(people) > 1 and a not in said]
    return sorted(found, key=str.casefold)
