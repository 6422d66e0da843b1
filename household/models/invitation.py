"""Invitation: a link by which people come into a home."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone

from household.secrets import hashed, new_secret
from household.streams import ADULTS

from .device import Device, MadeOnDevice
from .household import Household
from .member import Member
from .row import LATE, Row
from .user import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from household.change import Change

LIVES = datetime.timedelta(days=7)


class Invitation(MadeOnDevice, Row):
    """For one person unless said otherwise, until the seventh day after is over or it is withdrawn. Kept as a hash.

    It ends with a day, so that nobody reads from it when it was made.
    """

    kind = "invitation"
    shared = ADULTS
    columns: ClassVar = ("by_id", "uses_left", "until")

    household = models.ForeignKey(Household, models.CASCADE, related_name="invitations")
    by = models.ForeignKey(Member, models.CASCADE, related_name="invitations")
    secret_hash = models.CharField(max_length=64, unique=True)
    uses_left = models.PositiveSmallIntegerField(default=1)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["household", "stamp"], name="invitation_news")]

    def __str__(self) -> str:
        return f"invitation until {self.until:%d %B}"

    @classmethod
    def current(cls, rows: QuerySet[Any], now: Any) -> QuerySet[Any]:
        return rows.filter(until__gt=now)

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "by": values.pop("by_id"), **values}

    @classmethod
    def make(cls, by: Member, uses: int = 1, on: str = "") -> tuple[list[bytes], str]:
        """A new invitation, made `on` a device, and the secret for its link."""
        secret = new_secret()
        with by.household.change(by) as change:
            Device.require(on)
            change.save(
                cls(
                    household_id=by.household_id,
                    by=by,
                    secret_hash=hashed(secret),
                    uses_left=uses,
                    until=by.household.midnight_after(change.today + LIVES),
                    made_on=on,
                )
            )
        return change.items, secret

    @property
    def last_day(self) -> datetime.date:
        """The last day at home on which it can be used."""
        return (self.until.astimezone(self.household.clock) - datetime.timedelta(microseconds=1)).date()

    @classmethod
    def open(cls, secret: str) -> Invitation | None:
        """The invitation with this secret while it can be used. Looking uses nothing up."""
        return (
            cls.objects.filter(secret_hash=hashed(secret), until__gt=timezone.now(), by__left_on=None)
            .select_related("household", "by")
            .first()
        )

    def accept(self, user: User, name: str, colour: str) -> Member | None:
        """Somebody joins by it, and it has one use less; used up, it is gone. Who is in this home already stays who
        they are. None: it was used or withdrawn a moment ago."""
        from household.change import Change

        with Change(None, shared=self.household_id) as change:
            assert change.household
            if there := Member.objects.filter(household=change.household, user=user, left_on=None).first():
                return there
            link = Invitation.objects.filter(pk=self.pk, until__gt=change.now, by__left_on=None).first()
            if link is None:
                return None
            member = change.household.admit(change, user, name, colour)
            link.uses_left -= 1
            if link.uses_left:
                change.save(link, "uses_left")
            else:
                change.gone(link)
        return member

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """Whoever left invites nobody any more."""
        for link in cls.objects.filter(by=member):
            change.gone(link)

    def withdraw(self, by: Member) -> list[bytes]:
        """The link stops. Anybody at home may do it: it is nobody's own."""
        with by.household.change(by) as change:
            change.again(self)
            change.gone(self)
        return change.items

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """Links whose time is long over."""
        cls.objects.filter(until__lt=now - LATE).delete()
