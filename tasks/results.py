"""Results: what one person's own answers say, and what they do not. Pure functions; nothing here sees two people.

The rules are those of RESULTS.md 3.2: no summary under five answers, a change only with ten answers in both windows and
three quarters of a step between their means. A single momentary item is about a quarter noise (Dejonckheere 2022).
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

WINDOW = datetime.timedelta(weeks=4)
SUMMARY_FROM, CHANGE_FROM = 5, 10  # answers
CHANGE = Fraction(3, 4)  # of a step
SHOWN = datetime.timedelta(weeks=12)
LINE = 28  # pixels from one line of the plot to the next


class Trend(Enum):
    """How the last four weeks stand to the four before."""

    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Summary:
    """`count` answers; `usual`: the median as one step of 1 to 5, or the two it falls between; `half`: between which
    steps the middle half lies."""

    count: int
    usual: tuple[int, ...]
    half: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: the day and the step, 1 to 5."""

    day: datetime.date
    felt: int


@dataclass(frozen=True, slots=True)
class Dot:
    """Where an answer stands in the plot: `across` in percent of the time shown, `nth` of those on that very spot."""

    across: str
    felt: int
    nth: int
    lately: bool

    @property
    def aside(self) -> int:
        """How far beside its spot it stands, in pixels: one to the right, one to the left, and so on."""
        return 8 * ((self.nth + 1) // 2) * (1 if self.nth % 2 else -1)

    @property
    def down(self) -> int:
        """How far below the top of the plot, in pixels: five lines, "completely" on top."""
        return LINE // 2 + LINE * (5 - self.felt)


def summary(felt: Sequence[int]) -> Summary | None:
    """The median and the middle half of at least five answers; None for fewer."""
    if len(felt) < SUMMARY_FROM:
        return None
    ranked, last = sorted(felt), len(felt) - 1
    middle = {ranked[last // 2], ranked[len(felt) // 2]}
    return Summary(len(felt), tuple(sorted(middle)), (ranked[last // 4], ranked[last - last // 4]))


def trend(before: Sequence[int], lately: Sequence[int]) -> Trend:
    """Whether a change may be named. With ten answers each and no true change that happens about one time in twenty;
    a true full step is found about seven times in ten."""
    if min(len(before), len(lately)) < CHANGE_FROM:
        return Trend.TOO_EARLY
    # exact, so that three quarters of a step are three quarters
    difference = Fraction(sum(lately), len(lately)) - Fraction(sum(before), len(before))
    if abs(difference) < CHANGE:
        return Trend.SAME
    return Trend.HIGHER if difference > 0 else Trend.LOWER


def windows(answers: Iterable[Answered], today: datetime.date) -> tuple[list[int], list[int]]:
    """The steps of the four weeks before the last four, and of the last four, which end today."""
    before, lately = list[int](), list[int]()
    for answer in answers:
        if today - WINDOW < answer.day <= today:
            lately.append(answer.felt)
        elif today - 2 * WINDOW < answer.day <= today - WINDOW:
            before.append(answer.felt)
    return before, lately


def dots(answers: Iterable[Answered], today: datetime.date) -> list[Dot]:
    """The last twelve weeks, oldest first, each answer for itself: no line, no average, gaps stay gaps."""
    there = Counter[tuple[datetime.date, int]]()
    found = []
    for answer in sorted(answers, key=lambda one: (one.day, one.felt)):
        if not today - SHOWN < answer.day <= today:
            continue
        spot = answer.day, answer.felt
        found.append(Dot(across(answer.day, today), answer.felt, there[spot], answer.day > today - WINDOW))
        there[spot] += 1
    return found


def months(today: datetime.date) -> list[tuple[str, datetime.date]]:
    """Where in the plot each month begins, and its first day."""
    first = today - SHOWN + datetime.timedelta(days=1)
    found = [first]
    while (following := (found[-1].replace(day=1) + datetime.timedelta(days=32)).replace(day=1)) <= today:
        found.append(following)
    if len(found) > 1 and (found[1] - first).days < 10:
        del found[0]  # two names would lie upon each other
    return [(across(day, today), day) for day in found]


def across(day: datetime.date, today: datetime.date) -> str:
    """A day's place in the time shown, in percent: 2 is the first day, 98 today."""
    return f"{98 - 96 * (today - day).days / (SHOWN.days - 1):.2f}%"
