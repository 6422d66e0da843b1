"""One phone for two: handed over for what is sealed, and handed back with nothing on it."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.models import Ballot, Hand, Meeting, Seat, Shown, Task
from tests.conftest import Cast, Person, write
from tests.live_server import Server, Socket
from tests.meetings import joined, listed, one, seal, to_step
from tests.test_pulse import say


def on(sam: Person, meeting: str, path: str, who: Person, **more: Any) -> Any:
    """Something put in on sam's phone by somebody else."""
    return sam.post(f"meetings/{meeting}/lent/{path}", {"member": who.id, **more})


def begun(sam: Person) -> str:
    """A meeting that sam waits for."""
    items = sam.post("meetings/", {}).json()["items"]
    found: str = next(item["id"] for item in items if item["kind"] == "meeting")
    return found


def lent(sam: Person, robin: Person, at: str = "") -> str:
    """A meeting of two on sam's phone."""
    meeting = begun(sam)
    assert on(sam, meeting, "", robin).status_code == 200
    assert sam.post(f"meetings/{meeting}/ready/").status_code == 200
    assert one(sam, "meeting")["state"] == "waiting"
    assert on(sam, meeting, "ready/", robin).status_code == 200
    assert one(sam, "meeting")["state"] == "open"
    if at:
        to_step(sam, meeting, at)
    return meeting


def seat_of(by: Person, who: Person) -> dict[str, Any]:
    return next(seat for seat in by.screen().all("seat") if seat["member"] == who.id)


def test_two_meet_on_one_phone_and_both_devices_say_so(sam: Person, robin: Person) -> None:
    lent(sam, robin)
    for who in (sam, robin):
        assert seat_of(who, robin)["on"] == sam.id and seat_of(who, sam)["on"] is None


def test_both_order_on_one_phone_and_nothing_of_it_comes_back(sam: Person, robin: Person) -> None:
    tasks = listed(sam, 6)
    meeting = lent(sam, robin, at="rank")
    before = sam.news()
    first = on(sam, meeting, "ballot/", robin, order=tasks[4::-1])
    again = on(sam, meeting, "ballot/", robin, order=tasks[4::-1])
    other = on(sam, meeting, "ballot/", robin, order=tasks[1:6])
    assert [a.status_code for a in (first, again, other)] == [200] * 3
    assert first.json() == again.json() == other.json() == {"items": []}  # nor whether it was the same
    assert sam.news() == before
    assert one(robin, "ballot")["order"] == tasks[1:6]  # theirs, on their own device
    seal(sam, meeting, tasks[:5])
    assert one(sam, "ranking")["places"] == {sam.id: tasks[:5], robin.id: tasks[1:6]}
    late = on(sam, meeting, "ballot/", robin, order=tasks[:5])
    assert (late.status_code, late.json()["code"]) == (409, "shown_already")


def test_lines_typed_on_it_come_on_our_list_and_ones_own_head_stays_shut(sam: Person, robin: Person) -> None:
    hidden = write(robin, "A surprise for Sam", private=True, bring=True)  # marked, and robin has not said ready
    meeting = lent(sam, robin, at="heads")
    before = sam.news()
    assert on(sam, meeting, "heads/", robin, lines=["Gutter", "Boiler"]).json() == {"items": []}
    assert on(sam, meeting, "heads/", robin, lines=["Tyres"]).json() == {"items": []}
    assert sam.news() == before
    assert one(robin, "hand")["lines"] == ["Gutter", "Boiler", "Tyres"]
    mine = write(sam, "Roof", private=True, bring=True)
    sam.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    shown = {task["title"]: task for task in sam.screen().all("task")}
    assert set(shown) == {"Gutter", "Boiler", "Tyres", "Roof"} and shown["Roof"]["id"] == mine
    assert shown["Gutter"]["author"] == robin.id
    kept = robin.screen().task(hidden)
    assert kept and kept["private"]
    assert on(sam, meeting, "heads/", robin, lines=["Too late"]).json() == {"items": []}
    (late,) = (task for task in robin.screen().all("task") if task["title"] == "Too late")
    assert late["private"] and "Too late" not in str(sam.news())


