"""What a lent seat can say for who sits there, address by address: nothing that binds, nothing that is read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern

from tasks.models import Hand, Meeting, Ranking, Seat, Strips, Task
from tasks.urls import api as home_api
from tests.asks import ask, ask_id
from tests.conftest import Person, write
from tests.test_lending import lent
from tests.test_pulse import say

BY_NAME = {"lent/", "lent/ready/", "lent/back/", "lent/ballot/", "lent/heads/"}  # they name who sits there
OWN = {"here/", "ready/", "later/", "lent/not-me/", "lent/me/"}  # how one sits down, or says that one does not
BODIES: dict[str, tuple[str, dict[str, Any]]] = {  # all others need a seat on a device of one's own
    "": ("PATCH", {"good": "Pancakes"}),
    "stepped/": ("POST", {"leaves": "how", "to": "rank"}),
    "paused/": ("POST", {}),
    "resumed/": ("POST", {}),
    "extended/": ("POST", {"step": "how", "extra": 2}),
    "closed/": ("POST", {}),
    "hand/": ("PATCH", {"shows": ["team"], "how_ready": True, "heads_ready": True}),
    "ballot/": ("PATCH", {"order": [], "sealed": True}),
    "ordered/": ("POST", {"task": str(uuid4()), "after": None}),
    "cut/": ("POST", {"cut": 1}),
    "added/": ("POST", {"task": str(uuid4())}),
    "leaving/": ("POST", {"task": str(uuid4()), "leaves": True}),
    "agreed/": ("POST", {}),
    "balance/wished/": ("POST", {}),
    "balance/unwished/": ("POST", {}),
    "worth/": ("POST", {"worth": 3}),
    "problem/": ("POST", {"words": "x"}),
}
UNSEATED = {"problem/", "worth/"}  # a child's alone; my own, about a meeting that is over too


def addresses() -> set[str]:
    paths = {str(pattern.pattern) for pattern in home_api if isinstance(pattern, URLPattern)}
    return {path.removeprefix("meetings/<id:pk>/") for path in paths if path.startswith("meetings/<id:pk>/")}


def send(who: Person, meeting: str, path: str, method: str, body: dict[str, Any]) -> Any:
    act = who.patch if method == "PATCH" else who.post
    return act(f"meetings/{meeting}/{path}", body)


def test_of_every_address_of_a_meeting_it_is_known_what_a_lent_seat_can_do() -> None:
    assert addresses() == BY_NAME | OWN | BODIES.keys()


@pytest.mark.parametrize("path", sorted(BODIES.keys() | OWN))
def test_nothing_else_is_said_for_who_sits_on_a_lent_phone(path: str, sam: Person, robin: Person) -> None:
    """Neither by that phone, in their name, nor by the seat it gives them."""
    say(robin, team=1)
    meeting = lent(sam, robin, at="how")
    method, body = BODIES.get(path, ("POST", {}))
    before = (robin.news(), sam.news())
    answer = send(sam, meeting, path, method, {**body, "member": robin.id})
    assert answer.status_code == 400 and "member" in answer.json()["errors"]
    if path in BODIES.keys() - UNSEATED:
        refused = send(robin, meeting, path, method, body)
        assert refused.status_code in (404, 409)
        assert refused.status_code == 404 or refused.json()["code"] == "no_seat"
    assert (robin.news(), sam.news()) == before
    assert Seat.objects.get(member_id=robin.id).on_id == sam.id


def test_what_binds_cannot_be_said_on_a_lent_phone(sam: Person, robin: Person) -> None:
    """No yes to an ask, nothing taken, nothing agreed, no strips, nothing of how it was, nothing read."""
    say(robin, team=1)
    task, line = write(sam, "Dentist"), write(robin, "Hallway", done_means="Swept")
    asked = ask_id(ask(sam, task, robin))
    write(robin, "SECRET", private=True, bring=True)
    meeting = lent(sam, robin, at="how")
    for path in ("accepted/", "declined/", "changed/"):
        assert sam.post(f"asks/{asked}/{path}", {"member": robin.id}).status_code >= 400
    assert sam.post(f"asks/{asked}/accepted/").status_code >= 400
    for path in ("taken/", "joined/"):
        assert sam.post(f"tasks/{task}/{path}", {"member": robin.id}).status_code == 400
    sam.patch(f"tasks/{line}/", {"done_means": "Swept and aired"})
    assert sam.post(f"tasks/{line}/done-means/agreed/", {"member": robin.id}).status_code == 400
    sam.post(f"meetings/{meeting}/balance/wished/")
    sam.patch(f"meetings/{meeting}/hand/", {"shows": [], "how_ready": True, "heads_ready": True})
    sam.post(f"meetings/{meeting}/closed/")
    found = sam.screen()
    assert found.task(task)["owner"] is None and found.task(line)["done_means"] == "Swept"  # type: ignore[index]
    assert next(row for row in found.all("ask") if row["id"] == asked)["state"] == "asked"
    assert not Strips.objects.exists() and not Hand.objects.exists() and not Ranking.objects.exists()
    assert "SECRET" not in str(sam.news()) and Meeting.objects.get().lent[0]["lines"] == []
    assert Task.objects.filter(author_id=robin.id).count() == 2
