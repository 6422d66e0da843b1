"""The last meeting of the example home: it is over, its recap is there, and the next one has a date."""

from __future__ import annotations

from django.utils.translation import gettext as _

from household.models import Member
from tasks.meeting_steps import CLOSE
from tasks.models import Meeting, Rhythm
from tasks.models.recap import recap_of
from tasks.models.walking import State


def met(sam: Member, robin: Member) -> None:
    """Written down as it stands when it has closed: nobody carried anything over in it."""
    with sam.household.change(sam) as change:
        rhythm = Rhythm.of(change)
        meeting = Meeting(household=sam.household, guide=robin, day=change.today, step=CLOSE)
        meeting.good = _("Pancakes on Sunday, all of us")
        meeting.recap = recap_of(meeting, change)
        meeting.state, meeting.closed_on = State.CLOSED, change.today
        change.save(meeting)
        rhythm.go_on_after(robin.pk, change)
