"""Naming: a name that looks like nobody else's at home, a colour that no other adult has, and the names before it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from household.errors import ColourTaken, NameTaken
from household.lookalikes import look_alike
from household.streams import EVERYONE

from .row import Row

if TYPE_CHECKING:
    from household.change import Change

    from .member import Member


def be_called(member: Member, change: Change, **fields: Any) -> None:
    """Another name, colour or role for somebody at home; an earlier name is kept. Raises `NameTaken`, `ColourTaken`."""
    if fields.get("name", member.name) != member.name:
        check_name(member, fields["name"])
        EarlierName.keep(member, change)
    if fields.get("colour", member.colour) != member.colour:
        check_colour(member, fields["colour"])
    change.put(member, **fields)


def check_name(member: Member, name: str) -> None:
    """Raises `NameTaken` when somebody else at home is called so, or nearly so. Who left in silence is at home."""
    others = type(member).known_at(member.household_id).exclude(pk=member.pk)
    for other in others.order_by("joined_on", "pk").values_list("name", flat=True):
        if look_alike(name, other):
            raise NameTaken(other)


def check_colour(member: Member, colour: str) -> None:
    """Raises `ColourTaken` when another adult has it, unless the adults have all the colours there are."""
    from .member import Colour

    others = type(member).adults_known_at(member.household_id).exclude(pk=member.pk)
    whose = dict(others.order_by("-joined_on", "-pk").values_list("colour", "name"))
    if colour in whose and set(Colour.values) - set(whose):
        raise ColourTaken(whose[colour])


def free_colour(home: str) -> str:
    """The next colour nobody at home has, else one no adult has. Amber is second: it contrasts most with sea."""
    from .member import Colour, Member, Role

    at_home = list(Member.known_at(home).values_list("colour", "role"))
    everybody, adults = {colour for colour, _ in at_home}, {colour for colour, role in at_home if role == Role.ADULT}
    free = [colour for taken in (everybody, adults) for colour in Colour.values if colour not in taken]
    return free[0] if free else Colour.SEA.value


class EarlierName(Row):
    """What somebody was called, and until when: everybody at home sees it, until that person has left."""

    kind = "earlier_name"
    shared = EVERYONE
    columns: ClassVar = ("member_id", "name", "until_day")

    household = models.ForeignKey("household.Household", models.CASCADE, related_name="earlier_names")
    member = models.ForeignKey("household.Member", models.CASCADE, related_name="earlier_names")
    name = models.CharField(max_length=40)
    until_day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["household", "stamp"], name="earlier_name_news")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "member": values.pop("member_id"), **values}

    @classmethod
    def keep(cls, member: Member, change: Change) -> None:
        """The name that is given up now. To and fro on one day it is one line, so its id is made of what it says."""
        day = change.today
        pk = str(uuid.uuid5(uuid.UUID(member.pk), f"{day} {member.name}"))
        if not cls.objects.filter(pk=pk).exists():
            home = member.household_id
            change.save(cls(id=pk, household_id=home, member=member, name=member.name, until_day=day))

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """A former member has no name, and no earlier one."""
        for row in cls.objects.filter(member=member):
            change.gone(row)
