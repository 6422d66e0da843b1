"""The first sitting: Sam on the laptop and Robin on the phone walk through it alone and see it together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import STILL, check
from tests.browser.conftest import Opens
from tests.browser.sitting import area, exists, in_head, line, marked, opened, sits
from tests.browser.test_german import fits
from tests.browser.window import LAPTOP, OFFLINE, PHONE
from tests.conftest import Person, write

TABLET: dict[str, Any] = {"viewport": {"width": 820, "height": 1100}}


def test_both_walk_through_alone_see_it_together_and_bring_ten_things(opens: Opens, sam: Person, robin: Person) -> None:
    laptop, phone = sits(opens, sam, LAPTOP), sits(opens, robin, PHONE)
    for window in (laptop, phone):
        window.page.get_by_role("link", name="Begin").click()
        area(window, "Kitchen")
    with laptop.nothing_arrives():
        in_head(phone, "Knowing at four what there will be at seven")
        exists(phone, "Emptying the dishwasher")
        phone.page.get_by_placeholder("Something missing here?").fill("The sourdough")
        phone.page.get_by_placeholder("Something missing here?").press("Enter")
        expect(line(phone, "The sourdough")).to_be_visible()
        phone.page.get_by_role("link", name="Next: Shopping and food").tap()
        area(phone, "Shopping and food")
        for text in ("The big shopping of the week", "Noticing when the milk runs low", "Keeping the shopping list"):
            exists(phone, text)
        phone.page.get_by_role("link", name="Next: Laundry").tap()
        phone.page.get_by_role("link", name="Skip this area").tap()
        area(phone, "Cleaning and order")
        phone.goto(f"/h/{robin.home}/first-sitting/#end")
        expect(phone.page.locator(".opening")).to_contain_text("With two of you that is easy to guess.")
        phone.page.get_by_role("button", name="I’m through; show ours").tap()
        expect(phone.page.get_by_role("heading", level=1)).to_have_text("You are through.")
        phone.is_saved()
    for text in ("Cooking on weekdays", "Setting the table and clearing it", "Ironing"):
        if text == "Ironing":
            laptop.page.get_by_role("navigation", name="Areas", exact=True).get_by_role("link", name="Laundry").click()
        exists(laptop, text)
    in_head(laptop, "Noticing that the laundry basket is full")
    laptop.page.get_by_role("link", name="The end").click()
    laptop.page.get_by_role("button", name="I’m through; show ours").click()
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", level=1)).to_have_text("What our home carries")
        window.hears("Everyone is through.")
        expect(window.page.locator(".responsibilities > li")).to_have_count(10)
        kitchen = window.page.get_by_role("list").filter(has_text="The sourdough").locator("> li")
        expect(kitchen.first).to_contain_text("was only in one head")
    # one, several, an area
    line(phone, "Ironing").get_by_role("button", name="To our list: Ironing").tap()
    expect(line(laptop, "Ironing").get_by_role("link", name="on our list")).to_be_visible()
    laptop.hears("Robin brought Ironing")
    line(laptop, "The sourdough").locator(".tick-line").click()
    line(laptop, "Noticing that the laundry basket is full").locator(".tick-line").click()
    laptop.page.get_by_role("button", name="Bring 2 to our list").click()
    expect(line(phone, "The sourdough").get_by_role("link", name="on our list")).to_be_visible()
    laptop.page.get_by_role("button", name="Undo").click()
    expect(line(phone, "The sourdough").get_by_role("button", name="To our list")).to_be_visible()
    line(laptop, "The sourdough").locator(".tick-line").click()
    line(laptop, "Noticing that the laundry basket is full").locator(".tick-line").click()
    laptop.page.get_by_role("button", name="Bring 2 to our list").click()
    expect(line(phone, "The sourdough").get_by_role("link", name="on our list")).to_be_visible()
    phone.page.get_by_role("button", name="All to our list: Shopping and food").tap()
    laptop.page.get_by_role("button", name="All to our list: Kitchen").click()
    for window in (laptop, phone):
        expect(window.page.get_by_role("link", name="on our list")).to_have_count(10)
        expect(window.page.locator(".ours")).to_contain_text("All of it is on our list.")
    phone.goto()
    phone.show("list")
    expect(phone.page.locator("[data-place=list] [data-task]")).to_have_count(10)
    expect(phone.row("The sourdough")).to_contain_text("Kitchen")


def test_on_a_phone_any_area_and_the_end_are_two_taps_away(opens: Opens, robin: Person) -> None:
    phone = sits(opens, robin, PHONE, "#kitchen")
    phone.page.get_by_role("button", name="1 of 14 areas").tap()
    expect(phone.page.get_by_role("menuitemradio", name="Kitchen", checked=True)).to_be_focused()
    phone.page.get_by_role("menuitemradio", name="Us two").tap()
    area(phone, "Us two")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    for words in ("The dance class", "Calling Oma"):
        phone.page.get_by_placeholder("Something missing here?").fill(words)
        phone.page.get_by_placeholder("Something missing here?").press("Enter")
        expect(line(phone, words)).to_be_visible()
    below = (
        "field => field.getBoundingClientRect().bottom <= document.querySelector('.foot').getBoundingClientRect().top"
    )
    assert phone.page.get_by_placeholder("Something missing here?").evaluate(below), "the next one can be written"
    phone.page.get_by_role("button", name="13 of 14 areas").tap()
    phone.page.get_by_role("menuitemradio", name="The end").tap()
    expect(phone.page.get_by_role("button", name="I’m through; show ours")).to_be_visible()


def test_what_robin_marks_reaches_no_byte_of_sams_page(opens: Opens, sam: Person, robin: Person) -> None:
    laptop, phone = sits(opens, sam, LAPTOP, "#money"), sits(opens, robin, PHONE, "#money")
    laptop.is_saved()
    before = laptop.page.content()
    with laptop.nothing_arrives():
        exists(phone, "The tax return")
        phone.page.get_by_placeholder("Something missing here?").fill("SECRET debts")
        phone.page.get_by_role("button", name="Add").tap()
        phone.goto(f"/h/{robin.home}/first-sitting/#end")
        phone.page.get_by_role("button", name="I’m through; show ours").tap()
        phone.is_saved()
    assert laptop.page.content() == before
    assert "SECRET" not in laptop.received()


def test_it_goes_on_where_i_was_on_my_other_device(opens: Opens, sam: Person) -> None:
    laptop = sits(opens, sam, LAPTOP, "#health")
    exists(laptop, "Going along to appointments")
    laptop.is_saved()
    phone = sits(opens, sam, PHONE)
    phone.page.get_by_role("link", name="Go on").tap()
    area(phone, "Health")
    expect(line(phone, "Going along to appointments").get_by_role("checkbox").first).to_be_checked()
    exists(phone, "Fetching prescriptions")
    expect(line(laptop, "Fetching prescriptions").get_by_role("checkbox").first).to_be_checked()
    phone.page.go_back()
    expect(phone.page.get_by_role("link", name="Go on")).to_be_visible()


def test_two_devices_of_mine_in_two_areas_leave_each_other_alone(opens: Opens, sam: Person) -> None:
    laptop, phone = sits(opens, sam, LAPTOP, "#health"), sits(opens, sam, PHONE, "#us")
    for window in (laptop, phone):
        window.is_saved()
    laptop.takes_what_was_sent()
    with laptop.nothing_arrives(), phone.nothing_arrives():
        phone.takes_what_was_sent()
    exists(phone, "Finding an evening for us")
    area(laptop, "Health")


def test_marks_made_on_a_train_arrive_later(opens: Opens, robin: Person) -> None:
    phone = sits(opens, robin, PHONE, "#us")
    phone.accept(OFFLINE)
    phone.context.set_offline(True)
    in_head(phone, "Remembering our days")
    exists(phone, "Finding an evening for us")
    phone.page.get_by_placeholder("Something missing here?").fill("The dance class")
    phone.page.get_by_placeholder("Something missing here?").press("Enter")
    line(phone, "The dance class").get_by_role("button", name="Take out The dance class").tap()
    expect(line(phone, "The dance class")).to_have_count(0)
    line(phone, "Remembering our days").locator(".tick-line").click()
    expect(line(phone, "Remembering our days").get_by_role("checkbox").first).not_to_be_checked()
    phone.context.set_offline(False)
    phone.is_saved()
    said = {row["key"]: (row["exists"], row["in_head"]) for row in robin.screen().all("inventory_mark")}
    assert said == {"anniversaries": (False, True), "time-for-us": (True, False)}


def test_by_keyboard_alone(opens: Opens, sam: Person) -> None:
    laptop = sits(opens, sam, LAPTOP, "#kitchen")
    page = laptop.page
    line(laptop, "Cooking on weekdays").get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for box in line(laptop, "Cooking on weekdays").get_by_role("checkbox").all():
        expect(box).to_be_checked()
    page.get_by_role("link", name="Next: Shopping and food").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    area(laptop, "Shopping and food")


def test_offered_once_in_a_new_home_and_put_away(opens: Opens) -> None:
    laptop = opens(None, LAPTOP, to="/")
    laptop.page.locator("input[name=home]").fill("Linden Street 9")
    laptop.page.locator("input[name=name]").fill("Alex")
    laptop.page.get_by_role("button", name="Start our home").click()
    laptop.is_live()
    offer = laptop.page.get_by_role("region", name="First sitting")
    expect(offer.get_by_role("link", name="Have a look")).to_have_attribute("href", re.compile("/first-sitting/$"))
    offer.get_by_role("button", name="Not for now").click()
    expect(offer).to_have_count(0)
    laptop.is_saved()
    laptop.page.reload()
    laptop.is_live()
    expect(offer).to_have_count(0)
    laptop.home_menu("First sitting")
    expect(laptop.page.get_by_role("heading", level=1)).to_have_text("What does our home carry?")


def test_a_lived_in_home_is_offered_nothing(opens: Opens, sam: Person) -> None:
    write(sam, "Dishes")
    laptop = opens(sam, LAPTOP)
    laptop.sees("Dishes", "list")
    expect(laptop.page.get_by_role("region", name="First sitting")).to_have_count(0)


@pytest.mark.parametrize("device", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
def test_every_view_can_be_read_and_used(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    window = sits(opens, sam, device, **STILL)
    check(window, "the beginning")
    window.page.get_by_role("link", name="Begin").click()
    in_head(window, "Cooking on weekdays")
    check(window, "an area")
    window.goto(f"/h/{sam.home}/first-sitting/#end")
    check(window, "the end")
    window.page.get_by_role("button", name="I’m through; show ours").click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("You are through.")
    check(window, "waiting")
    marked(robin, ironing=True, mopping=False)
    opened(robin)
    expect(line(window, "Ironing")).to_be_visible()
    line(window, "Ironing").locator(".tick-line").click()
    check(window, "ours")
    window.page.get_by_role("button", name="Bring one to our list").click()
    expect(line(window, "Ironing").get_by_role("link", name="on our list")).to_be_visible()
    check(window, "ours, brought")


@pytest.mark.parametrize("width", [320, 390])
def test_in_german_nothing_is_clipped(opens: Opens, sam: Person, robin: Person, width: int) -> None:
    phone = {**PHONE, "viewport": {"width": width, "height": 844}}
    window = sits(opens, sam, phone, locale="de-DE")
    expect(window.page.locator(".conn")).to_have_text("Verbunden")
    fits(window)
    for entry in ("#kitchen", "#money", "#green", "#end"):
        window.goto(f"/h/{sam.home}/first-sitting/{entry}")
        expect(window.page.get_by_role("heading", level=1)).to_be_visible()
        fits(window)
    marked(sam, comparing_contracts=True, knowing_sizes=True, watering_on_holiday=False)
    opened(sam, robin)
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Was unser Zuhause trägt")
    fits(window)
    window.page.locator(".ours .tick-line").first.tap()
    fits(window)
    window.page.locator(".ours .responsibilities button").nth(1).tap()
    expect(window.page.get_by_role("link", name="auf unserer Liste")).to_have_count(1)
    fits(window)
