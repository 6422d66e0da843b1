"""Thanks: from one person to another, for a task or just so. Never asked for, never counted."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, NotHere, Refused
from household.models import Member
from household.models.row import one_of
from household.streams import EVERYONE

from .attached import Attached
from .credit import only_for_ours
from .put_away import PutAway

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task

STAYS = datetime.timedelta(days=30)  # thanks without a task stay so many days on screens; the page has them all


class Thanks(Attached):
    """The words are the giver's; either of the two can take it away."""

    kind = "thanks"
    shared = EVERYONE
    columns: ClassVar = ("by_id", "to_id", "task_id", "words", "on", "until")

    task = models.ForeignKey("tasks.Task", models.CASCADE, null=True, related_name="thanks", db_index=False)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    to = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    words = models.CharField(max_length=300, blank=True, default="")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "by", "to"], name="one_thanks_for_a_task"),
            models.CheckConstraint(condition=~models.Q(by=models.F("to")), name="thanks_go_to_somebody_else"),
        ]
        indexes = [
            models.Index(fields=["household", "stamp"], name="thanks_news"),
            models.Index(fields=["household", "-on", "-id"], name="thanks_by_page"),
        ]

    def __str__(self) -> str:
        return f"thanks of {self.on}"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        names = {"by": "by_id", "to": "to_id", "task": "task_id"}
        return {"kind": cls.kind, **{name: values.pop(column) for name, column in names.items()}, **values}

    # -- the verbs ---------------------------------------------------------------------------------

    @classmethod
    def give(cls, by: Member, to: str, task: Task | None, words: str = "", pk: str | None = None) -> Items:
        """Thanks to somebody else at home. For a task it is one: given again, its words may be others."""
        with by.household.change(by) as change:
            if task:
                if not task.read_anew() or not by.sees(task.stream):
                    raise NotHere
                only_for_ours(task)
            if to == by.pk or not Member.known_at(by.household_id).filter(pk=to).exists():
                raise BadInput(errors={"to": [_("Somebody else at home.")]})
            there = cls.objects.filter(task=task, by=by, to_id=to) if task else cls.objects.filter(pk=pk, by=by)
            if known := one_of(there):
                known._say(change, words or known.words)
            else:
                thanks = cls(household_id=by.household_id, by=by, to_id=to, task=task, words=words, on=change.today)
                thanks.until = task.leaves_at if task else by.household.midnight_after(change.today + STAYS)
                change.save(thanks.named(pk))
        return change.items

    def say(self, by: Member, words: str) -> Items:
        """Other words, or none. Only the giver's to say."""
        with by.household.change(by) as change:
            self._say(change, words)
        return change.items

    def _say(self, change: Change, words: str) -> None:
        change.again(self)
        if change.by is None or self.by_id != change.by.pk:
            raise Refused(
                _("These are somebody else’s words."),
                _("Nothing was changed. You can thank in words of your own."),
                code="own_words",
            )
        if self.words != words:
            self.words = words
            change.save(self, "words")

    def take_away(self, by: Member) -> Items:
        """Gone, and after a day without a trace. Whoever gave it and whoever got it can do so."""
        with by.household.change(by) as change:
            change.again(self)
            if by.pk not in (self.by_id, self.to_id):
                raise Refused(
                    _("This is between two others."),
                    _("Nothing was changed. Whoever gave or got it can take it away."),
                    code="own_words",
                )
            PutAway.put(self, change, by=[by.pk])
        return change.items

    @classmethod
    def bring_back(cls, by: Member, pk: str) -> Items:
        """Taken away by mistake: whoever did so takes that back. Here already, or given anew: nothing happens."""
        with by.household.change(by) as change:
            if there := cls.objects.filter(pk=pk, household_id=by.household_id).first():
                change.again(there)
            else:
                away = PutAway.of(cls, pk, change)
                given = away.columns
                task = by.household.tasks.filter(pk=given["task_id"]).first()
                if by.pk not in away.named["by"] or (given["task_id"] and task is None):
                    raise NotHere
                anew = cls.objects.filter(by_id=given["by_id"], to_id=given["to_id"], task=task).first()
                if task and (anew or task.private_to_id):
                    change.again(anew or task)
                else:
                    away.bring_back(cls, change, **({"until": task.leaves_at} if task else {}))
        return change.items

    def follow(self, task: Task, change: Change) -> None:
        """What is in one head has been thanked for by nobody."""
        if task.private_to_id:
            change.gone(self)
        else:
            super().follow(task, change)
