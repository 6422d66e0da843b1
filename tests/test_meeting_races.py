"""Two at the same moment in a meeting: on moves on once, what is sealed is opened once, it closes once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks.models import Hand, Meeting, Ranking, Rhythm, Shown
from tests.conftest import Person, make_cast, write
from tests.meetings import joined, listed, one, opened, to_step
from tests.processes import Process
from tests.races import at_once, codes, device

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8
READY = {"how_ready": True}


@pytest.fixture
def pair(transactional_db: None) -> tuple[Person, Person]:
    cast = make_cast()
    return cast.sam, cast.robin


def test_both_are_ready_at_once_and_it_opens_once(pair: tuple[Person, Person]) -> None:
    sam, robin = pair
    for _ in range(ROUNDS):
        started = at_once(lambda: sam.post("meetings/"), lambda: robin.post("meetings/"))
        assert codes(*started) == [201, 201]
        meeting = one(sam, "meeting")["id"]
        assert {item["id"] for a in started for item in a.json()["items"] if item["kind"] == "meeting"} == {meeting}
        at_once(
            lambda m=meeting: sam.post(f"meetings/{m}/ready/"), lambda m=meeting: robin.post(f"meetings/{m}/ready/")
        )
        assert one(robin, "meeting")["state"] == "open"
        sam.post(f"meetings/{meeting}/closed/")
        Meeting.objects.all().delete()


def test_both_press_next_at_once_and_it_moves_on_once(pair: tuple[Person, Person]) -> None:
    sam, robin = pair
    meeting = opened(sam, robin)
    steps = [row["step"] for row in one(sam, "meeting")["steps"]]
    for leaves, to in zip(steps, steps[1:], strict=False):
        rev, screens = one(sam, "meeting")["rev"], [(who, who.screen()) for who in pair]
        press = {"leaves": leaves, "to": to}
        said = at_once(*(lambda who=who, press=press: who.post(f"meetings/{meeting}/stepped/", press) for who in pair))
        assert codes(*said) == [200, 200]
        assert (one(sam, "meeting")["step"], one(sam, "meeting")["rev"]) == (to, rev + 1)
        for who, screen in screens:
            screen.take(who.news(screen.cursor))
            assert screen.seen() == who.screen().seen()


def test_all_seal_at_once_and_the_queue_moves_on_once(pair: tuple[Person, Person]) -> None:
    sam, robin = pair
    people = [sam, robin, joined(sam, "Lee")]
    a, b = listed(sam, 2)
    orders = {sam.id: [a, b], robin.id: [b, a], people[2].id: []}
    for n in range(ROUNDS):
        meeting = opened(*people, at="rank")
        before = one(sam, "rhythm")["turn"] or [who.id for who in people]
        said = at_once(
            *(
                lambda who=who, m=meeting: who.patch(f"meetings/{m}/ballot/", {"order": orders[who.id], "sealed": True})
                for who in (*people, *map(device, people))
            )
        )
        assert set(codes(*said)) == {200}, [answer.content for answer in said]
        ranking = Ranking.objects.get()
        assert ranking.shown and ranking.places == orders
        queue = Rhythm.objects.get().turn
        caring = [who for who in before if who in (sam.id, robin.id)]
        if n:  # the first queue is that of their joining, on one day by id
            assert queue == [who for who in before if who != caring[0]] + [caring[0]]
            assert ranking.order[0] == orders[caring[0]][0]
        sam.post(f"meetings/{meeting}/closed/")


def test_both_are_ready_to_show_while_one_still_ticks(pair: tuple[Person, Person]) -> None:
    sam, robin = pair
    for _ in range(ROUNDS):
        meeting = opened(sam, robin, at="how")
        said = at_once(
            lambda m=meeting: sam.patch(f"meetings/{m}/hand/", READY),
            lambda m=meeting: robin.patch(f"meetings/{m}/hand/", READY),
            lambda m=meeting: device(robin).patch(f"meetings/{m}/hand/", {"shows": ["team"]}),
        )
        assert codes(*said) == [200, 200, 200]
        assert Shown.objects.count() == 4 and one(sam, "meeting")["how_shown"] is True
        assert Hand.objects.count() == 2
        sam.post(f"meetings/{meeting}/closed/")


def test_heads_are_emptied_once(pair: tuple[Person, Person]) -> None:
    sam, robin = pair
    meeting = opened(sam, robin, at="heads")
    mine = [write(who, f"Line {n}", private=True, bring=True) for who in pair for n in range(3)]
    ready = {"heads_ready": True}
    at_once(*(lambda who=who: who.patch(f"meetings/{meeting}/hand/", ready) for who in (*pair, *map(device, pair))))
    shown = sam.screen().all("task")
    assert sorted(task["id"] for task in shown) == sorted(mine)
    assert len({task["rank"] for task in shown}) == 6


def test_both_close_at_once_while_one_goes_on_and_it_closes_once(pair: tuple[Person, Person]) -> None:
    sam, robin = pair
    for _ in range(ROUNDS):
        meeting = opened(sam, robin, at="rank")
        screens = [(who, who.screen()) for who in pair]
        said = at_once(
            lambda m=meeting: sam.post(f"meetings/{m}/closed/"),
            lambda m=meeting: robin.post(f"meetings/{m}/closed/"),
            lambda m=meeting: device(robin).post(f"meetings/{m}/stepped/", {"leaves": "rank", "to": "who"}),
            lambda m=meeting: device(sam).patch(f"meetings/{m}/ballot/", {"order": [], "sealed": True}),
        )
        assert codes(*said)[:2] == [200, 200]
        assert codes(*said)[2] in (200, 409) and codes(*said)[3] in (200, 404, 409)
        closed = Meeting.objects.get(pk=meeting)
        assert closed.state == "closed"
        for who, screen in screens:
            screen.take(who.news(screen.cursor))
            assert screen.seen() == who.screen().seen()
    guides = Meeting.objects.order_by("stamp").values_list("guide_id", flat=True)
    assert all(one_guide != next_guide for one_guide, next_guide in zip(guides, guides[1:], strict=False))


def test_a_server_that_is_killed_in_any_step_comes_back_to_it(
    served: Callable[..., Process], tmp_path: Path, pair: tuple[Person, Person]
) -> None:
    sam, robin = pair
    listed(sam, 3)
    meeting = opened(sam, robin, at="rank")
    mine = one(sam, "ballot")["offered"]
    for n, step in enumerate(("rank", "how", "who"), start=1):
        running = served(tmp_path / "data")
        with running.client(sam) as hers, running.client(robin) as his:
            here = f"/api/homes/{sam.home}/meetings/{meeting}/"
            now = next(row for row in rows(hers, sam, "meeting") if row["id"] == meeting)["step"]
            his.post(f"{here}stepped/", json={"leaves": now, "to": step}).raise_for_status()
            hers.patch(f"{here}ballot/", json={"order": mine[:n]}).raise_for_status()
            hers.patch(f"{here}hand/", json={"shows": ["team"][: n % 2]}).raise_for_status()
        running.kill()
        again = served(tmp_path / "data")
        with again.client(sam) as hers, again.client(robin) as his:
            assert [row["step"] for row in rows(his, robin, "meeting")] == [step]
            assert [row["order"] for row in rows(hers, sam, "ballot")] == [mine[:n]]
            assert [row["shows"] for row in rows(hers, sam, "hand")] == [["team"][: n % 2]]
            assert rows(his, robin, "hand") == []
        again.end()


def rows(api: Any, who: Person, kind: str) -> list[dict[str, Any]]:
    """What this person's screen would show of a kind, from a server that has just started."""
    return [item for item in api.get(f"/api/homes/{who.home}/news/").json()["items"] if item["kind"] == kind]


