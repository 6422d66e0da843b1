"""Ranking: what the adults order in a meeting, and the one order that comes of it, until all agree and it closes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from fractional_indexing import generate_n_keys_between

from household.errors import BadInput, NotHere
from household.models import Household, Member, Row
from household.streams import ADULTS
from tasks.family_order import family_order
from tasks.joint_order import MOST_RANKED, joint_order

from .ballot import Ballot
from .borrowed import Borrowed
from .family_table import FamilyTable
from .placing import DIGITS, OPEN, Place
from .rhythm import Rhythm, adults_of
from .seat import Seat
from .task import Task

if TYPE_CHECKING:
    from household.change import Change, Items

    from .meeting import Meeting

MOST = 12  # more cannot be ordered well
A_WEEK = datetime.timedelta(days=7)


class Ranking(Row):
    """`dated` is set aside: it happens anyhow. `candidates`, oldest first, are the same for everybody from the moment
    the step begins. Once shown: `order`, above `cut` the week; who put what where; and what is seen differently.

    Children at the table order what is the whole family’s, and their orders count for that only: see `family_order`.
    """

    kind = "ranking"
    shared = ADULTS
    in_copies = False
    of_one_meeting = True
    columns: ClassVar = (
        *("meeting_id", "dated", "candidates", "shown", "order", "cut", "agreed"),
        *("lifted", "differences", "same", "opposite", "places"),
    )

    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    meeting = models.OneToOneField("tasks.Meeting", models.CASCADE, related_name="ranking")
    dated = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    shown = models.BooleanField(default=False)
    order = models.JSONField(default=list)
    cut = models.PositiveSmallIntegerField(default=0)  # so many from the top are this week’s
    agreed = models.BooleanField(default=False)
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
        dated, candidates = to_order(meeting.household_id, change.today)
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
        """All ballots are sealed: they are opened, and the joint order is made of them (RESULTS.md 5.2). Once; and with
        it the home’s queue for ties moves on, once."""
        ranking = cls.objects.filter(meeting=meeting, shown=False).first()
        ballots = Ballot.objects.filter(meeting=meeting, member_id__in=there, sealed=True)
        by_member = dict(ballots.order_by("member_id").values_list("member_id", "order"))
        table = FamilyTable.of(meeting)
        children = table.sealed() if table else {}
        if ranking is None or not there or by_member.keys() != set(there) or children is None:
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
        change.save(ranking, "shown", "order", "cut", "lifted", "same", "opposite", "differences", "places")
        for who, on in Seat.lent_on(meeting).items():
            if opened.get(who):
                Borrowed.note(meeting, who, on, change, ordered=True)
        if table:
            table.show(found.order, childrens, change)
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
        there = Seat.at(meeting)
        change.open(there)
        for ballot in Ballot.objects.filter(meeting=meeting, member_id__in=there, sealed=True).order_by("pk"):
            ballot.sealed = False
            change.save(ballot, "sealed")
        meeting.at_rank(change)

    # -- talking it over ---------------------------------------------------------------------------

    @classmethod
    def shown_in(cls, meeting: Meeting) -> Ranking:
        """The one that is on the table. Raises `NotHere` before."""
        ranking = cls.objects.filter(meeting=meeting, shown=True).first()
        if ranking is None:
            raise NotHere
        return ranking

    @classmethod
    def put(cls, by: Member, meeting: Meeting, task: str, after: str | None) -> Items:
        """It stands below `after` (None: on top; one that is not there: at the end). There already: nothing happens."""
        with meeting.at_table(by) as change:
            ranking = cls.shown_in(meeting)
            if task not in ranking.order:
                raise BadInput(errors={"task": [_("This is not among the things that were ordered.")]})
            rest = [other for other in ranking.order if other != task]
            at = 0 if after is None else rest.index(after) + 1 if after in rest else len(rest)
            order = [*rest[:at], task, *rest[at:]]
            if order != ranking.order and after != task:
                ranking.order, ranking.agreed = order, False
                change.save(ranking, "order", "agreed")
        return change.items

    @classmethod
    def set_cut(cls, by: Member, meeting: Meeting, cut: int) -> Items:
        """So many things from the top are this week’s. The same already: nothing happens."""
        with meeting.at_table(by) as change:
            ranking = cls.shown_in(meeting)
            if cut > len(ranking.order):
                raise BadInput(errors={"cut": [_("There are not so many things.")]})
            if cut != ranking.cut:
                ranking.cut, ranking.agreed = cut, False
                change.save(ranking, "cut", "agreed")
        return change.items

    @classmethod
    def agree(cls, by: Member, meeting: Meeting) -> Items:
        """This is our week: what is dated and what is above the cut, in that order and nothing else, in one change.
        What stood in the week and is not chosen is back on our list. Agreed already: nothing happens."""
        with meeting.at_table(by) as change:
            ranking = cls.shown_in(meeting)
            if not ranking.agreed:
                ranking.agreed = True
                change.save(ranking, "agreed")
                set_week(meeting.household_id, [*ranking.dated, *ranking.order[: ranking.cut]], change)
        return change.items

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


def to_order(home: str, today: datetime.date) -> tuple[list[str], list[str]]:
    """What is due within the week, by date; and, oldest first, at most twelve of the rest: those marked to be brought
    to the meeting, then the oldest. A task has no hour at which it was added: of one day, by id."""
    ours = Task.objects.filter(household_id=home, private_to=None, place__in=(Place.LIST, Place.WEEK), starter="")
    dated = ours.filter(due__lte=today + A_WEEK)
    rest = ours.exclude(pk__in=dated.values("pk")).order_by("-bring", "added_on", "pk")[:MOST]
    oldest_first = sorted(rest, key=lambda task: (task.added_on, task.pk))
    return list(dated.order_by("due", "pk").values_list("pk", flat=True)), [task.pk for task in oldest_first]


def highest(task: str, ballots: dict[str, list[str]]) -> str | None:
    """Who placed it highest; of several, the first by id. None: nobody named it."""
    named = [(order.index(task), member) for member, order in sorted(ballots.items()) if task in order]
    return min(named)[1] if named else None


def set_week(home: str, chosen: list[str], change: Change) -> None:
    """The week holds exactly these, as far as they are still open, in this order."""
    ours = Task.objects.filter(household_id=home, private_to=None)
    for task in ours.filter(place=Place.WEEK).exclude(pk__in=chosen).order_by("-rank"):
        move(task, Place.LIST, task.top_of(Place.LIST), change)
    tasks = ours.filter(place__in=OPEN).in_bulk(chosen)
    wanted = [tasks[pk] for pk in chosen if pk in tasks]
    week = list(ours.filter(place=Place.WEEK).order_by("rank").values_list("pk", "rank"))
    if [pk for pk, _rank in week] == [task.pk for task in wanted]:
        return
    last = week[-1][1] if week else None
    for task, rank in zip(wanted, generate_n_keys_between(last, None, len(wanted), DIGITS), strict=True):
        move(task, Place.WEEK, rank, change)
    if wanted:
        wanted[-1].make_room(change)


def move(task: Task, place: Place, rank: str, change: Change) -> None:
    """One task to a place, inside a change."""
    elsewhere = task.place != place
    woken = task.wake() if elsewhere else []  # it may have come to rest while they talked
    task.place, task.rank = place, rank
    change.save(task, "place", "rank", *woken)
    if elsewhere:
        change.note("moved", task, place=place)
