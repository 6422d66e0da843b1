"""Placing: where a task stands and in which order. Moves say what was meant; the order key is made under the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from fractional_indexing import generate_key_between, generate_n_keys_between

from .helping import check_decides
from .intent import check_intent

if TYPE_CHECKING:
    from household.change import Change, Items
    from household.models import Member
    from tasks.models.task import Task

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FIRST = "gi000000"  # in the middle of the keys that begin with a small letter: room for 10^10 on either side
LONGEST = 48  # a key longer than this: its place is spaced out anew


class Place(models.TextChoices):
    """This week, our list, not now; and the two ways out, which weigh the same."""

    LIST = "list"
    WEEK = "week"
    NOT_NOW = "not_now"
    DONE = "done"
    LET_GO = "let_go"


OPEN = (Place.LIST, Place.WEEK, Place.NOT_NOW)


class RankField(models.CharField):  # type: ignore[type-arg]
    """An order key, compared byte by byte in every database."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class Placing(models.Model):
    """The place of a task and its order key there. No two of a place share one."""

    place = models.CharField(max_length=8, choices=Place, default=Place.LIST)
    rank = RankField(max_length=255)
    place_before = models.CharField(max_length=8, choices=Place, blank=True, default="")
    rank_before = RankField(max_length=255, blank=True, default="")

    class Meta:
        abstract = True

    def move(self: Task, by: Member, place: str, after: str | None, was: dict[str, Any] | None = None) -> Items:
        """It stands in `place`, below `after` (None: on top; one that is no longer there: at the end).

        What was done or let go is opened by `reopen`, never by a move. There already: nothing happens.
        """
        with self.door(by) as change:
            check_intent(self, "moved", by, was, place)
            where = self.siblings(place).exclude(pk=self.pk)
            above, below = gap_after(where, after)
            elsewhere = self.place != place
            if elsewhere or not (above or "") < self.rank < (below or "~"):
                check_decides(self, by)
                woken = self.wake() if elsewhere else []
                self.place, self.rank = place, between(above, below)
                change.save(self, "place", "rank", *woken)
                if elsewhere or by.pk != self.author_id:  # one's own reordering is no history; others' hands count
                    change.note("moved", self, place=place)
                self.make_room(change)
        return change.items

    def make_room(self: Task, change: Change) -> None:
        """Spaces its place out anew where its order key has become too long. Call it after saving the task."""
        if len(self.rank) > LONGEST:
            space_out(self.siblings(self.place), change)

    def siblings(self: Task, place: str) -> models.QuerySet[Task]:
        """The tasks of a place among which this one is ordered: the home's, or those in the same head."""
        tasks = type(self).objects.filter(household_id=self.household_id, private_to_id=self.private_to_id)
        return tasks.filter(place=place).order_by("rank")

    def top_of(self: Task, place: str) -> str:
        """An order key above all others of a place."""
        first = self.siblings(place).exclude(pk=self.pk).values_list("rank", flat=True).first()
        return between(None, first)

    def back_to(self: Task, place: str, rank: str) -> str:
        """The order key nearest to where it was; its old one if nobody took it."""
        where = self.siblings(place).exclude(pk=self.pk)
        if not rank:
            return self.top_of(place)
        if not where.filter(rank=rank).exists():
            return rank
        return between(rank, where.filter(rank__gt=rank).values_list("rank", flat=True).first())


def between(above: str | None, below: str | None) -> str:
    """An order key between two, either of which may be missing."""
    if above is None and below is None:
        return FIRST
    key: str = generate_key_between(above, below, DIGITS)
    return key


def gap_after(where: models.QuerySet[Task], after: str | None) -> tuple[str | None, str | None]:
    """The order keys around the gap below the task `after`."""
    ranks = where.values_list("rank", flat=True)
    if after is None:
        return None, ranks.first()
    above = ranks.filter(pk=after).first()
    if above is None:
        return ranks.last(), None
    return above, ranks.filter(rank__gt=above).first()


def space_out(where: models.QuerySet[Task], change: Change) -> None:
    """Gives all tasks of a place short order keys in the same order. Happens once in hundreds of moves to one gap."""
    tasks = list(where)
    keys = generate_n_keys_between(FIRST, None, len(tasks), DIGITS)
    for task in tasks:
        type(task).objects.filter(pk=task.pk).update(rank=f"~{task.pk}"[:255])  # out of the way: keys are unique
    for task, key in zip(tasks, keys, strict=True):
        task.rank, task.by_the_way = key, True
        change.save(task, "rank")
