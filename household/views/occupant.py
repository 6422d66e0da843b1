"""Occupant: who this browser belongs to now. Every page that acts as somebody names them before it acts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from household.access import COOKIE, user_of
from household.models import Device, Member, Tablet, User


@dataclass(frozen=True, slots=True)
class Occupant:
    """A person with a device here, or the tablet of a family."""

    user: User | None = None
    device: Device | None = None
    members: tuple[Member, ...] = ()
    tablet: Tablet | None = None

    @property
    def member(self) -> Member | None:
        """Who the person is in the home they joined first; None for a tablet."""
        return self.members[0] if self.members else None

    def member_of(self, home: str) -> Member | None:
        """Who the person is in that home."""
        return next((member for member in self.members if member.household_id == home), None)

    @property
    def only_here(self) -> bool:
        """Whether the person is signed in on no other device, and so could not come back by themselves."""
        others = Device.objects.filter(user=self.user).exclude(pk=self.device.pk if self.device else "")
        return bool(self.device) and not others.exists()

    def sign_out(self) -> None:
        """Ends this browser's session; the person's other devices stay signed in."""
        if self.user and self.device:
            Device.sign_out(self.user, Device.objects.filter(pk=self.device.pk))
        elif self.tablet:
            self.tablet.put_down()


def occupant_of(request: HttpRequest) -> Occupant | None:
    """The person or tablet this browser is signed in as, or None."""
    if known := user_of(request):
        user, device = known
        members = tuple(user.present_members())
        return Occupant(user, device, members) if members else None
    tablet = Tablet.of(request.COOKIES.get(COOKIE, ""))
    return Occupant(tablet=tablet) if tablet else None
