"""Intentions: what the home wants, at most three; areas and tasks serve one, and stay when it is put away."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tasks.models import Intention
from tests.conftest import Cast, Person, write
from tests.test_area import area


def intention(by: Person, words: str = "Evenings without a list") -> str:
    answer = by.post("intentions/", {"words": words})
    assert answer.status_code == 201, answer.content
    found: str = answer.json()["items"][0]["id"]
    return found


def test_an_intention_is_everybodys_at_once(sam: Person, robin: Person, kim: Person) -> None:
    evenings = intention(sam)
    robin.patch(f"intentions/{evenings}/", {"words": "Free evenings", "was": "Evenings without a list"})
    for who in (sam, robin, kim):
        assert [i["words"] for i in who.screen().all("intention")] == ["Free evenings"]


def test_the_fourth_is_refused_kindly_and_there_is_room_again(sam: Person, robin: Person) -> None:
    first, *_others = [intention(by, words) for by, words in ((sam, "one"), (robin, "two"), (sam, "three"))]
    refused = robin.post("intentions/", {"words": "four"})
    assert (refused.status_code, refused.json()["code"]) == (409, "three")
    assert "three" in refused.json()["title"]
    assert robin.post("intentions/", {"words": "Two"}).json()["items"][0]["words"] == "two"  # it is that one
    robin.delete(f"intentions/{first}/")
    intention(robin, "four")
    assert sorted(i["position"] for i in sam.screen().all("intention")) == [1, 2, 3]


def test_the_database_knows_no_fourth(cast: Cast) -> None:
    home = cast.sam.member.household
    for position in (1, 2, 3):
        Intention.objects.create(household=home, words=str(position), position=position)
    for position in (0, 1, 3, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            Intention.objects.create(household=home, words="four", position=position)


def test_a_wording_is_not_overwritten_unseen(sam: Person, robin: Person) -> None:
    evenings = intention(sam)
    sam.patch(f"intentions/{evenings}/", {"words": "Free evenings"})
    refused = robin.patch(f"intentions/{evenings}/", {"words": "Long evenings", "was": "Evenings without a list"})
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_meanwhile")
    assert refused.json()["items"][0]["words"] == "Free evenings"
    assert robin.patch(f"intentions/{evenings}/", {"words": "Free evenings", "was": "x"}).status_code == 200


def test_an_area_and_a_task_serve_one(sam: Person, robin: Person) -> None:
    evenings, kitchen = intention(sam), area(sam)
    (item,) = robin.patch(f"areas/{kitchen}/", {"feel": "Clear", "intention": evenings}).json()["items"]
    assert (item["name"], item["feel"], item["intention"]) == ("Kitchen", "Clear", evenings)
    task = write(sam, intention=evenings)
    assert robin.screen().task(task)["intention"] == evenings
    robin.patch(f"tasks/{task}/", {"intention": None, "was": {"intention": evenings}})
    assert sam.screen().task(task)["intention"] is None


def test_an_areas_feel_is_not_overwritten_unseen(sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    sam.patch(f"areas/{kitchen}/", {"feel": "Clear"})
    refused = robin.patch(f"areas/{kitchen}/", {"feel": "Warm", "was": {"feel": ""}})
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_meanwhile")
    assert refused.json()["items"][0]["feel"] == "Clear"
    assert robin.patch(f"areas/{kitchen}/", {"feel": "Warm", "was": {"feel": "Clear"}}).status_code == 200


def test_putting_one_away_keeps_what_served_it_and_tells_nobody_of_private_tasks(sam: Person, robin: Person) -> None:
    evenings, kitchen = intention(sam), area(sam)
    sam.patch(f"areas/{kitchen}/", {"intention": evenings})
    ours = write(sam, intention=evenings)
    mine = write(robin, "mine", private=True, intention=evenings)
    screens = {who.id: who.screen() for who in (sam, robin)}
    touched = sam.screen().task(ours)["touched_on"]
    answer = sam.delete(f"intentions/{evenings}/")
    assert {item["id"] for item in answer.json()["items"]} == {evenings, kitchen, ours}
    assert mine.encode() not in answer.content
    for who in (sam, robin):
        screen = screens[who.id]
        screen.take(who.news(screen.cursor))
        assert screen.seen() == who.screen().seen()
        assert screen.all("intention") == []
        assert [a["intention"] for a in screen.all("area")] == [None]
        assert (screen.task(ours)["intention"], screen.task(ours)["touched_on"]) == (None, touched)
    assert screens[robin.id].task(mine)["intention"] is None
    assert screens[sam.id].task(mine) is None


def test_a_stranger_finds_no_intention(sam: Person, stranger: Person) -> None:
    evenings, kitchen = intention(sam), area(stranger)
    assert stranger.patch(f"intentions/{evenings}/", {"words": "x"}).status_code == 404
    assert stranger.delete(f"intentions/{evenings}/").status_code == 404
    for refused in (
        stranger.post("tasks/", {"title": "x", "intention": evenings}),
        stranger.patch(f"areas/{kitchen}/", {"intention": evenings}),
    ):
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["intention"])
    assert "Evenings" not in str(stranger.news())
