"""Seat: an adult who is there for this meeting, on which phone, and whether they are ready to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Household, Member, Row
from household.models.helping import only_adults
from household.streams import ADULTS

from .lending import Lending

if TYPE_CHECKING:
    from household.change import Change, Items

    from .meeting import Meeting


class Seat(Lending, Row):
    """Only oneself sits down and says so, or sits on a phone that is handed round (`on`). Gone when it closes: who was
    there is not kept, but for what was said on another's phone (`Meeting.lent`)."""

    kind = "seat"
    shared = ADULTS
    in_copies = False
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "member_id", "ready", "on_id")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    ready = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="one_seat_each")]
        indexes = [models.Index(fields=["household", "stamp"], name="seat_news")]

    def __str__(self) -> str:
        return "a seat"

    @classmethod
    def item(cls, values: dict[str, object]) -> dict[str, object]:
        meeting, member, on = values.pop("meeting_id"), values.pop("member_id"), values.pop("on_id")
        return {"kind": cls.kind, **values, "meeting": meeting, "member": member, "on": on}

    @classmethod
    def at(cls, meeting: Meeting) -> list[str]:
        """Who is there, in the order of their ids; whoever has left the home is not, and nobody on their phone."""
        seats = cls.objects.filter(meeting=meeting, member__left_on=None, on__left_on=None)
        return list(seats.order_by("member_id").values_list("member_id", flat=True))

    @classmethod
    def lent_on(cls, meeting: Meeting) -> dict[str, str]:
        """Those of them who sit on somebody else's phone, and whose it is."""
        lent = cls.objects.filter(meeting=meeting, on__left_on=None, member__left_on=None).exclude(on=None)
        return {member: on for member, on in lent.order_by("member_id").values_list("member_id", "on_id") if on}

    @classmethod
    def check_taken(cls, meeting: Meeting, by: Member) -> None:
        """Raises `Refused` where `by` is not at the table with a device of their own."""
        if not cls.objects.filter(meeting=meeting, member=by, on=None).exists():
            raise Refused(
                _("You are not in this meeting yet."), _("Nothing was changed. Say “I’m ready” first."), code="no_seat"
            )

    @classmethod
    def here(cls, meeting: Meeting, by: Member, change: Change, ready: bool) -> None:
        """`by` is there, on a device of their own. The same already: nothing happens."""
        seat = cls.objects.filter(meeting=meeting, member=by).first()
        if seat is None:
            change.save(cls(household_id=by.household_id, meeting=meeting, member=by, ready=ready))
        elif seat.on_id:
            seat.take_over(change)
        meeting.note_sat(by)
        if seat and ready and not seat.ready:
            seat.ready = True
            change.save(seat, "ready")

    @classmethod
    def say_ready(cls, by: Member, meeting: Meeting) -> Items:
        """I’m ready. When everybody who is there is, the meeting opens in that change; into an open one, one comes
        later. It takes two adults, or one where only one lives here."""
        with by.household.change(by) as change:
            only_adults(by)
            meeting.still_on(change)
            meeting.refresh(change)
            cls.here(meeting, by, change, ready=True)
            if meeting.is_waiting:
                meeting.open_if_all_are_ready(change)
            else:
                meeting.welcome_late(by, change)
        return change.items

    @classmethod
    def sit(cls, by: Member, meeting: Meeting) -> Items:
        """I’m here, and not ready yet: the others wait for me. Ready already: nothing happens."""
        with by.household.change(by) as change:
            only_adults(by)
            meeting.still_on(change)
            meeting.refresh(change)
            cls.here(meeting, by, change, ready=False)
            if not meeting.is_waiting:
                meeting.welcome_late(by, change)
        return change.items

    @classmethod
    def say_later(cls, by: Member, meeting: Meeting) -> Items:
        """Later, or without me: the seat is free again, without a mark. Nobody left at the table: it is over."""
        with by.household.change(by) as change:
            only_adults(by)
            change.again(meeting)
            seat = cls.objects.filter(meeting=meeting, member=by).first()
            if seat:
                meeting.note_sat(by)  # they say so on a device of their own, also of a seat on another's phone
                seat.free(change)
                for lent in cls.objects.filter(meeting=meeting, on=by).order_by("pk"):
                    lent.free(change)
                meeting.go_on_without(by, change)
        return change.items

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        theirs = cls.objects.filter(models.Q(member=member) | models.Q(on=member)).select_related("meeting")
        seats = list(theirs.order_by("pk"))
        for seat in seats:
            seat.free(change)
        for meeting in {seat.meeting for seat in seats}:
            meeting.go_on_without(member, change)
