"""Coming in: the first visit, an invitation, one's other device. Looking at a link never uses it up."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from household.access import COOKIE
from household.models import Device, Household, Invitation, Member, Notice, SignInLink, User
from tests.conftest import Cast, Person, make_cast
from tests.meetings import joined

ELSEWHERE = "192.0.2.7"  # TEST-NET-1: not this machine


def at_home(person: Person) -> Client:
    """This person's browser."""
    client = Client()
    client.cookies[COOKIE] = person.cookie
    return client


def invite(person: Person, uses: int = 1) -> str:
    """The address of a new invitation."""
    _items, secret = Invitation.make(person.member, uses)
    return f"/in/{secret}/"


def names(home: str) -> list[str]:
    """Who is in a home."""
    return sorted(Member.objects.filter(household_id=home, left_on=None).values_list("name", flat=True))


# -- the first visit -------------------------------------------------------------------------------


def test_from_nothing_to_a_board_in_three_actions(db: None) -> None:
    client = Client()
    assert client.get("/").status_code == 200  # one: the page is opened; two and three: names, and the button
    form = {"home": " Linden  Street\n7 ", "name": "Sam", "time_zone": "Europe/Berlin", "colour": "sea"}
    begun = client.post("/", form, follow=True)
    assert begun.status_code == 200
    sam = Member.objects.get()
    assert begun.redirect_chain == [(f"/h/{sam.household_id}/", 302)]
    assert (sam.name, sam.household.name, sam.household.time_zone) == ("Sam", "Linden Street 7", "Europe/Berlin")
    assert client.get("/", follow=True).redirect_chain == [(f"/h/{sam.household_id}/", 302)]
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert not Device.objects.filter(secret_hash=cookie.value).exists()  # kept as a hash only


def test_what_was_typed_stays_when_something_is_missing(db: None) -> None:
    answer = Client().post("/", {"home": "Linden Street 7", "name": "  "})
    assert answer.status_code == 400
    assert b"Linden Street 7" in answer.content
    assert b"A first name is enough." in answer.content
    assert not Household.objects.exists()


def test_a_time_zone_nobody_knows_counts_as_utc(db: None) -> None:
    Client().post("/", {"home": "Ours", "name": "Sam", "time_zone": "Mars/Olympus"})
    assert Household.objects.get().time_zone == "UTC"


@pytest.mark.parametrize(
    ("rule", "address", "host", "status"),
    [
        ("", "127.0.0.1", "localhost", 302),
        ("", ELSEWHERE, "localhost", 403),
        ("", "127.0.0.1", "tandem.example", 403),  # a proxy on this machine is not this machine
        ("anyone", ELSEWHERE, "localhost", 302),
        ("first", "127.0.0.1", "localhost", 403),
    ],
)
def test_who_may_start_a_home_beside_the_first(
    cast: Cast, settings: Any, rule: str, address: str, host: str, status: int
) -> None:
    settings.NEW_HOMES, settings.ALLOWED_HOSTS = rule, ["*"]
    client = Client(REMOTE_ADDR=address, headers={"host": host})
    before = Household.objects.count()
    answer = client.post("/", {"home": "Another", "name": "Stranger"})
    assert answer.status_code == status
    assert Household.objects.count() == before + (status == 302)
    if status == 403:
        assert b"invited people" in client.get("/").content


def test_the_first_home_may_be_started_from_anywhere(db: None, settings: Any) -> None:
    settings.NEW_HOMES = ""
    assert Client(REMOTE_ADDR=ELSEWHERE).post("/", {"home": "Ours", "name": "Sam"}).status_code == 302


def test_who_has_a_home_may_start_another_and_is_the_same_person_there(sam: Person, settings: Any) -> None:
    settings.NEW_HOMES = "first"
    client = at_home(sam)
    assert client.post("/homes/new/", {"home": "Garden", "name": "Sammy"}).status_code == 302
    garden = Member.objects.get(household__name="Garden")
    assert (garden.user_id, garden.name) == (sam.member.user_id, "Sammy")
    assert Device.objects.filter(user_id=sam.member.user_id).count() == 1


# -- an invitation ---------------------------------------------------------------------------------


