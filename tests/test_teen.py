"""Teenagers are asked on a device of their own, about what they took part in; no adult learns anything of it."""

from __future__ import annotations

import pytest
from django.test import Client

from household.access import COOKIE
from household.models import TabletLink
from tasks.models import Asking, CheckIn
from tests.conftest import Person, own_device, write


@pytest.fixture
def teen(sam: Person, kim: Person) -> Person:
    """Kim is fourteen and has a phone."""
    sam.patch(f"helpers/{kim.id}/", {"role": "teen"})
    own_device(sam, kim)
    kim.client.cookies[COOKIE] = kim.cookie
    for who in (sam,):
        who.client.cookies[COOKIE] = who.cookie
    return kim


def done_by(person: Person, title: str = "Dishes") -> str:
    task = write(person, title)
    assert person.post(f"tasks/{task}/done/").status_code == 200
    return task


def asked(person: Person) -> list[str]:
    return [row["task"] for row in person.screen().all("check_in")]


def test_about_what_they_did_or_helped_with_and_nothing_else(sam: Person, teen: Person) -> None:
    done_by(sam)
    assert asked(teen) == [] and teen.screen().all("asking") == []
    mine = done_by(teen, "Bins")
    assert asked(teen) == [mine]
    (how,) = teen.screen().all("asking")  # they joined as a child: without it no screen would show the card
    assert (how["on"], how["introduced"], how["pace"]) == (True, False, "each")
    helped = write(sam, "Dinner")
    teen.post(f"tasks/{helped}/joined/", {"as": "helper"})
    sam.post(f"tasks/{helped}/done/")
    assert set(asked(teen)) == {mine, helped}


def test_who_is_said_to_have_done_it_counts(sam: Person, teen: Person) -> None:
    other = write(sam, "Not theirs")
    sam.post(f"tasks/{other}/done/", {"by": [sam.id], "helped": []})
    assert asked(teen) == []
    theirs = write(sam, "Theirs")
    sam.post(f"tasks/{theirs}/done/", {"by": [teen.id]})
    later = done_by(sam, "Said later")
    sam.post(f"tasks/{later}/credited/", {"part": "helped", "member": teen.id})
    assert set(asked(teen)) == {theirs, later}
    assert len(asked(sam)) == 3  # and nobody was asked twice


def test_whoever_erased_an_answer_is_not_asked_anew_by_it(sam: Person, teen: Person) -> None:
    task = done_by(sam)
    mine = sam.screen().all("check_in")[0]["id"]
    sam.delete(f"check-ins/{mine}/")
    sam.post(f"tasks/{task}/credited/", {"part": "helped", "member": teen.id})
    assert asked(sam) == [] and asked(teen) == [task]


@pytest.mark.parametrize("role", ["child", "guest"])
def test_children_and_guests_never_are(sam: Person, kim: Person, role: str) -> None:
    sam.patch(f"helpers/{kim.id}/", {"role": role})
    own_device(sam, kim)
    kim.client.cookies[COOKIE] = kim.cookie
    done_by(kim)
    assert asked(kim) == [] and kim.screen().all("asking") == []
    assert kim.client.get(f"/h/{kim.home}/mine/").status_code == 404
    assert kim.patch("asking/", {"on": True}).status_code == 404


def test_not_without_a_device_of_their_own_and_not_at_the_family_tablet(sam: Person, kim: Person) -> None:
    sam.patch(f"helpers/{kim.id}/", {"role": "teen"})
    link, _secret = TabletLink.make(sam.member)
    task = write(sam, "Bins")
    known = {"Cookie": f"{COOKIE}={link.use('Kitchen')}", "Tandem-As": kim.id}
    assert kim.client.post(kim.url(f"tasks/{task}/done/"), {}, "application/json", headers=known).status_code == 200
    assert not CheckIn.objects.filter(member=kim.member).exists()


def test_what_they_did_at_the_tablet_is_asked_about_on_their_own_device(sam: Person, teen: Person) -> None:
    """Ticked there by nobody in particular; then they tap their name."""
    link, _secret = TabletLink.make(sam.member)
    task, known = write(sam, "Bins"), {"Cookie": f"{COOKIE}={link.use('Kitchen')}"}
    path = teen.url(f"tasks/{task}/done/")
    browser = Client()
    assert browser.post(path, {}, "application/json", headers=known).status_code == 200
    assert asked(teen) == []
    said = browser.post(path, {}, "application/json", headers={**known, "Tandem-As": teen.id})
    assert said.status_code == 200 and b"check_in" not in said.content
    assert asked(teen) == [task]


def test_the_answer_is_theirs_and_no_adult_can_tell(sam: Person, robin: Person, teen: Person) -> None:
    task = done_by(teen)
    before = [(who, who.news(), who.news()["cursor"]) for who in (sam, robin)]
    mine = teen.screen().all("check_in")[0]
    assert teen.post(f"check-ins/{mine['id']}/answered/", {"felt": 1}).status_code == 200
    assert teen.patch("asking/", {"pace": "daily", "introduced": True}).status_code == 200
    for who, news, cursor in before:
        assert who.news() == news and who.news(cursor)["items"] == []
        assert who.post(f"check-ins/{mine['id']}/answered/", {"felt": 5}).status_code == 404
    page = teen.client.get(f"/h/{teen.home}/mine/").content.decode()
    assert "Not at all" in page and "you can stop at any time" in page
    assert "How was this week?" not in page and "For our meeting" not in page
    assert CheckIn.objects.get(member=teen.member).parts == ["noticed", "done"]
    assert task in asked(teen)


def test_a_no_is_a_no_and_the_choice_is_on_their_page(sam: Person, teen: Person) -> None:
    assert not Asking.objects.filter(member=teen.member).exists()
    address = f"/h/{teen.home}/mine/asking/"
    assert "After each thing that is done" in teen.client.get(f"/h/{teen.home}/mine/").content.decode()
    teen.client.post(address, {"pace": "off"})
    done_by(teen)
    assert asked(teen) == []
    teen.client.post(address, {"pace": "each"})
    assert asked(teen) == [] and done_by(teen, "Bins") in asked(teen)
    assert sam.client.get(f"/h/{sam.home}/settings/people/{teen.id}/").status_code == 200


def test_an_adult_who_signs_them_out_to_sign_in_as_them_finds_nothing(sam: Person, robin: Person, teen: Person) -> None:
    done_by(teen, "Dishes")
    mine = teen.screen().all("check_in")[0]["id"]
    teen.post(f"check-ins/{mine}/answered/", {"felt": 1})
    before = robin.news()
    assert "deleted then" in sam.client.get(f"/h/{sam.home}/settings/people/{teen.id}/").content.decode()
    assert sam.post(f"helpers/{teen.id}/signed-out/").status_code == 200
    own_device(sam, teen)
    teen.client.cookies[COOKIE] = teen.cookie
    page = teen.client.get(f"/h/{teen.home}/mine/").content.decode()
    assert "Not at all" not in page.split('id="asking"')[-1] and "No answers yet." in page
    assert not CheckIn.objects.exists() or not CheckIn.objects.filter(member=teen.member).exists()
    assert robin.news() == before
