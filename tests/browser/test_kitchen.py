"""Sam's phone and the tablet on the kitchen wall: one list, live on both; three people at one screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from household.models import Tablet
from tasks.models import CheckIn, Credit, Task
from tests.browser.axe import check
from tests.browser.conftest import Opens
from tests.browser.window import PHONE, Window
from tests.conftest import Cast, Person, write
from tests.live_server import Server, until

TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}
UPRIGHT = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}


class Wall:
    """The tablet's page."""

    def __init__(self, window: Window) -> None:
        self.window, self.page = window, window.page

    def row(self, title: str) -> Locator:
        return self.page.locator("[data-task]").filter(has=self.page.get_by_role("button", name=title, exact=True))

    def tick(self, title: str) -> None:
        self.row(title).locator("label.tick").click()

    def is_ticked(self, title: str) -> None:
        expect(self.row(title).get_by_role("checkbox")).to_be_checked()

    def tap(self, name: str) -> None:
        self.page.get_by_role("group", name="Tap who you are").get_by_role("button", name=name).click()

    def says_who(self, title: str, name: str) -> None:
        self.row(title).get_by_role("group", name="Who did it?").get_by_role("button", name=name).click()

    @property
    def who(self) -> Locator:
        return self.page.locator(".who-is-here [aria-pressed=true]")


def hang_up(opens: Opens, sam: Person, device: dict[str, object] = TABLET, **more: object) -> Wall:
    """A browser becomes the tablet by the link that sam made."""
    link = "/" + sam.on_device("tablets/link/").json()["link"].split("/", 3)[3]
    window = opens(None, device, to=link, **more)
    window.page.get_by_role("button", name="Make it the family tablet").click()
    window.page.get_by_role("link", name="Open the kitchen view").click()
    expect(window.page.locator(".conn")).to_have_attribute("data-now", "live")
    return Wall(window)


@pytest.fixture
def wall(opens: Opens, sam: Person) -> Wall:
    for title in ("Dinner", "Dishes", "Bins"):
        write(sam, title, place="week")
    return hang_up(opens, sam)


def test_three_people_at_one_screen(wall: Wall, sam: Person, robin: Person, kim: Person) -> None:
    wall.tick("Dishes")  # nobody has said who they are
    wall.is_ticked("Dishes")
    wall.says_who("Dishes", "Kim")
    expect(wall.row("Dishes")).to_contain_text("Kim did it.")
    wall.tap("Sam")
    wall.tick("Bins")
    expect(wall.row("Bins")).to_contain_text("Sam did it.")
    wall.tap("Robin")
    wall.tick("Dinner")
    expect(wall.row("Dinner")).to_contain_text("Robin did it.")
    wall.row("Dinner").get_by_role("button", name="Undo").click()
    expect(wall.row("Dinner").get_by_role("checkbox")).not_to_be_checked()
    wall.window.is_saved()
    done = {task.title: (task.place, task.done_by_id) for task in Task.objects.filter(household_id=sam.home)}
    assert done == {"Dishes": ("done", kim.id), "Bins": ("done", sam.id), "Dinner": ("week", None)}
    assert {c.member_id for c in CheckIn.objects.all()} == {sam.id, robin.id}


def test_the_phone_and_the_wall_show_the_same_at_once(wall: Wall, opens: Opens, sam: Person) -> None:
    phone = opens(sam, PHONE)
    phone.write("Oat milk", "week")
    phone.line.blur()
    expect(wall.row("Oat milk")).to_be_visible()
    wall.tick("Dishes")
    expect(phone.page.locator("tandem-check-in")).to_contain_text("Dishes")  # and sam is asked, on sam's own phone
    expect(wall.page.locator("tandem-check-in")).to_have_count(0)
    wall.page.get_by_role("textbox", name="Write a line for our list").fill("Rice")
    wall.page.keyboard.press("Enter")
    expect(wall.row("Rice")).to_be_visible()
    phone.sees("Rice", "list")


