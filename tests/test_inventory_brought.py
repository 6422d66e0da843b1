"""What the first sitting opened is brought to our list and back, and a new sitting begins."""

from __future__ import annotations

from django.utils.translation import override

from tasks.inventory import AREAS, BY_KEY
from tests.conftest import Person, ids_of
from tests.sittings import KEY, MILK, mark, opened, through, union

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


def test_what_somebody_asked_about_it_stays_and_a_sealed_guess_goes_in_silence(sam: Person, robin: Person) -> None:
    rows = opened(sam, robin)
    sam.post("inventory/brought/", {"responsibilities": [{"id": rows[key]["id"]} for key in (MILK, KEY)]})
    milk, key = (union(sam)[name]["task"] for name in (MILK, KEY))
    robin.post("asks/", {"task": milk, "how": "ask", "to": sam.id, "because": "My back"})
    robin.post(f"tasks/{key}/guessed/", {"size": "s"})
    screen = robin.screen()
    sam.post("inventory/returned/", {"responsibilities": [rows[name]["id"] for name in (MILK, KEY)]})
    screen.take(robin.news(screen.cursor))
    assert screen.seen() == robin.screen().seen()
    assert [row["because"] for row in screen.all("ask")] == ["My back"]
    assert [row["id"] for row in screen.all("task")] == [milk]
    assert screen.all("guess") == []


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


def test_what_is_on_our_list_from_any_sitting_is_not_offered_again(sam: Person, robin: Person) -> None:
    for round_, key in enumerate(("ironing", "mopping", "ironing"), 1):
        mark(sam, key, round_=round_)
        for who in (sam, robin):
            through(who, round_)
        if round_ == 1:
            sam.post("inventory/brought/", {"responsibilities": [{"id": union(sam)["ironing"]["id"]}]})
        if round_ < 3:
            sam.post("inventory/closed/")
    (task,) = robin.screen().all("task")
    assert union(robin)["ironing"]["task"] == task["id"]


def test_an_old_mark_that_comes_late_changes_nothing_of_the_new_sitting(sam: Person, robin: Person) -> None:
    opened(sam, robin)
    robin.post("inventory/closed/")
    mark(sam, MILK, round_=2)
    mark(sam, MILK, exists=False, round_=1)
    (row,) = [row for row in sam.screen().all("inventory_mark") if row["key"] == MILK]
    assert (row["round"], row["exists"]) == (2, True)
