"""Inventory: the first sitting as all adults see it. It is there from the moment everyone is through, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from household.change import Change
from household.errors import NotHere
from household.models import Household, Member, Row
from household.streams import ADULTS

from .inventory_mark import check_sitting
from .inventory_union import Responsibility
from .inventory_walk import InventoryWalk

if TYPE_CHECKING:
    from household.change import Items


class Inventory(Row):
    """One a home. Its `round` counts the sittings that were opened; that somebody began the next shows to nobody."""

    kind = "inventory"
    shared = ADULTS
    columns: ClassVar = ("round", "open")

    household = models.OneToOneField(Household, models.CASCADE, related_name="inventory")
    round = models.PositiveSmallIntegerField(default=1)
    open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"sitting {self.round}"

    @classmethod
    def walking(cls, home: str) -> int:
        """The sitting that marks are for now: the one that is open, else the next."""
        found = cls.objects.filter(household_id=home).values_list("round", "open").first()
        return 1 if found is None else found[0] if found[1] else found[0] + 1

    @classmethod
    def through(cls, by: Member, round_: int) -> Items:
        """I am through; show ours. The last one to say so opens it for all, in this one change; until then nobody is
        told anything. When it is open, what I have marked since joins it. A sitting that is over: nothing happens."""
        check_sitting(by, round_)
        with Change(by, shared=by.household_id, own=[by.own_stream]) as change:
            InventoryWalk.put(change, by, round_, {"through": True})
            there = cls.objects.filter(household_id=by.household_id).first()
            if there and there.open and there.round == round_:
                Responsibility.join(change, by.household_id, round_, by)
            else:
                cls.open_if_all_are_through(change, by.household_id, there, round_)
        return change.items

    @classmethod
    def not_through(cls, by: Member, round_: int) -> Items:
        """Not through after all, while it is not open. Nobody hears of this either."""
        check_sitting(by, round_)
        with by.change() as change:
            InventoryWalk.put(change, by, round_, {"through": False})
        return change.items

    @classmethod
    def open_if_all_are_through(cls, change: Change, home: str, there: Inventory | None, round_: int) -> None:
        """Opens what all have marked, without who. What was brought from an earlier sitting stays brought."""
        next_round = 1 if there is None else there.round + 1
        if (there and there.open) or round_ != next_round or not InventoryWalk.everyone_through(home, round_):
            return
        Responsibility.replace(change, home, round_)
        if there is None:
            change.save(cls(household_id=home, round=round_))
        else:
            there.round, there.open = round_, True
            change.save(there, "round", "open")

    @classmethod
    def of(cls, by: Member) -> Inventory:
        """The sitting of my home. Raises `NotHere` where none was opened yet, and for who is no adult."""
        there = cls.objects.filter(household_id=by.household_id).first() if by.is_adult else None
        if there is None:
            raise NotHere
        return there

    def close(self, by: Member) -> Items:
        """We are done with it. What is on our list stays there; whoever likes may begin anew, in private."""
        return self._turn(by, False)

    def open_again(self, by: Member) -> Items:
        """Closed too early: it is as it was."""
        return self._turn(by, True)

    def _turn(self, by: Member, wanted: bool) -> Items:
        with by.household.change(by) as change:
            change.again(self)
            if self.open != wanted:
                self.open = wanted
                change.save(self, "open")
        return change.items

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """Somebody has left: if everyone else was waiting for them only, it opens."""
        there = cls.objects.filter(household_id=member.household_id).first()
        cls.open_if_all_are_through(change, member.household_id, there, 1 if there is None else there.round + 1)
