"""Signing out: whoever held one of my devices does not come back by what was made on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from household.access import COOKIE
from household.models import Device, Household, Invitation, SignInLink, TabletLink, Token
from tests.conftest import Cast, Person, make_cast

MADE = ("devices/link/", "invitations/", "tablets/link/", "helpers/{kim}/device-link/")
Signs = Callable[[Person, "Intruder"], Any]


class Intruder:
    """Somebody on another device of the same person, who makes every way back in that there is."""

    def __init__(self, victim: Person, kim: Person) -> None:
        assert victim.member.user
        self.device, cookie = Device.sign_in(victim.member.user, "Old phone")
        self.me = Person(victim.member, cookie, victim.token)
        self.links = [self.path(made.format(kim=kim.id)) for made in MADE]
        self.token = self.me.on_device("tokens/", {"name": "Printer"}).json()["token"]

    def path(self, made: str) -> str:
        answer = self.me.on_device(made)
        assert answer.status_code == 201, answer.content
        return "/" + answer.json()["link"].split("/", 3)[3]

    def opens(self) -> list[int]:
        return [Client().get(link).status_code for link in self.links]

    def reads(self) -> int:
        return Client(headers={"Authorization": f"Bearer {self.token}"}).get(self.me.url("news/")).status_code


@pytest.fixture
def intruder(cast: Cast) -> Intruder:
    return Intruder(cast.sam, cast.kim)


def by_page(path: str, **form: Any) -> Signs:
    def sign(who: Person, intruder: Intruder) -> None:
        who.client.cookies[COOKIE] = who.cookie
        url = f"/h/{who.home}/settings/{path.format(device=intruder.device.pk)}"
        assert who.client.post(url, form).status_code == 302

    return sign


def by_api(path: str) -> Signs:
    def sign(who: Person, intruder: Intruder) -> None:
        assert who.on_device(path.format(device=intruder.device.pk)).status_code == 200

    return sign


OTHERS = [by_page("devices/signed-out/"), by_api("devices/signed-out/")]
ONE = [by_page("devices/{device}/signed-out/"), by_api("devices/{device}/signed-out/")]


@pytest.mark.parametrize("sign", [*OTHERS, *ONE])
def test_links_and_invitations_of_a_signed_out_device_stop(sign: Signs, cast: Cast, intruder: Intruder) -> None:
    _items, robins = Invitation.make(cast.robin.member)
    assert intruder.opens() == [200] * 4
    sign(cast.sam, intruder)
    assert intruder.opens() == [410] * 4
    assert intruder.me.on_device("invitations/").status_code == 401
    assert cast.robin.screen().all("invitation")[0]["by"] == cast.robin.id  # and everybody's screen knows it
    assert len(cast.robin.screen().all("invitation")) == 1
    assert Client().get(f"/in/{robins}/").status_code == 200


@pytest.mark.parametrize("sign", OTHERS)
def test_with_all_others_my_tokens_are_revoked(sign: Signs, sam: Person, robin: Person, intruder: Intruder) -> None:
    assert intruder.reads() == 200
    sign(sam, intruder)
    assert intruder.reads() == 401
    assert not Token.objects.filter(member=sam.member).exists()
    assert robin.get("news/").status_code == 200


def test_tokens_are_listed_and_stay_when_i_keep_them(sam: Person, intruder: Intruder) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    garden = Household.start("Garden", "UTC", sam.member.user, "Sam", "sea")
    Token.make(garden, "Greenhouse")
    page = sam.client.get(f"/h/{sam.home}/settings/").content.decode()
    assert 'name="keep"' in page and "Printer" in page and "Greenhouse, Garden" in page
    keep = Token.objects.get(name="Printer").pk
    sam.client.post(f"/h/{sam.home}/settings/devices/signed-out/", {"keep": [keep]})
    assert [token.name for token in Token.objects.filter(member__user=sam.member.user)] == ["Printer"]
    assert intruder.reads() == 200 and intruder.opens() == [410] * 4
    assert sam.on_device("devices/signed-out/", {"keep": [keep]}).status_code == 200
    assert intruder.reads() == 200


def test_what_i_made_on_this_device_stays_with_it(sam: Person, robin: Person, intruder: Intruder) -> None:
    elsewhere = intruder.path("invitations/")
    link = "/" + sam.on_device("devices/link/").json()["link"].split("/", 3)[3]
    invitation = "/" + sam.on_device("invitations/").json()["link"].split("/", 3)[3]
    assert sam.on_device("devices/signed-out/").status_code == 200
    assert [Client().get(path).status_code for path in (link, invitation, elsewhere)] == [200, 200, 410]
    assert sam.on_device("devices/signed-out/", {"this": True}).status_code == 200
    assert [Client().get(path).status_code for path in (link, invitation)] == [410, 410]


def test_a_rescue_link_stops_with_all_others(sam: Person, intruder: Intruder) -> None:
    assert sam.member.user
    _made, secret = SignInLink.make(sam.member.user, rescue=True)
    sam.on_device(f"devices/{intruder.device.pk}/signed-out/")
    assert Client().get(f"/device/{secret}/").status_code == 200
    sam.on_device("devices/signed-out/")
    assert Client().get(f"/device/{secret}/").status_code == 410


def test_my_other_homes_are_cleaned_too(sam: Person, intruder: Intruder) -> None:
    garden = Household.start("Garden", "UTC", sam.member.user, "Sam", "sea")
    there = Person(garden, intruder.me.cookie, "")
    link = "/" + there.on_device("invitations/").json()["link"].split("/", 3)[3]
    sam.on_device("devices/signed-out/")
    assert Client().get(link).status_code == 410


def test_signing_out_in_private_sends_the_others_nothing(sam: Person, robin: Person) -> None:
    assert sam.member.user
    Device.sign_in(sam.member.user, "Old phone")
    before = robin.news()
    sam.on_device("devices/signed-out/")
    assert robin.news() == before


@pytest.mark.parametrize(
    ("make", "withdraw", "about"),
    [
        ("devices/link/", "devices/link/withdrawn/", ""),
        ("tablets/link/", "tablets/link/withdrawn/", ""),
        ("helpers/{kim}/device-link/", "helpers/{kim}/device-link/withdrawn/", "people/{kim}/"),
    ],
)
def test_an_open_link_is_listed_and_withdrawn_with_one_tap(
    make: str, withdraw: str, about: str, cast: Cast, sam: Person
) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    path = {"helpers": "people/{kim}/device-link/withdrawn/"}.get(make.split("/")[0], withdraw).format(kim=cast.kim.id)
    for withdrawn in (
        lambda: sam.client.post(f"/h/{sam.home}/settings/{path}").status_code == 302,
        lambda: sam.on_device(withdraw.format(kim=cast.kim.id)).status_code == 200,
    ):
        link = "/" + sam.on_device(make.format(kim=cast.kim.id)).json()["link"].split("/", 3)[3]
        page = f"/h/{sam.home}/settings/{about.format(kim=cast.kim.id)}"
        assert f'action="/h/{sam.home}/settings/{path}"' in sam.client.get(page).content.decode()
        assert Client().get(link).status_code == 200
        assert withdrawn()
        assert Client().get(link).status_code == 410
        assert f'action="/h/{sam.home}/settings/{path}"' not in sam.client.get(page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_made_on_a_device_while_it_is_signed_out() -> None:
    """The two meet: whichever comes first, no link of that device opens anything afterwards."""
    cast = make_cast()
    intruder = Intruder(cast.sam, cast.kim)
    start = Barrier(2)

    def makes() -> None:
        start.wait()
        try:
            for made in MADE * 3:
                intruder.me.on_device(made.format(kim=cast.kim.id))
        finally:
            connection.close()

    def signs_out() -> None:
        start.wait()
        try:
            assert cast.sam.on_device(f"devices/{intruder.device.pk}/signed-out/").status_code == 200
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        for done in (people.submit(makes), people.submit(signs_out)):
            done.result()
    for kind in (SignInLink, TabletLink, Invitation):
        assert not kind.objects.filter(made_on=intruder.device.pk).exists()
