"""The first sitting, opened: what was brought goes back, is told, closed and begun anew."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.sitting import area, exists, line, marked, opened, sits
from tests.browser.window import LAPTOP, PHONE
from tests.conftest import Person


def test_who_waits_on_the_board_is_told_that_it_is_open_until_they_have_looked(
    opens: Opens, sam: Person, robin: Person
) -> None:
    said = "Everyone is through with the first sitting. What our home carries is open now."
    marked(sam, dishes=True)
    laptop, phone = sits(opens, sam, LAPTOP, "#digital"), opens(robin, PHONE)
    laptop.page.get_by_role("link", name="Next").or_(laptop.page.get_by_role("link", name="Skip")).click()
    laptop.page.get_by_role("button", name="I’m through; show ours").click()
    laptop.page.get_by_role("link", name="To the board").click()
    laptop.is_live()
    line_there = laptop.page.get_by_role("region", name="First sitting")
    expect(line_there).to_have_count(0)
    opened(robin)
    expect(line_there).to_contain_text(said)
    laptop.hears(said)
    expect(phone.page.get_by_role("region", name="First sitting")).to_have_count(0)  # Robin was through from elsewhere
    laptop.page.reload()
    line_there.get_by_role("link", name="Have a look").click()
    expect(line(laptop, "Washing up, or filling the dishwasher")).to_be_visible()
    laptop.page.get_by_role("link", name="Walk through it again").click()
    area(laptop, "Kitchen")
    laptop.is_saved()
    laptop.goto()
    expect(line_there).to_have_count(0)


def test_what_was_brought_goes_back_while_nobody_has_touched_it(opens: Opens, sam: Person, robin: Person) -> None:
    marked(sam, dishes=True, ironing=False, mopping=False)
    opened(sam, robin)
    laptop, phone = sits(opens, sam, LAPTOP), sits(opens, robin, PHONE)
    for text in ("Washing up, or filling the dishwasher", "Ironing", "Mopping the floors"):
        line(phone, text).get_by_role("button", name="To our list").tap()
        expect(line(laptop, text).get_by_role("link", name="on our list")).to_be_visible()
    laptop.page.reload()  # not only by the last tap's Undo
    line(laptop, "Ironing").get_by_role("button", name="Off our list again: Ironing").click()
    expect(line(phone, "Ironing").get_by_role("button", name="To our list: Ironing")).to_be_visible()
    phone.is_saved()
    mopping = next(task["id"] for task in robin.screen().all("task") if task["title"] == "Mopping the floors")
    robin.patch(f"tasks/{mopping}/", {"notes": "Not with vinegar"})
    line(laptop, "Mopping the floors").get_by_role("button", name="Off our list again").click()
    expect(laptop.page.locator(".toast").last).to_have_text("One stays on our list: somebody has touched it.")
    expect(line(laptop, "Mopping the floors").get_by_role("link", name="on our list")).to_be_visible()
    robin.post(f"tasks/{mopping}/taken/")
    expect(line(laptop, "Mopping the floors").get_by_role("button")).to_have_count(0)


def test_what_was_brought_while_i_was_away_is_told(opens: Opens, sam: Person, robin: Person) -> None:
    marked(sam, dishes=True, ironing=False, mopping=False, vacuuming=False, bathroom=True)
    opened(sam, robin)
    phone = opens(robin, PHONE)
    phone.leave()
    chosen = [{"id": row["id"]} for row in sam.screen().all("responsibility")]
    sam.post("inventory/brought/", {"responsibilities": chosen})
    phone.goto()
    phone.show("list")
    expect(phone.open("Ironing").locator(".history")).to_contain_text("Sam brought it to us")
    phone.close_card()
    since = phone.page.get_by_role("region", name="Since you last looked")
    expect(since.locator(".folded")).to_have_text("Since you last looked: Sam brought 5 things")


def test_closed_for_both_opened_again_and_begun_anew(opens: Opens, sam: Person, robin: Person) -> None:
    marked(sam, dishes=True)
    opened(sam, robin)
    laptop, phone = sits(opens, sam, LAPTOP), sits(opens, robin, PHONE)
    laptop.page.get_by_role("button", name="Close this sitting").click()
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", level=1)).to_have_text("That sitting is closed.")
        expect(window.page.get_by_role("heading", level=1)).to_be_focused()
        window.hears("That sitting is closed.")
    phone.page.get_by_role("button", name="Open the old one again").tap()
    for window in (laptop, phone):
        expect(line(window, "Washing up, or filling the dishwasher")).to_be_visible()
        window.hears("This sitting is open again.")
    phone.page.get_by_role("button", name="Close this sitting").tap()
    laptop.page.get_by_role("link", name="Begin a new one").click()
    area(laptop, "Kitchen")
    expect(laptop.page.locator(".responsibilities :checked")).to_have_count(0)


def test_who_thinks_of_something_later_adds_it(opens: Opens, sam: Person, robin: Person) -> None:
    marked(sam, dishes=False)
    opened(sam, robin)
    laptop, phone = sits(opens, sam, LAPTOP), sits(opens, robin, PHONE)
    phone.page.get_by_role("link", name="Walk through it again").tap()
    exists(phone, "Cooking on weekdays")
    phone.goto(f"/h/{robin.home}/first-sitting/#end")
    phone.page.get_by_role("button", name="Add mine to ours").tap()
    for window in (laptop, phone):
        expect(line(window, "Cooking on weekdays")).to_be_visible()
