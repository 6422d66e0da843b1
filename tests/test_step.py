"""Steps: small parts of a task, seen by whom the task is seen, in every place it goes to."""

from __future__ import annotations

import uuid
from typing import Any

from tests.clock import Clock
from tests.conftest import Person, write
from tests.meetings import opened


def step(by: Person, task: str, title: str, **more: Any) -> str:
    """A step, by the API; its id."""
    answer = by.post(f"tasks/{task}/steps/", {"title": title, **more})
    assert answer.status_code == 201, answer.content
    found: str = answer.json()["items"][0]["id"]
    return found


def titles(by: Person) -> list[str]:
    return [row["title"] for row in sorted(by.screen().all("step"), key=lambda row: row["rank"])]


def test_everybody_sees_and_ticks_the_steps_of_what_is_ours(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam, "Birthday")
    cake = step(sam, task, "Bake  the cake")
    answer = kim.post(f"steps/{cake}/done/").json()["items"]
    assert [(item["kind"], item["done_by"]) for item in answer] == [("step", kim.id)]
    (seen,) = robin.screen().all("step")
    assert (seen["task"], seen["title"], seen["done_by"]) == (task, "Bake the cake", kim.id)
    assert robin.screen().task(task)["place"] == "list"
    robin.post(f"steps/{cake}/reopened/")
    assert sam.screen().all("step")[0]["done_on"] is None


def test_doing_it_twice_is_a_quiet_no_op(sam: Person) -> None:
    cake = step(sam, write(sam), "Cake")
    sam.post(f"steps/{cake}/done/")
    cursor = sam.news()["cursor"]
    assert sam.post(f"steps/{cake}/done/").json()["items"][0]["id"] == cake
    sam.patch(f"steps/{cake}/", {"title": "Cake"})
    sam.post(f"steps/{cake}/moved/", {"after": None})
    assert sam.news()["cursor"] == cursor


def test_a_task_is_done_although_steps_are_open(sam: Person, robin: Person) -> None:
    task = write(sam)
    step(sam, task, "Not needed after all")
    assert robin.post(f"tasks/{task}/done/").json()["items"][0]["place"] == "done"
    assert [row["done_on"] for row in sam.screen().all("step")] == [None]


def test_pasted_lines_become_steps_in_their_order(sam: Person, robin: Person) -> None:
    task = write(sam)
    step(sam, task, "first")
    before = robin.news()["cursor"]
    many = sam.post(f"tasks/{task}/steps/many/", [{"title": "second"}, {"title": "third"}])
    assert (many.status_code, len(many.json()["items"])) == (201, 2)
    assert titles(robin) == ["first", "second", "third"]
    assert int(robin.news()["cursor"].split(".")[1]) == int(before.split(".")[1]) + 1
    refused = sam.post(f"tasks/{task}/steps/many/", [{"title": f"step {n}"} for n in range(98)])
    assert (refused.status_code, refused.json()["code"]) == (409, "many_steps")
    assert len(titles(robin)) == 3


def test_they_can_be_ordered_and_removed(sam: Person, robin: Person) -> None:
    task = write(sam)
    one, two, three = (step(sam, task, name) for name in ("one", "two", "three"))
    robin.post(f"steps/{three}/moved/", {"after": None})
    sam.post(f"steps/{one}/moved/", {"after": two})
    assert titles(robin) == ["three", "two", "one"]
    step(sam, task, "top", after=None)
    assert robin.delete(f"steps/{two}/").json()["items"] == [{"kind": "step", "id": two, "rev": 2, "gone": True}]
    assert titles(sam) == ["top", "three", "one"]
    assert sam.delete(f"steps/{two}/").status_code == 404


def test_an_order_key_stays_short_however_often_one_moves(sam: Person) -> None:
    task = write(sam)
    one, two, three = (step(sam, task, name) for name in ("one", "two", "three"))
    for _n in range(40):
        for moved in (two, three):
            sam.post(f"steps/{moved}/moved/", {"after": one})
    assert titles(sam) == ["one", "three", "two"]
    assert all(len(row["rank"]) <= 60 for row in sam.screen().all("step"))


def test_steps_of_what_is_in_my_head_are_seen_by_nobody_else(sam: Person, robin: Person) -> None:
    before = robin.news()
    task = write(sam, "A surprise", private=True)
    cake = step(sam, task, "Order the balloons")
    sam.post(f"steps/{cake}/done/")
    assert robin.news() == before
    for answer in (
        robin.post(f"steps/{cake}/done/"),
        robin.patch(f"steps/{cake}/", {"title": "x"}),
        robin.delete(f"steps/{cake}/"),
        robin.post(f"tasks/{task}/steps/", {"title": "x"}),
    ):
        assert answer.status_code == 404


