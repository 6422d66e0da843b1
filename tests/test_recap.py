"""What a meeting leaves: a page for the adults, on paper too, a file for a calendar, and a message to share."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from household.access import COOKIE
from tasks.calendar_file import Dated, Next, calendar_of
from tests.clock import Clock
from tests.conftest import Person, write
from tests.helpers import device_of, link_for
from tests.meetings import one, opened
from tests.test_pulse import say

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
DAY = datetime.date


@pytest.fixture(autouse=True)
def signed_in(sam: Person, robin: Person, kim: Person, stranger: Person) -> None:
    for who in (sam, robin, stranger):
        who.client.cookies[COOKIE] = who.cookie


def page(who: Person, path: str = "") -> Any:
    return who.client.get(f"/h/{who.home}/meetings/{path}")


def shown(who: Person, meeting: str) -> str:
    answer = page(who, f"{meeting}/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def message_of(html: str) -> str:
    return unescape(re.search(r'data-copy="([^"]*)"', html.replace("&quot;", "”")).group(1))  # type: ignore[union-attr]


def calendar(who: Person, meeting: str) -> Calendar:
    answer = page(who, f"{meeting}.ics")
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    parsed = Calendar.from_ical(answer.content)
    assert isinstance(parsed, Calendar)
    return parsed


def held(sam: Person, robin: Person, good: str = "Pancakes") -> str:
    """A meeting that chose what is in the week, and closed."""
    meeting = opened(sam, robin)
    sam.patch(f"meetings/{meeting}/", {"good": good})
    assert sam.post(f"meetings/{meeting}/closed/").status_code == 200
    return meeting


def test_it_tells_what_was_done_let_go_and_chosen_with_who_has_it(sam: Person, robin: Person) -> None:
    for title, verb in (("Bike", "done"), ("Attic", "let-go")):
        sam.post(f"tasks/{write(sam, title)}/{verb}/")
    ours = write(sam, "Hallway", place="week", done_means="One can walk through", size="m")
    both = write(sam, "Birthday", place="week")
    write(sam, "Winter clothes", place="week")
    robin.post(f"tasks/{ours}/taken/")
    robin.post(f"tasks/{both}/taken/")
    sam.post(f"tasks/{both}/joined/", {"as": "together"})
    meeting = held(sam, robin)
    for who in (sam, robin):
        html = shown(who, meeting)
        for words in ("Bike", "Attic", "Hallway", "One can walk through", "up to 45 min", "Robin and Sam", "Pancakes"):
            assert words in html, words
    line = next(line for line in one(sam, "meeting")["recap"]["chosen"] if line["task"] == ours)
    assert (line["owner"], line["done_means"], line["size"]) == (robin.id, "One can walk through", "m")


def test_what_was_done_after_the_last_one_on_its_day_is_told_once(sam: Person, robin: Person, clock: Clock) -> None:
    sam.post(f"tasks/{write(sam, 'Before it')}/done/")
    first = held(sam, robin)
    sam.post(f"tasks/{write(sam, 'Later that day')}/done/")
    robin.post("thanks/", {"to": sam.id, "words": "Later that day too"})
    clock.move(days=7)
    second = held(sam, robin)
    recap = {row["id"]: row["recap"] for row in sam.screen().all("meeting")}
    assert [line["title"] for line in recap[first]["done"]] == ["Before it"]
    assert [line["title"] for line in recap[second]["done"]] == ["Later that day"]
    assert "Later that day too" in shown(sam, second) and "Later that day too" not in shown(sam, first)


def test_thanks_stand_there_until_one_of_the_two_takes_them_away(sam: Person, robin: Person) -> None:
    thanks = robin.post("thanks/", {"to": sam.id, "words": "The sink was a joy"}).json()["items"][0]["id"]
    meeting = held(sam, robin)
    assert "Robin thanks Sam" in shown(sam, meeting) and "The sink was a joy" in shown(robin, meeting)
    assert "The sink" not in str(one(sam, "meeting"))  # no copy of the words is kept
    sam.delete(f"thanks/{thanks}/")
    for who in (sam, robin):
        assert "The sink was a joy" not in shown(who, meeting) and "Robin thanks" not in shown(who, meeting)


def test_of_a_parked_topic_it_tells_what_it_is_about_and_never_a_feeling(sam: Person, robin: Person) -> None:
    sam.post("topics/", {"feel": "worn out", "about": "the evenings", "like": "to swap"})
    meeting = held(sam, robin)
    html = shown(robin, meeting)
    assert "the evenings" in html
    assert "worn out" not in html and "to swap" not in html
    message = message_of(html)
    assert "the evenings" not in message


def test_the_message_has_decisions_and_nothing_of_feelings(sam: Person, robin: Person) -> None:
    task = write(sam, "Hallway", place="week", feel="Room to breathe")
    robin.post(f"tasks/{task}/taken/")
    robin.post("thanks/", {"to": sam.id, "words": "The sink was a joy"})
    say(robin, team=2)
    meeting = opened(sam, robin, at="how")
    for who in (sam, robin):
        who.patch(f"meetings/{meeting}/hand/", {"shows": ["team"], "how_ready": True})
    sam.post(f"meetings/{meeting}/closed/")
    html = shown(sam, meeting)
    message = message_of(html)
    assert "– Hallway (Robin)" in message and "Next time: " in message
    for word in ("Room to breathe", "sink", "thanks", "team"):
        assert word not in message
    assert "Room to breathe" not in html and "Not at all" not in html


def test_to_a_child_and_a_stranger_it_is_not_there(sam: Person, robin: Person, kim: Person, stranger: Person) -> None:
    meeting = held(sam, robin)
    childs = device_of(link_for(sam, kim.fresh()))
    assert childs.get(f"/h/{sam.home}/").status_code == 200
    for path in ("", f"{meeting}/", f"{meeting}.ics"):
        assert page(sam, path).status_code == 200
        assert childs.get(f"/h/{sam.home}/meetings/{path}").status_code == 404
        assert stranger.client.get(f"/h/{sam.home}/meetings/{path}").status_code == 404
        assert Client().get(f"/h/{sam.home}/meetings/{path}").status_code == 401
    for path in (f"{meeting}/", f"{meeting}.ics"):
        assert page(stranger, path).status_code == 404


def test_one_that_is_on_has_no_recap_yet(sam: Person, robin: Person) -> None:
    assert "No meeting yet" in page(sam).content.decode()
    meeting = opened(sam, robin)
    assert page(sam, f"{meeting}/").status_code == page(sam, f"{meeting}.ics").status_code == 404


def test_earlier_ones_are_a_tap_away_and_only_the_last_says_when_next(sam: Person, robin: Person, clock: Clock) -> None:
    first = held(sam, robin, "Pancakes")
    clock.move(days=7)
    second = held(sam, robin, "Waffles")
    assert "Next time" not in shown(sam, first) and "Next time" in shown(sam, second)
    assert f"/meetings/{second}/" in shown(sam, first) and f"/meetings/{first}/" in shown(sam, second)
    listed_there = page(sam).content.decode()
    assert listed_there.index(second) < listed_there.index(first)
    assert page(sam, f"{first}.ics").status_code == 404  # nothing in it has a day


def test_who_has_left_is_a_former_member_there_too(sam: Person, robin: Person) -> None:
    task = write(sam, "Hallway", place="week")
    robin.post(f"tasks/{task}/taken/")
    meeting = held(sam, robin)
    robin.post("left/")
    assert "Robin" in shown(sam, meeting)  # nobody has been told
    write(sam, "the next shared change")
    assert "Robin" not in shown(sam, meeting) and "former member" in shown(sam, meeting)


def test_the_number_of_queries_does_not_grow_with_what_was_decided(sam: Person, robin: Person, clock: Clock) -> None:
    def filled(count: int) -> str:
        for n in range(count):
            task = write(sam, f"Done {n}")
            sam.post(f"tasks/{task}/done/")
            robin.post("thanks/", {"to": sam.id, "task": task, "words": f"For {n}"})
            chosen = write(sam, f"Chosen {n}", place="week")
            robin.post(f"tasks/{chosen}/taken/")
            sam.post(f"tasks/{chosen}/joined/", {"as": "together"})
        clock.move(days=7)
        return held(sam, robin)

    first = filled(1)
    shown(sam, first)
    counts = []
    for meeting in (filled(1), filled(10)):
        with CaptureQueriesContext(connection) as found:
            shown(sam, meeting)
        counts.append(len(found))
    assert counts[0] == counts[1]


# -- the file for a calendar -----------------------------------------------------------------------


def test_the_calendar_has_the_next_meeting_and_what_has_a_day(sam: Person, robin: Person, clock: Clock) -> None:
    dentist = write(sam, "Dentist; for Mia, 10:00", place="week", due="2026-11-26", done_means="She has been there")
    write(sam, "No day", place="week")
    write(sam, "Not chosen", due="2026-11-27")
    sam.patch("rhythm/", {"weekday": 6, "at": "20:30"})
    meeting = held(sam, robin)
    guide = one(sam, "rhythm")["next_guide"]
    coming, task = calendar(robin, meeting).walk("VEVENT")
    starts = coming["DTSTART"].dt
    assert starts.replace(tzinfo=None) == datetime.datetime(2026, 11, 29, 20, 30)
    assert starts.astimezone(datetime.UTC).hour == 19 and coming["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert coming["DURATION"].dt == datetime.timedelta(minutes=25)
    assert ("Sam" if guide == sam.id else "Robin") in coming["DESCRIPTION"]
    (alarm,) = coming.walk("VALARM")
    assert alarm["TRIGGER"].to_ical() == b"-P1D" and alarm["ACTION"] == "DISPLAY"
    assert (task["SUMMARY"], task["DTSTART"].dt, task["DTEND"].dt) == (
        "Dentist; for Mia, 10:00",
        DAY(2026, 11, 26),
        DAY(2026, 11, 27),
    )
    assert task["DESCRIPTION"] == "She has been there" and task["TRANSP"] == "TRANSPARENT"
    assert dentist in task["UID"] and meeting in coming["UID"]


def test_what_moves_keeps_its_uid_and_what_is_done_is_not_in_it_any_more(
    sam: Person, robin: Person, clock: Clock
) -> None:
    today = sam.fresh().household.today()
    day = (today + datetime.timedelta(days=3)).isoformat()
    task = write(sam, "Dentist", place="week", due=day)
    meeting = held(sam, robin)
    before = calendar(sam, meeting).walk("VEVENT")
    later = today + datetime.timedelta(days=5)
    sam.patch(f"tasks/{task}/", {"due": later.isoformat()})
    robin.post("rhythm/not-today/", {"on": later.isoformat()})
    after = calendar(sam, meeting).walk("VEVENT")
    for old, new in zip(before, after, strict=True):
        assert old["UID"] == new["UID"] and old["DTSTART"].dt != new["DTSTART"].dt
        assert int(new["SEQUENCE"]) > int(old["SEQUENCE"])
    assert after[0]["DTSTART"].dt.date() == after[1]["DTSTART"].dt == later
    sam.post(f"tasks/{task}/done/")
    assert len(calendar(sam, meeting).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    ("day", "at", "starts"),
    [
        (DAY(2026, 10, 24), datetime.time(20, 30), "2026-10-24T18:30"),
        (DAY(2026, 10, 25), datetime.time(20, 30), "2026-10-25T19:30"),  # the night before the clocks went back
        (DAY(2026, 10, 25), datetime.time(2, 30), "2026-10-25T00:30"),  # twice: the first
        (DAY(2026, 3, 28), datetime.time(20, 30), "2026-03-28T19:30"),
        (DAY(2026, 3, 29), datetime.time(20, 30), "2026-03-29T18:30"),  # they went forward
        (DAY(2026, 3, 29), datetime.time(2, 30), "2026-03-29T01:30"),  # left out: the hour after it
    ],
)
def test_it_stays_at_its_hour_when_the_clocks_change(day: datetime.date, at: datetime.time, starts: str) -> None:
    coming = Next("x", "Our meeting", "", day, at, 25, BERLIN, 1)
    parsed = Calendar.from_ical(calendar_of(NOW, coming, []))
    (event,) = parsed.walk("VEVENT")
    told = event["DTSTART"].dt
    assert told.astimezone(datetime.UTC).isoformat()[:16] == starts
    (alarm,) = event.walk("VALARM")
    reminds = told + alarm["TRIGGER"].dt  # a day of the calendar before, at the same hour
    assert reminds.replace(tzinfo=None) == told.replace(tzinfo=None) - datetime.timedelta(days=1)
    (zone,) = parsed.walk("VTIMEZONE")
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


def test_a_home_on_utc_and_odd_titles_make_a_file_that_can_be_read(clock: Clock) -> None:
    odd = "Line one\nBEGIN:VEVENT\nline — ü, 😀; " + "long " * 60
    coming = Next("x", odd, odd, DAY(2026, 11, 29), datetime.time(20), 25, ZoneInfo("UTC"), 1)
    raw = calendar_of(NOW, coming, [Dated("y", odd, odd, DAY(2026, 11, 30), 2)])
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    parsed = Calendar.from_ical(raw)
    events = parsed.walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [odd, odd]
    assert events[0]["DTSTART"].dt == datetime.datetime(2026, 11, 29, 20, tzinfo=datetime.UTC)
