"""Writing: a task is written down and edited, and deleted for good where it is only one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from household.errors import AdultsOnly, BadInput, Refused
from household.models import Member

from .area import Area
from .attached import attached_to
from .check_in import CheckIn
from .helping import check_writes
from .intention import Intention, known_intention
from .placing import between, gap_after
from .wording import as_told, check_seen

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class Size(models.TextChoices):
    """Under 10 minutes, up to 45, longer: words on the screen, never a letter or a number of points."""

    NONE = ""
    SMALL = "s"
    MEDIUM = "m"
    LARGE = "l"


class Writing(models.Model):
    """What a task says in its writers' words; what done means is agreed on elsewhere (`Agreeing`)."""

    title = models.CharField(max_length=200)
    notes = models.TextField(max_length=10_000, blank=True, default="")
    feel = models.CharField(max_length=200, blank=True, default="")
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="tasks")
    intention = models.ForeignKey(Intention, models.SET_NULL, null=True, related_name="tasks")  # else its area's
    size = models.CharField(max_length=1, choices=Size, blank=True, default=Size.NONE)
    due = models.DateField(null=True)

    class Meta:
        abstract = True

    @classmethod
    def add(cls: type[Task], by: Member, drafts: list[dict[str, Any]]) -> Items:
        """New tasks, one change; the first of them ends up on top, or below `after`.

        `drafts`: the fields of each, and optionally `id` (made by the browser), `after`, `private`. All of them are
        the home's, or all are private: `BadInput` otherwise. One that is there already is given as it is.
        """
        private = bool(drafts[0].get("private"))
        if any(bool(draft.get("private")) != private for draft in drafts):
            raise BadInput(errors={"private": [_("Write down private and shared tasks separately.")]})
        with by.change() if private else by.household.change(by) as change:
            for draft in reversed(drafts):
                cls._add_one(by, dict(draft), change, private)
        return change.items

    @classmethod
    def _add_one(cls: type[Task], by: Member, draft: dict[str, Any], change: Change, private: bool, **told: Any) -> str:
        """One of them, inside a change; its id. `told`: what its history says of how it came."""
        draft.pop("private", None)
        pk, on_top, after = draft.pop("id", None), "after" not in draft, draft.pop("after", None)
        there = cls.objects.filter(pk=pk).first() if pk else None
        if there and by.sees(there.stream):
            change.again(there)
            return str(there.pk)
        if draft.get("done_means") and not private and not by.is_adult:
            raise AdultsOnly(_("What done means is for the adults at home."), _("Write the line without it."))
        if draft.get("family") and not by.is_adult:
            raise AdultsOnly(_("What is the whole family’s is for the adults to say."), _("Write the line without it."))
        draft["area"] = known_area(by, draft.get("area"))
        draft["intention"] = known_intention(by, draft.get("intention"))
        task = cls(household_id=by.household_id, author=by, added_on=change.today, **draft).named(pk)
        task.private_to = by if private else None
        siblings = task.siblings(task.place)
        task.rank = task.top_of(task.place) if on_top else between(*gap_after(siblings, after))
        change.save(task)
        change.note("added", task, **told)
        task.make_room(change)
        return str(task.pk)

    def edit(self: Task, by: Member, fields: dict[str, Any], was: dict[str, Any] | None = None) -> Items:
        """Some fields say something else. The same already: nothing happens. Another line for what done means asks the
        other adults first (see `Agreeing`).

        `was` is what the writer saw before: a field that says something third by now is refused with the task as it
        is, so that no wording is overwritten unseen.
        """
        with self.door(by) as change:
            check_writes(self, by, fields)
            if "area" in fields:
                fields = {**fields, "area": known_area(by, fields["area"])}
            if "intention" in fields:
                fields = {**fields, "intention": known_intention(by, fields["intention"])}
            check_seen(self, fields, was or {})
            if "done_means" in fields:
                fields = {**fields, "done_means": self.done_means, **self.worded(by, fields["done_means"])}
            changed = {field: self.said(field) for field, value in fields.items() if getattr(self, field) != value}
            if changed:
                for field in changed:
                    setattr(self, field, fields[field])
                change.save(self, *changed)
                suggested = changed.pop("done_means_by_id", ...) is not ... and self.done_means_by_id
                change.note("suggested" if suggested else "edited", self, was=changed)
        return change.items

    def said(self: Task, field: str) -> Any:
        """A field as an item tells it."""
        return as_told(getattr(self, field))

    def erase(self: Task, by: Member) -> Items:
        """Deleted for good. Only what is private to oneself; what is ours is let go instead."""
        with self.door(by) as change:
            if self.private_to_id != by.pk:
                raise Refused(
                    _("This is ours, so it cannot be deleted."),
                    _("Nothing was changed. You can let it go: it leaves the list and can be found again."),
                    code="shared",
                )
            for check_in in CheckIn.objects.filter(task=self, member=by):
                change.gone(check_in)
            for row in attached_to(self):
                change.gone(row)
            change.gone(self)
        return change.items


def known_area(by: Member, pk: str | None) -> Area | None:
    """The area of this home with that id, or none. Raises `BadInput`."""
    if pk is None:
        return None
    if area := Area.objects.filter(pk=pk, household_id=by.household_id).first():
        return area
    raise BadInput(errors={"area": [_("There is no such area.")]})
