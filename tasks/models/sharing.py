"""Sharing: from one's head to our list. An act of its author, never a side effect (product rule 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Member

from .attached import bring_along

if TYPE_CHECKING:
    from household.change import Items
    from tasks.models.task import Task


class Sharing(models.Model):
    """A task is the home's, or still in one person's head."""

    private_to = models.ForeignKey(Member, models.CASCADE, null=True, related_name="in_my_head")

    class Meta:
        abstract = True

    def share(self: Task, by: Member, place: str | None = None) -> Items:
        """Brought to us, on top of its place; what was done or let go is open again where a `place` to be done in is
        named. Ours already: nothing happens."""
        with self.crossing(by) as change:
            if self.private_to_id:
                fields = ["private_to", "place", "rank"]
                if place and not self.is_open:
                    fields += self.open_again(change)
                self.private_to = None
                self.place = place or self.place
                self.rank = self.top_of(self.place)
                change.save(self, *fields)
                change.note("shared", self)
                bring_along(self, change)
        return change.items

    def take_back(self: Task, by: Member) -> Items:
        """Into the head again: its author's undo, while nobody else has touched it. There already: nothing happens."""
        with self.crossing(by) as change:
            if self.private_to_id is None:
                if self.author_id != by.pk or not self.is_open or self.touched_by_others():
                    raise Refused(
                        _("This is ours now."),
                        _("Somebody else has touched it since, so it stays on our list. You can still let it go."),
                        code="touched",
                    )
                for row in (*self.parts.order_by("pk"), *self.asks.order_by("pk")):
                    change.gone(row)
                self.private_to, self.owner, self.each, self.status = by, None, False, ""
                self.rank = self.top_of(self.place)
                change.save(self, "private_to", "owner", "each", "status", "rank", *self.settle_alone())
                change.note("private", self)
                bring_along(self, change)
        return change.items

    def touched_by_others(self: Task) -> bool:
        """Whether it has concerned anybody but its author since it was shared: somebody else had a hand in it, or it
        was done and everybody was asked. Whether they answered does not count: their answers stay theirs."""
        if self.owner_id not in (None, self.author_id) or self.parts.exclude(member=self.author_id).exists():
            return True
        others = ~models.Q(by_id=self.author_id) | models.Q(by=None) | models.Q(verb="done")
        if self.thanks.exists() or self.guesses.filter(sealed_to=None).exists():
            return True
        parts = self.credits.exclude(member_id=self.author_id, offered_by_id=self.author_id)
        return parts.exists() or self.moments.filter(others, only_for=None).exists()
