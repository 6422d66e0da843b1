"""Two at the same moment: threads on connections of their own, on either database. Nobody loses, nothing is 5xx."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from household.models import Invitation, Member, SignInLink
from tasks.models import CheckIn, Moment, Task, placing
from tests.conftest import Cast, Person, make_cast, write
from tests.screens import Screen

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15
PATIENCE = 60  # seconds


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Does all of it at the same moment; what each gave, in order. Nothing may be a fault of ours."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(PATIENCE)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        given = [future.result(PATIENCE) for future in [pool.submit(run, act) for act in acts]]
    for answer in given:
        assert getattr(answer, "status_code", 200) < 500, answer.content
    return given


def codes(*answers: Any) -> list[int]:
    return [answer.status_code for answer in answers]


def device(person: Person) -> Person:
    """One more program of this person, that shares nothing with the others."""
    return replace(person, client=Client())


@pytest.fixture
def screens(cast: Cast) -> list[tuple[Person, Screen]]:
    """Screens from before the race, to catch up after it."""
    return [(who, who.screen()) for who in (cast.sam, cast.robin, cast.kim)]


def all_agree(screens: list[tuple[Person, Screen]]) -> None:
    for who, screen in screens:
        screen.take(who.news(screen.cursor))
        assert screen.seen() == who.screen().seen()


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
    for _ in range(ROUNDS):
        task = write(sam)
        said = at_once(
            lambda task=task: sam.post(f"tasks/{task}/moved/", {"place": "week", "after": None}),
            lambda task=task: robin.post(f"tasks/{task}/let-go/"),
        )
        assert codes(*said) == [200, 200]
        last = max((answer.json()["items"][0] for answer in said), key=lambda item: item["rev"])
        shown = sam.screen().task(task)
        assert shown == last
        assert (shown["place"], shown["let_go_by"]) in (("let_go", robin.id), ("week", None))
    all_agree(screens)


def test_leaving_while_the_other_edits_and_one_edits_oneself() -> None:
    for _ in range(6):
        cast = make_cast()
        sam, robin = cast.sam, cast.robin
        task, mine = write(sam), write(robin, "mine", private=True)
        robin.post(f"tasks/{task}/taken/")
        screen, other, third = sam.screen(), device(robin), device(robin)
        said = at_once(
            lambda robin=robin: robin.post("left/"),
            lambda sam=sam, task=task: sam.patch(f"tasks/{task}/", {"notes": "by sam"}),
            lambda other=other, task=task: other.patch(f"tasks/{task}/", {"feel": "by robin"}),
            lambda third=third, mine=mine: third.patch(f"tasks/{mine}/", {"notes": "x"}),
        )
        assert codes(*said[:2]) == [200, 200]
        assert {answer.status_code for answer in said[2:]} <= {200, 401, 404}
        assert robin.get("news/").status_code in (401, 404)
        assert not Task.objects.filter(private_to=robin.member).exists()
        assert not CheckIn.objects.filter(member=robin.member).exists()
        sam.patch(f"tasks/{task}/", {"size": "s"})
        screen.take(sam.news(screen.cursor))
        assert screen.seen() == sam.screen().seen()
        assert screen.task(task)["owner"] is None
        assert [m["left"] for m in screen.all("member") if m["id"] == robin.id] == [True]


def test_both_leave_at_once() -> None:
    for _ in range(4):
        cast = make_cast()
        write(cast.sam)
        said = at_once(lambda cast=cast: cast.sam.post("left/"), lambda cast=cast: cast.robin.post("left/"))
        assert codes(*said) == [200, 200]
        present = Member.objects.filter(household_id=cast.sam.home, left_on=None)
        assert [member.name for member in present] == ["Kim"]


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


def test_the_same_key_twice_at_once_does_it_once(
    sam: Person, robin: Person, screens: list[tuple[Person, Screen]]
) -> None:
    for n in range(ROUNDS):
        body, key = {"title": f"Dishes {n}", "private": n % 2 == 0}, uuid.uuid4().hex
        first, second, third = at_once(
            lambda body=body, key=key: sam.post("tasks/", body, key=key),
            lambda body=body, key=key: device(sam).post("tasks/", body, key=key),
            lambda body=body, key=key: device(sam).post("tasks/", body, key=key),
        )
        assert codes(first, second, third) == [201, 201, 201]
        assert first.json() == second.json() == third.json()
        assert len([t for t in sam.screen().all("task") if t["title"] == f"Dishes {n}"]) == 1
        task = first.json()["items"][0]["id"]
        if n % 2 == 0:
            gone = (
                at_once(
                    *(lambda who=who, task=task: who.delete(f"tasks/{task}/", key="gone") for who in (sam, device(sam)))
                )
                if n == 0
                else [sam.delete(f"tasks/{task}/")]
            )
            assert set(codes(*gone)) == {200}
            assert gone[0].json() == gone[-1].json()
    all_agree(screens)


def test_one_key_for_two_writes_at_once_one_is_refused(sam: Person) -> None:
    """Also where the two go through different doors."""
    for n in range(ROUNDS):
        key = uuid.uuid4().hex
        said = at_once(
            lambda key=key: sam.post("tasks/", {"title": "one"}, key=key),
            lambda key=key, n=n: device(sam).post("tasks/", {"title": "two", "private": bool(n % 2)}, key=key),
        )
        assert sorted(codes(*said)) == [201, 422]


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


def test_a_link_for_one_lets_one_in(sam: Person) -> None:
    for n in range(5):
        _items, secret = Invitation.make(sam.fresh())
        said = at_once(
            *(
                lambda name=name, secret=secret: Client().post(f"/in/{secret}/", {"name": name})
                for name in ("Ann", "Bo")
            )
        )
        assert sorted(codes(*said)) == [302, 410]
        assert Member.objects.filter(household_id=sam.home).count() == 4 + n


def test_a_sign_in_link_signs_one_device_in(sam: Person) -> None:
    for n in range(5):
        _link, secret = SignInLink.make(sam.fresh().user)
        said = at_once(*(lambda secret=secret: Client().post(f"/device/{secret}/") for _ in range(2)))
        assert sorted(codes(*said)) == [302, 410]
        assert sam.member.user.devices.count() == 2 + n


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


def test_two_processes_lay_to_rest_once(cast: Cast, screens: list[tuple[Person, Screen]]) -> None:
    """Both looked before either had begun; behind the door each looks again."""
    import datetime

    from django.utils import timezone

    from household.models import Household
    from household.tidy import days_passing

    sam = cast.sam
    tasks = [write(sam, f"Old {n}") for n in range(ROUNDS)]
    today = timezone.now().astimezone(sam.member.household.clock).date()
    long_ago = today - datetime.timedelta(days=100)
    Task.objects.filter(pk__in=tasks).update(touched_on=long_ago, rests_on=today)
    Household.objects.update(rest_looked_on=today)
    before = sam.news()["cursor"]

    def pass_days() -> None:
        for _step in days_passing(timezone.now()):
            pass

    at_once(pass_days, pass_days, pass_days)
    assert set(Moment.objects.filter(verb="rested").values_list("task_id", flat=True)) == set(tasks)
    assert Moment.objects.filter(verb="rested").count() == ROUNDS
    assert {task["place"] for task in sam.screen().all("task")} == {"not_now"}
    assert int(sam.news()["cursor"].split(".")[1]) == int(before.split(".")[1]) + 1  # one change


def test_three_processes_count_a_card_once_and_pause_once(cast: Cast, screens: list[tuple[Person, Screen]]) -> None:
    """The card of an evening went by: each process looks, one counts it; with the third in a row it pauses once."""
    import datetime

    from django.utils import timezone

    from tasks.models import Asking

    sam = cast.sam
    task = Task.objects.get(pk=write(sam))
    sam.post(f"tasks/{task.pk}/done/")
    (asked,) = CheckIn.objects.filter(member=sam.member)
    now = timezone.now()
    for day in (3, 2, 1):
        gone_by = now - datetime.timedelta(days=day)
        CheckIn.objects.filter(pk=asked.pk).update(day=gone_by.date(), until=gone_by)
        before = int(sam.news()["cursor"].split(".")[-1])
        at_once(*[lambda: list(Asking.as_days_pass(now))] * 3)
        moved = int(sam.news()["cursor"].split(".")[-1]) - before
        assert (Asking.objects.get(member=sam.member).passed, moved) == ((4 - day) % 3, int(day == 1))
    assert Asking.objects.get(member=sam.member).paused == "new"
    all_agree(screens)


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
