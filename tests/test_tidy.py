"""Tidying: what nobody needs any more goes, nobody hears of it, and catching up still equals loading fresh."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from household.models import Clock, Gone, Household, Invitation, Keepsake, Receipt, SignInLink
from household.tidy import go_on, tidy, tidying
from tasks.models import CheckIn, Task
from tests.conftest import Cast, Person, write


def after(days: float) -> datetime.datetime:
    """A clock that has moved on."""
    return timezone.now() + datetime.timedelta(days=days)


def answered(person: Person, what: str) -> str:
    """A check-in of a task this person ticked: `answered`, `not_needed`, `skipped`, or left waiting. Its id."""
    task = write(person, what)
    items = person.post(f"tasks/{task}/done/").json()["items"]
    pk: str = next(item["id"] for item in items if item["kind"] == "check_in")
    if what == "skipped":
        person.post(f"check-ins/{pk}/skipped/")
    elif what != "waiting":
        person.post(f"check-ins/{pk}/answered/", {"felt": 3 if what == "answered" else "not_needed"})
    return pk


def test_a_tombstone_goes_after_ninety_days_and_an_old_screen_gets_everything(sam: Person, robin: Person) -> None:
    area = sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"]
    mine = write(sam, "In my head", private=True)
    old, own_old = robin.screen(), sam.screen()
    sam.delete(f"areas/{area}/")
    sam.delete(f"tasks/{mine}/")
    newer = robin.screen()
    tidy(after(89))
    assert Gone.objects.filter(kind="area").exists()
    assert robin.news(old.cursor)["reset"] is False
    tidy(after(91))
    assert not Gone.objects.exists()
    news = robin.news(old.cursor)
    assert news["reset"] is True
    old.take(news)
    assert old.seen() == robin.screen().seen()
    assert robin.news(newer.cursor) == {**news, "since": newer.cursor, "reset": False, "items": []}
    assert sam.news(own_old.cursor)["reset"] is True


def test_a_private_tombstone_resets_only_its_own_person(sam: Person, robin: Person) -> None:
    mine = write(sam, "In my head", private=True)
    cursor = robin.news()["cursor"]
    sam.delete(f"tasks/{mine}/")
    before = robin.news(cursor)
    tidy(after(91))
    assert robin.news(cursor) == before
    assert sam.fresh().own_horizon > 0
    home = Household.objects.get(pk=sam.home)
    assert (home.everyone_horizon, robin.fresh().own_horizon) == (0, 0)


def test_the_adults_stream_has_a_horizon_of_its_own(sam: Person, kim: Person) -> None:
    made = sam.on_device("invitations/", {}).json()["items"][0]["id"]
    mine, childs = sam.news()["cursor"], kim.news()["cursor"]
    sam.post(f"invitations/{made}/withdrawn/")
    tidy(after(91))
    assert sam.news(mine)["reset"] is True
    assert kim.news(childs)["reset"] is False


def test_nobody_hears_of_it(sam: Person, robin: Person, kim: Person) -> None:
    answered(sam, "waiting")
    answered(sam, "answered")
    Invitation.make(sam.member)
    area = sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"]
    sam.delete(f"areas/{area}/")
    cursors = [person.news()["cursor"] for person in (sam, robin, kim)]
    tidy(after(400))
    assert [person.news()["cursor"] for person in (sam, robin, kim)] == cursors
    assert [person.news(at)["items"] for person, at in zip((sam, robin, kim), cursors, strict=True)] == [[], [], []]


def test_questions_that_passed_by_are_forgotten_and_answers_stay_for_a_year(sam: Person, robin: Person) -> None:
    kept = [answered(sam, "answered"), answered(sam, "not_needed")]
    gone = [answered(sam, "skipped"), answered(sam, "waiting")]
    tidy(after(3))  # late, but a phone that was away is still told so kindly
    assert CheckIn.objects.filter(pk__in=gone).count() == 2
    tidy(after(10))
    assert not CheckIn.objects.filter(pk__in=gone).exists()
    assert CheckIn.objects.filter(pk__in=kept).count() == 2
    assert not CheckIn.objects.filter(member=robin.member).exists()  # asked, and never answered
    tidy(after(360))
    assert CheckIn.objects.filter(pk__in=kept).count() == 2
    tidy(after(370))
    assert not CheckIn.objects.filter(pk__in=kept).exists()


def test_links_and_copies_go_when_their_time_is_over(sam: Person, robin: Person) -> None:
    assert sam.member.user
    SignInLink.make(sam.member.user)
    Invitation.make(sam.member)
    robin.fresh().leave()
    tidy()
    assert (SignInLink.objects.count(), Invitation.objects.count(), Keepsake.objects.count()) == (1, 1, 1)
    tidy(after(1))
    assert (SignInLink.objects.count(), Invitation.objects.count(), Keepsake.objects.count()) == (0, 1, 1)
    tidy(after(15))
    assert (Invitation.objects.count(), Keepsake.objects.count()) == (0, 1)
    tidy(after(31))
    assert Keepsake.objects.count() == 0


def test_a_receipt_is_kept_ninety_days(sam: Person) -> None:
    sam.post("tasks/", {"title": "Dishes"}, key="k1")
    tidy(after(89))
    assert sam.post("tasks/", {"title": "Dishes"}, key="k1").status_code == 201
    assert Task.objects.filter(title="Dishes").count() == 1
    tidy(after(92))
    assert not Receipt.objects.exists()


def test_a_home_with_nobody_goes_after_thirty_days(sam: Person, stranger: Person) -> None:
    write(stranger, "Left behind")
    stranger.fresh().leave()
    tidy(after(29))
    assert Household.objects.filter(pk=stranger.home).exists()
    tidy(after(32))
    assert not Household.objects.filter(pk=stranger.home).exists()
    assert not Task.objects.filter(title="Left behind").exists()
    assert Household.objects.filter(pk=sam.home).exists()
    assert sam.get("news/").status_code == 200


def test_a_home_somebody_is_in_never_goes(sam: Person, robin: Person) -> None:
    robin.fresh().leave()
    Household.objects.update(empty_since=datetime.date(2020, 1, 1))  # even if a line said otherwise
    tidy(after(4000))
    assert sam.get("news/").status_code == 200


def test_it_goes_in_steps_and_twice_is_as_once(cast: Cast, django_assert_max_num_queries: Any) -> None:
    steps = tidying(after(400))
    count = 0
    while go_on(steps):
        count += 1
    assert count > 5
    with django_assert_max_num_queries(40):
        tidy(after(400))


def test_a_tidied_home_can_be_gone_meanwhile(stranger: Person) -> None:
    from household.tidy import close, forget_tombstones

    stranger.fresh().leave()
    Household.objects.filter(pk=stranger.home).delete()
    forget_tombstones(stranger.home, datetime.date(2100, 1, 1))
    close(stranger.home)


def test_the_command_does_it_now(sam: Person, capsys: pytest.CaptureFixture[str]) -> None:
    Clock.look(after(-1))
    Clock.look(timezone.now() - datetime.timedelta(minutes=1))
    call_command("tidy")
    assert "Tidied up." in capsys.readouterr().out
    assert Client().get("/healthz").status_code == 200
