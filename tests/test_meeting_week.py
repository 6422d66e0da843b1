"""What a meeting does with the week: promised work stays, anybody adds what is missing, and what leaves was said."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.asks import ask, ask_id
from tests.clock import Clock
from tests.conftest import Person, write
from tests.meetings import everything, joined, listed, one, opened, seal, to_step, week


def promised(sam: Person, robin: Person, how: str) -> str:
    """Something that was promised before the meeting, below everything else on our list; its id."""
    task = write(sam, "Promised")
    match how:
        case "taken":
            robin.post(f"tasks/{task}/taken/")
        case "a yes":
            robin.post(f"asks/{ask_id(ask(sam, task, robin))}/accepted/")
        case "a yes, but later":
            pk = ask_id(ask(sam, task, robin))
            far = (sam.fresh().household.today() + datetime.timedelta(days=30)).isoformat()
            robin.post(f"asks/{pk}/changed/", {"but": "later", "day": far})
            assert sam.post(f"asks/{pk}/agreed/").status_code == 200
        case "together":
            robin.post(f"tasks/{task}/taken/")
            sam.post(f"tasks/{task}/joined/", {"as": "together"})
        case "own share":
            sam.post(f"tasks/{task}/each/")
            robin.post(f"tasks/{task}/joined/", {"as": "each"})
    return task


HOW = ("taken", "a yes", "a yes, but later", "together", "own share")


@pytest.mark.parametrize("place", ["list", "week"])
@pytest.mark.parametrize("how", HOW)
def test_what_somebody_has_promised_is_a_candidate_and_never_leaves_the_week(
    how: str, place: str, sam: Person, robin: Person
) -> None:
    task = promised(sam, robin, how)
    if place == "week":
        sam.post(f"tasks/{task}/moved/", {"place": "week", "after": None})
    tasks = listed(sam, 14)  # all of them above it
    meeting = opened(sam, robin, at="rank")
    assert task in one(sam, "ranking")["candidates"] and len(one(sam, "ranking")["candidates"]) == 12
    for who in (sam, robin):
        seal(who, meeting, tasks[-5:])
    sam.post(f"meetings/{meeting}/agreed/")
    assert (task in week(sam)) == (place == "week")
    recap = close(sam, meeting)
    assert recap["left"] == []
    kept = sam.screen().task(task)
    assert kept and kept["place"] == place and (kept["owner"] == robin.id or kept["each"])


def close(by: Person, meeting: str) -> dict[str, Any]:
    """Closes it; the recap."""
    items = by.post(f"meetings/{meeting}/closed/").json()["items"]
    recap: dict[str, Any] = next(item["recap"] for item in items if item["kind"] == "meeting")
    return recap


def test_with_more_than_twelve_in_the_week_what_is_no_candidate_stays(sam: Person, robin: Person) -> None:
    full = [write(sam, f"{n}", place="week") for n in range(15)]
    before = week(sam)
    meeting = opened(sam, robin, at="rank")
    ranking = one(sam, "ranking")
    assert set(ranking["candidates"]) == set(before[:12])
    for who in (sam, robin):
        seal(who, meeting, ranking["candidates"][:5])
    sam.post(f"meetings/{meeting}/agreed/")
    assert sorted(week(sam)) == sorted(full) and week(sam)[:5] == one(sam, "ranking")["order"][:5]


def test_what_leaves_the_week_was_said_and_is_in_the_recap(sam: Person, robin: Person) -> None:
    stale, kept = write(sam, "Attic", place="week"), write(sam, "Boiler", place="week")
    rests, done = write(sam, "Cellar", place="week"), write(sam, "Dishes", place="week")
    tasks = listed(sam, 5)
    meeting = opened(sam, robin, at="rank")
    for who in (sam, robin):
        seal(who, meeting, tasks)
    not_there = sam.post(f"meetings/{meeting}/leaving/", {"task": tasks[0], "leaves": True})
    assert not_there.status_code == 400
    for task in (stale, kept):
        robin.post(f"meetings/{meeting}/leaving/", {"task": task, "leaves": True})
    sam.post(f"meetings/{meeting}/leaving/", {"task": kept, "leaves": False})
    assert one(robin, "ranking")["leaving"] == [stale]
    assert stale in week(sam), "nothing moves before they agree"
    robin.post(f"tasks/{rests}/moved/", {"place": "not_now", "after": None})
    robin.post(f"tasks/{done}/done/")
    sam.post(f"meetings/{meeting}/agreed/")
    assert set(week(sam)) == {*tasks, kept}
    recap = close(robin, meeting)
    assert recap["left"] == [
        {"task": stale, "title": "Attic", "place": "list"},
        {"task": rests, "title": "Cellar", "place": "not_now"},
    ]


def test_what_came_in_while_they_talked_stays_too(sam: Person, robin: Person) -> None:
    tasks = listed(sam, 6)
    meeting = opened(sam, robin, at="rank")
    for who in (sam, robin):
        seal(who, meeting, tasks[:5])
    sam.post(f"meetings/{meeting}/cut/", {"cut": 2})
    new = write(robin, "Thought of just now", place="week")
    order = one(sam, "ranking")["order"]
    sam.post(f"meetings/{meeting}/agreed/")
    assert week(sam) == [*order[:2], new]


def test_chosen_taken_and_then_below_the_line_it_stays_unless_they_say_so(sam: Person, robin: Person) -> None:
    tasks = listed(sam, 4)
    meeting = opened(sam, robin, at="rank")
    for who in (sam, robin):
        seal(who, meeting, tasks)
    order = one(sam, "ranking")["order"]
    sam.post(f"meetings/{meeting}/agreed/")
    robin.post(f"tasks/{order[3]}/taken/")
    sam.post(f"meetings/{meeting}/cut/", {"cut": 2})
    sam.post(f"meetings/{meeting}/agreed/")
    assert week(sam) == [*order[:2], order[3]]  # the third was only ever chosen in this meeting
    robin.post(f"meetings/{meeting}/leaving/", {"task": order[3], "leaves": True})
    sam.post(f"meetings/{meeting}/agreed/")
    assert week(sam) == order[:2]


# -- anybody adds what is missing ------------------------------------------------------------------


def test_anybody_adds_something_and_what_was_sealed_is_open_again(sam: Person, robin: Person, kim: Person) -> None:
    low = write(sam, "At the bottom")
    tasks = listed(sam, 12)
    meeting = opened(sam, robin, at="rank")
    assert low not in one(sam, "ranking")["candidates"]
    seal(robin, meeting, tasks[:5])
    mine = one(sam, "ballot")["offered"]
    assert sam.post(f"meetings/{meeting}/added/", {"task": low}).status_code == 200
    for who in (sam, robin):
        assert low in one(who, "ranking")["candidates"]
    theirs = one(robin, "ballot")
    assert (theirs["sealed"], theirs["order"], theirs["offered"][-1]) == (False, tasks[:5], low)
    assert one(sam, "ballot")["offered"] == [*mine, low], "nothing moves under a finger"
    seen = everything(sam, robin, kim)
    assert robin.post(f"meetings/{meeting}/added/", {"task": low}).status_code == 200
    assert everything(sam, robin, kim) == seen
    to_step(sam, meeting, "tidy")
    to_step(sam, meeting, "rank")
    assert low in one(robin, "ranking")["candidates"]  # it is marked for this meeting
    seal(robin, meeting, [low, *tasks[:4]])
    seal(sam, meeting, tasks[:5])
    assert low in one(sam, "ranking")["order"][:5]
    close(sam, meeting)
    assert not any(task["bring"] for task in sam.screen().all("task"))


def test_added_to_the_draft_it_stands_just_below_the_line(sam: Person, robin: Person) -> None:
    low = write(sam, "At the bottom", place="not_now")
    tasks = listed(sam, 7)
    meeting = opened(sam, robin, at="rank")
    for who in (sam, robin):
        seal(who, meeting, tasks[:5])
    before = one(sam, "ranking")
    robin.post(f"meetings/{meeting}/added/", {"task": low})
    after = one(sam, "ranking")
    assert after["order"] == [*before["order"][:5], low, *before["order"][5:]] and after["cut"] == 5
    sam.post(f"meetings/{meeting}/ordered/", {"task": low, "after": None})
    sam.post(f"meetings/{meeting}/agreed/")
    assert week(sam)[0] == low


def test_only_what_is_open_on_our_list_is_added(sam: Person, robin: Person, stranger: Person) -> None:
    mine, theirs = write(robin, "In my head", private=True), write(stranger, "Next door")
    over = write(sam, "Done")
    sam.post(f"tasks/{over}/done/")
    due = write(sam, "Rent", due=sam.fresh().household.today().isoformat())
    for n in range(30):
        write(sam, f"{n}")
    lee = joined(sam, "Lee")
    meeting = opened(sam, robin)
    assert sam.post(f"meetings/{meeting}/added/", {"task": due}).status_code == 404  # nothing is ordered yet
    to_step(sam, meeting, "rank")
    before = one(sam, "ranking")
    for task in (mine, theirs):
        for who in (sam, robin):
            assert who.post(f"meetings/{meeting}/added/", {"task": task}).status_code == 404
    assert sam.post(f"meetings/{meeting}/added/", {"task": over}).json()["code"] == "over"
    assert sam.post(f"meetings/{meeting}/added/", {"task": due}).status_code == 200
    assert lee.post(f"meetings/{meeting}/added/", {"task": due}).json()["code"] == "no_seat"
    assert one(sam, "ranking") == before  # set aside: it comes anyway
    others = [task["id"] for task in sam.screen().all("task") if task["title"].isdigit()]
    answers = [sam.post(f"meetings/{meeting}/added/", {"task": task}) for task in others]
    assert [answer.json()["code"] for answer in answers if answer.status_code != 200] == ["enough"] * 6
    assert len(one(sam, "ranking")["candidates"]) == 24


def test_on_a_first_evening_they_come_from_the_top_of_our_list(sam: Person, robin: Person, clock: Clock) -> None:
    tasks = [write(sam, f"{n}") for n in range(20)]  # each on top of the one before
    for task in tasks[:3]:
        sam.post(f"tasks/{task}/moved/", {"place": "list", "after": None})
    opened(sam, robin, at="rank")
    assert one(sam, "ranking")["candidates"] == [*reversed(tasks[:3]), *reversed(tasks[11:])]


def test_a_child_has_what_is_added_for_the_family_too(sam: Person, robin: Person, kim: Person) -> None:
    zoo, later = write(sam, "Zoo", family=True), write(sam, "Cinema", family=True)
    tasks = listed(sam, 12)
    meeting = opened(sam, robin, form="children")
    kim.post(f"meetings/{meeting}/here/")
    to_step(sam, meeting, "rank")
    assert kim.screen().all("ballot") == []  # both are at the bottom of our list
    sam.post(f"meetings/{meeting}/added/", {"task": zoo})
    assert one(kim, "ballot")["offered"] == one(kim, "family_table")["offered"] == [zoo]
    seal(kim, meeting, [zoo])
    for who in (sam, robin):
        seal(who, meeting, tasks[-5:])
    assert one(kim, "family_table")["order"] == [zoo]
    robin.post(f"meetings/{meeting}/added/", {"task": later})
    assert one(kim, "family_table")["order"] == [zoo, later]
