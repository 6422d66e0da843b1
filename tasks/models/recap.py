"""Recap: what a meeting decided, as it stands when it closes. Tasks and who took them; nothing of how it felt."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from .part import How, Part
from .placing import Place
from .thanks import Thanks
from .topic import Topic

if TYPE_CHECKING:
    from django.db import models

    from household.change import Change

    from .meeting import Meeting
    from .task import Task

A_WEEK = datetime.timedelta(days=7)


def recap_of(meeting: Meeting, change: Change) -> dict[str, Any]:
    """`{"done", "let_go", "chosen", "left", "thanks", "topics", "good"}`.

    Tasks with their ids and their titles as they read now; `chosen` also with who has it, who holds it together with
    them, what done means, size and day. Done and let go are those since the last meeting, and nobody's in particular.
    `left`: what was in the week when the meeting opened, is still open and no longer there, with its place now.
    `thanks` and `topics` are ids only: those words are their author's, to be changed and taken away for good, so no
    copy of them is kept here.
    """
    from .task import Task

    last = over(meeting.household_id).first()
    since = last.closed_on if last and last.closed_on else meeting.day - A_WEEK
    told = known_from(last)
    ours = Task.objects.filter(household_id=meeting.household_id, private_to=None, starter="")

    def lines(name: str, day: str) -> list[dict[str, Any]]:
        """A day has no hours: what was done later on the day of the last meeting is told in this one."""
        closed = ours.filter(place=name, **{f"{day}__gte": since}).order_by(day, "rank").values_list("pk", "title")
        return [{"task": pk, "title": title} for pk, title in closed if pk not in told]

    thanks = Thanks.objects.filter(household_id=meeting.household_id, on__gte=since).order_by("on", "pk")
    topics = Topic.objects.filter(household_id=meeting.household_id, settled_on=None).order_by("parked_on", "pk")
    return {
        "done": lines(Place.DONE, "done_on"),
        "let_go": lines(Place.LET_GO, "let_go_on"),
        "chosen": chosen(ours.filter(place=Place.WEEK).order_by("rank")),
        "left": left_the_week(ours.filter(pk__in=meeting.still_open)),
        "thanks": [pk for pk in thanks.values_list("pk", flat=True) if pk not in told],
        "topics": list(topics.values_list("pk", flat=True)),
        "good": meeting.good,
    }


def over(home: str) -> models.QuerySet[Meeting]:
    """The meetings of a home that are closed, the last one first. Nobody keeps the hour; of one day each knows how many
    were before it."""
    from .meeting import Meeting

    return Meeting.objects.filter(household_id=home).exclude(closed_on=None).order_by("-closed_on", "-nth", "-stamp")


def known_from(last: Meeting | None) -> set[str]:
    """The ids that the last recap told of."""
    recap = (last.recap if last else None) or {}
    return {line["task"] for name in ("done", "let_go") for line in recap.get(name, ())} | {*recap.get("thanks", ())}


def left_the_week(tasks: models.QuerySet[Task]) -> list[dict[str, Any]]:
    """Which of these are on our list or in Not now, each with that place."""
    outside = tasks.filter(place__in=(Place.LIST, Place.NOT_NOW)).order_by("place", "rank")
    return [
        {"task": pk, "title": title, "place": place} for pk, title, place in outside.values_list("pk", "title", "place")
    ]


def chosen(week: Any) -> list[dict[str, Any]]:
    """This week, each with who has it, by their own tap."""
    tasks = list(week)
    held: dict[str, list[str]] = {}
    parts = Part.objects.filter(task__in=[task.pk for task in tasks], how=How.TOGETHER, member__left_on=None)
    for task, member in parts.order_by("pk").values_list("task_id", "member_id"):
        held.setdefault(task, []).append(member)
    return [
        {
            "task": task.pk,
            "title": task.title,
            "owner": task.owner_id,
            "together": held.get(task.pk, []),
            "each": task.each,
            "done_means": task.done_means,
            "size": task.size,
            "due": task.due.isoformat() if task.due else None,
        }
        for task in tasks
    ]
