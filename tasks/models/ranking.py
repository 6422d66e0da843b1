"""Ranking: what the adults order in a meeting, and the one order that comes of it, until all agree and it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from household.models import Household, Member, Row
from household.streams import ADULTS
from tasks.family_order import family_order
from tasks.joint_order import MOST_RANKED, joint_order

from .ballot import Ballot
from .borrowed import Borrowed
from .draft import Draft
from .drafting import Drafting
from .family_table import FamilyTable
from .placing import OPEN, Place
from .rhythm import Rhythm, adults_of
from .seat import Seat
from .task import Task
from .week import to_order

if TYPE_CHECKING:
    from household.change import Change

    from .meeting import Meeting


class Ranking(Drafting, Row):
    """`dated` is set aside: it happens anyhow. `candidates`, oldest first, are the same for everybody from the moment
    the step begins; anybody at the table can add one. Once shown, those who sealed an order have a `Draft`: `order`,
    above `cut` the week; who put what where; and what is seen differently. The other adults read only that it is shown
    and agreed. What is in the week already and is not chosen stays there, unless it is `leaving`.

    Children at the table order what is the whole family’s, and their orders count for that only: see `family_order`.
    """

    kind = "ranking"
    shared = ADULTS
    in_copies = False
    of_one_meeting = True
    columns: ClassVar = (
        *("meeting_id", "dated", "candidates", "shown", "agreed"),
        *("leaving", "came_in"),
    )
    OPENED: ClassVar = ("order", "cut", "lifted", "differences", "same", "opposite", "places")  # see `Draft`

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.OneToOneField("tasks.Meeting", models.CASCADE, related_name="ranking")
    dated = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    lifted = models.JSONField(default=list)
    differences = models.JSONField(default=list)  # {"task", "first": who placed it highest and speaks first}
    same = models.PositiveSmallIntegerField(default=0)
    opposite = models.PositiveSmallIntegerField(default=0)
    places = models.JSONField(default=dict)  # member -> their order, as it was opened

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown=True) | models.Q(same=0, opposite=0, cut=0, agreed=False),
                name="nothing_of_a_ranking_before_it_is_shown",
            )
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="ranking_news")]

    def __str__(self) -> str:
        return "a ranking"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"kind": cls.kind, "meeting": values.pop("meeting_id"), **values}

    @classmethod
    def begin(cls, meeting: Meeting, change: Change) -> None:
        """The step begins: what there is to order is set, and each has a ballot. Begun again before anything was
        shown, with other things on the list: ballots keep what is still there, and are open again."""
        before = cls.objects.filter(meeting=meeting).first()
        if before and before.shown:
            return
        dated, candidates = to_order(meeting.household_id, change.today, before.candidates if before else ())
        ranking = before or cls(household_id=meeting.household_id, meeting=meeting)
        if before is None:
            ranking.dated, ranking.candidates = dated, candidates
            change.save(ranking)
        elif (ranking.dated, ranking.candidates) != (dated, candidates):
            ranking.dated, ranking.candidates = dated, candidates
            change.save(ranking, "dated", "candidates")
        there = Seat.at(meeting)
        change.open(there)
        for member in there:
            Ballot.give(meeting, member, ranking.candidates, MOST_RANKED, change)
        if table := FamilyTable.of(meeting):
            table.offer(ranking.candidates, change)

    @classmethod
    def give_to(cls, meeting: Meeting, by: Member, change: Change) -> None:
        """Somebody comes late and orders too, while nothing is shown."""
        ranking = cls.objects.filter(meeting=meeting, shown=False).first()
        if ranking:
            change.open([by.pk])
            Ballot.give(meeting, by.pk, ranking.candidates, MOST_RANKED, change)

    @classmethod
    def reveal(cls, meeting: Meeting, there: list[str], change: Change) -> None:
        """All ballots are sealed: they are opened for those who sealed one, and the joint order is made of them
        (RESULTS.md 5.2). Once; and with it the home’s queue for ties moves on, once."""
        ranking = cls.objects.filter(meeting=meeting, shown=False).first()
        ballots = Ballot.objects.filter(meeting=meeting, member_id__in=there, sealed=True)
        by_member = dict(ballots.order_by("member_id").values_list("member_id", "order"))
        table = FamilyTable.of(meeting)
        children = table.sealed() if table else {}
        if ranking is None or children is None or not meeting.may_open(there, by_member):
            return
        rhythm = Rhythm.of(change)
        still = set(Task.objects.filter(pk__in=ranking.candidates, place__in=OPEN).values_list("pk", flat=True))
        items = [task for task in ranking.candidates if task in still]
        opened = {member: [task for task in order if task in still] for member, order in by_member.items()}
        childrens = {member: [task for task in order if task in still] for member, order in children.items()}
        adults = adults_of(meeting.household_id)
        turn = [who for who in rhythm.turn if who in adults]
        turn += [who for who in adults if who not in turn]
        found = joint_order(items, opened, turn, rhythm.slots)
        if table:
            found = family_order(found, items, opened, childrens, table.offered)
        ranking.shown, ranking.order, ranking.cut = True, found.order, len(found.week)
        ranking.lifted, ranking.same, ranking.opposite = found.lifted, found.same, found.opposite
        ranking.differences = [{"task": task, "first": highest(task, opened)} for task in found.differences]
        ranking.places = {**opened, **childrens}
        change.save(ranking, "shown", *cls.OPENED)
        Draft.give(meeting, opened, ranking.opened, change)
        for who, on in Seat.lent_on(meeting).items():
            if opened.get(who):
                Borrowed.note(meeting, who, on, change, ordered=True)
        if table:
            table.open_orders(found.order, childrens, there, change)
        if rhythm.turn != found.turn:
            rhythm.turn = found.turn
            change.save(rhythm, "turn")

    @classmethod
    def take_back(cls, meeting: Meeting, by: Member, change: Change) -> None:
        """An order was put in as that of `by`, who says that it was not them. It is gone; a draft that was made of it
        and is not agreed too, and the others, whose orders are kept, seal them once more."""
        for ballot in Ballot.objects.filter(meeting=meeting, member=by):
            change.gone(ballot)
        ranking = cls.objects.filter(meeting=meeting, shown=True, agreed=False).first()
        if ranking is None or by.pk not in ranking.places:
            return
        change.gone(ranking)
        Draft.take_back(meeting, change)
        if table := FamilyTable.of(meeting):
            table.take_back(change)
        there = Seat.at(meeting)
        change.open(there)
        for ballot in Ballot.objects.filter(meeting=meeting, member_id__in=there, sealed=True).order_by("pk"):
            ballot.sealed = False
            change.save(ballot, "sealed")
        meeting.at_rank(change)

    @property
    def opened(self) -> dict[str, Any]:
        """What an adult who sealed an order has of it."""
        return {name: getattr(self, name) for name in self.OPENED}

    @classmethod
    def count_carried(cls, meeting: Meeting, change: Change) -> None:
        """At the close: what was in the week when the meeting opened and is in it still has been carried over once
        more; and what was marked for this meeting has been brought, where things were ordered."""
        ours = Task.objects.filter(household_id=meeting.household_id, private_to=None)
        for task in ours.filter(pk__in=meeting.still_open, place=Place.WEEK).order_by("pk"):
            task.carried += 1
            change.save(task, "carried")
        if cls.objects.filter(meeting=meeting, shown=True).exists():
            for task in ours.filter(bring=True).order_by("pk"):
                task.bring = False
                change.save(task, "bring")


def highest(task: str, ballots: dict[str, list[str]]) -> str | None:
    """Who placed it highest; of several, the first by id. None: nobody named it."""
    named = [(order.index(task), member) for member, order in sorted(ballots.items()) if task in order]
    return min(named)[1] if named else None
