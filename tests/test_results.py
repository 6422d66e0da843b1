"""What one's own answers say: the numbers of RESULTS.md 3.2, in simulation and at the edges."""

from __future__ import annotations

import datetime
import random
from statistics import pstdev

import pytest

from tasks.results import Answered, Summary, Trend, dots, months, summary, trend, windows

pytestmark = pytest.mark.once

TODAY = datetime.date(2026, 11, 23)


def ago(days: int, felt: int) -> Answered:
    return Answered(TODAY - datetime.timedelta(days=days), felt)


def some(chance: random.Random, count: int, lower: int = 0) -> list[int]:
    """Answers on five steps as people give them, mostly "mostly", with a spread of about 0.85; or steps lower."""
    return [max(1, step - lower) for step in chance.choices(range(1, 6), [1, 5, 24, 49, 21], k=count)]


@pytest.mark.parametrize(
    ("felt", "usual", "half"),
    [
        ([3, 3, 3, 4, 4], (3,), (3, 4)),
        ([1, 2, 3, 4, 5], (3,), (2, 4)),
        ([3, 3, 3, 4, 4, 4], (3, 4), (3, 4)),
        ([4, 4, 4, 4, 4, 1], (4,), (4, 4)),
        ([1, 1, 1, 5, 5, 5], (1, 5), (1, 5)),
    ],
)
def test_the_median_as_a_step_and_the_middle_half(
    felt: list[int], usual: tuple[int, ...], half: tuple[int, int]
) -> None:
    for _order in range(3):
        random.Random(len(felt)).shuffle(felt)
        assert summary(felt) == Summary(len(felt), usual, half)


def test_the_middle_half_holds_half_of_them() -> None:
    chance = random.Random(1)
    for _case in range(300):
        felt = some(chance, chance.randrange(5, 40))
        found = summary(felt)
        assert found
        assert sum(found.half[0] <= step <= found.half[1] for step in felt) * 2 >= len(felt)


def test_under_five_answers_there_is_no_summary() -> None:
    assert summary([5, 5, 5, 5]) is None
    assert summary([]) is None


def test_a_change_is_named_only_with_ten_answers_in_both_windows() -> None:
    assert trend([1] * 9, [5] * 40) is Trend.TOO_EARLY
    assert trend([1] * 40, [5] * 9) is Trend.TOO_EARLY
    assert trend([1] * 10, [5] * 10) is Trend.HIGHER
    assert trend([4] * 20, [3] * 15 + [4] * 5) is Trend.LOWER  # exactly three quarters of a step
    assert trend([4] * 20, [3] * 14 + [4] * 6) is Trend.SAME


def test_false_alarms_and_what_is_found() -> None:
    chance = random.Random(20261123)
    spread = pstdev(some(chance, 20_000))
    assert 0.8 < spread < 0.9
    runs = 10_000
    alarms = sum(trend(some(chance, 10), some(chance, 10)) is not Trend.SAME for _ in range(runs))
    found = sum(trend(some(chance, 10), some(chance, 10, 1)) is Trend.LOWER for _ in range(runs))
    assert alarms / runs <= 0.05
    assert 0.62 <= found / runs <= 0.85


def test_the_windows_end_today_and_leave_nothing_between() -> None:
    answers = [ago(0, 1), ago(27, 2), ago(28, 3), ago(55, 4), ago(56, 5), ago(-1, 5)]
    assert windows(answers, TODAY) == ([3, 4], [1, 2])


def test_dots_are_each_answer_for_itself() -> None:
    found = dots([ago(3, 4), ago(3, 4), ago(83, 2), ago(84, 1), ago(40, 5)], TODAY)
    assert [(dot.felt, dot.nth, dot.lately) for dot in found] == [
        (2, 0, False),
        (5, 0, False),
        (4, 0, True),
        (4, 1, True),
    ]
    assert found[0].across == "2.00%"
    assert dots([ago(0, 3)], TODAY)[0].across == "98.00%"


def test_months_stand_where_they_begin() -> None:
    assert [day.month for _across, day in months(TODAY)] == [9, 10, 11]
    for day in range(400):
        names = months(TODAY + datetime.timedelta(days=day))
        places = [float(across.rstrip("%")) for across, _day in names]
        assert places == sorted(places) and places[0] >= 2 and places[-1] <= 98
        assert all(b - a > 9 for a, b in zip(places, places[1:], strict=False))
