"""InventoryWalk: how far one adult has come in the first sitting. Only they see it, until everyone is through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput
from household.models import Household, Member, Row
from tasks.inventory import AREAS

from .inventory_mark import check_sitting
from .sealed import may_open

if TYPE_CHECKING:
    from household.change import Change, Items


class InventoryWalk(Row):
    """The sitting one is in, the area one looks at, that one is through; and that one wants no offer of it."""

    kind = "inventory_walk"
    own = "member_id"
    columns: ClassVar = ("round", "at", "through", "dismissed")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+", db_index=False)
    member = models.OneToOneField(Member, models.CASCADE, related_name="inventory_walk")
    round = models.PositiveSmallIntegerField(default=1)
    at = models.CharField(max_length=20, blank=True, default="")
    through = models.BooleanField(default=False)
    dismissed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "how far one has come"

    @classmethod
    def look_at(cls, by: Member, round_: int, fields: dict[str, Any]) -> Items:
        """Where I am, so that my other device goes on from there; or that I do not want to be offered it."""
        check_sitting(by, round_)
        if fields.get("at") and fields["at"] not in AREAS:
            raise BadInput(errors={"at": [_("There is no such area.")]})
        with by.change() as change:
            cls.put(change, by, round_, fields)
        return change.items

    @classmethod
    def put(cls, change: Change, by: Member, round_: int, fields: dict[str, Any]) -> None:
        """Saves what differs. A walk of an earlier sitting begins anew; one of a later sitting is left alone."""
        there = cls.objects.filter(member=by).first()
        row = there or cls(household_id=by.household_id, member=by, round=round_)
        if row.round > round_:
            return
        wanted: dict[str, Any] = {"at": "", "through": False} if row.round < round_ else {}
        wanted |= {"round": round_, **fields}
        if not change.put(row, **wanted):
            if there:
                change.again(row)
            else:
                change.save(row)

    @classmethod
    def everyone_through(cls, home: str, round_: int) -> bool:
        """Whether every adult who is here has said that they are through."""
        adults = Member.objects.filter(household_id=home, left_on=None, role="adult").values_list("pk", flat=True)
        ready = cls.objects.filter(household_id=home, round=round_, through=True).values_list("member_id", flat=True)
        return may_open(adults, set(ready), len(adults))
