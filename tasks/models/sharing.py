"""Sharing: from one's head to our list. An act of its author, never a side effect (product rule 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.models import Member

from .attached import bring_along
from .intent import check_intent
from .step import close_ranks

if TYPE_CHECKING:
    from household.change import Change, Items
    from tasks.models.task import Task


class Sharing(models.Model):
    """A task is the home's, or still in one person's head."""

    private_to = models.ForeignKey(Member, models.CASCADE, null=True, related_name="in_my_head")

    class Meta:
        abstract = True

    def share(self: Task, by: Member, place: str | None = None, was: dict[str, Any] | None = None) -> Items:
        """Brought to us, on top of its place; what was done or let go is open again where a `place` to be done in is
        named. Ours already: nothing happens."""
        with self.crossing(by) as change:
            if self.private_to_id:
                check_intent(self, "shared", by, was, place or "")
                opened = self.open_again(change) if place and not self.is_open else []
                self.come_to(place or self.place, change, *opened)
        return change.items

    def come_to(self: Task, place: str, change: Change, *fields: str) -> None:
        """Ours from now on, inside a change. It tells nothing of its time in one head: neither since when it was
        there, nor how often its steps were moved or taken out."""
        self.private_to, self.place = None, place
        self.rank = self.top_of(place)
        self.added_on = self.done_on or self.let_go_on or change.today
        if self.done_means and self.author and not self.author.is_adult:
            fields = (*fields, *self.only_suggest())
        change.save(self, "private_to", "place", "rank", "added_on", *fields)
        change.note("shared", self)
        close_ranks(self)
        bring_along(self, change)

    def take_back(self: Task, by: Member) -> Items:
        """Into the head again: its author's undo, while nobody else has touched it. There already: nothing happens."""
        with self.crossing(by) as change:
            if self.private_to_id is None:
                if self.author_id != by.pk or not self.is_open or self.touched_by_others(by):
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

    def touched_by_others(self: Task, by: Member) -> bool:
        """Whether it has concerned anybody but its author since it was shared: somebody else had a hand in it, or it
        was done and everybody was asked. Whether they answered does not count: their answers stay theirs."""
        if self.owner_id not in (None, self.author_id) or self.parts.exclude(member=self.author_id).exists():
            return True
        others = ~models.Q(by_id=self.author_id) | models.Q(by=None) | models.Q(verb="done")
        if by.is_adult and self.asks.exclude(by=self.author_id, answered_by=None).exists():
            return True  # to a child it would tell that adults ask each other about it
        if self.thanks.exists() or self.guesses.filter(sealed_to=None).exists():
            return True
        parts = self.credits.exclude(member_id=self.author_id, offered_by_id=self.author_id)
        return parts.exists() or self.moments.filter(others, only_for=None).exists()
