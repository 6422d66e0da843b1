"""Leaving: alone, at once, with a copy; the others are sent nothing until somebody changes something."""

from __future__ import annotations

import datetime
import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from household.access import COOKIE
from household.models import Device, Household, Invitation, Keepsake, Member, Receipt, Token, User
from tasks.models import Asking, CheckIn, Moment, Task
from tests.conftest import Cast, Person, write
from tests.meetings import joined, opened

TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value|name="csrf" content)="[^"]*"')


@pytest.fixture(autouse=True)
def browsers(cast: Cast) -> None:
    for person in (cast.sam, cast.robin, cast.stranger):
        person.client.cookies[COOKIE] = person.cookie


def leave(person: Person) -> str:
    """By the page, as a person does; the address of the copy."""
    answer = person.client.post(f"/h/{person.home}/settings/leave/")
    assert answer.status_code == 302
    address: str = answer.headers["Location"]
    assert re.fullmatch(r"/goodbye/[\w-]{32}/", address)
    return address


def board(person: Person) -> bytes:
    """The bytes of somebody's board, without the CSRF token and the server's time, which differ each time."""
    page = person.client.get(f"/h/{person.home}/")
    assert page.status_code == 200
    return re.sub(rb'name="csrf" content="[^"]*"|"now": \d+', b"", page.content)


def as_member(person: Person, at: Person) -> dict[str, Any]:
    """How somebody looks on a screen of `at`."""
    return next(item for item in at.screen().all("member") if item["id"] == person.id)


def test_the_page_says_first_what_happens_and_offers_the_copy(sam: Person) -> None:
    write(sam, "Only in my head", private=True)
    before = sam.news()
    page = sam.client.get(f"/h/{sam.home}/settings/leave/").content.decode()
    for words in ("closes on all your devices at once", "stays with the others", "former member", "Stay", "Read it"):
        assert words in page
    assert b"Only in my head" in sam.client.get(f"/h/{sam.home}/settings/copy/").content
    file = sam.client.get(f"/h/{sam.home}/settings/copy/tandem.json")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Only in my head" in [task["title"] for task in file.json()["task"]]
    assert sam.news() == before


def test_the_others_are_sent_nothing(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam, "Dishes")
    sam.post(f"tasks/{task}/taken/")
    cursor = robin.news()["cursor"]
    before = [robin.news(), robin.news(cursor), kim.news(), board(robin), robin.get("news/").content]
    leave(sam)
    assert [robin.news(), robin.news(cursor), kim.news(), board(robin), robin.get("news/").content] == before
    assert as_member(sam, robin)["name"] == "Sam"
    assert robin.screen().task(task)["owner"] == sam.id  # type: ignore[index]


def test_no_page_tells_it(sam: Person, robin: Person) -> None:
    """Nor one of those that name who is at home: settings, leaving oneself, a link for somebody new."""
    _items, secret = Invitation.make(sam.fresh())

    def pages() -> list[bytes]:
        mine = [
            robin.client.get(f"/h/{robin.home}/{path}") for path in ("settings/", "settings/leave/", "ours/", "low/")
        ]
        return [TOKENS.sub(b"", page.content) for page in (*mine, Client().get(f"/in/{secret}/"))]

    Member.objects.filter(household_id=sam.home, role="child").update(left_on=timezone.now(), told=True)
    Invitation.objects.update(by=robin.member)
    before = pages()
    assert b"Sam" in before[0] and b"stays with the others" in before[1]
    leave(sam)
    assert pages() == before


@pytest.mark.parametrize("what", ["credited", "done", "thanks", "lent"])
def test_whoever_names_them_is_answered_as_before_and_it_is_told(sam: Person, robin: Person, what: str) -> None:
    alex, task = joined(robin, "Alex"), write(robin, "Dishes")
    meeting = opened(robin, sam, at="rank")
    alex.fresh().leave()
    said = {
        "credited": (f"tasks/{task}/credited/", {"part": "planned", "member": alex.id}),
        "done": (f"tasks/{task}/done/", {"by": [alex.id]}),
        "thanks": ("thanks/", {"to": alex.id, "words": "For everything"}),
        "lent": (f"meetings/{meeting}/lent/", {"member": alex.id}),
    }
    assert as_member(alex, robin)["left"] is False
    assert robin.post(*said[what]).status_code in (200, 201)
    assert as_member(alex, robin)["left"] is True
    assert {seat["member"] for seat in robin.screen().all("seat")} == {robin.id, sam.id}