def test_inviting_and_joining_take_two_actions(sam: Person) -> None:
    link = invite(sam)
    partner = Client()
    page = partner.get(link)
    assert page.status_code == 200
    assert b"Sam" in page.content and b"Linden Street 7" in page.content
    joined = partner.post(link, {"name": "Alex"}, follow=True)
    assert joined.redirect_chain == [(f"/h/{sam.home}/", 302)]
    assert joined.status_code == 200
    assert names(sam.home) == ["Alex", "Kim", "Robin", "Sam"]
    assert "Alex" in [member["name"] for member in sam.screen().all("member")]


def test_a_chat_app_that_fetches_the_link_uses_nothing_up(sam: Person) -> None:
    link = invite(sam)
    before = sam.news()
    for _again in range(5):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    assert sam.news() == before
    assert Client().post(link, {"name": "Alex"}).status_code == 302


def test_a_link_used_up_withdrawn_or_expired_opens_nothing(sam: Person, robin: Person) -> None:
    used, withdrawn, expired = invite(sam), invite(sam), invite(sam)
    Client().post(used, {"name": "Alex"})
    for invitation in Invitation.objects.order_by("stamp")[:1]:
        invitation.withdraw(robin.fresh())
    Invitation.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    here = names(sam.home)
    for link in (used, withdrawn, expired, "/in/nonsense/"):
        for answer in (Client().get(link), Client().post(link, {"name": "Late"})):
            assert answer.status_code == 410
            assert b"no longer opens anything" in answer.content
            assert b"Linden" not in answer.content
    assert names(sam.home) == here


def test_a_link_for_two_lets_two_in(sam: Person) -> None:
    link = invite(sam, uses=2)
    answers = [Client().post(link, {"name": name}).status_code for name in ("Alex", "Billie", "Charlie")]
    assert answers == [302, 302, 410]
    assert sam.screen().all("invitation") == []


def test_whoever_left_invites_nobody_any_more(sam: Person, robin: Person) -> None:
    link = invite(robin)
    robin.fresh().leave()
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"name": "Alex"}).status_code == 410


def test_joining_needs_a_name_and_uses_nothing_up_without(sam: Person) -> None:
    link = invite(sam)
    stranger = Client()
    assert stranger.post(link, {"name": " ", "colour": "moss"}).status_code == 400
    assert stranger.post(link, {"name": "Alex", "colour": "moss"}).status_code == 302
    assert Member.objects.get(name="Alex").colour == "moss"


def test_who_is_in_the_home_already_stays_who_they_are(sam: Person, robin: Person) -> None:
    link = invite(sam)
    assert f'href="/h/{sam.home}/"' in at_home(robin).get(link).content.decode()
    assert at_home(robin).post(link, {"name": "Robin again", "as": robin.id}).status_code == 409
    assert names(sam.home) == ["Kim", "Robin", "Sam"]
    assert Client().post(link, {"name": "Alex"}).status_code == 302  # it was not used up by that


def test_the_link_is_kept_as_a_hash(sam: Person) -> None:
    secret = invite(sam).split("/")[2]
    assert secret not in str(list(Invitation.objects.values()))
    assert secret.encode() not in at_home(sam).get(f"/h/{sam.home}/settings/").content


