"""Device: a browser somebody is signed in on, and the links that sign one in."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from household.errors import NotSignedIn
from household.secrets import hashed, new_secret

from .row import IdField
from .user import User

if TYPE_CHECKING:
    from household.change import Change

    from .household import Household
    from .member import Member

LINK_LIVES = datetime.timedelta(hours=4)
RESCUE_LIVES = datetime.timedelta(minutes=15)


class Device(models.Model):
    """A signed-in browser. Its cookie holds a random secret, the row its hash; without the row it is signed out."""

    id = IdField()
    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    made_at = models.DateTimeField(auto_now_add=True)  # of this only the day is shown

    def __str__(self) -> str:
        return self.name

    @classmethod
    def sign_in(cls, user: User, name: str) -> tuple[Device, str]:
        """A new device of this person and the secret for its cookie. Call it inside a change."""
        secret = new_secret()
        return cls.objects.create(user=user, secret_hash=hashed(secret), name=name[:80]), secret

    def since(self, home: Household) -> datetime.date:
        """The day it signed in, as it was in the home where one looks: a device opens several."""
        return self.made_at.astimezone(home.clock).date()

    @classmethod
    def require(cls, device: str) -> None:
        """Raises `NotSignedIn` when this device was signed out meanwhile; "" stands for no device. Call it under the
        lock, so that nobody makes a link on a device that is being signed out."""
        if device and not cls.objects.filter(pk=device).exists():
            raise NotSignedIn

    @classmethod
    def sign_out(cls, user: User, devices: models.QuerySet[Device], by: Member | None = None) -> None:
        """These devices are signed out, and their screens end at once."""
        with user.change(by) as change:
            for device in devices.filter(user=user):
                change.end(device=device.pk)
                device.delete()


class MadeOnDevice(models.Model):
    """A link that lets somebody in. It can be stopped together with the device it was made on (signing_out.py)."""

    made_on = models.CharField(max_length=36, blank=True, default="")  # a device's id; "": on none of ours

    class Meta:
        abstract = True


class SignInLink(MadeOnDevice):
    """A link that signs one more device in as the same person: once, and for a short while."""

    id = IdField()
    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    rescue = models.BooleanField(default=False)  # made by whoever runs the server

    def __str__(self) -> str:
        return f"link until {self.until:%H:%M}"

    @classmethod
    def make(
        cls, user: User, by: Member | None = None, *, on: str = "", rescue: bool = False
    ) -> tuple[SignInLink, str]:
        """A new link, made `on` a device; the ones before it stop. A rescue link shows on all devices of the person it
        is for."""
        from .notice import Notice

        with user.change(by) as change:
            link, secret = cls.renew(user, change, on=on, rescue=rescue)
            change.worth_keeping()
            if rescue:
                Notice.tell(user, change, "sign_in_link")
        return link, secret

    @classmethod
    def renew(cls, user: User, change: Change, *, on: str = "", rescue: bool = False) -> tuple[SignInLink, str]:
        """The one link that is open for this person from now on. Inside a change."""
        Device.require(on)
        secret = new_secret()
        cls.objects.filter(user=user).delete()
        until = change.now + (RESCUE_LIVES if rescue else LINK_LIVES)
        link = cls.objects.create(user=user, secret_hash=hashed(secret), until=until, rescue=rescue, made_on=on)
        return link, secret

    @classmethod
    def withdraw(cls, user: User, by: Member) -> None:
        """The link that is open for this person stops."""
        with user.change(by) as change:
            cls.objects.filter(user=user).delete()
            change.worth_keeping()

    @classmethod
    def open_for(cls, user_id: str | None) -> SignInLink | None:
        """The one that is open for this person; there is none for a profile without a person of its own."""
        return cls.objects.filter(user_id=user_id, until__gt=timezone.now()).first() if user_id else None

    @classmethod
    def open(cls, secret: str) -> SignInLink | None:
        """The link with this secret while it can be used. Looking uses nothing up."""
        return cls.objects.filter(secret_hash=hashed(secret), until__gt=timezone.now()).select_related("user").first()

    def use(self, name: str) -> str | None:
        """A device signs in by it: the secret for its cookie. None when somebody else was first."""
        from .notice import Notice

        with self.user.change() as change:
            used, _ = SignInLink.objects.filter(pk=self.pk, until__gt=change.now).delete()
            if not used:
                return None
            device, secret = Device.sign_in(self.user, name)
            change.worth_keeping()
            Notice.tell(self.user, change, "new_device", device)
        return secret
