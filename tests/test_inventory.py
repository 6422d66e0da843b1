"""The first sitting: everyone marks alone, it opens for all at once, and nothing in it tells whose mark it was."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override

from household.access import COOKIE
from household.models import Invitation, User
from tasks.inventory import AREAS, BY_KEY, ENTRIES
from tasks.models import InventoryMark, Responsibility, Task
from tests.conftest import Cast, Person, ids_of, person
from tests.live_server import Server, Socket

MILK, KEY, BIRTHDAYS = "noticing-milk", "spare-key", "birthdays"


def mark(by: Person, *keys: str, exists: bool = True, in_head: bool = False, round_: int = 1) -> Any:
    marks = [{"key": key, "exists": exists, "in_head": in_head} for key in keys]
    answer = by.post("inventory/marks/", {"round": round_, "marks": marks})
    assert answer.status_code == 200, answer.content
    return answer


def words(by: Person, text: str, area: str = "kitchen", round_: int = 1, **more: Any) -> str:
    answer = by.post("inventory/words/", {"round": round_, "area": area, "words": text, **more})
    assert answer.status_code == 201, answer.content
    return str(answer.json()["items"][0]["id"])


def through(by: Person, round_: int = 1) -> Any:
    answer = by.post("inventory/through/", {"round": round_})
    assert answer.status_code == 200, answer.content
    return answer


def union(who: Person) -> dict[str, dict[str, Any]]:
    """What is opened, by key or words."""
    return {row["key"] or row["words"]: row for row in who.screen().all("responsibility")}


def opened(sam: Person, robin: Person) -> dict[str, dict[str, Any]]:
    """A sitting that both have gone through."""
    mark(sam, MILK, "dishes")
    mark(sam, KEY, in_head=True)
    mark(robin, "dishes", "ironing")
    mark(robin, BIRTHDAYS, exists=False, in_head=True)
    through(sam)
    through(robin)
    return union(sam)


def third_adult(cast: Cast) -> Person:
    _items, secret = Invitation.make(cast.sam.member)
    invitation = Invitation.open(secret)
    assert invitation
    alex = invitation.accept(User.objects.create(), "Alex", "moss")
    assert alex
    alexa = person(alex)
    alexa.client = cast.sam.client
    return alexa


# -- the list ----------------------------------------------------------------------------------------


def test_about_a_hundred_and_fifty_in_ten_to_fourteen_areas_each_key_once() -> None:
    assert 140 <= len(ENTRIES) <= 170
    assert len(BY_KEY) == len(ENTRIES)
    assert 10 <= len(AREAS) <= 14
    assert {entry.area for entry in ENTRIES} == set(AREAS)
    for language, _name in settings.LANGUAGES:
        with override(language):
            assert all(len(str(entry.text)) <= 120 for entry in ENTRIES)
            assert len({str(entry.text) for entry in ENTRIES}) == len(ENTRIES)
            assert all(len(str(name)) <= 40 for name in AREAS.values())


def test_the_list_can_be_read(sam: Person) -> None:
    areas = sam.get("inventory/").json()["areas"]
    assert [area["key"] for area in areas] == list(AREAS)
    assert {"key": MILK, "text": "Noticing when the milk runs low"} in areas[1]["entries"]


# -- one's own marks ---------------------------------------------------------------------------------


def test_marks_are_mine_on_every_device_of_mine_and_may_change(sam: Person) -> None:
    mark(sam, MILK, KEY)
    mark(sam, MILK, exists=False, in_head=True)
    said = {row["key"]: (row["exists"], row["in_head"]) for row in sam.screen().all("inventory_mark")}
    assert said == {MILK: (False, True), KEY: (True, False)}
    cursor = sam.screen().cursor
    mark(sam, MILK, exists=False, in_head=True)
    mark(sam, "ironing", exists=False)
    assert sam.screen().cursor == cursor, "as they were: nothing happens"


def test_own_words_are_added_said_otherwise_and_taken_out(sam: Person, robin: Person) -> None:
    pk = words(sam, "  Watering the\nneighbour’s cat ", "green")
    (row,) = sam.screen().all("inventory_mark")
    assert (row["words"], row["area"], row["exists"]) == ("Watering the neighbour’s cat", "green", True)
    sam.patch(f"inventory/words/{pk}/", {"words": "Feeding the neighbour’s cat", "in_head": True})
    (row,) = sam.screen().all("inventory_mark")
    assert (row["words"], row["in_head"]) == ("Feeding the neighbour’s cat", True)
    assert robin.patch(f"inventory/words/{pk}/", {"in_head": False}).status_code == 404
    assert robin.delete(f"inventory/words/{pk}/").status_code == 404
    assert sam.delete(f"inventory/words/{pk}/").status_code == 200
    assert sam.screen().all("inventory_mark") == []


def test_the_same_words_sent_twice_are_there_once(sam: Person) -> None:
    pk = "0b6ad1de-0000-4000-8000-000000000001"
    words(sam, "The pond", "green", id=pk)
    words(sam, "The pond", "green", id=pk)
    assert len(sam.screen().all("inventory_mark")) == 1


def test_my_other_device_goes_on_where_i_was(sam: Person) -> None:
    sam.patch("inventory/walk/", {"round": 1, "at": "laundry"})
    sam.patch("inventory/walk/", {"round": 1, "dismissed": True})
    (walk,) = sam.screen().all("inventory_walk")
    assert (walk["at"], walk["dismissed"], walk["through"]) == ("laundry", True, False)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("marks/", {"round": 1, "marks": [{"key": "no-such-thing", "exists": True, "in_head": False}]}),
        ("marks/", {"round": 1, "marks": [{"key": MILK, "exists": True, "in_head": False, "by": "robin"}]}),
        ("marks/", {"round": 2, "marks": [{"key": MILK, "exists": True, "in_head": False}]}),
        ("marks/", {"round": 1, "marks": []}),
        ("words/", {"round": 1, "area": "nowhere", "words": "x"}),
        ("words/", {"round": 1, "area": "kitchen", "words": "x" * 121}),
        ("through/", {"round": 2}),
        ("brought/", {"responsibilities": [{"id": "nothing"}]}),
    ],
)
def test_what_cannot_be_read_is_refused(sam: Person, path: str, body: Any) -> None:
    answer = sam.post(f"inventory/{path}", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_input")
    assert sam.screen().all("inventory_mark") == []


def test_a_great_deal_of_own_words_is_refused_kindly(sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.models.inventory_mark.MOST_OWN", 1)
    words(sam, "One")
    answer = sam.post("inventory/words/", {"round": 1, "area": "kitchen", "words": "Two"})
    assert (answer.status_code, answer.json()["code"]) == (409, "enough")


# -- opened together ---------------------------------------------------------------------------------


def test_it_opens_with_the_last_to_say_so_and_holds_what_anybody_marked(sam: Person, robin: Person) -> None:
    mark(sam, MILK, KEY)
    mark(robin, KEY, exists=False, in_head=True)
    mark(robin, "ironing")
    mark(robin, "ironing", exists=False)
    words(sam, "The pond", "green")
    words(robin, "the Pond", "green", in_head=True)
    through(robin)
    assert union(sam) == union(robin) == {}
    assert robin.screen().all("inventory") == []
    through(sam)
    assert union(sam) == union(robin)
    assert {name: row["in_a_head"] for name, row in union(sam).items()} == {MILK: False, KEY: True, "The pond": True}
    assert [(row["round"], row["open"]) for row in robin.screen().all("inventory")] == [(1, True)]


def test_not_through_after_all(sam: Person, robin: Person) -> None:
    through(sam)
    sam.post("inventory/not-through/", {"round": 1})
    through(robin)
    assert sam.screen().all("inventory") == []
    through(sam)
    assert sam.screen().all("inventory")


def test_alone_at_home_it_opens_at_once(stranger: Person) -> None:
    mark(stranger, MILK)
    through(stranger)
    assert list(union(stranger)) == [MILK]


def test_nobody_waits_for_a_child_or_for_somebody_who_has_left(cast: Cast) -> None:
    cast.sam.post("tasks/", {"title": "Something"})
    mark(cast.sam, MILK)
    through(cast.sam)
    cast.robin.member.leave()
    assert union(cast.sam) == {}, "they left in silence"
    cast.sam.post("tasks/", {"title": "The next shared change"})
    assert list(union(cast.sam)) == [MILK]


def test_what_is_marked_later_and_who_comes_later_joins(cast: Cast) -> None:
    sam = cast.sam
    opened(sam, cast.robin)
    mark(sam, "mopping")
    assert "mopping" not in union(sam)
    through(sam)
    assert "mopping" in union(cast.robin)
    alex = third_adult(cast)
    mark(alex, "garden-work", MILK, in_head=True)
    assert "garden-work" not in union(sam)
    through(alex)
    assert union(sam)["garden-work"]["in_a_head"]
    assert union(sam)[MILK]["in_a_head"]


# -- brought to our list -----------------------------------------------------------------------------


def test_bringing_writes_tasks_with_their_area_in_order_and_says_so_to_both(sam: Person, robin: Person) -> None:
    sam.post("areas/", {"name": "shopping AND food"})
    rows = opened(sam, robin)
    chosen = [{"id": rows[key]["id"]} for key in (MILK, KEY)]
    answer = sam.post("inventory/brought/", {"responsibilities": chosen})
    assert answer.status_code == 200
    tasks = sorted(robin.screen().all("task"), key=lambda task: task["rank"])
    assert [task["title"] for task in tasks] == ["Noticing when the milk runs low", "Knowing where the spare key is"]
    areas = {area["id"]: area["name"] for area in robin.screen().all("area")}
    assert [areas[task["area"]] for task in tasks] == ["shopping AND food", "Home and repairs"]
    assert [(task["author"], task["owner"], task["place"]) for task in tasks] == [(None, None, "list")] * 2
    assert [union(robin)[key]["task"] for key in (MILK, KEY)] == [task["id"] for task in tasks]
    assert union(robin)["dishes"]["task"] == ""


def test_what_is_brought_twice_is_there_once(sam: Person, robin: Person) -> None:
    row = opened(sam, robin)[MILK]["id"]
    sam.post("inventory/brought/", {"responsibilities": [{"id": row}]})
    cursor = sam.screen().cursor
    again = robin.post("inventory/brought/", {"responsibilities": [{"id": row}]})
    assert ids_of(again) == [("responsibility", row)]
    assert (len(robin.screen().all("task")), sam.screen().cursor) == (1, cursor)


def test_the_browser_names_the_tasks_it_brings(sam: Person, robin: Person) -> None:
    row, pk = opened(sam, robin)[MILK]["id"], "0b6ad1de-0000-4000-8000-000000000002"
    sam.post("inventory/brought/", {"responsibilities": [{"id": row, "task": pk}]})
    assert robin.screen().task(pk)
    other = union(sam)[KEY]["id"]
    taken = sam.post("inventory/brought/", {"responsibilities": [{"id": other, "task": pk}]})
    assert (taken.status_code, taken.json()["code"]) == (409, "id_in_use")
    assert union(sam)[KEY]["task"] == ""


def test_bringing_can_be_undone_while_nobody_has_touched_it(sam: Person, robin: Person) -> None:
    rows, screen = opened(sam, robin), robin.screen()
    body = {"responsibilities": [{"id": rows[key]["id"]} for key in (MILK, KEY)]}
    sam.post("inventory/brought/", body)
    robin.post(f"tasks/{union(robin)[KEY]['task']}/taken/")
    back = [rows[key]["id"] for key in (MILK, KEY, "dishes")]
    assert sam.post("inventory/returned/", {"responsibilities": back}).status_code == 200
    screen.take(robin.news(screen.cursor))
    assert screen.seen() == robin.screen().seen()
    assert [task["title"] for task in screen.all("task")] == ["Knowing where the spare key is"]
    assert (union(sam)[MILK]["task"], union(sam)[KEY]["task"] != "") == ("", True)
    sam.post("inventory/brought/", body)
    assert len(robin.screen().all("task")) == 2


def test_what_was_brought_cannot_be_taken_back_into_one_head(sam: Person, robin: Person) -> None:
    row = opened(sam, robin)[MILK]["id"]
    sam.post("inventory/brought/", {"responsibilities": [{"id": row}]})
    task = union(sam)[MILK]["task"]
    assert sam.post(f"tasks/{task}/private/").status_code == 409


def test_titles_and_areas_are_in_the_readers_language(sam: Person, robin: Person) -> None:
    rows = opened(sam, robin)
    with override("de"):
        milk, kitchen = str(BY_KEY[MILK].text), str(AREAS["kitchen"])
    german = {**sam.headers(), "Accept-Language": "de"}
    for key in (MILK, "dishes"):
        body = {"responsibilities": [{"id": rows[key]["id"]}]}
        assert sam.client.post(sam.url("inventory/brought/"), body, "application/json", headers=german)
    assert milk in {task["title"] for task in robin.screen().all("task")}
    assert kitchen in {area["name"] for area in robin.screen().all("area")}


# -- closed, and begun anew --------------------------------------------------------------------------


def test_closed_opened_again_and_a_new_one_begun_in_private(sam: Person, robin: Person) -> None:
    first = opened(sam, robin)
    robin.post("inventory/brought/", {"responsibilities": [{"id": first[MILK]["id"]}]})
    assert sam.post("inventory/closed/").status_code == 200
    assert sam.post("inventory/opened-again/").status_code == 200
    assert union(robin)["dishes"] == first["dishes"]
    sam.post("inventory/closed/")
    before, screen = robin.news(), robin.screen()
    mark(sam, MILK, "nights", round_=2)
    through(sam, 2)
    assert robin.news() == before
    through(robin, 2)
    screen.take(robin.news(screen.cursor))
    assert screen.seen() == robin.screen().seen()
    assert set(union(robin)) == {MILK, "nights"}, "what was marked in the first one is over"
    assert union(robin)[MILK]["task"], "what is on our list is not brought twice"


def test_an_old_mark_that_comes_late_changes_nothing_of_the_new_sitting(sam: Person, robin: Person) -> None:
    opened(sam, robin)
    robin.post("inventory/closed/")
    mark(sam, MILK, round_=2)
    mark(sam, MILK, exists=False, round_=1)
    (row,) = [row for row in sam.screen().all("inventory_mark") if row["key"] == MILK]
    assert (row["round"], row["exists"]) == (2, True)


# -- for whom it is nothing --------------------------------------------------------------------------


def test_a_child_and_a_stranger_find_nothing(cast: Cast) -> None:
    sam, kim, stranger = cast.sam, cast.kim, cast.stranger
    before = kim.news()
    rows = opened(sam, cast.robin)
    assert kim.news() == before, "nothing of it comes to a child"
    calls: list[tuple[str, Any]] = [
        ("marks/", {"round": 1, "marks": [{"key": MILK, "exists": True, "in_head": False}]}),
        ("words/", {"round": 1, "area": "kitchen", "words": "x"}),
        ("through/", {"round": 1}),
        ("not-through/", {"round": 1}),
        ("brought/", {"responsibilities": [{"id": rows[MILK]["id"]}]}),
        ("returned/", {"responsibilities": [rows[MILK]["id"]]}),
        ("closed/", {}),
        ("opened-again/", {}),
    ]
    assert kim.get("inventory/").status_code == 404
    for path, body in calls:
        assert kim.post(f"inventory/{path}", body).status_code == 404, path
    stranger.member = sam.member
    for path, body in calls:
        assert stranger.post(f"inventory/{path}", body).status_code == 404, path
    for who in (kim, stranger):
        who.client.cookies[COOKIE] = who.cookie
        assert who.client.get(f"/h/{sam.home}/first-sitting/").status_code == (404 if who.cookie else 401)
    assert Task.objects.count() == 0


def test_before_it_opened_there_is_nothing_to_close(sam: Person) -> None:
    assert sam.post("inventory/closed/").status_code == 404


# -- on the bytes ------------------------------------------------------------------------------------


def secretly(robin: Person) -> None:
    """Robin goes through the whole of it, and says so, while Sam has not."""
    mark(robin, *(entry.key for entry in ENTRIES), in_head=True)
    mark(robin, MILK, exists=False)
    pk = words(robin, "SECRET words", "money", in_head=True)
    robin.patch(f"inventory/words/{pk}/", {"words": "SECRET wording"})
    robin.delete(f"inventory/words/{words(robin, 'SECRET regret')}/")
    robin.patch("inventory/walk/", {"round": 1, "at": "money", "dismissed": True})
    through(robin)


def test_until_it_opens_nobody_is_told_one_byte_of_marks_or_that_one_is_through(server: Server, cast: Cast) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    path = f"/h/{sam.home}/first-sitting/"
    cookie = {"Cookie": f"tandem={sam.cookie}"}

    def looks() -> list[Any]:
        page = sam.client.get(path, headers=cookie).content.split(b'id="news"')[1]
        return [who.get(url).content for who in (sam, kim) for url in ("news/", "inventory/")] + [page]

    before = looks()
    with Socket(server, sam) as mine, Socket(server, kim) as childs, Socket(server, robin) as robins:
        for phone in (mine, childs, robins):
            phone.take()
        secretly(robin)
        for phone in (mine, childs):
            phone.ping()
            assert [frame["type"] for frame in phone.frames] == ["news", "pong"]
            assert phone.frames[1]["cursor"] == phone.frames[0]["cursor"]
        robins.ping()
        assert b"SECRET" in b"".join(robins.raw)
    assert looks() == before


def test_what_the_last_one_is_answered_is_the_same_whatever_robin_began(cast: Cast) -> None:
    """While somebody is not through, my own acts are answered the same."""
    first = [through(cast.sam).json()["items"], cast.sam.post("inventory/not-through/", {"round": 1}).json()["items"]]
    secretly(cast.robin)
    cast.robin.post("inventory/not-through/", {"round": 1})
    again = [through(cast.sam).json()["items"], cast.sam.post("inventory/not-through/", {"round": 1}).json()["items"]]
    assert [[{**item, "rev": 0} for item in items] for items in first] == [
        [{**item, "rev": 0} for item in items] for items in again
    ]


@pytest.mark.django_db(transaction=True)
def test_in_a_home_of_three_nothing_opened_tells_whose_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, recorder: Any
) -> None:
    """The very same bytes, but for random ids, whoever of two marked it, in whatever order they did."""
    told: list[Any] = []
    alex = third_adult(cast)
    for round_, (first, second) in enumerate(((cast.sam, cast.robin), (cast.robin, cast.sam)), 1):
        words(second, "a pond", "green", round_, in_head=True)
        mark(first, MILK, KEY, in_head=True, round_=round_)
        words(first, "Zither", "us", round_)
        mark(second, "ironing", MILK, round_=round_)
        for who in (cast.sam, cast.robin):
            through(who, round_)
        recorder.pokes.clear()
        through(alex, round_)
        (poke,) = recorder.pokes
        part = next(part for part in poke.parts if part.audience == "adults")
        items = [item for item in json.loads(b"[%b]" % part.items) if item["kind"] == "responsibility"]
        assert not any(who.id.encode() in part.items for who in (cast.sam, cast.robin, alex))
        own = {mark.pk for mark in InventoryMark.objects.all()}
        assert not own & {item["id"] for item in items}
        told.append([{**item, "id": ""} for item in items if "gone" not in item])
        cast.sam.post("inventory/closed/")
    assert told[0] == told[1]
    assert [row["key"] or row["words"] for row in told[0]] == [MILK, "ironing", KEY, "a pond", "Zither"]


# -- at the same moment ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_both_are_through_at_the_same_instant_and_it_opens_once(cast: Cast) -> None:
    from tests.test_races import at_once, device

    sam, robin = device(cast.sam), device(cast.robin)
    for round_ in range(1, 8):
        mark(sam, MILK, round_=round_)
        mark(robin, KEY, round_=round_)
        screen = cast.sam.screen()
        at_once(lambda r=round_: through(sam, r), lambda r=round_: through(robin, r))
        screen.take(cast.sam.news(screen.cursor))
        assert set(union(cast.robin)) == {MILK, KEY}
        assert [(row["round"], row["open"]) for row in screen.all("inventory")] == [(round_, True)]
        assert screen.seen() == cast.sam.screen().seen()
        sam.post("inventory/closed/")


@pytest.mark.django_db(transaction=True)
def test_both_bring_the_same_at_the_same_instant_and_it_is_there_once(cast: Cast) -> None:
    from tests.test_races import at_once, device

    rows = opened(cast.sam, cast.robin)
    body = {"responsibilities": [{"id": row["id"]} for row in rows.values()]}
    together = threading.Barrier(2)

    def bring(who: Person) -> int:
        together.wait(60)
        return int(who.post("inventory/brought/", body).status_code)

    assert at_once(lambda: bring(device(cast.sam)), lambda: bring(device(cast.robin))) == [200, 200]
    assert len(cast.sam.screen().all("task")) == len(rows)
    assert Responsibility.objects.filter(task="").count() == 0
