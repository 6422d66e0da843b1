"""The plot of my own answers: each one a dot on one of five worded lines, beside the sentences that say the same."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from household.models import Member
from tasks.models import CheckIn
from tasks.models.check_in import felt_word
from tasks.results import (
    LINE,
    SHOWN,
    WINDOW,
    Answered,
    Dot,
    Summary,
    Trend,
    across,
    dots,
    months,
    summary,
    trend,
    windows,
)


@dataclass(frozen=True, slots=True)
class Plot:
    """What the page draws and says: the last twelve weeks, summed up over the last four."""

    dots: list[Dot]
    months: list[tuple[str, str]]
    since: str  # where the last four weeks begin
    usual: str
    count: str
    half: str
    change: str
    areas: list[tuple[str, str, str]]  # name, in a word, from how many
    parts: list[tuple[str, str, str]]  # which part I had in it, the same way
    table: list[tuple[datetime.date, str]]  # the dots in words, by day

    @property
    def steps(self) -> list[tuple[str, int]]:
        """The five worded lines from above, and how far down each is in pixels."""
        return [(felt_word(felt), LINE // 2 + LINE * (5 - felt)) for felt in range(5, 0, -1)]

    @property
    def tall(self) -> int:
        """The height of the five lines in pixels."""
        return 5 * LINE


def plot_of(member: Member) -> Plot | None:
    """This member's own; None without an answer in the last twelve weeks. One query."""
    today = member.household.today()
    lately = CheckIn.answers_of(member).filter(felt__isnull=False, day__gt=today - SHOWN)
    rows = list(lately.values_list("day", "felt", "task__area__name", "task__private_to_id", "parts"))
    answers = [Answered(day, felt) for day, felt, *_rest in rows if felt]
    if not answers:
        return None
    earlier, these = windows(answers, today)
    by_area, by_part = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for _day, felt, area, head, parts in rows:
        if felt is None:
            continue
        if area and head in (None, member.pk):
            by_area[area].append(felt)
        for part in parts or [""]:
            by_part[part].append(felt)
    found = summary(these)
    return Plot(
        dots(answers, today),
        [(place, date_format(day, "M")) for place, day in months(today)],
        across(today - WINDOW + datetime.timedelta(days=1), today),
        in_a_word(found) if found else "",
        from_answers(len(these)),
        half_of(found) if found else "",
        changed(trend(earlier, these)),
        said_of(sorted(by_area.items())),
        said_of([(words, by_part[part]) for part, words in part_words().items() if part in by_part]),
        by_day(answers),
    )


def said_of(groups: Iterable[tuple[str, list[int]]]) -> list[tuple[str, str, str]]:
    """Each with its word and how many it rests on; none while none has a word: a bare count tells nothing."""
    lines = [(name, usually(felt), from_answers(len(felt))) for name, felt in groups]
    return lines if any(word for _name, word, _count in lines) else []


def by_day(answers: Iterable[Answered]) -> list[tuple[datetime.date, str]]:
    """What the plot shows, as a table: each day with its answers in words, newest first."""
    days = defaultdict[datetime.date, list[int]](list)
    for answer in answers:
        days[answer.day].append(answer.felt)
    return [(day, ", ".join(felt_word(felt) for felt in sorted(days[day]))) for day in sorted(days, reverse=True)]


def part_words() -> dict[str, str]:
    """The kinds of part, as one's own page names them, in their order."""
    return {
        "done": _("What I did"),
        "helped": _("What I helped with"),
        "asked": _("What I had asked for"),
        "noticed": _("What I noticed"),
        "planned": _("What I planned"),
        "": _("What others did"),
    }


def in_a_word(found: Summary) -> str:
    """The median as one word, or the two it falls between."""
    return in_words([felt_word(step) for step in found.usual])


def in_words(steps: list[str]) -> str:
    """One step within a sentence, or the two it falls between."""
    words = [step.lower() for step in steps]
    return words[0] if len(words) == 1 else _("%(low)s to %(high)s") % {"low": words[0], "high": words[1]}


def usually(felt: list[int]) -> str:
    """One part's summary; under five answers there is none."""
    found = summary(felt)
    return in_a_word(found) if found else ""


def from_answers(count: int) -> str:
    """How many answers a sentence rests on."""
    return ngettext("from %(count)s answer", "from %(count)s answers", count) % {"count": count}


def half_of(found: Summary) -> str:
    """Where the middle half lies."""
    low, high = (felt_word(step).lower() for step in found.half)
    if low == high:
        return _("Half of them or more say %(word)s.") % {"word": low}
    return _("Half of them lie between %(low)s and %(high)s.") % {"low": low, "high": high}


def changed(how: Trend) -> str:
    """A change is named only by the rule of RESULTS.md 3.2."""
    return {
        Trend.LOWER: _("A bit lower than the four weeks before."),
        Trend.HIGHER: _("A bit higher than the four weeks before."),
        Trend.SAME: _("About the same as the four weeks before."),
        Trend.TOO_EARLY: _("Too early to say whether anything changed."),
    }[how]
