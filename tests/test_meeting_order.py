"""What first: an order each, sealed until all are; the joint draft, and the week that is agreed."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.models import Rhythm, Task
from tests.ageing import hour_passes
from tests.clock import Clock
from tests.conftest import Person, make_cast, write
from tests.meetings import everything, joined, listed, one, opened, seal, to_step, week

# -- ranking ---------------------------------------------------------------------------------------


def test_ballots_are_opened_when_the_last_is_sealed(sam: Person, robin: Person, kim: Person) -> None:
    tasks = listed(sam, 7)
    meeting = opened(sam, robin, at="rank")
    before = everything(robin, kim)
    mine = one(sam, "ballot")
    assert sorted(mine["offered"]) == sorted(tasks) and mine["places"] == 5
    for count in range(1, 6):
        sam.patch(f"meetings/{meeting}/ballot/", {"order": tasks[:count]})
    seal(sam, meeting, tasks[:5])
    sam.patch(f"meetings/{meeting}/ballot/", {"sealed": False})
    seal(sam, meeting, tasks[:5])
    assert everything(robin, kim) == before
    assert one(robin, "ranking")["places"] == {}
    seal(robin, meeting, tasks[6:1:-1])
    ranking = one(sam, "ranking")
    assert ranking["places"] == {sam.id: tasks[:5], robin.id: tasks[6:1:-1]}
    assert sorted(ranking["order"]) == sorted(tasks) and ranking["cut"] == 5
    assert {tasks[0], tasks[6]} <= set(ranking["order"][:5])
    firsts = {d["task"]: d["first"] for d in ranking["differences"]}
    assert firsts.get(tasks[0], sam.id) == sam.id and firsts.get(tasks[6], robin.id) == robin.id and firsts
    late = sam.patch(f"meetings/{meeting}/ballot/", {"order": tasks[1:3]})
    assert (late.status_code, late.json()["code"]) == (409, "shown_already")
    assert "ballot" not in {item["kind"] for item in kim.news()["items"]}


def test_a_ballot_has_all_places_or_none(sam: Person, robin: Person, stranger: Person) -> None:
    tasks = listed(sam, 6)
    meeting = opened(sam, robin, at="rank")
    for order in ([tasks[0]] * 2, [robin.id], [write(stranger, "x")]):
        assert sam.patch(f"meetings/{meeting}/ballot/", {"order": order}).status_code == 400
    assert sam.patch(f"meetings/{meeting}/ballot/", {"order": tasks[:4], "sealed": True}).status_code == 400
    assert one(sam, "ballot")["sealed"] is False
    seal(sam, meeting, [])
    seal(robin, meeting, tasks[:5])
    assert one(sam, "ranking")["order"][0] == tasks[0]


def test_dated_things_are_set_aside_and_twelve_from_the_top_are_ordered(
    sam: Person, robin: Person, clock: Clock
) -> None:
    dated = write(sam, "Rent", due="2026-11-27")
    late = write(sam, "Passport", due="2026-11-20")
    old = listed(sam, 12)  # the first is at the bottom of our list now
    marked = write(robin, "Marked", bring=True)
    robin.post(f"tasks/{marked}/moved/", {"place": "list", "after": old[0]})
    clock.move(days=1)
    new = write(robin, "New")
    write(sam, "Some day", place="not_now")
    opened(sam, robin, at="rank")
    ranking = one(sam, "ranking")
    assert ranking["dated"] == [late, dated]
    assert ranking["candidates"] == [*reversed(old[2:]), marked, new]  # oldest first; of one day, from the top


def test_what_is_ordered_is_the_same_for_all_in_an_order_of_ones_own(sam: Person, robin: Person) -> None:
    listed(sam, 12)
    meeting = opened(sam, robin, at="rank")
    mine, theirs, ranking = one(sam, "ballot"), one(robin, "ballot"), one(sam, "ranking")
    write(sam, "Thought of just now")
    assert sorted(mine["offered"]) == sorted(theirs["offered"]) == sorted(ranking["candidates"])
    assert len({tuple(order) for order in (mine["offered"], theirs["offered"], ranking["candidates"])}) == 3
    assert one(robin, "ballot")["offered"] == theirs["offered"]
    sam.patch(f"meetings/{meeting}/ballot/", {"order": mine["offered"][:2]})
    to_step(robin, meeting, "tidy")
    robin.post(f"tasks/{mine['offered'][0]}/let-go/")
    to_step(robin, meeting, "rank")
    assert one(sam, "ballot")["order"] == mine["offered"][1:2]


def test_the_agreed_week_is_what_was_dragged_to(sam: Person, robin: Person) -> None:
    stale = write(sam, "From last week", place="week")
    tasks = listed(sam, 6)
    meeting = opened(sam, robin, at="rank")
    assert sam.post(f"meetings/{meeting}/agreed/").status_code == 404
    for who in (sam, robin):
        seal(who, meeting, tasks[:5])
    robin.post(f"meetings/{meeting}/ordered/", {"task": tasks[5], "after": None})
    sam.post(f"meetings/{meeting}/ordered/", {"task": tasks[0], "after": tasks[2]})
    sam.post(f"meetings/{meeting}/cut/", {"cut": 3})
    robin.post(f"meetings/{meeting}/agreed/")
    assert week(sam) == [tasks[5], tasks[1], tasks[2], stale]  # nobody said that it leaves
    rev = one(sam, "ranking")["rev"]
    assert sam.post(f"meetings/{meeting}/agreed/").json()["items"][0]["rev"] in (rev, one(sam, "meeting")["rev"])
    assert one(sam, "ranking")["rev"] == rev
    sam.post(f"meetings/{meeting}/cut/", {"cut": 1})
    assert one(robin, "ranking")["agreed"] is False
    robin.post(f"meetings/{meeting}/agreed/")
    assert week(sam) == [tasks[5], stale]  # what only came in by the first agreement is back on our list


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), people=st.integers(2, 6), count=st.integers(0, 14))
def test_the_agreed_week_is_the_chosen_tasks_and_what_was_in_it(db: None, chance: Any, people: int, count: int) -> None:
    cast = make_cast()
    sam = cast.sam
    everybody = [sam, cast.robin, *(joined(sam, f"Lee {n}") for n in range(people - 2))]
    today = sam.fresh().household.today()
    for n in range(count):
        due = (today + datetime.timedelta(days=chance.randrange(-3, 20))).isoformat() if chance.random() < 0.3 else None
        write(chance.choice(everybody), f"{n}", due=due, place=chance.choice(("list", "week", "not_now")))
    meeting, before = opened(*everybody, at="rank"), week(sam)
    for who in everybody:
        mine = one(who, "ballot")
        seal(who, meeting, chance.sample(mine["offered"], mine["places"]) if chance.random() < 0.8 else [])
    ranking = one(sam, "ranking")
    assert ranking["shown"] and len(ranking["places"]) == people
    chosen = [*ranking["dated"], *ranking["order"][: ranking["cut"]]]
    chance.choice(everybody).post(f"meetings/{meeting}/agreed/")
    agreed = [*chosen, *(task for task in before if task not in chosen)]
    assert week(sam) == agreed
    recap = chance.choice(everybody).post(f"meetings/{meeting}/closed/").json()
    (over,) = (item for item in recap["items"] if item["kind"] == "meeting")
    assert [line["task"] for line in over["recap"]["chosen"]] == agreed
    assert over["recap"]["left"] == []
    assert sorted(Rhythm.objects.get(household_id=sam.home).turn) == sorted(who.id for who in everybody)


def test_what_came_to_rest_while_they_talked_can_be_agreed_on(sam: Person, robin: Person, clock: Clock) -> None:
    tasks = listed(sam, 6)
    meeting = opened(sam, robin, at="rank")
    for who in (sam, robin):
        seal(who, meeting, tasks[:5])
    Task.objects.filter(pk=tasks[0]).update(rests_on=clock.now.date(), touched_on="2026-09-01")
    hour_passes(clock)
    assert sam.screen().task(tasks[0])["place"] == "not_now"
    assert robin.post(f"meetings/{meeting}/agreed/").status_code == 200
    shown = sam.screen().task(tasks[0])
    assert (shown["place"], shown["rested_on"]) == ("week", None)


def test_who_leaves_the_home_after_all_others_have_sealed_opens_nothing_and_holds_nobody_up(
    sam: Person, robin: Person
) -> None:
    lee = joined(sam, "Lee")
    tasks = listed(sam, 2)
    meeting = opened(sam, robin, lee, at="rank")
    for who in (sam, robin):
        seal(who, meeting, tasks)
    lee.fresh().leave()
    assert not one(sam, "ranking")["shown"]  # nobody is told before somebody does something
    write(robin, "Thought of just now")
    assert not one(sam, "ranking")["shown"]
    for who in (sam, robin):
        assert one(who, "ballot")["order"] == tasks
        seal(who, meeting, tasks)
    assert set(one(sam, "ranking")["places"]) == {sam.id, robin.id}
