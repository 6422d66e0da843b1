"""Sealed until everybody is ready: before that no byte of it reaches anybody else, nor does a number move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tasks.models import Meeting, Moment
from tasks.models.heads import alike, likely_same, normal
from tasks.models.pulse import ITEMS, week_of
from tests.conftest import Cast, Person, write
from tests.live_server import Server, Socket
from tests.meetings import everything, listed, one, opened, seal, to_step

FIVE = {"supported": 1, "heard": 2, "respected": 3, "team": 4, "fairness": 5}


def say(person: Person, **said: Any) -> None:
    monday = week_of(person.fresh().household, timezone.now()).isoformat()
    assert person.post("pulse/", {"week": monday, **said}).status_code == 200


# -- how was it ------------------------------------------------------------------------------------


def test_what_is_ticked_is_shown_at_once_when_all_are_ready(sam: Person, robin: Person, kim: Person) -> None:
    say(sam, **FIVE)
    say(robin, team=2)
    meeting = opened(sam, robin, at="how")
    before = everything(robin, kim)
    sam.patch(f"meetings/{meeting}/hand/", {"shows": ["team", "fairness"]})
    sam.patch(f"meetings/{meeting}/hand/", {"shows": ["team"]})
    sam.patch(f"meetings/{meeting}/hand/", {"how_ready": True})
    assert everything(robin, kim) == before
    robin.patch(f"meetings/{meeting}/hand/", {"shows": ["supported"], "how_ready": True})
    shown = {row["member"]: row["said"] for row in sam.screen().all("shown")}
    assert shown == {sam.id: dict.fromkeys(ITEMS) | {"team": 4}, robin.id: dict.fromkeys(ITEMS)}
    assert one(sam, "meeting")["how_shown"] is True
    assert kim.screen().all("shown") == []
    sam.patch(f"meetings/{meeting}/hand/", {"shows": list(ITEMS), "how_ready": False})  # too late to take back or add
    assert {row["member"]: row["said"] for row in robin.screen().all("shown")} == shown


@pytest.mark.parametrize("why", ["not answered", "not ticked", "nothing of that item", "deleted"])
def test_nothing_shared_looks_the_same_for_every_reason(sam: Person, robin: Person, why: str) -> None:
    if why != "not answered":
        say(robin, supported=1, **({"team": 3} if why != "nothing of that item" else {}))
    if why == "deleted":
        robin.delete(f"pulse/{one(robin, 'pulse')['id']}/")
    meeting = opened(sam, robin, at="how")
    robin.patch(f"meetings/{meeting}/hand/", {"shows": [] if why == "not ticked" else ["team"], "how_ready": True})
    sam.patch(f"meetings/{meeting}/hand/", {"how_ready": True})
    (row,) = (row for row in sam.screen().all("shown") if row["member"] == robin.id)
    assert {**row, "id": ""} == {
        **{"kind": "shown", "id": "", "rev": 1, "meeting": meeting, "member": robin.id},
        "said": dict.fromkeys(ITEMS),
    }


def test_nobody_gets_up_to_read_what_the_other_sealed(sam: Person, robin: Person) -> None:
    say(robin, team=1)
    meeting = opened(sam, robin, at="how")
    robin.patch(f"meetings/{meeting}/hand/", {"shows": ["team"], "how_ready": True})
    sam.post(f"meetings/{meeting}/later/")
    assert sam.screen().all("shown") == []
    robin.patch(f"meetings/{meeting}/hand/", {"how_ready": True})
    assert sam.screen().all("shown") == []
    sam.post(f"meetings/{meeting}/ready/")
    sam.patch(f"meetings/{meeting}/hand/", {"how_ready": True})
    assert {row["member"]: row["said"]["team"] for row in sam.screen().all("shown")} == {sam.id: None, robin.id: 1}


def test_what_was_shared_of_feelings_is_gone_with_the_close_also_from_the_copy(sam: Person, robin: Person) -> None:
    from household.models.leaving import copy_for

    say(robin, team=1)
    meeting = opened(sam, robin, at="how")
    for who in (sam, robin):
        who.patch(f"meetings/{meeting}/hand/", {"shows": ["team"], "how_ready": True})
    screen = sam.screen()
    assert screen.all("shown")
    copy = copy_for(sam.fresh())
    assert copy["shown"] == copy["ranking"] == copy["strips"] == [], "nor is it taken along while it is shown"
    sam.post(f"meetings/{meeting}/closed/")
    screen.take(sam.news(screen.cursor))
    assert screen.all("shown") == []
    copy = copy_for(sam.fresh())
    assert copy["shown"] == [] and copy["hand"] == [] and copy["ballot"] == []
    assert "said" not in str(copy["meeting"])


# -- heads -----------------------------------------------------------------------------------------


def test_heads_are_emptied_at_once_and_what_is_not_ticked_stays_uncounted(sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin, at="heads")
    before = everything(sam)
    brought = [write(robin, title, private=True, bring=True) for title in ("Gutter", "Boiler")]
    kept = write(robin, "A surprise", private=True)
    robin.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    assert everything(sam) == before
    mine = write(sam, "Boilers", private=True, bring=True)
    answer = sam.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    titles = [task["title"] for task in sam.screen().all("task")]
    assert sorted(titles) == ["Boiler", "Boilers", "Gutter"]
    assert kept.encode() not in answer.content and robin.screen().task(kept)
    for task in brought:
        shown = sam.screen().task(task)
        assert shown and (shown["place"], shown["changed_by"], shown["author"]) == ("list", robin.id, robin.id)
        assert {(m.verb, m.by_id) for m in Moment.objects.filter(task=task, only_for=None)} == {("shared", robin.id)}
    assert one(robin, "meeting")["pairs"] in ([[brought[1], mine]], [[mine, brought[1]]])


def test_going_on_before_all_are_ready_brings_nothing_and_loses_nothing(sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin, at="heads")
    mine = write(sam, "In my head", private=True, bring=True)
    sam.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    to_step(robin, meeting, "who")
    robin.post(f"meetings/{meeting}/closed/")
    task = sam.screen().task(mine)
    assert task and task["private"] and task["bring"]
    assert robin.screen().task(mine) is None


def test_what_belongs_to_the_one_that_went_leaves_the_board_with_it(sam: Person, robin: Person) -> None:
    stays, goes = write(sam, "Call the plumber"), write(robin, "call the plumber")
    sam.post(f"tasks/{goes}/steps/", {"title": "Find the number"})
    sam.post(f"tasks/{goes}/joined/", {"as": "together"})
    sam.post("asks/", {"task": goes, "how": "ask", "to": robin.id})
    screen = robin.screen()
    sam.post(f"tasks/{goes}/merged/", {"into": stays})
    screen.take(robin.news(screen.cursor))
    assert screen.seen() == robin.screen().seen()
    assert [row["state"] for row in screen.all("ask")] == ["withdrawn"]
    assert all(row["until"] for kind in ("step", "part", "ask") for row in screen.all(kind))


def test_two_that_are_the_same_become_one(sam: Person, robin: Person, stranger: Person) -> None:
    one_task, other = write(sam, "Call the plumber"), write(robin, "call the plumber")
    merged = robin.post(f"tasks/{other}/merged/", {"into": one_task})
    assert merged.json()["items"][0]["place"] == "let_go"
    assert Moment.objects.get(task=other, verb="merged").data == {"into": one_task}
    again = robin.post(f"tasks/{other}/merged/", {"into": one_task}).json()["items"][0]
    assert again["rev"] == merged.json()["items"][0]["rev"]
    for into in (other, stranger.id, write(robin, "x", private=True), write(stranger, "y")):
        assert sam.post(f"tasks/{one_task}/merged/", {"into": into}).status_code == 400
    assert sam.post(f"tasks/{write(stranger, 'z')}/merged/", {"into": one_task}).status_code == 404


def test_likely_the_same() -> None:
    assert alike(normal("Call mum!"), normal("mum: call"))
    assert alike(normal("Fix the gutter"), normal("fix the guter"))
    assert not alike(normal("Tax papers"), normal("Winter clothes"))
    titles = [("a", "Gutter"), ("b", "Boiler"), ("c", "gutter"), ("d", "???"), ("e", "!!!")]
    assert likely_same(titles, {"c", "d", "e"}) == [["a", "c"]]
    assert likely_same(titles, {"b"}) == []


# -- the bytes of the other's socket, and coming back ----------------------------------------------


def frames_of(phone: Socket) -> list[Any]:
    """All the news that came; who is there is told too, and holds nothing but ids."""
    assert all(frame.keys() == {"type", "meeting", "here"} for frame in phone.frames if frame["type"] == "presence")
    return [frame for frame in phone.frames if frame["type"] == "news"]


SEALED: dict[str, Callable[[Person, str, list[str]], Any]] = {
    "how": lambda who, meeting, tasks: who.patch(
        f"meetings/{meeting}/hand/", {"shows": ["fairness"], "how_ready": True}
    ),
    "heads": lambda who, meeting, tasks: [
        write(who, "SECRET line", private=True, bring=True),
        who.patch(f"meetings/{meeting}/hand/", {"heads_ready": True}),
    ],
    "rank": lambda who, meeting, tasks: seal(who, meeting, tasks[4::-1]),
}


@pytest.mark.parametrize("step", SEALED)
def test_the_others_socket_gets_no_byte_before_the_reveal_nor_after_a_reconnect(
    server: Server, cast: Cast, step: str
) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    tasks = listed(sam, 6)
    say(robin, fairness=1)
    meeting = opened(sam, robin, at=step)
    before = everything(sam, kim)
    with Socket(server, sam) as mine, Socket(server, kim) as childs, Socket(server, robin) as robins:
        for phone in (mine, childs, robins):
            phone.take()
            phone.ping()
        heard = [len(frames_of(phone)) for phone in (mine, childs)]
        SEALED[step](robin, meeting, tasks)
        for phone in (mine, childs):
            phone.ping()
        assert [len(frames_of(phone)) for phone in (mine, childs)] == heard
        own = [row["id"] for kind in ("hand", "ballot") for row in robin.screen().all(kind)]
        assert own
        cursor = mine.screen.cursor
    assert everything(sam, kim) == before
    page = sam.client.get(f"/h/{sam.home}/", headers={"Cookie": f"tandem={sam.cookie}"})
    with Socket(server, sam, since=cursor) as again, Socket(server, kim) as childs_again:
        for phone in (again, childs_again):
            phone.take()
            phone.ping()
        told = b"".join((*mine.raw, *childs.raw, *again.raw, *childs_again.raw, page.content))
        assert {frame["cursor"] for frame in frames_of(again)} == {cursor}
    assert page.status_code == 200
    for trace in (b"SECRET", *(pk.encode() for pk in own)):
        assert trace not in told, trace
    hand = robin.screen()  # and it comes back to its own person as it was
    if step == "rank":
        assert one(robin, "ballot")["order"] == tasks[4::-1] and one(robin, "ballot")["sealed"]
    else:
        assert hand.all("hand")[0][f"{step}_ready"] is True


def test_a_reload_inside_every_step_comes_back_to_it(sam: Person, robin: Person) -> None:
    listed(sam, 3)
    meeting = opened(sam, robin)
    screens = [(who, who.screen()) for who in (sam, robin)]
    for row in one(sam, "meeting")["steps"]:
        to_step(robin, meeting, row["step"])
        for who, screen in screens:
            screen.take(who.news(screen.cursor))
            assert screen.seen() == who.screen().seen()
            assert one(who, "meeting")["step"] == row["step"]
    assert Meeting.objects.count() == 1
