"""Settings: one page by plain forms, for oneself and for the home; nobody else's things are on it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from household.access import COOKIE
from household.models import Device, Household, Invitation, SignInLink, Token
from tests.clock import Clock
from tests.conftest import Cast, Person


@pytest.fixture(autouse=True)
def browsers(cast: Cast) -> None:
    """Each adult's client carries their cookie."""
    for person in (cast.sam, cast.robin, cast.stranger):
        person.client.cookies[COOKIE] = person.cookie


def page(person: Person, path: str = "", home: str = "") -> Any:
    return person.client.get(f"/h/{home or person.home}/settings/{path}")


def send(person: Person, path: str, home: str = "", **form: Any) -> Any:
    return person.client.post(f"/h/{home or person.home}/settings/{path}", form)


def member(person: Person, at: Person) -> dict[str, Any]:
    """How somebody looks on a screen of `at`."""
    return next(item for item in at.screen().all("member") if item["id"] == person.id)


PAGES = ("", "leave/", "copy/", "copy/tandem.json")
FORMS = ("me/", "language/", "home/", "devices/link/", "devices/signed-out/", "tokens/", "invitations/", "leave/")


def test_my_name_and_colour_reach_the_other_at_once(sam: Person, robin: Person) -> None:
    answer = send(sam, "me/", name="  Samuel ", colour="moss")
    assert answer.status_code == 302
    assert b"Saved." in sam.client.get(answer.headers["Location"]).content
    seen = member(sam, robin)
    assert (seen["name"], seen["colour"]) == ("Samuel", "moss")
    assert member(robin, sam)["name"] == "Robin"


def test_what_is_wrong_stands_by_its_field_with_the_text_kept(sam: Person, robin: Person) -> None:
    before = robin.news()
    for path, form, kept in [
        ("me/", {"name": "x" * 41, "colour": "sea"}, "x" * 41),
        ("me/", {"name": "  ", "colour": "sea"}, "A first name is enough."),
        ("me/", {"name": "Sam", "colour": "red"}, "errorlist"),
        ("home/", {"name": "Our flat", "time_zone": "Mars/Olympus"}, "Our flat"),
        ("home/", {"name": "", "time_zone": "UTC"}, "Any name will do"),
        ("tokens/", {"name": " "}, "A word is enough"),
        ("invitations/", {"uses": "7"}, "errorlist"),
        ("language/", {"language": "xx"}, "errorlist"),
    ]:
        answer = send(sam, path, **form)
        assert answer.status_code == 400, path
        assert kept in answer.content.decode(), path
        assert 'class="errorlist"' in answer.content.decode(), path
    assert robin.news() == before


def test_markup_in_a_name_is_just_a_name(sam: Person, robin: Person) -> None:
    send(sam, "home/", name="<b>Ours</b>", time_zone="Europe/Berlin")
    for seen in (page(robin), page(robin, "leave/"), page(robin, "copy/")):
        assert b"<b>Ours" not in seen.content
        assert b"&lt;b&gt;Ours" in seen.content


def test_the_home_gets_another_clock(sam: Person, robin: Person) -> None:
    send(sam, "home/", name="Linden Street 7", time_zone="Pacific/Auckland")
    assert robin.screen().all("home")[0]["time_zone"] == "Pacific/Auckland"
    assert '<option value="Pacific/Auckland" selected>Auckland' in page(robin).content.decode()


@pytest.mark.parametrize("zone", ["Asia/Calcutta", "US/Pacific", "CET", "Mars/Olympus"])
def test_a_clock_of_an_old_name_stays_when_something_else_is_saved(sam: Person, robin: Person, zone: str) -> None:
    """Browsers give such names; and a machine may no longer know one."""
    Household.objects.filter(pk=sam.home).update(time_zone=zone)
    for shown in (page(robin), send(robin, "home/", name="", time_zone=zone, rest_after="4")):
        assert f'<option value="{zone}" selected>' in shown.content.decode()
    assert send(robin, "home/", name="Linden Street 9", time_zone=zone, rest_after="4").status_code == 302
    home = sam.screen().all("home")[0]
    assert (home["name"], home["time_zone"], home["rest_after"]) == ("Linden Street 9", zone, 4)
    assert send(robin, "home/", name="Linden Street 9", time_zone="UTC", rest_after="4").status_code == 302
    assert sam.screen().all("home")[0]["time_zone"] == "UTC"


