"""Intention: what the people at home want from their life together. At most three, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import BadInput, Refused
from household.models import Household, Member, Row
from household.streams import EVERYONE

from .put_away import PutAway
from .wording import check_seen

if TYPE_CHECKING:
    from household.change import Change, Items

MOST = 3  # more than three is none


class Intention(Row):
    """Anybody writes, rewords or puts one away. Areas serve one, and tasks; without it they are as they were."""

    kind = "intention"
    shared = EVERYONE
    columns: ClassVar = ("words", "position")

    household = models.ForeignKey(Household, models.CASCADE, related_name="intentions")
    words = models.CharField(max_length=120)
    position = models.SmallIntegerField()  # one of three places, so the database too knows no fourth

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="intention_has_words"),
            models.CheckConstraint(
                # below zero only while some change places, inside that change
                condition=models.Q(position__gte=1, position__lte=MOST)
                | models.Q(position__gte=-MOST, position__lte=-1),
                name="at_most_three_intentions",
            ),
            models.UniqueConstraint(fields=["household", "position"], name="own_position_of_an_intention"),
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="intention_news")]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def add(cls, by: Member, words: str, pk: str | None = None) -> Items:
        """One more. Those very words are there already: it is that one. A fourth is refused."""
        with by.household.change(by) as change:
            ours = cls.objects.filter(household_id=by.household_id)
            if same := ours.filter(models.Q(words__iexact=words) | models.Q(pk=pk)).first():
                change.again(same)
            else:
                position = free_position(set(ours.values_list("position", flat=True)))
                change.save(cls(household_id=by.household_id, words=words, position=position).named(pk))
        return change.items

    def reword(self, by: Member, words: str, was: str | None = None) -> Items:
        """Other words for it. The same already: nothing happens. `was`: what the writer saw before."""
        with by.household.change(by) as change:
            change.again(self)
            if was is not None:
                check_seen(self, {"words": words}, {"words": was})
            if self.words != words:
                self.words = words
                change.save(self, "words")
        return change.items

    def put_away(self, by: Member) -> Items:
        """It is no longer what the home wants; what served it stays, without one."""
        with by.household.change(by) as change:
            change.again(self)
            areas, tasks = (naming(rows.all(), "intention", None, change) for rows in (self.areas, self.tasks))
            PutAway.put(self, change, areas=areas, tasks=tasks)
        return change.items

    @classmethod
    def bring_back(cls, by: Member, pk: str) -> Items:
        """Put away by mistake: it is here as before, and what served it does again, unless it serves another by now.
        Here already: nothing happens. Three others are here meanwhile: refused."""
        with by.household.change(by) as change:
            ours = cls.objects.filter(household_id=by.household_id)
            if there := ours.filter(pk=pk).first():
                change.again(there)
            else:
                away = PutAway.of(cls, pk, change)
                taken = set(ours.values_list("position", flat=True))
                stood = away.columns["position"]
                back = away.bring_back(cls, change, position=free_position(taken) if stood in taken else stood)
                naming(by.household.areas.filter(pk__in=away.named["areas"], intention=None), "intention", back, change)
                naming(by.household.tasks.filter(pk__in=away.named["tasks"], intention=None), "intention", back, change)
        return change.items

    def move(self, by: Member, after: str | None) -> Items:
        """Behind that one, or on top; behind one that is gone it is the last. There already: nothing happens."""
        with by.household.change(by) as change:
            change.again(self)
            others = [*type(self).objects.filter(household_id=by.household_id).exclude(pk=self.pk).order_by("position")]
            at = next((number for number, other in enumerate(others, 1) if other.pk == after), len(others))
            order = [*others[:at], self, *others[at:]] if after else [self, *others]
            moved = [(row, place) for place, row in enumerate(order, 1) if row.position != place]
            for row, _place in moved:  # each place is held by one: they are all let go of first
                type(row).objects.filter(pk=row.pk).update(position=-row.position)
            for row, place in moved:
                row.position = place
                change.save(row, "position")
        return change.items

    @classmethod
    def copy_into(cls, by: Member, me: Member, change: Change, made: dict[str, str]) -> None:
        """What people want from their life comes along; it can be worded anew."""
        for intention in cls.objects.filter(household_id=by.household_id).order_by("position"):
            copy = cls(household_id=me.household_id, words=intention.words, position=intention.position)
            change.save(copy)
            made[intention.pk] = copy.pk


def free_position(taken: set[int]) -> int:
    """The first of the three that is free. Raises `Refused` where none is."""
    for position in range(1, MOST + 1):
        if position not in taken:
            return position
    raise Refused(
        _("You have three already, and three can be kept in mind."),
        _("Nothing was changed and your words are kept. Reword one of the three, or put one away first."),
        code="three",
    )


def naming(rows: models.QuerySet[Any], field: str, what: Any, change: Change) -> list[str]:
    """What these rows name in that field goes, or is back; also in somebody's head. Nobody had them in hand. Their
    ids. Every own stream is locked before they are read: somebody may be editing one in their head."""
    assert change.household
    change.open(change.household.members.filter(left_on=None).values_list("pk", flat=True))
    found = list(rows)
    for row in found:
        setattr(row, field, what)
        row.by_the_way = True
        change.save(row, field)
    return [row.pk for row in found]


def known_intention(by: Member, pk: str | None) -> Intention | None:
    """The intention of this home with that id, or none. Raises `BadInput`."""
    if pk is None:
        return None
    if found := Intention.objects.filter(pk=pk, household_id=by.household_id).first():
        return found
    raise BadInput(errors={"intention": [_("There is no such intention.")]})
