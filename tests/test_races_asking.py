"""Two at the same moment about what is between them: asks, guesses, thanks, a step of what goes back into a head."""

from __future__ import annotations

import pytest

from tasks.models import Moment, Task
from tests.conftest import Person, write
from tests.races import all_agree, at_once, codes, device
from tests.screens import Screen

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15


def test_an_ask_answered_from_two_devices_at_once_is_answered_once(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    phone, laptop = device(robin), device(robin)
    for _round in range(ROUNDS):
        task = write(sam)
        made = sam.post("asks/", {"task": task, "how": "ask", "to": robin.id}).json()["items"]
        pk = next(item["id"] for item in made if item["kind"] == "ask")
        same = at_once(*(lambda who=who, pk=pk: who.post(f"asks/{pk}/accepted/") for who in (phone, laptop)))  # type: ignore[misc]
        assert codes(*same) == [200, 200]
        assert Moment.objects.filter(task=task, verb="taken").count() == 1
        other = write(sam)
        made = sam.post("asks/", {"task": other, "how": "ask", "to": robin.id}).json()["items"]
        pk = next(item["id"] for item in made if item["kind"] == "ask")
        yes, no = at_once(
            lambda pk=pk: phone.post(f"asks/{pk}/accepted/"),  # type: ignore[misc]
            lambda pk=pk: laptop.post(f"asks/{pk}/declined/"),  # type: ignore[misc]
        )
        assert sorted(codes(yes, no)) == [200, 409]
        late = no if yes.status_code == 200 else yes
        assert late.json()["code"] == "answered"
        assert late.json()["items"][0]["state"] == ("accepted" if yes.status_code == 200 else "declined")
        assert (Task.objects.get(pk=other).owner_id == robin.id) == (yes.status_code == 200)
    all_agree(screens)


def test_what_is_up_for_anyone_goes_to_one(sam: Person, robin: Person, screens: list[tuple[Person, Screen]]) -> None:
    for _round in range(ROUNDS):
        task = write(sam)
        made = sam.post("asks/", {"task": task, "how": "up"}).json()["items"]
        pk = next(item["id"] for item in made if item["kind"] == "ask")
        yes, taken = at_once(
            lambda pk=pk: robin.post(f"asks/{pk}/accepted/"),  # type: ignore[misc]
            lambda task=task: sam.post(f"tasks/{task}/taken/"),  # type: ignore[misc]
        )
        assert sorted(codes(yes, taken)) == [200, 409]


def test_two_guesses_at_once_are_opened_together(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for _ in range(ROUNDS):
        task = write(sam, "Windows")
        given = at_once(
            lambda task=task: sam.post(f"tasks/{task}/guessed/", {"size": "s"}),
            lambda task=task: robin.post(f"tasks/{task}/guessed/", {"size": "l"}),
        )
        assert codes(*given) == [200, 200]
        for person in (sam, robin):
            seen = [row for row in person.screen().all("guess") if row["task"] == task]
            assert sorted(row["size"] for row in seen) == ["l", "s"]
            assert not any(row["sealed"] for row in seen)
    all_agree(screens)


def test_thanks_from_two_devices_at_once_are_one(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    other = device(robin)
    for _ in range(ROUNDS):
        body = {"to": sam.id, "task": write(sam)}
        given = at_once(lambda body=body: robin.post("thanks/", body), lambda body=body: other.post("thanks/", body))
        assert codes(*given) == [201, 201]
    assert len(sam.screen().all("thanks")) == ROUNDS
    all_agree(screens)


def test_a_step_and_taking_its_task_back_at_once_end_in_one_place(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for _ in range(ROUNDS):
        task = write(sam)
        step = sam.post(f"tasks/{task}/steps/", {"title": "one"}).json()["items"][0]["id"]
        ticked, back = at_once(
            lambda step=step: robin.post(f"steps/{step}/done/"),
            lambda task=task: sam.post(f"tasks/{task}/private/"),
        )
        assert codes(ticked, back) in ([200, 409], [404, 200])
        seen = {row["id"] for row in robin.screen().all("step")}
        assert (step in seen) == (robin.screen().task(task) is not None) == (back.status_code == 409)
    all_agree(screens)
