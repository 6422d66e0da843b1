"""Helping: what children, teenagers and guests leave to the adults. Their own head is theirs like anybody's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from household.errors import AdultsOnly
from household.models import Member

if TYPE_CHECKING:
    from tasks.models.task import Task

OWN_WORDS = {"title", "notes", "feel"}  # of a line they wrote themselves
TOLD = {"added", "edited", "taken", "released", "moved", "done", "reopened", "let_go", "shared", "private"} | {
    "merged",
    *("joined_in", "left_it", "each", "one_for_all", "own_done", "own_open"),
    *("step_added", "step_said", "step_done", "step_open", "step_gone"),
}
"""The verbs of a history that somebody who helps may read: any other may tell what is between adults."""


def check_decides(task: Task, by: Member) -> None:
    """Raises `AdultsOnly` where somebody who helps would decide about what is ours: where it stands, who has it."""
    if not by.is_adult and (by.pk is None or task.private_to_id != by.pk):
        raise AdultsOnly(
            _("That is for the adults at home to decide."),
            _("Nothing was changed. You can say “I’m in” and help with it."),
        )


def check_writes(task: Task, by: Member, fields: Iterable[str]) -> None:
    """Raises `AdultsOnly` where somebody who helps would change words that are not theirs, or what done means."""
    if "family" in fields and not by.is_adult:  # in their own head too: it comes along when they share it
        raise AdultsOnly(_("What is the whole family’s is for the adults to say."), _("Nothing was changed."))
    if by.is_adult or (by.pk and task.private_to_id == by.pk):
        return
    if task.author_id is None or task.author_id != by.pk:
        raise AdultsOnly(
            _("These words are somebody else’s."), _("Nothing was changed. You can tell them, or write a line.")
        )
    if set(fields) - OWN_WORDS:
        raise AdultsOnly(
            _("What done means, the day and the area are for the adults at home."), _("Nothing was changed.")
        )
