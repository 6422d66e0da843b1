"""Agreeing: what done means is one line for everybody. The first wording stands at once; another one is a suggestion,
and the old line stays in force until somebody else agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from household.change import encoded
from household.errors import Refused
from household.models import Member
from household.models.member import Role

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class Agreeing(models.Model):
    """The line in force, and the one that `done_means_by` suggests instead ("" with a name: no line at all)."""

    done_means = models.CharField(max_length=300, blank=True, default="")
    done_means_new = models.CharField(max_length=300, blank=True, default="")
    done_means_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def worded(self: Task, by: Member, line: str) -> dict[str, Any]:
        """What changes when `by` writes this line: the line itself, or what is suggested instead of it."""
        settled = {"done_means": line, "done_means_new": "", "done_means_by_id": None}
        if line == self.done_means:  # my other wording was not meant; another's waits for an answer still
            return settled if self.done_means_by_id == by.pk else {}
        others = Member.objects.filter(household_id=self.household_id, left_on=None, role=Role.ADULT).exclude(pk=by.pk)
        if not self.done_means or self.private_to_id or not others.exists():
            return settled
        if self.done_means_by_id not in (None, by.pk) and line == self.done_means_new and by.is_adult:
            return settled  # written by two: agreed
        return {"done_means_new": line, "done_means_by_id": by.pk}

    def agree(self: Task, by: Member, line: str | None = None) -> Items:
        """The suggested line is in force. None is suggested: nothing happens. `line`: what `by` read."""
        with self.door(by) as change:
            if self.done_means_by_id:
                self._as_read(line)
                if self.done_means_by_id == by.pk or not by.is_adult:
                    raise Refused(
                        _("Another adult at home agrees to it, or keeps it as it was."),
                        _("Nothing was changed. The suggestion is still there."),
                        code="own_line",
                    )
                self._settle(change, self.done_means_new)
        return change.items

    def keep_line(self: Task, by: Member, line: str | None = None) -> Items:
        """The line stays as it was; its author takes the other one back in the same way."""
        with self.door(by) as change:
            if self.done_means_by_id:
                self._as_read(line)
                if self.done_means_by_id != by.pk and not by.is_adult:
                    raise Refused(
                        _("An adult at home agrees to it, or keeps it as it was."),
                        _("Nothing was changed. The suggestion is still there."),
                        code="own_line",
                    )
                self.done_means_new, self.done_means_by = "", None
                change.save(self, "done_means_new", "done_means_by")
                change.note("kept_line", self)
        return change.items

    def _as_read(self: Task, line: str | None) -> None:
        if line is not None and line != self.done_means_new:
            raise Refused(
                _("The suggestion is another one by now."),
                _("Nothing was changed. Read it again and choose."),
                code="changed_meanwhile",
                items=[encoded(self.as_item())],
            )

    def _settle(self: Task, change: Change, line: str) -> None:
        was = self.done_means
        self.done_means, self.done_means_new, self.done_means_by = line, "", None
        change.save(self, "done_means", "done_means_new", "done_means_by")
        change.note("agreed", self, was={"done_means": was})

    def only_suggest(self: Task) -> tuple[str, ...]:
        """A child brings it: their line is a suggestion, for the adults at home to agree to. The fields to save."""
        self.done_means, self.done_means_new, self.done_means_by_id = "", self.done_means, self.author_id
        return ("done_means", "done_means_new", "done_means_by")

    def settle_alone(self: Task) -> tuple[str, ...]:
        """Nobody else is to be asked any more: one's own suggestion is in force. The fields to save."""
        if not self.done_means_by_id:
            return ()
        self.done_means, self.done_means_new, self.done_means_by = self.done_means_new, "", None
        return ("done_means", "done_means_new", "done_means_by")

    @classmethod
    def answer_for(cls, member: Member, change: Change) -> None:
        """A member has left: what they suggested is taken back; what only they were asked is in force."""
        from .task import Task

        open_ones = Task.objects.filter(household_id=member.household_id).exclude(done_means_by=None).order_by("pk")
        adults = Member.objects.filter(household_id=member.household_id, left_on=None, role=Role.ADULT)
        present = set(adults.values_list("pk", flat=True))
        for task in open_ones:
            if task.done_means_by_id == member.pk:
                task.done_means_new, task.done_means_by = "", None
                change.save(task, "done_means_new", "done_means_by")
            elif not present - {task.done_means_by_id}:
                change.save(task, *task.settle_alone())
