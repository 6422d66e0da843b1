"""Tablet: the family's own screen, in the kitchen. It belongs to the home and to nobody in it."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from household.secrets import hashed, new_secret

from .device import Device, MadeOnDevice
from .helping import only_adults
from .household import Household
from .member import Member, Role
from .row import IdField

LINK_LIVES = datetime.timedelta(hours=4)


class Tablet(models.Model):
    """A browser that reads what everybody at home reads, and acts as whoever taps who they are. Its cookie holds a
    random secret, the row its hash; without the row it reads nothing any more."""

    id = IdField()
    household = models.ForeignKey(Household, models.CASCADE, related_name="tablets")
    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    since = models.DateField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, secret: str) -> Tablet | None:
        """The tablet with this secret in its cookie."""
        return cls.objects.filter(secret_hash=hashed(secret)).select_related("household").first()

    def take_off(self, by: Member) -> None:
        """It is no longer the family's tablet; its screen ends at once. Gone already: nothing happens."""
        with by.household.change(by) as change:
            only_adults(by)
            change.end(tablet=self.pk)
            Tablet.objects.filter(pk=self.pk, household_id=by.household_id).delete()
            change.worth_keeping()

    def put_down(self) -> None:
        """Its browser has become somebody's own: it is no longer the family's tablet."""
        from household.change import Change

        with Change(None, shared=self.household_id) as change:
            change.end(tablet=self.pk)
            Tablet.objects.filter(pk=self.pk).delete()
            change.worth_keeping()

    def somebody(self) -> Member:
        """Who stands before it and has not said who they are: a member of nobody's, who reads what everybody reads."""
        return at_tablet(Member(id=None, household=self.household, role=Role.GUEST))  # type: ignore[misc]

    def tapped(self, member_id: str) -> Member | None:
        """The member of this home who tapped their name, as they act here. Who left in silence is tapped as before, and
        then nobody has said who they are."""
        member = Member.known_at(self.household_id).filter(pk=member_id).first()
        if member is None or member.left_on:
            return self.somebody() if member else None
        member.household = self.household
        return at_tablet(member)


class TabletLink(MadeOnDevice):
    """A link that makes one browser the family's tablet: once, and for a short while. Kept as a hash."""

    id = IdField()
    household = models.ForeignKey(Household, models.CASCADE, related_name="tablet_links")
    by = models.ForeignKey(Member, models.CASCADE, null=True, related_name="tablet_links")  # None: of an older version
    secret_hash = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"link until {self.until:%H:%M}"

    @classmethod
    def make(cls, by: Member, on: str = "") -> tuple[TabletLink, str]:
        """A new link, made `on` a device; the one before it stops."""
        secret = new_secret()
        with by.household.change(by) as change:
            only_adults(by)
            Device.require(on)
            cls.objects.filter(household_id=by.household_id).delete()
            until = change.now + LINK_LIVES
            link = cls.objects.create(
                household_id=by.household_id, by=by, secret_hash=hashed(secret), until=until, made_on=on
            )
            change.worth_keeping()
        return link, secret

    @classmethod
    def withdraw(cls, by: Member) -> None:
        """The link that is open at home stops, whoever made it."""
        with by.household.change(by) as change:
            only_adults(by)
            cls.objects.filter(household_id=by.household_id).delete()
            change.worth_keeping()

    @classmethod
    def usable(cls, now: datetime.datetime) -> models.QuerySet[TabletLink]:
        """Those whose time is not over. Whoever has left hangs up no tablet any more."""
        return cls.objects.filter(until__gt=now, by__isnull=False, by__left_on=None)

    @classmethod
    def open(cls, secret: str) -> TabletLink | None:
        """The link with this secret while it can be used. Looking uses nothing up."""
        return cls.usable(timezone.now()).filter(secret_hash=hashed(secret)).select_related("household").first()

    @classmethod
    def known_at(cls, home: str) -> TabletLink | None:
        """The one that is open, as everybody at home knows it: whoever made it and left in silence has not left."""
        return cls.objects.filter(household_id=home, until__gt=timezone.now(), by__told=False).first()

    def use(self, name: str) -> str | None:
        """A browser becomes the tablet, and every adult is told: the secret for its cookie. None when another was
        first, or whoever made the link has left."""
        from household.change import Change

        from .notice import Notice

        with Change(None, shared=self.household_id) as change:
            used, _ = TabletLink.usable(change.now).filter(pk=self.pk).delete()
            if not used:
                return None
            secret, today = new_secret(), change.today
            tablet = Tablet.objects.create(
                household_id=self.household_id, secret_hash=hashed(secret), name=name[:80], since=today
            )
            Notice.tell_of_tablet(tablet, change)
            change.worth_keeping()
        return secret


def at_tablet(member: Member) -> Member:
    """The member as they act at the family tablet: whatever they are elsewhere, here they read what everybody reads."""
    member.at_tablet = True
    return member
