"""Meetings that are over: the recap of each as a page, on paper, and as a file for a calendar. For the adults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from household.access import Visit, one
from household.errors import NotHere
from household.models import Household
from household.models.helping import only_adults
from household.views.visiting import for_members
from household.words import isolated
from tasks.calendar_file import Dated, Next, calendar_of
from tasks.meeting_steps import AGENDAS
from tasks.models import Meeting, Rhythm, Task
from tasks.models.placing import OPEN
from tasks.models.recap import over
from tasks.views.recap import day_in_words, next_time, recap_for

PAGE = 50
FITS = 10  # lines of a list that a printed page has room for


def for_adults(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What meetings leave is in the adults' stream: for a child there is no such page."""

    def visited(request: HttpRequest, visit: Visit, **kwargs: Any) -> HttpResponse:
        only_adults(visit.member)
        return page(request, visit, **kwargs)

    return visited


@require_safe
@for_members
@for_adults
def meetings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The days on which we met, the last one first."""
    member = visit.member
    page = Paginator(over(member.household_id).only("pk", "closed_on"), PAGE).get_page(request.GET.get("page"))
    context = {
        "me": member,
        "home": member.household,
        "board": reverse("board", args=[member.household_id]),
        "page": page,
    }
    return render(request, "tasks/meetings.html", context)


@require_safe
@for_members
@for_adults
def recap(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """What one meeting decided."""
    member = visit.member
    meeting = closed(member.household_id, pk)
    others = list(over(member.household_id).values_list("pk", "closed_on"))
    at = [found for found, _day in others].index(meeting.pk)
    told = recap_for(member, meeting)
    context = {
        "me": member,
        "home": member.household,
        "board": reverse("board", args=[member.household_id]),
        "recap": told,
        "day": day_in_words(meeting.closed_on),
        "earlier": others[at + 1] if at + 1 < len(others) else None,
        "later": others[at - 1] if at else None,
        "has_calendar": bool(told.next_time or dated(member.household, meeting)),
        "fits": FITS,
    }
    return render(request, "tasks/recap.html", context)


@require_safe
@for_members
@for_adults
def calendar(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """The next meeting, and what was chosen and has a day, as they are planned by now."""
    home = visit.member.household
    meeting = closed(home.pk, pk)
    coming, tasks = coming_meeting(visit, meeting), dated(home, meeting)
    if coming is None and not tasks:
        raise NotHere  # a calendar with nothing in it is none (RFC 5545, 3.6)
    name = f"tandem-{meeting.closed_on}.ics"
    return HttpResponse(
        calendar_of(timezone.now(), coming, tasks),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def closed(home: str, pk: str) -> Meeting:
    """A meeting of this home that is over. Raises `NotHere`."""
    return one(over(home), pk)


def dated(home: Household, meeting: Meeting) -> list[Dated]:
    """What was chosen, is open still and has a day from then on."""
    chosen = [line["task"] for line in (meeting.recap or {}).get("chosen", ())]
    ours = Task.objects.filter(pk__in=chosen, household=home, private_to=None, place__in=OPEN)
    return [
        Dated(f"task-{task.pk}", task.title, task.done_means, task.due, task.rev)
        for task in ours.filter(due__gte=meeting.closed_on).order_by("due", "pk")
        if task.due
    ]


def coming_meeting(visit: Visit, meeting: Meeting) -> Next | None:
    """The one after this, where this is the last. Its uid is made of this one's: moved, it is the same event."""
    home = visit.member.household
    last = over(home.pk).first()
    rhythm = Rhythm.objects.filter(household=home).first()
    time = next_time(visit.member, {person.pk: person for person in home.members.all()})
    if last is None or last.pk != meeting.pk or rhythm is None or time is None:
        return None
    words = _("{name} guides.").format(name=isolated(time.guide)) if time.guide else ""
    minutes = sum(AGENDAS[rhythm.form].values())
    return Next(f"after-{meeting.pk}", _("Our meeting"), words, time.day, time.at, minutes, home.clock, rhythm.rev)
