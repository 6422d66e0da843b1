"""Answering: yes, yes but, not this time. No reason is asked for, and the answers weigh the same."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from household.change import Change, encoded
from household.errors import BadInput, Refused, TooLate
from household.models import Member

from .part import How, Part, check_open

if TYPE_CHECKING:
    from household.change import Items
    from tasks.models.ask import Ask
    from tasks.models.task import Task


class State(models.TextChoices):
    """Asked, or waiting for the meeting; answered; or ended. What lapses keeps `asked` and leaves by its `until`; it
    is `lapsed` once something else happens to its task."""

    ASKED = "asked"
    PARKED = "parked"
    CHANGED = "changed"  # yes, but …: the asker says whether that is fine
    ACCEPTED = "accepted"  # with a change where `but` is one
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class But(models.TextChoices):
    """What would make it a yes."""

    LATER = "later"
    SMALLER = "smaller"
    TOGETHER = "together"
    SWAP = "swap"


OPEN_STATES = (State.ASKED, State.PARKED, State.CHANGED)


class Answering(models.Model):
    """The life of an ask after it was asked. The first answer counts, from whichever device it comes."""

    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    but = models.CharField(max_length=8, choices=But, blank=True, default="")
    words = models.CharField(max_length=200, blank=True, default="")
    day = models.DateField(null=True)
    answered_by = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+", db_index=False)
    until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    # -- the one who is asked ----------------------------------------------------------------------

    def accept(self: Ask, by: Member) -> Items:
        """Yes. The same answer again: nothing happens; another one has been given: refused, with the ask as it is."""
        with Change(by, about=self) as change:
            self.only_asked(by)
            if (self.state, self.answered_by_id, self.but) != (State.ACCEPTED, by.pk, ""):
                self.check_waiting(change)
                self.but, self.words, self.day = "", "", None
                self.settle(change)
        return change.items

    def yes_but(self: Ask, by: Member, but: str, words: str = "", day: datetime.date | None = None) -> Items:
        """Yes, with a change: later, smaller, together, or a swap. Whoever asked says whether that is fine."""
        with Change(by, about=self) as change:
            self.only_asked(by)
            self.check_to_one()
            same = (self.but, self.words, self.day, self.answered_by_id) == (but, words, day, by.pk)
            if not same or self.state not in (State.CHANGED, State.PARKED, State.ACCEPTED):
                self.check_waiting(change)
                if day and (but != But.LATER or day < change.today):
                    raise BadInput(errors={"day": [_("A day to come, and only with later.")]})
                self.state, self.but, self.words, self.day, self.until = State.CHANGED, but, words, day, None
                self.answered_by = by
                change.save(self, *ANSWER)
        return change.items

    def decline(self: Ask, by: Member) -> Items:
        """Not this time. No reason, and nobody counts it."""
        with Change(by, about=self) as change:
            self.only_asked(by)
            self.check_to_one()
            if (self.state, self.answered_by_id) != (State.DECLINED, by.pk):
                self.check_waiting(change)
                self.state, self.but, self.words, self.day = State.DECLINED, "", "", None
                self.answered_by, self.until = by, soon_over(change)
                change.save(self, *ANSWER)
        return change.items

    # -- the one who asked -------------------------------------------------------------------------

    def agree(self: Ask, by: Member) -> Items:
        """The change is fine. Agreed already: nothing happens."""
        with Change(by, about=self) as change:
            self.only(by, self.by_id)
            if self.state != State.ACCEPTED or not self.but:
                if self.state not in (State.CHANGED, State.PARKED) or not self.but:
                    raise self.over()
                self.settle(change)
        return change.items

    def bring_to_the_meeting(self: Ask, by: Member) -> Items:
        """Let us talk about it: it waits for the meeting. It does already: nothing happens."""
        with Change(by, about=self) as change:
            self.only(by, self.by_id)
            if self.state != State.PARKED:
                if self.state not in (State.ASKED, State.CHANGED, State.DECLINED):
                    raise self.over()
                self.check_in_time(change)
                check_open(self.about(change), "parked", by)
                anew = type(self).objects.filter(task=self.task_id, by=by, state__in=OPEN_STATES)
                type(self).end(anew.exclude(pk=self.pk), change)
                self.state, self.until = State.PARKED, None
                change.save(self, "state", "until")
        return change.items

    def withdraw(self: Ask, by: Member) -> Items:
        """It is not asked any more. Withdrawn already: nothing happens."""
        with Change(by, about=self) as change:
            self.only(by, self.by_id)
            if self.state not in (State.WITHDRAWN, State.LAPSED):
                if self.state not in OPEN_STATES:
                    raise self.over()
                type(self).end(type(self).objects.filter(pk=self.pk), change)
        return change.items

    # -- what may be said, and what follows --------------------------------------------------------

    def only(self: Ask, by: Member, who: str | None) -> None:
        """Raises `Refused` for anybody else."""
        if by.pk != who:
            raise Refused(_("This is between others."), _("Nothing was changed."), code="not_asked")

    def only_asked(self: Ask, by: Member) -> None:
        """Raises `Refused` for anybody but the one who is asked; for the asker, where it is up for anyone."""
        self.only(by, self.to_id or (by.pk if by.pk != self.by_id else None))

    def check_to_one(self: Ask) -> None:
        """Raises `Refused` where it is up for anyone: then there is only a yes."""
        if self.to_id is None:
            raise Refused(
                _("This is up for anyone."), _("Nothing was changed. Take it, or leave it where it is."), code="up"
            )

    def check_waiting(self: Ask, change: Change) -> None:
        """Raises `Refused` where there is an answer or it has ended, `TooLate` where its day is over."""
        if self.state not in (State.ASKED, State.PARKED):
            raise self.over()
        self.check_in_time(change)

    def check_in_time(self: Ask, change: Change) -> None:
        """Raises `TooLate` where its day is over."""
        if self.until and self.until <= change.now:
            raise TooLate(
                _("That ask has gone back to the list."),
                _("Nothing was changed. You can still take the task."),
                items=[encoded(self.as_item())],
            )

    def over(self: Ask) -> Refused:
        """That it has an answer or has ended, with the ask as it is."""
        ended = self.state in (State.WITHDRAWN, State.LAPSED)
        return Refused(
            _("This is not asked any more.") if ended else _("There is an answer already."),
            _("Nothing was changed. The ask is shown as it is now."),
            code="answered",
            items=[encoded(self.as_item())],
        )

    def about(self: Ask, change: Change) -> Task:
        """Its task, read anew."""
        task = self.task
        change.again(task)
        return task

    def settle(self: Ask, change: Change) -> None:
        """It is a yes: who said that they do it has it, or both do."""
        from .ask import Manner

        assert change.by
        asked = self.to_id or change.by.pk
        task = self.about(change)
        check_open(task, "accepted", change.by)
        self.state, self.answered_by_id, self.until = State.ACCEPTED, asked, soon_over(change)
        change.save(self, *ANSWER)
        if self.how == Manner.TOGETHER or self.but == But.TOGETHER:
            self.hold_together(task, asked, change)
        else:
            taker = self.by_id if self.how == Manner.OFFER else asked
            hand_over(task, taker, change)
        if self.but == But.LATER and self.day and task.due != self.day:
            was, task.due = task.said("due"), self.day
            with change.on_behalf_of(Member.objects.get(pk=asked)):  # it was their word
                change.save(task, "due")
                change.note("edited", task, was={"due": was})

    def hold_together(self: Ask, task: Task, asked: str, change: Change) -> None:
        """Whoever has it keeps it and the other is in; where nobody had it, the one who says yes has it."""
        if task.owner_id is None:
            hand_over(task, asked, change)
        other = asked if task.owner_id == self.by_id else self.by_id
        Part.put(task, Member.objects.get(pk=other), How.TOGETHER, change)
        type(self).end_about(task, change)


def hand_over(task: Task, taker: str, change: Change) -> None:
    """`taker`, who said that they do it, has it now. To whoever sees the task they took it: whose tap made it so would
    tell a child's device that there was an ask."""
    if task.owner_id != taker:
        member = Member.objects.get(pk=taker)
        with change.on_behalf_of(member):
            task.hand_to(member, change)
        change.note("taken", task, who=taker)


def soon_over(change: Change) -> datetime.datetime:
    """Until when the sentence about what has ended stands: the end of the next day."""
    assert change.household
    return change.household.midnight_after(change.today + datetime.timedelta(days=1))


ANSWER = ("state", "but", "words", "day", "answered_by", "until")
