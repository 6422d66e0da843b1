"""Holding: who has it. Only oneself can take a task (product rule 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Member
from household.words import isolated

from .ask import Ask
from .helping import check_decides
from .intent import check_intent
from .part import Part, check_open

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class Status(models.TextChoices):
    """How it goes, said by the one who has it, so that nobody needs to ask after it."""

    NONE = ""
    ON_IT = "on_it"
    WAITING = "waiting"
    STUCK = "stuck"


class Holding(models.Model):
    """The one who has it for this occasion: noticing, planning, doing and checking."""

    owner = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="has")
    each = models.BooleanField(default=False)  # everyone does their own: nobody has it for the others
    status = models.CharField(max_length=7, choices=Status, blank=True, default=Status.NONE)

    class Meta:
        abstract = True

    def take(self: Task, by: Member) -> Items:
        """It is mine to do. Mine already: nothing happens. Somebody else has it: refused, with their name."""
        with self.door(by) as change:
            check_decides(self, by)
            check_intent(self, "taken", by)
            if self.each:
                raise Refused(
                    _("Here everyone does their own."), _("Nothing was changed. You can do your own."), code="each"
                )
            if self.owner_id not in (None, by.pk):
                raise Refused(
                    _("%(name)s has it already.") % {"name": isolated(self.owner.name) if self.owner else ""},
                    _("Nothing was changed. Talk about it, or wait until it is given back."),
                    code="taken",
                )
            if self.owner_id is None:
                self.hand_to(by, change)
                change.note("taken", self)
        return change.items

    def release(self: Task, by: Member) -> Items:
        """I give it back. Nobody's already: nothing happens. Somebody else's: refused; it is theirs to give."""
        with self.door(by) as change:
            check_intent(self, "released", by)
            if self.owner_id not in (None, by.pk):
                raise Refused(_("Only the one who has it can give it back."), _("Nothing was changed."), code="taken")
            if self.owner_id is not None:
                Ask.end_about(self, change, to=self.owner)  # offers to do what is free now
                self.owner, self.status = None, Status.NONE
                change.save(self, "owner", "status")
                change.note("released", self)
        return change.items

    def say_how_it_goes(self: Task, by: Member, status: str) -> Items:
        """On it, waiting for something, or stuck and glad of help; or nothing of it. Only who has it says so."""
        with self.door(by) as change:
            if self.owner_id != by.pk:
                raise Refused(
                    _("Only the one who has it can say how it goes."), _("Nothing was changed."), code="not_yours"
                )
            check_open(self, "status", by)
            if self.status != status:
                self.status = status
                change.save(self, "status")
        return change.items

    def hand_to(self: Task, member: Member, change: Change) -> None:
        """`member`, who said so, has it now and needs no part beside that. Call it inside a change."""
        self.owner, self.status = member, Status.NONE
        change.save(self, "owner", "status")
        Ask.end_about(self, change)
        if part := Part.of_person(self, member):
            change.gone(part)

    def let_each(self: Task, by: Member, each: bool) -> Items:
        """Everyone does their own, each of those who say that they are in; or one for all again, and nobody is in.

        What somebody else has is theirs: refused. What I had myself nobody has now. The same already: nothing happens.
        """
        with self.door(by) as change:
            if self.each != each:
                check_decides(self, by)
                check_open(self, "each", by)
                if self.owner_id not in (None, by.pk):
                    raise Refused(
                        _("%(name)s has it already.") % {"name": isolated(self.owner.name) if self.owner else ""},
                        _("Nothing was changed. Talk about it, or wait until it is given back."),
                        code="taken",
                    )
                self.each, self.owner, self.status = each, None, Status.NONE
                change.save(self, "each", "owner", "status")
                change.note("each" if each else "one_for_all", self)
                Ask.end_about(self, change)
                for part in Part.objects.filter(task=self):
                    change.gone(part)
        return change.items
