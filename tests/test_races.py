"""Two at the same moment: threads on connections of their own, on either database. Nobody loses, nothing is 5xx."""

from __future__ import annotations

import re
import threading
import uuid

import pytest

from tasks.models import CheckIn, Moment, Task, placing
from tests.conftest import Person, write
from tests.races import PATIENCE, all_agree, at_once, codes, device
from tests.screens import Screen

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15


def test_fifty_double_ticks_ask_each_person_once(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    sam.post("tasks/many/", [{"title": f"{n}"} for n in range(50)])
    tasks = list(Task.objects.filter(household_id=sam.home).values_list("pk", flat=True))
    together = threading.Barrier(2)

    def tick(person: Person) -> list[int]:
        given = []
        for task in tasks:
            together.wait(PATIENCE)
            given.append(person.post(f"tasks/{task}/done/").status_code)
        return given

    assert at_once(lambda: tick(sam), lambda: tick(robin)) == [[200] * 50] * 2
    for person in (sam, robin):
        asked = [check_in["task"] for check_in in person.screen().all("check_in")]
        assert sorted(asked) == sorted(tasks)
    assert CheckIn.objects.count() == 100
    assert Moment.objects.filter(verb="done").count() == 50
    all_agree(screens)


def test_two_wordings_at_once_the_later_stays_and_both_screens_show_it(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for n in range(ROUNDS):
        task = write(sam, "Dishes")
        said = at_once(
            lambda task=task: sam.patch(f"tasks/{task}/", {"title": "Sam's"}),
            lambda task=task: robin.patch(f"tasks/{task}/", {"title": "Robin's"}),
        )
        assert codes(*said) == [200, 200]
        last = max((answer.json()["items"][0] for answer in said), key=lambda item: item["rev"])
        assert last["rev"] == 3
        assert robin.screen().task(task)["title"] == last["title"], n
    all_agree(screens)


def test_two_wordings_at_once_one_is_refused_where_both_say_what_they_saw(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for _ in range(ROUNDS):
        task = write(sam, "Dishes")
        said = at_once(
            lambda task=task: sam.patch(f"tasks/{task}/", {"title": "Sam's", "was": {"title": "Dishes"}}),
            lambda task=task: robin.patch(f"tasks/{task}/", {"title": "Robin's", "was": {"title": "Dishes"}}),
        )
        assert sorted(codes(*said)) == [200, 409]
        won, lost = sorted(said, key=lambda answer: answer.status_code)
        assert lost.json()["code"] == "changed_meanwhile"
        assert lost.json()["items"] == won.json()["items"]
    all_agree(screens)


def test_moving_while_the_other_lets_go(sam: Person, robin: Person, screens: list[tuple[Person, Screen]]) -> None:
    """Whichever comes first, it is let go; a move that comes second is refused."""
    for _ in range(ROUNDS):
        task = write(sam)
        said = at_once(
            lambda task=task: sam.post(f"tasks/{task}/moved/", {"place": "week", "after": None}),
            lambda task=task: robin.post(f"tasks/{task}/let-go/"),
        )
        assert codes(*said) in ([200, 200], [409, 200])
        last = max((answer.json()["items"][0] for answer in said), key=lambda item: item["rev"])
        shown = sam.screen().task(task)
        assert shown == last
        assert (shown["place"], shown["let_go_by"]) == ("let_go", robin.id)
    all_agree(screens)


def test_taking_back_while_the_other_edits(sam: Person, robin: Person, screens: list[tuple[Person, Screen]]) -> None:
    """Either it is back in the head before the other's words, or it stays ours with them."""
    for _ in range(ROUNDS):
        task = write(sam, "A surprise", private=True)
        sam.post(f"tasks/{task}/shared/")
        back, edit = at_once(
            lambda task=task: sam.post(f"tasks/{task}/private/"),
            lambda task=task: robin.patch(f"tasks/{task}/", {"title": "Seen it"}),
        )
        assert (back.status_code, edit.status_code) in ((200, 404), (409, 200))
        shown = robin.screen().task(task)
        if back.status_code == 200:
            assert shown is None
            assert sam.screen().task(task)["title"] == "A surprise"
        else:
            assert back.json()["code"] == "touched"
            assert shown["title"] == "Seen it"
    all_agree(screens)


def test_sharing_while_ones_other_device_edits(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for _ in range(ROUNDS):
        task, other = write(sam, "Secret wording", private=True), device(sam)
        said = at_once(
            lambda task=task: sam.post(f"tasks/{task}/shared/"),
            lambda task=task, other=other: other.patch(f"tasks/{task}/", {"title": "Parcel"}),
        )
        assert codes(*said) == [200, 200]
        assert robin.screen().task(task)["title"] == "Parcel"
        told = robin.get(f"tasks/{task}/history/").json()["moments"]
        if "edited" not in [moment["verb"] for moment in told]:  # it was edited in the head
            assert "Secret" not in str(told)
    all_agree(screens)


def test_two_hundred_moves_to_one_gap_keep_every_key_apart(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "LONGEST", 12)  # so that the place is spaced out several times
    sam.post("tasks/many/", [{"title": f"{n}"} for n in range(12)])
    ordered = sorted(sam.screen().all("task"), key=lambda task: task["rank"])
    anchor, moving = ordered[0]["id"], [task["id"] for task in ordered[1:-1]]

    def shuffle(person: Person, mine: list[str]) -> set[int]:
        return {
            person.post(f"tasks/{mine[n % len(mine)]}/moved/", {"place": "list", "after": anchor}).status_code
            for n in range(100)
        }

    assert at_once(lambda: shuffle(sam, moving[::2]), lambda: shuffle(robin, moving[1::2])) == [{200}, {200}]
    shown = sorted(sam.screen().all("task"), key=lambda task: task["rank"])
    ranks = [task["rank"] for task in shown]
    assert len(set(ranks)) == 12
    assert all(re.fullmatch(r"[0-9a-z]{2,14}", rank) for rank in ranks), ranks
    assert (shown[0]["id"], shown[-1]["id"]) == (anchor, ordered[-1]["id"])
    all_agree(screens)


def test_hundreds_of_lines_written_below_one_keep_short_keys(sam: Person) -> None:
    anchor = write(sam)
    low = write(sam, "below", after=anchor)
    for _ in range(2):
        lines = [{"title": f"{n}", "after": anchor} for n in range(200)]
        assert sam.post("tasks/many/", lines).status_code == 201
    shown = sorted(sam.screen().all("task"), key=lambda task: task["rank"])
    assert (shown[0]["id"], shown[-1]["id"], len(shown)) == (anchor, low, 402)
    assert [task["title"] for task in shown[1:201]] == [f"{n}" for n in range(200)]
    assert max(len(task["rank"]) for task in shown) <= placing.LONGEST + 2


def test_putting_an_area_away_while_others_put_tasks_into_it(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    """Shared ones and, behind a door of its own, a private one."""
    for n in range(ROUNDS):
        area = str(uuid.uuid4())
        sam.post("areas/", {"id": area, "name": f"Area {n}"})
        ours, mine = write(sam), write(robin, "mine", private=True)
        away, edit, private = at_once(
            lambda area=area: sam.delete(f"areas/{area}/"),
            lambda area=area, ours=ours: device(robin).patch(f"tasks/{ours}/", {"area": area}),
            lambda area=area, mine=mine: robin.patch(f"tasks/{mine}/", {"area": area}),
        )
        assert away.status_code == 200
        assert {edit.status_code, private.status_code} <= {200, 400}
        for pk in (ours, mine):
            assert robin.screen().task(pk)["area"] is None
    all_agree(screens)


def test_putting_an_area_away_while_somebody_words_anew_what_is_in_their_head(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for n in range(ROUNDS):
        area = str(uuid.uuid4())
        sam.post("areas/", {"id": area, "name": f"Area {n}"})
        mine = write(robin, "mine", private=True, area=area)
        at_once(
            lambda area=area: sam.delete(f"areas/{area}/"),
            lambda mine=mine: robin.patch(f"tasks/{mine}/", {"notes": "one"}),
        )
        shown = robin.screen().task(mine)
        assert shown and (shown["area"], shown["notes"]) == (None, "one")
    all_agree(screens)


def test_answering_while_the_other_opens_the_task_again(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for _round in range(ROUNDS):
        task = write(sam)
        sam.post(f"tasks/{task}/done/")
        question = next(row["id"] for row in robin.screen().all("check_in") if row["task"] == task)
        answer, opened = at_once(
            lambda question=question: robin.post(f"check-ins/{question}/answered/", {"felt": 4}),
            lambda task=task: sam.post(f"tasks/{task}/reopened/"),
        )
        assert opened.status_code == 200 and answer.status_code in (200, 404)
        left = [row for row in robin.screen().all("check_in") if row["id"] == question]
        assert [row["state"] for row in left] == (["answered"] if answer.status_code == 200 else [])
        all_agree(screens)


def test_news_read_while_tasks_cross_is_never_short_of_one(sam: Person, robin: Person) -> None:
    """A task goes from the head to the list and back while a screen loads: it is there, at least with the next news."""
    task = write(sam, "A surprise", private=True)
    stop = threading.Event()
    loaded: list[Screen] = []

    def cross() -> int:
        for n in range(20 * ROUNDS):
            sam.post(f"tasks/{task}/shared/")
            sam.post(f"tasks/{task}/private/")
            if n >= ROUNDS and len(loaded) > 3:
                break
        stop.set()
        return 0

    def load() -> int:
        while not stop.is_set():
            loaded.append(sam.screen())
        return 0

    at_once(cross, load)
    assert len(loaded) > 3
    for screen in loaded:
        screen.take(sam.news(screen.cursor))
        assert screen.seen() == sam.screen().seen()
