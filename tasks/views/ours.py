"""Our last weeks: the home's outcomes; and of results what is on the table of an open meeting, and nothing else.

For everybody at home. Who helps reads what was done and let go, what it served and the thanks: carrying over and
results belong to the adults' meeting. One's own results are folded: two people may look at the page together.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from household.access import Visit
from household.models import Household, Member, Role
from household.views.visiting import for_members
from tasks.models import Credit, CreditPart, Intention, Meeting, Place, Pulse, Shown, Task, Thanks
from tasks.models.placing import OPEN
from tasks.models.pulse import ITEMS, week_of
from tasks.outcomes import (
    TOGETHER,
    WEEK,
    Meant,
    Over,
    Served,
    WeekOf,
    as_far_as_written,
    by_week,
    first_day,
    served,
    several_do,
)
from tasks.pulse_words import item_words, said_word, step_word
from tasks.results import summary
from tasks.views.plot import in_words
from tasks.views.thanks import Line as ThanksLine
from tasks.views.week import WEEKS


@dataclass(frozen=True, slots=True)
class Shared:
    """What one person has put on the table of the open meeting: question and word; and the questions they did not."""

    name: str
    colour: str
    said: list[tuple[str, str]]
    kept: list[str]


@require_safe
@for_members
def ours(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page of the last four weeks."""
    member = visit.member
    home, today = member.household, member.household.today()
    over, adult = what_left(home, today), member.is_adult
    # who left in silence is an adult here until that has been told
    adults = list(Member.objects.filter(household=home, role=Role.ADULT, told=False).values_list("pk", flat=True))
    weeks = by_week(over, meetings(home, today) if adult else [], today)
    lately = [one for one in over if one.day >= first_day(today)]
    wanted = dict(Intention.objects.filter(household=home).order_by("position").values_list("pk", "words"))
    context: dict[str, Any] = {
        "me": member,
        "home": home,
        "board": reverse("board", args=[home.pk]),
        "weeks": [named(week, today) for week in as_far_as_written(weeks)],
        "done": sum(one.done for one in lately),
        "let_go": sum(not one.done for one in lately),
        "now": how_many(home, today),
        "served": [in_a_line(line) for line in served(lately, wanted)],
        "both": several_do(over, today, adults) if adult else [],
        "two": len(adults) == 2,
        "thanks": thanks_since(member, first_day(today)),
    }
    if adult:
        context |= {"shared": on_the_table(member), "results": my_results(member)}
    return render(request, "tasks/ours.html", context)


def what_left(home: Household, today: datetime.date) -> list[Over]:
    """What was done or let go in the last eight weeks; two queries. What is in a head is nobody's outcome."""
    since = min(today - TOGETHER, first_day(today))
    ours = Task.objects.filter(household=home, private_to=None, starter="")
    closed = ours.filter(Q(done_on__gte=since) | Q(let_go_on__gte=since)).order_by("pk")
    rows = closed.values_list(
        *("pk", "title", "done_on", "let_go_on", "done_by_id"),
        *("area__name", "area__intention_id", "intention_id"),
    )
    said: dict[str, dict[str, bool]] = {}
    about = Credit.objects.filter(task__in=closed.filter(place=Place.DONE).values("pk"), part=CreditPart.DONE)
    for task, who, declined in about.values_list("task_id", "member_id", "declined"):
        said.setdefault(task, {})[who] = declined
    return [
        Over(
            title,
            done_on or let_go_on,
            done_on is not None,
            area or "",
            own or areas or "",
            frozenset(who for who, declined in said[pk].items() if not declined) if pk in said else frozenset({by}),
        )
        for pk, title, done_on, let_go_on, by, area, areas, own in rows
    ]


def meetings(home: Household, today: datetime.date) -> list[Meant]:
    """The meetings that closed in these weeks and the one before them, with what they chose."""
    closed = Meeting.objects.filter(household=home, closed_on__gte=first_day(today) - 4 * WEEK)
    return [
        Meant(day, {line["task"]: line["title"] for line in recap["chosen"]})
        for day, recap in closed.order_by("closed_on", "pk").values_list("closed_on", "recap")
        if day and recap
    ]


def how_many(home: Household, today: datetime.date) -> tuple[int, int]:
    """How many things are open now, and how many of ours were four weeks ago. A shorter list is a success."""
    then = first_day(today)
    still = (
        Q(added_on__lt=then) & (Q(done_on=None) | Q(done_on__gte=then)) & (Q(let_go_on=None) | Q(let_go_on__gte=then))
    )
    found = Task.objects.filter(household=home, private_to=None, starter="").aggregate(
        now=Count("pk", filter=Q(place__in=OPEN)), then=Count("pk", filter=still)
    )
    return found["now"], found["then"]


def thanks_since(member: Member, day: datetime.date) -> list[ThanksLine]:
    """The thanks of these weeks with their words, newest first."""
    rows = Thanks.objects.filter(household_id=member.household_id, on__gte=day).order_by("-on", "-pk")
    return [ThanksLine.of(row, member) for row in rows.select_related("task", "by", "to")[:30]]


def on_the_table(reader: Member) -> list[Shared]:
    """What is shared with `reader` in the meeting that is open now. Nobody shared anything looks the same for every
    reason."""
    rows = Shown.objects.filter(reader=reader).select_related("member")
    return [
        Shared(
            row.member.name,
            row.member.colour,
            [(item_words(item), word) for item in ITEMS if (word := said_word(item, row.said[item]))],
            [item_words(item) for item in ITEMS if not said_word(item, row.said[item])],
        )
        for row in rows.order_by("member__joined_on", "member_id")
    ]


def my_results(member: Member) -> list[tuple[str, str]]:
    """My own weeks of the last twelve, each item in a word from five answers on; one query."""
    last = week_of(member.household, timezone.now())
    weeks = list(Pulse.objects.filter(member=member, week__gt=last - WEEKS * WEEK, week__lte=last))
    lines = []
    for item in ITEMS:
        found = summary([step for pulse in weeks if (step := getattr(pulse, item)) is not None])
        lines.append((short(item), in_words([step_word(item, step) for step in found.usual]) if found else ""))
    return lines if weeks else []


def short(item: str) -> str:
    """An item as a line of results names it."""
    return {
        "supported": _("Supported"),
        "heard": _("Heard"),
        "respected": _("Respected"),
        "team": _("Like a team"),
        "fairness": _("How we share the work"),
    }[item]


def named(week: WeekOf, today: datetime.date) -> tuple[str, WeekOf]:
    """A week under the name one gives it."""
    if week.monday <= today < week.monday + WEEK:
        return _("This week"), week
    if week.monday + WEEK <= today < week.monday + 2 * WEEK:
        return _("Last week"), week
    days = {"first": date_format(week.monday, "MONTH_DAY_FORMAT")}
    return _("The week of %(first)s") % days, week


def in_a_line(line: Served) -> tuple[str, str, str]:
    """An intention, the areas, and a few of the things, as a page says them."""
    things = ", ".join(line.titles)
    return line.words, ", ".join(line.areas), _("%(things)s and more") % {"things": things} if line.more else things
