"""A device of their own for somebody who helps: a link, signing out, and who they are in another home."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from household.access import COOKIE
from household.models import HELPERS, Device, Member, Role, SignInLink, User
from household.screen import NOT_HERE
from tests.clock import Clock
from tests.conftest import Cast, Person
from tests.helpers import added, device_of, link_for
from tests.live_server import Server, Socket
from tests.test_settings import page, send


def test_looking_at_the_link_uses_nothing_up_and_it_works_once(sam: Person, kim: Person) -> None:
    path = link_for(sam, kim.member)
    for _ in range(3):
        assert b"Kim" in Client().get(path).content
    browser = device_of(path)
    board = browser.get(f"/h/{kim.home}/")
    assert kim.id.encode() in board.content
    assert Client().post(path).status_code == 410
    assert SignInLink.objects.count() == 0


def test_the_link_ends_after_a_while_and_by_the_next_one(sam: Person, robin: Person, kim: Person) -> None:
    first = link_for(sam, kim.member)
    second = link_for(robin, kim.member)
    assert Client().get(first).status_code == 410
    SignInLink.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    assert Client().post(second).status_code == 410


def test_their_page_says_that_a_link_is_open_while_it_is(sam: Person, kim: Person, clock: Clock) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    link_for(sam, kim.member)
    assert b"A link for their device is open" in page(sam, f"people/{kim.id}/").content
    clock.move(hours=5)
    assert b"A link for their device is open" not in page(sam, f"people/{kim.id}/").content


def test_nobody_signs_in_beside_whoever_has_a_device(sam: Person, kim: Person) -> None:
    browser = device_of(link_for(sam, kim.member))
    refused = sam.on_device(f"helpers/{kim.id}/device-link/")
    assert (refused.status_code, refused.json()["code"]) == (409, "own_device")
    assert sam.post(f"helpers/{kim.id}/signed-out/").status_code == 200
    assert browser.get(f"/h/{kim.home}/").status_code == 401
    assert Device.objects.filter(user_id=kim.fresh().user_id).count() == 0
    link_for(sam, kim.member)


def test_signing_out_ends_their_screen_at_once(server: Server, cast: Cast) -> None:
    sam, kim = cast.sam, cast.kim
    with server.client() as browser:
        path = link_for(sam, kim.member)
        page = browser.get(path)
        token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        browser.post(path, data={"csrfmiddlewaretoken": token}, headers={"Referer": server.url})
        kim.cookie = browser.cookies[COOKIE]
    with Socket(server, kim, cookie=True) as phone:
        phone.take()
        sam.post(f"helpers/{kim.id}/signed-out/")
        assert phone.ends() == 4401


@pytest.fixture
def elsewhere(sam: Person, kim: Person) -> tuple[Client, Member]:
    """Kim's browser, and who they are in a home they started with it: an adult."""
    sam.patch(f"helpers/{kim.id}/", {"role": "teen"})
    browser = device_of(link_for(sam, kim.member))
    browser.post("/homes/new/", {"home": "The band", "name": "Kim"})
    return browser, Member.objects.get(household__name="The band")


@pytest.mark.parametrize("by", ["an adult", "themselves"])
def test_an_adult_here_never_becomes_somebody_elsewhere(
    sam: Person, robin: Person, kim: Person, elsewhere: tuple[Client, Member], by: str
) -> None:
    browser, there = elsewhere
    band, before = f"/h/{there.household_id}/", robin.news()
    if by == "an adult":
        assert sam.post(f"helpers/{kim.id}/signed-out/").status_code == 200
        assert browser.get(f"/h/{kim.home}/").status_code == 404
        assert browser.get("/", follow=True).redirect_chain == [(band, 302)]  # and goes on there
    else:
        device = Device.objects.get(user=there.user_id)
        assert browser.post(f"{band}settings/devices/{device.pk}/signed-out/").status_code == 200
    path = link_for(sam, kim.member)
    assert b"The band" not in Client().get(path).content
    sams = device_of(path)
    assert sams.get(f"/h/{kim.home}/").status_code == 200
    assert sams.get(band).status_code == 404
    assert [home["id"] for home in sams.get("/api/homes/").json()] == [kim.home]
    assert there.user and [m.pk for m in there.user.present_members()] == [there.pk]
    assert browser.get(band).status_code == (200 if by == "an adult" else 401)
    assert robin.news() == before


