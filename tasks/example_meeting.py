"""The last meeting of the example home: over for some days, its recap is there, and the next one has a date."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from household.models import Member
from tasks.meeting_steps import CLOSE, SOONEST, next_date
from tasks.models import Meeting, Rhythm, Task, Thanks
from tasks.models.recap import A_WEEK, recap_of
from tasks.models.walking import State


def met(sam: Member, robin: Member) -> None:
    """Written down as it stood when it closed: nobody carried anything over in it. What was done since then is still to
    be talked of."""
    with sam.household.change(sam) as change:
        rhythm = Rhythm.of(change)
        day = next_date(rhythm.weekday, change.today, 1 - SOONEST) - A_WEEK
        meeting = Meeting(household=sam.household, guide=robin, day=day, step=CLOSE)
        for said in Thanks.objects.filter(household=sam.household, task=None):  # just so: said in that meeting
            said.on = day
            change.save(said, "on")
        meeting.good = _("Pancakes on Sunday, all of us")
        meeting.recap = until(day, recap_of(meeting, change))
        meeting.state, meeting.closed_on = State.CLOSED, day
        change.save(meeting)
        rhythm.go_on_after(robin.pk, change)
        rhythm.next_on = next_date(rhythm.weekday, change.today)
        change.save(rhythm, "next_on")


def until(day: datetime.date, recap: dict[str, Any]) -> dict[str, Any]:
    """What such a recap told of on that day."""
    later = {
        *Task.objects.filter(done_on__gt=day).values_list("pk", flat=True),
        *Task.objects.filter(let_go_on__gt=day).values_list("pk", flat=True),
    }
    thanks = Thanks.objects.filter(pk__in=recap["thanks"], on__lte=day).values_list("pk", flat=True)
    told = {name: [line for line in recap[name] if line["task"] not in later] for name in ("done", "let_go")}
    return {**recap, **told, "thanks": list(thanks)}
