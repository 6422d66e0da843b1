"""Closing: done, let go, and open again. Letting go weighs as much as doing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from household.models import Member

from .ask import Ask
from .attached import bring_along
from .check_in import CheckIn
from .credit import Credit, CreditPart, only_for_ours
from .helping import check_decides
from .intent import check_intent
from .placing import OPEN, Place, between, gap_after

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class Closing(models.Model):
    """How a task leaves the list: by whom and on which day, never at what time."""

    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    let_go_on = models.DateField(null=True)
    let_go_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True

    def complete(
        self: Task,
        by: Member,
        did: list[str] | None = None,
        helped: list[str] | None = None,
        was: dict[str, Any] | None = None,
    ) -> Items:
        """The task is done; each adult at home is asked how supported they felt. Done already: nothing happens.

        `did`, `helped`: ids of members, where somebody says who it was; else it was `by`. May be said again later.
        Ticked at the family tablet with nobody said to have done it: whoever says so now did.
        """
        with self.door(by) as change:
            check_intent(self, "done", by, was, Place.DONE)
            if self.place == Place.DONE and self.done_by_id is None and by.pk:
                self.done_by = by
                change.save(self, "done_by")
                change.note("done", self)
                CheckIn.ask_who_joined(self, change)
            named, was_done = not (did is None and helped is None), self.place == Place.DONE
            self.finish(change, ask=not named)
            for part, members in ((CreditPart.DONE, did), (CreditPart.HELPED, helped)):
                if members is not None and not (self.private_to_id and members in ([], [by.pk])):
                    only_for_ours(self)
                    Credit.set_doing(self, change, part, members)
            if named and was_done:
                CheckIn.ask_who_joined(self, change)
            elif named:
                CheckIn.ask_about(self, change)
        return change.items

    def finish(self: Task, change: Change, *, ask: bool = True, each: bool = False) -> None:
        """The task is done, inside a change. `ask`: nobody has to say first who did it. `each`: all did their own."""
        if self.place != Place.DONE:
            self.leave_for(Place.DONE)
            self.done_on, self.done_by, self.let_go_on, self.let_go_by = change.today, change.by, None, None
            change.save(self, *CLOSED)
            change.note("done", self, **({"each": True} if each else {}))
            bring_along(self, change)
            Ask.end_about(self, change)
            if ask:
                CheckIn.ask_about(self, change)

    def let_go(self: Task, by: Member, was: dict[str, Any] | None = None) -> Items:
        """It is no longer carried: one less. Nobody is asked. Let go already: nothing happens."""
        with self.door(by) as change:
            if self.place != Place.LET_GO:
                check_intent(self, "let_go", by, was)
                check_decides(self, by)
                self.carry_no_more(by, change, "let_go")
        return change.items

    def carry_no_more(self: Task, by: Member, change: Change, verb: str, **said: str) -> None:
        """Let go, inside a change, with all that belongs to it; its history says so by `verb`."""
        CheckIn.withdraw(self, change)
        Credit.forget_doing(self, change)
        self.leave_for(Place.LET_GO)
        self.let_go_on, self.let_go_by, self.done_on, self.done_by = change.today, by, None, None
        change.save(self, *CLOSED)
        change.note(verb, self, **said)
        Ask.end_about(self, change)
        bring_along(self, change)

    def reopen(
        self: Task, by: Member, place: str = "", after: str | None = None, was: dict[str, Any] | None = None
    ) -> Items:
        """Open again, back where it stood, or in `place` below `after`; questions nobody has answered are withdrawn.
        Open: nothing happens."""
        with self.door(by) as change:
            if not self.is_open:
                check_intent(self, "reopened", by, was)
                if place:
                    check_decides(self, by)
                    self.open_at(place, between(*gap_after(self.siblings(place), after)), change)
                else:
                    self.open_where_it_stood(change)
        return change.items

    def open_where_it_stood(self: Task, change: Change) -> None:
        """Open again, inside a change."""
        place = self.place_before or Place.LIST
        self.open_at(place, self.back_to(place, self.rank_before), change)

    def open_at(self: Task, place: str, rank: str, change: Change) -> None:
        """Open again in that place, inside a change."""
        fields = self.open_again(change)
        self.place, self.rank = place, rank
        change.save(self, "place", "rank", *fields)
        change.note("reopened", self)
        bring_along(self, change)
        self.make_room(change)

    @property
    def is_open(self: Task) -> bool:
        """Still to be done, or resting."""
        return self.place in OPEN

    def leave_for(self: Task, place: Place) -> None:
        """Off the list, on top of the done or let go, remembering where it stood."""
        if self.is_open:
            self.wake()
            self.place_before, self.rank_before = self.place, self.rank
        self.place, self.rank, self.status = place, self.top_of(place), ""

    def open_again(self: Task, change: Change) -> list[str]:
        """Forgets how it was closed; the names of the fields to save."""
        CheckIn.withdraw(self, change)
        Credit.forget_doing(self, change)
        self.done_on = self.done_by = self.let_go_on = self.let_go_by = None
        self.place_before = self.rank_before = ""
        return ["done_on", "done_by", "let_go_on", "let_go_by", "place_before", "rank_before"]


CLOSED = (
    *("place", "rank", "place_before", "rank_before", "done_on", "done_by", "let_go_on", "let_go_by"),
    *("rested_on", "status"),
)
