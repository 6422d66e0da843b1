"""My week: five questions under a minute, and my weeks as dots. For my eyes only."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from household.access import Visit
from household.errors import NotHere, TooLate
from household.models import Member
from household.views.visiting import for_members
from tasks.models import Pulse
from tasks.models.check_in import felt_word
from tasks.models.pulse import ITEMS, WEEK, week_of
from tasks.results import Summary, summary
from tasks.views.plot import in_words

NOTHING = "nothing_brought"
WEEKS = 12


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the week, with its steps in words and what was said."""

    key: str
    words: str
    steps: list[tuple[str, str]]
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item over twelve weeks: a dot for each that has an answer, a gap for each that has none."""

    words: str
    usual: str
    count: str
    top: str
    middle: str
    bottom: str
    dots: list[tuple[str, int]]  # across, down
    table: list[tuple[datetime.date, str]]


@require_http_methods(["GET", "POST"])
@for_members
def week(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How was this week? Read and said again while it is the week."""
    member = visit.member
    if not member.is_adult:
        raise NotHere
    if request.method == "POST":
        return say(request, member)
    now = week_of(member.household, timezone.now())
    said = Pulse.objects.filter(member=member, week=now).first()
    context = {
        "me": member,
        "home": member.household,
        "mine": reverse("mine", args=[member.household_id]),
        "week": now,
        "sunday": now + WEEK - datetime.timedelta(days=1),
        "questions": [question(item, said) for item in ITEMS],
        "late": request.GET.get("done") == "late",
    }
    return render(request, "tasks/week.html", context)


def say(request: HttpRequest, member: Member) -> HttpResponse:
    """Takes the form; what is not ticked is not answered."""
    steps = {item: request.POST.get(item, "") for item in ITEMS}
    answers = {item: int(step) for item, step in steps.items() if step in ("1", "2", "3", "4", "5")}
    try:
        spoken_of = datetime.date.fromisoformat(request.POST.get("week", ""))
        Pulse.say(member, spoken_of, dict(answers), nothing_brought=steps["heard"] == NOTHING)
    except (ValueError, TooLate):
        return redirect(reverse("mine_week", args=[member.household_id]) + "?done=late")
    return redirect(reverse("mine", args=[member.household_id]) + "?done=week#weeks")


def question(item: str, said: Pulse | None) -> Question:
    """An item as the form asks it."""
    felt = getattr(said, item) if said else None
    steps = [(str(step), step_word(item, step)) for step in range(1, 6)]
    if item == "heard":
        steps.append((NOTHING, _("I didn’t bring anything up")))
        if said and said.nothing_brought:
            return Question(item, words_of(item), steps, NOTHING)
    return Question(item, words_of(item), steps, str(felt or ""))


def words_of(item: str) -> str:
    """The five items of RESULTS.md 1.4, own wording."""
    return {
        "supported": _("This week I felt supported at home."),
        "heard": _("When I brought something up, I felt heard."),
        "respected": _("My time and effort were respected."),
        "team": _("We worked like a team."),
        "fairness": _("The way we shared the work felt\u00a0…"),
    }[item]


def step_word(item: str, step: int) -> str:
    """A step in words; fairness has its good end in the middle."""
    if item != "fairness":
        return felt_word(step)
    return [
        _("Far too much on me"),
        _("A bit too much on me"),
        _("About right"),
        _("A bit too much on others"),
        _("Far too much on others"),
    ][step - 1]


def weeks_of(member: Member) -> list[Line]:
    """My last twelve weeks, item by item; nothing without one that was answered. One query."""
    last = week_of(member.household, timezone.now())
    first = last - (WEEKS - 1) * WEEK
    pulses = list(Pulse.objects.filter(member=member, week__gte=first, week__lte=last).order_by("week"))
    return [line_of(item, pulses, first) for item in ITEMS] if pulses else []


def line_of(item: str, pulses: list[Pulse], first: datetime.date) -> Line:
    """One item's dots and its summary, from five weeks on."""
    said = [(pulse.week, getattr(pulse, item)) for pulse in pulses if getattr(pulse, item) is not None]
    found: Summary | None = summary([step for _week, step in said])
    count = ngettext("from %(count)s week", "from %(count)s weeks", len(said)) % {"count": len(said)}
    return Line(
        words_of(item),
        in_words([step_word(item, step) for step in found.usual]) if found else "",
        count,
        step_word(item, 5),
        step_word(item, 3) if item == "fairness" else "",
        step_word(item, 1),
        [(f"{2 + 96 * ((week - first).days // 7) / (WEEKS - 1):.2f}%", 8 + 12 * (5 - step)) for week, step in said],
        [(week, step_word(item, step)) for week, step in said],
    )
