"""Drafting: the joint order is talked over, things are added to it, and the week is agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, NotHere, Refused
from household.models import Member
from tasks.joint_order import MOST_RANKED

from .ballot import Ballot
from .draft import Draft
from .family_table import FamilyTable
from .part import check_open
from .placing import Place
from .seat import Seat
from .task import Task
from .week import oldest_first, set_week

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.meeting import Meeting
    from tasks.models.ranking import Ranking

MOST_ADDED = 24  # candidates in all, with those added by hand


class Drafting(models.Model):
    """The draft that those who sealed an order change together, each reading it in a `Draft` of their own. It moves
    nothing out of the week unless they said so."""

    shown = models.BooleanField(default=False)
    order = models.JSONField(default=list)
    cut = models.PositiveSmallIntegerField(default=0)  # so many from the top are this week’s
    agreed = models.BooleanField(default=False)
    leaving = models.JSONField(default=list)  # in the week, not chosen, and said to go back to our list
    came_in = models.JSONField(default=list)  # put into the week by an earlier agreement in this meeting

    class Meta:
        abstract = True

    @classmethod
    def shown_in(cls: type[Ranking], meeting: Meeting, by: Member) -> Ranking:
        """The one that is on the table. Raises `NotHere` before, `Refused` where it was opened without `by`."""
        ranking = cls.objects.filter(meeting=meeting, shown=True).first()
        if ranking is None:
            raise NotHere
        Draft.check_has(by, meeting)
        return ranking

    def redraft(self: Ranking, change: Change, **fields: Any) -> None:
        """Takes over what differs, inside a change. What only drafts hold moves nothing that the other adults read."""
        moved = [name for name, value in fields.items() if getattr(self, name) != value]
        for name in moved:
            setattr(self, name, fields[name])
        if private := {name: fields[name] for name in moved if name in self.OPENED}:
            type(self).objects.filter(pk=self.pk).update(**private)
            Draft.follow(self.meeting_id, self.opened, change)
        if shared := [name for name in moved if name not in self.OPENED]:
            change.save(self, *shared)

    @classmethod
    def add(cls: type[Ranking], by: Member, meeting: Meeting, task: str) -> Items:
        """One more task of our list is a candidate, and marked for this meeting.

        Before the orders are shown, everybody has it to choose from and what was sealed is open again. Afterwards it
        stands just below the line. A candidate or set aside already: nothing happens. Raises `NotHere` for what is not
        on our list, `Refused` for what is over, and when there are enough.
        """
        with meeting.at_table(by) as change:
            ranking = cls.objects.filter(meeting=meeting).first()
            if ranking and ranking.shown:
                Draft.check_has(by, meeting)
            found = Task.objects.filter(household_id=by.household_id, private_to=None, pk=task).first()
            if ranking is None or found is None:
                raise NotHere
            check_open(found, "added", by)
            if found.pk not in (*ranking.dated, *ranking.candidates):
                if len(ranking.candidates) >= MOST_ADDED:
                    raise Refused(
                        _("There are enough things to choose from."),
                        _("Nothing was changed. On the board you can still move it into This week."),
                        code="enough",
                    )
                change.put(found, bring=True)
                ranking.take_in(found, change)
        return change.items

    def take_in(self: Ranking, task: Task, change: Change) -> None:
        """`task` is a candidate. Call it inside a change."""
        candidates = oldest_first(Task.objects.filter(pk__in=[*self.candidates, task.pk]))
        if self.shown:
            order = [*self.order[: self.cut], task.pk, *self.order[self.cut :]]
            self.redraft(change, candidates=candidates, order=order)
        else:
            self.redraft(change, candidates=candidates)
            there = Seat.at(self.meeting)
            change.open(there)
            for member in there:
                Ballot.give(self.meeting, member, self.candidates, MOST_RANKED, change)
        if table := FamilyTable.of(self.meeting):
            table.offer(self.candidates, change)

    @classmethod
    def put(cls: type[Ranking], by: Member, meeting: Meeting, task: str, after: str | None) -> Items:
        """It stands below `after` (None: on top; one that is not there: at the end). There already: nothing happens."""
        with meeting.at_table(by) as change:
            ranking = cls.shown_in(meeting, by)
            if task not in ranking.order:
                raise BadInput(errors={"task": [_("This is not among the things that were ordered.")]})
            rest = [other for other in ranking.order if other != task]
            at = 0 if after is None else rest.index(after) + 1 if after in rest else len(rest)
            order = [*rest[:at], task, *rest[at:]]
            if order != ranking.order and after != task:
                ranking.redraft(change, order=order, agreed=False)
        return change.items

    @classmethod
    def set_cut(cls: type[Ranking], by: Member, meeting: Meeting, cut: int) -> Items:
        """So many things from the top are this week’s. The same already: nothing happens."""
        with meeting.at_table(by) as change:
            ranking = cls.shown_in(meeting, by)
            if cut > len(ranking.order):
                raise BadInput(errors={"cut": [_("There are not so many things.")]})
            if cut != ranking.cut:
                ranking.redraft(change, cut=cut, agreed=False)
        return change.items

    @classmethod
    def let_leave(cls: type[Ranking], by: Member, meeting: Meeting, task: str, leaves: bool) -> Items:
        """Something of the week that is not chosen goes back to our list when all agree; or it stays after all.
        Raises `BadInput` for what is not in the week."""
        with meeting.at_table(by) as change:
            ranking = cls.shown_in(meeting, by)
            week = Task.objects.filter(household_id=by.household_id, private_to=None, place=Place.WEEK)
            if not week.filter(pk=task).exists():
                raise BadInput(errors={"task": [_("This is not in This week.")]})
            leaving = [other for other in ranking.leaving if other != task] + [task] * leaves
            came_in = [other for other in ranking.came_in if leaves or other != task]
            if (sorted(leaving), came_in) != (sorted(ranking.leaving), ranking.came_in):
                ranking.leaving, ranking.came_in, ranking.agreed = leaving, came_in, False
                change.save(ranking, "leaving", "came_in", "agreed")
        return change.items

    @classmethod
    def agree(cls: type[Ranking], by: Member, meeting: Meeting) -> Items:
        """This is our week: what is dated, what is above the cut, and below it what was in the week already, in one
        change. Only what is `leaving` goes back to our list. Agreed already: nothing happens."""
        with meeting.at_table(by) as change:
            ranking = cls.shown_in(meeting, by)
            if not ranking.agreed:
                chosen = [*ranking.dated, *ranking.order[: ranking.cut]]
                came_in, left = set_week(meeting.household_id, chosen, ranking.leaving, ranking.came_in, change)
                ranking.agreed = True
                ranking.leaving = [task for task in ranking.leaving if task not in left]
                ranking.came_in = [task for task in [*ranking.came_in, *came_in] if task not in left]
                change.save(ranking, "agreed", "leaving", "came_in")
                if table := FamilyTable.of(meeting):
                    table.show(ranking.order, change)
        return change.items
