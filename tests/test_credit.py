"""Credits: noticing, planning, doing and helping count; what one says of oneself stands; nobody counts by person."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from household.access import COOKIE
from tests.conftest import Person, write


def parts(by: Person, task: str) -> list[tuple[str, str, bool]]:
    """What a screen shows of a task's credits."""
    rows = [row for row in by.screen().all("credit") if row["task"] == task]
    return sorted((row["part"], row["member"], row["declined"]) for row in rows)


def credit(by: Person, task: str, part: str, member: Person, what: str = "credited") -> Any:
    return by.post(f"tasks/{task}/{what}/", {"part": part, "member": member.id})


def test_without_a_word_there_is_no_row(sam: Person, robin: Person) -> None:
    task = write(sam)
    robin.post(f"tasks/{task}/done/")
    assert parts(sam, task) == []
    assert sam.screen().task(task)["done_by"] == robin.id


def test_one_tap_says_who_did_it(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    answer = sam.post(f"tasks/{task}/done/", {"by": [sam.id, robin.id], "helped": [kim.id]}).json()["items"]
    assert {item["kind"] for item in answer} == {"task", "credit", "check_in"}
    both = [("done", sam.id, False), ("done", robin.id, False)]
    assert parts(robin, task) == sorted([*both, ("helped", kim.id, False)])
    assert kim.screen().task(task)["done_by"] == sam.id
    sam.post(f"tasks/{task}/done/", {"by": [robin.id]})  # said again, later: it was Robin alone
    assert ("done", robin.id, False) in parts(sam, task)
    assert sam.screen().task(task)["done_by"] == robin.id


def test_somebody_else_did_it(sam: Person, robin: Person) -> None:
    task = write(sam)
    sam.post(f"tasks/{task}/done/")
    sam.post(f"tasks/{task}/done/", {"by": [robin.id]})
    assert parts(sam, task) == [("done", robin.id, False)]
    assert sam.screen().task(task)["done_by"] == robin.id
    credit(robin, task, "done", robin, "uncredited")
    assert parts(sam, task) == [("done", robin.id, True)]
    assert sam.screen().task(task)["done_by"] is None
    credit(sam, task, "done", sam)
    assert sam.screen().task(task)["done_by"] == sam.id


def test_just_me_is_what_it_is_without_a_word(sam: Person) -> None:
    task = write(sam)
    sam.post(f"tasks/{task}/done/")
    cursor = sam.news()["cursor"]
    sam.post(f"tasks/{task}/done/", {"by": [sam.id]})
    assert sam.news()["cursor"] == cursor


def test_noticing_is_the_authors_until_somebody_says_otherwise(sam: Person, robin: Person) -> None:
    task = write(sam)
    credit(sam, task, "noticed", robin)
    assert parts(robin, task) == sorted([("noticed", sam.id, False), ("noticed", robin.id, False)])
    credit(robin, task, "noticed", sam, "uncredited")
    assert parts(robin, task) == [("noticed", robin.id, False)]
    other = write(sam, "Other")
    credit(sam, other, "noticed", sam, "uncredited")
    assert parts(robin, other) == [("noticed", sam.id, True)]


def test_what_one_declines_only_oneself_puts_back(sam: Person, robin: Person) -> None:
    task = write(sam)
    credit(sam, task, "planned", robin)
    credit(robin, task, "planned", robin, "uncredited")
    assert parts(sam, task) == [("planned", robin.id, True)]
    refused = credit(sam, task, "planned", robin)
    assert (refused.status_code, refused.json()["code"]) == (409, "declined")
    assert parts(sam, task) == [("planned", robin.id, True)]
    cursor = sam.news()["cursor"]
    credit(robin, task, "planned", robin, "uncredited")
    assert sam.news()["cursor"] == cursor
    credit(robin, task, "planned", robin)
    assert parts(sam, task) == [("planned", robin.id, False)]


def test_what_one_claims_nobody_else_takes_off(sam: Person, robin: Person) -> None:
    task = write(sam)
    credit(robin, task, "planned", robin)
    refused = credit(sam, task, "planned", robin, "uncredited")
    assert (refused.status_code, refused.json()["code"]) == (409, "own_words")
    credit(robin, task, "planned", robin, "uncredited")
    assert parts(sam, task) == []


def test_reopening_forgets_who_did_it_and_helped_not_who_planned(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    credit(sam, task, "planned", robin)
    sam.post(f"tasks/{task}/done/", {"by": [sam.id, robin.id], "helped": [kim.id]})
    robin.post(f"tasks/{task}/reopened/")
    assert parts(sam, task) == [("planned", robin.id, False)]
    assert credit(sam, task, "done", robin).status_code == 400


def test_what_is_in_my_head_has_no_parts(sam: Person, robin: Person) -> None:
    before = robin.news()
    task = write(sam, "mine", private=True)
    assert credit(sam, task, "planned", sam).json()["code"] == "private"
    assert credit(robin, task, "planned", sam).status_code == 404
    assert sam.post(f"tasks/{task}/done/", {"by": [robin.id]}).json()["code"] == "private"
    assert sam.post(f"tasks/{task}/done/", {"by": [sam.id]}).status_code == 200
    assert robin.news() == before


def test_a_part_of_somebody_else_keeps_it_on_our_list(sam: Person, robin: Person) -> None:
    task = write(sam)
    credit(sam, task, "planned", sam)
    assert sam.post(f"tasks/{task}/private/").status_code == 200
    assert sam.screen().all("credit") == []
    sam.post(f"tasks/{task}/shared/")
    credit(sam, task, "planned", robin)
    assert sam.post(f"tasks/{task}/private/").json()["code"] == "touched"


def test_only_people_at_home_and_no_stranger(sam: Person, robin: Person, stranger: Person) -> None:
    task = write(sam)
    assert credit(sam, task, "planned", stranger).status_code == 400
    robin.post("left/")
    write(sam)  # with which it is told
    assert credit(sam, task, "planned", robin).status_code == 400
    member, stranger.member = sam, sam.member
    assert credit(stranger, task, "planned", member).status_code == 404
    assert credit(stranger, task, "planned", member, "uncredited").status_code == 404


def test_nothing_counts_by_person(sam: Person, robin: Person, kim: Person) -> None:
    """RESULTS.md section 8, 7: no query groups what was done, noticed, planned, helped or thanked for."""
    sam.client.cookies[COOKIE] = sam.cookie
    task = write(sam)
    with CaptureQueriesContext(connection) as captured:
        sam.post(f"tasks/{task}/done/", {"by": [sam.id, robin.id], "helped": [kim.id]})
        thanks = sam.post("thanks/", {"to": robin.id, "task": task}).json()["items"][0]["id"]
        for path in (f"/h/{sam.home}/", f"/h/{sam.home}/thanks/", f"/h/{sam.home}/settings/", f"/h/{sam.home}/mine/"):
            assert sam.client.get(path).status_code == 200, path
        sam.get("news/")
        sam.get(f"tasks/{task}/history/")
        sam.get("tasks/", place="done")
        robin.delete(f"thanks/{thanks}/")
        sam.post(f"tasks/{task}/reopened/")
    ours = re.compile(r"tasks_(credit|thanks|task|step|moment|guess)\b")
    grouping = re.compile(r"GROUP BY|\b(SUM|AVG)\(|\bOVER\b", re.IGNORECASE)
    asked = [query["sql"] for query in captured if ours.search(query["sql"])]
    assert asked
    assert [sql for sql in asked if grouping.search(sql)] == []


def test_who_helps_says_what_they_did_and_nothing_of_adults(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    sam.post(f"tasks/{task}/done/", {"by": [sam.id, robin.id]})
    both = sorted([("done", sam.id, False), ("done", robin.id, False)])
    for what, part in (("credited", "planned"), ("credited", "noticed"), ("uncredited", "done")):
        refused = credit(kim, task, part, robin, what)
        assert (refused.status_code, refused.json()["code"]) == (403, "adults_only")
    assert kim.post(f"tasks/{task}/done/", {"by": [robin.id]}).json()["code"] == "adults_only"
    assert kim.post(f"tasks/{task}/done/", {"by": [kim.id], "helped": [sam.id]}).json()["code"] == "adults_only"
    assert parts(sam, task) == both
    assert credit(kim, task, "helped", kim).status_code == 200
    assert parts(sam, task) == sorted([*both, ("helped", kim.id, False)])
    assert credit(kim, task, "helped", kim, "uncredited").status_code == 200
    assert kim.post(f"tasks/{task}/done/", {"by": [kim.id]}).status_code == 200  # too; the adults' stay
    assert parts(sam, task) == sorted([*both, ("done", kim.id, False)])


def test_what_each_did_all_of_them_did(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam, "Clear your own desk")
    sam.post(f"tasks/{task}/each/")
    for who in (sam, robin, kim):
        assert who.post(f"tasks/{task}/joined/", {"as": "each"}).status_code == 200
    for who in (kim, sam, robin):
        who.post(f"tasks/{task}/my-part-done/")
    assert parts(sam, task) == sorted(("done", who.id, False) for who in (sam, robin, kim))
    assert credit(sam, task, "done", robin, "uncredited").json()["code"] == "own_words"  # it was their own tick
    kim.post(f"tasks/{task}/my-part-reopened/")
    assert parts(sam, task) == []


def test_the_history_of_what_each_did_names_each(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam, "Clear your own desk")
    sam.post(f"tasks/{task}/each/")
    for who in (sam, robin):
        who.post(f"tasks/{task}/joined/", {"as": "each"})
    for who, verb in ((sam, "done"), (sam, "reopened"), (sam, "done"), (robin, "done")):
        who.post(f"tasks/{task}/my-part-{verb}/")
    for reader in (sam, kim):
        told = reader.get(f"tasks/{task}/history/").json()["moments"]
        assert [(line["verb"], line["by"], line["data"]) for line in told][:5] == [
            ("done", robin.id, {"each": True}),
            ("own_done", robin.id, {}),
            ("own_done", sam.id, {}),
            ("own_open", sam.id, {}),
            ("own_done", sam.id, {}),
        ]
    alone = write(sam, "Water your plants")
    sam.post(f"tasks/{alone}/each/")
    sam.post(f"tasks/{alone}/my-part-done/")
    told = sam.get(f"tasks/{alone}/history/").json()["moments"]
    assert (told[0]["verb"], told[0]["data"], told[1]["verb"]) == ("done", {}, "joined_in")
