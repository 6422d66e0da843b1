"""Asking: how one person wants to be asked how it felt. Nobody else sees it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from household.errors import NotHere
from household.models import Device, Household, Member, Role, Row

if TYPE_CHECKING:
    from household.change import Change, Items

IGNORED = 3  # cards in a row; then asking pauses by itself


class Pace(models.TextChoices):
    """When the card comes. Not at all is `on` being false."""

    EACH = "each"
    DAILY = "daily"


class Paused(models.TextChoices):
    """Three cards went by: `new` until the person has read that, `told` from then on."""

    NO = ""
    NEW = "new"
    TOLD = "told"


def evening() -> datetime.time:
    """When the card of the day comes where nothing else was said (RESULTS.md 2.2)."""
    return datetime.time(20, 30)


class Asking(Row):
    """On for every adult until they say otherwise; the first card says what it is for.

    Pace and quiet hours govern the card, which every screen keeps to by itself. The question is there at once, and
    leaves by its `until`.
    """

    kind = "asking"
    own = "member_id"
    columns: ClassVar = ("on", "introduced", "pace", "at", "quiet_from", "quiet_to", "paused")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, models.CASCADE, related_name="asking")
    on = models.BooleanField(default=True)
    introduced = models.BooleanField(default=False)
    pace = models.CharField(max_length=8, choices=Pace, default=Pace.EACH)
    at = models.TimeField(default=evening)  # of the daily card, at home
    quiet_from = models.TimeField(null=True)  # no card from then
    quiet_to = models.TimeField(null=True)  # until then, perhaps on the next day
    paused = models.CharField(max_length=4, choices=Paused, blank=True, default=Paused.NO)
    passed = models.PositiveSmallIntegerField(default=0)  # cards in a row that went by
    counted = models.DateField(null=True)  # the last day whose card was counted

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_to=None)
                | models.Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="quiet_from_and_to",
            )
        ]

    def __str__(self) -> str:
        return "how one wants to be asked"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Times as hours and minutes: 20:30."""
        times = {name: f"{values[name]:%H:%M}" if values[name] else None for name in ("at", "quiet_from", "quiet_to")}
        return {"kind": cls.kind, **values, **times}

    @classmethod
    def of(cls, member: Member) -> Asking | None:
        """How this person is asked, kept or as it begins; None for whoever is never asked (RESULTS.md 3.4)."""
        if not member.is_asked:
            return None
        return cls.objects.filter(member=member).first() or cls(household_id=member.household_id, member=member)

    @classmethod
    def who_may_be_asked(cls, home: str) -> models.QuerySet[Member]:
        """Who lives there and has not said no: adults; teenagers where a device is theirs, never the family's tablet.
        A teenager who has not chosen yet is asked: the first card says what it is for, and takes a no."""
        at_home = Member.objects.filter(household_id=home, left_on=None)
        open_to_it = models.Q(asking__on=True, asking__paused="")
        own_device = models.Exists(Device.objects.filter(user_id=models.OuterRef("user_id")))
        teen = models.Q(role=Role.TEEN) & (open_to_it | models.Q(asking=None)) & models.Q(own_device)
        return at_home.filter(models.Q(open_to_it, role=Role.ADULT) | teen)

    @classmethod
    def welcome(cls, member: Member, change: Change, *, first: bool) -> None:
        """Whoever may be asked has one from the day they join."""
        if member.is_asked:
            change.save(cls(household_id=member.household_id, member=member))

    @classmethod
    def begin(cls, home: str, members: list[str], change: Change) -> None:
        """Whoever was a child when they joined has none yet; without one no screen knows when a question may show."""
        have = set(cls.objects.filter(member__in=members).values_list("member_id", flat=True))
        for member in members:
            if member not in have:
                change.save(cls(household_id=home, member_id=member))

    def choose(self, by: Member, **fields: Any) -> Items:
        """Ask me, don't ask me, at which pace; and what has been read. The same already: nothing happens."""
        from .check_in import CheckIn, State

        if fields.get("on"):
            fields = {"paused": Paused.NO, **fields}  # whoever wants to be asked is asked
        if fields.get("paused") == Paused.NO:
            fields["passed"] = 0
        with by.change() as change:
            if self._state.adding:
                change.save(self)
            change.again(self)
            if change.put(self, **fields) and not self.on:
                for waiting in CheckIn.objects.filter(member=by, state=State.ASKED):
                    change.gone(waiting)
        return change.items

    @classmethod
    def as_days_pass(cls, now: datetime.datetime) -> Iterator[None]:
        """Counts the cards that went by since it last did; after three in a row asking pauses for that person."""
        from .check_in import CheckIn

        over = CheckIn.objects.filter(until__lt=now, member__asking__on=True, member__asking__paused=Paused.NO)
        fresh = models.Q(member__asking__counted=None) | models.Q(day__gt=models.F("member__asking__counted"))
        for pk in list(over.filter(fresh).order_by().values_list("member__asking__pk", flat=True).distinct()):
            asking = cls.objects.select_related("member__household").filter(pk=pk).first()
            with suppress(NotHere):  # they left meanwhile, before or after it was read
                if asking:
                    asking.count(now)
            yield

    def count(self, now: datetime.datetime) -> None:
        """Goes through this person's days with questions that are over. Any answer or skip begins the count anew."""
        from .check_in import CheckIn, State

        with self.member.change() as change:
            change.again(self)
            was = self.paused  # perhaps by another process, a moment ago
            days = CheckIn.objects.filter(member_id=self.member_id, until__lt=now).order_by("day")
            if self.counted:
                days = days.filter(day__gt=self.counted)
            for day, states in groupby(days.values_list("day", "state"), key=lambda row: row[0]):
                ignored = all(state == State.ASKED for _day, state in states)
                self.counted, self.passed = day, self.passed + 1 if ignored else 0
                if self.passed >= IGNORED:
                    self.passed, self.paused = 0, Paused.NEW
            type(self).objects.filter(pk=self.pk).update(counted=self.counted, passed=self.passed)
            change.worth_keeping()  # no screen holds how many went by
            if self.paused != was:
                change.save(self, "paused")
