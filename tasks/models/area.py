"""Area: a part of the home that tasks belong to, in the household's own words, with what it is for."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from household.models import Household, Member, Row
from household.streams import EVERYONE

from .intention import Intention, known_intention, naming
from .put_away import PutAway
from .wording import check_seen

if TYPE_CHECKING:
    from household.change import Change, Items


class Area(Row):
    """Kitchen, Kids, Money. Anybody adds, edits or puts one away; its tasks stay.

    `feel` is what the household wants it to feel like, `intention` the one that it serves, if any.
    """

    kind = "area"
    shared = EVERYONE
    copied_at = 1
    columns: ClassVar = ("name", "feel", "intention_id")

    household = models.ForeignKey(Household, models.CASCADE, related_name="areas")
    name = models.CharField(max_length=40)
    feel = models.CharField(max_length=200, blank=True, default="")
    intention = models.ForeignKey(Intention, models.SET_NULL, null=True, related_name="areas")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="area_has_a_name")]
        indexes = [models.Index(fields=["household", "stamp"], name="area_news")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "intention": values.pop("intention_id"), **values}

    @classmethod
    def add(cls, by: Member, name: str, pk: str | None = None) -> Items:
        """A new area. One of that name is there already: it is that one."""
        with by.household.change(by) as change:
            same = cls.objects.filter(household_id=by.household_id, name__iexact=name).first()
            if same or (pk and (same := cls.objects.filter(pk=pk, household_id=by.household_id).first())):
                change.again(same)
            else:
                change.save(cls(household_id=by.household_id, name=name).named(pk))
        return change.items

    def edit(self, by: Member, fields: dict[str, Any], was: dict[str, Any] | None = None) -> Items:
        """Another name, another feel, another intention. The same already: nothing happens.

        `was` is what the writer saw before: what says something third by now is refused, with the area as it is.
        """
        with by.household.change(by) as change:
            change.again(self)
            check_seen(self, fields, was or {})
            if "intention" in fields:
                fields = {**fields, "intention": known_intention(by, fields["intention"])}
            change.put(self, **fields)
        return change.items

    def put_away(self, by: Member) -> Items:
        """The area is no longer needed; its tasks stay without one."""
        with by.household.change(by) as change:
            change.again(self)
            PutAway.put(self, change, tasks=naming(self.tasks.all(), "area", None, change))
        return change.items

    @classmethod
    def bring_back(cls, by: Member, pk: str) -> Items:
        """Put away by mistake: it is here as before, with its tasks, unless one is in another area by now. Here
        already: nothing happens."""
        with by.household.change(by) as change:
            if there := cls.objects.filter(pk=pk, household_id=by.household_id).first():
                change.again(there)
            else:
                away = PutAway.of(cls, pk, change)
                served = Intention.objects.filter(pk=away.columns["intention_id"], household_id=by.household_id).first()
                back = away.bring_back(cls, change, intention=served)
                naming(by.household.tasks.filter(pk__in=away.named["tasks"], area=None), "area", back, change)
        return change.items

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """What was put away, of whatever kind, is kept for a day."""
        PutAway.tidy(now)

    @classmethod
    def copy_into(cls, by: Member, me: Member, change: Change, made: dict[str, str]) -> None:
        """Areas are nobody's in particular: all come along."""
        for area in cls.objects.filter(household_id=by.household_id).order_by("pk"):
            copy = cls(household_id=me.household_id, name=area.name, feel=area.feel)
            copy.intention_id = made.get(area.intention_id or "")
            change.save(copy)
            made[area.pk] = copy.pk
