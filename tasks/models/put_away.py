"""PutAway: what somebody put away, for a day, so that it can be taken back as it was."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from household.errors import NotHere
from household.models import Gone, Household, Row

if TYPE_CHECKING:
    from household.change import Change

Kind = TypeVar("Kind", bound=Row)
KEPT = datetime.timedelta(days=1)  # a page offers to take it back for half an hour


class PutAway(models.Model):
    """The columns of a row that is gone, and the ids of what named it. No screen ever holds one."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    row_id = models.CharField(max_length=36)
    rev = models.PositiveIntegerField()
    columns = models.JSONField(encoder=DjangoJSONEncoder)
    named = models.JSONField(default=dict)  # {"tasks": [ids], "areas": [ids]}
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row_id"], name="put_away_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"

    @classmethod
    def put(cls, row: Row, change: Change, **named: list[str]) -> None:
        """The row goes, and can be taken back. Call it inside a change."""
        columns = {name: getattr(row, name) for name in row.columns}
        kept = cls(household_id=row.stream.home, kind=row.kind, row_id=row.pk, columns=columns, named=named)
        change.gone(row)
        kept.rev, kept.at = row.rev, change.now
        kept.save(force_insert=True)

    @classmethod
    def of(cls, kind: type[Row], pk: str, change: Change) -> Self:
        """What of that kind was put away under that id, at home here. Raises `NotHere`."""
        assert change.household
        ours = cls.objects.filter(kind=kind.kind, row_id=pk, household_id=change.household.pk)
        if found := ours.filter(at__gt=change.now - KEPT).first():
            return found
        raise NotHere

    def bring_back(self, kind: type[Kind], change: Change, **other: Any) -> Kind:
        """The row as it was, `other` columns aside; a screen that holds its tombstone takes it. In a change."""
        row = kind(id=self.row_id, rev=self.rev, household_id=self.household_id)
        for field in kind._meta.concrete_fields:
            if field.attname in self.columns:
                setattr(row, field.attname, field.to_python(self.columns[field.attname]))
        for name, value in other.items():
            setattr(row, name, value)
        Gone.objects.filter(kind=self.kind, row_id=self.row_id).delete()
        change.save(row)
        self.delete()
        return row

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """After a day it is gone for good."""
        cls.objects.filter(at__lt=now - KEPT).delete()
