"""What first: what is missing is added by anybody, and what is in the week already stays unless they put it back."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens
from tests.browser.meetings import SAMS, both, choose, line, press, things
from tests.browser.window import Window
from tests.conftest import Person, write
from tests.meetings import one, opened, seal, week


def stays(window: Window, title: str) -> Locator:
    return window.page.locator(".stays li").filter(has_text=title)


def add(window: Window, words: str, title: str) -> None:
    press(window, "Add something from our list")
    window.page.get_by_role("searchbox", name="Find").fill(words)
    press(window, f"Add {title}")


def test_what_is_promised_stays_and_what_goes_back_was_said_by_them(opens: Opens, sam: Person, robin: Person) -> None:
    robins, free = write(sam, "Call the landlord", place="week"), write(sam, "Attic", place="week")
    robin.post(f"tasks/{robins}/taken/")
    ids = things(sam)
    meeting = opened(sam, robin, at="rank")
    for who in (sam, robin):
        seal(who, meeting, [ids[title] for title in SAMS])
    laptop, phone = both(opens, sam, robin)
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", name="Already in This week")).to_be_visible()
        expect(window.page.locator(".stays li")).to_have_count(2)
    stays(phone, "Attic").get_by_role("button", name="Put it back").tap()
    for window in (laptop, phone):
        expect(stays(window, "Attic")).to_contain_text("back to our list")
        expect(stays(window, "Call the landlord")).not_to_contain_text("back to our list")
    phone.hears("“Attic” goes back to our list.")
    laptop.page.get_by_role("button", name="This is our week").click()
    for window in (laptop, phone):
        expect(window.page.locator(".stays li")).to_have_count(1)
    laptop.is_saved()
    assert robins in week(sam) and free not in week(sam) and len(week(sam)) == 6
    laptop.page.locator("[data-onward]").click()
    expect(laptop.page.locator(".who-list")).to_contain_text("Call the landlord")
    robin.post(f"meetings/{meeting}/closed/")
    last = laptop.page.locator("tandem-meeting-last")
    expect(last).to_contain_text("No longer in This week")
    expect(last.locator("li").filter(has_text="Attic")).to_contain_text("Our list")
    laptop.goto(f"/h/{sam.home}/meetings/{meeting}/")
    expect(laptop.page.get_by_role("region", name="No longer in This week")).to_contain_text("Attic")


def test_anybody_adds_something_from_our_list_and_both_have_it(opens: Opens, sam: Person, robin: Person) -> None:
    for title in ("Gutter", "Boiler", "Piano"):
        write(sam, title)
    for n in range(5):
        write(sam, f"More {n}")
    ids = things(sam)
    opened(sam, robin, at="rank")
    laptop, phone = both(opens, sam, robin)
    choose(phone, *SAMS)
    press(phone, "This is my order")
    expect(phone.page.locator(".seal")).to_contain_text("It is shown when everybody is ready.")
    add(laptop, "gut", "Gutter")
    expect(phone.page.locator(".toast").first).to_contain_text("“Gutter” was added. Your order is open again")
    for window in (laptop, phone):
        expect(window.page.get_by_role("button", name="Choose Gutter")).to_have_count(1)
    press(phone, "This is my order")
    choose(laptop, *SAMS)
    press(laptop, "This is my order")
    for window in (laptop, phone):
        expect(line(window, "Gutter")).to_have_class("after ")
    add(phone, "piano", "Piano")
    for window in (laptop, phone):
        expect(line(window, "Piano")).to_have_class("after ")
    assert ids.keys() >= set(SAMS)
    order = one(sam, "ranking")["order"]
    titles = {task["id"]: task["title"] for task in sam.screen().all("task")}
    assert titles[order[5]] == "Piano"
