"""A smaller list: what nobody touches rests, announced for at least a week, one tap back; days are the home's."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from household import passing as days
from household import tidy
from household.models import Household
from household.poke import Part
from household.tidy import days_passing, go_on
from tasks.models import Task
from tests.ageing import at, days_pass, hour_passes, rests
from tests.clock import Clock
from tests.conftest import Person, write
from tests.recorder import Recorder

AUTUMN, SPRING = datetime.date(2026, 10, 25), datetime.date(2027, 3, 28)  # the clocks change in Berlin


@pytest.mark.parametrize("change", [AUTUMN, SPRING], ids=["autumn", "spring"])
def test_a_list_ages_across_the_change_of_clocks(
    sam: Person, robin: Person, clock: Clock, change: datetime.date
) -> None:
    written = change - datetime.timedelta(days=50)  # so that the week of the announcement holds the change
    at(clock, written, 23)
    hour_passes(clock)
    old = write(sam, "Old bikes")
    days_pass(clock, 48)
    assert rests(robin, old) == ("list", None, None)
    days_pass(clock, 1)  # the first minutes of the day, a week before
    rest = written + datetime.timedelta(days=56)
    assert rests(robin, old) == ("list", rest.isoformat(), None)
    days_pass(clock, 6)
    assert rests(robin, old) == ("list", rest.isoformat(), None)
    at(clock, rest - datetime.timedelta(days=1), 23)
    hour_passes(clock)
    assert rests(robin, old)[0] == "list"
    at(clock, rest, 0)
    hour_passes(clock)
    assert rests(robin, old) == ("not_now", None, rest.isoformat())
    moments = robin.get(f"tasks/{old}/history/").json()["moments"]
    assert [(m["verb"], m["by"], m["day"]) for m in moments] == [
        ("rested", None, rest.isoformat()),
        ("added", sam.id, written.isoformat()),
    ]


@pytest.mark.parametrize(
    "touch",
    [
        ("kept/", {}),
        ("", {"notes": "still wanted"}),
        ("", {"due": "2026-12-24"}),
        ("taken/", {}),
        ("moved/", {"place": "list", "after": None}),
    ],
    ids=["kept", "edited", "dated", "taken", "moved"],
)
def test_a_touch_by_anybody_keeps_it(sam: Person, robin: Person, clock: Clock, touch: tuple[str, Any]) -> None:
    hour_passes(clock)
    other = write(sam, "The other")
    task = write(sam, "Old bikes")
    sam.post(f"tasks/{other}/moved/", {"place": "list", "after": None})
    days_pass(clock, 50)
    assert rests(robin, task)[1]
    path, body = touch
    answer = robin.post(f"tasks/{task}/{path}", body) if path else robin.patch(f"tasks/{task}/", body)
    (item,) = answer.json()["items"]
    today = robin.member.household.today().isoformat()
    assert (item["rests_on"], item["touched_on"]) == (None, today)
    days_pass(clock, 10)
    assert (rests(sam, other)[0], rests(sam, task)[0]) == ("not_now", "list")


def test_keeping_twice_is_a_quiet_no_op(sam: Person, robin: Person, clock: Clock) -> None:
    hour_passes(clock)
    task = write(sam)
    assert robin.post(f"tasks/{task}/kept/").json()["items"][0]["rev"] == 1  # touched today already
    days_pass(clock, 50)
    robin.post(f"tasks/{task}/kept/")
    cursor = sam.news()["cursor"]
    assert sam.post(f"tasks/{task}/kept/").status_code == 200
    assert sam.news()["cursor"] == cursor
    assert [m["verb"] for m in sam.get(f"tasks/{task}/history/").json()["moments"]] == ["kept", "added"]


def test_one_tap_brings_it_back_where_it_stood(sam: Person, robin: Person, clock: Clock) -> None:
    hour_passes(clock)
    low, middle, high = (write(sam, name) for name in ("low", "middle", "high"))
    days_pass(clock, 40)
    for kept in (low, high):
        sam.post(f"tasks/{kept}/kept/")
    days_pass(clock, 20)
    assert rests(sam, middle)[0] == "not_now"
    (back,) = robin.post(f"tasks/{middle}/back/").json()["items"]
    assert (back["place"], back["rested_on"], back["rests_on"]) == ("list", None, None)
    order = sorted((t for t in sam.screen().all("task") if t["place"] == "list"), key=lambda t: t["rank"])
    assert [t["title"] for t in order] == ["high", "middle", "low"]
    cursor = sam.news()["cursor"]
    robin.post(f"tasks/{middle}/back/")  # again: nothing
    assert sam.news()["cursor"] == cursor
    days_pass(clock, 30)
    assert rests(sam, middle)[0] == "list"  # a whole period begins anew


def test_what_rests_can_be_done_moved_and_opened_again(sam: Person, clock: Clock) -> None:
    hour_passes(clock)
    tasks = [write(sam, name) for name in ("done", "week", "let go")]
    days_pass(clock, 60)
    assert {rests(sam, task)[0] for task in tasks} == {"not_now"}
    assert sam.post(f"tasks/{tasks[0]}/done/").json()["items"][0]["rested_on"] is None
    sam.post(f"tasks/{tasks[0]}/reopened/")
    assert rests(sam, tasks[0]) == ("not_now", None, None)
    moved = sam.post(f"tasks/{tasks[1]}/moved/", {"place": "week"}).json()["items"][0]
    assert (moved["place"], moved["rested_on"]) == ("week", None)
    assert sam.post(f"tasks/{tasks[2]}/let-go/").json()["items"][0]["rested_on"] is None


def test_what_somebody_has_what_is_dated_private_planned_or_resting_stays(
    sam: Person, robin: Person, clock: Clock
) -> None:
    hour_passes(clock)
    stays = {
        "owned": write(sam, "owned"),
        "dated": write(sam, "dated", due="2026-12-01"),
        "head": write(sam, "head", private=True),
        "week": write(sam, "week", place="week"),
        "not now": write(sam, "not now", place="not_now"),
    }
    robin.post(f"tasks/{stays['owned']}/taken/")
    before = {task: sam.screen().task(task) for task in stays.values()}
    days_pass(clock, 120)
    assert {task: sam.screen().task(task) for task in stays.values()} == before
    assert [item["kind"] for item in robin.news(robin.news()["cursor"])["items"]] == []


def test_starter_cards_stay(sam: Person, clock: Clock) -> None:
    hour_passes(clock)
    card = write(sam, "Move me")
    Task.objects.filter(pk=card).update(starter="move")
    days_pass(clock, 120)
    assert rests(sam, card)[0] == "list"


# -- who may choose, who hears ---------------------------------------------------------------------


def test_any_adult_chooses_the_period_and_a_child_does_not(sam: Person, robin: Person, kim: Person) -> None:
    assert robin.patch("home/", {"rest_after": 4}).status_code == 200
    assert sam.screen().all("home")[0]["rest_after"] == 4
    refused = kim.patch("home/", {"rest_after": None})
    assert (refused.status_code, refused.json()["code"]) == (403, "adults_only")
    assert robin.patch("home/", {"rest_after": 3}).status_code == 400
    assert sam.screen().all("home")[0]["rest_after"] == 4


def test_the_settings_page_has_it_for_adults(sam: Person) -> None:
    from household.access import COOKIE

    sam.client.cookies[COOKIE] = sam.cookie
    address = f"/h/{sam.home}/settings/"
    assert '<option value="8" selected>after eight weeks' in sam.client.get(address).content.decode()
    form = {"name": "Linden Street 7", "time_zone": "Europe/Berlin", "rest_after": ""}
    sam.client.post(f"{address}home/", form)
    assert sam.screen().all("home")[0]["rest_after"] is None
    sam.client.post(f"{address}home/", {**form, "rest_after": "3"})
    assert sam.screen().all("home")[0]["rest_after"] is None


def test_everybody_hears_of_it_and_catching_up_equals_loading(
    sam: Person, robin: Person, kim: Person, stranger: Person, clock: Clock, recorder: Recorder
) -> None:
    hour_passes(clock)
    task = write(sam)
    screens = {who.id: who.screen() for who in (sam, robin, kim)}
    next_door = stranger.news()["cursor"]
    recorder.after_commit()
    days_pass(clock, 60)
    parts: list[Part] = [part for poke in recorder.after_commit() for part in poke.parts]
    assert len(parts) == 2  # announced, rested
    assert all(part.home == sam.home and part.audience == "everyone" and task.encode() in part.items for part in parts)
    for who in (sam, robin, kim):
        screen = screens[who.id]
        screen.take(who.news(screen.cursor))
        assert screen.seen(clock.now) == who.screen().seen(clock.now)
        assert screen.task(task)["changed_by"] is None  # type: ignore[index]
    assert stranger.news()["cursor"] == next_door


def test_resting_tells_nobody_that_somebody_left(sam: Person, robin: Person, clock: Clock) -> None:
    hour_passes(clock)
    write(sam)
    robin.post("left/")
    days_pass(clock, 60)
    assert {m["name"] for m in sam.screen().all("member")} == {"Sam", "Robin", "Kim"}
    write(sam, "the next thing somebody does")
    assert {m["name"] for m in sam.screen().all("member")} == {"Sam", "", "Kim"}


def test_a_stranger_finds_nothing_to_keep(sam: Person, stranger: Person) -> None:
    task = write(sam)
    stranger.member = sam.member
    for path in ("kept", "back"):
        assert stranger.post(f"tasks/{task}/{path}/").status_code == 404


def test_it_goes_in_steps(sam: Person, clock: Clock) -> None:
    hour_passes(clock)
    sam.post("tasks/many/", [{"title": f"line {n}"} for n in range(120)])
    days_pass(clock, 50)
    clock.move(days=8)
    Household.objects.update(rest_looked_on=clock.now.date() - datetime.timedelta(days=1))
    steps, left = days_passing(clock.now), []
    while go_on(steps):
        left.append(Task.objects.filter(place="list").count())
    assert [count for count in left if count < 120][:3] == [70, 20, 0]
    order = [task.title for task in Task.objects.filter(place="not_now").order_by("rank")]
    assert order == [f"line {n}" for n in range(120)]  # as they stood


def test_the_server_does_it_by_itself(sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its start and every hour: the third hour is waited for here, the others have passed."""
    asked: list[datetime.datetime] = []
    third = asyncio.Event()

    def passing(now: datetime.datetime) -> Iterator[None]:
        asked.append(now)
        if len(asked) == 2:
            raise OSError("the database is away for a moment")
        if len(asked) == 3:
            third.set()
        return iter(())

    async def live_on() -> None:
        waits: list[float] = []
        sleep = asyncio.sleep

        async def quick(seconds: float) -> None:
            waits.append(seconds)
            await sleep(0)

        monkeypatch.setattr(days.asyncio, "sleep", quick)
        monkeypatch.setattr(tidy, "days_passing", passing)
        work = asyncio.ensure_future(days.pass_days())
        await asyncio.wait_for(third.wait(), 20)
        work.cancel()
        assert waits[:3] == [days.TIDY_FIRST, days.HOUR, days.HOUR]

    async_to_sync(live_on)()


def test_what_somebody_joined_or_each_does_for_themselves_does_not_rest(sam: Person, kim: Person, clock: Clock) -> None:
    joined, each, alone = (write(sam, title) for title in ("Joined", "Each", "Alone"))
    kim.post(f"tasks/{joined}/joined/", {"as": "helper"})
    sam.post(f"tasks/{each}/each/")
    clock.move(days=8 * 7)
    list(tidy.days_passing(clock.now))
    assert {task["title"] for task in sam.screen().all("task") if task["rests_on"]} == {"Alone"}
    assert alone


def test_an_ask_moves_no_day_that_a_child_could_see(sam: Person, robin: Person, kim: Person, clock: Clock) -> None:
    asked, plain = write(sam, "Asked about"), write(sam, "Nobody asked")
    ask = sam.post("asks/", {"task": asked, "how": "ask", "to": robin.id}).json()["items"][0]["id"]
    for more in (50, 8):
        days_pass(clock, more)
        assert rests(kim, asked) == rests(kim, plain)
    assert rests(kim, asked)[0] == "not_now"
    assert robin.post(f"asks/{ask}/accepted/").status_code == 200
    seen = sam.screen().task(asked)
    assert seen and seen["owner"] == robin.id
