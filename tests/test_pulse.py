"""My week: five items, mine alone, NULL where nothing was said; fairness apart from the others."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from household.access import COOKIE
from household.models import Household
from tasks.models import Pulse
from tasks.models.pulse import week_of
from tests.clock import Clock
from tests.conftest import Cast, Person

FIVE = {"supported": 4, "heard": 3, "respected": 5, "team": 4, "fairness": 3}


def monday(person: Person) -> str:
    from django.utils import timezone

    return week_of(person.fresh().household, timezone.now()).isoformat()


def say(person: Person, **said: Any) -> Any:
    return person.post("pulse/", {"week": monday(person), **said})


@pytest.fixture(autouse=True)
def browsers(cast: Cast) -> None:
    for person in (cast.sam, cast.robin, cast.kim, cast.stranger):
        person.client.cookies[COOKIE] = person.cookie


def test_a_week_is_said_and_said_again(sam: Person) -> None:
    first = say(sam, **FIVE)
    assert first.status_code == 200
    assert {key: first.json()["items"][0][key] for key in FIVE} == FIVE
    again = say(sam, **FIVE | {"team": None})
    assert again.json()["items"][0]["team"] is None
    assert Pulse.objects.count() == 1
    assert say(sam, **FIVE | {"team": None}).json()["items"][0]["rev"] == again.json()["items"][0]["rev"]


def test_nothing_said_leaves_no_line(sam: Person) -> None:
    say(sam, supported=4)
    screen = sam.screen()
    assert say(sam).json()["items"][0]["gone"] is True
    screen.take(sam.news(screen.cursor))
    assert screen.all("pulse") == [] and not Pulse.objects.exists()


def test_nothing_to_be_heard_with_is_an_answer_and_no_number(sam: Person) -> None:
    said = say(sam, heard="nothing_brought").json()["items"][0]
    assert (said["heard"], said["nothing_brought"]) == (None, True)


def test_the_database_says_no_first(sam: Person) -> None:
    def make(**fields: Any) -> None:
        with transaction.atomic():
            Pulse.objects.create(household_id=sam.home, member=sam.member, week="2026-11-23", **fields)

    for wrong in ({"team": 0}, {"team": 6}, {"fairness": 6}, {"heard": 3, "nothing_brought": True}):
        with pytest.raises(IntegrityError):
            make(**wrong)
    make(team=1)
    with pytest.raises(IntegrityError):
        make(team=2)


def test_bad_input_says_which(sam: Person) -> None:
    for wrong in ({"team": 6}, {"team": "mostly"}, {"heard": "no"}, {"mood": 3}, {"fairness": 0}):
        answer = say(sam, **wrong)
        assert answer.status_code == 400 and set(answer.json()["errors"]) == set(wrong)
    assert sam.post("pulse/", {"week": "2020-01-06", "team": 3}).json()["code"] == "too_late"
    assert not Pulse.objects.exists()


def test_until_monday_noon_it_is_the_week_before_also_when_the_clocks_change() -> None:
    berlin = Household(time_zone="Europe/Berlin")
    at = datetime.datetime
    utc = datetime.UTC
    assert week_of(berlin, at(2026, 11, 23, 10, 59, tzinfo=utc)) == datetime.date(2026, 11, 16)
    assert week_of(berlin, at(2026, 11, 23, 11, 0, tzinfo=utc)) == datetime.date(2026, 11, 23)
    # on Monday, 26 October 2026 and 30 March 2026 the clocks have just been changed
    assert week_of(berlin, at(2026, 10, 26, 10, 59, tzinfo=utc)) == datetime.date(2026, 10, 19)
    assert week_of(berlin, at(2026, 10, 26, 11, 0, tzinfo=utc)) == datetime.date(2026, 10, 26)
    assert week_of(berlin, at(2026, 3, 30, 9, 59, tzinfo=utc)) == datetime.date(2026, 3, 23)
    assert week_of(berlin, at(2026, 3, 30, 10, 0, tzinfo=utc)) == datetime.date(2026, 3, 30)


def test_nothing_of_it_reaches_anybody_else(sam: Person, robin: Person, kim: Person, stranger: Person) -> None:
    before = {who.id: (who.news(), who.news()["cursor"]) for who in (robin, kim)}
    pages = [robin.client.get(f"/h/{robin.home}/{path}") for path in ("", "mine/", "mine/week/")]
    mine = say(sam, **FIVE).json()["items"][0]["id"]
    for who in (robin, kim):
        assert (who.news(), who.news()["cursor"]) == before[who.id]
        assert who.delete(f"pulse/{mine}/").status_code == 404
    after = [robin.client.get(f"/h/{robin.home}/{path}") for path in ("", "mine/", "mine/week/")]
    assert [len(page.content) for page in after] == [len(page.content) for page in pages]
    assert all(mine.encode() not in page.content for page in after)
    stranger.member = sam.member
    assert stranger.post("pulse/", {"week": monday(sam), "team": 3}).status_code == 404
    assert stranger.client.get(f"/h/{sam.home}/mine/week/").status_code == 404


def test_a_child_is_not_asked_about_its_week(kim: Person) -> None:
    assert say(kim, team=3).status_code == 404
    assert kim.client.get(f"/h/{kim.home}/mine/week/").status_code in (401, 404)
    assert not Pulse.objects.exists()


def test_the_page_takes_a_week_and_shows_it_again(sam: Person, clock: Clock) -> None:
    clock.move(days=2)  # a Wednesday
    address = f"/h/{sam.home}/mine/week/"
    form = {"week": monday(sam), "supported": "4", "heard": "nothing_brought", "fairness": "2"}
    kept = sam.client.post(address, form)
    assert kept.headers["Location"] == f"/h/{sam.home}/mine/?done=week#weeks"
    shown = sam.client.get(address).content.decode()
    for name, value in (("supported", "4"), ("heard", "nothing_brought"), ("fairness", "2")):
        assert f'name="{name}" value="{value}" checked' in shown
    assert shown.count(" checked") == 3
    late = sam.client.post(address, form | {"week": "2020-01-06"})
    assert late.headers["Location"].endswith("?done=late")
    mine = sam.client.get(f"/h/{sam.home}/mine/").content.decode()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", mine))
    assert "The way we shared the work felt … Week of 23 November: A bit too much on me" in words
    assert "We worked like a team" not in mine  # nothing was said of it
    assert "<figure" not in mine and "usually" not in mine  # one week is a word, not a plot


def test_an_answer_of_the_week_is_taken_back(sam: Person) -> None:
    address = f"/h/{sam.home}/mine/week/"
    assert "Take back my answer" not in sam.client.get(address).content.decode()
    sam.client.post(address, {"week": monday(sam), "team": "2", "heard": "nothing_brought"})
    assert sam.client.get(address).content.decode().count("Take back my answer") == 2
    sam.client.post(address, {"week": monday(sam), "team": "", "heard": "nothing_brought"})
    assert Pulse.objects.get().team is None


def test_my_weeks_come_along_as_a_table_in_words(sam: Person, robin: Person) -> None:
    say(robin, team=1)
    assert "weeks.csv" not in sam.client.get(f"/h/{sam.home}/mine/").content.decode()
    sam.client.post(f"/h/{sam.home}/mine/week/", {"week": monday(sam), "heard": "nothing_brought", "fairness": "3"})
    assert "weeks.csv" in sam.client.get(f"/h/{sam.home}/mine/").content.decode()
    lines = sam.client.get(f"/h/{sam.home}/mine/weeks.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Week of,This week I felt supported at home.,")
    assert lines[1:] == [f"{monday(sam)},,I didn’t bring anything up,,,About right"]


def test_from_five_weeks_on_it_is_said_in_a_word_and_fairness_in_its_own(sam: Person, clock: Clock) -> None:
    for step in (4, 4, 3, 4, 5):
        clock.move(days=7)
        say(sam, team=step, fairness=3)
    shown = sam.client.get(f"/h/{sam.home}/mine/").content.decode()
    assert "usually <em>mostly</em>, from 5 weeks" in shown
    assert "usually <em>about right</em>, from 5 weeks" in shown
    assert shown.count("<figure") == 2 and "from 0 weeks" not in shown  # of the others nothing was said


def test_weeks_are_kept_for_a_year_and_deleted_on_wish(sam: Person, clock: Clock) -> None:
    say(sam, team=3)
    clock.move(days=380)
    say(sam, team=4)
    Pulse.tidy(clock.now)
    assert list(Pulse.objects.values_list("team", flat=True)) == [4]
    sam.client.post(f"/h/{sam.home}/mine/deleted/")
    assert not Pulse.objects.exists()


def test_leaving_takes_it_along_and_leaves_nothing(sam: Person) -> None:
    from household.models.leaving import copy_for

    say(sam, **FIVE)
    assert copy_for(sam.fresh())["pulse"][0]["respected"] == 5
    gone = sam.client.post(f"/h/{sam.home}/settings/leave/").headers["Location"]
    read = sam.client.get(gone, follow=True).content.decode()
    assert "My time and effort were respected. <em>Completely</em>" in read
    assert not Pulse.objects.exists()