def test_a_child_joins_and_does_a_step_by_tapping_who_they_are(wall: Wall, sam: Person, kim: Person) -> None:
    dinner = Task.objects.get(title="Dinner").pk
    sam.post(f"tasks/{dinner}/taken/")
    sam.post(f"tasks/{dinner}/steps/", {"title": "Lay the table"})
    expect(wall.page.get_by_role("button", name="I’m in")).to_have_count(0)  # an adult takes on their own device
    wall.tap("Sam")
    expect(wall.page.get_by_role("button", name="I’m in")).to_have_count(0)
    wall.tap("Kim")
    wall.page.get_by_role("button", name="I’m in: Dinner").click()
    expect(wall.row("Dinner").get_by_role("img", name="Kim helps")).to_be_visible()
    expect(wall.row("Dinner").get_by_role("img", name="Sam has it")).to_be_visible()
    wall.row("Dinner").get_by_role("button", name="Dinner", exact=True).click()
    wall.row("Dinner").locator(".steps-here label.tick").click()
    wall.window.is_saved()
    (step,) = sam.screen().all("step")
    assert step["done_by"] == kim.id
    wall.page.set_viewport_size({"width": 360, "height": 780})  # an old phone at the wall: the words keep their line
    words = wall.row("Dinner").locator(".body").bounding_box()
    assert words and words["width"] > 200
    wall.row("Dinner").get_by_role("button", name="I’m out: Dinner").click()
    wall.window.is_saved()
    assert sam.screen().all("part") == []


def test_whoever_comes_next_is_not_taken_for_the_last(wall: Wall) -> None:
    wall.window.accept("WebSocket is closed before")  # the clock runs ahead of the network
    wall.page.clock.install()
    wall.page.reload()
    wall.tap("Kim")
    expect(wall.who).to_have_text(re.compile("Kim"))
    wall.page.clock.run_for(50_000)
    expect(wall.who).to_have_count(1)
    wall.tick("Dishes")
    wall.page.clock.run_for(50_000)
    expect(wall.who).to_have_count(1)  # a minute after the last tap
    wall.page.clock.run_for(11_000)
    expect(wall.who).to_have_count(0)
    wall.tap("Sam")
    wall.tap("Sam")
    expect(wall.who).to_have_count(0)


def test_what_was_ticked_goes_below_after_a_while(wall: Wall) -> None:
    wall.window.accept("WebSocket is closed before")
    wall.page.clock.install()
    wall.page.reload()
    wall.tick("Dishes")
    expect(wall.row("Dishes").get_by_role("button", name="Undo")).to_be_visible()
    wall.page.clock.run_for(31_000)
    expect(wall.row("Dishes")).to_have_count(0)
    expect(wall.page.locator(".aside")).to_contain_text("Dishes")


def test_an_adult_reads_on_their_own_phone_that_one_was_hung_up(opens: Opens, sam: Person, robin: Person) -> None:
    phone = opens(robin, PHONE)
    hang_up(opens, sam)
    told = phone.page.get_by_role("region", name="About who reads here")
    expect(told).to_contain_text("has been a family tablet since today: it shows what all of us see. Not ours?")
    told.get_by_role("link", name="Take it off").tap()
    expect(phone.page.get_by_role("heading", name="Family tablet")).to_be_in_viewport()


def test_taken_off_it_shows_nothing_and_keeps_nothing(wall: Wall, robin: Person) -> None:
    robin.post(f"tablets/{Tablet.objects.get().pk}/taken-off/")
    expect(wall.page.get_by_role("heading", level=1)).to_have_text("This is no longer the family tablet")
    until(lambda: "Linden Street" not in wall.page.evaluate(EVERYTHING_KEPT), "its rows leave the device")
    wall.window.accept("401")


def test_nothing_of_whoever_was_signed_in_stays_in_the_browser(opens: Opens, cast: Cast, server: Server) -> None:
    sam, robin = cast.sam, cast.robin
    write(robin, "SECRET thought", private=True)
    window = opens(robin, TABLET)
    expect(window.page.locator("tandem-tray")).to_contain_text("SECRET thought")
    link = "/" + sam.on_device("tablets/link/").json()["link"].split("/", 3)[3]
    window.page.goto(server.url + link)
    window.page.get_by_role("button", name="Make it the family tablet").click()
    window.page.get_by_role("link", name="Open the kitchen view").click()
    expect(window.page.locator(".conn")).to_have_attribute("data-now", "live")
    kept = window.page.evaluate(EVERYTHING_KEPT)
    assert "SECRET" not in kept and "Linden Street" in kept
    assert "SECRET" not in window.page.content()


