"""Household: the home, its name and clock, and how far its shared streams have come."""

from __future__ import annotations

import datetime
import secrets
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.db import models
from django.utils import timezone

from household.errors import AdultsOnly
from household.streams import EVERYONE

from .naming import check_colour, check_name, free_colour
from .row import Row

if TYPE_CHECKING:
    from household.change import Change

    from .member import Member
    from .user import User


REST_AFTER = [(weeks, str(weeks)) for weeks in (2, 4, 8, 12)]


def new_epoch() -> str:
    """A short random text. A cursor of another epoch is answered with everything."""
    return secrets.token_hex(4)


class Household(Row):
    """A home and the people in it. Nobody owns it; when nobody is left it is deleted after 30 days."""

    kind = "home"
    shared = EVERYONE
    home = "id"
    columns: ClassVar = ("name", "time_zone", "rest_after")

    name = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=64, default="UTC")
    made_on = models.DateField(default=datetime.date.today)
    epoch = models.CharField(max_length=16, default=new_epoch)  # renewed when a backup is restored
    everyone_version = models.PositiveBigIntegerField(default=0)
    adults_version = models.PositiveBigIntegerField(default=0)
    everyone_horizon = models.PositiveBigIntegerField(default=0)  # tombstones up to here are forgotten
    adults_horizon = models.PositiveBigIntegerField(default=0)
    somebody_left = models.BooleanField(default=False)  # the next shared change says so
    empty_since = models.DateField(null=True)
    rest_after = models.PositiveSmallIntegerField(null=True, default=8, choices=REST_AFTER)  # weeks; None: never
    rest_looked_on = models.DateField(null=True)  # the last day on which a server looked at what may rest

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="home_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(rest_after__isnull=True) | models.Q(rest_after__in=[2, 4, 8, 12]),
                name="rests_after_known_weeks",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def change(self, by: Member) -> Change:
        """The door for what others see."""
        from household.change import Change

        return Change(by, shared=self.pk)

    @classmethod
    def start(cls, name: str, time_zone: str, user: User, first: str, colour: str) -> Member:
        """A new home with its first member, `first`, and cards that show how it works."""
        from household.change import Change

        with Change(None) as change:
            change.found(cls(name=name, time_zone=cls.known_clock(time_zone)))
            assert change.household
            member = change.household.admit(change, user, first, colour, is_first=True)
        return member

    def admit(self, change: Change, user: User, name: str, colour: str, *, is_first: bool = False) -> Member:
        """Somebody comes in, as an equal, without a `colour` in one that is free. Who is new on this server becomes a
        person with the same change. Raises `NameTaken` or `ColourTaken`."""
        from .member import Member
        from .row import KINDS

        if user._state.adding:
            user.save(force_insert=True)
        colour = colour or free_colour(self.pk)
        member = Member(household=self, user=user, name=name, colour=colour, joined_on=change.today)
        check_name(member, name)
        check_colour(member, colour)
        change.save(member)
        change.open([member.pk])
        change.by = member
        for kind in KINDS.values():
            kind.welcome(member, change, first=is_first)
        return member

    def rename(self, by: Member, **fields: Any) -> list[bytes]:
        """The home's name or clock is another, or the weeks after which untouched tasks rest (`rest_after`: for
        adults to choose; None: never). The same already: nothing happens."""
        with self.change(by) as change:
            change.again(self)
            if fields.get("rest_after", self.rest_after) != self.rest_after and not by.is_adult:
                raise AdultsOnly
            change.put(self, **fields)
        return change.items

    def somebody_is_here(self) -> bool:
        """Whether anybody is left who can come in."""
        from .member import Member

        return Member.who_can_come_in(timezone.now()).filter(household=self).exists()

    @property
    def clock(self) -> ZoneInfo:
        """The home's time zone; a name this machine no longer knows counts as UTC."""
        try:
            return ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            return ZoneInfo("UTC")

    def today(self) -> datetime.date:
        """The day it is at home."""
        return timezone.now().astimezone(self.clock).date()

    def midnight_after(self, day: datetime.date) -> datetime.datetime:
        """When that day is over at home."""
        after = day + datetime.timedelta(days=1)
        return datetime.datetime.combine(after, datetime.time(), tzinfo=self.clock).astimezone(datetime.UTC)

    @staticmethod
    def known_clock(name: str) -> str:
        """`name` where it is a time zone, else UTC: a browser may know more names than this machine."""
        return name if name in known_time_zones() else "UTC"


@cache
def known_time_zones() -> frozenset[str]:
    """The names of time zones this machine knows, without those that name no place: what `localtime` means would
    depend on the machine."""
    return frozenset(available_timezones() - {"localtime", "posixrules", "Factory"})
