"""How I am asked: pace, quiet hours, pausing by itself; none of it can be noticed by anybody else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from household.access import COOKIE
from tasks.models import Asking, CheckIn
from tests.clock import Clock
from tests.conftest import Person, write


@pytest.fixture(autouse=True)
def afternoon(clock: Clock) -> None:
    clock.move(hours=5)  # a day later what is asked now is over


def mine(person: Person) -> Any:
    return person.screen().all("asking")[0]


def finish(person: Person, title: str = "Dishes") -> str:
    task = write(person, title)
    person.post(f"tasks/{task}/done/")
    return task


def a_day_goes_by(clock: Clock) -> None:
    clock.move(days=1)
    list(Asking.as_days_pass(clock.now))


def test_everybody_begins_with_after_each_and_the_evening(sam: Person) -> None:
    assert {key: mine(sam)[key] for key in ("on", "pace", "at", "quiet_from", "quiet_to", "paused")} == {
        **{"on": True, "pace": "each", "at": "20:30", "quiet_from": None, "quiet_to": None, "paused": ""}
    }


def test_a_pace_is_mine_and_the_question_is_there_whatever_it_is(sam: Person, robin: Person) -> None:
    before, cursor = robin.news(), robin.news()["cursor"]
    kept = sam.patch("asking/", {"pace": "daily", "at": "21:15", "quiet_from": "22:00", "quiet_to": "07:00"})
    assert kept.status_code == 200
    assert (mine(sam)["at"], mine(sam)["quiet_to"]) == ("21:15", "07:00")
    assert robin.news() == before and robin.news(cursor)["items"] == []
    finish(robin)
    assert len(sam.screen().all("check_in")) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"pace": "hourly"}, {"at": "half past"}, {"at": None}, {"quiet_from": "22:00"}, {"paused": "new"}]
    + [{"quiet_from": "22:00", "quiet_to": None}],
)
def test_bad_input_is_refused_in_words(sam: Person, wrong: dict[str, Any]) -> None:
    answer = sam.patch("asking/", wrong)
    assert answer.status_code == 400 and answer.json()["errors"]
    assert mine(sam)["pace"] == "each"


def test_quiet_hours_have_both_ends_in_the_database_too(sam: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.filter(member=sam.member).update(quiet_from=datetime.time(22))


def test_after_three_cards_that_went_by_it_pauses_and_says_so_to_that_person_only(
    sam: Person, robin: Person, clock: Clock
) -> None:
    for day in range(3):
        assert mine(sam)["paused"] == ""
        finish(robin)
        robins = robin.screen().all("check_in")[0]["id"]
        robin.post(f"check-ins/{robins}/skipped/")
        before, cursor = robin.news(), robin.news()["cursor"]
        a_day_goes_by(clock)
        if day == 2:
            assert mine(sam)["paused"] == "new"
            assert robin.news(cursor)["items"] == [] and robin.news()["cursor"] == before["cursor"]
    finish(robin)
    assert sam.screen().all("check_in") == [] and len(robin.screen().all("check_in")) == 1
    assert sam.patch("asking/", {"paused": "told"}).status_code == 200
    assert mine(sam)["paused"] == "told"
    sam.patch("asking/", {"paused": ""})
    finish(robin, "Laundry")
    assert len(sam.screen().all("check_in")) == 1


def test_any_answer_or_skip_begins_the_count_anew(sam: Person, clock: Clock) -> None:
    for day in range(6):
        finish(sam)
        if day == 2:
            sam.post(f"check-ins/{sam.screen().all('check_in')[0]['id']}/skipped/")
        a_day_goes_by(clock)
        assert mine(sam)["paused"] == ("new" if day == 5 else "")


def test_days_without_a_question_count_for_nothing_and_ten_tasks_are_one_card(sam: Person, clock: Clock) -> None:
    for _task in range(10):
        finish(sam)
    a_day_goes_by(clock)
    for _day in range(20):
        a_day_goes_by(clock)
    assert mine(sam)["paused"] == ""
    assert Asking.objects.get(member=sam.member).passed == 1


def test_counting_twice_counts_once(sam: Person, clock: Clock) -> None:
    finish(sam)
    clock.move(days=2)
    for _again in range(4):
        list(Asking.as_days_pass(clock.now))
    assert Asking.objects.get(member=sam.member).passed == 1
    assert CheckIn.objects.count() == 2


def test_the_page_keeps_pace_and_quiet_hours(sam: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    form = {"pace": "daily", "at": "19:45", "quiet_from": "21:00", "quiet_to": "06:30"}
    assert sam.client.post(f"/h/{sam.home}/mine/asking/", form).status_code == 302
    shown = sam.client.get(f"/h/{sam.home}/mine/").content.decode()
    for text in ('value="daily" checked', 'value="19:45"', 'value="21:00"', 'value="06:30"'):
        assert text in shown
    sam.client.post(f"/h/{sam.home}/mine/asking/", form | {"quiet_to": ""})
    assert mine(sam)["quiet_from"] is None


@pytest.mark.parametrize("begin", ["2026-10-23T17:00", "2026-03-27T17:00"])
def test_three_evenings_over_the_change_of_the_clocks_are_three_cards(sam: Person, clock: Clock, begin: str) -> None:
    """One card a day by the days at home, whether a day has 23, 24 or 25 hours."""
    clock.now = datetime.datetime.fromisoformat(f"{begin}+00:00")
    for day in range(3):
        finish(sam, f"Thing {day}")
        for _hour in range(24):
            clock.move(hours=1)
            list(Asking.as_days_pass(clock.now))
            counted = Asking.objects.get(member=sam.member)
            assert counted.paused or counted.passed in (day, day + 1)
        assert (counted.passed, counted.paused) == ((day + 1, "") if day < 2 else (0, "new"))


def test_a_card_is_counted_once_by_two_processes_and_by_one_that_was_away(sam: Person, clock: Clock) -> None:
    """One that reads before the other writes finds it counted behind the lock."""
    finish(sam)
    clock.move(days=2)
    stale = [Asking.objects.select_related("member__household").get(member=sam.member) for _process in range(2)]
    for asking in stale:
        asking.count(clock.now)
    assert Asking.objects.get(member=sam.member).passed == 1
    for day in range(2):
        finish(sam, f"Thing {day}")
        clock.move(days=2)
    late = [Asking.objects.select_related("member__household").get(member=sam.member) for _process in range(2)]
    late[0].count(clock.now)
    assert mine(sam)["paused"] == "new"
    told = sam.news()["cursor"]  # a row written from stale values keeps its rev; the stream tells that it was written
    late[1].count(clock.now)
    assert (mine(sam)["paused"], sam.news()["cursor"]) == ("new", told)
    sam.patch("asking/", {"paused": ""})
    late[0].count(clock.now)
    assert mine(sam)["paused"] == ""
