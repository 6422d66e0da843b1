"""Topic: something hard, parked in three parts for another time. The adults’ own; shown until it is ticked off."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Household, Member, Row
from household.models.helping import only_adults
from household.models.row import LATE
from household.streams import ADULTS

if TYPE_CHECKING:
    from household.change import Items


class Topic(Row):
    """I feel … about … I’d like … (a softened start, RESULTS.md 4.1). Not a task: nobody has it, it is never late.

    Its words are its author’s; anybody of the adults ticks it off, or opens it again within a week.
    """

    kind = "topic"
    shared = ADULTS
    columns: ClassVar = ("author_id", "feel", "about", "like", "parked_on", "settled_on")

    household = models.ForeignKey(Household, models.CASCADE, related_name="topics")
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    feel = models.CharField(max_length=200, blank=True, default="")
    about = models.CharField(max_length=200)
    like = models.CharField(max_length=200, blank=True, default="")
    parked_on = models.DateField()
    settled_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(about=""), name="topic_is_about_something")]
        indexes = [models.Index(fields=["household", "stamp"], name="topic_news")]

    def __str__(self) -> str:
        return f"topic of {self.parked_on}"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        settled = values["settled_on"]
        until = f"{settled + LATE}T00:00:00Z" if settled else None
        return {"kind": cls.kind, "author": values.pop("author_id"), **values, "until": until}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(models.Q(settled_on=None) | models.Q(settled_on__gt=now.date() - LATE))

    @classmethod
    def park(cls, by: Member, pk: str | None = None, **words: str) -> Items:
        """For another time. With the id of one that is there: it is that one."""
        with by.household.change(by) as change:
            only_adults(by)
            there = cls.objects.filter(pk=pk, household_id=by.household_id).first() if pk else None
            if there:
                change.again(there)
            else:
                change.save(cls(household_id=by.household_id, author=by, parked_on=change.today, **words).named(pk))
        return change.items

    def reword(self, by: Member, **words: str) -> Items:
        """Other words for it, by its author. The same already: nothing happens."""
        with by.household.change(by) as change:
            change.again(self)
            if self.author_id != by.pk:
                raise Refused(
                    _("These are somebody else’s words."),
                    _("Nothing was changed. You can park a topic of your own."),
                    code="own_words",
                )
            change.put(self, **words)
        return change.items

    def settle(self, by: Member) -> Items:
        """Talked over. Settled already: nothing happens."""
        return self._settled(by, True)

    def reopen(self, by: Member) -> Items:
        """Not talked over after all. Open: nothing happens."""
        return self._settled(by, False)

    def _settled(self, by: Member, settled: bool) -> Items:
        with by.household.change(by) as change:
            change.again(self)
            if (self.settled_on is not None) != settled:
                self.settled_on = change.today if settled else None
                change.save(self, "settled_on")
        return change.items

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """A month after it was talked over its words are deleted."""
        cls.objects.filter(settled_on__lt=(now - 4 * LATE).date()).delete()
