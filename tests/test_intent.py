"""Every verb on every state it was not meant for: refused with the task as it is, and what the other did stands."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.models import CheckIn
from tests.conftest import Person, write

# What Robin does while Sam still sees an open task of this week that nobody has.
MEANWHILE: dict[str, tuple[str, dict[str, Any]]] = {
    "done": ("done/", {}),
    "let_go": ("let-go/", {}),
    "moved": ("moved/", {"place": "not_now"}),
    "taken": ("taken/", {}),
}
# What Sam then sends, and what Robin may have done for it still to count.
VERBS: dict[str, tuple[str, dict[str, Any]]] = {
    "moved": ("moved/", {"place": "list", "after": None}),
    "taken": ("taken/", {}),
    "released": ("released/", {}),
    "joined": ("joined/", {"as": "together"}),
    "each": ("each/", {}),
    "my part": ("my-part-done/", {}),
    "let go": ("let-go/", {}),
    "done": ("done/", {}),
}
SAW = {"place": "week", "owner": None}
CLOSED = ("done", "let_go")


@pytest.mark.parametrize("meanwhile", CLOSED)
@pytest.mark.parametrize("verb", ["moved", "taken", "released", "joined", "each", "my part"])
def test_nothing_opens_or_changes_what_was_closed(sam: Person, robin: Person, verb: str, meanwhile: str) -> None:
    """A program that does not say what it saw is refused as well."""
    task = closed_by(robin, write(sam, place="week"), meanwhile)
    before = robin.screen().task(task)
    path, body = VERBS[verb]
    refused = sam.post(f"tasks/{task}/{path}", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "over")
    word = "did" if meanwhile == "done" else "let"
    assert refused.json()["title"].startswith(f"Robin {word} this")
    assert refused.json()["items"] == [before]
    assert robin.screen().task(task) == before
    assert questions(task) == (2 if meanwhile == "done" else 0)


@pytest.mark.parametrize("meanwhile", MEANWHILE)
@pytest.mark.parametrize("verb", ["moved", "let go"])
def test_an_intent_that_has_become_stale_changes_nothing(sam: Person, robin: Person, verb: str, meanwhile: str) -> None:
    task = write(sam, place="week")
    path, body = MEANWHILE[meanwhile]
    assert robin.post(f"tasks/{task}/{path}", body).status_code == 200
    before = robin.screen().task(task)
    path, body = VERBS[verb]
    answer = sam.post(f"tasks/{task}/{path}", {**body, "was": SAW})
    if (verb, meanwhile) in (("moved", "taken"), ("let go", "let_go")):  # it does not depend on that; it is so already
        assert answer.status_code == 200
        return
    assert answer.status_code == 409
    assert answer.json()["code"] == ("over" if meanwhile in CLOSED else "changed_meanwhile")
    assert answer.json()["title"].startswith("Robin ")
    assert answer.json()["items"] == [before]
    assert robin.screen().task(task) == before


def test_a_tick_says_what_has_happened_and_the_first_one_counts(sam: Person, robin: Person) -> None:
    task = closed_by(robin, write(sam, place="week"), "done")
    assert sam.post(f"tasks/{task}/done/", {"was": SAW}).json()["items"][0]["done_by"] == robin.id
    task = closed_by(robin, write(sam, place="week"), "let_go")
    assert sam.post(f"tasks/{task}/done/").json()["items"][0]["done_by"] == sam.id


def test_taking_back_my_tick_does_not_take_back_the_others(sam: Person, robin: Person) -> None:
    """On the train: ticked and taken back. Robin has done it by the time the two arrive."""
    task = closed_by(robin, write(sam, place="week"), "done")
    assert sam.post(f"tasks/{task}/done/").status_code == 200
    stale = sam.post(f"tasks/{task}/reopened/", {"was": {"place": "done", "done_by": sam.id}})
    assert (stale.status_code, stale.json()["title"]) == (409, "Robin did this meanwhile.")
    assert (sam.screen().task(task)["done_by"], questions(task)) == (robin.id, 2)
    saw = {"place": "done", "done_by": robin.id}
    assert sam.post(f"tasks/{task}/reopened/", {"was": saw}).status_code == 200
    assert sam.screen().task(task)["place"] == "week"


def test_saying_who_did_it_does_not_tick_what_was_opened_again(sam: Person, robin: Person) -> None:
    task = closed_by(sam, write(sam, place="week"), "done")
    robin.post(f"tasks/{task}/reopened/")
    stale = sam.post(f"tasks/{task}/done/", {"by": [sam.id, robin.id], "was": {"place": "done"}})
    assert (stale.status_code, stale.json()["code"]) == (409, "changed_meanwhile")
    assert sam.screen().task(task)["place"] == "week"


def test_taking_back_my_share_does_not_open_what_the_other_has_done(sam: Person, robin: Person) -> None:
    task = write(sam, place="week")
    sam.post(f"tasks/{task}/each/")
    robin.post(f"tasks/{task}/joined/", {"as": "each"})
    sam.post(f"tasks/{task}/my-part-done/")
    robin.post(f"tasks/{task}/done/")
    stale = sam.post(f"tasks/{task}/my-part-reopened/", {"was": {"place": "week"}})
    assert (stale.status_code, stale.json()["code"]) == (409, "over")
    assert sam.screen().task(task)["place"] == "done"


def test_bringing_from_another_device_does_not_open_what_i_have_done(sam: Person) -> None:
    task = closed_by(sam, write(sam, place="list", private=True), "done")
    stale = sam.post(f"tasks/{task}/shared/", {"place": "week", "was": {"place": "list"}})
    assert (stale.status_code, stale.json()["title"]) == (409, "You have done this already.")
    assert sam.screen().task(task)["private"] is True


def test_opening_again_is_an_act_that_may_name_a_place(sam: Person, robin: Person) -> None:
    below = write(sam, "Below me", place="week")
    task = closed_by(robin, write(sam, place="list"), "done")
    assert sam.post(f"tasks/{task}/reopened/", {"place": "week", "after": below}).status_code == 200
    opened = robin.screen().task(task)
    assert (opened["place"], opened["done_by"]) == ("week", None)
    assert opened["rank"] > sam.screen().task(below)["rank"]
    assert questions(task) == 0


def closed_by(who: Person, task: str, how: str) -> str:
    path, body = MEANWHILE[how]
    assert who.post(f"tasks/{task}/{path}", body).status_code == 200
    return task


def questions(task: str) -> int:
    return CheckIn.objects.filter(task=task).count()