def test_my_language_is_mine_alone(sam: Person, robin: Person) -> None:
    before = robin.news()
    answer = send(sam, "language/", language="de")
    assert answer.cookies["language"].value == "de"
    assert '<html lang="de">' in page(sam).content.decode()
    assert '<html lang="en">' in page(robin).content.decode()
    assert robin.news() == before


# -- devices ---------------------------------------------------------------------------------------


def test_my_devices_are_listed_and_each_can_be_signed_out(sam: Person, robin: Person) -> None:
    assert sam.member.user and robin.member.user
    with sam.member.user.change() as change:
        other, secret = Device.sign_in(sam.member.user, "Kitchen tablet")
        change.worth_keeping()
    shown = page(sam).content.decode()
    assert shown.count("Signed in since") == 2
    assert "Kitchen tablet" in shown and "This one." in shown
    tablet = Client()
    tablet.cookies[COOKIE] = secret
    assert tablet.get(f"/h/{sam.home}/").status_code == 200
    assert send(sam, f"devices/{other.pk}/signed-out/").status_code == 302
    out = tablet.get(f"/h/{sam.home}/")
    assert out.status_code == 401
    assert b"This device is signed out." in out.content
    theirs = Device.objects.get(user=robin.member.user)
    assert send(sam, f"devices/{theirs.pk}/signed-out/").status_code == 404
    assert Device.objects.filter(pk=theirs.pk).exists()


def test_a_device_is_there_since_the_day_it_was_at_home(sam: Person, clock: Clock) -> None:
    """Where it is Tuesday morning already, it is still Monday for the server."""
    clock.move(hours=8)
    assert clock.now.date().isoformat() == "2026-11-23"
    Household.objects.filter(pk=sam.home).update(time_zone="Pacific/Auckland")
    assert sam.member.user
    Device.objects.all().delete()
    with sam.member.user.change() as change:
        _device, cookie = Device.sign_in(sam.member.user, "Phone")
        change.worth_keeping()
    sam.client.cookies[COOKIE] = cookie
    assert "Signed in since 24 November 2026" in page(sam).content.decode()
    assert [device["since"] for device in sam.get("devices/").json()] == ["2026-11-24"]


def test_all_others_are_signed_out_and_this_one_stays(sam: Person, robin: Person) -> None:
    assert sam.member.user
    with sam.member.user.change() as change:
        for name in ("Tablet", "Old phone"):
            Device.sign_in(sam.member.user, name)
        change.worth_keeping()
    answer = send(sam, "devices/signed-out/")
    assert answer.headers["Location"].endswith("?done=devices#devices")
    assert Device.objects.filter(user=sam.member.user).count() == 1
    assert page(sam).status_code == 200
    assert page(robin).status_code == 200


def test_signing_out_this_device_says_how_to_come_back(sam: Person) -> None:
    mine = Device.objects.get(user=sam.member.user)
    answer = send(sam, f"devices/{mine.pk}/signed-out/")
    assert answer.status_code == 200
    assert b"You are signed out here." in answer.content
    assert b"sign_in_link" in answer.content
    assert answer.cookies[COOKIE].value == ""
    assert page(sam).status_code == 401


def test_the_link_for_my_other_device_is_shown_once_with_its_code(sam: Person) -> None:
    answer = send(sam, "devices/link/")
    assert answer.status_code == 201
    shown = answer.content.decode()
    (link,) = set(re.findall(r"http://[^\"<]+/device/[\w-]+/", shown))
    assert 'src="data:image/svg+xml' in shown and f'data-copy="{link}"' in shown
    assert link.rsplit("/", 2)[1] not in page(sam).content.decode()
    assert "A link for one more device is open" in page(sam).content.decode()
    assert Client().get(link[link.index("/device") :]).status_code == 200
    assert SignInLink.objects.count() == 1


# -- tokens ----------------------------------------------------------------------------------------


def test_a_token_is_shown_once_listed_and_dies_when_revoked(sam: Person, robin: Person) -> None:
    before = robin.news()
    answer = send(sam, "tokens/", name="Kitchen display")
    assert answer.status_code == 201
    assert "no-store" in answer.headers["Cache-Control"]
    (secret,) = re.findall(r'<input type="text" readonly value="([\w-]+)"', answer.content.decode())
    asked = Client(headers={"Authorization": f"Bearer {secret}"})
    assert asked.get(f"/api/homes/{sam.home}/news/").status_code == 200
    shown = page(sam).content.decode()
    assert "Kitchen display" in shown and secret not in shown
    token = Token.objects.get(name="Kitchen display")
    assert send(robin, f"tokens/{token.pk}/revoked/").status_code == 404
    assert send(sam, f"tokens/{token.pk}/revoked/").status_code == 302
    assert asked.get(f"/api/homes/{sam.home}/news/").status_code == 401
    assert b"Kitchen display" not in page(robin).content
    assert robin.news() == before


