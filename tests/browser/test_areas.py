"""Areas with a why on two screens: what they should feel like, what the home wants, an area's page with its address."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import STILL, check
from tests.browser.conftest import Opens
from tests.browser.test_german import fits
from tests.browser.test_smaller_list import age
from tests.browser.window import PHONE
from tests.conftest import Person, write
from tests.test_area import area

pytestmark = pytest.mark.once


def test_what_an_area_should_feel_like_is_written_by_both(opens: Opens, sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    laptop, phone = opens(sam), opens(robin, PHONE)
    laptop.home_menu("Our areas")
    laptop.page.get_by_role("link", name="Kitchen").click()
    phone.goto(f"/h/{robin.home}/areas/{kitchen}/")
    feel = phone.page.get_by_label("We want it to feel like")
    feel.fill("Somebody hums")
    feel.press("Enter")
    mine = laptop.page.get_by_label("We want it to feel like")
    expect(mine).to_have_value("Somebody hums")
    mine.fill("Somebody hums while coo")  # still in my hand
    phone.page.get_by_label("Name of the area").fill("Our kitchen")
    phone.page.get_by_label("Name of the area").press("Enter")
    expect(laptop.page.get_by_label("Name of the area")).to_have_value("Our kitchen")
    expect(mine).to_have_value("Somebody hums while coo")
    mine.press_sequentially("king")
    laptop.page.keyboard.press("Enter")
    expect(feel).to_have_value("Somebody hums while cooking")
    phone.page.reload()
    expect(feel).to_have_value("Somebody hums while cooking")


def test_up_to_three_intentions_edited_in_place(opens: Opens, sam: Person, robin: Person) -> None:
    laptop, phone = opens(sam, to=f"/h/{sam.home}/areas/"), opens(robin, PHONE, to=f"/h/{robin.home}/areas/")
    line = laptop.page.get_by_placeholder("What do we want more of?")
    for words in ("Evenings without a list", "Laughing at dinner", "Nobody carries alone"):
        line.fill(words)
        line.press("Enter")
    expect(line).to_have_count(0)  # three can be kept in mind
    wanted = phone.page.locator(".intentions textarea")
    expect(wanted).to_have_count(3)
    expect(wanted.first).to_have_value("Evenings without a list")
    wanted.first.fill("Free evenings")
    wanted.first.press("Enter")
    expect(laptop.page.locator(".intentions textarea").first).to_have_value("Free evenings")
    phone.page.get_by_role("button", name="More for Laughing at dinner").tap()
    phone.page.get_by_role("menuitem", name="Put away; what serves it stays").tap()
    expect(laptop.page.locator(".intentions textarea")).to_have_count(2)
    expect(line).to_have_count(1)


def test_a_card_shows_which_it_serves_and_an_area_page_vision_beside_reality(
    opens: Opens, sam: Person, robin: Person
) -> None:
    evenings = sam.post("intentions/", {"words": "Evenings without a list"}).json()["items"][0]["id"]
    sam.post("intentions/", {"words": "Laughing at dinner"})
    kitchen = area(sam)
    sam.patch(f"areas/{kitchen}/", {"intention": evenings})
    done, gone = write(sam, "Dishes", area=kitchen), write(sam, "Ironing", area=kitchen)
    write(robin, "Dinner is served", area=kitchen, place="week")
    write(robin, "A surprise", area=kitchen, private=True)
    write(robin, "Elsewhere", place="week")
    sam.post(f"tasks/{done}/done/")
    sam.post(f"tasks/{gone}/let-go/")
    laptop, phone = opens(sam), opens(robin, PHONE)
    card = laptop.open("Dinner is served")
    expect(card.locator(".serves em")).to_have_text("Evenings without a list")
    card.get_by_role("button", name="It serves:").click()
    laptop.page.get_by_role("menuitemradio", name="Laughing at dinner").click()
    expect(card.locator(".serves em")).to_have_text("Laughing at dinner")
    phone.open("Dinner is served")
    expect(phone.page.locator("tandem-card .serves em")).to_have_text("Laughing at dinner")
    phone.page.get_by_role("button", name="Area:").tap()
    phone.page.get_by_role("menuitem", name="About Kitchen").tap()
    page = phone.page.locator("tandem-area")
    expect(page.locator(".vision .serves em")).to_have_text("Evenings without a list")
    expect(page.locator("[data-task] .title")).to_have_text(["Dinner is served", "A surprise"])
    expect(page.locator(".lately")).to_contain_text("Dishes")
    expect(page.locator(".lately")).to_contain_text("Ironing")
    expect(page.locator(".lately")).not_to_contain_text("Sam")
    laptop.goto(f"/h/{sam.home}/areas/{kitchen}/")
    expect(laptop.page.locator("tandem-area [data-task] .title")).to_have_text(["Dinner is served"])
    assert "A surprise" not in laptop.received()
    laptop.page.locator("tandem-area").get_by_text("Dinner is served is done").locator("..").click()
    expect(page.locator(".lately")).to_contain_text("Dinner is served")


def test_an_area_is_reached_from_the_filter_and_put_away(opens: Opens, sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    write(sam, "Dishes", area=kitchen)
    laptop, phone = opens(sam), opens(robin, PHONE, to=f"/h/{robin.home}/areas/{kitchen}/")
    laptop.page.get_by_role("button", name="Find").click()
    laptop.page.get_by_role("button", name="Kitchen", exact=True).click()
    laptop.page.get_by_role("link", name="About Kitchen").click()
    expect(laptop.page).to_have_url(f"{laptop.url}/h/{sam.home}/areas/{kitchen}/")
    laptop.page.get_by_role("button", name="More for Kitchen").click()
    laptop.page.get_by_role("menuitem", name="Put away; its tasks stay").click()
    expect(phone.page.locator("tandem-area")).to_contain_text("This area is not here.")
    phone.page.get_by_role("link", name="Back").tap()
    phone.sees("Dishes", "list")


def test_a_long_list_is_read_an_area_at_a_time(opens: Opens, sam: Person, robin: Person) -> None:
    names = ["Kids", "Kitchen", "Garden", "Money", "Laundry", "Health", "Us two", "School"]
    areas = [area(sam, name) for name in names]
    for number in range(24):
        write(sam, f"Line {number}", area=areas[number % 8])
    write(sam, "Something else")
    laptop, phone = opens(sam), opens(robin, PHONE, **STILL)
    phone.show("list")
    check(phone, "a long list")
    with laptop.nothing_arrives():
        phone.page.get_by_role("button", name="By area").tap()
        kids = phone.page.get_by_role("menuitemradio", name="Kids 3")
        expect(phone.page.get_by_role("menuitemradio")).to_have_count(9)
        check(phone, "its contents")
        kids.tap()
        phone.order("list", ["Line 16", "Line 8", "Line 0"])  # the one order, with gaps
        expect(phone.page.locator(".found")).to_have_text("3 tasks found")
        check(phone, "one area")
        phone.page.get_by_role("button", name="By area").tap()
        phone.page.get_by_role("menuitemradio", name="No area 1").tap()
        phone.order("list", ["Something else"])
        phone.page.get_by_role("button", name="No area", pressed=True).tap()
        expect(phone.page.locator("[data-place=list] [data-task]")).to_have_count(25)
        phone.page.get_by_role("button", name="Close search").tap()
    laptop.page.get_by_role("button", name="By area").focus()
    laptop.page.keyboard.press("Enter")
    laptop.page.keyboard.type("kit")
    laptop.page.keyboard.press("Enter")
    laptop.hears("3 tasks found")
    laptop.order("list", ["Line 17", "Line 9", "Line 1"])
    expect(laptop.row("Line 17").locator(".title")).to_be_focused()
    laptop.page.keyboard.press("/")
    laptop.page.keyboard.press("Escape")
    expect(laptop.page.locator("[data-place=list] [data-task]")).to_have_count(25)


def test_a_short_list_is_not_taken_apart(opens: Opens, sam: Person) -> None:
    for number in range(10):
        write(sam, f"Line {number}", area=area(sam, f"Area {number}"))
    laptop = opens(sam)
    laptop.sees("Line 9", "list")
    expect(laptop.page.get_by_role("button", name="By area")).to_have_count(0)


def test_an_area_page_is_closed_by_keys_and_the_focus_goes_on(opens: Opens, sam: Person) -> None:
    kitchen = area(sam)
    write(sam, "Dishes", area=kitchen)
    laptop = opens(sam, to=f"/h/{sam.home}/areas/{kitchen}/")
    laptop.page.locator("tandem-area a.title").click()
    expect(laptop.page.locator("tandem-card")).to_have_count(1)
    laptop.page.go_back()
    expect(laptop.page.locator("tandem-area")).to_have_count(1)
    laptop.page.keyboard.press("Escape")
    expect(laptop.page.locator("tandem-area")).to_have_count(0)
    expect(laptop.page.locator("[data-menu]")).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_fit_and_axe_finds_nothing(opens: Opens, sam: Person, width: int) -> None:
    kitchen = area(sam, "Kitchen, larder and what is eaten")
    evenings = sam.post("intentions/", {"words": "Evenings without a list"}).json()["items"][0]["id"]
    sam.patch(f"areas/{kitchen}/", {"feel": "Somebody hums while cooking", "intention": evenings})
    task = write(sam, "Dishes", area=kitchen)
    age(task, 53, 3)
    for closed in ("done", "let-go"):
        sam.post(f"tasks/{write(sam, f'Was {closed}', area=kitchen)}/{closed}/")
    size = {"viewport": {"width": width, "height": 844}}
    window = opens(sam, {**PHONE, **size} if width < 768 else size, **STILL)
    for path in ("areas/", f"areas/{kitchen}/", f"tasks/{task}/", "#list"):
        window.leave()
        window.goto(f"/h/{sam.home}/{path}")
        expect(window.page.locator("tandem-board .columns")).to_have_count(1)
        check(window, path)
        fits(window)
    window.home_menu("Done and let go")
    expect(window.page.get_by_role("dialog").locator("li")).to_have_count(1)
    check(window, "done and let go")
    fits(window)


def test_what_was_put_away_by_mistake_comes_back_by_one_tap(opens: Opens, sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    sam.patch(f"areas/{kitchen}/", {"feel": "Somebody hums"})
    write(robin, "Dinner is served", area=kitchen, place="week")
    for words in ("Evenings without a list", "Laughing at dinner"):
        sam.post("intentions/", {"words": words})
    phone, laptop = opens(robin, PHONE, to=f"/h/{robin.home}/areas/{kitchen}/"), opens(sam)
    laptop.home_menu("Our areas")
    phone.page.get_by_role("button", name="More for Kitchen").tap()
    phone.page.get_by_role("menuitem", name="Put away; its tasks stay").tap()
    expect(laptop.page.get_by_role("link", name="Kitchen", exact=True)).to_have_count(0)
    phone.page.locator(".toast").get_by_role("button", name="Undo").tap()
    expect(laptop.page.get_by_role("link", name="Kitchen", exact=True)).to_be_visible()
    expect(laptop.page.locator(".areas")).to_contain_text("Somebody hums")
    phone.is_saved()
    phone.goto()
    expect(phone.row("Dinner is served")).to_contain_text("Kitchen")
    wanted = laptop.page.locator(".intentions textarea")
    laptop.page.get_by_role("button", name="More for Evenings without a list").click()
    laptop.page.get_by_role("menuitem", name="Put away; what serves it stays").click()
    expect(wanted).to_have_count(1)
    laptop.page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(wanted).to_have_count(2)
    expect(wanted.first).to_have_value("Evenings without a list")


def test_intentions_change_places_by_keyboard_and_by_thumb(opens: Opens, sam: Person, robin: Person) -> None:
    for words in ("One", "Two", "Three"):
        sam.post("intentions/", {"words": words})
    laptop, phone = opens(sam, to=f"/h/{sam.home}/areas/"), opens(robin, PHONE, to=f"/h/{robin.home}/areas/")
    mine, theirs = (window.page.locator(".intentions textarea") for window in (laptop, phone))
    expect(theirs).to_have_count(3)
    laptop.page.get_by_role("button", name="More for Three").focus()
    laptop.page.keyboard.press("Enter")
    expect(laptop.page.get_by_role("menuitem", name="Up", exact=True)).to_be_focused()
    laptop.page.keyboard.press("Enter")
    for fields in (mine, theirs):
        expect(fields.nth(1)).to_have_value("Three")
    phone.page.get_by_role("button", name="More for One").tap()
    phone.page.get_by_role("menuitem", name="Down", exact=True).tap()
    for fields in (theirs, mine):
        expect(fields.nth(0)).to_have_value("Three")
        expect(fields.nth(1)).to_have_value("One")


def test_a_line_written_on_an_areas_page_belongs_there(opens: Opens, sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    laptop, phone = opens(sam), opens(robin, PHONE, to=f"/h/{robin.home}/areas/{kitchen}/")
    line = phone.page.locator(".card").get_by_label("Write a line")
    line.fill("Descale the kettle")
    line.press("Enter")
    expect(line).to_have_value("")
    here = phone.page.locator(".reality [data-task]").filter(has_text="Descale the kettle")
    expect(here).to_be_visible()
    expect(here).not_to_contain_text("Kitchen")  # its page says so
    expect(laptop.sees("Descale the kettle", "list")).to_contain_text("Kitchen")
