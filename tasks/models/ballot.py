"""Ballot: the order in which one person would like things to be done. Sealed until everybody’s is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, NotHere, Refused
from household.models import Household, Member, Row
from tasks.joint_order import MOST_RANKED

from .rhythm import adults_only

if TYPE_CHECKING:
    from household.change import Items

    from .meeting import Meeting


class Ballot(Row):
    """`offered`: what there is to order, in an order of this person’s own, the same all through the meeting (a shown
    order would pull: RESULTS.md 5.4). `order`: best first, kept as it is dragged. It never leaves its own stream."""

    kind = "ballot"
    own = "member_id"
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "offered", "order", "sealed")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="ballots")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    offered = models.JSONField(default=list)
    order = models.JSONField(default=list)
    sealed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="one_ballot_each")]
        indexes = [models.Index(fields=["member", "stamp"], name="ballot_news")]

    def __str__(self) -> str:
        return "a ballot"  # it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """`places`: how many there are to fill, the same for everybody."""
        places = min(MOST_RANKED, len(values["offered"]))
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values, "places": places}

    @classmethod
    def fill(cls, by: Member, meeting: Meeting, order: list[str] | None, sealed: bool | None) -> Items:
        """The order as it is now, and whether it is sealed. With the last one sealed all are opened in that change.

        Sealed are all places or none: who names fewer than the others would weigh more (RESULTS.md 5.2). Unsealed again
        by the same, until then; after it the ballot changes nothing.
        """
        with by.household.change(by) if sealed else by.change() as change:
            adults_only(by)
            change.open([by.pk])  # before it is read: another device of theirs may be dragging
            ballot = cls.objects.filter(meeting=meeting, member=by).first()
            meeting.read_anew()
            meeting.not_over()
            meeting.check_table(by)
            if ballot is None:
                raise NotHere
            change.again(ballot)
            wanted = ballot.order if order is None else order
            seal = ballot.sealed if sealed is None else sealed
            if order is not None:
                ballot.check_order(order)
            if meeting.ranking_shown:
                if (wanted, seal) != (ballot.order, ballot.sealed):
                    raise Refused(
                        _("Everybody’s order is on the table already."),
                        _("Nothing was changed. Move things in the joint order."),
                        code="shown_already",
                    )
            elif (wanted, seal) != (ballot.order, ballot.sealed):
                if seal and len(wanted) not in (0, min(MOST_RANKED, len(ballot.offered))):
                    raise BadInput(errors={"order": [_("Fill all the places, or none of them.")]})
                ballot.order, ballot.sealed = wanted, seal
                change.save(ballot, "order", "sealed")
                if sealed:
                    meeting.reveal(change)
        return change.items

    def check_order(self, order: list[str]) -> None:
        """Raises `BadInput` for what is not offered, named twice, or too many."""
        if len(order) > MOST_RANKED or len(set(order)) != len(order) or not set(order) <= set(self.offered):
            raise BadInput(errors={"order": [_("At most five of the things offered, each once.")]})