def test_steps_cross_with_their_task_in_the_same_change(sam: Person, robin: Person) -> None:
    task = write(sam, "A surprise", private=True)
    cake = step(sam, task, "Balloons")
    screen = robin.screen()
    brought = sam.post(f"tasks/{task}/shared/").json()["items"]
    assert [(item["kind"], item.get("gone")) for item in brought] == [("task", None), ("step", None)]
    news = robin.news(screen.cursor)
    assert {item["kind"] for item in news["items"]} == {"task", "step"}
    screen.take(news)
    sam.post(f"steps/{cake}/done/")
    screen.take(robin.news(screen.cursor))
    assert [row["title"] for row in screen.all("step")] == ["Balloons"]
    sam.post(f"tasks/{task}/private/")
    news = robin.news(screen.cursor)
    assert {(item["kind"], item["gone"]) for item in news["items"]} == {("task", True), ("step", True)}
    screen.take(news)
    assert screen.all("step") == []
    step(sam, task, "A secret one")
    assert robin.news(screen.cursor)["items"] == []
    assert titles(sam) == ["Balloons", "A secret one"]


def test_nothing_tells_how_it_went_with_them_in_the_head(sam: Person, robin: Person, clock: Clock) -> None:
    """Neither the gaps between their order keys nor the day on which it was written down."""
    lives = []
    for busy in (False, True):
        task = write(sam, "A surprise", private=True)
        steps = [step(sam, task, f"Step {n}") for n in range(3)]
        if busy:
            for _ in range(5):
                sam.delete(f"steps/{step(sam, task, 'A secret one')}/")
            clock.move(hours=24 * 40)
        else:
            clock.move(hours=24 * 40)
        late = step(sam, task, "Step 3")
        sam.post(f"steps/{late}/moved/", {"after": steps[1]})
        sam.post(f"tasks/{task}/shared/")
        screen = robin.screen()
        rows = sorted(screen.all("step"), key=lambda row: row["rank"])
        lives.append([(row["title"], row["rank"], row["rev"]) for row in rows if row["task"] == task])
        assert screen.task(task)["added_on"] == clock.now.date().isoformat()  # type: ignore[index]
    assert lives[0] == lives[1] and [title for title, *_ in lives[0]] == ["Step 0", "Step 1", "Step 3", "Step 2"]


def test_steps_come_along_from_the_head_in_a_meeting(sam: Person, robin: Person) -> None:
    task = write(sam, "A surprise", private=True, bring=True)
    balloons = step(sam, task, "Balloons")
    meeting = opened(sam, robin, at="heads")
    for who in (robin, sam):
        who.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    assert [row["id"] for row in robin.screen().all("step")] == [balloons]
    assert robin.post(f"steps/{balloons}/done/").status_code == 200


def test_a_step_by_somebody_else_keeps_the_task_on_our_list(sam: Person, robin: Person) -> None:
    task = write(sam)
    step(robin, task, "My part")
    assert sam.post(f"tasks/{task}/private/").json()["code"] == "touched"


def test_earlier_words_of_a_step_stay_their_authors(sam: Person, robin: Person) -> None:
    task = write(sam, "A surprise", private=True)
    cake = step(sam, task, "Ring for Robin")
    sam.patch(f"steps/{cake}/", {"title": "Fetch the parcel"})
    sam.post(f"tasks/{task}/shared/")
    robin.post(f"steps/{cake}/done/")
    seen = robin.get(f"tasks/{task}/history/")
    assert b"Ring" not in seen.content
    assert seen.json()["moments"][0]["data"] == {"step": "Fetch the parcel"}


def test_steps_go_with_an_erased_task_and_leave_with_a_closed_one(sam: Person, clock: Clock) -> None:
    mine, ours = write(sam, "mine", private=True), write(sam, "ours")
    gone = step(sam, mine, "gone with it")
    answer = sam.delete(f"tasks/{mine}/").json()["items"]
    assert ("step", gone) in {(item["kind"], item["id"]) for item in answer if item["gone"]}
    step(sam, ours, "leaves with it")
    sam.post(f"tasks/{ours}/done/")
    screen = sam.screen()
    assert screen.task(ours)["until"] == screen.all("step")[0]["until"] == "2026-12-24T00:00:00Z"
    clock.move(days=31)
    assert sam.screen().all("step") == []
    sam.post(f"tasks/{ours}/reopened/")
    assert [row["until"] for row in sam.screen().all("step")] == [None]


def test_the_same_id_twice_is_one_step(sam: Person) -> None:
    task, pk = write(sam), str(uuid.uuid4())
    step(sam, task, "one", id=pk)
    step(sam, task, "again", id=pk)
    assert titles(sam) == ["one"]
    other = write(sam, "other")
    assert sam.post(f"tasks/{other}/steps/", {"title": "x", "id": pk}).json()["code"] == "id_in_use"


def test_a_stranger_gets_404(sam: Person, stranger: Person) -> None:
    task = write(sam)
    mine = step(sam, task, "one")
    stranger.member = sam.member  # asks at this home's addresses, with the token of next door
    assert stranger.post(f"tasks/{task}/steps/", {"title": "x"}).status_code == 404
    assert stranger.post(f"tasks/{task}/steps/many/", [{"title": "x"}]).status_code == 404
    for path in ("done", "reopened", "moved"):
        assert stranger.post(f"steps/{mine}/{path}/").status_code == 404
    assert stranger.patch(f"steps/{mine}/", {"title": "x"}).status_code == 404
    assert stranger.delete(f"steps/{mine}/").status_code == 404