def test_a_guess_tells_nobody_that_they_are_no_longer_here(sam: Person, robin: Person) -> None:
    task = write(robin, "Dishes")
    leave(sam)
    assert robin.post(f"tasks/{task}/guessed/", {"size": "s"}).status_code == 200
    assert as_member(sam, robin)["left"] is False
    assert [guess["sealed"] for guess in robin.screen().all("guess")] == [True]


def test_what_others_do_for_themselves_does_not_tell_it(sam: Person, robin: Person) -> None:
    leave(sam)
    write(robin, "In my head", private=True)
    robin.client.post(f"/h/{robin.home}/settings/tokens/", {"name": "Display"})
    assert as_member(sam, robin)["left"] is False


def test_the_next_shared_change_says_former_member_and_frees_what_they_had(sam: Person, robin: Person) -> None:
    had, done = write(sam, "Dishes"), write(sam, "Windows")
    sam.post(f"tasks/{had}/taken/")
    sam.post(f"tasks/{done}/done/")
    sam.on_device("invitations/", {})
    screen = robin.screen()
    leave(sam)
    write(robin, "Laundry")
    screen.take(robin.news(screen.cursor))
    assert screen.seen() == robin.screen().seen()
    former = as_member(sam, robin)
    assert (former["name"], former["left"]) == ("", True)
    assert screen.task(had)["owner"] is None  # type: ignore[index]
    assert screen.task(done)["done_by"] == sam.id  # type: ignore[index]
    assert screen.all("invitation") == []
    assert b"Sam" not in robin.get("news/").content


def test_it_is_at_once_on_all_my_devices_and_tokens(sam: Person) -> None:
    leave(sam)
    assert sam.get("news/").status_code == 401
    for path in ("", "mine/", "settings/", "settings/leave/"):
        other = Client()
        other.cookies[COOKIE] = sam.cookie
        assert other.get(f"/h/{sam.home}/{path}").status_code == 401
    assert other.post(f"/h/{sam.home}/settings/leave/").status_code == 401


def test_the_copy_has_what_i_saw_and_nothing_else(sam: Person, robin: Person) -> None:
    ours = write(sam, "Dishes", feel="Room to breathe", done_means="The sink shines", notes="One\n\ntwo")
    write(sam, "My own plan", private=True)
    write(robin, "Robins own plan", private=True)
    sam.post(f"tasks/{ours}/done/")
    for person, felt in ((sam, 4), (robin, 1)):
        (mine,) = person.screen().all("check_in")
        person.post(f"check-ins/{mine['id']}/answered/", {"felt": felt})
    skipped = write(sam, "Skipped thing")
    sam.post(f"tasks/{skipped}/done/")
    sam.post("check-ins/skipped/")
    address = leave(sam)
    anybody = Client()
    page = anybody.get(address, follow=True)
    shown = page.content.decode()
    for words in ("You have left Linden Street 7", "Nobody was told", "Dishes", "Room to breathe", "The sink shines"):
        assert words in shown
    for words in ("My own plan", "In my head", "Mostly", "Robin", "Kim"):
        assert words in shown
    assert shown.count("Skipped thing") == 1  # as a task, not as an answer
    assert "Robins own plan" not in shown and "Not at all" not in shown
    assert "<script" not in shown.replace('<script type="module" src="', "") and "style=" not in shown
    file = anybody.get("/goodbye/copy.json")
    assert "attachment" in file.headers["Content-Disposition"]
    copy = file.json()
    assert sorted(task["title"] for task in copy["task"]) == ["Dishes", "My own plan", "Skipped thing"]
    assert [c["felt"] for c in copy["check_in"] if c["state"] == "answered"] == [4]
    assert copy["home"][0]["name"] == "Linden Street 7"
    assert sam.token not in file.content.decode() and "hash" not in file.content.decode()


def test_the_copy_is_kept_thirty_days_by_this_link_only(sam: Person, robin: Person) -> None:
    address = leave(sam)
    assert address.split("/")[2] not in str(list(Keepsake.objects.values()))
    assert Client().get("/goodbye/nonsense/").status_code == 404
    almost = timezone.now() + datetime.timedelta(days=29)
    assert Keepsake.objects.get().until > almost
    Keepsake.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    assert Client().get(address).status_code == 404
    assert Client().get("/goodbye/copy.json").status_code == 404


