"""The family's tablet: what all of us see, tapped by whoever stands before it, and nothing that is anybody's own."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from household.access import COOKIE
from household.models import Member, Tablet, TabletLink
from household.screen import BAD_REQUEST, NOT_SIGNED_IN
from household.streams import Cursor
from tasks.models import CheckIn, Moment, Task
from tests.conftest import Cast, Person, ids_of, write
from tests.live_server import Server, Socket
from tests.screens import Screen
from tests.test_private import SECRET, keep_secrets
from tests.test_settings import page, send


class Kitchen:
    """The tablet: a browser without anybody's cookie."""

    def __init__(self, by: Person) -> None:
        link, _secret = TabletLink.make(by.fresh())
        cookie = link.use("Kitchen")
        assert cookie
        self.cookie, self.home, self.token = cookie, by.home, ""
        self.client = Client(headers={"Cookie": f"{COOKIE}={cookie}"})
        self.answers: list[Any] = []

    def get(self, path: str) -> Any:
        return self.told(self.client.get(f"/api/homes/{self.home}/{path}"))

    def post(self, path: str, body: Any = None, who: Person | Member | None = None, key: str = "") -> Any:
        pk = "" if who is None else who.pk if isinstance(who, Member) else who.id
        headers = {"Tandem-As": pk} | ({"Idempotency-Key": key} if key else {})
        url = f"/api/homes/{self.home}/{path}"
        return self.told(self.client.post(url, body or {}, "application/json", headers=headers))

    def told(self, answer: Any) -> Any:
        self.answers.append(answer)
        return answer

    def screen(self) -> Screen:
        screen = Screen()
        screen.take(self.get("news/").json())
        return screen


@pytest.fixture
def kitchen(sam: Person) -> Kitchen:
    return Kitchen(sam)


# -- how a browser becomes one ---------------------------------------------------------------------


def test_looking_at_the_link_makes_no_tablet_and_it_works_once(sam: Person) -> None:
    made = sam.on_device("tablets/link/")
    assert made.status_code == 201
    path = "/" + made.json()["link"].split("/", 3)[3]
    browser, other = Client(), Client()
    for _ in range(3):
        assert b"Linden Street 7" in browser.get(path).content
    assert not Tablet.objects.exists()
    ready = browser.post(path)
    assert b"/kitchen/" in ready.content and ready.cookies[COOKIE]["httponly"]
    assert other.post(path).status_code == 410
    assert Tablet.objects.count() == 1
    kitchen = browser.get("/", follow=True)
    assert kitchen.redirect_chain == [(f"/h/{sam.home}/kitchen/", 302)]
    assert b"<tandem-kitchen>" in kitchen.content


def test_the_links_time_ends_and_the_next_one_stops_it(sam: Person, robin: Person) -> None:
    paths = ["/" + who.on_device("tablets/link/").json()["link"].split("/", 3)[3] for who in (sam, robin)]
    assert Client().get(paths[0]).status_code == 410
    TabletLink.objects.update(until=timezone.now())
    assert Client().post(paths[1]).status_code == 410
    assert not Tablet.objects.exists()


def test_whoever_was_signed_in_on_it_no_longer_is(sam: Person, robin: Person) -> None:
    path = "/" + sam.on_device("tablets/link/").json()["link"].split("/", 3)[3]
    robins = Client(headers={"Cookie": f"{COOKIE}={robin.cookie}"})
    assert b"Robin" in robins.get(path).content
    assert robins.post(path).status_code == 200
    assert Client(headers={"Cookie": f"{COOKIE}={robin.cookie}"}).get(f"/h/{robin.home}/").status_code == 401


