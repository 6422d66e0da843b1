"""The weekly meeting: it opens when all who are there are ready, moves on once, and leaves decisions only."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tasks.meeting_steps import AGENDAS, agenda
from tasks.models import Ballot, Hand, Meeting, Ranking, Seat, Shown, Task, Worth
from tests.clock import Clock
from tests.conftest import Person, write
from tests.meetings import joined, listed, one, opened, opened_to, seal, to_step


def test_the_forms_take_the_minutes_they_promise() -> None:
    assert {form: sum(steps.values()) for form, steps in AGENDAS.items()} == {
        "full": 25,
        "short": 12,
        "children": 15,
        "team": 25,
    }
    assert list(AGENDAS["team"]) == list(AGENDAS["full"])
    assert {"step": "how", "words": "vision_and_status", "minutes": 4} in agenda("team")


def test_it_opens_when_everybody_who_is_there_is_ready(sam: Person, robin: Person) -> None:
    meeting = sam.post("meetings/").json()["items"][1]["id"]
    assert one(robin, "meeting")["state"] == "waiting"
    sam.post(f"meetings/{meeting}/ready/")
    assert one(robin, "seat")["ready"] is True
    assert one(robin, "meeting")["state"] == "waiting"  # one is no meeting where two live
    robin.post(f"meetings/{meeting}/ready/")
    shown = one(sam, "meeting")
    assert (shown["state"], shown["step"]) == ("open", "arrive")
    assert shown["guide"] in (sam.id, robin.id)


def test_who_is_there_and_not_ready_is_waited_for_and_later_takes_it_back(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    meeting = sam.post("meetings/").json()["items"][1]["id"]
    lee.post(f"meetings/{meeting}/here/")
    sam.post(f"meetings/{meeting}/ready/")
    robin.post(f"meetings/{meeting}/ready/")
    assert one(sam, "meeting")["state"] == "waiting"
    sam.post(f"meetings/{meeting}/later/")
    assert sorted(seat["member"] for seat in robin.screen().all("seat")) == sorted([robin.id, lee.id])
    sam.post(f"meetings/{meeting}/ready/")
    lee.post(f"meetings/{meeting}/later/")
    assert one(sam, "meeting")["state"] == "open"  # it waited for nobody else


def test_nobody_left_before_it_began_and_it_never_was(sam: Person, robin: Person) -> None:
    meeting = sam.post("meetings/").json()["items"][1]["id"]
    screen = robin.screen()
    sam.post(f"meetings/{meeting}/later/")
    screen.take(robin.news(screen.cursor))
    assert screen.all("meeting") == [] and screen.all("seat") == []
    assert not Meeting.objects.exists()


def test_readiness_of_another_day_counts_for_nothing(sam: Person, robin: Person, clock: Clock) -> None:
    meeting = sam.post("meetings/").json()["items"][1]["id"]
    sam.post(f"meetings/{meeting}/ready/")
    clock.move(days=1)
    robin.post(f"meetings/{meeting}/ready/")
    assert one(robin, "seat")["member"] == robin.id
    assert one(robin, "meeting")["state"] == "waiting"


def test_a_second_one_is_the_first_and_the_database_says_so_too(sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin)
    again = robin.post("meetings/", {"form": "short"}).json()["items"]
    assert [item["id"] for item in again if item["kind"] == "meeting"] == [meeting]
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(household_id=sam.home, day=timezone.now().date(), step="arrive")


def test_two_who_press_next_move_on_once_and_back_is_a_step_too(sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin)
    on = {"leaves": "arrive", "to": "appreciations"}
    sam.post(f"meetings/{meeting}/stepped/", on)
    rev = one(sam, "meeting")["rev"]
    assert robin.post(f"meetings/{meeting}/stepped/", on).json()["items"][0]["rev"] == rev
    robin.post(f"meetings/{meeting}/stepped/", {"leaves": "appreciations", "to": "rank"})  # past some
    assert one(sam, "meeting")["step"] == "rank"
    sam.post(f"meetings/{meeting}/stepped/", {"leaves": "rank", "to": "heads"})
    assert one(sam, "meeting")["step"] == "heads"
    wrong = sam.post(f"meetings/{meeting}/stepped/", {"leaves": "heads", "to": "topics"})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["to"])


def test_a_pause_keeps_the_step_and_its_time(sam: Person, robin: Person, clock: Clock) -> None:
    meeting = opened(sam, robin, at="how")
    clock.move(seconds=90)
    paused = robin.post(f"meetings/{meeting}/paused/").json()["items"][0]
    back = datetime.datetime.fromisoformat(paused["paused_until"])
    assert back - clock.now == datetime.timedelta(minutes=20)
    assert (paused["state"], paused["began"], paused["spent"]) == ("paused", None, 90)
    assert robin.post(f"meetings/{meeting}/paused/").json()["items"][0]["rev"] == paused["rev"]
    late = sam.post(f"meetings/{meeting}/paused/", {"until": (clock.now - datetime.timedelta(hours=1)).isoformat()})
    assert late.status_code == 400
    clock.move(minutes=25)
    on = sam.post(f"meetings/{meeting}/resumed/").json()["items"][0]
    assert (on["state"], on["step"], on["spent"], on["paused_until"]) == ("open", "how", 90, None)


def test_two_minutes_more_from_both_at_once_are_two(sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin, at="tidy")
    for who in (sam, robin):
        assert who.post(f"meetings/{meeting}/extended/", {"step": "tidy", "extra": 2}).json()["items"][0]["extra"] == 2
    to_step(sam, meeting, "heads")
    robin.post(f"meetings/{meeting}/extended/", {"step": "tidy", "extra": 4})
    assert one(sam, "meeting")["extra"] == 0


def test_a_child_and_a_stranger_find_nothing(sam: Person, robin: Person, kim: Person, stranger: Person) -> None:
    meeting = opened(sam, robin, at="rank")
    topic = sam.post("topics/", {"about": "the car"}).json()["items"][0]["id"]
    before = kim.news()
    stranger.member = sam.member
    for who in (kim, stranger):
        for path, body in (
            *((f"meetings/{meeting}/{verb}/", {}) for verb in ("here", "ready", "later", "paused", "resumed")),
            (f"meetings/{meeting}/stepped/", {"leaves": "rank", "to": "who"}),
            (f"meetings/{meeting}/closed/", {}),
            (f"meetings/{meeting}/agreed/", {}),
            (f"meetings/{meeting}/added/", {"task": topic}),
            (f"meetings/{meeting}/leaving/", {"task": topic, "leaves": True}),
            (f"meetings/{meeting}/worth/", {"worth": 1}),
            (f"topics/{topic}/settled/", {}),
            ("topics/", {"about": "pocket money"}),
            ("meetings/", {}),
            ("rhythm/not-today/", {}),
        ):
            assert who.post(path, body).status_code == 404, path
        for path, body in (
            (f"meetings/{meeting}/hand/", {"shows": []}),
            (f"meetings/{meeting}/ballot/", {"order": []}),
            (f"meetings/{meeting}/", {"good": "x"}),
            (f"topics/{topic}/", {"about": "x"}),
            ("rhythm/", {"slots": 3}),
        ):
            assert who.patch(path, body).status_code == 404, path
    assert kim.news() == before
    kinds = {item["kind"] for item in before["items"]}
    assert not kinds & {"meeting", "seat", "ranking", "rhythm", "topic", "shown", "ballot", "hand"}


def test_who_is_not_at_the_table_moves_nothing(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    meeting = opened(sam, robin)
    for path, body in (("stepped", {"leaves": "arrive", "to": "rank"}), ("closed", {}), ("paused", {})):
        answer = lee.post(f"meetings/{meeting}/{path}/", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_seat")
    assert lee.patch(f"meetings/{meeting}/hand/", {"how_ready": True}).json()["code"] == "no_seat"
    lee.post(f"meetings/{meeting}/ready/")  # comes late
    assert lee.post(f"meetings/{meeting}/stepped/", {"leaves": "arrive", "to": "rank"}).status_code == 200


def test_at_the_close_decisions_stay_and_the_rest_is_gone(sam: Person, robin: Person) -> None:
    done, dropped = write(sam, "Bike"), write(robin, "Attic")
    tasks = listed(sam, 3)
    sam.post(f"tasks/{done}/done/")
    robin.post(f"tasks/{dropped}/let-go/")
    meeting = opened(sam, robin, at="how")
    for who in (sam, robin):
        who.patch(f"meetings/{meeting}/hand/", {"shows": ["team"], "how_ready": True})
    to_step(sam, meeting, "rank")
    seal(sam, meeting, tasks)
    seal(robin, meeting, tasks[::-1])
    sam.post(f"meetings/{meeting}/agreed/")
    robin.post(f"tasks/{tasks[0]}/taken/")
    sam.patch(f"meetings/{meeting}/", {"good": "Pancakes"})
    sam.post(f"meetings/{meeting}/worth/", {"worth": 4})
    screens = [(who, who.screen()) for who in (sam, robin)]
    closed = sam.post(f"meetings/{meeting}/closed/")
    assert closed.status_code == 200
    for who, screen in screens:
        screen.take(who.news(screen.cursor))
        assert screen.seen() == who.screen().seen()
        for kind in ("seat", "hand", "ballot", "ranking", "shown"):
            assert screen.all(kind) == []
    recap = one(robin, "meeting")["recap"]
    assert [line["title"] for line in recap["done"]] == ["Bike"]
    assert [line["task"] for line in recap["let_go"]] == [dropped]
    assert {line["task"]: line["owner"] for line in recap["chosen"]} == {
        tasks[0]: robin.id,
        tasks[1]: None,
        tasks[2]: None,
    }
    assert recap["good"] == "Pancakes"
    assert [model.objects.count() for model in (Seat, Hand, Ballot, Ranking, Shown)] == [0] * 5
    assert Worth.objects.get().worth == 4
    assert robin.post(f"meetings/{meeting}/closed/").json()["items"][0]["state"] == "closed"
    late = robin.post(f"meetings/{meeting}/stepped/", {"leaves": "close", "to": "rank"})
    assert (late.status_code, late.json()["code"]) == (409, "closed")


def test_the_guide_rotates_by_itself(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    guides = []
    for _ in range(4):
        meeting = opened(sam, robin, lee)
        guides.append(one(sam, "meeting" if not guides else "rhythm"))
        guides[-1] = Meeting.objects.get(pk=meeting).guide_id
        sam.post(f"meetings/{meeting}/closed/")
    assert len(set(guides[:3])) == 3 and guides[3] == guides[0]
    assert one(robin, "rhythm")["next_guide"] == guides[1]


def test_the_third_carry_over_asks_whether_it_is_still_true(sam: Person, robin: Person) -> None:
    task = write(sam, "Call the landlord", place="week")
    fresh = write(sam, "Written in the meeting")
    for times in (1, 2):
        meeting = opened(sam, robin)
        if times == 1:
            robin.post(f"tasks/{fresh}/moved/", {"place": "week", "after": None})
        sam.post(f"meetings/{meeting}/closed/")
        shown = sam.screen().task(task)
        assert shown and (shown["carried"], shown["still_true"]) == (times, times == 2)
    assert Task.objects.get(pk=fresh).carried == 1  # it came into the week in the first


def test_worth_is_mine_alone_and_can_be_taken_back(sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin, at="close")
    before = robin.news()
    assert sam.post(f"meetings/{meeting}/worth/", {"worth": 2}).json()["items"][0]["worth"] == 2
    assert sam.post(f"meetings/{meeting}/worth/", {"worth": 6}).status_code == 400
    assert robin.news() == before
    assert sam.post(f"meetings/{meeting}/worth/", {"worth": None}).json()["items"][0]["gone"] is True
    assert not Worth.objects.exists()


def test_a_parked_topic_stays_until_it_is_ticked_off(sam: Person, robin: Person, clock: Clock) -> None:
    words = {"feel": "tired", "about": "the evenings", "like": "to swap"}
    topic = sam.post("topics/", words).json()["items"][0]["id"]
    assert {name: one(robin, "topic")[name] for name in words} == words
    refused = robin.patch(f"topics/{topic}/", {"about": "nothing"})
    assert (refused.status_code, refused.json()["code"]) == (409, "own_words")
    assert sam.patch(f"topics/{topic}/", {"feel": "worn out"}).json()["items"][0]["feel"] == "worn out"
    clock.move(days=200)
    assert one(robin, "topic")["settled_on"] is None
    assert robin.post(f"topics/{topic}/settled/").json()["items"][0]["settled_on"]
    assert sam.post(f"topics/{topic}/reopened/").json()["items"][0]["settled_on"] is None
    robin.post(f"topics/{topic}/settled/")
    clock.move(days=8)
    assert [item for item in sam.news()["items"] if item["kind"] == "topic"] == []


def test_a_form_of_one_who_lives_alone_opens_for_one(stranger: Person) -> None:
    meeting: Any = opened(stranger, form="children")
    assert one(stranger, "meeting")["state"] == "open"
    assert stranger.post(f"meetings/{meeting}/closed/").status_code == 200
    assert one(stranger, "rhythm")["next_guide"] == stranger.id


def test_somebody_leaves_the_home_in_the_middle_and_nobody_waits_for_them(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    tasks = listed(sam, 2)
    meeting = opened(sam, robin, lee, at="rank")
    seal(sam, meeting, tasks)
    lee.fresh().leave()
    seal(robin, meeting, tasks)  # makes it known that Lee has left; those who stay say so themselves
    assert not one(sam, "ranking")["shown"]
    for who in (sam, robin):
        seal(who, meeting, tasks)
    assert one(sam, "ranking")["shown"] and set(opened_to(sam)["places"]) == {sam.id, robin.id}
    assert lee.id not in one(sam, "rhythm")["turn"]
    assert sam.post(f"meetings/{meeting}/closed/").status_code == 200
