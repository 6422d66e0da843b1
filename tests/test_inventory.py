"""The first sitting: everyone marks alone, it opens for all at once, and nothing in it tells whose mark it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override

from household.access import COOKIE
from tasks.inventory import AREAS, BY_KEY, ENTRIES
from tasks.models import Task
from tests.conftest import Cast, Person
from tests.sittings import KEY, MILK, mark, opened, third_adult, through, union, words

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