# -- invitations -----------------------------------------------------------------------------------


def test_an_invitation_is_shown_once_listed_for_both_and_withdrawn_by_either(sam: Person, robin: Person) -> None:
    answer = send(sam, "invitations/", uses="3")
    assert answer.status_code == 201
    (link,) = set(re.findall(r"http://[^\"<]+/in/[\w-]+/", answer.content.decode()))
    assert b"For 3 people, until" in answer.content
    assert "Made by Sam" in page(robin).content.decode()
    assert link.rsplit("/", 2)[1] not in page(robin).content.decode()
    invitation = Invitation.objects.get()
    assert send(robin, f"invitations/{invitation.pk}/withdrawn/").status_code == 302
    assert Client().get(link[link.index("/in/") :]).status_code == 410
    assert "No invitation is open." in page(sam).content.decode()
    assert send(robin, f"invitations/{invitation.pk}/withdrawn/").status_code == 404


def test_too_many_links_are_refused_as_a_sentence_on_the_page(sam: Person) -> None:
    answers = [send(sam, "invitations/", uses="1") for _again in range(31)]
    assert answers[29].status_code == 201
    assert answers[30].status_code == 429
    assert b"That was tried very often just now." in answers[30].content
    assert Invitation.objects.count() == 30
    assert send(sam, "me/", name="Sam", colour="sea").status_code == 302  # one's own acts are never limited


def test_a_child_sees_and_makes_no_invitations(sam: Person, kim: Person) -> None:
    from household.models import Member, User

    user = User.objects.create()
    Member.objects.filter(pk=kim.id).update(user=user)
    with user.change() as change:
        _device, kim.client.cookies[COOKIE] = Device.sign_in(user, "Tablet")
        change.worth_keeping()
    send(sam, "invitations/", uses="1")
    assert b"Invitations" not in page(kim).content
    assert send(kim, "invitations/", uses="1").status_code == 404
    assert send(kim, f"invitations/{Invitation.objects.get().pk}/withdrawn/").status_code == 404
    assert page(kim, "copy/").status_code == 200


# -- who else --------------------------------------------------------------------------------------


def test_my_other_homes_stand_there(sam: Person, robin: Person) -> None:
    sam.client.post("/homes/new/", {"home": "Garden", "name": "Sam"})
    assert b"Garden" in page(sam).content
    assert b"Garden" not in page(robin).content


def test_a_stranger_gets_404_and_a_signed_out_device_the_ways_back(sam: Person, stranger: Person) -> None:
    before = sam.news()
    nobody = Client()
    for path in PAGES:
        assert page(stranger, path, sam.home).status_code == 404
        assert b"Linden" not in page(stranger, path, sam.home).content
        out = nobody.get(f"/h/{sam.home}/settings/{path}")
        assert out.status_code == 401
        assert b"Linden" not in out.content
    for path in FORMS:
        assert send(stranger, path, sam.home, name="x", uses="1", language="de").status_code == 404
        assert nobody.post(f"/h/{sam.home}/settings/{path}", {"name": "x"}).status_code == 401
    assert sam.news() == before


def test_a_form_from_elsewhere_changes_nothing(sam: Person) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.cookies[COOKIE] = sam.cookie
    before = sam.news()
    for path in FORMS:
        assert forged.post(f"/h/{sam.home}/settings/{path}", {"name": "x"}).status_code == 403
    assert sam.news() == before
    assert not SignInLink.objects.exists()


def test_a_get_does_nothing(sam: Person) -> None:
    before = sam.news()
    for path in FORMS[:-1]:
        opened = page(sam, path)
        assert (opened.status_code, opened.headers["Allow"]) == (405, "POST")
        assert "There is nothing to read here." in opened.content.decode()
    page(sam, "leave/")
    assert sam.news() == before


def test_the_page_costs_the_same_whatever_is_on_it(sam: Person, django_assert_max_num_queries: Any) -> None:
    for name in "abcdef":
        Token.make(sam.member, name)
        Invitation.make(sam.member)
    with django_assert_max_num_queries(11):
        page(sam)