def test_nothing_of_how_it_was_is_said_on_it_and_nothing_is_shown(sam: Person, robin: Person) -> None:
    say(robin, team=1)
    meeting = lent(sam, robin, at="how")
    sam.patch(f"meetings/{meeting}/hand/", {"shows": [], "how_ready": True})
    said = {row["member"]: row["said"] for row in sam.screen().all("shown")}
    assert said[robin.id] == said[sam.id] and set(said[robin.id].values()) == {None}
    assert Shown.objects.count() == 2 and not Hand.objects.filter(member_id=robin.id).exists()


def test_sitting_down_on_ones_own_ends_it_and_what_was_put_in_is_open_again(sam: Person, robin: Person) -> None:
    tasks = listed(sam, 3)
    meeting = lent(sam, robin, at="heads")
    on(sam, meeting, "heads/", robin, lines=["Gutter"])
    to_step(sam, meeting, "rank")
    on(sam, meeting, "ballot/", robin, order=tasks)
    assert robin.patch(f"meetings/{meeting}/ballot/", {"order": []}).json()["code"] == "no_seat"  # not sat down yet
    robin.post(f"meetings/{meeting}/here/")
    assert seat_of(sam, robin)["on"] is None
    ballot, hand = one(robin, "ballot"), one(robin, "hand")
    assert (ballot["order"], ballot["sealed"], hand["lines"], hand["heads_ready"]) == (tasks, False, [], False)
    assert [task["private"] for task in robin.screen().all("task") if task["title"] == "Gutter"] == [True]
    for path, more in (("ballot/", {"order": tasks}), ("heads/", {"lines": []}), ("ready/", {}), ("back/", {})):
        answer = on(sam, meeting, path, robin, **more)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_seat")
    seal(sam, meeting, tasks)
    assert one(sam, "ranking")["shown"] is False  # robin seals for robin now


def test_who_has_sat_on_their_own_device_is_never_spoken_for(sam: Person, robin: Person) -> None:
    listed(sam, 3)
    meeting = begun(sam)
    robin.post(f"meetings/{meeting}/here/")
    for _ in range(2):
        answer = on(sam, meeting, "", robin)
        assert (answer.status_code, answer.json()["code"]) == (409, "other_device")
        robin.post(f"meetings/{meeting}/later/")  # nor after they got up
    assert Seat.objects.count() == 1


def test_handed_back_or_closed_what_was_typed_is_in_its_authors_head(sam: Person, robin: Person) -> None:
    for end in ("lent/back/", "later/", "closed/"):
        meeting = lent(sam, robin, at="heads")
        on(sam, meeting, "heads/", robin, lines=[f"Typed before {end}"])
        sam.post(f"meetings/{meeting}/{end}", {"member": robin.id} if "back" in end else {})
        (kept,) = (task for task in robin.screen().all("task") if task["title"] == f"Typed before {end}")
        assert kept["private"] and kept["author"] == robin.id
        assert end not in str(sam.news())
        assert not Seat.objects.filter(member_id=robin.id).exists()
        sam.post(f"meetings/{meeting}/closed/")
    assert not Meeting.objects.exclude(state="closed").exists() and not Ballot.objects.exists()


def test_only_who_sits_there_on_their_own_lends_and_only_to_an_adult_of_the_home(
    sam: Person, robin: Person, kim: Person, stranger: Person
) -> None:
    lee = joined(sam, "Lee")
    meeting = lent(sam, robin)
    for who in (sam, kim, stranger):
        assert on(sam, meeting, "", who).status_code == 400
    assert on(lee, meeting, "", robin).json()["code"] == "no_seat"
    assert on(robin, meeting, "", lee).json()["code"] == "no_seat"  # sits on another's phone
    lee.post(f"meetings/{meeting}/ready/")
    assert on(lee, meeting, "", robin).json()["code"] == "other_device"
    assert on(lee, meeting, "ballot/", robin, order=[]).json()["code"] == "no_seat"
    stranger.member = sam.member
    assert on(stranger, meeting, "", robin).status_code == 404
    assert on(kim, meeting, "", robin).status_code == 404


