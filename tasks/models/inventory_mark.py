"""InventoryMark: what one adult says of one responsibility in the first sitting. Only they see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, Refused
from household.models import Household, Member, Row
from household.models.helping import only_adults
from tasks.inventory import AREAS, BY_KEY

if TYPE_CHECKING:
    from household.change import Items

MOST_OWN = 80  # responsibilities in one's own words, in one sitting


class InventoryMark(Row):
    """Two marks that do not depend on each other: it exists with us; it is only in my head.

    About a `key` of the list, or about something missing there, in one's own words. `round` is the sitting it is for:
    those of an earlier one stay where they are and count for nothing.
    """

    kind = "inventory_mark"
    own = "member_id"
    columns: ClassVar = ("round", "key", "area", "words", "exists", "in_head")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="inventory_marks", db_index=False)
    round = models.PositiveSmallIntegerField(default=1)
    key = models.CharField(max_length=60, blank=True, default="")
    area = models.CharField(max_length=20, blank=True, default="")  # where one's own words belong
    words = models.CharField(max_length=120, blank=True, default="")
    exists = models.BooleanField(default=False)
    in_head = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(~models.Q(key="") & models.Q(words="", area=""))
                | (models.Q(key="") & ~models.Q(words="") & ~models.Q(area="")),
                name="mark_of_the_list_or_own_words",
            ),
            models.UniqueConstraint(
                fields=["member", "key"], condition=~models.Q(key=""), name="one_mark_a_responsibility"
            ),
        ]
        indexes = [models.Index(fields=["member", "stamp"], name="inventory_mark_news")]

    def __str__(self) -> str:
        return "a mark in the first sitting"  # no key, no name: it may stand in a log

    @classmethod
    def mark(cls, by: Member, round_: int, marks: list[dict[str, Any]]) -> Items:
        """My marks of these keys, each `{key, exists, in_head}`. As they are already: nothing happens."""
        check_sitting(by, round_)
        if unknown := [mark["key"] for mark in marks if mark["key"] not in BY_KEY]:
            raise BadInput(errors={"marks": [_("There is no such responsibility: %(key)s.") % {"key": unknown[0]}]})
        with by.change() as change:
            held: dict[str, InventoryMark] = {}
            held |= {row.key: row for row in cls.objects.filter(member=by, key__in=[mark["key"] for mark in marks])}
            for mark in marks:
                row = held.get(mark["key"]) or cls(household_id=by.household_id, member=by, key=mark["key"], round=0)
                said = (round_, mark["exists"], mark["in_head"])
                if row.round > round_ or (row.round, row.exists, row.in_head) == said:
                    continue
                if row._state.adding and not (row.exists or row.in_head or mark["exists"] or mark["in_head"]):
                    continue
                held[row.key] = row
                row.round, row.exists, row.in_head = said
                change.save(row, "round", "exists", "in_head")
        return change.items

    @classmethod
    def add_words(cls, by: Member, round_: int, area: str, words: str, in_head: bool, pk: str | None = None) -> Items:
        """Something missing in the list, in my own words. There already: nothing happens."""
        check_sitting(by, round_)
        if area not in AREAS:
            raise BadInput(errors={"area": [_("There is no such area.")]})
        with by.change() as change:
            mine = cls.objects.filter(member=by)
            if pk and (there := mine.filter(pk=pk).first()):
                change.again(there)
            else:
                if mine.filter(key="", round=round_).count() >= MOST_OWN:
                    raise Refused(
                        _("That is a great deal for one sitting."),
                        _("Your words are kept. Show what you have so far; the rest can go straight to our list."),
                        code="enough",
                    )
                said = {"round": round_, "area": area, "words": words, "exists": True, "in_head": in_head}
                change.save(cls(household_id=by.household_id, member=by, **said).named(pk))
        return change.items

    def change_words(self, by: Member, fields: dict[str, Any]) -> Items:
        """My own words, or whether it is only in my head. The same already: nothing happens."""
        with by.change() as change:
            change.again(self)
            change.put(self, **fields)
        return change.items

    def take_out(self, by: Member) -> Items:
        """My own words are taken out again. What has been opened stays as it was opened."""
        with by.change() as change:
            change.again(self)
            change.gone(self)
        return change.items


def check_sitting(by: Member, round_: int) -> None:
    """That `by` is an adult (raises `NotHere`) and the sitting is not one that nobody has come to (`BadInput`)."""
    from .inventory_sitting import Inventory

    only_adults(by)
    if not 1 <= round_ <= Inventory.walking(by.household_id):
        raise BadInput(errors={"round": [_("There is no such sitting yet.")]})
