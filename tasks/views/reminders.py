"""My notes for our meeting, on my own page: written, put aside, deleted. For my eyes only."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from household.access import Visit, one
from household.api.shapes import UUID
from household.errors import NotHere
from household.models import Member
from household.views.problem import show
from household.views.visiting import for_members
from household.words import one_line
from tasks.models import Reminder, Task

LONGEST = 200


class Note(NamedTuple):
    """One note, with the title of its task as I may read it now."""

    pk: str
    words: str
    task: str | None
    title: str


def reminders_of(member: Member) -> list[Note]:
    """What waits for our meeting, oldest first. Two queries."""
    rows = list(Reminder.waiting_for(member))
    tasks = Task.visible_to(member).filter(pk__in=[row.task for row in rows if row.task])
    titles = {task.pk: task.title for task in tasks}
    return [Note(row.pk, row.words, row.task, titles.get(row.task or "", "")) for row in rows]


@require_POST
@for_members
def write(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Bring this to our meeting: some words, or a task."""
    words = one_line(request.POST.get("words", ""))
    if len(words) > LONGEST:
        title = _("A note holds %(longest)s characters.") % {"longest": LONGEST}
        return show(
            request, 400, "bad_input", title, _("Go back and shorten it, or write two notes: your words are kept.")
        )
    about = request.POST.get("task", "")
    if about and not UUID.fullmatch(about):
        raise NotHere
    task = one(Task.visible_to(visit.member), about) if about else None
    if task is None and not words:
        raise NotHere
    Reminder.write(visit.member, words, task)
    return back(visit, "noted")


@require_POST
@for_members
def done(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """Talked over."""
    mine(visit, pk).finish(visit.member)
    return back(visit, "talked")


@require_POST
@for_members
def delete(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """Deleted for good."""
    mine(visit, pk).erase(visit.member)
    return back(visit, "note_deleted")


def mine(visit: Visit, pk: str) -> Reminder:
    """My own, or not there."""
    return one(Reminder.objects.filter(member=visit.member), pk)


def back(visit: Visit, said: str) -> HttpResponse:
    """To the page where it happened."""
    return redirect(f"{reverse('mine', args=[visit.member.household_id])}?done={said}#reminders")