def test_a_child_and_a_parent_seal_at_once_and_all_is_opened_once(transactional_db: None) -> None:
    cast = make_cast()
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    for n in range(4):
        write(sam, f"Ours {n}", family=n % 2 == 0)
    for _ in range(ROUNDS):
        meeting = opened(sam, robin, form="children")
        kim.post(f"meetings/{meeting}/here/")
        to_step(sam, meeting, "rank")
        screens = [(who, who.screen()) for who in (sam, robin, kim)]
        acts: list[Callable[[], Any]] = []
        for who in (sam, robin, kim):
            mine = one(who, "ballot")
            body = {"order": mine["offered"][: mine["places"]], "sealed": True}
            acts.append(lambda who=who, m=meeting, body=body: who.patch(f"meetings/{m}/ballot/", body))  # type: ignore[misc]
        assert codes(*at_once(*acts)) == [200, 200, 200]
        assert set(one(sam, "ranking")["places"]) == {sam.id, robin.id, kim.id}
        assert one(kim, "draft")["places"].keys() == {kim.id}
        for who, screen in screens:
            screen.take(who.news(screen.cursor))
            assert screen.seen() == who.screen().seen()
        sam.post(f"meetings/{meeting}/closed/")


def test_put_in_on_the_lent_phone_while_its_person_sits_down_elsewhere(pair: tuple[Person, Person]) -> None:
    """Whichever was first: what was typed is there once, its author's, and nobody speaks for them after it."""
    sam, robin = pair
    for n in range(ROUNDS):
        sam.post("meetings/")
        meeting = one(sam, "meeting")["id"]
        sam.post(f"meetings/{meeting}/lent/", {"member": robin.id})
        sam.post(f"meetings/{meeting}/ready/")
        sam.post(f"meetings/{meeting}/lent/ready/", {"member": robin.id})
        to_step(sam, meeting, "heads")
        body = {"member": robin.id, "lines": [f"Line {n}"]}
        put, sat = at_once(
            lambda m=meeting, body=body: sam.post(f"meetings/{m}/lent/heads/", body),
            lambda m=meeting: robin.post(f"meetings/{m}/here/"),
        )
        assert sat.status_code == 200 and put.status_code in (200, 409)
        there = [task for task in robin.screen().all("task") if task["title"] == f"Line {n}"]
        assert len(there) == (put.status_code == 200) and all(task["private"] for task in there)
        assert sam.post(f"meetings/{meeting}/lent/heads/", body).json()["code"] == "no_seat"
        sam.post(f"meetings/{meeting}/closed/")


