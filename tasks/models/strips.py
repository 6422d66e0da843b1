"""Strips: how the work lay between two, looked at only when both want to, in one meeting, and gone with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Household, Member, Row
from tasks.balance import SINCE, Deed, strips

from .credit import Credit, CreditPart
from .hand import Shown
from .part import How, Part
from .sealed import may_open
from .seat import Seat
from .task import Task

if TYPE_CHECKING:
    from household.change import Change, Items

    from .meeting import Meeting

ABOUT_RIGHT = 3  # of the five steps of the pulse's fairness


class Wish(Row):
    """“Show us”: one person's yes, sealed. A no is the same as silence: there is no row."""

    kind = "wish"
    own = "member_id"
    of_one_meeting = True
    columns: ClassVar = ("meeting_id",)

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="one_wish_each")]
        indexes = [models.Index(fields=["member", "stamp"], name="wish_news")]

    def __str__(self) -> str:
        return "a wish"  # it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values}

    @classmethod
    def say(cls, by: Member, meeting: Meeting, *, wants: bool) -> Items:
        """Yes, or not any more. With the last yes the strips are there for both, in that change; whoever wants them no
        more takes them off the table. So already: nothing happens."""
        with meeting.at_table(by) as change:
            two = sorted(Member.adults_known_at(by.household_id).values_list("pk", flat=True))
            if wants and len(two) != 2:
                raise Refused(_("This is for two adults."), _("Nothing was changed."), code="two_adults")
            if wants and all_say_about_right(meeting):
                raise Refused(
                    _("You both say that it is about right."),
                    _("Nothing was changed. You can talk about it without a picture."),
                    code="about_right",
                )
            change.open([by.pk])
            mine = cls.objects.filter(meeting=meeting, member=by).first()
            if wants and mine is None:
                change.save(cls(household_id=by.household_id, meeting=meeting, member=by))
                Strips.put_if_all_want(meeting, two, change)
            elif mine and not wants:
                change.gone(mine)
                Strips.put_away(meeting, change)
            elif mine:
                change.again(mine)
        return change.items

    @classmethod
    def get_up(cls, meeting: Meeting, by: Member, change: Change) -> None:
        """`by` leaves the table: so does their yes, and with it what it showed."""
        change.open([by.pk])
        for wish in cls.objects.filter(meeting=meeting, member=by):
            change.gone(wish)
        Strips.put_away(meeting, change)


class Strips(Row):
    """For one of the two who said yes. Bands in words, never numbers: `[{"part", "band", "to"}]`; null where too
    little is written down to say."""

    kind = "strips"
    own = "member_id"
    in_copies = False
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "strips")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tasks.Meeting", models.CASCADE, related_name="strips")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    strips = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="strips_once_each")]
        indexes = [models.Index(fields=["member", "stamp"], name="strips_own_news")]

    def __str__(self) -> str:
        return "how the work lay"  # it may stand in a log

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values}

    @classmethod
    def put_if_all_want(cls, meeting: Meeting, two: list[str], change: Change) -> None:
        """Both are at the table and both said yes: now, and only now, it is computed."""
        wished = Wish.objects.filter(meeting=meeting, member__in=Seat.at(meeting)).values_list("member_id", flat=True)
        if not may_open(two, set(wished), len(two)) or cls.objects.filter(meeting=meeting).exists():
            return
        first, second = sorted(two)
        found = strips(deeds_of(meeting.household_id, change), (first, second))
        told = None if found is None else [{"part": one.part, "band": one.band, "to": one.to} for one in found]
        change.open(two)
        for member in two:
            change.save(cls(household_id=meeting.household_id, meeting=meeting, member_id=member, strips=told))

    @classmethod
    def put_away(cls, meeting: Meeting, change: Change) -> None:
        """Off the table again: somebody wants them no more, or got up."""
        rows = cls.objects.filter(meeting=meeting)
        change.open(rows.values_list("member_id", flat=True))
        for row in rows.order_by("pk"):
            change.gone(row)

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        for row in cls.objects.filter(household_id=member.household_id).order_by("pk"):
            change.gone(row)


def all_say_about_right(meeting: Meeting) -> bool:
    """Whether everybody in this meeting has shared that the way they share feels about right."""
    said = [row.said.get("fairness") for row in Shown.objects.filter(meeting=meeting)]
    return len(said) > 1 and all(step == ABOUT_RIGHT for step in said)


def deeds_of(home: str, change: Change) -> list[Deed]:
    """What was credited on what was done in the last four weeks: as it was said, or, where nobody said anything, as it
    is assumed. The one place that looks at deeds by person (RESULTS.md section 8, 7)."""
    ours = Task.objects.filter(household_id=home, private_to=None, starter="")
    tasks = list(ours.filter(done_on__gt=change.today - SINCE, done_on__lte=change.today).order_by("pk"))
    sizes = {task.pk: task.size for task in tasks}
    said: dict[tuple[str, str], set[str]] = {}
    credits = Credit.objects.filter(task__in=sizes).values_list("task_id", "part", "member_id", "declined")
    for pk, part, who, declined in credits:
        said.setdefault((pk, part), set()).update(() if declined else (who,))
    joined: dict[tuple[str, str], set[str]] = {}
    for pk, who, how, done in Part.objects.filter(task__in=sizes).values_list("task_id", "member_id", "how", "done_on"):
        if how != How.EACH or done:
            kind = CreditPart.HELPED if how == How.HELPER else CreditPart.DONE
            joined.setdefault((pk, kind.value), set()).add(who)
    deeds = []
    for task in tasks:
        for part in CreditPart.values:
            assumed = {who for who in (Credit.unsaid(task, part),) if who} | joined.get((task.pk, part), set())
            deeds += [Deed(part, who, task.size) for who in sorted(said.get((task.pk, part), assumed))]
    return deeds
