"""Responsibility: what this home carries, as the first sitting opened it for all adults, without whose mark it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import override

from household.errors import NotHere
from household.models import Household, Member, Row
from household.models.helping import only_adults
from household.streams import ADULTS, OWN
from tasks.inventory import AREAS, BY_KEY, ENTRIES

from .area import Area
from .attached import attached_to
from .inventory_mark import InventoryMark
from .placing import OPEN, Place
from .task import Task

if TYPE_CHECKING:
    from household.change import Change, Items

Said = tuple[str, str, str]  # key, area, words as they are compared
ORDER = {entry.key: at for at, entry in enumerate(ENTRIES)}


class Responsibility(Row):
    """It exists with us, somebody said. `in_a_head`: for somebody it was only in their head. `task`: the task that it
    became, once somebody brought it to our list; it stays named here whatever becomes of that."""

    kind = "responsibility"
    shared = ADULTS
    columns: ClassVar = ("key", "area", "words", "in_a_head", "task")

    household = models.ForeignKey(Household, models.CASCADE, related_name="responsibilities", db_index=False)
    key = models.CharField(max_length=60, blank=True, default="")
    area = models.CharField(max_length=20)
    words = models.CharField(max_length=120, blank=True, default="")
    in_a_head = models.BooleanField(default=False)
    task = models.CharField(max_length=36, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(~models.Q(key="") & models.Q(words="")) | (models.Q(key="") & ~models.Q(words="")),
                name="responsibility_of_the_list_or_own_words",
            ),
            models.UniqueConstraint(
                fields=["household", "key"], condition=~models.Q(key=""), name="a_responsibility_once_in_a_home"
            ),
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="responsibility_news")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its words in the reader's language, or as somebody wrote them."""
        return str(BY_KEY[self.key].text) if self.key else self.words

    def lying_in(self, tasks: dict[str, str]) -> str:
        """Which of these tasks, by their titles, it became in an earlier sitting, in whichever language; or none."""
        for language, _name in settings.LANGUAGES:
            with override(language):
                if pk := tasks.get(self.title.casefold()):
                    return pk
        return ""

    @property
    def said(self) -> Said:
        """What makes two of them the same."""
        return self.key, self.area, self.words.casefold()

    # -- opened ------------------------------------------------------------------------------------

    @classmethod
    def replace(cls, change: Change, home: str, round_: int) -> None:
        """What all adults have marked in this sitting, instead of what an earlier one held."""
        became: dict[Said, str] = {}
        on_our_list = brought_and_open(home)
        for old in cls.objects.filter(household_id=home):
            became[old.said] = old.task
            change.gone(old)
        for row in united(InventoryMark.objects.filter(household_id=home, member__left_on=None, round=round_)):
            row.household_id = home
            row.task = became.get(row.said) or row.lying_in(on_our_list)
            change.save(row)

    @classmethod
    def join(cls, change: Change, home: str, round_: int, by: Member) -> None:
        """What one person has marked joins what is open: whoever came later, or thought of something else."""
        there: dict[Said, Responsibility] = {}
        there |= {row.said: row for row in cls.objects.filter(household_id=home)}
        on_our_list = brought_and_open(home)
        for row in united(InventoryMark.objects.filter(member=by, round=round_)):
            known = there.get(row.said)
            if known is None:
                row.household_id, row.task = home, row.lying_in(on_our_list)
                change.save(row)
            elif row.in_a_head and not known.in_a_head:
                known.in_a_head = True
                change.save(known, "in_a_head")

    # -- brought -----------------------------------------------------------------------------------

    @classmethod
    def bring(cls, by: Member, chosen: list[dict[str, str]]) -> Items:
        """These become tasks on our list, in my language, the first on top; nobody has noticed or has them. One that
        was brought already stays as it is, also where two bring it at once. `chosen`: `{id, task?}` of each."""
        only_adults(by)
        with by.household.change(by) as change:
            rows = {row.pk: row for row in cls.objects.filter(household_id=by.household_id)}
            if not any(one["id"] in rows for one in chosen):
                raise NotHere
            areas: dict[str, Area] = {}
            for one in reversed(chosen):
                row = rows.get(one["id"])
                if row is None:
                    continue
                if row.task:
                    change.again(row)
                    continue
                if row.area not in areas:
                    areas[row.area] = area_called(change, by, row.area)
                row.task = row.write_down(change, by, areas[row.area], one.get("task")).pk
                change.save(row, "task")
        return change.items

    @classmethod
    def take_back(cls, by: Member, ids: list[str]) -> Items:
        """Not brought after all: those of their tasks that nobody has touched since leave our list again. One that
        somebody has touched stays, and so does what was never brought."""
        only_adults(by)
        with by.household.change(by) as change:
            rows = list(cls.objects.filter(household_id=by.household_id, pk__in=ids).order_by("pk"))
            if not rows:
                raise NotHere
            for row in rows:
                task = Task.objects.filter(pk=row.task, household_id=by.household_id).first() if row.task else None
                if task is None or not left_again(task, change):
                    change.again(row)
                    continue
                row.task = ""
                change.save(row, "task")
        return change.items

    def write_down(self, change: Change, by: Member, area: Area, pk: str | None) -> Task:
        """The task. It has no author: who thought of it first is not known here."""
        task = Task(household_id=by.household_id, title=self.title, area=area, added_on=change.today).named(pk)
        task.rank = task.top_of(task.place)
        change.save(task)
        change.note("added", task)
        task.make_room(change)
        return task