@pytest.mark.parametrize("device", [TABLET, UPRIGHT], ids=["wide", "upright"])
def test_it_can_be_read_and_tapped_by_everybody(opens: Opens, sam: Person, device: dict[str, object]) -> None:
    write(sam, "Dinner", place="week", feel="Everyone sits down", notes="Rice is left", due="2026-12-24")
    write(sam, "Oat milk")
    wall = hang_up(opens, sam, device, reduced_motion="reduce")
    wall.row("Dinner").get_by_role("button", name="Dinner").click()
    expect(wall.row("Dinner")).to_contain_text("Rice is left")
    wall.tick("Oat milk")
    wall.tap("Kim")
    check(wall.window, "kitchen")
    for box in wall.page.locator("label.tick, .btn.person").all():
        size = box.bounding_box()
        assert size and size["height"] >= 56
    assert wall.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_ticked_offline_is_sent_later_in_the_same_name(wall: Wall, sam: Person, kim: Person) -> None:
    wall.window.accept("ERR_INTERNET_DISCONNECTED")
    wall.page.context.set_offline(True)
    wall.tap("Kim")
    wall.tick("Dishes")
    wall.is_ticked("Dishes")
    wall.tap("Kim")
    wall.page.context.set_offline(False)
    until(lambda: Task.objects.get(title="Dishes").done_by_id == kim.id, "Kim's tick arrives as Kim's")


EVERYTHING_KEPT = """async () => {
  const open = indexedDB.open("tandem");
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const rows = await new Promise((done) => {
    const all = db.transaction("rows").objectStore("rows").getAll();
    all.onsuccess = () => done(all.result);
  });
  db.close();
  return JSON.stringify([rows, { ...sessionStorage }, { ...localStorage }]);
}"""


def test_several_did_it_together(wall: Wall, sam: Person, robin: Person, kim: Person) -> None:
    wall.tick("Dishes")
    wall.row("Dishes").get_by_role("group", name="Who did it?").get_by_role("button", name="Together").click()
    together = wall.row("Dishes").get_by_role("group", name="Who did it together?")
    for name in ("Kim", "Robin", "Sam"):
        together.get_by_role("button", name=name).click()
    together.get_by_role("button", name="Sam").click()  # not Sam
    expect(together.locator("[aria-pressed=true]")).to_have_count(2)
    together.get_by_role("button", name="Ready").click()
    expect(wall.row("Dishes")).to_contain_text(re.compile("(Robin and Kim|Kim and Robin) did it."))
    expect(wall.who).to_have_count(0)  # who stands here stays as it was
    wall.window.is_saved()
    task = Task.objects.get(household_id=sam.home, title="Dishes")
    assert task.done_by_id == robin.id  # an adult among them said so
    assert set(Credit.said(task, "done").values_list("member_id", flat=True)) == {robin.id, kim.id}


def test_what_everyone_does_for_themselves_is_ticked_share_by_share(
    wall: Wall, sam: Person, robin: Person, kim: Person
) -> None:
    task = write(sam, "Clear your own desk", place="week")
    sam.post(f"tasks/{task}/each/")
    for who in (sam, kim):
        who.post(f"tasks/{task}/joined/", {"as": "each"})
    row = wall.row("Clear your own desk")
    expect(row).to_contain_text("everyone does their own")
    wall.tick("Clear your own desk")  # nobody has said who they are
    shares = row.get_by_role("group", name="Who did theirs?")
    shares.get_by_role("button", name="Kim").click()
    expect(shares.get_by_role("button", name="Kim")).to_have_attribute("aria-pressed", "true")
    expect(row.get_by_role("img", name="Kim has done theirs")).to_be_visible()
    expect(row.get_by_role("checkbox")).not_to_be_checked()
    shares.get_by_role("button", name="Ready").click()
    wall.tap("Sam")
    wall.tick("Clear your own desk")  # Sam's own share, the last
    expect(row).to_contain_text(re.compile("(Kim and Sam|Sam and Kim) did it."))
    wall.window.is_saved()
    assert Task.objects.get(pk=task).place == "done"
