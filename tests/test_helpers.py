"""Children, teenagers and guests: a profile without mail, a device of their own, and what stays with the adults."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from household.errors import NotHere, Refused
from household.models import Device, Household, Member
from household.tidy import tidy
from tasks.models import Asking, CheckIn, Task
from tests.clock import Clock
from tests.conftest import Person, ids_of, write
from tests.helpers import added, device_of, link_for

# -- profiles --------------------------------------------------------------------------------------


def test_an_adult_adds_a_profile_and_everybody_sees_it_at_once(sam: Person, robin: Person, kim: Person) -> None:
    invite = write(sam, "Invite")
    Task.objects.filter(pk=invite).update(starter="invite")
    ben = added(sam)
    for who in (sam, robin, kim):
        seen = next(m for m in who.screen().all("member") if m["id"] == ben.pk)
        assert (seen["name"], seen["colour"], seen["role"], seen["left"]) == ("Ben", "lagoon", "guest", False)
    assert not Asking.objects.filter(member=ben).exists()
    assert sam.screen().task(invite)["place"] == "list"  # a child's profile is not the person one lives with


def test_the_same_profile_is_added_once(sam: Person) -> None:
    ben = {"id": "0d4b6b4e-0000-4000-8000-00000000be40", "name": "Ben", "colour": "moss", "role": "child"}
    first, again = sam.post("helpers/", ben), sam.post("helpers/", ben)
    assert ids_of(first) == ids_of(again) == [("member", ben["id"])]
    assert Member.objects.filter(name="Ben").count() == 1


def test_a_profile_is_no_way_to_make_an_adult(sam: Person, kim: Person) -> None:
    assert sam.post("helpers/", {"name": "Eve", "colour": "sea", "role": "adult"}).status_code == 400
    assert sam.patch(f"helpers/{kim.id}/", {"role": "adult"}).status_code == 400
    assert sam.patch(f"helpers/{kim.id}/", {"role": "teen", "name": "Kimmy"}).status_code == 200
    assert (kim.fresh().role, kim.fresh().name) == ("teen", "Kimmy")


def test_nobody_looks_after_an_adult(sam: Person, robin: Person) -> None:
    for path in ("left/", "device-link/", "signed-out/"):
        assert sam.on_device(f"helpers/{robin.id}/{path}").status_code == 404
    assert sam.patch(f"helpers/{robin.id}/", {"name": "Bobby"}).status_code == 404
    for verb in ("say_goodbye", "device_link", "sign_out_all"):
        with pytest.raises(NotHere):
            getattr(robin.fresh(), verb)(sam.fresh())
    assert robin.fresh().name == "Robin" and robin.fresh().left_on is None


def test_a_child_looks_after_nobody(sam: Person, kim: Person) -> None:
    ben = added(sam)
    assert kim.post("helpers/", {"name": "Eve", "colour": "sea", "role": "guest"}).status_code == 404
    assert kim.post(f"helpers/{ben.pk}/left/").status_code == 404
    with pytest.raises(NotHere):
        ben.say_goodbye(kim.fresh())
    with pytest.raises(NotHere):
        Member.add_helper(kim.fresh(), "Eve", "sea", "guest")


def test_a_stranger_finds_no_profile(kim: Person, stranger: Person) -> None:
    kim_at = f"helpers/{kim.id}/"
    assert stranger.patch(kim_at, {"name": "Mine"}).status_code == 404
    assert stranger.post(f"{kim_at}left/").status_code == 404
    assert stranger.on_device(f"{kim_at}device-link/").status_code == 404


def test_goodbye_is_told_at_once_and_frees_what_they_joined(sam: Person, robin: Person, kim: Person) -> None:
    dinner = write(sam, "Dinner")
    kim.post(f"tasks/{dinner}/joined/", {"as": "helper"})
    secret = write(kim, "A present", private=True)
    phone = robin.screen()
    assert sam.post(f"helpers/{kim.id}/left/").status_code == 200
    phone.take(robin.news(phone.cursor))
    (gone,) = [m for m in phone.all("member") if m["id"] == kim.id]
    assert (gone["name"], gone["left"]) == ("", True)
    assert phone.all("part") == [] and phone.seen() == robin.screen().seen()
    assert not Task.objects.filter(pk=secret).exists()
    assert kim.get("news/").status_code in (401, 404)
    assert sam.post(f"helpers/{kim.id}/left/").status_code == 404


def test_a_home_with_only_a_profile_left_is_empty(sam: Person, robin: Person, kim: Person) -> None:
    sam.fresh().leave()
    robin.fresh().leave()
    tidy(timezone.now() + datetime.timedelta(days=32))
    assert not Household.objects.filter(pk=kim.home).exists()


def test_a_home_with_only_a_link_that_nobody_opened_is_empty_once_it_ran_out(
    sam: Person, robin: Person, kim: Person, clock: Clock
) -> None:
    link_for(sam, kim.member)
    for adult in (sam, robin):
        adult.fresh().leave()
    tidy(clock.now)
    assert Household.objects.get(pk=kim.home).empty_since is None  # it can still be opened
    clock.move(days=1)
    tidy(clock.now)
    clock.move(days=29)
    tidy(clock.now)
    assert Household.objects.filter(pk=kim.home).exists()
    clock.move(days=3)
    tidy(clock.now)
    assert not Household.objects.filter(pk=kim.home).exists()


@pytest.mark.parametrize("whose", ["a link", "a device"])
def test_a_helper_who_was_signed_out_keeps_no_home_open(
    sam: Person, robin: Person, kim: Person, clock: Clock, whose: str
) -> None:
    path = link_for(sam, kim.member)
    if whose == "a device":
        device_of(path)
    sam.post(f"helpers/{kim.id}/signed-out/")
    for adult in (sam, robin):
        adult.fresh().leave()
    assert Household.objects.get(pk=kim.home).empty_since
    clock.move(days=32)
    tidy(clock.now)
    assert not Household.objects.filter(pk=kim.home).exists()


def test_a_child_with_a_device_keeps_the_home_until_thirty_days_after_signing_out(
    sam: Person, robin: Person, kim: Person, clock: Clock
) -> None:
    browser = device_of(link_for(sam, kim.member))
    for adult in (sam, robin):
        adult.fresh().leave()
    clock.move(days=100)
    tidy(clock.now)
    assert browser.get(f"/h/{kim.home}/").status_code == 200
    device = Device.objects.get(user__members=kim.id)
    browser.post(f"/h/{kim.home}/settings/devices/{device.pk}/signed-out/")
    for days, there in ((0, True), (29, True), (3, False)):
        clock.move(days=days)
        tidy(clock.now)
        assert Household.objects.filter(pk=kim.home).exists() == there


# -- what stays with the adults --------------------------------------------------------------------

DECISIONS: dict[str, Any] = {
    "taken/": {},
    "let-go/": {},
    "moved/": {"place": "week"},
    "each/": {},
}


@pytest.mark.parametrize("what", DECISIONS)
def test_a_child_decides_nothing_about_what_is_ours(what: str, sam: Person, kim: Person) -> None:
    dinner = write(sam, "Dinner")
    before = sam.news()
    refused = kim.post(f"tasks/{dinner}/{what}", DECISIONS[what])
    assert (refused.status_code, refused.json()["code"]) == (403, "adults_only")
    assert sam.news() == before


def test_a_child_writes_ticks_does_steps_and_joins(sam: Person, kim: Person) -> None:
    dinner = write(sam, "Dinner")
    line = write(kim, "Oat milk")
    assert sam.screen().task(line)["author"] == kim.id
    assert kim.patch(f"tasks/{line}/", {"title": "Two oat milks", "notes": "the cold ones"}).status_code == 200
    step = ids_of(sam.post(f"tasks/{dinner}/steps/", {"title": "Lay the table"}))[0][1]
    assert kim.post(f"steps/{step}/done/").status_code == 200
    sam.post(f"tasks/{dinner}/taken/")
    assert kim.post(f"tasks/{dinner}/joined/", {"as": "helper"}).status_code == 200
    assert sam.screen().task(dinner)["owner"] == sam.id
    (part,) = sam.screen().all("part")
    assert (part["member"], part["how"]) == (kim.id, "helper")
    assert kim.post(f"tasks/{dinner}/left/").status_code == 200
    assert kim.post(f"tasks/{dinner}/done/").status_code == 200
    assert CheckIn.objects.filter(member=sam.member).exists() and not CheckIn.objects.filter(member=kim.member).exists()


def test_words_and_what_done_means_stay_with_those_who_agreed_on_them(sam: Person, kim: Person) -> None:
    dinner, line = write(sam, "Dinner"), write(kim, "Oat milk")
    for task, fields in (
        (dinner, {"title": "No dinner"}),
        (line, {"done_means": "two"}),
        (line, {"due": "2026-12-24"}),
    ):
        refused = kim.patch(f"tasks/{task}/", fields)
        assert (refused.status_code, refused.json()["code"]) == (403, "adults_only")
    refused = kim.post("tasks/", {"title": "Sweets", "done_means": "a full bowl"})
    assert refused.json()["code"] == "adults_only"


def test_their_own_head_is_theirs_like_anybodys(sam: Person, kim: Person) -> None:
    present = write(kim, "A present", private=True)
    assert kim.patch(f"tasks/{present}/", {"title": "Mum’s present", "done_means": "wrapped"}).status_code == 200
    assert kim.post(f"tasks/{present}/moved/", {"place": "week"}).status_code == 200
    assert kim.post(f"tasks/{present}/let-go/").status_code == 200
    assert sam.screen().task(present) is None
    assert kim.delete(f"tasks/{present}/").status_code == 200


def test_a_history_tells_a_child_only_verbs_that_were_looked_at(sam: Person, kim: Person) -> None:
    from tasks.models import Moment

    dinner = write(sam, "Dinner")
    task = Task.objects.get(pk=dinner)
    Moment.objects.create(household=task.household, task=task, by=sam.member, verb="secret", day=task.added_on)
    assert [m["verb"] for m in sam.get(f"tasks/{dinner}/history/").json()["moments"]] == ["secret", "added"]
    assert [m["verb"] for m in kim.get(f"tasks/{dinner}/history/").json()["moments"]] == ["added"]


def test_what_is_refused_is_a_refusal_of_the_verb_too(sam: Person, kim: Person) -> None:
    task = Task.objects.get(pk=write(sam))
    for act in (lambda: task.take(kim.fresh()), lambda: task.let_go(kim.fresh())):
        with pytest.raises(Refused, match="adults_only"):
            act()
