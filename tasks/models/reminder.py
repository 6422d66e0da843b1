"""Reminder: "bring this to our meeting", a note of one person to themselves. Nobody else learns that there is one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, NotHere
from household.models import Household, Member
from household.models.row import LATE

from .check_in import KEPT
from .mine import Mine

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class Reminder(Mine):
    """It says what about, in one's own words or by the task it is about; it is done when it was talked over.

    It is not shared by the meeting: one reads it there and says what one wants to say.
    """

    kind = "reminder"
    columns: ClassVar = ("task", "words", "on", "done_on")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="reminders")
    # only its name: no key, so that a note never holds a task in place, nor changes when one is deleted
    task = models.CharField(max_length=36, null=True)  # noqa: DJ001 - null in the item, as everywhere
    words = models.CharField(max_length=200, blank=True, default="")
    on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["member", "stamp"], name="reminder_news")]

    def __str__(self) -> str:
        return f"note of {self.on}"  # no words, no name: it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Done, it leaves the screens after a week; never brought, after a year."""
        done, written = values["done_on"], values["on"]
        last = done + LATE if done else written and written + KEPT
        return {"kind": cls.kind, **values, "until": f"{last}T00:00:00Z" if last else None}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        waiting = models.Q(done_on=None, on__gt=now.date() - KEPT)
        return rows.filter(waiting | models.Q(done_on__gt=now.date() - LATE))

    # -- the verbs ---------------------------------------------------------------------------------

    @classmethod
    def write(cls, by: Member, words: str = "", task: Task | None = None, pk: str | None = None) -> Items:
        """For our next meeting. About that task there is one already: it is that one, with these words if there are
        any. For adults: the meeting is theirs."""
        with by.change() as change:
            if not by.is_adult or (task and (not task.read_anew() or not by.sees(task.stream))):
                raise NotHere
            if not words and task is None:
                raise BadInput(errors={"words": [_("This is needed.")]})
            mine = cls.objects.filter(member=by)
            there = mine.filter(pk=pk).first() if pk else None
            there = there or (mine.filter(task=task.pk, done_on=None).first() if task else None)
            if there:
                there._say(change, words or there.words)
            else:
                note = cls(household_id=by.household_id, member=by, words=words, on=change.today)
                note.task = task.pk if task else None
                change.save(note.named(pk))
        return change.items

    def say(self, by: Member, words: str) -> Items:
        """Other words. The same already: nothing happens."""
        with by.change() as change:
            self._say(change, words)
        return change.items

    def _say(self, change: Change, words: str) -> None:
        change.again(self)
        if self.words != words:
            self.words = words
            change.save(self, "words")

    def finish(self, by: Member, *, done: bool = True) -> Items:
        """Talked over, or not after all. So already: nothing happens."""
        with by.change() as change:
            change.again(self)
            if (self.done_on is not None) != done:
                self.done_on = change.today if done else None
                change.save(self, "done_on")
        return change.items

    @classmethod
    def waiting_for(cls, member: Member) -> models.QuerySet[Reminder]:
        """What this member wants to bring, oldest first."""
        return cls.objects.filter(member=member, done_on=None).order_by("on", "stamp")

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """A month after it was talked over it is forgotten; no note is kept longer than answers are."""
        cls.objects.filter(done_on__lt=(now - 4 * LATE).date()).delete()
        cls.objects.filter(on__lt=(now - KEPT).date()).delete()
