"""Notice: a quiet line to one person about who can read what they read, until they put it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused

from .household import Household
from .member import Member, Role
from .row import Row
from .user import User

if TYPE_CHECKING:
    from household.change import Change

    from .device import Device
    from .tablet import Tablet


class Notice(Row):
    """Somebody could be you: by a link made by whoever runs the server, a new device, or a new token. Or a new tablet
    of the family reads what everybody at home reads."""

    kind = "notice"
    own = "member_id"
    columns: ClassVar = ("about", "what", "day", "device")

    household = models.ForeignKey(Household, models.CASCADE, related_name="notices")
    member = models.ForeignKey(Member, models.CASCADE, related_name="notices")
    about = models.CharField(max_length=20)
    what = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    # the new one, or the one a token was made on: it need not show it to itself
    device = models.CharField(max_length=36, blank=True, default="")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["member", "stamp"], name="notice_news")]

    def __str__(self) -> str:
        return self.about

    @classmethod
    def tell(cls, user: User, change: Change, about: str, device: Device | None = None) -> None:
        """It shows on all devices of this person, in every home they are in."""
        for member in user.present_members():
            day = change.now.astimezone(member.household.clock).date()
            change.save(
                cls(
                    household_id=member.household_id,
                    member=member,
                    about=about,
                    what=device.name if device else "",
                    device=device.pk if device else "",
                    day=day,
                )
            )

    @classmethod
    def tell_of_token(cls, member: Member, change: Change, name: str, on: str) -> None:
        """A key for programs opens what is theirs in this home: it shows on their devices, but that it was made on."""
        home, day = member.household_id, change.today
        change.save(cls(household_id=home, member=member, about="new_token", what=name, day=day, device=on))

    @classmethod
    def tell_of_tablet(cls, tablet: Tablet, change: Change) -> None:
        """Whoever holds it reads on, also when they have left: it shows to every adult, and does not say who it was."""
        home = tablet.household_id
        adults = list(Member.objects.filter(household_id=home, role=Role.ADULT, left_on=None).order_by("pk"))
        change.open(adult.pk for adult in adults)
        for adult in adults:
            change.save(cls(household_id=home, member=adult, about="new_tablet", what=tablet.name, day=change.today))

    def dismiss(self, by: Member, device: str | None) -> list[bytes]:
        """Read and put away, on a device that was there before: a new one cannot hide that it came.

        Where none of those is left, any device may.
        """
        from .device import Device

        with by.change() as change:
            change.again(self)
            before = Device.objects.filter(user_id=by.user_id, made_at__lt=self.made_at).exclude(pk=self.device)
            if before.exists() and not before.filter(pk=device).exists():
                raise Refused(
                    _("Only a device that was yours before can put this away."),
                    _("It stays here until then. Open Tandem on your other device, or sign that one out in settings."),
                    code="newer_device",
                )
            change.gone(self)
        return change.items
