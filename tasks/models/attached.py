"""Attached: what belongs to a task (parts, steps, credits, thanks, guesses): seen by whom it is, and leaves with it."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from household.models import KINDS, Household, Row
from household.statements import quoted

if TYPE_CHECKING:
    from household.change import Change
    from tasks.models.task import Task


class Attached(Row):
    """A row of a task. Like it, it leaves the board by time: 30 days after the task was done or let go."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="+", db_index=False)
    until = models.DateTimeField(null=True)

    task: Any  # a foreign key of each kind

    class Meta:
        abstract = True

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(models.Q(until=None) | models.Q(until__gt=now))

    def follow(self, task: Task, change: Change) -> None:
        """The task stands somewhere else: so does this. Called for each row of it, in the task's own change."""
        self.leave_at(task.leaves_at, change)

    def leave_at(self, until: datetime.datetime | None, change: Change, *fields: str) -> None:
        """Saved with these fields, and with the moment at which it leaves the board."""
        if fields or self.until != until:
            self.until = until
            change.save(self, "until", *fields)

    @classmethod
    def of(cls, task: Task) -> models.QuerySet[Any]:
        """Those of one task."""
        return cls._default_manager.filter(**{"task": task}).order_by("pk")  # the kinds have the column


def attached_to(task: Task) -> list[Attached]:
    """All that belongs to a task. One small question first: most tasks have nothing."""
    with connection.cursor() as cursor:
        statement, kinds = what_belongs(connection.alias)
        cursor.execute(statement, [task.pk] * kinds)
        found = {kind for (kind,) in cursor.fetchall()}
    rows: list[Attached] = []
    for kind in sorted(found):
        model = KINDS[kind]
        assert issubclass(model, Attached)
        rows.extend(model.of(task))
    for row in rows:
        row.stood = row.stream
    return rows


def bring_along(task: Task, change: Change) -> None:
    """What belongs to the task comes with it, in the same change: into a head, onto our list, off the board."""
    rows = attached_to(task)
    change.open(row.stream.member for row in rows if row.stream.member)
    for row in rows:
        row.follow(task, change)


@cache
def what_belongs(alias: str) -> tuple[str, int]:
    """The statement that finds which kinds a task has rows of, and how often it wants the task's id."""
    kinds = [(name, kind._meta.db_table) for name, kind in sorted(KINDS.items()) if issubclass(kind, Attached)]
    parts = [f"SELECT '{name}' FROM {quoted(table)} WHERE task_id = %s" for name, table in kinds]  # noqa: S608
    return " UNION ".join(parts), len(parts)
