"""Ballot: the order in which one person would like things to be done. Sealed until everybody’s is."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, NotHere, Refused
from household.models import Household, Member, Role, Row
from tasks.joint_order import MOST_RANKED

if TYPE_CHECKING:
    from household.change import Change, Items

    from .meeting import Meeting


class Ballot(Row):
    """`offered`: what there is to order, in an order of this person’s own, the same all through the meeting (a shown
    order would pull: RESULTS.md 5.4). `order`: best first, kept as it is dragged. It never leaves its own stream.

    `at_tablet`: a child laid it out at the family’s tablet. Until it is sealed it is found there again by whoever taps
    that name, like slips of paper on the table; sealed, or begun on a device of the child’s own, it is not.
    """

    kind = "ballot"
    own = "member_id"
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "offered", "order", "sealed", "reopened", "most")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="ballots")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    offered = models.JSONField(default=list)
    order = models.JSONField(default=list)
    sealed = models.BooleanField(default=False)
    reopened = models.BooleanField(default=False)  # it was sealed when somebody left the table
    most = models.PositiveSmallIntegerField(default=MOST_RANKED)  # a child’s has fewer places
    at_tablet = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="one_ballot_each")]
        indexes = [models.Index(fields=["member", "stamp"], name="ballot_news")]

    def __str__(self) -> str:
        return "a ballot"  # it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """`places`: how many there are to fill, the same for everybody."""
        places = min(values.pop("most"), len(values["offered"]))
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values, "places": places}

    @classmethod
    def give(cls, meeting: Meeting, member: str, offered: list[str], most: int, change: Change) -> None:
        """In a random order of their own. Where there is something else to order by now, the ballot keeps what is still
        there in its places, with what is new at the end, and is open again."""
        shuffled = list(offered)
        random.Random(f"{meeting.pk}/{member}").shuffle(shuffled)  # noqa: S311 - no secret, an order to look at
        ballot = cls.objects.filter(meeting=meeting, member_id=member).first()
        if ballot is None:
            made = cls(household_id=meeting.household_id, meeting=meeting, member_id=member, most=most)
            made.offered = shuffled
            change.save(made)
        elif set(ballot.offered) != set(offered):
            there = [task for task in ballot.offered if task in offered]
            ballot.order = [task for task in ballot.order if task in offered]
            ballot.offered = [*there, *(task for task in shuffled if task not in there)]
            ballot.sealed = False
            change.save(ballot, "offered", "order", "sealed")

    @classmethod
    def fill(cls, by: Member, meeting: Meeting, order: list[str] | None, sealed: bool | None) -> Items:
        """The order as it is now, and whether it is sealed. With the last one sealed all are opened in that change.

        At the family’s tablet the answer holds nothing of it: see `laid_out`.
        """
        with by.household.change(by) if sealed or by.at_tablet else by.change() as change:
            change.open([by.pk])  # before it is read: another device of theirs may be dragging
            meeting.read_anew()
            meeting.not_over()
            meeting.check_orders(by)
            ballot = cls.objects.filter(meeting=meeting, member=by).first()
            if ballot is None:
                raise NotHere
            if not by.at_tablet:
                change.again(ballot)
            ballot.put(order, sealed, meeting, change, at_tablet=by.at_tablet)
        return change.items

    @classmethod
    def laid_out(cls, by: Member, meeting: Meeting) -> dict[str, Any]:
        """`{"order", "sealed"}` as `by` may see it there: all of it on a device of their own; at the family’s
        tablet only what was laid out there, and of that no order once it is sealed. Raises `NotHere` without one."""
        ballot = cls.objects.filter(meeting=meeting, member=by).first()
        if ballot is None:
            raise NotHere
        if not by.at_tablet:
            return {"order": ballot.order, "sealed": ballot.sealed}
        return {
            "order": ballot.order if ballot.lies_open else [],
            "sealed": ballot.at_tablet and ballot.sealed,
        }

    @property
    def lies_open(self) -> bool:
        """At the family’s tablet, for whoever taps that name."""
        return self.at_tablet and not self.sealed

    def put(
        self, order: list[str] | None, sealed: bool | None, meeting: Meeting, change: Change, at_tablet: bool = False
    ) -> None:
        """Another order, sealed or open again, inside a change.

        Sealed are all places or none: who names fewer than the others would weigh more (RESULTS.md 5.2). Unsealed again
        by the same, until all are opened; after it the ballot changes nothing. At the family’s tablet an order that
        does not lie open there can only be laid anew: opened again, it could be read.
        """
        if at_tablet and order is None and not self.lies_open:
            return
        wanted = self.order if order is None else order
        seal = self.sealed if sealed is None else sealed
        if order is not None:
            self.check_order(order)
        if (wanted, seal) == (self.order, self.sealed):
            return
        self.check_seal(wanted, meeting, seal)
        self.order, self.sealed, self.at_tablet = wanted, seal, at_tablet
        self.reopened = self.reopened and not seal
        change.save(self, "order", "sealed", "at_tablet", "reopened")
        if sealed:
            meeting.reveal(change)

    @classmethod
    def signed_out_by_another(cls, member: Member, change: Change) -> None:
        """Whoever is let in as this child next reads no order of theirs: it is laid anew."""
        for ballot in cls.objects.filter(member=member).exclude(order=[]).order_by("pk"):
            change.put(ballot, order=[], sealed=False, at_tablet=False)

    @classmethod
    def take_seals_off(cls, meeting: Meeting, change: Change) -> None:
        """The adults’ orders are open again, as they were sealed, unless all are opened. See `AtTable`."""
        if meeting.ranking_shown:
            return
        sealed = cls.objects.filter(meeting=meeting, sealed=True, member__role=Role.ADULT)
        change.open(sealed.values_list("member_id", flat=True))
        for ballot in sealed.order_by("pk"):
            ballot.sealed, ballot.reopened = False, True
            change.save(ballot, "sealed", "reopened")

    def check_seal(self, order: list[str], meeting: Meeting, seal: bool = True) -> None:
        """Raises `Refused` where all are opened already, `BadInput` for a seal on an order that is not whole."""
        self.check_order(order)
        if meeting.ranking_shown:
            raise Refused(
                _("Everybody’s order is on the table already."),
                _("Nothing was changed. Move things in the joint order."),
                code="shown_already",
            )
        if seal and len(order) not in (0, min(self.most, len(self.offered))):
            raise BadInput(errors={"order": [_("Fill all the places, or none of them.")]})

    def check_order(self, order: list[str]) -> None:
        """Raises `BadInput` for what is not offered, named twice, or too many."""
        if len(order) > self.most or len(set(order)) != len(order) or not set(order) <= set(self.offered):
            raise BadInput(errors={"order": [_("As many of the things offered as there are places, each once.")]})
