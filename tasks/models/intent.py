"""Intent: what each verb is meant for, and what becomes of one that comes too late.

Somebody acts on the task as they see it; meanwhile somebody else may have done it, let it go or moved it. `INTENTS`
decides for every verb: on a task that is done or let go it is refused unless it is meant for that, and where the
author says what they saw (`was`), a task that has changed in what the verb depends on is left alone. Opening a task
again is an act of its own (`reopened`); no move does it in passing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from household.change import encoded
from household.errors import Refused
from household.words import isolated

if TYPE_CHECKING:
    from household.models import Member
    from tasks.models.task import Task


class Intent(NamedTuple):
    """`closed`: also meant for what is done or let go. `seen`: the fields of `was` that must still be so."""

    closed: bool
    seen: tuple[str, ...] = ()


INTENTS = {
    "moved": Intent(closed=False, seen=("place",)),
    "taken": Intent(closed=False),
    "released": Intent(closed=False),
    "status": Intent(closed=False),
    "each": Intent(closed=False),
    "joined": Intent(closed=False),
    "my_part_done": Intent(closed=False),
    "my_part_reopened": Intent(closed=True, seen=("place",)),  # it may open the task again
    "asked": Intent(closed=False),
    "accepted": Intent(closed=False),
    "parked": Intent(closed=False),
    "done": Intent(closed=True, seen=("place",)),  # a tick says what has happened, also to what was let go
    "let_go": Intent(closed=True, seen=("place", "owner")),
    "added": Intent(closed=False),  # to what is put in order in a meeting
    "reopened": Intent(closed=True, seen=("place", "done_by", "let_go_by")),
    "shared": Intent(closed=True, seen=("place",)),  # with a place it may open the task again
}


def check_intent(task: Task, verb: str, by: Member | None, was: dict[str, Any] | None = None, place: str = "") -> None:
    """Raises `Refused`, with the task as it is, where `verb` is not meant for it as it stands, or no longer meant so.

    `was`: what the author saw. `place`: where the verb leads; a task that is there already is not too late.
    """
    intent = INTENTS[verb]
    stale = not intent.closed and not task.is_open
    for field in intent.seen:
        if was and field in was:
            now = getattr(task, field if field == "place" else f"{field}_id")
            stale |= now not in (was[field], place or was[field])
    if stale:
        raise too_late(task, by)


def too_late(task: Task, by: Member | None) -> Refused:
    """What happened to the task meanwhile, and by whom."""
    who, mine, named, unnamed = what_happened(task)
    if who is not None and by is not None and who.pk == by.pk:
        title = mine
    else:
        title = named % {"name": isolated(who.name)} if who is not None and who.name else unnamed
    if task.is_open:
        code, detail = "changed_meanwhile", _("Nothing was changed. It is shown as it is now.")
    else:
        code, detail = "over", _("Nothing was changed. Open it again if there is still something to do.")
    return Refused(title, detail, code=code, items=[encoded(task.as_item())])


def what_happened(task: Task) -> tuple[Member | None, str, str, str]:
    """Who brought the task to where it is, and the sentence for that person, for the others, and without a name."""
    if task.done_on:
        return (
            task.done_by,
            _("You have done this already."),
            _("%(name)s did this meanwhile."),
            _("This was done meanwhile."),
        )
    if task.let_go_on:
        return (
            task.let_go_by,
            _("You have let this go already."),
            _("%(name)s let this go meanwhile."),
            _("This was let go meanwhile."),
        )
    return (
        task.changed_by,
        _("You have changed this already."),
        _("%(name)s changed this meanwhile."),
        _("This was changed meanwhile."),
    )
