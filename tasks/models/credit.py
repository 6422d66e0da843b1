"""Credit: who noticed, planned, did or helped with a task. A fact one can thank for, never a point.

Nobody said anything: the author noticed it, and whoever ticked it did it. Rows are there only where somebody said
otherwise. What a person says of themselves stands: nobody else takes off what they claimed, or puts back what they
declined. There is no question here that counts by person (RESULTS.md section 8, 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import AdultsOnly, BadInput, Refused
from household.models import Member
from household.streams import EVERYONE
from household.words import isolated

from .attached import Attached
from .check_in import CheckIn

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class CreditPart(models.TextChoices):
    """Four ways to have had a part in it."""

    NOTICED = "noticed"
    PLANNED = "planned"
    DONE = "done"
    HELPED = "helped"


DOING = (CreditPart.DONE, CreditPart.HELPED)


class Credit(Attached):
    """One person's part in one shared task. Declined: "That wasn’t me", which only they can take back."""

    kind = "credit"
    shared = EVERYONE
    columns: ClassVar = ("task_id", "member_id", "part", "offered_by_id", "declined", "until")

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="credits", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    part = models.CharField(max_length=7, choices=CreditPart)
    offered_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    declined = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "member", "part"], name="once_for_each_part"),
            models.CheckConstraint(condition=models.Q(part__in=CreditPart.values), name="credit_has_a_part"),
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="credit_news")]

    def __str__(self) -> str:
        return self.part

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        names = {"task": "task_id", "member": "member_id", "offered_by": "offered_by_id"}
        return {"kind": cls.kind, **{name: values.pop(column) for name, column in names.items()}, **values}

    # -- the verbs ---------------------------------------------------------------------------------

    @classmethod
    def give(cls, task: Task, by: Member, part: str, member: str) -> Items:
        """`member` had this part in it. Said already: nothing happens. Declined by them: only they put it back."""
        with task.door(by) as change:
            only_for_ours(task)
            check_speaks_for(by, task, member)
            if part == CreditPart.DONE and task.done_on is None:
                raise BadInput(errors={"part": [_("It is not done yet.")]})
            if not cls.said(task, part) and (first := cls.unsaid(task, part)) and first != member:
                cls._add(task, change, part, first, None)
            cls._put(task, change, part, present(task, member))
            cls.settle(task, change)
            if part in DOING:
                CheckIn.ask_who_joined(task, change)
        return change.items

    @classmethod
    def take_off(cls, task: Task, by: Member, part: str, member: str) -> Items:
        """`member` had no part in it. Said by themselves it stands, where somebody else had said or assumed it."""
        with task.door(by) as change:
            only_for_ours(task)
            check_speaks_for(by, task, member)
            if row := cls.said(task, part).filter(member_id=member).first():
                cls._remove(row, task, change)
            elif member == by.pk == cls.unsaid(task, part) and not cls.said(task, part):
                cls._add(task, change, part, member, None, declined=True)
            cls.settle(task, change)
        return change.items

    @classmethod
    def set_doing(cls, task: Task, change: Change, part: str, members: Iterable[str]) -> None:
        """Exactly these did it, or helped: said in one tap when it is done."""
        wanted = list(dict.fromkeys(members))
        if part == CreditPart.DONE and not wanted:
            raise BadInput(errors={"by": [_("Somebody did it.")]})
        if not cls.said(task, part) and wanted == [cls.unsaid(task, part)]:
            return  # as it is without a word
        assert change.by
        for member in wanted:
            check_speaks_for(change.by, task, member)
            cls._put(task, change, part, present(task, member))
        others = cls.said(task, part).exclude(member_id__in=wanted).filter(declined=False)
        for row in others.exclude(offered_by_id=models.F("member_id")) | others.filter(member=change.by):
            if change.by.is_adult or not row.member.is_adult:
                cls._remove(row, task, change)
        cls.settle(task, change)

    @classmethod
    def claim(cls, task: Task, change: Change, part: str) -> None:
        """Whoever makes this change had that part, and says so themselves."""
        assert change.by
        cls._put(task, change, part, change.by)

    @classmethod
    def forget_doing(cls, task: Task, change: Change) -> None:
        """It is not done after all: nobody did it or helped."""
        for row in cls.of(task).filter(part__in=DOING):
            change.gone(row)

    def follow(self, task: Task, change: Change) -> None:
        """What is in one head has no parts to tell."""
        if task.private_to_id:
            change.gone(self)
        else:
            super().follow(task, change)

    # -- inside ------------------------------------------------------------------------------------

    @classmethod
    def said(cls, task: Task, part: str) -> models.QuerySet[Credit]:
        """What somebody said about a part, declined ones too."""
        return cls.objects.filter(task=task, part=part).order_by("stamp", "pk")

    @classmethod
    def unsaid(cls, task: Task, part: str) -> str | None:
        """Who had that part as long as nobody says otherwise."""
        return {CreditPart.NOTICED.value: task.author_id, CreditPart.DONE.value: task.done_by_id}.get(str(part))

    @classmethod
    def _put(cls, task: Task, change: Change, part: str, member: Member) -> None:
        assert change.by
        row = cls.said(task, part).filter(member=member).first()
        if row is None:
            cls._add(task, change, part, member.pk, change.by)
        elif row.declined and change.by.pk != member.pk:
            raise Refused(
                _("%(name)s said that it wasn’t them.") % {"name": isolated(member.name)},
                _("Nothing was changed. Only they can put it back."),
                code="declined",
            )
        elif row.declined:
            row.declined, row.offered_by = False, change.by
            change.save(row, "declined", "offered_by")

    @classmethod
    def _add(
        cls, task: Task, change: Change, part: str, member: str, by: Member | None, declined: bool = False
    ) -> None:
        row = cls(household_id=task.household_id, task=task, member_id=member, part=part, declined=declined)
        row.offered_by, row.until = by, task.leaves_at
        change.save(row)

    @classmethod
    def _remove(cls, row: Credit, task: Task, change: Change) -> None:
        assert change.by
        myself, claimed = row.member_id == change.by.pk, row.offered_by_id == row.member_id
        if row.declined:
            return
        if myself and (not claimed or row.member_id == cls.unsaid(task, row.part)):
            row.declined = True
            change.save(row, "declined")
        elif claimed and not myself:
            raise Refused(
                _("%(name)s said so themselves.") % {"name": isolated(row.member.name) or _("Former member")},
                _("Nothing was changed. Only they can take it back."),
                code="own_words",
            )
        else:
            change.gone(row)

    @classmethod
    def settle(cls, task: Task, change: Change) -> None:
        """The one who stands for having done it is one of those who did."""
        said = dict(cls.said(task, CreditPart.DONE).values_list("member_id", "declined"))
        if task.done_on is None or not said or said.get(task.done_by_id or "") is False:
            return
        doer = next((member for member, declined in said.items() if not declined), None)
        if task.done_by_id != doer:
            task.done_by_id = doer
            change.save(task, "done_by")


def only_for_ours(task: Task) -> None:
    """Parts and thanks are about what is ours. Raises `Refused`."""
    if task.private_to_id:
        raise Refused(
            _("This is only in your head."),
            _("Nothing was changed. Bring it to our list first."),
            code="private",
        )


def check_speaks_for(by: Member, task: Task, member: str) -> None:
    """Who helps says what they did themselves, or others who help; what an adult did is not theirs to say or take
    back. At the family tablet, where anybody may stand, too. Raises `AdultsOnly`, or `BadInput` for nobody at home."""
    if not by.is_adult and member != by.pk and present(task, member).is_adult:
        raise AdultsOnly(
            _("What an adult did they say themselves."), _("Nothing was changed. You can say what you did.")
        )


def present(task: Task, member: str) -> Member:
    """Somebody who is at home. Raises `BadInput`."""
    if found := Member.known_at(task.household_id).filter(pk=member).first():
        return found
    raise BadInput(errors={"member": [_("Nobody like that lives here.")]})
