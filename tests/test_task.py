"""Tasks: written, edited, moved, taken, done, let go, brought and taken back; by the API, as people see it."""

from __future__ import annotations

import uuid
from typing import Any

from tests.conftest import Person, write


def test_what_one_writes_stands_on_top_of_the_others_list(sam: Person, robin: Person) -> None:
    write(sam, "Dishes")
    top = write(robin, "Laundry")
    tasks = sorted(sam.screen().all("task"), key=lambda task: task["rank"])
    assert [task["title"] for task in tasks] == ["Laundry", "Dishes"]
    assert tasks[0]["id"] == top
    assert tasks[0]["author"] == robin.id


def test_ticking_asks_each_adult_on_their_own_screen_only(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    answer = robin.post(f"tasks/{task}/done/").json()["items"]
    assert [item["kind"] for item in answer] == ["task", "check_in"]
    for adult in (sam, robin):
        (asked,) = adult.screen().all("check_in")
        assert (asked["task"], asked["state"], asked["felt"]) == (task, "asked", None)
    assert kim.screen().all("check_in") == []
    assert sam.screen().all("check_in")[0]["id"] != robin.screen().all("check_in")[0]["id"]


def test_ticking_twice_is_a_quiet_no_op(sam: Person, robin: Person) -> None:
    task = write(sam)
    sam.post(f"tasks/{task}/done/")
    cursor = sam.news()["cursor"]
    again = robin.post(f"tasks/{task}/done/")
    assert again.status_code == 200
    assert again.json()["items"][0]["id"] == task
    assert sam.news()["cursor"] == cursor


def test_reopening_withdraws_what_nobody_answered_and_puts_it_back(sam: Person, robin: Person) -> None:
    low = write(sam, "Low")
    write(sam, "High")
    before = sam.screen().task(low)
    sam.post(f"tasks/{low}/done/")
    mine = robin.screen().all("check_in")[0]
    robin.post(f"check-ins/{mine['id']}/answered/", {"felt": 4})
    robin.post(f"tasks/{low}/reopened/")
    after = sam.screen().task(low)
    assert before and after
    assert (after["place"], after["rank"], after["done_on"]) == (before["place"], before["rank"], None)
    assert sam.screen().all("check_in") == []
    assert [c["felt"] for c in robin.screen().all("check_in")] == [4]


def test_only_oneself_can_take_and_give_back(sam: Person, robin: Person) -> None:
    task = write(sam)
    assert sam.post(f"tasks/{task}/taken/").json()["items"][0]["owner"] == sam.id
    refused = robin.post(f"tasks/{task}/taken/")
    assert refused.status_code == 409
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "taken"
    assert "Sam" in refused.json()["title"]
    assert robin.post(f"tasks/{task}/released/").status_code == 409
    assert sam.post(f"tasks/{task}/released/").json()["items"][0]["owner"] is None


def test_moving_says_what_is_meant_and_the_server_makes_the_key(sam: Person) -> None:
    one, two, three = (write(sam, name) for name in ("one", "two", "three"))  # three on top
    sam.post(f"tasks/{three}/moved/", {"place": "list", "after": two})
    sam.post(f"tasks/{one}/moved/", {"place": "week", "after": None})
    order = sorted(sam.screen().all("task"), key=lambda task: (task["place"], task["rank"]))
    assert [task["title"] for task in order] == ["two", "three", "one"]
    gone = str(uuid.uuid4())
    sam.post(f"tasks/{two}/moved/", {"place": "week", "after": gone})
    order = sorted(sam.screen().all("task"), key=lambda task: (task["place"], task["rank"]))
    assert [task["title"] for task in order] == ["three", "one", "two"]


def test_no_wording_is_overwritten_unseen(sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes")
    sam.patch(f"tasks/{task}/", {"title": "Dishes and pans", "was": {"title": "Dishes"}})
    refused = robin.patch(f"tasks/{task}/", {"title": "All the dishes", "was": {"title": "Dishes"}})
    assert refused.status_code == 409
    assert refused.json()["code"] == "changed_meanwhile"
    assert refused.json()["items"][0]["title"] == "Dishes and pans"
    assert sam.screen().task(task)["title"] == "Dishes and pans"


def test_what_is_in_my_head_stays_there_until_i_bring_it(sam: Person, robin: Person) -> None:
    before = robin.news()
    task = write(sam, "A surprise", private=True)
    sam.post(f"tasks/{task}/moved/", {"place": "week"})
    assert robin.news(before["cursor"])["items"] == []
    assert robin.news() == before
    assert robin.patch(f"tasks/{task}/", {"title": "x"}).status_code == 404
    brought = sam.post(f"tasks/{task}/shared/").json()["items"]
    assert [(item["private"], item["place"]) for item in brought] == [(False, "week")]
    assert robin.screen().task(task)["title"] == "A surprise"


def test_bringing_can_be_undone_until_somebody_touches_it(sam: Person, robin: Person) -> None:
    task = write(sam, "A surprise", private=True)
    screen = robin.screen()
    sam.post(f"tasks/{task}/shared/")
    screen.take(robin.news(screen.cursor))
    assert screen.task(task)
    assert sam.post(f"tasks/{task}/private/").json()["items"][0]["private"] is True
    screen.take(robin.news(screen.cursor))
    assert screen.task(task) is None
    sam.post(f"tasks/{task}/shared/")
    screen.take(robin.news(screen.cursor))
    assert screen.task(task)
    robin.patch(f"tasks/{task}/", {"size": "s"})
    assert sam.post(f"tasks/{task}/private/").json()["code"] == "touched"


def test_only_what_is_mine_can_be_deleted_for_good(sam: Person, robin: Person) -> None:
    ours, mine = write(sam), write(sam, "mine", private=True)
    assert sam.delete(f"tasks/{ours}/").json()["code"] == "shared"
    assert robin.delete(f"tasks/{mine}/").status_code == 404
    screen = sam.screen()
    assert sam.delete(f"tasks/{mine}/").json()["items"] == [{"kind": "task", "id": mine, "rev": 2, "gone": True}]
    screen.take(sam.news(screen.cursor))
    assert screen.task(mine) is None


def test_a_stranger_gets_404_everywhere(sam: Person, stranger: Person) -> None:
    task = write(sam)
    stranger.member = sam.member  # asks at this home's addresses, with the token of next door
    assert stranger.get("news/").status_code == 404
    for path in ("done", "reopened", "let-go", "taken", "released", "moved", "shared", "private"):
        assert stranger.post(f"tasks/{task}/{path}/", {"place": "week"}).status_code == 404
    assert stranger.patch(f"tasks/{task}/", {"title": "x"}).status_code == 404
    assert stranger.get(f"tasks/{task}/history/").status_code == 404


def test_the_same_key_twice_does_it_once(sam: Person, robin: Person) -> None:
    body = {"title": "Dishes"}
    one = sam.post("tasks/", body, key="k1")
    two = sam.post("tasks/", body, key="k1")
    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json() == two.json()
    assert len(robin.screen().all("task")) == 1
    other = sam.post("tasks/", {"title": "Laundry"}, key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert robin.post("tasks/", body, key="k1").status_code == 201  # keys are each member's own


def test_a_deletion_sent_twice_answers_twice_that_it_is_gone(sam: Person) -> None:
    task = write(sam, "mine", private=True)
    one, two = (sam.delete(f"tasks/{task}/", key="k2") for _n in range(2))
    assert one.json() == two.json() == {"items": [{"kind": "task", "id": task, "rev": 2, "gone": True}]}


def test_a_task_says_who_changed_it_last(sam: Person, robin: Person) -> None:
    task = write(sam)
    assert robin.screen().task(task)["changed_by"] == sam.id
    robin.post(f"tasks/{task}/moved/", {"place": "week"})
    assert sam.screen().task(task)["changed_by"] == robin.id
    robin.post(f"tasks/{task}/taken/")
    robin.post("left/")
    write(sam, "the next shared change")
    freed = sam.screen().task(task)
    assert (freed["owner"], freed["changed_by"]) == (None, None)


def test_many_lines_are_one_change(sam: Person, robin: Person) -> None:
    before = robin.news()["cursor"]
    sam.post("tasks/many/", [{"title": "one"}, {"title": "two"}, {"title": "three"}])
    news = robin.news(before)
    assert len(news["items"]) == 3
    order = sorted(news["items"], key=lambda task: task["rank"])
    assert [task["title"] for task in order] == ["one", "two", "three"]
    assert int(news["cursor"].split(".")[1]) == int(before.split(".")[1]) + 1


def test_letting_go_asks_nobody_and_can_be_taken_back(sam: Person, robin: Person) -> None:
    task = write(sam)
    gone = sam.post(f"tasks/{task}/let-go/").json()["items"]
    assert [(item["kind"], item["place"]) for item in gone] == [("task", "let_go")]
    assert robin.screen().all("check_in") == []
    assert robin.post(f"tasks/{task}/reopened/").json()["items"][0]["place"] == "list"


def test_history_tells_the_day_and_keeps_private_wordings_private(sam: Person, robin: Person) -> None:
    task = write(sam, "Ring for Robin", private=True)
    sam.patch(f"tasks/{task}/", {"title": "Fetch the parcel"})
    sam.post(f"tasks/{task}/shared/")
    robin.post(f"tasks/{task}/taken/")
    seen = robin.get(f"tasks/{task}/history/")
    assert [moment["verb"] for moment in seen.json()["moments"]] == ["taken", "shared"]
    assert b"Ring" not in seen.content
    mine = sam.get(f"tasks/{task}/history/").json()["moments"]
    assert [moment["verb"] for moment in mine] == ["taken", "shared", "edited", "added"]
    assert mine[2]["data"]["was"] == {"title": "Ring for Robin"}


def test_bad_input_says_which_field_and_keeps_everything(sam: Person) -> None:
    for body, field in [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "x", "colour": "red"}, "colour"),
        ({"title": "x", "due": "tomorrow"}, "due"),
        ({"title": "x", "place": "done"}, "place"),
        ({"title": "x", "area": str(uuid.uuid4())}, "area"),
        ({"title": "x", "id": "nonsense"}, "id"),
    ]:
        answer = sam.post("tasks/", body)
        assert answer.status_code == 400, body
        assert list(answer.json()["errors"]) == [field]
    raw = sam.client.post(sam.url("tasks/"), "{not json", "application/json", headers=sam.headers())
    assert raw.status_code == 400
    assert sam.screen().all("task") == []


def test_what_was_let_go_is_found_by_its_words_also_when_long_gone(
    sam: Person, robin: Person, stranger: Person
) -> None:
    ours = [write(sam, title) for title in ("Ärmel kürzen", "Old bikes", "ärmel flicken")]
    mine = write(robin, "Ärmel für Sam", private=True)
    for task, by in [*((task, sam) for task in ours), (mine, robin)]:
        by.post(f"tasks/{task}/let-go/")

    def found(by: Person, words: str, **more: str) -> list[str]:
        answer = by.get("tasks/", place="let_go", words=words, **more)
        assert answer.status_code == 200
        return sorted((item["title"] for item in answer.json()["items"]), key=str.casefold)

    assert found(sam, "ARMEL") == ["ärmel flicken", "Ärmel kürzen"]
    assert found(sam, "kurzen ärmel") == ["Ärmel kürzen"]
    assert found(robin, "ärmel") == ["ärmel flicken", "Ärmel für Sam", "Ärmel kürzen"]
    assert found(sam, "nothing like it") == []
    assert found(stranger, "ärmel") == []
    assert "Ärmel für Sam".encode() not in sam.get("tasks/", place="let_go", words="ärmel").content
    first = sam.get("tasks/", place="let_go", words="ärmel").json()["items"][0]
    assert len(found(sam, "ärmel", before=first["id"])) == 1


def test_the_first_wording_is_reached_however_often_it_was_changed(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam, "The very first words", private=True)
    sam.patch(f"tasks/{task}/", {"title": "0"})
    sam.post(f"tasks/{task}/shared/")
    for n in range(1, 231):
        (sam, robin)[n % 2].patch(f"tasks/{task}/", {"title": f"{n}"})
    read: list[dict[str, Any]] = []
    page = sam.get(f"tasks/{task}/history/").json()
    assert (len(page["moments"]), page["earlier"]) == (100, 133)
    sam.patch(f"tasks/{task}/", {"notes": "Meanwhile"})  # the pages stay as they are
    while page["moments"]:
        read += page["moments"]
        page = sam.get(f"tasks/{task}/history/?before={page['earlier']}").json() if page["earlier"] else {"moments": []}
    assert len(read) == 233 and [line["verb"] for line in read[-3:]] == ["shared", "edited", "added"]
    assert read[-2]["data"]["was"] == {"title": "The very first words"}
    assert [line["data"]["was"]["title"] for line in read[:230]] == [f"{n}" for n in reversed(range(230))]
    seen = [robin.get(f"tasks/{task}/history/").json(), robin.get(f"tasks/{task}/history/?before=32").json()]
    assert [part["earlier"] for part in seen] == [132, 0], "what was private is not even counted"
    assert "first words" not in str(seen)
    assert kim.get(f"tasks/{task}/history/").json()["earlier"] == 132
    for before in ("0", "-1", "x", "1e9"):
        assert sam.get(f"tasks/{task}/history/?before={before}").status_code == 400
    assert sam.get(f"tasks/{task}/history/?before=99999").json()["earlier"] == 134
