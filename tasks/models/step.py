"""Step: a small part of a task that anybody can tick. A task may be done while some are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from fractional_indexing import generate_n_keys_between

from household.change import Change
from household.errors import Refused
from household.models import Member
from household.streams import EVERYONE

from .attached import Attached
from .placing import DIGITS, FIRST, LONGEST, RankField, between, gap_after, space_out

if TYPE_CHECKING:
    from household.change import Items
    from tasks.models.task import Task

MOST = 100  # steps of one task
END = ""  # no step has this id: below it is the end


class Step(Attached):
    """Whoever sees the task writes, ticks, orders and removes its steps; a child does too."""

    kind = "step"
    shared = EVERYONE
    own = "private_to_id"
    copied_at = 3
    columns: ClassVar = ("task_id", "title", "rank", "done_on", "done_by_id", "until")

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="steps", db_index=False)
    private_to = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    rank = RankField(max_length=255)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="step_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=False) | models.Q(done_by__isnull=True), name="step_done_has_its_day"
            ),
            models.UniqueConstraint(fields=["task", "rank"], name="own_rank_among_steps"),
        ]
        indexes = [
            models.Index(fields=["household", "stamp"], name="step_news"),
            models.Index(fields=["private_to", "stamp"], name="step_own_news"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "task": values.pop("task_id"), "done_by": values.pop("done_by_id"), **values}

    def door(self, by: Member) -> Change:
        """The home's door, or one's own for a step of what is private."""
        return Change(by, about=self)

    @classmethod
    def copy_into(cls, by: Member, me: Member, change: Change, made: dict[str, str]) -> None:
        """The steps of the tasks that come along, in their order; nobody has done them there."""
        for step in cls.objects.filter(task__in=list(made)).order_by("task_id", "rank"):
            copy = cls(household_id=me.household_id, task_id=made[step.task_id], title=step.title, rank=step.rank)
            copy.private_to = me if step.private_to_id else None
            change.save(copy)

    # -- the verbs ---------------------------------------------------------------------------------

    @classmethod
    def add(cls, task: Task, by: Member, drafts: list[dict[str, Any]], **where: str | None) -> Items:
        """New steps, one change, in this order: at the end, or below the step `after=` (None: on top).

        `drafts`: of each a `title` and optionally an `id`, made by the browser. One that is there is given as it is.
        """
        with task.door(by) as change:
            there = {step.pk: step for step in cls.of(task)}
            if len(there) + len(drafts) > MOST:
                raise Refused(
                    _("That is more than %(most)s steps.") % {"most": MOST},
                    _("Nothing was added and your words are kept. A few of them may be tasks of their own."),
                    code="many_steps",
                )
            ranked: models.QuerySet[Any] = cls.objects.filter(task=task).order_by("rank")
            above, below = gap_after(ranked, where.get("after", END))
            titles = []
            for draft in drafts:
                pk = draft.get("id")
                if pk in there:
                    change.again(there[pk])
                    continue
                above = between(above, below)
                step = cls(household_id=task.household_id, task=task, private_to_id=task.private_to_id)
                step.title, step.rank, step.until = draft["title"], above, task.leaves_at
                change.save(step.named(pk))
                titles.append(step.title)
                if len(above) > LONGEST:
                    space_out(ranked.all(), change)
                    above, below = gap_after(ranked.all(), step.pk)
            if titles:
                change.note("step_added", task, steps=titles)
        return change.items

    def rename(self, by: Member, title: str) -> Items:
        """Other words for it. The same already: nothing happens."""
        with self.door(by) as change:
            if self.title != title:
                was, self.title = self.title, title
                change.save(self, "title")
                change.note("step_said", self, step=title, was=was)
        return change.items

    def tick(self, by: Member) -> Items:
        """The step is done. Done already: nothing happens."""
        with self.door(by) as change:
            if self.done_on is None:
                self.done_on, self.done_by = change.today, by
                change.save(self, "done_on", "done_by")
                change.note("step_done", self, step=self.title)
        return change.items

    def untick(self, by: Member) -> Items:
        """Open again. Open already: nothing happens."""
        with self.door(by) as change:
            if self.done_on is not None:
                self.done_on = self.done_by = None
                change.save(self, "done_on", "done_by")
                change.note("step_open", self, step=self.title)
        return change.items

    def move(self, by: Member, after: str | None) -> Items:
        """It stands below `after` (None: on top; one that is no longer there: at the end). There: nothing happens."""
        with self.door(by) as change:
            siblings: models.QuerySet[Any] = type(self).objects.filter(task=self.task_id).order_by("rank")
            above, below = gap_after(siblings.exclude(pk=self.pk), after)
            if not (above or "") < self.rank < (below or "~"):
                self.rank = between(above, below)
                change.save(self, "rank")
                if len(self.rank) > LONGEST:
                    space_out(siblings, change)
        return change.items

    def remove(self, by: Member) -> Items:
        """It was not needed."""
        with self.door(by) as change:
            change.note("step_gone", self, step=self.title)
            change.gone(self)
        return change.items

    def follow(self, task: Task, change: Change) -> None:
        crosses = self.private_to_id != task.private_to_id
        self.private_to_id = task.private_to_id
        self.leave_at(task.leaves_at, change, *(["private_to"] if crosses else []))

    def remember(self, change: Change, verb: str, data: dict[str, Any]) -> None:
        """Its history is its task's."""
        self.task.remember(change, verb, data)


def close_ranks(task: Task) -> None:
    """Gives its steps the order keys they would have had if they had just been written in this order. They are saved
    with the task's crossing."""
    steps = Step.objects.filter(task=task)
    order = list(steps.order_by("rank").values_list("pk", flat=True))
    keys = generate_n_keys_between(FIRST, None, len(order), DIGITS)
    for ranks in ([f"~{pk}" for pk in order], keys):  # first out of the way: keys are unique
        for pk, rank in zip(order, ranks, strict=True):
            steps.filter(pk=pk).update(rank=rank)
