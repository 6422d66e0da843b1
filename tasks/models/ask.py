"""Ask: could you, I can, for anyone, or together. Nothing lands on a person without their yes (product rule 2)."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.change import Change
from household.errors import BadInput, Refused
from household.models import Household, Member, Row
from household.models.helping import only_adults
from household.models.row import LATE
from household.streams import ADULTS
from household.words import isolated

from .answering import OPEN_STATES, Answering, State, soon_over
from .low import Low
from .part import check_open

if TYPE_CHECKING:
    from household.change import Items
    from tasks.models.task import Task

AT_MOST = 3  # open asks from one person to another; one more waits for the meeting


class Manner(models.TextChoices):
    """Could you take it; I can do it; who wants it; shall we do it together."""

    ASK = "ask"
    OFFER = "offer"
    UP = "up"
    TOGETHER = "together"


TO_ONE = (Manner.ASK, Manner.TOGETHER)  # those that ask something of one person


class Ask(Answering, Row):
    """Between adults: no child's screen ever holds one. Nobody is reminded and no answer is counted (RESULTS.md 6.4).

    `by` asks `to`; `to` is nobody where it is up for anyone. With its day over (`until`) it is quietly back on the
    list. `but`, `words` and `day` are those of a "Yes, but …". What has ended leaves by `until` too.
    """

    kind = "ask"
    shared = ADULTS
    columns: ClassVar = (
        *("task_id", "by_id", "to_id", "how", "because", "by_day", "state", "but", "words", "day"),
        *("answered_by_id", "until"),
    )

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="asks")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    to = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    how = models.CharField(max_length=8, choices=Manner)
    because = models.CharField(max_length=200, blank=True, default="")
    by_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(how__in=Manner.values), name="ask_has_its_manner"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="ask_has_a_state"),
            models.CheckConstraint(
                condition=models.Q(how=Manner.UP, to=None) | (~models.Q(how=Manner.UP) & models.Q(to__isnull=False)),
                name="up_is_for_anyone",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=(State.ACCEPTED, State.DECLINED, State.CHANGED))
                | models.Q(answered_by__isnull=False),
                name="an_answer_is_somebodys",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=(State.ASKED, State.DECLINED), but="")
                | (models.Q(state=State.CHANGED) & ~models.Q(but=""))
                | ~models.Q(state__in=(State.ASKED, State.DECLINED, State.CHANGED)),
                name="a_change_is_named",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STATES) | models.Q(until__isnull=False), name="what_ended_leaves"
            ),
            models.UniqueConstraint(
                fields=["task", "by"], condition=models.Q(state__in=OPEN_STATES), name="one_open_ask_of_a_person"
            ),
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="ask_news")]

    def __str__(self) -> str:
        return f"{self.how} about {self.task_id}"  # no answer: it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """`by` asks, `to` is asked; ids without their column's ending."""
        return {"kind": cls.kind, **{name.removesuffix("_id"): value for name, value in values.items()}}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(models.Q(until=None) | models.Q(until__gt=now))

    # -- asking ------------------------------------------------------------------------------------

    @classmethod
    def make(
        cls,
        task: Task,
        by: Member,
        how: str,
        to: str | None = None,
        because: str = "",
        by_day: datetime.date | None = None,
        pk: str | None = None,
    ) -> Items:
        """Asks or offers. The fourth open ask from one person to another waits for the meeting, and so does any to
        somebody who is low this week. What `by` asked about the same task before gives way; the very same: nothing."""
        with by.household.change(by) as change:
            only_adults(by)
            said = {"how": how, "because": because, "by_day": by_day}
            same = cls.open_about(task, change).filter(by=by, **said, **({"to_id": to} if to else {})).first()
            if same or (pk and (same := cls.objects.filter(pk=pk, household_id=by.household_id).first())):
                change.again(same)
            else:
                change.again(task)
                check_open(task, "asked", by)
                said["to_id"] = cls.receiver(task, by, how, to)
                if by_day and by_day < change.today:
                    raise BadInput(errors={"by_day": [_("That day is over.")]})
                cls.end_about(task, change, by=by)
                ask = cls(household_id=by.household_id, task=task, by=by, **said).named(pk)
                if ask.must_wait(change):
                    ask.state = State.PARKED
                elif by_day:
                    ask.until = by.household.midnight_after(by_day)
                change.save(ask)
        return change.items

    @classmethod
    def receiver(cls, task: Task, by: Member, how: str, to: str | None) -> str | None:
        """Who is asked, where this can be asked about this task. Raises `Refused` or `BadInput`."""
        if task.each:
            raise Refused(
                _("Here everyone does their own."), _("Nothing was changed. You can do your own."), code="each"
            )
        if how not in TO_ONE and to:
            raise BadInput(errors={"to": [_("Only an ask or together is to one person.")]})
        if how == Manner.OFFER:
            if task.owner_id in (None, by.pk):
                raise Refused(_("Nobody else has it."), _("Nothing was changed. You can just take it."), code="free")
            to = task.owner_id
        elif task.owner_id not in (None, by.pk, to if how == Manner.TOGETHER else None):
            raise Refused(
                _("%(name)s has it already.") % {"name": isolated(task.owner.name) if task.owner else ""},
                _("Nothing was changed. You can offer to do it, or to do it together."),
                code="taken",
            )
        if how == Manner.UP:
            return None
        # who has left in silence is asked like anybody, and this very change tells that they left
        here = Member.adults_known_at(by.household_id).exclude(pk=by.pk)
        if not here.filter(pk=to).exists():
            raise BadInput(errors={"to": [_("Only another adult at home can be asked.")]})
        return to

    def must_wait(self, change: Change) -> bool:
        """Whether it waits for the meeting: the person asked is low this week, or has three open asks from `by`."""
        if self.how not in TO_ONE or not self.to_id:
            return False
        open_ones = Ask.objects.filter(by_id=self.by_id, to_id=self.to_id, how__in=TO_ONE)
        open_ones = Ask.current(open_ones.filter(state__in=(State.ASKED, State.CHANGED)), change.now)
        return Low.is_low(self.to_id, change) or open_ones.count() >= AT_MOST

    def say_why(self, by: Member, because: str) -> Items:
        """Other words, until there is an answer: from then on they are frozen. The same already: nothing happens."""
        with Change(by, about=self) as change:
            self.only(by, self.by_id)
            if self.because != because:
                self.check_waiting(change)
                if self.answered_by_id:
                    raise self.over()
                self.because = because
                change.save(self, "because")
        return change.items

    # -- how it ends by itself ---------------------------------------------------------------------

    @classmethod
    def open_about(cls, task: Task, change: Change) -> models.QuerySet[Ask]:
        """What is still asked about a task; what has lapsed is not."""
        return cls.current(cls.objects.filter(task=task, state__in=OPEN_STATES), change.now)

    @classmethod
    def end_about(cls, task: Task, change: Change, **which: Member | None) -> None:
        """The task is done, let go or somebody has it: open asks about it end. Call it inside a change."""
        if task.private_to_id is None:
            cls.end(cls.objects.filter(task=task, state__in=OPEN_STATES, **which), change)

    @classmethod
    def end(cls, asks: models.QuerySet[Ask], change: Change) -> None:
        """Open asks end quietly. Call it inside a change."""
        for ask in asks.order_by("pk"):
            lapsed = ask.until is not None and ask.until <= change.now
            ask.state = State.LAPSED if lapsed else State.WITHDRAWN
            ask.until = ask.until if lapsed else soon_over(change)
            change.save(ask, "state", "until")

    @classmethod
    def wait_for_the_meeting(cls, member: Member, change: Change) -> None:
        """What that person was asked and has not answered waits for the meeting. Call it inside a change."""
        asks = cls.objects.filter(to=member, how__in=TO_ONE, state=State.ASKED)
        for ask in cls.current(asks, change.now).order_by("pk"):
            ask.state, ask.until = State.PARKED, None
            change.save(ask, "state", "until")

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """What a former member asked or was asked ends."""
        mine = models.Q(by=member) | models.Q(to=member)
        cls.end(cls.objects.filter(mine, state__in=OPEN_STATES), change)

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """What ended or lapsed is forgotten: there is no record of answers."""
        cls.objects.filter(until__lt=now - LATE).delete()