@pytest.mark.django_db(transaction=True)
def test_two_who_join_at_once_by_a_link_for_one() -> None:
    sam = make_cast().sam
    link, start = invite(sam), Barrier(2)

    def join(name: str) -> int:
        try:
            start.wait()
            return Client().post(link, {"name": name}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        answers = sorted(people.map(join, ["Alex", "Billie"]))
    assert answers == [302, 410]
    assert len(names(sam.home)) == 4
    assert not User.objects.filter(members=None).exists()  # whoever came second left nothing behind


# -- my other device -------------------------------------------------------------------------------


def device_link(person: Person) -> str:
    """The address of a link for one's other device."""
    assert person.member.user
    _made, secret = SignInLink.make(person.member.user, person.member)
    return f"/device/{secret}/"


def test_my_other_device_takes_one_button(sam: Person) -> None:
    link, phone = device_link(sam), Client()
    for _again in range(3):
        page = phone.get(link)
        assert page.status_code == 200
        assert b"Sign in as Sam" in page.content and b"Linden Street 7" in page.content
    assert phone.post(link, follow=True).redirect_chain == [(f"/h/{sam.home}/", 302)]
    assert Device.objects.filter(user_id=sam.member.user_id).count() == 2
    assert [notice["about"] for notice in sam.screen().all("notice")] == ["new_device"]
    assert Client().get(link).status_code == 410
    assert Client().post(link).status_code == 410


def test_a_new_link_stops_the_one_before_and_time_stops_it_too(sam: Person) -> None:
    first, second = device_link(sam), device_link(sam)
    assert Client().get(first).status_code == 410
    SignInLink.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    assert Client().get(second).status_code == 410
    assert Client().post(second).status_code == 410


def test_opening_my_own_link_here_uses_nothing_up(sam: Person) -> None:
    link = device_link(sam)
    assert b"signed in here as Sam already" in at_home(sam).get(link).content
    assert at_home(sam).post(link).status_code == 302
    assert Device.objects.filter(user_id=sam.member.user_id).count() == 1
    assert Client().get(link).status_code == 200


def test_a_device_of_somebody_else_is_told_plainly_and_changes_hands(sam: Person, robin: Person) -> None:
    link, tablet = device_link(sam), at_home(robin)
    assert b"This device is signed in as Robin in Linden Street 7." in tablet.get(link).content
    assert tablet.post(link).status_code == 302
    assert tablet.get(f"/h/{sam.home}/settings/").context["me"] == sam.member
    assert not Device.objects.filter(user_id=robin.member.user_id).exists()


def test_two_devices_at_once_by_one_link(sam: Person) -> None:
    link = device_link(sam)
    found = SignInLink.open(link.split("/")[2])
    assert found
    assert Client().post(link).status_code == 302
    assert found.use("too late") is None


def test_the_new_device_speaks_my_language(sam: Person) -> None:
    assert sam.member.user
    sam.member.user.speak("de")
    phone = Client()
    phone.post(device_link(sam))
    assert phone.cookies["language"].value == "de"


# -- not too often ---------------------------------------------------------------------------------


def test_guessing_links_comes_to_an_end(sam: Person) -> None:
    good = invite(sam)
    answers = [Client().get(f"/in/guess{n}/").status_code for n in range(61)]
    assert answers[:60] == [410] * 60
    assert answers[60] == 429
    assert Client().post(good, {"name": "Alex"}).status_code == 429
    assert Client(REMOTE_ADDR=ELSEWHERE).get(good).status_code == 200  # only those who guessed wait
    answers = [Client().get(f"/device/guess{n}/").status_code for n in range(61)]
    assert answers[60] == 429


def test_starting_homes_comes_to_an_end_with_the_text_kept(db: None, settings: Any) -> None:
    settings.NEW_HOMES = "anyone"
    answers = [Client().post("/", {"home": f"Home {n}", "name": "Sam"}) for n in range(21)]
    assert [answer.status_code for answer in answers[:20]] == [302] * 20
    assert answers[20].status_code == 400
    assert b"Home 20" in answers[20].content
    assert Household.objects.count() == 20


def test_nothing_here_is_somebody_elses(sam: Person, stranger: Person) -> None:
    assert at_home(stranger).get(f"/h/{sam.home}/").status_code == 404
    assert not Notice.objects.filter(member=stranger.member).exists()


def test_the_card_that_says_to_invite_is_done_by_somebodys_coming(db: None) -> None:
    sam = make_cast(starters=True).sam
    (invite,) = [task for task in sam.screen().all("task") if task["starter"] == "invite"]
    robin = next(m["id"] for m in sam.screen().all("member") if m["name"] == "Robin")
    assert (invite["place"], invite["done_by"]) == ("done", robin)
    assert sam.screen().all("check_in") == []


def test_who_was_in_that_card_leaves_the_board_with_it(db: None) -> None:
    sam = make_cast(starters=True).stranger
    (invite,) = [task["id"] for task in sam.screen().all("task") if task["starter"] == "invite"]
    sam.post(f"tasks/{invite}/each/")
    sam.post(f"tasks/{invite}/joined/", {"as": "each"})
    joined(sam, "Lee")
    card, (part,) = sam.screen().task(invite), sam.screen().all("part")
    assert card and card["place"] == "done" and part["until"] == card["until"] is not None
