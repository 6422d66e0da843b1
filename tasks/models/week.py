"""This week: what a meeting can choose for it, and how it is set. Nothing leaves it unless somebody says so."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from fractional_indexing import generate_n_keys_between

from .part import How, Part
from .placing import DIGITS, OPEN, Place
from .task import Task

if TYPE_CHECKING:
    from household.change import Change

MOST = 12  # more cannot be ordered well
A_WEEK = datetime.timedelta(days=7)


def promised() -> Q:
    """What somebody has, holds together with somebody, or does their own share of."""
    shares = Part.objects.filter(task=OuterRef("pk"), how__in=(How.TOGETHER, How.EACH), member__left_on=None)
    return Q(owner__isnull=False) | Q(Exists(shares))


def to_order(home: str, today: datetime.date, before: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """What is due within the week, by date; and, oldest first, at most twelve of the rest.

    Those come in this order: marked for the meeting or a candidate `before` (all of them, more than twelve too), in the
    week already, promised, then the top of our list. What does not fit stays where it is.
    """
    ours = Task.objects.filter(household_id=home, private_to=None, place__in=(Place.LIST, Place.WEEK), starter="")
    dated = ours.filter(due__lte=today + A_WEEK)
    rest = ours.exclude(pk__in=dated.values("pk"))
    kept = set(rest.filter(promised()).values_list("pk", flat=True))

    def is_brought(task: Task) -> bool:
        return task.bring or task.pk in before

    def urgency(task: Task) -> tuple[bool, bool, bool, str]:
        return not is_brought(task), task.place != Place.WEEK, task.pk not in kept, task.rank

    by_urgency = sorted(rest.only("pk", "bring", "place", "rank"), key=urgency)
    chosen = [task.pk for task in by_urgency[: max(MOST, sum(map(is_brought, by_urgency)))]]
    return list(dated.order_by("due", "pk").values_list("pk", flat=True)), oldest_first(rest.filter(pk__in=chosen))


def oldest_first(tasks: Iterable[Task]) -> list[str]:
    """Their ids by the day on which they were added; of one day as they stand on the board, this week first."""
    return [task.pk for task in sorted(tasks, key=lambda task: (task.added_on, task.place != Place.WEEK, task.rank))]


def set_week(
    home: str, chosen: list[str], leaving: Collection[str], came_in: Collection[str], change: Change
) -> tuple[list[str], list[str]]:
    """The week begins with what is chosen and still open, in this order; what was there already stays below.

    Not chosen, it goes back to our list where it is `leaving`, or where it only `came_in` by an earlier agreement and
    nobody has promised it since. Returns what came in and what went back.
    """
    ours = Task.objects.filter(household_id=home, private_to=None)
    loose = ours.filter(place=Place.WEEK).exclude(pk__in=chosen)
    goes = loose.filter(Q(pk__in=leaving) | (Q(pk__in=came_in) & ~promised()))
    left = list(goes.order_by("-rank"))
    for task in left:
        move(task, Place.LIST, task.top_of(Place.LIST), change)
    tasks = ours.filter(place__in=OPEN).in_bulk(chosen)
    wanted = [tasks[pk] for pk in chosen if pk in tasks]
    came = [task.pk for task in wanted if task.place != Place.WEEK]
    week = list(ours.filter(place=Place.WEEK).order_by("rank").values_list("pk", "rank"))
    if [pk for pk, _rank in week[: len(wanted)]] != [task.pk for task in wanted]:
        first = week[0][1] if week else None
        for task, rank in zip(wanted, generate_n_keys_between(None, first, len(wanted), DIGITS), strict=True):
            move(task, Place.WEEK, rank, change)
        wanted[0].make_room(change)
    return came, [task.pk for task in left]


def move(task: Task, place: Place, rank: str, change: Change) -> None:
    """One task to a place, inside a change."""
    elsewhere = task.place != place
    woken = task.wake() if elsewhere else []  # it may have come to rest while they talked
    task.place, task.rank = place, rank
    change.save(task, "place", "rank", *woken)
    if elsewhere:
        change.note("moved", task, place=place)
