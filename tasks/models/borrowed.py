"""Borrowed: what was said as mine in a meeting, on somebody else's phone. Nobody can know who held that phone, so its
person is told on their own devices, also after the close, and can put right what was said as theirs.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import NotHere, Refused
from household.models import Household, Member, Row
from household.models.helping import only_adults
from household.models.row import LATE

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.meeting import Meeting

STAYS = datetime.timedelta(days=90)
"""How long it is told, unless it is put away before. Whoever said "that was not me" has it until they take it back."""


class Borrowed(Row):
    """In its person's own stream. The same facts stand in the meeting, for all adults: see `Meeting.lent`.

    `lines` came on our list as theirs; `kept` were not shown and are in their head; `ordered`: an order was opened as
    theirs. `denied`: they said that it was not them, and nobody seats them on their phone while that stands.
    """

    kind = "borrowed"
    own = "member_id"
    columns: ClassVar = ("meeting", "on_id", "day", "ordered", "lines", "kept", "denied")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    on = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")  # whose phone it was
    meeting = models.CharField(max_length=36)  # only its name: one that never began again is gone
    day = models.DateField()
    ordered = models.BooleanField(default=False)
    lines = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    denied = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "meeting", "on"], name="borrowed_once_of_each")]
        indexes = [models.Index(fields=["member", "stamp"], name="borrowed_news")]

    def __str__(self) -> str:
        return f"on another's phone on {self.day}"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        day = values["day"]
        until = f"{day + STAYS}T00:00:00Z" if day and not values["denied"] else None
        return {"kind": cls.kind, **values, "on": values.pop("on_id"), "until": until}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(models.Q(denied=True) | models.Q(day__gt=now.date() - STAYS))

    # -- it is noted -------------------------------------------------------------------------------

    @classmethod
    def note(
        cls,
        meeting: Meeting,
        member: str,
        on: str,
        change: Change,
        *,
        ordered: bool = False,
        lines: Iterable[str] = (),
        kept: Iterable[str] = (),
    ) -> None:
        """`member` was at the table on the phone of `on`, and this came of it, inside a change. What is `kept` is
        theirs alone; all else is opened, and stands in the meeting too."""
        lines, kept = list(lines), list(kept)
        row = cls.mine(meeting, member, on, change)
        if row._state.adding or (ordered and not row.ordered) or lines or kept:
            row.ordered = row.ordered or ordered
            row.lines, row.kept = [*row.lines, *lines], [*row.kept, *kept]
            change.save(row, "ordered", "lines", "kept")
        told = next((one for one in meeting.lent if (one["member"], one["on"]) == (member, on)), None)
        if kept or (told and not lines and ordered <= told["ordered"]):
            return
        fresh = told or {"member": member, "on": on, "ordered": False, "lines": [], "denied": False}
        fresh = {**fresh, "ordered": fresh["ordered"] or ordered, "lines": [*fresh["lines"], *lines]}
        meeting.lent = [*(one for one in meeting.lent if one is not told), fresh]
        change.save(meeting, "lent")

    @classmethod
    def mine(cls, meeting: Meeting, member: str, on: str, change: Change) -> Borrowed:
        """The row of that meeting and phone; a new one where there is none."""
        change.open([member])
        row = cls.objects.filter(member_id=member, meeting=meeting.pk, on_id=on).first()
        made = cls(household_id=meeting.household_id, member_id=member, meeting=meeting.pk, on_id=on, day=change.today)
        return row or made

    # -- its person says what was so ---------------------------------------------------------------

    @classmethod
    def answer(cls, by: Member, meeting: Meeting, *, me: bool) -> Items:
        """That was me, or: that was not me. So already: nothing happens.

        Not them: a seat they still have there is free, an order that was opened as theirs and is not agreed is taken
        off the table, and with too few left the meeting waits once more. Lines stay on our list and are nobody's in
        particular. The recap says both, and nobody seats them on their phone until they allow it.
        """
        from .seat import Seat

        with by.household.change(by) as change:
            only_adults(by)
            change.again(meeting)
            change.open([by.pk])
            seat = Seat.objects.filter(meeting=meeting, member=by).exclude(on=None).first()
            told = [one for one in meeting.lent if one["member"] == by.pk and one["on"]]
            known = cls.objects.filter(member=by, meeting=meeting.pk).exclude(on=None)
            phones = {one["on"] for one in told} | {on for on in known.values_list("on_id", flat=True) if on}
            if seat and seat.on_id and not me:
                phones.add(seat.on_id)
            if not phones:
                raise NotHere
            for on in sorted(phones):
                row = cls.mine(meeting, by.pk, on, change)
                if row.denied == me:
                    row.denied = not me
                    change.save(row, "denied")
            if any(one["denied"] == me for one in told):
                meeting.lent = [{**one, "denied": not me} if one in told else one for one in meeting.lent]
                change.save(meeting, "lent")
                cls.sign_lines(by, [line for one in told for line in one["lines"]], change, mine=me)
            if not me:
                laid = any(one["ordered"] and not one["denied"] for one in told)
                meeting.go_on_without_lent(by, seat, laid, change)
        return change.items

    @classmethod
    def answer_alone(cls, by: Member, meeting: str, *, me: bool) -> Items:
        """The same of a meeting that is gone, since it waited once more and everybody got up: only their own line is
        left to say so. Raises `NotHere` without one."""
        with by.change() as change:
            rows = list(cls.objects.filter(member=by, meeting=meeting).order_by("pk"))
            if not rows:
                raise NotHere
            for row in rows:
                change.again(row)
                if row.denied == me:
                    row.denied = not me
                    change.save(row, "denied")
        return change.items

    @classmethod
    def sign_lines(cls, by: Member, lines: list[str], change: Change, *, mine: bool) -> None:
        """Whose words these are: `by`'s, or nobody's in particular. What they have taken back is not touched."""
        from .task import Task

        was, now = (None, by) if mine else (by, None)
        for task in Task.objects.filter(pk__in=lines, private_to=None, author=was).order_by("pk"):
            task.author = now
            change.save(task, "author")
            change.note("mine" if mine else "not_mine", task)

    def put_away(self, by: Member) -> Items:
        """Read. Where it was not them: they may be seated on another's phone again."""
        with by.change() as change:
            change.again(self)
            change.gone(self)
        return change.items

    @classmethod
    def check_allowed(cls, member: str) -> None:
        """Raises `Refused` where they said that it was not them, and have not taken it back."""
        if cls.objects.filter(member_id=member, denied=True).exists():
            raise Refused(
                _("They sit down on a device of their own."),
                _("Nothing was changed. They have said so, and can allow it again there."),
                code="own_device",
            )

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        cls.objects.filter(denied=False, day__lt=(now - STAYS - LATE).date()).delete()
