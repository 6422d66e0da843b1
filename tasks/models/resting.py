"""Resting: what nobody touched for a while goes from our list to Not now. Announced before, and one tap back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models

from household.change import Change
from household.errors import NotHere
from household.models import Household

from .placing import Place

if TYPE_CHECKING:
    from household.change import Items
    from household.models import Member
    from tasks.models.task import Task

DAY = datetime.timedelta(days=1)
ANNOUNCED = 7 * DAY  # the card says so at least this long before
AT_ONCE = 50  # tasks in one change, so that writes come between


class Resting(models.Model):
    """The day on which somebody last touched a task, and where it leads when nobody does."""

    touched_on = models.DateField(default=datetime.date.today)
    rests_on = models.DateField(null=True)  # announced: from this day it rests, unless somebody touches it
    rested_on = models.DateField(null=True)  # on this day it came to Not now by itself

    by_the_way = False  # it is saved because something else changed: nobody had it in hand

    class Meta:
        abstract = True

    def touch(self: Task, change: Change) -> tuple[str, ...]:
        """Somebody has it in hand: a whole period begins today. The names of the fields to save."""
        if change.by is None or change.by_leaving or self.by_the_way:
            return ()
        self.touched_on, self.rests_on = change.today, None
        return ("touched_on", "rests_on")

    def keep(self: Task, by: Member) -> Items:
        """It stays on our list for another while. Touched today already: nothing happens."""
        with self.door(by) as change:
            if self.is_open and (self.rests_on or self.touched_on != change.today):
                change.save(self)
                change.note("kept", self)
        return change.items

    def bring_back(self: Task, by: Member) -> Items:
        """From its rest back to our list, where it stood. It did not come to rest by itself: nothing happens."""
        with self.door(by) as change:
            if self.rested_on:
                place, rank = self.place_before or Place.LIST, self.rank_before
                fields = self.wake()
                self.place, self.rank = place, self.back_to(place, rank)
                change.save(self, "place", "rank", *fields)
                change.note("back", self)
                self.make_room(change)
        return change.items

    def go_to_rest(self: Task, change: Change) -> None:
        """On top of what rests, remembering where it stood. Nobody did it."""
        self.place_before, self.rank_before = self.place, self.rank
        self.place, self.rank = Place.NOT_NOW, self.top_of(Place.NOT_NOW)
        self.rested_on = change.today
        self.rests_on = None
        change.save(self, "place", "rank", "place_before", "rank_before", "rests_on", "rested_on")
        change.note("rested", self)

    def wake(self: Task) -> list[str]:
        """It goes elsewhere, so it no longer rests by itself; the names of the fields to save."""
        if not self.rested_on:
            return []
        self.rested_on, self.place_before, self.rank_before = None, "", ""
        return ["rested_on", "place_before", "rank_before"]

    def is_due(self: Task, today: datetime.date) -> bool:
        """Its day has come."""
        return self.rests_on is not None and self.rests_on <= today

    def to_rest_on(self: Task, home: Household, today: datetime.date) -> datetime.date | None:
        """The day that the card is to name; None: it need not rest, or not so soon.

        It is never sooner than a week after it was first named, and once named it never comes nearer.

        An ask about it neither holds it here nor ends when it rests: by a day that is missing, or by when it went, a
        child's screen could tell that there is one. The ask goes along, shows above the board wherever its task
        stands, and a yes works there too.
        """
        if home.rest_after is None or self.owner_id or self.due or self.starter or self.each or self.parts.all():
            return None
        due = self.touched_on + home.rest_after * 7 * DAY
        return max(due, self.rests_on or today + ANNOUNCED) if due - ANNOUNCED <= today else None

    @classmethod
    def as_days_pass(cls: type[Task], now: datetime.datetime) -> Iterator[None]:
        """Announces what nobody touched, and lays to rest what was announced for long enough; some tasks a step.

        Several processes may do so at once: each looks anew behind the door, so each thing happens once.
        """
        for home in list(Household.objects.filter(empty_since=None).order_by("pk")):
            today = now.astimezone(home.clock).date()
            if home.rest_looked_on != today or changing(home, today):
                while rest_some(home.pk):
                    yield
            yield


def changing(home: Household, today: datetime.date) -> list[Task]:
    """The tasks for which the day's passing means something, from the end of our list: the topmost ends on top."""
    from .task import Task

    said = models.Q(rests_on__isnull=False)
    if home.rest_after is not None:
        first = today + ANNOUNCED - home.rest_after * 7 * DAY
        said |= models.Q(owner=None, due=None, starter="", each=False, parts=None, touched_on__lte=first)
    ours = Task.objects.filter(said, household=home, place=Place.LIST, private_to=None).order_by("-rank")
    ours = ours.prefetch_related("parts")
    return [task for task in ours if task.to_rest_on(home, today) != task.rests_on or task.is_due(today)]


def rest_some(pk: str) -> bool:
    """One change in one home; whether there may be more to do."""
    try:
        with Change(None, shared=pk) as change:
            home = change.household
            assert home
            wait_for_days_away(home, change)
            tasks = changing(home, change.today)
            for task in tasks[:AT_ONCE]:
                if task.to_rest_on(home, change.today) == task.rests_on:
                    task.go_to_rest(change)
                else:
                    task.rests_on = task.to_rest_on(home, change.today)
                    change.save(task, "rests_on")
            return len(tasks) > AT_ONCE
    except NotHere:
        return False  # the home was deleted meanwhile


def wait_for_days_away(home: Household, change: Change) -> None:
    """Days on which no server ran announced nothing to anybody: what was announced waits for as many days longer."""
    from .task import Task

    last, home.rest_looked_on = home.rest_looked_on, change.today
    if last == change.today:
        return
    Household.objects.filter(pk=home.pk).update(rest_looked_on=change.today)
    change.worth_keeping()
    away = change.today - last - DAY if last else DAY * 0
    if away > DAY * 0:
        for task in Task.objects.filter(household=home, rests_on__isnull=False).order_by("pk"):
            assert task.rests_on
            task.rests_on += away
            change.save(task, "rests_on")
