"""Two at the same moment who come, leave or write twice; and processes that do what passes by itself."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from household.models import Invitation, Member, SignInLink
from tasks.models import CheckIn, Moment, Task
from tests.conftest import Cast, Person, make_cast, write
from tests.races import all_agree, at_once, codes, device
from tests.screens import Screen

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15


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


def test_a_link_for_one_lets_one_in(sam: Person) -> None:
    for n in range(5):
        _items, secret = Invitation.make(sam.fresh())
        said = at_once(
            *(
                lambda name=name, secret=secret: Client().post(f"/in/{secret}/", {"name": name})
                for name in (f"Ann {n}", f"Bo {n}")
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