def test_before_it_begins_and_after_it_is_over_nothing_is_put_in(sam: Person, robin: Person) -> None:
    meeting = begun(sam)
    on(sam, meeting, "", robin)
    assert on(sam, meeting, "heads/", robin, lines=["x"]).json()["code"] == "not_open"
    sam.post(f"meetings/{meeting}/ready/")
    on(sam, meeting, "ready/", robin)
    sam.post(f"meetings/{meeting}/closed/")
    for path, more in (("heads/", {"lines": ["x"]}), ("ballot/", {"order": []}), ("", {}), ("ready/", {})):
        assert on(sam, meeting, path, robin, **more).json()["code"] == "closed"
    assert not Task.objects.filter(title="x").exists()


@pytest.mark.parametrize("step", ["heads", "rank"])
def test_no_byte_of_it_comes_back_to_the_phone_it_was_put_in_on(server: Server, cast: Cast, step: str) -> None:
    sam, robin = cast.sam, cast.robin
    tasks = listed(sam, 6)
    lee = joined(sam, "Lee")
    meeting = lent(sam, robin)
    lee.post(f"meetings/{meeting}/ready/")
    to_step(sam, meeting, step)
    with Socket(server, sam) as sams, Socket(server, lee) as lees, Socket(server, robin) as robins:
        for phone in (sams, lees, robins):
            phone.take()
            phone.ping()
        heard = len(sams.raw)
        if step == "heads":
            answer = on(sam, meeting, "heads/", robin, lines=["SECRET line"])
        else:
            answer = on(sam, meeting, "ballot/", robin, order=tasks[4::-1])
        for phone in (sams, lees, robins):
            phone.ping()
        own = [row["id"] for kind in ("hand", "ballot") for row in robin.screen().all(kind)]
        news = [frame for frame in (*sams.frames[heard:], *lees.frames) if frame["type"] == "news"]
        told = b"".join((*sams.raw, *lees.raw, answer.content))
        assert own and any(pk.encode() in b"".join(robins.raw) for pk in own)
    assert answer.json() == {"items": []} and all("SECRET" not in str(frame) for frame in news)
    page = sam.client.get(f"/h/{sam.home}/", headers={"Cookie": f"tandem={sam.cookie}"}).content
    for trace in (b"SECRET", *(pk.encode() for pk in own)):
        assert trace not in told and trace not in page


def test_later_on_ones_own_device_frees_the_seat_on_the_others(sam: Person, robin: Person) -> None:
    meeting = lent(sam, robin, at="heads")
    on(sam, meeting, "heads/", robin, lines=["Gutter"])
    robin.post(f"meetings/{meeting}/later/")
    assert [seat["member"] for seat in sam.screen().all("seat")] == [sam.id]
    assert on(sam, meeting, "", robin).json()["code"] == "other_device"
    assert [task["private"] for task in robin.screen().all("task")] == [True]


def test_whoever_lent_it_leaves_the_home_and_nobody_waits_for_that_phone(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    tasks = listed(robin, 2)
    meeting = lent(sam, robin)
    lee.post(f"meetings/{meeting}/ready/")
    to_step(lee, meeting, "rank")
    sam.fresh().leave()
    seal(lee, meeting, tasks)
    assert not one(lee, "ranking")["shown"]  # one order of two adults is not the joint one
    write(lee, "The next shared change")
    assert [seat["member"] for seat in lee.screen().all("seat")] == [lee.id]
    assert robin.post(f"meetings/{meeting}/ready/").status_code == 200
