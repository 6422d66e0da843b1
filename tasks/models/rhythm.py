"""Rhythm: when a home meets, in which form, and whose turn it is. The adults' own; there is one from the first use."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, Refused
from household.models import Household, Member, Role, Row
from household.models.helping import only_adults
from household.streams import ADULTS
from tasks.meeting_steps import CHILDREN, FULL, SHORT, SOONEST, TEAM, after_in_turn, next_date

if TYPE_CHECKING:
    from household.change import Change, Items

FAR = datetime.timedelta(days=28)  # as far as a meeting may be moved


class Form(models.TextChoices):
    """25 minutes, 12 minutes, 15 with children, and 25 for a team."""

    FULL = FULL
    SHORT = SHORT
    CHILDREN = CHILDREN
    TEAM = TEAM


def evening() -> datetime.time:
    """When a home meets where nothing else was said."""
    return datetime.time(20)


class Rhythm(Row):
    """The usual weekday and time, both as the home's clocks and calendar show them.

    `next_on` is the next date; where that day has passed without a meeting, screens show the usual weekday again.
    `turn` is the queue for exact ties when things are ranked (RESULTS.md 5.2): a pointer, never a tally.
    """

    kind = "rhythm"
    shared = ADULTS
    columns: ClassVar = ("weekday", "at", "form", "slots", "next_on", "next_guide_id", "turn")

    household = models.OneToOneField(Household, models.CASCADE, related_name="rhythm")
    weekday = models.PositiveSmallIntegerField(default=6)  # 0 is Monday
    at = models.TimeField(default=evening)
    form = models.CharField(max_length=8, choices=Form, default=Form.FULL)
    slots = models.PositiveSmallIntegerField(default=5)  # how many things a week takes
    next_on = models.DateField(null=True)
    next_guide = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    turn = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__gte=0, weekday__lte=6), name="rhythm_has_a_weekday"),
            models.CheckConstraint(condition=models.Q(slots__gte=1, slots__lte=12), name="rhythm_one_to_twelve_slots"),
        ]

    def __str__(self) -> str:
        return f"weekday {self.weekday} at {self.at:%H:%M}"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The time as hours and minutes: 20:00."""
        guide = values.pop("next_guide_id")
        return {"kind": cls.kind, **values, "at": f"{values['at']:%H:%M}", "next_guide": guide}

    @classmethod
    def of(cls, change: Change) -> Rhythm:
        """The home's, made with this change where there is none yet."""
        assert change.household
        if there := cls.objects.filter(household_id=change.household.pk).first():
            return there
        made = cls(household_id=change.household.pk)
        made.next_on = next_date(made.weekday, change.today)
        made.next_guide_id = after_in_turn(adults_of(change.household.pk), None)
        change.save(made)
        return made

    @classmethod
    def choose(cls, by: Member, **fields: Any) -> Items:
        """Another day, time, form or number of things a week. The same already: nothing happens."""
        with by.household.change(by) as change:
            only_adults(by)
            rhythm = cls.of(change)
            change.again(rhythm)
            weekday = fields.get("weekday", rhythm.weekday)
            if weekday != rhythm.weekday:
                fields["next_on"] = next_date(weekday, change.today)
            change.put(rhythm, **fields)
        return change.items

    @classmethod
    def not_today(cls, by: Member, on: datetime.date | None = None) -> Items:
        """Another day this time: `on`, or tomorrow. No mark and no reason; a meeting that waits to begin is no more.
        Raises `Refused` while one is open: that can be paused or closed."""
        from .meeting import Meeting
        from .walking import State

        with by.household.change(by) as change:
            only_adults(by)
            rhythm = cls.of(change)
            change.again(rhythm)
            day = on or change.today + datetime.timedelta(days=1)
            if not change.today < day <= change.today + FAR:
                raise BadInput(errors={"on": [_("A day within the next four weeks.")]})
            meeting = Meeting.objects.filter(household_id=by.household_id).exclude(state=State.CLOSED).first()
            if meeting and meeting.state != State.WAITING:
                raise Refused(_("Our meeting is open."), _("It can be paused, or closed early."), code="meeting_open")
            if meeting:
                meeting.forget(change)
            if rhythm.next_on != day:
                rhythm.next_on = day
                change.save(rhythm, "next_on")
        return change.items

    def go_on_after(self, guide: str | None, change: Change) -> None:
        """A meeting has closed: the next date, and the next guide."""
        self.next_on = next_date(self.weekday, change.today, SOONEST)
        self.next_guide_id = after_in_turn(adults_of(self.household_id), guide)
        change.save(self, "next_on", "next_guide")

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """A former member is in no queue and guides nothing."""
        rhythm = cls.objects.filter(household_id=member.household_id).first()
        if rhythm and (member.pk in rhythm.turn or rhythm.next_guide_id == member.pk):
            rhythm.turn = [who for who in rhythm.turn if who != member.pk]
            if rhythm.next_guide_id == member.pk:
                rhythm.next_guide_id = after_in_turn(adults_of(member.household_id), None)
            change.save(rhythm, "turn", "next_guide")


def adults_of(home: str) -> list[str]:
    """The adults who live there, in the order in which they joined."""
    there = Member.objects.filter(household_id=home, left_on=None, role=Role.ADULT)
    return list(there.order_by("joined_on", "pk").values_list("pk", flat=True))
