"""Recap: what a meeting decided, as it stands when it closes. Tasks and who took them; nothing of how it felt."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from .placing import Place

if TYPE_CHECKING:
    from household.change import Change

    from .meeting import Meeting

A_WEEK = datetime.timedelta(days=7)


def recap_of(meeting: Meeting, change: Change) -> dict[str, Any]:
    """`{"done", "let_go", "chosen", "good"}`: titles as they read now, with the ids of their tasks; `chosen` also with
    who has it. Done and let go are those since the last meeting, and nobody's in particular."""
    from .meeting import Meeting
    from .task import Task

    closed = Meeting.objects.filter(household_id=meeting.household_id).exclude(closed_on=None)
    last = closed.order_by("-closed_on").values_list("closed_on", flat=True).first()
    since = last or change.today - A_WEEK
    ours = Task.objects.filter(household_id=meeting.household_id, private_to=None, starter="")

    def lines(tasks: Any) -> list[dict[str, Any]]:
        return [{"task": pk, "title": title} for pk, title in tasks.values_list("pk", "title")]

    chosen = ours.filter(place=Place.WEEK).order_by("rank").values_list("pk", "title", "owner_id")
    return {
        "done": lines(ours.filter(place=Place.DONE, done_on__gt=since).order_by("done_on", "rank")),
        "let_go": lines(ours.filter(place=Place.LET_GO, let_go_on__gt=since).order_by("let_go_on", "rank")),
        "chosen": [{"task": pk, "title": title, "owner": owner} for pk, title, owner in chosen],
        "good": meeting.good,
    }
