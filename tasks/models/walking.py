"""Walking: from step to step. Anybody at the table moves on; two who press at once move on once."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput
from household.models import Member
from tasks.meeting_steps import A_BREAK, ARRIVE

from .family_table import FamilyTable

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.meeting import Meeting

LONGEST_BREAK = datetime.timedelta(days=1)


class State(models.TextChoices):
    """Waiting until everybody who is there is ready; open, or paused; closed with its recap."""

    WAITING = "waiting"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Walking(models.Model):
    """The step, since when, and how long it may take. An instant is kept here and nowhere else: it is for the soft bar
    of a step, and means nothing once the meeting is over."""

    step = models.CharField(max_length=14, default=ARRIVE)
    began = models.DateTimeField(null=True)  # the step; null while paused or waiting
    spent = models.PositiveIntegerField(default=0)  # seconds in this step before the last pause
    extra = models.PositiveSmallIntegerField(default=0)  # minutes added to this step
    paused_until = models.DateTimeField(null=True)

    OF_A_STEP: ClassVar = ("step", "began", "spent", "extra")

    class Meta:
        abstract = True

    def enter(self: Meeting, step: str, change: Change) -> None:
        """It is at that step from now on. Save `OF_A_STEP` after it."""
        self.step, self.began, self.spent, self.extra = step, change.now, 0, 0
        FamilyTable.follow(self, change)
        self.at_rank(change)

    def go(self: Meeting, by: Member, leaves: str, to: str) -> Items:
        """From the step `leaves` to another of this form: on, back, or past some. Somebody was quicker and it is no
        longer at `leaves`: nothing happens. Whoever goes on while it is paused ends the pause."""
        with self.at_table(by) as change:
            if not self.has_step(to):
                raise BadInput(errors={"to": [_("This meeting has no such step.")]})
            if self.step == leaves and to != leaves:
                was_paused = self.state == State.PAUSED
                self.state, self.paused_until = State.OPEN, None
                self.enter(to, change)
                change.save(self, "state", "paused_until", *self.OF_A_STEP)
                if was_paused:
                    self.tell_room(change)
        return change.items

    def pause(self: Meeting, by: Member, until: datetime.datetime | None = None) -> Items:
        """A break, until about then (20 minutes where nothing is said: long enough to calm down, RESULTS.md 4.1).
        Everything stays as it is. Paused already: another time to be back, or nothing."""
        with self.at_table(by) as change:
            back = until or self.paused_until or change.now + A_BREAK
            if until and not change.now < until <= change.now + LONGEST_BREAK:
                raise BadInput(errors={"until": [_("A time within the next 24 hours.")]})
            if self.state == State.OPEN:
                self.state = State.PAUSED
                self.spent += int((change.now - self.began).total_seconds()) if self.began else 0
                self.began, self.paused_until = None, back
                change.save(self, "state", "spent", "began", "paused_until")
                self.tell_room(change)
            elif self.paused_until != back:
                self.paused_until = back
                change.save(self, "paused_until")
        return change.items

    def resume(self: Meeting, by: Member) -> Items:
        """Back again, at the very step. Not paused: nothing happens."""
        with self.at_table(by) as change:
            if self.state == State.PAUSED:
                self.state, self.began, self.paused_until = State.OPEN, change.now, None
                change.save(self, "state", "began", "paused_until")
                self.tell_room(change)
        return change.items

    def extend(self: Meeting, by: Member, step: str, extra: int) -> Items:
        """So many more minutes for this step, in all. Two who add two minutes at once add two. Another step by now:
        nothing happens."""
        with self.at_table(by) as change:
            if self.step == step and self.extra < extra:
                self.extra = extra
                change.save(self, "extra")
        return change.items

    def plan_good(self: Meeting, by: Member, good: str) -> Items:
        """Something good for this week, in one line. The same already: nothing happens."""
        with self.at_table(by) as change:
            if self.good != good:
                self.good = good
                change.save(self, "good")
                FamilyTable.follow(self, change)
        return change.items