def test_the_links_secret_stays_in_no_address(sam: Person, robin: Person) -> None:
    """It becomes a cookie of these pages that no script reads; nothing tells where the reader came from."""
    address, browser = leave(sam), Client()
    opened = browser.get(address)
    assert (opened.status_code, opened.headers["Location"]) == (302, "/goodbye/")
    cookie = opened.cookies["tandem-copy"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("/goodbye/", True, "Lax", "")
    assert not cookie["secure"] and Client().get(address, secure=True).cookies["tandem-copy"]["secure"]
    page = browser.get("/goodbye/")
    for answer in (opened, page, browser.get("/goodbye/copy.json")):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert "The copy of Sam" in page.content.decode() and 'content="no-referrer"' in page.content.decode()
    assert Client().get("/goodbye/").status_code == 404
    assert Client().get("/goodbye/copy.json").status_code == 404
    assert Client().head(address).status_code == 302


def test_the_copy_can_be_deleted_at_once(sam: Person, robin: Person) -> None:
    address, browser = leave(sam), Client()
    browser.get(address)
    assert browser.get("/goodbye/deleted/").status_code == 405
    assert Client().post("/goodbye/deleted/").status_code == 404
    assert Keepsake.objects.count() == 1
    deleted = browser.post("/goodbye/deleted/")
    assert deleted.status_code == 200 and "Your copy is deleted here" in deleted.content.decode()
    assert deleted.cookies["tandem-copy"]["max-age"] == 0
    assert not Keepsake.objects.exists()
    for answer in (browser.get(address), browser.get("/goodbye/"), Client().get(address)):
        assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["in", "device", "tablet", "goodbye"])
def test_no_line_in_the_log_holds_a_links_secret(kind: str) -> None:
    from household.secrets import new_secret
    from household.settings import without_secrets

    secret = new_secret()
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s: %s", ("Error", f"/{kind}/{secret}/"), None)
    assert without_secrets(record) and record.getMessage() == f"Error: /{kind}/.../"


def test_what_was_only_mine_is_deleted_here(sam: Person, robin: Person) -> None:
    brought = write(sam, "A surprise", private=True)
    sam.patch(f"tasks/{brought}/", {"title": "Fetch the parcel"})
    sam.post(f"tasks/{brought}/shared/")
    write(sam, "My own plan", private=True)
    sam.post(f"tasks/{brought}/done/", key="k1")
    (mine,) = sam.screen().all("check_in")
    sam.post(f"check-ins/{mine['id']}/answered/", {"felt": 2})
    leave(sam)
    assert not Task.objects.filter(private_to=sam.member).exists()
    assert not Moment.objects.filter(only_for=sam.member).exists()
    for kind in (CheckIn, Asking, Token, Receipt):
        assert not kind.objects.filter(member=sam.member).exists()
    assert not User.objects.filter(pk=sam.member.user_id).exists()
    assert CheckIn.objects.filter(member=robin.member).count() == 1
    assert Task.objects.get(pk=brought).title == "Fetch the parcel"


def test_my_other_homes_stay_mine(sam: Person, robin: Person) -> None:
    sam.client.post("/homes/new/", {"home": "Garden", "name": "Sam"})
    garden = Member.objects.get(household__name="Garden")
    assert b"You stay signed in for your other homes." in sam.client.get(f"/h/{sam.home}/settings/leave/").content
    leave(sam)
    assert sam.client.get(f"/h/{sam.home}/").status_code == 404
    assert sam.client.get(f"/h/{garden.household_id}/").status_code == 200
    assert Device.objects.filter(user_id=garden.user_id).count() == 1
    assert sam.client.get("/", follow=True).redirect_chain == [(f"/h/{garden.household_id}/", 302)]


def test_coming_back_is_by_invitation_and_as_somebody_new(sam: Person, robin: Person) -> None:
    leave(sam)
    _items, secret = Invitation.make(robin.fresh())
    assert Client().post(f"/in/{secret}/", {"name": "Sam"}).status_code == 302
    assert Member.objects.filter(household_id=sam.home, left_on=None, name="Sam").exclude(pk=sam.id).count() == 1


def test_the_last_one_is_told_that_the_home_ends(sam: Person, robin: Person, stranger: Person) -> None:
    page = stranger.client.get(f"/h/{stranger.home}/settings/leave/").content
    assert b"You are the last one here." in page
    assert b"stays with the others" not in page
    leave(stranger)
    assert Household.objects.get(pk=stranger.home).empty_since is not None
    assert Household.objects.get(pk=sam.home).empty_since is None


def test_leaving_needs_the_form_of_our_own_page(sam: Person) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.cookies[COOKIE] = sam.cookie
    assert forged.post(f"/h/{sam.home}/settings/leave/").status_code == 403
    assert sam.get("news/").status_code == 200


def test_a_stranger_cannot_make_anybody_leave(sam: Person, stranger: Person) -> None:
    assert stranger.client.post(f"/h/{sam.home}/settings/leave/").status_code == 404
    assert stranger.get("news/").status_code == 200
    assert sam.get("news/").status_code == 200
