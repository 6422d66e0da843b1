"""Lending: one phone handed round. Somebody with no device at hand sits on another's, for what is sealed and no more.

The phone that is lent writes and never reads: what is put into it goes into its person's own stream, and no answer
holds anything of that or differs by it, so handing it back shows nothing. Nothing about feelings is said on it; nobody
takes a task or moves the meeting on by it. That somebody sits on another's phone is a plain fact at the table, on their
own devices too, and sitting down on one of those ends it. Who has sat on a device of their own has one at hand: nobody
can sit for them in that meeting any more. What was said so says on whose phone, and is told to its person (`Borrowed`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, NotHere, Refused
from household.models import Member
from household.models.helping import only_adults
from tasks.meeting_steps import HEADS

from .borrowed import Borrowed

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.meeting import Meeting
    from tasks.models.seat import Seat


class Lending(models.Model):
    """A seat on somebody's phone (`on`); on a device of one's own: nobody's."""

    on = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True

    @classmethod
    def lend(cls: type[Seat], by: Member, meeting: Meeting, member: str) -> Items:
        """`member` sits on the phone of `by`, and is not ready yet. Sits there already: nothing happens."""
        with by.household.change(by) as change:
            only_adults(by)
            meeting.still_on(change)
            meeting.refresh(change)
            cls.check_taken(meeting, by)
            other = Member.adults_known_at(by.household_id).filter(pk=member).exclude(pk=by.pk).first()
            if other is None:
                raise BadInput(errors={"member": [_("Another adult at home.")]})
            Borrowed.check_allowed(member)
            seat = cls.objects.filter(meeting=meeting, member_id=member).first()
            if seat is None and member not in meeting.sat:
                change.save(cls(household_id=by.household_id, meeting=meeting, member_id=member, on=by))
                if not meeting.is_waiting and not other.left_on:
                    meeting.welcome_late(other, change)
            elif seat is None or seat.on_id != by.pk:
                raise Refused(
                    _("They sit on another device in this meeting."),
                    _("Nothing was changed. They can go on there."),
                    code="other_device",
                )
        return change.items

    @classmethod
    def lent_to(
        cls: type[Seat], by: Member, meeting: Meeting, member: str, change: Change, waiting: bool = False
    ) -> Seat:
        """The seat of `member` on the phone of `by`, inside a change. Raises `Refused` where it is not, or no more; and
        before it begins, unless one may do that while the meeting is `waiting`."""
        only_adults(by)
        meeting.still_on(change)
        meeting.check_table(by, waiting)
        seat = cls.objects.filter(meeting=meeting, member_id=member, on=by, member__left_on=None).first()
        if seat is None:
            raise Refused(
                _("They do not sit on this phone."), _("Nothing was changed. Hand it over once more."), code="no_seat"
            )
        change.open([member])
        return seat

    @classmethod
    def ready_on_lent(cls: type[Seat], by: Member, meeting: Meeting, member: str) -> Items:
        """They say they are ready, with the phone in their hand. When everybody who is there is, the meeting opens in
        that change; their own devices and the recap say on whose phone it was."""
        with by.household.change(by) as change:
            seat = cls.lent_to(by, meeting, member, change, waiting=True)
            if not seat.ready:
                seat.ready = True
                change.save(seat, "ready")
                if meeting.is_waiting:
                    meeting.open_if_all_are_ready(change)
                else:
                    Borrowed.note(meeting, member, by.pk, change)
        return change.items

    @classmethod
    def give_back(cls: type[Seat], by: Member, meeting: Meeting, member: str) -> Items:
        """The phone is its owner's again, and the seat is free. What was typed on it is in their head."""
        with by.household.change(by) as change:
            seat = cls.lent_to(by, meeting, member, change, waiting=True)
            seat.free(change)
            meeting.go_on_without(seat.member, change)
        return change.items

    @classmethod
    def order_on_lent(cls: type[Seat], by: Member, meeting: Meeting, member: str, order: list[str]) -> Items:
        """Their order, sealed at once; another one until all are opened. It is written each time, the same one too:
        else the answer would tell whether it was."""
        from .ballot import Ballot

        with by.household.change(by) as change:
            cls.lent_to(by, meeting, member, change)
            ballot = Ballot.objects.filter(meeting=meeting, member_id=member).first()
            if ballot is None:
                raise NotHere
            ballot.check_seal(order, meeting)
            ballot.order, ballot.sealed, ballot.reopened = order, True, False
            change.save(ballot, "order", "sealed", "reopened")
            meeting.reveal(change)
        return change.items

    @classmethod
    def heads_on_lent(
        cls: type[Seat], by: Member, meeting: Meeting, member: str, lines: list[str], pk: str | None = None
    ) -> Items:
        """Lines of theirs for our list, and that their head is empty. What is in their own head otherwise is not
        touched: only they bring that. Once heads are shown, they are kept there for them. The same `pk` once more is
        the same lines once more, reworded perhaps: they stand instead of those."""
        from .hand import Hand

        with by.household.change(by) as change:
            cls.lent_to(by, meeting, member, change)
            hand = Hand.objects.filter(meeting=meeting, member_id=member).first()
            hand = hand or Hand(household_id=by.household_id, meeting=meeting, member_id=member)
            hand.put_in(lines, pk)
            hand.heads_ready = True
            hand.reopened = [step for step in hand.reopened if step != HEADS]
            change.save(hand, "lines", "handed", "heads_ready", "reopened")
            if meeting.heads_shown:
                hand.keep_lines(change)
            meeting.reveal(change)
        return change.items

    # -- it ends -----------------------------------------------------------------------------------

    def take_over(self: Seat, change: Change) -> None:
        """They sit down on a device of their own: what was put in on the other's phone is theirs to say again."""
        self.keep_what_was_put_in(change)
        self.on = None
        change.save(self, "on")

    def free(self: Seat, change: Change) -> None:
        """Nobody sits here any more."""
        if self.on_id:
            self.keep_what_was_put_in(change)
        change.gone(self)

    def keep_what_was_put_in(self: Seat, change: Change) -> None:
        """On another's phone, and not shown: lines are in their head, to be brought another time, and their order is
        open again, theirs to seal."""
        from .ballot import Ballot
        from .hand import Hand

        change.open([self.member_id])
        hand = Hand.objects.filter(meeting=self.meeting, member_id=self.member_id).first()
        if hand:
            hand.keep_lines(change)
            if hand.heads_ready and not self.meeting.heads_shown:
                hand.heads_ready = False
                change.save(hand, "heads_ready")
        ballot = Ballot.objects.filter(meeting=self.meeting, member_id=self.member_id, sealed=True).first()
        if ballot and not self.meeting.ranking_shown:
            ballot.sealed = False
            change.save(ballot, "sealed")
