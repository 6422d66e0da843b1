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
from django.views.decorators.http import require_http_methods, require_safe

from household.access import Visit
from household.errors import TooLate
from household.models import Member
from household.models.helping import only_adults
from household.views.visiting import for_members
from tasks.models import Pulse
from tasks.models.pulse import ITEMS, NOTHING, WEEK, week_of
from tasks.pulse_words import item_words, said_word, step_word
from tasks.results import Summary, summary
from tasks.views.plot import in_words
from tasks.views.table_file import table_file

WEEKS = 12
PLOTTED_FROM = 3  # weeks with an answer


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the week, with its steps in words and what was said."""

    key: str
    words: str
    steps: list[tuple[str, str]]
    others: list[tuple[str, str]]  # what is an answer and no step
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

    @property
    def is_few(self) -> bool:
        """One or two weeks are two words; a plot of them would be an empty page."""
        return len(self.table) < PLOTTED_FROM


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def week(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How was this week? Read and said again while it is the week."""
    member = visit.member
    only_adults(member)
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
    steps = [(str(step), step_word(item, step)) for step in range(1, 6)]
    others = [(NOTHING, said_word(item, NOTHING))] if item == "heard" else []
    return Question(item, item_words(item), steps, others, str((said and said.said(item)) or ""))


@require_safe
@for_members
def export(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My weeks as a table for a spreadsheet, oldest first, each item in its words."""
    rows = [[_("Week of"), *map(item_words, ITEMS)]]
    for pulse in Pulse.objects.filter(member=visit.member).order_by("week"):
        rows.append([pulse.week.isoformat(), *(said_word(item, pulse.said(item)) for item in ITEMS)])
    return table_file("tandem-my-weeks.csv", rows)


def weeks_of(member: Member) -> list[Line]:
    """My last twelve weeks, item by item; what was never answered is left out. One query."""
    last = week_of(member.household, timezone.now())
    first = last - (WEEKS - 1) * WEEK
    pulses = list(Pulse.objects.filter(member=member, week__gte=first, week__lte=last).order_by("week"))
    lines = [line_of(item, pulses, first) for item in ITEMS]
    return [line for line in lines if line.table]


def line_of(item: str, pulses: list[Pulse], first: datetime.date) -> Line:
    """One item's dots and its summary, from five weeks on."""
    said = [(pulse.week, getattr(pulse, item)) for pulse in pulses if getattr(pulse, item) is not None]
    found: Summary | None = summary([step for _week, step in said])
    count = ngettext("from %(count)s week", "from %(count)s weeks", len(said)) % {"count": len(said)}
    return Line(
        item_words(item),
        in_words([step_word(item, step) for step in found.usual]) if found else "",
        count,
        step_word(item, 5),
        step_word(item, 3) if item == "fairness" else "",
        step_word(item, 1),
        [(f"{2 + 96 * ((week - first).days // 7) / (WEEKS - 1):.2f}%", 8 + 12 * (5 - step)) for week, step in said],
        [(week, step_word(item, step)) for week, step in said],
    )
