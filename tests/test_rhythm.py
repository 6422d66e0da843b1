"""When a home meets: in its own clock and calendar, moved without a mark."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from tasks.meeting_steps import next_date, standing_date, starts_at
from tests.clock import Clock
from tests.conftest import Person
from tests.meetings import one, opened

BERLIN = ZoneInfo("Europe/Berlin")
DAY = datetime.date


def test_twenty_hundred_at_home_is_another_instant_after_the_clocks_change() -> None:
    eight = datetime.time(20)
    assert starts_at(DAY(2026, 10, 18), eight, BERLIN).hour == 18
    assert starts_at(DAY(2026, 10, 25), eight, BERLIN).hour == 19
    assert starts_at(DAY(2026, 3, 22), eight, BERLIN).hour == 19
    assert starts_at(DAY(2026, 3, 29), eight, BERLIN).hour == 18
    left_out = starts_at(DAY(2026, 3, 29), datetime.time(2, 30), BERLIN)
    assert left_out.astimezone(BERLIN).time() == datetime.time(3, 30)
    twice = starts_at(DAY(2026, 10, 25), datetime.time(2, 30), BERLIN)
    assert twice == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)


def test_every_weekday_is_found_from_every_day() -> None:
    for start in range(14):
        for weekday in range(7):
            for soonest in (0, 4):
                today = DAY(2026, 10, 19) + datetime.timedelta(days=start)
                day = next_date(weekday, today, soonest)
                assert day.weekday() == weekday and 0 <= (day - today).days - soonest < 7
                assert standing_date(today - datetime.timedelta(days=3), weekday, today) == next_date(weekday, today)
                assert standing_date(day, weekday, today) == day


def test_the_day_is_that_of_the_home(sam: Person, clock: Clock) -> None:
    clock.now = datetime.datetime(2026, 10, 24, 22, 30, tzinfo=datetime.UTC)  # Sunday, half past midnight, in Berlin
    assert sam.patch("rhythm/", {"weekday": 6, "at": "19:30"}).json()["items"][0]["next_on"] == "2026-10-25"
    assert sam.patch("rhythm/", {"weekday": 5}).json()["items"][0]["next_on"] == "2026-10-31"
    shown = one(sam, "rhythm")
    assert (shown["at"], shown["slots"], shown["form"]) == ("19:30", 5, "full")


def test_not_today_moves_it_and_leaves_no_mark(sam: Person, robin: Person, clock: Clock) -> None:
    sam.patch("rhythm/", {"weekday": 0})
    before = one(sam, "rhythm")
    sam.post("meetings/")
    moved = robin.post("rhythm/not-today/")
    assert moved.status_code == 200
    after = one(sam, "rhythm")
    assert after["next_on"] == "2026-11-24" and before["next_on"] == "2026-11-23"
    assert {key for key in after if after[key] != before[key]} == {"next_on", "rev"}
    assert sam.screen().all("meeting") == [] and sam.screen().all("seat") == []
    assert robin.post("rhythm/not-today/", {"on": "2026-11-26"}).json()["items"][0]["next_on"] == "2026-11-26"
    assert robin.post("rhythm/not-today/", {"on": "2026-11-22"}).status_code == 400
    assert robin.post("rhythm/not-today/", {"on": "2027-11-22"}).status_code == 400


def test_an_open_one_is_not_moved_and_the_next_is_not_the_day_after(sam: Person, robin: Person, clock: Clock) -> None:
    sam.patch("rhythm/", {"weekday": 1})
    meeting = opened(sam, robin)  # on a Monday, a day early
    refused = sam.post("rhythm/not-today/")
    assert (refused.status_code, refused.json()["code"]) == (409, "meeting_open")
    sam.post(f"meetings/{meeting}/closed/")
    assert one(robin, "rhythm")["next_on"] == "2026-12-01"


def test_bad_input_says_which(sam: Person) -> None:
    for wrong in ({"weekday": 7}, {"slots": 0}, {"slots": 13}, {"at": "25:00"}, {"form": "long"}, {"turn": []}):
        answer = sam.patch("rhythm/", wrong)
        assert (answer.status_code, set(answer.json()["errors"])) == (400, set(wrong))
    assert sam.screen().all("rhythm") == []


def test_a_stranger_and_a_child_choose_nothing(kim: Person, stranger: Person, sam: Person) -> None:
    stranger.member = sam.member
    for who in (kim, stranger):
        assert who.patch("rhythm/", {"weekday": 2}).status_code == 404
