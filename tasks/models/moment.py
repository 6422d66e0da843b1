"""Moment: one line of a task's history. Who did what on which day, never the minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from household.models import Household, Member
from household.statements import statements

from .helping import TOLD

if TYPE_CHECKING:
    from household.change import Change
    from tasks.models.task import Task

PAGE = 100


class Moment(models.Model):
    """Written with the change it tells of. It has the audience its task had then: earlier wordings stay their
    author's when a task is brought from the head to the list."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="moments", db_index=False)
    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="moments", db_index=False)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    only_for = models.ForeignKey(Member, models.CASCADE, null=True, related_name="private_moments")
    verb = models.CharField(max_length=12)
    day = models.DateField()
    data = models.JSONField(default=dict)  # {"was": {field: what it said before}}, {"place": where it went}

    class Meta:
        indexes = [models.Index(fields=["task", "id"], name="moments_of_a_task")]

    def __str__(self) -> str:
        return f"{self.verb} on {self.day}"

    @classmethod
    def note(cls, change: Change, verb: str, task: Task, data: dict[str, Any]) -> None:
        """Writes a line of history inside a change."""
        line = cls(
            household_id=task.household_id,
            task=task,
            by=change.by,
            only_for_id=task.private_to_id,
            verb=verb,
            day=change.today,
            data=data,
        )
        statements(cls).insert(line)

    @classmethod
    def of(cls, task: Task, member: Member, before: int | None = None) -> tuple[list[dict[str, Any]], int]:
        """A page of a task's history as this member may read it, newest first, and how many lines came before it.

        `before`: that number, for the page before. It counts from the first line that this member may read, so it stays
        the same while lines are added, and tells nothing of others' private ones.
        """
        visible = models.Q(only_for=None) | models.Q(only_for=member)
        lines = cls.objects.filter(visible, task=task).order_by("id")
        if not member.is_adult:
            lines = lines.filter(verb__in=TOLD)
        count = lines.count()
        end = count if before is None else min(before, count)
        start = max(0, end - PAGE)
        page = [
            {"day": line.day, "by": line.by_id, "verb": line.verb, "data": line.data} for line in lines[start:end][::-1]
        ]
        return page if member.is_adult else [as_their_own(line) for line in page], start


def as_their_own(line: dict[str, Any]) -> dict[str, Any]:
    """A line as somebody who helps reads it: that a yes was agreed by another's tap would tell of an ask, and on whose
    phone it was said tells of a meeting."""
    data = {name: said for name, said in line["data"].items() if name != "on"}
    return {**line, "by": data.pop("who", line["by"]), "data": data}
