"""Part: what one person does in a task that somebody else has, or that everyone does for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import NotHere, Refused
from household.models import Member
from household.streams import EVERYONE

from .attached import Attached
from .intent import check_intent
from .placing import OPEN

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class How(models.TextChoices):
    """Held together with the one who has it; one's own share of what each does; or a helper's hand."""

    TOGETHER = "together"
    EACH = "each"
    HELPER = "helper"


class Part(Attached):
    """Somebody is in, by their own tap. Who has the task stays the same (product rules 2 and 9).

    Only what is ours has parts. `done_on`: one's own share of what each does is done.
    """

    kind = "part"
    shared = EVERYONE
    columns: ClassVar = ("task_id", "member_id", "how", "done_on", "until")

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="parts", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="parts")
    how = models.CharField(max_length=8, choices=How)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "member"], name="one_part_of_a_person_in_a_task"),
            models.CheckConstraint(condition=models.Q(how__in=How.values), name="part_has_its_manner"),
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True) | models.Q(how=How.EACH), name="only_ones_own_share_is_ticked"
            ),
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="part_news")]

    def __str__(self) -> str:
        return f"{self.how} in {self.task_id}"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {
            "kind": cls.kind,
            "id": values["id"],
            "rev": values["rev"],
            "task": values["task_id"],
            "member": values["member_id"],
            "how": values["how"],
            "done_on": values["done_on"],
            "until": values["until"],
        }

    # -- in and out again --------------------------------------------------------------------------

    @classmethod
    def join(cls, task: Task, by: Member, how: str) -> Items:
        """I am in. In already: nothing happens, or the manner is another. In what each does for themselves one is in
        with one's own share, whatever was said; a child helps. Who has it is in already: nothing happens."""
        with task.door(by) as change:
            check_open(task, "joined", by)
            if task.owner_id != by.pk:
                cls.put(task, by, cls.manner(task, by, how), change)
        return change.items

    @classmethod
    def manner(cls, task: Task, by: Member, how: str) -> str:
        """How `by` can be in this task. Raises `Refused` where nobody does a share of their own."""
        if task.each:
            return How.EACH
        if how == How.EACH:
            raise Refused(
                _("Here not everyone does their own."),
                _("Nothing was changed. You can join as a helper, or set that each does their own."),
                code="not_each",
            )
        return how if by.is_adult else How.HELPER

    @classmethod
    def put(cls, task: Task, member: Member, how: str, change: Change) -> None:
        """That person's part, in whatever manner it was before. Call it inside a change."""
        part = cls.of_person(task, member)
        if part is None:
            part = cls(household_id=task.household_id, task=task, member=member, how=how)
            change.save(part)
            change.note("joined_in", task, who=member.pk)
        elif part.how != how:
            part.how = how
            change.save(part, "how")

    @classmethod
    def leave(cls, task: Task, by: Member) -> Items:
        """I am not in it any more. Not in it: nothing happens."""
        with task.door(by) as change:
            if part := cls.of_person(task, by):
                change.gone(part)
                change.note("left_it", task)
        return change.items

    # -- what each does for themselves -------------------------------------------------------------

    @classmethod
    def do(cls, task: Task, by: Member) -> Items:
        """My own share is done; when all who are in have done theirs, the task is done. Done already: nothing happens.
        Not in it: one is in by doing it."""
        with task.door(by) as change:
            part = cls.of_person(task, by)
            if part is None or part.done_on is None:
                check_open(task, "my_part_done", by)
                if part is None:
                    cls.put(task, by, cls.manner(task, by, How.EACH), change)
                    part = cls.of_person(task, by)
                assert part
                if part.how != How.EACH:
                    raise Refused(_("Here not everyone does their own."), _("Nothing was changed."), code="not_each")
                part.done_on = change.today
                change.save(part, "done_on")
                cls.tell_own(task, change)
        return change.items

    @classmethod
    def tell_own(cls, task: Task, change: Change) -> None:
        """A share was done: with the last of them the task is. All of them did it then, not whoever was the last; each
        has said so by their tick."""
        from .credit import Credit, CreditPart

        shares = list(cls.objects.filter(task=task, how=How.EACH).select_related("member").order_by("stamp", "pk"))
        together = len(shares) > 1
        if together:
            change.note("own_done", task)
        if all(share.done_on for share in shares):
            task.finish(change, each=together)
            for share in shares if together else ():
                with change.on_behalf_of(share.member):
                    Credit.claim(task, change, CreditPart.DONE)

    @classmethod
    def undo(cls, task: Task, by: Member, was: dict[str, Any] | None = None) -> Items:
        """My own share is not done after all; the task is open again where it was done by it. Open: nothing happens."""
        with task.door(by) as change:
            part = cls.of_person(task, by)
            if part is None:
                raise NotHere
            if part.done_on is not None:
                check_intent(task, "my_part_reopened", by, was)
                part.done_on = None
                change.save(part, "done_on")
                if task.is_open:
                    change.note("own_open", task)
                else:
                    task.open_where_it_stood(change)
        return change.items

    @classmethod
    def of_person(cls, task: Task, member: Member) -> Part | None:
        """That person's part in a task."""
        return cls.objects.filter(task=task, member=member).first()

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """A former member is in nothing any more that is still to be done."""
        for part in cls.objects.filter(member=member, task__place__in=OPEN):
            change.gone(part)


def check_open(task: Task, verb: str, by: Member | None) -> None:
    """Raises `Refused` where a task is nobody's but one's own, or is over."""
    if task.private_to_id:
        raise Refused(
            _("This is still in your head."), _("Nothing was changed. Bring it to our list first."), code="in_my_head"
        )
    check_intent(task, verb, by)
