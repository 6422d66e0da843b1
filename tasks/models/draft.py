"""Draft: what came of all the sealed orders, for one of those who sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Household, Member, Role, Row

if TYPE_CHECKING:
    from household.change import Change

    from .meeting import Meeting


class Draft(Row):
    """In its reader's own stream, so that whoever got up, came late or did not come reads nobody's order by it.

    `opened` is the same for all adults who sealed: see `Ranking.opened`. Children who sealed have the children's
    orders and the whole family's things.
    """

    kind = "draft"
    own = "member_id"
    in_copies = False
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "opened")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="drafts")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    opened = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="one_draft_each")]
        indexes = [models.Index(fields=["member", "stamp"], name="draft_news")]

    def __str__(self) -> str:
        return "a draft"  # it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        opened = values.pop("opened")
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values, **opened}

    @classmethod
    def give(cls, meeting: Meeting, readers: Iterable[str], opened: dict[str, Any], change: Change) -> None:
        """To those who sealed, in the change that opens it."""
        for member in sorted(readers):
            made = cls(household_id=meeting.household_id, meeting=meeting, member_id=member, opened=opened)
            change.save(made)

    @classmethod
    def follow(cls, meeting: str, opened: dict[str, Any], change: Change) -> None:
        """It was moved about: each adult who has one has it so."""
        rows = cls.objects.filter(meeting=meeting, member__role=Role.ADULT, member__left_on=None)
        change.open(rows.values_list("member_id", flat=True))
        for row in rows.order_by("pk"):
            change.put(row, opened=opened)

    @classmethod
    def take_back(cls, meeting: Meeting, change: Change) -> None:
        """It is off the table: one of the orders was not its person’s."""
        rows = cls.objects.filter(meeting=meeting)
        change.open(rows.values_list("member_id", flat=True))
        for row in rows.order_by("pk"):
            change.gone(row)

    @classmethod
    def signed_out_by_another(cls, member: Member, change: Change) -> None:
        for row in cls.objects.filter(member=member).order_by("pk"):
            change.gone(row)

    @classmethod
    def check_has(cls, by: Member, meeting: Meeting) -> None:
        """Raises `Refused` where the orders were opened without one of `by`."""
        if not cls.objects.filter(meeting=meeting, member=by).exists():
            raise Refused(
                _("The orders were opened without yours."),
                _("Nothing was changed. You see this week on the board as soon as the others agree on it."),
                code="opened_without_you",
            )
