"""User: a person, whatever home they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from household.streams import Stream

from .row import IdField

if TYPE_CHECKING:
    from household.change import Change

    from .member import Member


class User(models.Model):
    """A person with their devices. In each home they are a member of their own; nothing else ties those together."""

    id = IdField()
    language = models.CharField(max_length=10, blank=True, default="")

    def __str__(self) -> str:
        return f"person {self.pk}"

    def change(self, by: Member | None = None) -> Change:
        """The door for what concerns the person and not one home: devices, links to sign in."""
        from household.change import Change

        own = [Stream(m.household_id, "own", m.pk) for m in self.present_members()]
        return Change(by, own=own)

    def speak(self, language: str) -> None:
        """The language this person reads, for devices they sign in later."""
        with self.change() as change:
            User.objects.filter(pk=self.pk).update(language=language)
            self.language = language
            change.worth_keeping()

    def present_members(self) -> list[Member]:
        """Who this person is, home by home, where they have not left."""
        return list(self.members.filter(left_on=None).select_related("household").order_by("pk"))
