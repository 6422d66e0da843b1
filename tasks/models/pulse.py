"""Pulse: how one week was for one person, five items in our own words (RESULTS.md 1.4). It is theirs alone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

from household.errors import TooLate
from household.models import Household, Member

from .check_in import KEPT
from .mine import Mine

if TYPE_CHECKING:
    from household.change import Items

NOTHING = "nothing_brought"  # an answer and no step: there was nothing to be heard with
ITEMS = ("supported", "heard", "respected", "team", "fairness")
WEEK = datetime.timedelta(days=7)
STILL = datetime.timedelta(hours=12)  # on Monday morning the week before is still the week


def one_of_five(item: str) -> Q:
    """A step from 1 to 5, or nothing said."""
    return Q(**{f"{item}__isnull": True}) | Q(**{f"{item}__gte": 1, f"{item}__lte": 5})


class Pulse(Mine):
    """What a person said of a week; an item without an answer is NULL.

    Four items go from 1, not at all, to 5, completely. `fairness` has its good end in the middle, 3; it is never
    averaged with the others, and there is no total. `nothing_brought`: there was nothing to be heard with.
    """

    kind = "pulse"
    columns: ClassVar = ("week", *ITEMS, "nothing_brought")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="pulses")
    week = models.DateField()  # its Monday
    supported = models.PositiveSmallIntegerField(null=True)
    heard = models.PositiveSmallIntegerField(null=True)
    respected = models.PositiveSmallIntegerField(null=True)
    team = models.PositiveSmallIntegerField(null=True)
    fairness = models.PositiveSmallIntegerField(null=True)
    nothing_brought = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "week"], name="one_pulse_a_week"),
            *(models.CheckConstraint(condition=one_of_five(item), name=f"pulse_{item}_of_five") for item in ITEMS),
            models.CheckConstraint(
                condition=Q(nothing_brought=False) | Q(heard__isnull=True), name="heard_only_with_something_brought"
            ),
        ]
        indexes = [models.Index(fields=["member", "stamp"], name="pulse_news")]

    def __str__(self) -> str:
        return f"week of {self.week}"  # no answer, no name: it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """`until`: the second Monday after it. It is spoken of until noon of the first (see `week_of`)."""
        week = values["week"]
        return {"kind": cls.kind, **values, "until": f"{week + 2 * WEEK}T00:00:00Z" if week else None}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(week__gt=now.date() - 2 * WEEK)

    @classmethod
    def say(cls, by: Member, week: datetime.date, answers: dict[str, int | None], nothing_brought: bool) -> Items:
        """How that week was, as it stands now; may be said again while it is the week. Nothing at all: no line stays.
        Raises `TooLate` for another week."""
        fields: dict[str, Any] = {item: answers.get(item) for item in ITEMS}
        fields |= {"nothing_brought": nothing_brought, "heard": None if nothing_brought else fields["heard"]}
        with by.change() as change:
            if week != week_of(by.household, change.now):
                raise TooLate
            said = cls.objects.filter(member=by, week=week).first()
            if any(value not in (None, False) for value in fields.values()):
                pulse = said or cls(household_id=by.household_id, member=by, week=week)
                if not change.put(pulse, **fields):
                    change.again(pulse)
            elif said:
                change.gone(said)
        return change.items

    def said(self, item: str) -> int | str | None:
        """One item: its step, that there was nothing to be heard with, or None for no answer."""
        if item == "heard" and self.nothing_brought:
            return NOTHING
        answer: int | None = getattr(self, item)
        return answer

    @classmethod
    def erase_all(cls, by: Member) -> Items:
        """All my weeks, deleted for good."""
        with by.change() as change:
            for pulse in cls.objects.filter(member=by).order_by("week"):
                change.gone(pulse)
        return change.items

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """Kept for a year, as answers are. They have long left every screen."""
        cls.objects.filter(week__lt=(now - KEPT).date()).delete()


def week_of(home: Household, now: datetime.datetime) -> datetime.date:
    """The Monday of the week that one speaks of now: until Monday noon at home it is the one before."""
    local = now.astimezone(home.clock).replace(tzinfo=None)  # clocks go by what they show
    day = (local - STILL).date()
    return day - datetime.timedelta(days=day.weekday())