def test_not_me_while_the_order_put_in_for_them_is_opened(pair: tuple[Person, Person]) -> None:
    """Whichever was first, from two devices of theirs: nothing stands as their order, and it is said once."""
    sam, robin = pair
    tasks = listed(sam, 3)
    for _ in range(ROUNDS):
        sam.post("meetings/")
        meeting = one(sam, "meeting")["id"]
        sam.post(f"meetings/{meeting}/lent/", {"member": robin.id})
        sam.post(f"meetings/{meeting}/ready/")
        sam.post(f"meetings/{meeting}/lent/ready/", {"member": robin.id})
        to_step(sam, meeting, "rank")
        sam.post(f"meetings/{meeting}/lent/ballot/", {"member": robin.id, "order": tasks})
        screens = [(who, who.screen()) for who in pair]
        sealed, *said = at_once(
            lambda m=meeting: sam.patch(f"meetings/{m}/ballot/", {"order": tasks, "sealed": True}),
            lambda m=meeting: robin.post(f"meetings/{m}/lent/not-me/"),
            lambda m=meeting: robin.post(f"meetings/{m}/lent/not-me/"),
        )
        assert codes(*said) == [200, 200] and sealed.status_code in (200, 409)
        assert one(sam, "meeting")["state"] == "waiting"
        assert not any(row["shown"] for row in sam.screen().all("ranking"))
        (note,) = robin.screen().all("borrowed")
        assert note["denied"] and [line["denied"] for line in one(sam, "meeting")["lent"]] == [True]
        for who, screen in screens:
            screen.take(who.news(screen.cursor))
            assert screen.seen() == who.screen().seen()
        robin.delete(f"borrowed/{note['id']}/")
        sam.post(f"meetings/{meeting}/later/")
