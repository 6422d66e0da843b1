"""Member: a person in a home."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from household.errors import NotAtTablet
from household.streams import ADULTS, EVERYONE, OWN, Cursor, Stream

from .helping import Helping
from .household import Household
from .naming import be_called
from .row import Row
from .user import User

if TYPE_CHECKING:
    from household.change import Change
    from household.models.receipt import Carried


class Colour(models.TextChoices):
    """The six that can be told apart by every kind of eye; the second person gets amber, widest apart from sea."""

    SEA = "sea", _("Sea")
    AMBER = "amber", _("Amber")
    PLUM = "plum", _("Plum")
    LAGOON = "lagoon", _("Lagoon")
    MOSS = "moss", _("Moss")
    UMBER = "umber", _("Umber")


class Role(models.TextChoices):
    """Adults are equals. The others help: they read what everybody reads, never what is between adults."""

    ADULT = "adult", _("Adult")
    TEEN = "teen", _("Teenager")  # from about 13: their own device, and leaving is theirs alone
    CHILD = "child", _("Child")
    GUEST = "guest", _("Guest")


HELPERS = (Role.TEEN, Role.CHILD, Role.GUEST)
ASKED = (Role.ADULT, Role.TEEN)
"""Who may be asked how it felt. Never anybody under 13 (RESULTS.md 3.4); teenagers on a device of their own only."""


class Member(Helping, Row):
    """A person in one home, with what only they see. Whoever left stays as a former member without a name."""

    kind = "member"
    shared = EVERYONE
    columns: ClassVar = ("name", "colour", "role", "told")

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="members")
    name = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=8, choices=Colour, default=Colour.SEA)
    role = models.CharField(max_length=8, choices=Role, default=Role.ADULT)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)  # from here on nothing of the home is theirs to read
    told = models.BooleanField(default=False)  # the others have been told, by the next change somebody made
    own_version = models.PositiveBigIntegerField(default=0)
    own_horizon = models.PositiveBigIntegerField(default=0)

    carries: Carried | None = None  # the idempotency key of the request this member is making
    at_tablet = False  # acts on the family tablet, where nobody reads more than everybody reads

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "user"], name="once_in_a_home"),
            models.CheckConstraint(
                condition=~models.Q(name="") | models.Q(told=True), name="member_has_a_name_until_told"
            ),
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="member_news")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """`left` says only what has been told; a former member's name is gone with them."""
        left = values.pop("told")
        return {"kind": cls.kind, **values, "left": left}

    @classmethod
    def known_at(cls, home: str) -> models.QuerySet[Member]:
        """Who is at home as everybody there knows it: who left in silence is one of them until that has been told, so
        that neither a page nor a refusal tells it."""
        return cls.objects.filter(household_id=home, told=False)

    @classmethod
    def adults_known_at(cls, home: str) -> models.QuerySet[Member]:
        """The adults among them."""
        return cls.known_at(home).filter(role=Role.ADULT)

    @classmethod
    def who_can_come_in(cls, now: datetime.datetime) -> models.QuerySet[Member]:
        """Adults; of those who help whoever has a device, or a link that opens one. A profile without cannot."""
        by_device = models.Q(user__devices__isnull=False) | models.Q(user__sign_in_links__until__gt=now)
        return cls.objects.filter(models.Q(role=Role.ADULT, user__isnull=False) | by_device, left_on=None)

    def change(self) -> Change:
        """The door for what is one's own. Raises `NotAtTablet` at the family tablet: nothing there is anybody's own."""
        from household.change import Change

        if self.at_tablet:
            raise NotAtTablet
        return Change(self, own=[self.own_stream])

    def introduce(self, **fields: str) -> list[bytes]:
        """My name or colour is another. Raises `NameTaken` or `ColourTaken`."""
        with self.household.change(self) as change:
            change.again(self)
            be_called(self, change, **fields)
        return change.items

    def leave(self) -> str:
        """Alone and at once: the secret of the link to the copy taken along. The others are sent nothing.

        One's screens end, what is private goes with the copy and is deleted here; the next shared change that
        somebody makes carries "former member" and frees what they had.
        """
        from .keepsake import Keepsake
        from .leaving import copy_for

        with self.household.change(self) as change:
            change.open([self.pk])
            copy = Keepsake.make(self.household.name, copy_for(self))
            self.depart(change)
            home = Household.objects.filter(pk=self.household_id)
            home.update(somebody_left=True)
            if not self.household.somebody_is_here():
                home.update(empty_since=change.today)
        return copy

    def depart(self, change: Change) -> None:
        """No longer here: what is only theirs is deleted, their screens end. In a change that holds their stream."""
        from .row import KINDS

        for kind in KINDS.values():
            kind.leave_with(self)
        self.receipts.all().delete()
        self.tombstones.all().delete()
        user = self.user
        self.left_on, self.user, self.carries = change.today, None, None
        self.save(update_fields=["left_on", "user"])
        if user and not user.members.exists():
            user.delete()  # with every device: there is no home left to sign in to
        change.end(member=self.pk)

    @property
    def is_adult(self) -> bool:
        """An equal among equals."""
        return self.role == Role.ADULT

    @property
    def is_asked(self) -> bool:
        """Whether this person may be asked how it felt."""
        return self.role in ASKED

    @property
    def own_stream(self) -> Stream:
        """The stream only this member reads."""
        return Stream(self.household_id, OWN, self.pk)

    def sees(self, stream: Stream) -> bool:
        """Whether this member reads that stream: the rule stands here and nowhere else."""
        if stream.home != self.household_id:
            return False
        if self.at_tablet:
            return stream.audience == EVERYONE
        if stream.audience == OWN:
            return bool(stream.member == self.pk)
        return stream.audience == EVERYONE or self.is_adult

    @property
    def streams(self) -> list[Stream]:
        """The streams this member reads."""
        home = self.household_id
        return [s for s in (Stream(home, EVERYONE), self.own_stream, Stream(home, ADULTS)) if self.sees(s)]

    def cursor(self, epoch: str, everyone: int, adults: int, own: int) -> Cursor:
        """Where a screen of this member stands when all streams have come that far: what they do not read has no
        part in it, and their own, at the family tablet, stays 0."""
        reads = {stream.audience for stream in self.streams}
        return Cursor(epoch, everyone, adults if ADULTS in reads else None, own if OWN in reads else 0)
