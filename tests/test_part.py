"""Parts: who joined by their own tap, what each does for themselves, and what becomes of it."""

from __future__ import annotations

from typing import Any

from tests.conftest import Person, ids_of, write
from tests.live_server import Server, Socket


def join(who: Person, task: str, how: str = "helper") -> Any:
    return who.post(f"tasks/{task}/joined/", {"as": how})


def test_a_child_joins_as_a_helper_and_who_has_it_stays_the_same(sam: Person, kim: Person) -> None:
    task = write(sam, "Dinner")
    sam.post(f"tasks/{task}/taken/")
    assert join(kim, task, "together").status_code == 200  # a child helps, whatever was said
    (part,) = sam.screen().all("part")
    assert (part["task"], part["member"], part["how"], part["done_on"]) == (task, kim.id, "helper", None)
    assert sam.screen().task(task)["owner"] == sam.id


def test_joining_twice_is_a_quiet_no_op_and_leaving_takes_it_away(sam: Person, robin: Person) -> None:
    task = write(sam)
    join(robin, task)
    cursor = sam.news()["cursor"]
    assert join(robin, task).status_code == 200
    assert sam.news()["cursor"] == cursor
    join(robin, task, "together")
    screen = sam.screen()
    assert [part["how"] for part in screen.all("part")] == ["together"]
    robin.post(f"tasks/{task}/left/")
    screen.take(sam.news(screen.cursor))
    assert screen.all("part") == []
    assert robin.post(f"tasks/{task}/left/").status_code == 200


def test_who_has_it_needs_no_part_beside_that(sam: Person, robin: Person) -> None:
    task = write(sam)
    join(robin, task)
    robin.post(f"tasks/{task}/taken/")
    assert sam.screen().all("part") == []
    join(robin, task)
    assert sam.screen().all("part") == []


def test_nobody_joins_what_is_in_a_head_and_a_stranger_finds_nothing(
    sam: Person, robin: Person, stranger: Person
) -> None:
    mine, ours = write(sam, "Mine", private=True), write(sam)
    assert join(sam, mine).json()["code"] == "in_my_head"
    assert join(robin, mine).status_code == 404
    for path in ("joined", "left", "my-part-done", "my-part-reopened", "each", "one-for-all"):
        assert stranger.post(f"tasks/{ours}/{path}/", {"as": "helper"} if path == "joined" else {}).status_code == 404
    assert join(sam, ours, "boss").json()["code"] == "bad_input"
    assert join(sam, ours, "each").json()["code"] == "not_each"
    sam.post(f"tasks/{ours}/done/")
    assert join(robin, ours).json()["code"] == "over"


def test_what_somebody_joined_does_not_go_back_into_the_head(sam: Person, kim: Person) -> None:
    task = write(sam, "A tree house", private=True)
    sam.post(f"tasks/{task}/shared/")
    join(sam, task)
    assert sam.post(f"tasks/{task}/private/").status_code == 200
    assert kim.screen().all("part") == sam.screen().all("part") == []
    sam.post(f"tasks/{task}/shared/")
    join(kim, task)
    assert sam.post(f"tasks/{task}/private/").json()["code"] == "touched"


def test_parts_leave_the_board_with_their_task_and_come_back_with_it(sam: Person, robin: Person) -> None:
    task = write(sam)
    join(robin, task)
    screen = sam.screen()
    sam.post(f"tasks/{task}/done/")
    screen.take(sam.news(screen.cursor))
    assert screen.all("part")[0]["until"] == screen.task(task)["until"] is not None
    robin.post(f"tasks/{task}/reopened/")
    screen.take(sam.news(screen.cursor))
    assert screen.all("part")[0]["until"] is None


def test_when_all_who_are_in_have_done_their_own_it_is_done_and_each_adult_is_asked_once(
    sam: Person, robin: Person, kim: Person
) -> None:
    task = write(sam, "Clear your own desk")
    assert sam.post(f"tasks/{task}/each/").json()["items"][0]["each"] is True
    assert robin.post(f"tasks/{task}/taken/").json()["code"] == "each"
    assert sam.screen().all("part") == []  # nobody is in by somebody else's tap
    for who in (sam, robin, kim):
        join(who, task)
    sam.post(f"tasks/{task}/my-part-done/")
    kim.post(f"tasks/{task}/my-part-done/")
    assert sam.screen().task(task)["place"] == "list"
    robin.post(f"tasks/{task}/my-part-done/")
    assert sam.screen().task(task)["place"] == "done"
    robin.post(f"tasks/{task}/my-part-done/")  # again: nothing
    for adult in (sam, robin):
        assert [asked["task"] for asked in adult.screen().all("check_in")] == [task]
    robin.post(f"tasks/{task}/my-part-reopened/")
    assert sam.screen().task(task)["place"] == "list"
    assert sam.screen().all("check_in") == []


def test_what_one_has_can_only_be_opened_to_each_by_oneself(sam: Person, robin: Person) -> None:
    task = write(sam)
    robin.post(f"tasks/{task}/taken/")
    assert sam.post(f"tasks/{task}/each/").json()["code"] == "taken"
    assert robin.post(f"tasks/{task}/each/").json()["items"][0]["owner"] is None
    join(sam, task, "each")
    sam.post(f"tasks/{task}/one-for-all/")
    assert robin.screen().all("part") == []
    assert robin.post(f"tasks/{task}/taken/").status_code == 200


def test_who_leaves_is_in_nothing_any_more(sam: Person, robin: Person) -> None:
    task = write(sam)
    join(robin, task)
    screen = sam.screen()
    robin.fresh().leave()
    assert sam.news(screen.cursor)["items"] == []
    write(sam, "the next shared change")
    screen.take(sam.news(screen.cursor))
    assert screen.all("part") == []


def test_joining_reaches_the_other_screen(server: Server, sam: Person, kim: Person) -> None:
    task = write(sam)
    with Socket(server, sam) as mine:
        mine.take()
        answer = join(kim, task)
        assert ("part", task) not in ids_of(answer)
        (item,) = mine.take()["items"]
        assert (item["kind"], item["member"], item["how"]) == ("part", kim.id, "helper")
