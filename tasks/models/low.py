"""Low: "I'm low this week", said by oneself about oneself. Asks then wait, and the others see that they may offer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from household.models import Household, Member, Row
from household.models.helping import only_adults
from household.models.row import LATE
from household.streams import ADULTS

if TYPE_CHECKING:
    from household.change import Change, Items


class Low(Row):
    """Until the home's week ends, on Sunday at midnight. Only adults see it; nobody sets or ends another's."""

    kind = "low"
    shared = ADULTS
    columns: ClassVar = ("member_id", "until")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, models.CASCADE, related_name="low")
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["household", "stamp"], name="low_news")]

    def __str__(self) -> str:
        return "low this week"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "member": values.pop("member_id"), **values}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(until__gt=now)

    @classmethod
    def begin(cls, by: Member) -> Items:
        """I'm low this week; what I was asked and have not answered waits for the meeting. So already: nothing."""
        from .ask import Ask

        with by.household.change(by) as change:
            only_adults(by)
            low, until = cls.objects.filter(member=by).first(), end_of_week(change)
            if low:
                change.again(low)
            if low is None:
                change.save(cls(household_id=by.household_id, member=by, until=until))
            elif low.until != until:
                low.until = until
                change.save(low, "until")
            Ask.wait_for_the_meeting(by, change)
        return change.items

    @classmethod
    def end(cls, by: Member) -> Items:
        """I'm not low any more. What was left for the meeting stays there. Not low: nothing happens."""
        with by.household.change(by) as change:
            only_adults(by)
            if low := cls.objects.filter(member=by).first():
                change.gone(low)
        return change.items

    @classmethod
    def is_low(cls, member: str, change: Change) -> bool:
        """Whether that person has said so for this week."""
        return cls.objects.filter(member_id=member, until__gt=change.now).exists()

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """A former member's week is nobody's business."""
        for low in cls.objects.filter(member=member):
            change.gone(low)

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """A week that is over is forgotten."""
        cls.objects.filter(until__lt=now - LATE).delete()


def end_of_week(change: Change) -> datetime.datetime:
    """The midnight after Sunday, at home."""
    assert change.household
    sunday = change.today + datetime.timedelta(days=6 - change.today.weekday())
    return change.household.midnight_after(sunday)
