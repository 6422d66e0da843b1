"""CheckIn: one question to one person about one finished task. It and its answer are theirs alone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import TooLate
from household.models import Household, Member
from household.models.member import Role
from household.models.row import LATE

from .asking import Asking
from .mine import Mine

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task

NOON = datetime.time(12)
KEPT = datetime.timedelta(days=365)  # how long answers are kept
QUESTION = "question"  # the starter card that shows the question


class State(models.TextChoices):
    """Asked, or one of three ways to have done with it. A question that expires keeps `asked` and leaves by `until`."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOT_NEEDED = "not_needed"
    SKIPPED = "skipped"


class CheckIn(Mine):
    """How supported did you feel: one of five worded steps, kept as 1 to 5; nothing unless answered.

    Single-item experience sampling, own wording, fully worded unipolar steps: RESULTS.md 1.3.
    """

    kind = "check_in"
    columns: ClassVar = ("task_id", "state", "felt", "parts", "until")

    household = models.ForeignKey(Household, models.CASCADE, related_name="check_ins")
    member = models.ForeignKey(Member, models.CASCADE, related_name="check_ins")
    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="check_ins")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    felt = models.PositiveSmallIntegerField(null=True)
    parts = models.JSONField(default=list)  # which parts they had in it when they answered, see had_part.py
    day = models.DateField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.ANSWERED, felt__isnull=False, felt__gte=1, felt__lte=5)
                | (~models.Q(state=State.ANSWERED) & models.Q(felt__isnull=True)),
                name="felt_only_if_answered",
            ),
            models.UniqueConstraint(fields=["member", "task", "day"], name="asked_once_a_day_about_a_task"),
        ]
        indexes = [models.Index(fields=["member", "stamp"], name="check_in_news")]

    def __str__(self) -> str:
        return f"question of {self.day}"  # no answer, no name: it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "task": values.pop("task_id"), **values}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: Any) -> models.QuerySet[Any]:
        return rows.filter(until__gt=now)

    @classmethod
    def ask_about(cls, task: Task, change: Change, *roles: str) -> None:
        """Asks each adult who wants to be asked, and each teenager with a device of their own who took part in it;
        about what was in one head, only that person. Asked already: nothing happens. `roles`: only those.

        Starter cards ask nobody, except the one that shows the question.
        """
        if task.starter and task.starter != QUESTION:
            return
        people = Asking.who_may_be_asked(task.household_id)
        if task.private_to_id:
            people = people.filter(pk=task.private_to_id)
        if roles:
            people = people.filter(role__in=roles)
        asked = people.exclude(pk__in=cls.objects.filter(task=task, day=change.today).values("member_id"))
        members = sorted(
            pk
            for pk, role in asked.values_list("pk", "role")
            if role == Role.ADULT or task.private_to_id or took_part(task, pk)
        )
        change.open(members)
        Asking.begin(task.household_id, members, change)
        for member in members:
            change.save(
                cls(
                    household_id=task.household_id,
                    member_id=member,
                    task=task,
                    day=change.today,
                    until=noon_after(change),
                )
            )

    @classmethod
    def ask_who_joined(cls, task: Task, change: Change) -> None:
        """It is said who did it or helped: a teenager among them is asked too, as long as it is that day. Nobody else
        is asked anew."""
        if task.done_on == change.today:
            cls.ask_about(task, change, Role.TEEN)

    @classmethod
    def withdraw(cls, task: Task, change: Change) -> None:
        """The task is not done after all: questions nobody has answered go."""
        waiting = cls.objects.filter(task=task, state=State.ASKED, until__gt=change.now)
        change.open(waiting.values_list("member_id", flat=True))  # before they are read: somebody may be answering
        for check_in in waiting:
            change.gone(check_in)

    def answer(self, by: Member, felt: int | None) -> Items:
        """How supported I felt, 1 to 5; None: I didn't need support here. May be changed until it closes."""
        state = State.NOT_NEEDED if felt is None else State.ANSWERED
        return self._settle(by, state, felt)

    def correct(self, by: Member, felt: int | None) -> Items:
        """Another answer on the day of the first one; later it stands as it is. The same already: nothing happens."""
        if self.day != by.household.today():
            raise TooLate
        return self.answer(by, felt)

    def skip(self, by: Member) -> Items:
        """Not this one. That is no answer and counts as nothing."""
        return self._settle(by, State.SKIPPED, None)

    def _settle(self, by: Member, state: State, felt: int | None) -> Items:
        with by.change() as change:
            change.again(self)
            if self.until <= change.now:
                raise TooLate
            if (self.state, self.felt) != (state, felt):
                self.state, self.felt = state, felt
                self.parts = [] if state == State.SKIPPED else parts_in(self.task, by.pk)
                change.save(self, "state", "felt", "parts")
        return change.items

    @classmethod
    def skip_all(cls, by: Member) -> Items:
        """One tap clears all that wait."""
        with by.change() as change:
            for check_in in cls.objects.filter(member=by, state=State.ASKED, until__gt=change.now):
                check_in.state = State.SKIPPED
                change.save(check_in, "state")
        return change.items

    @classmethod
    def answers_of(cls, member: Member) -> models.QuerySet[CheckIn]:
        """What this member answered, newest first; a question skipped or passed by leaves no line."""
        said = (State.ANSWERED, State.NOT_NEEDED)
        return cls.objects.filter(member=member, state__in=said).order_by("-day", "-stamp")

    @property
    def word(self) -> str:
        """The answer in its words, never as a number."""
        return felt_word(self.felt)

    @classmethod
    def erase_all(cls, by: Member) -> Items:
        """All that I answered, deleted for good. What still waits for an answer stays."""
        with by.change() as change:
            for check_in in cls.answers_of(by):
                change.gone(check_in)
        return change.items

    @classmethod
    def signed_out_by_another(cls, member: Member, change: Change) -> None:
        """Whoever signs in as them next may be somebody else: their answers are deleted, unread (RESULTS.md 3.4)."""
        for check_in in cls.objects.filter(member=member).order_by("pk"):
            change.gone(check_in)

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """Questions that were skipped or passed by are forgotten; answers stay for a year, or until their person
        deletes them (RESULTS.md 3.3: retention). All have long left every screen by their `until`."""
        cls.objects.filter(state__in=(State.ASKED, State.SKIPPED), until__lt=now - LATE).delete()
        cls.objects.filter(until__lt=now - KEPT).delete()


def parts_in(task: Task, member: str) -> list[str]:
    """The parts somebody had in it."""
    from .had_part import parts_in

    return parts_in(task, member)


def took_part(task: Task, member: str) -> bool:
    """Whether they did it or helped, as far as it is said."""
    return bool({"done", "helped"} & set(parts_in(task, member)))


def felt_word(felt: int | None) -> str:
    """One of the five worded steps, or that no support was needed (RESULTS.md 1.3)."""
    steps = [_("Not at all"), _("A little"), _("Somewhat"), _("Mostly"), _("Completely")]
    return _("I didn’t need support here") if felt is None else steps[felt - 1]


def noon_after(change: Change) -> datetime.datetime:
    """Noon of the next day at home: until then the question waits, then it is gone without a trace."""
    home = change.household or (change.by and change.by.household)
    assert home
    day = change.today + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, NOON, tzinfo=home.clock).astimezone(datetime.UTC)
