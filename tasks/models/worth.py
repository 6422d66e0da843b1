"""Worth: whether a meeting was worth one person’s time. Theirs alone, for a year."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import NotHere, Refused
from household.models import Household, Member, Row

from .check_in import KEPT

if TYPE_CHECKING:
    from household.change import Items

    from .meeting import Meeting

STILL = datetime.timedelta(days=2)  # after the day of the meeting


class Worth(Row):
    """“Worth our time?”: from 1, not at all, to 5, completely. Nothing said: no row."""

    kind = "worth"
    own = "member_id"
    columns: ClassVar = ("meeting_id", "worth", "day")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    worth = models.PositiveSmallIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="worth_said_once_each"),
            models.CheckConstraint(condition=models.Q(worth__gte=1, worth__lte=5), name="worth_of_five"),
        ]
        indexes = [models.Index(fields=["member", "stamp"], name="worth_news")]

    def __str__(self) -> str:
        return f"meeting of {self.day}"  # no answer, no name: it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        until = f"{values['day'] + STILL}T00:00:00Z" if values["day"] else None
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values, "until": until}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(day__gt=now.date() - STILL)

    @classmethod
    def say(cls, by: Member, meeting: Meeting, worth: int | None) -> Items:
        """One of five, or nothing any more. While the meeting is open or has just closed. The same: nothing happens."""
        with by.change() as change:
            if not by.is_adult or not meeting.read_anew():
                raise NotHere
            if meeting.is_waiting or meeting.day <= change.today - STILL:
                raise Refused(_("That meeting is not on now."), _("Nothing was changed."), code="not_open")
            said = cls.objects.filter(member=by, meeting=meeting).first()
            if said:
                change.again(said)
            if said and worth is None:
                change.gone(said)
            elif worth is not None and (said is None or said.worth != worth):
                row = said or cls(household_id=by.household_id, meeting=meeting, member=by, day=meeting.day)
                row.worth = worth
                change.save(row, "worth")
        return change.items

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """Kept for a year, as answers are."""
        cls.objects.filter(day__lt=(now - KEPT).date()).delete()
