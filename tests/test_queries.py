"""The number of queries does not grow with the home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from household.access import COOKIE
from tests.conftest import Person, write


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def fill(sam: Person, robin: Person, count: int) -> str:
    """A home with that many tasks, some done, some in a head; the id of one."""
    sam.post("tasks/many/", [{"title": f"task {n}"} for n in range(count)])
    robin.post("tasks/many/", [{"title": f"head {n}", "private": True} for n in range(count)])
    for n in range(2):
        task = write(sam, f"done {n}")
        sam.post(f"tasks/{task}/done/")
    return write(sam, "this one")


READS: dict[str, Callable[[Person, str], object]] = {
    "fresh news": lambda sam, task: sam.get("news/"),
    "board": lambda sam, task: sam.client.get(f"/h/{sam.home}/"),
    "history": lambda sam, task: sam.get(f"tasks/{task}/history/"),
    "my answers": lambda sam, task: sam.client.get(f"/h/{sam.home}/mine/"),
    "our last weeks": lambda sam, task: sam.client.get(f"/h/{sam.home}/ours/"),
    "settings": lambda sam, task: sam.client.get(f"/h/{sam.home}/settings/"),
}
WRITES: dict[str, Callable[[Person, str], object]] = {
    "edit": lambda sam, task: sam.patch(f"tasks/{task}/", {"notes": "more"}),
    "move": lambda sam, task: sam.post(f"tasks/{task}/moved/", {"place": "week", "after": None}),
    "tick": lambda sam, task: sam.post(f"tasks/{task}/done/"),
    "reopen": lambda sam, task: sam.post(f"tasks/{task}/reopened/"),
    "let go": lambda sam, task: sam.post(f"tasks/{task}/let-go/"),
}


@pytest.mark.parametrize("what", [*READS, *WRITES])
def test_the_number_of_queries_does_not_grow(what: str, sam: Person, robin: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    act = (READS | WRITES)[what]
    task = fill(sam, robin, 2)
    act(sam, task)  # what is made once has been made
    few = queries(lambda: act(sam, fill_one(sam)))
    fill(sam, robin, 150)
    assert queries(lambda: act(sam, fill_one(sam))) == few


def fill_one(sam: Person) -> str:
    return write(sam, "one more")


def test_an_edit_takes_seven_queries_and_a_key_two_more(sam: Person) -> None:
    """One to know who asks, one for the task, three behind the door, three to write (DESIGN.md section 7)."""
    task = write(sam)
    sam.patch(f"tasks/{task}/", {"title": "warm"})
    with CaptureQueriesContext(connection) as plain:
        sam.patch(f"tasks/{task}/", {"title": "Dishes and pans"})
    with CaptureQueriesContext(connection) as keyed:
        sam.patch(f"tasks/{task}/", {"title": "All the dishes"}, key="k")
    assert len(keyed) == len(plain) + 2
    wanted = [q["sql"] for q in plain if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(wanted) == (8 if connection.features.has_select_for_update else 7), wanted
