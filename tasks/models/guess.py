"""Guess: how long one person thinks a task takes. Sealed until each adult has said theirs, then seen by all of them at
once: where two see it differently, some of the work may be invisible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Member
from household.streams import ADULTS

from .attached import Attached
from .credit import only_for_ours
from .sealed import ENOUGH, may_open

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task

SIZES = ("s", "m", "l")


class Guess(Attached):
    """While `sealed_to` its person it is theirs alone: nobody learns that it is there."""

    kind = "guess"
    shared = ADULTS
    own = "sealed_to_id"
    columns: ClassVar = ("task_id", "member_id", "size", "sealed_to_id", "until")

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="guesses", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    sealed_to = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+", db_index=False)
    size = models.CharField(max_length=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "member"], name="one_guess_each"),
            models.CheckConstraint(condition=models.Q(size__in=SIZES), name="guess_has_a_size"),
        ]
        indexes = [
            models.Index(fields=["household", "stamp"], name="guess_news"),
            models.Index(fields=["sealed_to", "stamp"], name="guess_own_news"),
        ]

    def __str__(self) -> str:
        return "a guess"  # no name, no size: it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        sealed = values.pop("sealed_to_id") is not None
        task, member = values.pop("task_id"), values.pop("member_id")
        return {"kind": cls.kind, "task": task, "member": member, "sealed": sealed, **values}

    # -- the verbs ---------------------------------------------------------------------------------

    @classmethod
    def make(cls, task: Task, by: Member, size: str) -> Items:
        """My guess, for me alone. When it was the last one missing, all of them are opened in the same change."""
        with task.crossing(by) as change:
            only_for_ours(task)
            adults = sorted(Member.adults_known_at(task.household_id).values_list("pk", flat=True))
            if by.pk not in adults or len(adults) < 2:
                raise Refused(
                    _("Sizes are guessed by the adults of a home, each for themselves."),
                    _("Nothing was changed. You can simply choose a size."),
                    code="alone",
                )
            guesses = list(cls.of(task))
            if any(guess.sealed_to_id is None for guess in guesses):
                raise Refused(
                    _("The guesses are open already."), _("Put them away first, then guess anew."), code="guessed"
                )
            mine = next((guess for guess in guesses if guess.member_id == by.pk), None)
            if mine is None:
                mine = cls(household_id=task.household_id, task=task, member=by, sealed_to=by, size=size)
                mine.until = task.leaves_at
                change.save(mine)
            else:
                change.again(mine)
                if mine.size != size:
                    mine.size = size
                    change.save(mine, "size")
            cls.open_if_all_are_there(task, change, adults)
        return change.items

    @classmethod
    def put_away(cls, task: Task, by: Member) -> Items:
        """My sealed guess, or all of the opened ones, so that everybody may guess anew. None: nothing happens."""
        with task.crossing(by) as change:
            for guess in cls.of(task):
                if by.sees(guess.stream):
                    change.gone(guess)
        return change.items

    @classmethod
    def open_if_all_are_there(cls, task: Task, change: Change, adults: list[str]) -> None:
        """All at once, or nothing."""
        sealed = list(cls.of(task).exclude(sealed_to=None))
        if len(adults) < ENOUGH or not may_open(adults, {guess.member_id for guess in sealed}, len(adults)):
            return
        change.open(adults)
        for guess in sealed:
            guess.stood, guess.sealed_to = guess.stream, None
            change.save(guess, "sealed_to")

    def follow(self, task: Task, change: Change) -> None:
        """What is in one head is guessed by nobody; a guess that was sealed goes in silence."""
        if task.private_to_id:
            change.gone(self)
        else:
            super().follow(task, change)

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """A former member's guess helps nobody; where only theirs was missing, the others see each other's now."""
        for guess in cls.objects.filter(member=member, sealed_to=None).order_by("pk"):
            change.gone(guess)
        adults = sorted(Member.adults_known_at(member.household_id).values_list("pk", flat=True))
        waiting = cls.objects.filter(household_id=member.household_id).exclude(sealed_to=None).order_by("pk")
        tasks = {guess.task_id: guess.task for guess in waiting.select_related("task")}
        for task in tasks.values():
            cls.open_if_all_are_there(task, change, adults)
