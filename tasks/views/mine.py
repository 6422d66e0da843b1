"""My own answers, for my eyes only: read, deleted one by one or all, and whether I am asked at all."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from household.access import Visit, one
from household.errors import NotHere, TooLate
from household.models import Member
from household.views.visiting import for_members
from tasks.models import Asking, CheckIn, Pulse
from tasks.models.asking import Pace
from tasks.models.check_in import felt_word
from tasks.views.plot import plot_of
from tasks.views.reminders import reminders_of
from tasks.views.table_file import table_file
from tasks.views.week import weeks_of

PAGE = 20


class Answer(NamedTuple):
    """One answer in words. Without a title when its task went back into somebody else's head since."""

    pk: str
    day: datetime.date
    title: str
    word: str
    felt: int | None
    is_open: bool
    task: str

    @classmethod
    def of(cls, check_in: CheckIn, member: Member) -> Answer:
        task = check_in.task
        title = task.title if member.sees(task.stream) else ""
        is_open = check_in.day == member.household.today()
        return cls(check_in.pk, check_in.day, title, check_in.word, check_in.felt, is_open, task.pk)


@require_safe
@for_members
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What I answered, newest first. What I skipped or let pass is not kept in mind here either."""
    member = visit.member
    if not member.is_asked:
        raise NotHere
    page = Paginator(CheckIn.answers_of(member).select_related("task"), PAGE).get_page(request.GET.get("page"))
    notes = reminders_of(member) if member.is_adult else []
    context = {
        "reminders": notes,
        "noted": {note.task for note in notes},
        "me": member,
        "home": member.household,
        "board": reverse("board", args=[member.household_id]),
        "page": page,
        "answers": [Answer.of(check_in, member) for check_in in page.object_list],
        "plot": plot_of(member) if page.number == 1 else None,
        "weeks": weeks_of(member) if page.number == 1 else [],
        "words": [(felt, felt_word(felt)) for felt in (1, 2, 3, 4, 5)],
        "asking": Asking.of(member),
        "done": request.GET.get("done", ""),
    }
    return render(request, "tasks/mine.html", context)


@require_safe
@for_members
def export(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My answers as a table for a spreadsheet, oldest first: day, what it was about, the words and the step."""
    rows: list[list[object]] = [[_("Day"), _("About"), _("How supported I felt"), _("Step of five")]]
    for check_in in CheckIn.answers_of(visit.member).select_related("task").reverse():
        answer = Answer.of(check_in, visit.member)
        rows.append([answer.day.isoformat(), answer.title, answer.word, answer.felt or ""])
    return table_file("tandem-my-answers.csv", rows)


@require_POST
@for_members
def correct(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """Another answer than the one I gave today."""
    answer = one(CheckIn.answers_of(visit.member), pk)
    said = request.POST.get("felt", "")
    if said not in ("1", "2", "3", "4", "5", "not_needed"):
        return back(visit, "")
    try:
        answer.correct(visit.member, None if said == "not_needed" else int(said))
    except TooLate:
        return back(visit, "late")
    return back(visit, "corrected")


@require_POST
@for_members
def delete(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """One answer, for good."""
    one(CheckIn.answers_of(visit.member), pk).erase(visit.member)
    return back(visit, "deleted", request.POST.get("page", ""))


@require_POST
@for_members
def delete_all(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All of my answers and weeks, for good."""
    CheckIn.erase_all(visit.member)
    Pulse.erase_all(visit.member)
    return back(visit, "all_deleted")


@require_POST
@for_members
def asking(request: HttpRequest, visit: Visit) -> HttpResponse:
    """After each thing, once a day, or not at all; and my quiet hours."""
    choice = Asking.of(visit.member)
    if choice is None:
        raise NotHere
    pace = request.POST.get("pace", "")
    if pace not in Pace.values:
        choice.choose(visit.member, on=False, introduced=True)
        return back(visit, "not_asked")
    quiet = [hour_in(request, "quiet_from"), hour_in(request, "quiet_to")]
    if None in quiet:
        quiet = [None, None]
    choice.choose(
        visit.member,
        on=True,
        introduced=True,
        pace=pace,
        at=hour_in(request, "at") or choice.at,
        quiet_from=quiet[0],
        quiet_to=quiet[1],
    )
    return back(visit, "asked")


def hour_in(request: HttpRequest, name: str) -> datetime.time | None:
    """A time of day in a form, as the clocks here show it; None for none."""
    try:
        hour = datetime.time.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return None
    return hour.replace(tzinfo=None)


def back(visit: Visit, done: str, page: str = "") -> HttpResponse:
    """To the page where it happened."""
    address = reverse("mine", args=[visit.member.household_id])
    at = f"&page={page}" if page.isascii() and page.isdigit() else ""
    return redirect(f"{address}?done={done}{at}")
