"""Every link, opened by nobody, by the person it is about, by somebody else, by a child and at the family's tablet: the
page names who is signed in here before anybody acts, and looking changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from household.access import COOKIE
from household.models import Device, Household, Invitation, Member, SignInLink, Tablet, TabletLink, User
from tests.conftest import Cast, Person, own_device

BROWSERS = ("nobody", "sam", "robin", "stranger", "kim", "tablet", "other tablet")
NAMES = {
    "nobody": "",
    "sam": "Sam",
    "robin": "Robin",
    "stranger": "Stranger",
    "kim": "Kim",
    "tablet": "family tablet of Linden Street 7",
    "other tablet": "family tablet of Next door",
}


def tablet_of(person: Person) -> str:
    """A family tablet in this person's home: its cookie."""
    link, _secret = TabletLink.make(person.fresh())
    return link.use("Kitchen") or ""


@pytest.fixture
def browser(cast: Cast) -> Callable[[str], Client]:
    """A browser that is signed in as one of BROWSERS."""

    def opened(whose: str) -> Client:
        client = Client()
        if whose == "kim":
            own_device(cast.sam, cast.kim)
        if whose.endswith("tablet"):
            client.cookies[COOKIE] = tablet_of(cast.sam if whose == "tablet" else cast.stranger)
        elif whose != "nobody":
            client.cookies[COOKIE] = getattr(cast, whose).cookie
        return client

    return opened


def state() -> list[Any]:
    """Who is where, and on which devices."""
    return [
        sorted(model.objects.values_list(*fields))
        for model, fields in [
            (Member, ("pk", "name", "user", "left_on")),
            (Device, ("pk", "user", "secret_hash")),
            (Tablet, ("pk", "secret_hash")),
            (User, ("pk", "language")),
            (Invitation, ("pk", "uses_left")),
            (SignInLink, ("pk",)),
            (TabletLink, ("pk",)),
        ]
    ]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


# -- an invitation ---------------------------------------------------------------------------------


@pytest.fixture
def invitation(sam: Person) -> str:
    _items, secret = Invitation.make(sam.member)
    return reverse("join", args=[secret])


@pytest.mark.parametrize("whose", BROWSERS)
def test_an_invitation_says_who_is_signed_in_and_lets_nobody_in_unasked(
    whose: str, browser: Callable[[str], Client], invitation: str
) -> None:
    client = browser(whose)
    before = state()
    page = client.get(invitation)
    assert page.status_code == 200 and NAMES[whose] in text(page)
    assert ("Is that you?" in text(page)) == (whose in ("sam", "robin", "stranger", "kim"))
    assert state() == before
    if whose != "nobody":
        assert client.post(invitation, {"name": "Bea"}).status_code == 409
        assert client.post(invitation, {"name": "Bea", "as": "nonsense"}).status_code == 409
        assert state() == before


@pytest.mark.parametrize("whose", BROWSERS)
def test_somebody_else_who_joins_is_a_person_of_their_own(
    whose: str, browser: Callable[[str], Client], invitation: str, sam: Person
) -> None:
    """With a device of their own; whoever was signed in here is signed out here, and keeps everything else."""
    client = browser(whose)
    people = set(User.objects.values_list("pk", flat=True))
    old = client.cookies[COOKIE].value if COOKIE in client.cookies else ""
    page = client.get(invitation, {"as": "somebody-else"})
    assert NAMES[whose] in text(page)
    joined = client.post(invitation, {"name": "Bea", "as": "somebody-else"}, follow=True)
    assert joined.redirect_chain == [(f"/h/{sam.home}/", 302)]
    bea = Member.objects.select_related("user").get(name="Bea")
    assert bea.user and bea.user_id not in people and bea.user.present_members() == [bea]
    assert client.get("/api/homes/").json() == [{"id": sam.home, "name": "Linden Street 7", "me": bea.pk}]
    assert set(User.objects.values_list("pk", flat=True)) == {*people, bea.user_id}
    if old:
        former = Client(headers={"Cookie": f"{COOKIE}={old}"})
        assert former.get(f"/h/{sam.home}/").status_code == 401
        assert not Tablet.objects.exists()
    link = client.post(f"/h/{sam.home}/settings/devices/link/").content.decode().split('data-copy="')[1]
    second = Client().get("/" + link.split('"')[0].split("/", 3)[3])
    assert second.context["members"] == [bea]  # a link she makes opens nothing of anybody else


def test_who_says_yes_is_the_same_person_in_both_homes(
    browser: Callable[[str], Client], invitation: str, sam: Person, stranger: Person
) -> None:
    client = browser("stranger")
    page = client.get(invitation, {"as": stranger.id})
    assert "You join as Stranger of Next door" in text(page) and 'value="Stranger"' in text(page)
    assert client.post(invitation, {"name": "Stranger", "as": stranger.id}).status_code == 302
    assert Member.objects.get(household_id=sam.home, name="Stranger").user_id == stranger.member.user_id
    assert client.cookies[COOKIE].value == stranger.cookie


def test_a_page_that_named_somebody_else_does_nothing(
    browser: Callable[[str], Client], invitation: str, stranger: Person
) -> None:
    before = state()
    assert browser("robin").post(invitation, {"name": "Bea", "as": stranger.id}).status_code == 409
    assert state() == before