def test_a_link_for_their_other_device_opens_only_their_other_home(
    sam: Person, kim: Person, elsewhere: tuple[Client, Member]
) -> None:
    browser, there = elsewhere
    shown = browser.post(f"/h/{there.household_id}/settings/devices/link/").content.decode()
    sam.post(f"helpers/{kim.id}/signed-out/")
    laptop = device_of("/" + shown.split('data-copy="')[1].split('"')[0].split("/", 3)[3])
    assert laptop.get(f"/h/{there.household_id}/").status_code == 200
    assert laptop.get(f"/h/{kim.home}/").status_code == 404


def test_their_screen_here_ends_and_the_one_elsewhere_goes_on(
    server: Server, sam: Person, kim: Person, elsewhere: tuple[Client, Member]
) -> None:
    browser, there = elsewhere
    kim.cookie = browser.cookies[COOKIE].value
    in_band = Person(there, kim.cookie, "")
    with Socket(server, kim, cookie=True) as here, Socket(server, in_band, cookie=True) as stays:
        here.take(), stays.take()
        sam.post(f"helpers/{kim.id}/signed-out/")
        assert here.ends() == NOT_HERE
        stays.ping()
    with Socket(server, kim, cookie=True) as again:
        assert again.ends() == NOT_HERE


def test_looking_again_finds_a_profile_that_is_no_longer_theirs(
    server: Server,
    kim: Person,
    elsewhere: tuple[Client, Member],
    looks_again_soon: None,
) -> None:
    kim.cookie = elsewhere[0].cookies[COOKIE].value
    with Socket(server, kim, cookie=True) as here:
        here.take()
        Member.objects.filter(pk=kim.id).update(user=None)  # by another process, and the poke was lost
        assert here.ends() == NOT_HERE


@pytest.mark.parametrize("role", [role.value for role in HELPERS])
def test_a_teenager_with_a_device_is_nobodys_to_rename_or_to_send_away(sam: Person, role: str) -> None:
    ben = added(sam, role=role)
    browser = device_of(link_for(sam, ben))
    renamed, gone = sam.patch(f"helpers/{ben.pk}/", {"name": "B"}), sam.post(f"helpers/{ben.pk}/left/")
    if role != Role.TEEN:
        assert (renamed.status_code, gone.status_code) == (200, 200)
        assert browser.get(f"/h/{sam.home}/").status_code in (401, 404)
        return
    assert {renamed.json()["code"], gone.json()["code"]} == {"own_device"}
    assert b"Leave" in browser.get(f"/h/{sam.home}/settings/leave/").content
    assert browser.post(f"/h/{sam.home}/settings/leave/").status_code == 302
    assert Member.objects.get(pk=ben.pk).left_on and not User.objects.filter(members=ben.pk).exists()


def test_their_settings_show_only_what_is_theirs(sam: Person, kim: Person) -> None:
    browser = device_of(link_for(sam, kim.member))
    shown = browser.get(f"/h/{kim.home}/settings/").content.decode()
    assert "Their own" not in shown and "My devices" in shown
    for title in ("People", "Family tablet", "Invitations", "Our home", "Tokens for programs", "How I am asked"):
        assert f">{title}</h2>" not in shown
    for path in ("tokens/", "home/", "people/", "tablets/link/", "tablets/here/", "invitations/"):
        assert browser.post(f"/h/{kim.home}/settings/{path}", {"name": "x"}).status_code == 404


def test_an_adults_settings_hold_the_people(sam: Person, kim: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    assert b"<bdi>Kim</bdi> <span" in page(sam).content
    assert send(sam, "people/", name="Ben", role="guest").status_code == 302
    ben = Member.objects.get(name="Ben")
    assert (ben.role, ben.colour) == ("guest", "lagoon")  # the next that nobody has
    assert send(sam, "people/", name="", role="guest").status_code == 400
    assert send(sam, "people/", name="Eve", role="adult").status_code == 400
    assert b"Ben" in page(sam, f"people/{ben.pk}/").content
    assert send(sam, f"people/{ben.pk}/saved/", name="Benno", role="child", colour="moss").status_code == 302
    assert Member.objects.get(pk=ben.pk).name == "Benno"
    link = send(sam, f"people/{ben.pk}/device-link/")
    assert link.status_code == 201 and b"/device/" in link.content
    assert send(sam, f"people/{ben.pk}/goodbye/").status_code == 302
    assert page(sam, f"people/{ben.pk}/").status_code == 404