def left_again(task: Task, change: Change) -> bool:
    """It leaves our list again where nobody has touched it, asked about it or thanked for it; whether it did. What
    somebody guessed of it and is still sealed goes in silence: it is no reason to stay that others could see."""
    rows = attached_to(task)
    moved = task.place != Place.LIST or task.moments.exclude(verb="added").exists()
    if moved or task.asks.exists() or any(row.stream.audience != OWN for row in rows):
        return False
    change.open(row.stream.member for row in rows if row.stream.member)
    for row in (*rows, task):
        change.gone(row)
    return True


def brought_and_open(home: str) -> dict[str, str]:
    """By title: what an earlier sitting brought and is open still, also where the last one did not hold it. Only what
    was brought has no author."""
    tasks = Task.objects.filter(household_id=home, author=None, starter="", private_to=None, place__in=OPEN)
    return {title.casefold(): pk for title, pk in tasks.values_list("title", "pk")}


def united(marks: models.QuerySet[InventoryMark]) -> list[Responsibility]:
    """One row for each thing that somebody marked, in the order of the list, own words by the alphabet behind it.
    Neither the order nor the rows tell whose mark it was or how many marked it."""
    rows: dict[Said, Responsibility] = {}
    for mark in marks.filter(models.Q(exists=True) | models.Q(in_head=True)).order_by("words", "pk"):
        area = BY_KEY[mark.key].area if mark.key in BY_KEY else mark.area
        if not area:
            continue  # a key that a later version no longer knows
        row = Responsibility(key=mark.key, area=area, words=mark.words, in_a_head=mark.in_head)
        known = rows.setdefault(row.said, row)
        known.in_a_head = known.in_a_head or row.in_a_head
    return sorted(rows.values(), key=lambda row: (ORDER.get(row.key, len(ORDER)), row.area, row.words.casefold()))


def area_called(change: Change, by: Member, key: str) -> Area:
    """The home's area of that name, in whichever language somebody gave it one; a new one in mine if there is none."""
    names = {str(AREAS[key]).casefold()}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(str(AREAS[key]).casefold())
    for area in Area.objects.filter(household_id=by.household_id).order_by("pk"):
        if area.name.casefold() in names:
            return area
    area = Area(household_id=by.household_id, name=str(AREAS[key]))
    change.save(area)
    return area