def test_the_last_device_of_somebody_is_not_signed_out_without_a_word(
    browser: Callable[[str], Client], invitation: str, stranger: Person
) -> None:
    warns = "Stranger is signed in on no other device and needs to make a link for one first"
    assert warns in text(browser("stranger").get(invitation, {"as": "somebody-else"}))
    assert stranger.member.user
    Device.sign_in(stranger.member.user, "Phone")
    assert warns not in text(browser("stranger").get(invitation, {"as": "somebody-else"}))


# -- a link that signs one device in: one's other device, a child's profile, a rescue --------------


def link_for(cast: Cast, kind: str) -> tuple[str, Member]:
    """The address of a sign-in link and whose it is."""
    who = cast.kim.fresh() if kind == "profile" else cast.sam.fresh()
    if kind == "profile":
        Device.objects.filter(user=who.user).delete()
        _made, secret = who.device_link(cast.sam.fresh())
        who = cast.kim.fresh()
    else:
        assert who.user
        _made, secret = SignInLink.make(who.user, None if kind == "rescue" else who, rescue=kind == "rescue")
    return reverse("device", args=[secret]), who


@pytest.mark.parametrize("kind", ["device", "profile", "rescue"])
@pytest.mark.parametrize("whose", [whose for whose in BROWSERS if whose != "kim"])
def test_a_sign_in_link_says_who_is_signed_in_and_for_whom_it_is(
    whose: str, kind: str, cast: Cast, browser: Callable[[str], Client]
) -> None:
    client = browser(whose)
    old = client.cookies[COOKIE].value if COOKIE in client.cookies else ""
    path, who = link_for(cast, kind)
    before, page = state(), client.get(path)
    assert state() == before
    assert who.name in text(page) and NAMES[whose] in text(page)
    assert client.post(path).status_code == 302
    if whose == who.name.lower():
        assert state() == before  # signed in already: the link is not used up
        return
    assert client.get("/api/homes/").json()[0]["me"] == who.pk
    assert Client().get(path).status_code == 410
    if old:
        assert Client(headers={"Cookie": f"{COOKIE}={old}"}).get("/api/homes/").status_code == 401
        assert not Tablet.objects.exists()


# -- the family's tablet ---------------------------------------------------------------------------


@pytest.mark.parametrize("whose", BROWSERS)
def test_a_tablets_link_says_who_is_signed_in_and_ends_that(
    whose: str, cast: Cast, browser: Callable[[str], Client]
) -> None:
    client = browser(whose)
    _link, secret = TabletLink.make(cast.sam.fresh())
    path, before = reverse("tablet", args=[secret]), state()
    page = text(client.get(path))
    assert state() == before
    if whose == "tablet":
        assert "It is the family tablet already." in page
        assert client.post(path).headers["Location"] == f"/h/{cast.sam.home}/kitchen/"
        assert state() == before
        return
    assert NAMES[whose] in page
    client.post(path)
    assert client.get("/api/homes/").status_code == 401
    assert list(Tablet.objects.values_list("household_id", flat=True)) == [cast.sam.home]


# -- a new home, and every page of one's own ---------------------------------------------------------


def test_a_first_page_that_was_left_open_makes_no_home_for_whoever_signed_in_meanwhile(
    browser: Callable[[str], Client], settings: Any
) -> None:
    settings.NEW_HOMES = "anyone"
    client, form = browser("sam"), {"home": "Garden", "name": "Bea"}
    page = client.post("/", form)
    assert page.status_code == 409 and "You are signed in here as Sam" in text(page) and "Garden" in text(page)
    assert not Household.objects.filter(name="Garden").exists()
    assert browser("tablet").post("/", form).headers["Location"].endswith("/kitchen/")
    assert browser("tablet").post("/homes/new/", form).headers["Location"].endswith("/kitchen/")
    assert not Household.objects.filter(name="Garden").exists()


@pytest.mark.parametrize(
    "path", ["settings/", "settings/leave/", "settings/copy/", "settings/own-home/", "mine/", "thanks/", "ours/"]
)
def test_each_page_of_ones_own_says_whose_it_is(path: str, browser: Callable[[str], Client], sam: Person) -> None:
    for whose, name in (("sam", "Sam"), ("robin", "Robin")):
        page = text(browser(whose).get(f"/h/{sam.home}/{path}"))
        assert "Signed in as </span>" in page and f"</span> <bdi>{name}</bdi></span>" in page


@pytest.mark.parametrize("path", ["settings/leave/", "settings/tokens/", "settings/me/", "settings/devices/link/"])
def test_a_form_that_somebody_else_left_open_acts_for_nobody(
    path: str, cast: Cast, browser: Callable[[str], Client]
) -> None:
    """Two people, one browser: Sam's page is still open in a tab when Robin signs in by a link in another."""
    client = Client(enforce_csrf_checks=True)
    client.cookies[COOKIE] = cast.sam.cookie
    opened = client.get(f"/h/{cast.sam.home}/settings/leave/").content.decode()
    token = opened.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert cast.robin.member.user
    _made, secret = SignInLink.make(cast.robin.member.user, cast.robin.fresh())
    link = reverse("device", args=[secret])
    other = client.get(link).content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert client.post(link, {"csrfmiddlewaretoken": other}).status_code == 302
    before = state()
    for url in (f"/h/{cast.sam.home}/{path}", f"/api/homes/{cast.sam.home}/left/"):
        answer = client.post(url, {"csrfmiddlewaretoken": token, "name": "Sam"}, headers={"X-CSRFToken": token})
        assert answer.status_code == 403
    assert state() == before and cast.robin.fresh().left_on is None
