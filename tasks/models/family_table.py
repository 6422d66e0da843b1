"""Family table: in a meeting with children, what they see of it and what they do in it (RESULTS.md 4.2 and 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import NotHere, Refused
from household.models import Household, Member, Role, Row
from household.streams import EVERYONE
from tasks.family_order import MOST_FOR_CHILDREN

if TYPE_CHECKING:
    from household.change import Change, Items

    from .meeting import Meeting

CHILDREN = (Role.CHILD, Role.TEEN)


class FamilyTable(Row):
    """Everybody reads it, so it holds nothing that is the adults' or one child's alone: the step, who of the children
    is here, what of the family's there is to order, and once shown how it stands in the joint order. Gone with the
    meeting's close. The children's own orders go to those who sealed one: see `Draft`.
    """

    kind = "family_table"
    shared = EVERYONE
    in_copies = False
    of_one_meeting = True
    columns: ClassVar = ("meeting_id", "step", "here", "problems", "offered", "shown", "order", "good")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.OneToOneField("tasks.Meeting", models.CASCADE, related_name="family_table")
    step = models.CharField(max_length=14)
    here = models.JSONField(default=list)  # the children at the table
    problems = models.JSONField(default=dict)  # child -> one line
    offered = models.JSONField(default=list)  # what there is to order, oldest first
    shown = models.BooleanField(default=False)
    order = models.JSONField(default=list)
    good = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown=True) | models.Q(order=[]),
                name="no_childs_order_before_all_are_shown",
            )
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="family_table_news")]

    def __str__(self) -> str:
        return "a table with children"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values}

    @classmethod
    def of(cls, meeting: Meeting) -> FamilyTable | None:
        """The one of this meeting; only one with children has one, until it closes."""
        return cls.objects.filter(meeting=meeting).first()

    @classmethod
    def is_laid_for(cls, member: Member) -> bool:
        """Whether there is one for this child to sit at."""
        return member.role in CHILDREN and cls.objects.filter(household_id=member.household_id).exists()

    @classmethod
    def lay(cls, meeting: Meeting, change: Change) -> None:
        """A meeting with children waits for everybody: they see that it does."""
        change.save(cls(household_id=meeting.household_id, meeting=meeting, step=meeting.step))

    @classmethod
    def follow(cls, meeting: Meeting, change: Change) -> None:
        """The meeting is at another step, or has something good planned."""
        table = cls.of(meeting)
        if table and (table.step, table.good) != (meeting.step, meeting.good):
            table.step, table.good = meeting.step, meeting.good
            change.save(table, "step", "good")

    def clear(self, change: Change) -> None:
        """It waited on another day: whoever is here says so today."""
        if self.here or self.problems:
            self.here, self.problems = [], {}
            change.save(self, "here", "problems")

    # -- what a child does -------------------------------------------------------------------------

    @classmethod
    def sit(cls, by: Member, meeting: Meeting) -> Items:
        """I’m here. Here already: nothing happens. Nobody waits for a child to begin."""
        with by.household.change(by) as change:
            table = cls.for_child(by, meeting, change)
            if by.pk not in table.here:
                table.here = sorted([*table.here, by.pk])
                change.save(table, "here")
                table.give_ballot(by.pk, change)
        return change.items

    @classmethod
    def get_up(cls, by: Member, meeting: Meeting, child: str | None = None) -> Items:
        """A child goes off to play; an adult may say so for one who has (`child`). Nobody waits for them any more, and
        nothing is opened by that."""
        with by.household.change(by) as change:
            table = cls.for_child(by, meeting, change) if child is None else cls.for_adult(by, meeting, change)
            table.without(child or by.pk, change)
        return change.items

    def without(self, child: str, change: Change) -> None:
        """This child is not at the table any more."""
        if child in self.here:
            self.here = [other for other in self.here if other != child]
            change.save(self, "here")
            self.meeting.take_seals_off(change)

    @classmethod
    def put_up(cls, by: Member, meeting: Meeting, words: str) -> Items:
        """One problem of theirs, in one line; other words, or none. The same already: nothing happens."""
        with by.household.change(by) as change:
            table = cls.for_child(by, meeting, change)
            if by.pk not in table.here:
                raise Refused(_("You are not at the table yet."), _("Say “I’m here” first."), code="no_seat")
            if table.problems.get(by.pk, "") != words:
                others = {who: said for who, said in table.problems.items() if who != by.pk}
                table.problems = {**others, by.pk: words} if words else others
                change.save(table, "problems")
        return change.items

    @classmethod
    def for_child(cls, by: Member, meeting: Meeting, change: Change) -> FamilyTable:
        """The table, read anew, for a child. Raises `NotHere` for everybody else, and where there is none."""
        if by.role not in CHILDREN:
            raise NotHere
        return cls.read_in(meeting, change)

    @classmethod
    def for_adult(cls, by: Member, meeting: Meeting, change: Change) -> FamilyTable:
        """The table, for an adult who is at it."""
        meeting.still_on(change)
        meeting.check_table(by, waiting=True)
        return cls.read_in(meeting, change)

    @classmethod
    def read_in(cls, meeting: Meeting, change: Change) -> FamilyTable:
        """Raises `NotHere` where no child sits in this meeting."""
        table = cls.of(meeting)
        if table is None:
            raise NotHere
        change.again(table)
        return table

    # -- ordering ----------------------------------------------------------------------------------

    def offer(self, candidates: list[str], change: Change) -> None:
        """What of the family's there is to order; each child at the table has a ballot. Once the orders are shown,
        what is new stands last among the family's."""
        from .task import Task

        family = set(Task.objects.filter(pk__in=candidates, family=True).values_list("pk", flat=True))
        offered = [task for task in candidates if task in family]
        if self.offered != offered:
            self.offered = offered
            if self.shown:
                self.order = [*self.order, *(task for task in offered if task not in self.order)]
            change.save(self, "offered", "order")
        present = Member.objects.filter(pk__in=self.here, left_on=None).order_by("pk")
        for child in present.values_list("pk", flat=True):
            self.give_ballot(child, change)

    def give_ballot(self, child: str, change: Change) -> None:
        """Three places for a child. Nothing of the family's to order, or all is shown already: none."""
        from .ballot import Ballot

        if self.offered and not self.meeting.ranking_shown:
            change.open([child])
            Ballot.give(self.meeting, child, self.offered, MOST_FOR_CHILDREN, change)

    def sealed(self) -> dict[str, list[str]] | None:
        """The children's orders, where all at the table have sealed theirs; None while one has not."""
        from .ballot import Ballot

        if not self.offered:
            return {}
        ballots = Ballot.objects.filter(meeting=self.meeting, member_id__in=self.here, sealed=True)
        found = dict(ballots.order_by("member_id").values_list("member_id", "order"))
        return found if found.keys() == set(self.here) else None

    def open_orders(self, order: list[str], childrens: dict[str, list[str]], adults: list[str], change: Change) -> None:
        """The children’s orders are opened for the children who sealed one. What came of all is on the table, unless
        somebody got up before: then it is not before the week is agreed, so that nobody gets up to read it."""
        from .ballot import Ballot
        from .draft import Draft

        change.open(childrens)
        family = [task for task in order if task in self.offered]
        empty = {"cut": 0, "lifted": [], "differences": [], "same": 0, "opposite": 0}
        Draft.give(self.meeting, childrens, {**empty, "order": family, "places": childrens}, change)
        left = Ballot.objects.filter(meeting=self.meeting).exclude(member_id__in=[*adults, *self.here])
        if not left.exists():
            self.show(order, change)

    def show(self, order: list[str], change: Change) -> None:
        """The family’s things as they stand in the joint order. Shown already: nothing happens."""
        if not self.shown:
            self.shown, self.order = True, [task for task in order if task in self.offered]
            change.save(self, "shown", "order")

    def take_back(self, change: Change) -> None:
        """The joint order is off the table again."""
        if self.shown:
            self.shown, self.order = False, []
            change.save(self, "shown", "order")

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        for table in cls.objects.filter(household_id=member.household_id):
            table.without(member.pk, change)