def test_my_only_device_does_not_become_the_tablet_by_a_slip(sam: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    refused = send(sam, "tablets/here/")
    assert refused.status_code == 409 and b"your only device" in refused.content
    assert not Tablet.objects.exists()
    laptop = sam.client.post(f"/h/{sam.home}/settings/devices/link/").content.decode()
    link = laptop.split('data-copy="')[1].split('"')[0]
    Client().post("/" + link.split("/", 3)[3])
    ready = send(sam, "tablets/here/")
    assert b'data-forget=""' in ready.content  # nothing of sam's stays in this browser
    assert sam.client.get(f"/h/{sam.home}/", follow=True).redirect_chain == [(f"/h/{sam.home}/kitchen/", 302)]


def test_an_adult_sees_the_tablets_and_takes_one_off(sam: Person, robin: Person, kitchen: Kitchen) -> None:
    robin.client.cookies[COOKIE] = robin.cookie
    assert b"Kitchen" in page(robin).content
    (tablet,) = robin.get("tablets/").json()
    assert tablet["name"] == "Kitchen"
    assert send(robin, f"tablets/{tablet['id']}/taken-off/").status_code == 302
    assert kitchen.get("news/").status_code == 401
    off = kitchen.client.get(f"/h/{sam.home}/kitchen/")
    assert off.status_code == 401 and b"no longer the family tablet" in off.content


def test_every_adult_is_told_that_one_was_hung_up_and_nobody_else(cast: Cast) -> None:
    sam, robin = cast.sam, cast.robin
    before = [who.news() for who in (cast.kim, cast.stranger)]
    path = "/" + sam.on_device("tablets/link/").json()["link"].split("/", 3)[3]
    assert [who.screen().all("notice") for who in (sam, robin)] == [[], []]  # nothing reads anything yet
    assert Client(headers={"User-Agent": "Firefox/140 (Android 15)"}).post(path).status_code == 200
    for who in (sam, robin):
        (told,) = who.screen().all("notice")
        day = who.member.household.today().isoformat()
        assert (told["about"], told["what"], told["day"]) == ("new_tablet", "Firefox, Android", day)
        assert sam.id not in orjson.dumps(told).decode()  # not who it was
        who.client.cookies[COOKIE] = who.cookie
        put_away = who.client.post(who.url(f"notices/{told['id']}/dismissed/"), {}, "application/json")
        assert put_away.status_code == 200 and who.screen().all("notice") == []
    assert [who.news() for who in (cast.kim, cast.stranger)] == before


def test_it_is_told_at_once_and_the_tablet_hears_nothing_of_it(server: Server, sam: Person, robin: Person) -> None:
    kitchen: Any = Kitchen(sam)
    with Socket(server, robin) as phone, Socket(server, kitchen, cookie=True) as wall:
        phone.take(), wall.take()
        Kitchen(sam)
        phone.see(lambda screen: len(screen.all("notice")) == 2, "the notice of another tablet")
        wall.ping()
        assert b"notice" not in b"".join(wall.raw)


def test_whoever_has_left_hangs_up_no_tablet_and_nothing_tells_that_they_left(sam: Person, robin: Person) -> None:
    path = "/" + sam.on_device("tablets/link/").json()["link"].split("/", 3)[3]
    looked_at = TabletLink.objects.get()
    robin.client.cookies[COOKIE] = robin.cookie
    before, settings = robin.news(), page(robin).content.decode()
    assert "A link for the tablet is open" in settings
    sam.fresh().leave()
    for answer in (Client().get(path), Client().post(path)):
        assert answer.status_code == 410
    assert looked_at.use("Old phone") is None  # also where the page was open already
    assert not Tablet.objects.exists()
    assert robin.news() == before
    assert "A link for the tablet is open" in page(robin).content.decode()
    write(robin)  # and with it everybody is told
    assert "A link for the tablet is open" not in page(robin).content.decode()
    assert robin.on_device("tablets/link/").status_code == 201


def test_a_link_of_an_older_version_opens_nothing(sam: Person) -> None:
    path = "/" + sam.on_device("tablets/link/").json()["link"].split("/", 3)[3]
    TabletLink.objects.update(by=None)
    assert Client().post(path).status_code == 410


def test_next_door_it_opens_nothing(kitchen: Kitchen, sam: Person, stranger: Person) -> None:
    task = write(stranger)
    kitchen.home = stranger.home
    for answer in (kitchen.get("news/"), kitchen.post(f"tasks/{task}/done/"), kitchen.post("tasks/", {"title": "x"})):
        assert answer.status_code == 404
    assert kitchen.client.get(f"/h/{stranger.home}/kitchen/").status_code == 404
    assert stranger.get("tablets/").json() == []
    tablet = Tablet.objects.get().pk
    assert stranger.post(f"tablets/{tablet}/taken-off/").status_code == 404
    kitchen.home = sam.home
    assert kitchen.post("tasks/", {"title": "x"}, who=stranger).status_code == 404


def test_a_person_without_a_tablets_cookie_acts_as_nobody_else(sam: Person, robin: Person) -> None:
    answer = sam.client.post(
        sam.url("tasks/"), {"title": "Dishes"}, "application/json", headers={**sam.headers(), "Tandem-As": robin.id}
    )
    (task,) = [item for item in answer.json()["items"] if item["kind"] == "task"]
    assert task["author"] == sam.id


# -- three people at one screen --------------------------------------------------------------------


def test_ticked_by_nobody_then_by_name(kitchen: Kitchen, sam: Person, robin: Person, kim: Person) -> None:
    dishes = write(sam, "Dishes")
    assert kitchen.post(f"tasks/{dishes}/done/").status_code == 200
    assert (sam.screen().task(dishes)["place"], sam.screen().task(dishes)["done_by"]) == ("done", None)
    assert {c.member_id for c in CheckIn.objects.filter(task=dishes)} == {sam.id, robin.id}
    assert ids_of(kitchen.post(f"tasks/{dishes}/done/", who=kim)) == [("task", dishes)]
    assert sam.screen().task(dishes)["done_by"] == kim.id
    kitchen.post(f"tasks/{dishes}/done/", who=robin)  # it has been said who
    assert sam.screen().task(dishes)["done_by"] == kim.id
    assert CheckIn.objects.filter(task=dishes).count() == 2


def test_three_people_tick_join_and_undo(kitchen: Kitchen, sam: Person, robin: Person, kim: Person) -> None:
    dinner, dishes, bins = (write(sam, title) for title in ("Dinner", "Dishes", "Bins"))
    robin.post(f"tasks/{dinner}/taken/")
    step = ids_of(sam.post(f"tasks/{dinner}/steps/", {"title": "Lay the table"}))[0][1]
    assert kitchen.post(f"tasks/{dinner}/joined/", {"as": "helper"}, who=kim).status_code == 200
    assert kitchen.post(f"steps/{step}/done/", who=kim).status_code == 200
    assert kitchen.post(f"tasks/{dishes}/done/", who=sam).status_code == 200
    assert kitchen.post(f"tasks/{bins}/done/", who=robin).status_code == 200
    seen = kitchen.screen()
    assert seen.task(dinner)["owner"] == robin.id  # who has it stays the same
    assert [(p["member"], p["how"]) for p in seen.all("part")] == [(kim.id, "helper")]
    assert [s["done_by"] for s in seen.all("step")] == [kim.id]
    assert (seen.task(dishes)["done_by"], seen.task(bins)["done_by"]) == (sam.id, robin.id)
    assert kitchen.post(f"tasks/{bins}/reopened/").status_code == 200  # an undo needs no name
    assert kitchen.post(f"steps/{step}/reopened/").status_code == 200
    assert kitchen.post(f"tasks/{dinner}/left/", who=kim).status_code == 200
    seen = kitchen.screen()
    assert seen.task(bins)["place"] == "list" and seen.all("part") == []
    assert CheckIn.objects.filter(task=bins).count() == 0


def test_a_line_is_written_by_whoever_tapped_or_by_nobody_who_said(kitchen: Kitchen, sam: Person, kim: Person) -> None:
    for who in (kim, sam, None):
        (_kind, pk), *_ = ids_of(kitchen.post("tasks/", {"title": "Oat milk"}, who=who))
        task = Task.objects.get(pk=pk)
        assert (task.author_id, task.changed_by_id) == ((who.id, who.id) if who else (None, None))
    assert Moment.objects.filter(verb="added", by=None).count() == 1


def test_nothing_private_begins_or_is_found_at_the_tablet(kitchen: Kitchen, sam: Person, kim: Person) -> None:
    secret = write(sam, "SECRET", private=True)
    step = ids_of(sam.post(f"tasks/{secret}/steps/", {"title": "SECRET step"}))[0][1]
    for who in (sam, kim, None):
        assert kitchen.post("tasks/", {"title": "x", "private": True}, who=who).json()["code"] == "tablet"
        for path in (f"tasks/{secret}/done/", f"tasks/{secret}/reopened/", f"steps/{step}/done/"):
            assert kitchen.post(path, who=who).status_code == 404
        again = kitchen.post("tasks/", {"id": secret, "title": "x"}, who=who)
        assert (again.status_code, again.json()["code"]) == (409, "id_in_use")
    assert Task.objects.get(pk=secret).place == "list"
    assert all(SECRET not in answer.content for answer in kitchen.answers)


def test_a_key_is_kept_for_the_one_who_tapped(kitchen: Kitchen, sam: Person) -> None:
    first = kitchen.post("tasks/", {"title": "Oat milk"}, who=sam, key="k")
    again = kitchen.post("tasks/", {"title": "Oat milk"}, who=sam, key="k")
    assert (first.status_code, again.status_code) == (201, 201)
    assert ids_of(first) == ids_of(again)
    assert kitchen.post("tasks/", {"title": "Oat milk"}, key="k").status_code == 201  # nobody's: no receipt
    assert Task.objects.filter(title="Oat milk").count() == 2


def test_a_former_member_is_nobody_to_tap(kitchen: Kitchen, sam: Person, robin: Person) -> None:
    """Who left in silence is on the tablet like before; with the tick it is told, and nobody said who it was."""
    dishes, windows = write(sam), write(sam, "Windows")
    robin.fresh().leave()
    assert kitchen.post(f"tasks/{dishes}/done/", who=robin).status_code == 200
    assert sam.screen().task(dishes)["done_by"] is None  # type: ignore[index]
    assert [m["left"] for m in sam.screen().all("member") if m["id"] == robin.id] == [True]
    assert kitchen.post(f"tasks/{windows}/done/", who=robin).status_code == 404


# -- what it reads ---------------------------------------------------------------------------------


def test_its_cursor_has_no_adults_and_nobodys_own(kitchen: Kitchen, sam: Person, kim: Person) -> None:
    write(sam)
    cursor = kitchen.get("news/").json()["cursor"]
    read = Cursor.parse(cursor)
    assert read and (read.adults, read.own) == (None, 0)
    write(sam, private=True)
    sam.on_device("invitations/")
    assert kitchen.get(f"news/?since={cursor}").json() == {
        "since": cursor,
        "cursor": cursor,
        "reset": False,
        "items": [],
    }
    laundry = write(sam, "Laundry")
    assert [item["id"] for item in kitchen.get(f"news/?since={cursor}").json()["items"]] == [laundry]
    other = sam.news()["cursor"]
    assert kitchen.get(f"news/?since={other}").json()["reset"] is True
    assert kitchen.get("news/?since=nonsense").status_code == 400


def test_no_byte_of_it_is_anybodys_own_or_between_adults(cast: Cast, kitchen: Kitchen) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    shared = write(sam, "Dishes")
    sam.post(f"tasks/{shared}/done/")
    before = kitchen.get("news/").json()
    ids = keep_secrets(robin, shared)
    link, _secret = TabletLink.make(sam.fresh())
    sam.on_device("invitations/")
    kim_secret = write(kim, "SECRET of Kim", private=True)
    assert kitchen.get("news/").json() == before
    assert {item["kind"] for item in before["items"]} <= {"home", "member", "area", "task", "part", "step"}
    open_task = write(robin, "Laundry")
    for who in (robin, sam, kim, None):  # acting as an adult does not open what that adult reads
        kitchen.post(f"tasks/{open_task}/done/", who=who)
        kitchen.post(f"tasks/{open_task}/reopened/", who=who)
        kitchen.post("tasks/", {"title": "Oat milk"}, who=who, key=f"k{who and who.id}")
        kitchen.post("tasks/", {"title": "Oat milk"}, who=who, key=f"k{who and who.id}")
    kitchen.told(kitchen.client.get(f"/h/{sam.home}/kitchen/"))
    for answer in kitchen.answers:
        assert SECRET not in answer.content
        assert b'"check_in"' not in answer.content and b'"invitation"' not in answer.content
        for pk in (*ids, kim_secret, link.pk):
            assert pk.encode() not in answer.content


PAGES = ("", "mine/", "settings/", "settings/leave/", "settings/copy/", "settings/copy/tandem.json")


@pytest.mark.parametrize("path", PAGES)
def test_it_has_one_page(path: str, kitchen: Kitchen, sam: Person) -> None:
    found = kitchen.client.get(f"/h/{sam.home}/{path}")
    assert (found.status_code, found.headers["Location"]) == (302, f"/h/{sam.home}/kitchen/")
    assert kitchen.client.get("/api/homes/").status_code == 401


def test_the_kitchen_view_is_for_the_tablet_only(sam: Person, stranger: Person) -> None:
    for who in (sam, stranger):
        seen = who.client.get(f"/h/{sam.home}/kitchen/", headers={"Cookie": f"{COOKIE}={who.cookie}"})
        assert seen.status_code == 302 and seen.headers["Location"] == "/"
    assert Client().get(f"/h/{sam.home}/kitchen/").status_code == 401


# -- live ------------------------------------------------------------------------------------------


def test_it_hears_what_everybody_hears_and_nothing_else(server: Server, cast: Cast) -> None:
    sam, robin = cast.sam, cast.robin
    kitchen: Any = Kitchen(sam)
    shared = write(sam, "Dishes")
    sam.post(f"tasks/{shared}/done/")
    with Socket(server, kitchen, cookie=True) as wall:
        wall.take()
        keep_secrets(robin, shared)
        sam.on_device("invitations/")
        wall.ping()
        assert [frame["type"] for frame in wall.frames] == ["news", "pong"]
        laundry = write(robin, "Laundry")
        wall.see(lambda screen: screen.task(laundry), "the laundry")
        sam.post(f"tasks/{laundry}/done/")  # and both are asked, on their own devices
        wall.see(lambda screen: screen.task(laundry)["place"] == "done", "the tick")
        wall.ping()
        assert wall.screen.seen() == kitchen.screen().seen()
        assert SECRET not in b"".join(wall.raw) and b"check_in" not in b"".join(wall.raw)


def test_taken_off_its_screen_ends_at_once(server: Server, sam: Person, robin: Person) -> None:
    kitchen: Any = Kitchen(sam)
    with Socket(server, kitchen, cookie=True) as wall, Socket(server, sam) as phone:
        wall.take(), phone.take()
        robin.post(f"tablets/{Tablet.objects.get().pk}/taken-off/")
        assert wall.ends() == NOT_SIGNED_IN
        phone.ping()
    with Socket(server, kitchen, cookie=True) as again:
        assert again.ends() == NOT_SIGNED_IN


def test_looking_again_finds_what_was_missed_and_who_is_no_tablet_any_more(
    server: Server,
    sam: Person,
    looks_again_soon: None,  # noqa: F811
) -> None:
    kitchen: Any = Kitchen(sam)
    task = write(sam)
    with Socket(server, kitchen, cookie=True) as wall:
        wall.take()
        Task.objects.filter(pk=task).update(title="Written elsewhere", rev=9, stamp=999)
        Member.objects.get(pk=sam.id).household.__class__.objects.filter(pk=sam.home).update(everyone_version=999)
        wall.see(lambda screen: screen.task(task)["title"] == "Written elsewhere", "what was missed")
        Tablet.objects.all().delete()
        assert wall.ends() == NOT_SIGNED_IN


def test_from_another_page_no_socket_opens(server: Server, sam: Person) -> None:
    kitchen: Any = Kitchen(sam)
    with Socket(server, kitchen, cookie=True, origin="http://elsewhere.example") as wall:
        assert wall.ends() == BAD_REQUEST


def test_a_page_holds_news_that_can_be_parsed(kitchen: Kitchen, sam: Person) -> None:
    write(sam, "</script><b>")
    html = kitchen.client.get(f"/h/{sam.home}/kitchen/").content
    news = orjson.loads(html.split(b'id="news">')[1].split(b"</script>")[0])
    assert [item["title"] for item in news["items"] if item["kind"] == "task"] == ["</script><b>"]
