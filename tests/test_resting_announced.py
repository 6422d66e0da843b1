"""Never a surprise: nothing rests that was not announced for a week."""

from __future__ import annotations

import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ageing import days_pass, hour_passes, rests
from tests.clock import Clock
from tests.conftest import Cast, Person, write
from tests.recorder import undone


def test_a_shorter_period_is_announced_for_a_week_first(sam: Person, clock: Clock) -> None:
    hour_passes(clock)
    task = write(sam)
    days_pass(clock, 40)
    assert rests(sam, task) == ("list", None, None)
    assert sam.patch("home/", {"rest_after": 2}).json()["items"][0]["rest_after"] == 2
    hour_passes(clock)  # within the hour, not only tomorrow
    rest = sam.member.household.today() + datetime.timedelta(days=7)
    assert rests(sam, task) == ("list", rest.isoformat(), None)
    days_pass(clock, 6)
    assert rests(sam, task)[0] == "list"
    days_pass(clock, 1)
    assert rests(sam, task)[0] == "not_now"


def test_a_longer_period_or_none_takes_the_announcement_back(sam: Person, clock: Clock) -> None:
    hour_passes(clock)
    task = write(sam)
    for period in (12, None):
        sam.patch("home/", {"rest_after": 8})
        days_pass(clock, 50 if period else 1)
        assert rests(sam, task)[1]
        sam.patch("home/", {"rest_after": period})
        hour_passes(clock)
        assert rests(sam, task) == ("list", None, None)
    days_pass(clock, 300)
    assert rests(sam, task) == ("list", None, None)


def test_days_on_which_no_server_ran_do_not_count_as_announced(sam: Person, clock: Clock) -> None:
    hour_passes(clock)
    task = write(sam)
    days_pass(clock, 51)  # announced two days ago
    rest = datetime.date.fromisoformat(rests(sam, task)[1])
    clock.move(days=100)
    hour_passes(clock)
    assert rests(sam, task)[0] == "list"
    assert rests(sam, task)[1] == (rest + datetime.timedelta(days=99)).isoformat()
    days_pass(clock, 3)
    assert rests(sam, task)[0] == "list"
    days_pass(clock, 1)
    assert rests(sam, task)[0] == "not_now"


def test_a_server_that_was_off_all_the_time_announces_first(sam: Person, clock: Clock) -> None:
    task = write(sam)
    clock.move(days=200)
    hour_passes(clock)
    assert rests(sam, task)[:2] == ("list", (sam.member.household.today() + datetime.timedelta(days=7)).isoformat())


EVENTS = ("a day",) * 30 + ("an hour", "off", "2", "2", "4", "8", "0", "touch")


@given(life=st.lists(st.sampled_from(EVENTS), min_size=20, max_size=80))
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_rests_that_was_not_announced_on_seven_days_that_could_be_seen(
    cast: Cast, clock: Clock, life: list[str]
) -> None:
    sam = cast.sam
    with undone():
        clock.restart()
        hour_passes(clock)
        task = write(sam)
        shown: set[datetime.date] = set()  # days at whose end a running server showed the announcement
        for what in life:
            if what == "a day":
                days_pass(clock, 1)
            elif what == "off":
                clock.move(days=5)
                hour_passes(clock)
            elif what == "touch":
                sam.patch(f"tasks/{task}/", {"notes": str(clock.now)})
            elif what != "an hour":
                sam.patch("home/", {"rest_after": int(what) or None})
            hour_passes(clock)
            place, rest, _rested = rests(sam, task)
            if place == "not_now":
                assert len(shown) >= 7
                return
            shown = shown | {sam.member.household.today()} if rest else set()
