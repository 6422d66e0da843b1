"""At the table: who is in a meeting, what waits for whom, and who is seen to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from household.errors import NotHere, Refused
from household.models import Member
from household.models.helping import only_adults
from household.poke import Room

from .family_table import FamilyTable
from .rhythm import adults_of
from .sealed import ENOUGH, may_open
from .seat import Seat
from .walking import State

if TYPE_CHECKING:
    from household.change import Change
    from tasks.models.meeting import Meeting


class AtTable(models.Model):
    """Nobody is waited for who is not there, and nobody who got up."""

    class Meta:
        abstract = True

    def still_on(self: Meeting, change: Change) -> None:
        """Reads it anew. Raises `Refused` once it is closed."""
        change.again(self)
        self.not_over()

    def not_over(self: Meeting) -> None:
        """Raises `Refused` once it is closed."""
        if self.state == State.CLOSED:
            raise Refused(
                _("This meeting is over."), _("What was decided is kept. The rest waits for next time."), code="closed"
            )

    @contextmanager
    def at_table(self: Meeting, by: Member, *, waiting: bool = False) -> Iterator[Change]:
        """The home's door for somebody who is in this open meeting. Raises `Refused` for who is not."""
        with by.household.change(by) as change:
            only_adults(by)
            self.still_on(change)
            self.check_table(by, waiting)
            yield change

    def check_table(self: Meeting, by: Member, waiting: bool = False) -> None:
        """Raises `Refused` where `by` is not in it, or it has not begun."""
        Seat.check_taken(self, by)
        if self.is_waiting and not waiting:
            raise Refused(_("Our meeting has not begun."), _("It opens when everybody here is ready."), code="not_open")

    def check_orders(self: Meeting, by: Member) -> None:
        """Raises `Refused` or `NotHere` where `by` has nothing to order here. Children: see `FamilyTable`."""
        if by.is_adult:
            return self.check_table(by)
        table = FamilyTable.of(self)
        if table is None or by.pk not in table.here:
            raise NotHere

    def note_sat(self: Meeting, by: Member) -> None:
        """`by` has a device at hand. It was seen at the table when they sat down; kept here, on no screen."""
        if by.pk not in self.sat:
            self.sat = [*self.sat, by.pk]
            type(self).objects.filter(pk=self.pk).update(sat=self.sat)

    def open_if_all_are_ready(self: Meeting, change: Change) -> None:
        """It takes two adults, or one where only one lives here. Two with one phone between them are two: each says so
        with it in their hand, and whoever was not there takes it back (`go_on_without_lent`)."""
        seats = Seat.objects.filter(meeting=self, member__left_on=None)
        if self.is_waiting and self.are_enough(seats.count()) and not seats.filter(ready=False).exists():
            self.open(change)

    def are_enough(self: Meeting, there: int) -> bool:
        """Whether so many adults may begin."""
        return there >= min(ENOUGH, len(adults_of(self.household_id)))

    def may_open(self: Meeting, there: list[str], sealed: Iterable[str]) -> bool:
        """Whether what these adults at the table were to seal is opened now."""
        return may_open(there, set(sealed), len(adults_of(self.household_id)))

    def welcome_late(self: Meeting, by: Member, change: Change) -> None:
        """Somebody sits down after it began."""
        from .ranking import Ranking

        Ranking.give_to(self, by, change)
        self.tell_room(change)

    def go_on_without(self: Meeting, by: Member, change: Change) -> None:
        """Somebody got up. Nothing is opened by that; with nobody left it is over."""
        from .strips import Wish

        Wish.get_up(self, by, change)
        left = Seat.at(self)
        if not left:
            return self.forget(change) if self.is_waiting else self.end(change)
        self.take_seals_off(change)
        if self.is_waiting:
            self.open_if_all_are_ready(change)
        else:
            self.tell_room(change)

    def go_on_without_lent(self: Meeting, by: Member, seat: Seat | None, laid: bool, change: Change) -> None:
        """`by` was not the one who sat here on another's phone. An order that was `laid` there and is not agreed yet is
        off the table; if too few are left to begin, all who are here say once more that they are ready. Closed: what
        was decided stands, with what they say beside it."""
        from .ranking import Ranking

        if self.state == State.CLOSED:
            return
        self.note_sat(by)  # on a device of their own
        if seat:
            seat.free(change)
        if seat or laid:
            Ranking.take_back(self, by, change)
        if seat is None:
            return
        left = Seat.at(self)
        if left and not self.is_waiting and not self.are_enough(len(left)):
            self.wait_again(change)
        self.go_on_without(by, change)

    def take_seals_off(self: Meeting, change: Change) -> None:
        """Somebody is not at the table any more, so each adult decides anew: what they sealed and is not opened yet is
        kept and open again for them alone. Those who are there go on by sealing it once more.

        It happens whoever has sealed, so that it tells nobody whether the others had. Children’s orders stay sealed:
        the adults’ seals are what opens them.
        """
        from .ballot import Ballot
        from .hand import Hand

        Hand.take_seals_off(self, change)
        Ballot.take_seals_off(self, change)

    def reveal(self: Meeting, change: Change) -> None:
        """Somebody has sealed something. Opens what everybody at the table has sealed, once, for those who sealed."""
        from .hand import Hand
        from .ranking import Ranking

        if Seat.objects.filter(meeting=self, member__told=False).exclude(member__left_on=None).exists():
            # Somebody at the table left the home in silence: that opens nothing of what was sealed beside them.
            change.tell_who_left()
            return
        there = Seat.at(self)
        change.open(there)  # nobody can change what they hold while it is being shown
        Hand.reveal(self, there, change)
        Ranking.reveal(self, there, change)

    def tell_room(self: Meeting, change: Change) -> None:
        """Who is there is told only while it is open, and only to who is in it."""
        there = self.with_own_device() if self.state == State.OPEN else []
        change.room(Room(self.household_id, self.pk, there))

    def with_own_device(self: Meeting) -> list[str]:
        """Those at the table whose screens tell that they are there; who sits on another’s phone has none."""
        lent = Seat.lent_on(self)
        return [who for who in Seat.at(self) if who not in lent]
