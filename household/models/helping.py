"""Helping: those who join and are not asked to carry. Adults look after their profiles; nobody looks after an adult."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from household.errors import NotHere, Refused
from household.words import isolated

from .device import Device, SignInLink
from .naming import be_called, check_colour, check_name, free_colour
from .row import KINDS
from .user import User

if TYPE_CHECKING:
    from household.change import Change, Items

    from .member import Member


class Helping(models.Model):
    """A child's, a teenager's or a guest's profile: a name and a colour, without mail, without a password.

    A teenager who has a device of their own changes their name and leaves by themselves.
    """

    class Meta:
        abstract = True

    @classmethod
    def add_helper(
        cls: type[Member],
        by: Member,
        name: str,
        colour: str,
        role: str,
        pk: str | None = None,
    ) -> Items:
        """Somebody who helps is at home from now on; without a `colour` they get one that is free. One with that id is
        there already: nothing happens."""
        from .member import HELPERS

        assert role in HELPERS
        with by.household.change(by) as change:
            only_adults(by)
            if there := cls.objects.filter(pk=pk or "", household_id=by.household_id).first():
                change.again(there)
            else:
                colour = colour or free_colour(by.household_id)
                helper = cls(household=by.household, name=name, colour=colour, role=role, joined_on=change.today)
                check_name(helper, name)
                check_colour(helper, colour)
                change.save(helper.named(pk))
                change.open([helper.pk])
                for kind in KINDS.values():
                    kind.welcome(helper, change, first=False)
        return change.items

    def look_after(self: Member, by: Member, **fields: Any) -> Items:
        """Their name, colour or role is another; nobody becomes an adult by it. The same already: nothing happens."""
        from .member import HELPERS

        assert fields.get("role", HELPERS[0]) in HELPERS
        with by.household.change(by) as change:
            self.still_helps(by, change)
            be_called(self, change, **fields)
        return change.items

    def say_goodbye(self: Member, by: Member) -> Items:
        """The profile goes, and what they joined is free of them. An act among us all, so all are told at once."""
        with by.household.change(by) as change:
            self.still_helps(by, change)
            change.open([self.pk])
            self.depart(change)
            self.name, self.told = "", True
            change.by_leaving = True
            change.save(self, "name", "told")
            for kind in KINDS.values():
                kind.part_with(self, change)
        return change.items

    # -- a device of their own ---------------------------------------------------------------------

    def device_link(self: Member, by: Member, on: str = "") -> tuple[SignInLink, str]:
        """A link, made `on` a device, that makes one browser theirs, once and for a short while. It is refused to
        whoever has a device: more of their own they add themselves, so that nobody else can quietly sign in as them."""
        with by.household.change(by) as change:
            self.without_device(by, change)
            self.part_from_elsewhere(change)
            if self.user is None:
                self.user = User.objects.create()
                self.save(update_fields=["user"])
            change.worth_keeping()
            assert self.user
            return SignInLink.renew(self.user, change, on=on)

    def withdraw_device_link(self: Member, by: Member) -> None:
        """The link that is open for a device of theirs stops."""
        with by.household.change(by) as change:
            self.without_device(by, change)
            SignInLink.objects.filter(user_id=self.user_id).delete()
            change.worth_keeping()

    def without_device(self: Member, by: Member, change: Change) -> None:
        """Reads them anew. Raises `Refused` when they have a device: links for more they make and withdraw there."""
        self.still_helps(by, change, also_grown=True)
        if self.has_device():
            raise Refused(
                _("%(name)s has a device already.") % {"name": isolated(self.name)},
                _("They can add another one there, or you sign that one out first."),
                code="own_device",
            )

    def sign_out_all(self: Member, by: Member) -> None:
        """No device opens this home as them any more, and no link opens one; their screens end at once."""
        with by.household.change(by) as change:
            self.still_helps(by, change, also_grown=True)
            self.part_from_elsewhere(change)
            SignInLink.objects.filter(user_id=self.user_id).delete()
            for device in Device.objects.filter(user_id=self.user_id):
                change.end(device=device.pk)
                device.delete()
            change.open([self.pk])
            for kind in KINDS.values():
                kind.signed_out_by_another(self, change)
            change.worth_keeping()

    def part_from_elsewhere(self: Member, change: Change) -> None:
        """Whoever is in another home too stays who they are there, with their devices: only this profile is no longer
        theirs. Else an adult here could sign in as them, and be in that home as well."""
        if self.user and self.user.members.filter(left_on=None).exclude(pk=self.pk).exists():
            self.user = None
            self.save(update_fields=["user"])
            change.end(member=self.pk)

    def has_device(self: Member) -> bool:
        """Whether they are signed in anywhere."""
        return bool(self.user_id) and Device.objects.filter(user_id=self.user_id).exists()

    def still_helps(self: Member, by: Member, change: Change, *, also_grown: bool = False) -> None:
        """Reads them anew. Raises `NotHere` unless an adult looks after somebody who helps here, and `Refused` for a
        teenager with a device, whose profile is theirs alone (`also_grown`: it is not about the profile)."""
        from .member import Role

        only_adults(by)
        change.again(self)
        if self.is_adult or self.left_on:
            raise NotHere
        if self.role == Role.TEEN and not also_grown and self.has_device():
            raise Refused(
                _("%(name)s has a device of their own.") % {"name": isolated(self.name)},
                _("Nothing was changed. They change their name and leave by themselves, in their own settings."),
                code="own_device",
            )


def only_adults(by: Member) -> None:
    """What is for adults is not there for others, and not at the family tablet."""
    if not by.is_adult or by.at_tablet:
        raise NotHere
