"""Task: one thing for the household, with what done means and what it should feel like."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models

from household.change import Change
from household.models import Household, Member, Row
from household.streams import EVERYONE

from .agreeing import Agreeing
from .closing import Closing
from .holding import Holding, Status
from .merging import Merging
from .moment import Moment
from .placing import OPEN, Place, Placing
from .resting import Resting
from .sharing import Sharing
from .writing import Writing

STAYS = datetime.timedelta(days=30)  # how long what is done or let go stays on the board

STILL_TRUE = 2  # carried over so often: at the third time one is asked whether it is still true


class Task(Writing, Placing, Closing, Holding, Sharing, Resting, Agreeing, Merging, Row):  # type: ignore[misc]
    """Anybody at home writes, edits, moves and finishes it. Nobody can put it on somebody else."""

    kind = "task"
    shared = EVERYONE
    copied_at = 2
    own = "private_to_id"
    columns: ClassVar = (
        *("title", "notes", "done_means", "feel", "area_id", "size", "due", "place", "rank", "private_to_id"),
        *("author_id", "owner_id", "changed_by_id", "done_on", "done_by_id", "let_go_on", "let_go_by_id"),
        *("starter", "added_on", "each", "status"),
        *("intention_id", "touched_on", "rests_on", "rested_on"),
        *("done_means_new", "done_means_by_id"),
        *("bring", "family", "carried"),
    )

    household = models.ForeignKey(Household, models.CASCADE, related_name="tasks")
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="wrote")
    starter = models.CharField(max_length=12, blank=True, default="")  # a starter card: which gesture it teaches
    added_on = models.DateField()
    # To our next meeting. On what is ours the mark is everybody's, like a note on the fridge: with more than twelve
    # things to order it decides which come, so a private mark would show in what the others are given. On what is in
    # one's head it is one's own, with the task; a feeling or a topic is kept for the meeting elsewhere.
    bring = models.BooleanField(default=False)
    family = models.BooleanField(default=False)  # the whole family’s: children’s orders count for it
    carried = models.PositiveSmallIntegerField(default=0)  # how often it stayed in the week at a meeting’s close
    changed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="task_has_a_title"),
            models.CheckConstraint(condition=models.Q(place__in=Place.values), name="task_has_a_place"),
            models.CheckConstraint(
                condition=models.Q(place=Place.DONE, done_on__isnull=False)
                | (~models.Q(place=Place.DONE) & models.Q(done_on__isnull=True)),
                name="done_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(place=Place.LET_GO, let_go_on__isnull=False)
                | (~models.Q(place=Place.LET_GO) & models.Q(let_go_on__isnull=True)),
                name="let_go_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(each=False) | models.Q(owner=None), name="what_each_does_nobody_has"
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.NONE) | models.Q(owner__isnull=False),
                name="who_has_it_says_how_it_goes",
            ),
            models.UniqueConstraint(
                fields=["household", "place", "rank"],
                condition=models.Q(private_to__isnull=True),
                name="own_rank_on_our_list",
            ),
            models.UniqueConstraint(
                fields=["private_to", "place", "rank"],
                condition=models.Q(private_to__isnull=False),
                name="own_rank_in_my_head",
            ),
            models.CheckConstraint(
                condition=models.Q(rests_on__isnull=True) | models.Q(place=Place.LIST, private_to__isnull=True),
                name="rests_only_from_our_list",
            ),
            models.CheckConstraint(
                condition=models.Q(rested_on__isnull=True) | models.Q(place=Place.NOT_NOW),
                name="rested_only_in_not_now",
            ),
            models.CheckConstraint(
                condition=models.Q(done_means_by__isnull=False) | models.Q(done_means_new=""),
                name="somebody_suggests_what_done_means",
            ),
        ]
        indexes = [
            models.Index(fields=["household", "stamp"], name="task_news"),
            models.Index(fields=["private_to", "stamp"], name="task_own_news"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, member: Member) -> models.QuerySet[Task]:
        """The tasks of their home that this member may see: what is ours, and what is in their own head."""
        seen = models.Q(private_to=None) | models.Q(private_to=member.pk)
        return cls.objects.filter(seen, household_id=member.household_id)

    def door(self, by: Member) -> Change:
        """The home's door, or one's own for what is private; the row is read anew behind it."""
        return Change(by, about=self)

    def crossing(self, by: Member) -> Change:
        """The door for a row that goes from one stream to another: both are locked."""
        return Change(by, about=self, crossing=True)

    def sign(self, change: Change) -> tuple[str, ...]:
        """Who changed it last, for the tint in their colour; nobody, where somebody's leaving freed it. And when."""
        self.changed_by = None if change.by_leaving else change.by
        return ("changed_by", *self.touch(change))

    def remember(self, change: Change, verb: str, data: dict[str, Any]) -> None:
        """Its history has the audience it has itself."""
        Moment.note(change, verb, self, data)

    @property
    def leaves_at(self) -> datetime.datetime | None:
        """When it leaves the board by time alone; None while it is open."""
        closed = self.done_on or self.let_go_on
        after = closed and closed + STAYS + datetime.timedelta(days=1)
        return datetime.datetime.combine(after, datetime.time(), datetime.UTC) if after else None

    # -- how it travels ----------------------------------------------------------------------------

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        closed = values["done_on"] or values["let_go_on"]
        return {
            "kind": cls.kind,
            "id": values["id"],
            "rev": values["rev"],
            "title": values["title"],
            "notes": values["notes"],
            "done_means": values["done_means"],
            "done_means_new": values["done_means_new"],
            "done_means_by": values["done_means_by_id"],
            "feel": values["feel"],
            "area": values["area_id"],
            "size": values["size"],
            "due": values["due"],
            "place": values["place"],
            "rank": values["rank"],
            "private": values["private_to_id"] is not None,
            "author": values["author_id"],
            "owner": values["owner_id"],
            "each": values["each"],
            "status": values["status"],
            "done_on": values["done_on"],
            "done_by": values["done_by_id"],
            "let_go_on": values["let_go_on"],
            "let_go_by": values["let_go_by_id"],
            "starter": values["starter"],
            "added_on": values["added_on"],
            "intention": values["intention_id"],
            "touched_on": values["touched_on"],
            "rests_on": values["rests_on"],
            "rested_on": values["rested_on"],
            "bring": values["bring"],
            "family": values["family"],
            "carried": values["carried"],
            "still_true": values["carried"] >= STILL_TRUE,  # the next meeting asks so
            "changed_by": values["changed_by_id"],
            "until": f"{closed + STAYS + datetime.timedelta(days=1)}T00:00:00Z" if closed else None,
        }

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        first = now.date() - STAYS
        return rows.filter(models.Q(place__in=OPEN) | models.Q(done_on__gte=first) | models.Q(let_go_on__gte=first))

    # -- who comes and who goes --------------------------------------------------------------------

    @classmethod
    def welcome(cls, member: Member, change: Change, *, first: bool) -> None:
        """A new home starts with a few cards, each of which teaches a gesture by being done."""
        from .starter import somebody_joined, starter_cards

        if first:
            starter_cards(member, change)
        elif member.is_adult:
            somebody_joined(member, change)

    @classmethod
    def copy_into(cls, by: Member, me: Member, change: Change, made: dict[str, str]) -> None:
        """What is open, ours or in one's own head, in the same order; one has what one had, the rest is free."""
        for task in cls.visible_to(by).filter(place__in=OPEN, starter="").order_by("pk"):
            kept = {
                name: getattr(task, name)
                for name in ("title", "notes", "done_means", "feel", "size", "due", "place", "rank", "family")
            }
            copy = cls(household_id=me.household_id, author=me, added_on=change.today, **kept)
            copy.area_id = made.get(task.area_id or "")
            copy.intention_id = made.get(task.intention_id or "")
            copy.owner = me if task.owner_id == by.pk else None
            copy.private_to = me if task.private_to_id else None
            change.save(copy)
            change.note("added", copy)
            made[task.pk] = copy.pk

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """What a former member had is free again."""
        for task in cls.objects.filter(owner=member, place__in=OPEN, private_to=None):
            task.owner, task.status = None, Status.NONE
            change.save(task, "owner", "status")
        cls.answer_for(member, change)

    @classmethod
    def leave_with(cls, member: Member) -> None:
        """What was in their head, and how they first worded what they brought, goes with them."""
        super().leave_with(member)
        Moment.objects.filter(only_for=member).delete()
