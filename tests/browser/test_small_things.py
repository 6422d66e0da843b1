"""Small things that a new user met: a tap that fell through, words that were cut, sentences that lay over buttons."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, expect

from household.models import Device, SignInLink
from tests.browser.conftest import Opens
from tests.browser.test_typing import paste
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write
from tests.live_server import until

pytestmark = pytest.mark.once


def test_a_tap_beside_a_menu_or_dialog_only_closes_it(opens: Opens, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title, place="week")
    for device in (LAPTOP, PHONE):
        window = opens(sam, device)
        window.row("Three").get_by_role("button", name="More for Three").click()
        expect(window.page.locator(".menu")).to_be_visible()
        tap(window, "One")
        expect(window.page.locator(".menu")).to_have_count(0)
        window.home_menu("My other device")
        tap(window, "One")
        expect(window.page.get_by_role("dialog")).to_have_count(0)
        expect(window.page.locator("tandem-card")).to_have_count(0)
        assert window.titles("week") == ["One", "Two", "Three"]
        window.is_saved()
        assert {task["place"] for task in sam.screen().all("task")} == {"week"}
    window.tick("One")  # and the next one counts
    window.sees("One", "done")


def tap(window: Window, title: str) -> None:
    """On the place of that row's tick, whatever lies over it."""
    box = window.row(title).locator("label.tick").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    (window.page.touchscreen.tap if window.is_phone else window.page.mouse.click)(x, y)


def test_inviting_again_hands_out_the_same_link(laptop: Window, phone: Window, sam: Person) -> None:
    def link() -> str:
        laptop.home_menu("Invite")
        value = laptop.page.get_by_label("Invitation link").input_value()
        laptop.page.keyboard.press("Escape")
        return value

    first = link()
    assert link() == first
    assert len(sam.screen().all("invitation")) == 1
    phone.home_menu("Invite")
    sams = phone.page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Sam’s invitation is still open.")
    sams.get_by_role("button", name="Withdraw").click()
    phone.is_saved()
    laptop.home_menu("Invite")
    expect(laptop.page.get_by_label("Invitation link")).not_to_have_value(first)


def test_pasted_lines_can_be_taken_back(laptop: Window, phone: Window) -> None:
    laptop.goes_to("list")
    paste(laptop, "\n".join(f"Line {n}" for n in range(8)))
    offer = laptop.page.get_by_role("region", name="Pasted lines")
    expect(offer.get_by_role("button", name="Add all 8 to Our list")).to_be_visible()
    expect(offer).to_contain_text("and 2 more")
    laptop.line.press("Enter")
    laptop.hears("8 lines are on our list.")
    laptop.is_saved()
    phone.order("list", [f"Line {n}" for n in range(8)])
    laptop.page.locator(".toast").get_by_role("button", name="Undo").click()
    laptop.order("list", [])
    laptop.order("head", [])
    laptop.is_saved()
    phone.order("list", [])


def test_nothing_of_a_long_line_is_lost(laptop: Window, sam: Person) -> None:
    laptop.goes_to("list")
    long = "word " * 60
    paste(laptop, long)
    offer = laptop.page.get_by_role("region", name="Pasted lines")
    expect(offer).to_contain_text("The rest of it goes into the notes.")
    laptop.line.press("Enter")
    expect(laptop.page.locator(".column[data-place=list] .title")).to_have_count(1)
    laptop.is_saved()
    (task,) = sam.screen().all("task")
    assert f"{task['title']} {task['notes']}" == long.strip()
    laptop.line.fill("x" * 202)
    laptop.line.press("Enter")  # typed: the same
    expect(offer).to_contain_text("The rest of it goes into the notes.")
    laptop.line.press("Enter")
    expect(laptop.line).to_have_value("")
    laptop.is_saved()
    (other,) = [one for one in sam.screen().all("task") if one["id"] != task["id"]]
    assert (len(other["title"]), other["notes"]) == (200, "xx")


def test_more_lines_than_one_request_takes(laptop: Window, sam: Person) -> None:
    laptop.goes_to("list")
    paste(laptop, "\n".join(f"Line {n}" for n in range(203)))
    laptop.line.press("Enter")
    laptop.hears("203 lines are on our list.")
    laptop.is_saved()
    assert len(sam.screen().all("task")) == 203


def test_a_line_that_the_filter_hides_is_spoken_of(laptop: Window) -> None:
    laptop.goes_to("week")
    laptop.page.get_by_role("button", name="Find").click()
    laptop.page.get_by_role("searchbox").fill("plants")
    laptop.line.fill("Bread")
    laptop.line.press("Enter")
    laptop.hears("Written. The filter hides it.")
    laptop.misses("Bread")
    laptop.page.get_by_role("button", name="Show all").click()
    laptop.sees("Bread", "week")


def test_tabs_say_where_what_was_found_lies(opens: Opens, sam: Person) -> None:
    for place in ("week", "list", "list"):
        write(sam, "Plants", place=place)
    phone = opens(sam, PHONE)
    phone.page.get_by_role("button", name="Find").click()
    phone.page.get_by_role("searchbox").fill("plan")
    expect(phone.page.locator(".places a")).to_have_text(["This week 1", "Our list 2", "Not now 0", "Done 0"])
    phone.page.keyboard.press("Escape")
    phone.page.locator("[data-menu]").click()
    expect(phone.page.get_by_role("menuitem", name="Settings")).to_be_visible()
    expect(phone.page.get_by_role("menuitem", name="Keys")).to_have_count(0)


def test_a_new_area_by_keys(laptop: Window, sam: Person) -> None:
    write(sam, "Plants", place="week")
    laptop.open("Plants")
    laptop.page.get_by_role("button", name="Area: No area").click()
    laptop.page.get_by_role("menuitem", name="A new area").click()
    laptop.page.keyboard.type("Balcony")
    laptop.page.keyboard.press("Enter")
    expect(laptop.page.get_by_role("button", name="Area: Balcony")).to_be_focused()
    expect(laptop.page.locator(".menu")).to_have_count(0)
    laptop.page.get_by_role("button", name="Day: No day").click()
    laptop.page.get_by_role("menuitem", name="Another day").click()
    laptop.page.keyboard.press("Enter")  # in the calendar, which opened by itself
    laptop.page.keyboard.press("Enter")
    expect(laptop.page.get_by_role("button", name="Day: today")).to_be_focused()


def test_no_toast_lies_over_the_open_card(phone: Window, sam: Person) -> None:
    task = write(sam, "Plants", place="week")
    write(sam, "Bread", place="week")
    phone.open("Plants")
    phone.page.locator("tandem-card").get_by_role("button", name="Take", exact=True).tap()
    phone.hears("You have Plants.")
    sam.patch(f"tasks/{task}/", {"feel": "Green"})
    phone.hears("Sam changed Plants")
    expect(phone.page.locator(".toast")).to_have_count(0)
    phone.close_card()
    phone.tick("Bread")
    write(sam, "Milk", place="list")
    phone.sees("Milk", "list")
    expect(phone.page.locator(".toast")).to_have_count(1)
    expect(phone.page.locator(".toast")).to_contain_text("Done: Bread")
    expect(phone.page.locator(".toast")).to_contain_text("Sam wrote Milk", timeout=12_000)


def test_an_answered_question_stays_while_a_hand_is_at_it(laptop: Window, sam: Person) -> None:
    write(sam, "Plants", place="week")
    laptop.tick("Plants")
    expect(laptop.question).to_contain_text("nobody at home sees your answers")
    laptop.accept("WebSocket is closed before")  # the clock runs ahead of the network
    laptop.page.clock.install()
    laptop.question.get_by_text("Mostly").click()
    laptop.page.clock.run_for(7_000)
    expect(laptop.question).to_be_visible()
    laptop.page.mouse.move(5, 5)
    laptop.page.clock.run_for(7_000)
    expect(laptop.question).to_have_count(0)
    laptop.page.clock.resume()
    laptop.is_saved()
    assert sam.screen().all("asking")[0]["introduced"]


def test_no_more_questions(laptop: Window, sam: Person) -> None:
    for title in ("Plants", "Bread"):
        write(sam, title, place="week")
        laptop.tick(title)
    expect(laptop.question).to_contain_text("One more after this.")
    laptop.question.get_by_text("Mostly").click()
    expect(laptop.question.get_by_role("button", name="Next")).to_be_visible()
    laptop.question.get_by_role("button", name="Don’t ask me").click()
    laptop.hears("You will not be asked. You can change that in the menu, under My answers.")
    expect(laptop.question).to_have_count(0)


def test_a_phone_says_once_what_there_are_six_of_and_nothing_is_written_to_done(
    opens: Opens, phone: Window, robin: Person
) -> None:
    for number in range(6):
        made = robin.on_device("devices/link/").json()
        link = SignInLink.open(made["link"].rstrip("/").rpartition("/")[2])
        assert link and link.use(f"Phone {number}")
    told = phone.page.get_by_role("region", name="About your sign-in")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("6 new devices are signed in as you. Not you?")
    expect(told.get_by_role("listitem").first).to_be_hidden()
    told.locator("summary").tap()
    expect(told.get_by_role("listitem")).to_have_count(6)
    expect(told).to_contain_text("Phone 3 has been signed in as you since today.")
    told.get_by_role("button", name="Dismiss all").tap()
    expect(told).to_have_count(0)
    phone.is_saved()
    assert robin.screen().all("notice") == []
    phone.show("done")
    expect(phone.line).to_be_hidden()
    phone.show("week")
    expect(phone.line).to_be_visible()


def test_dismiss_all_leaves_only_what_this_device_may_not_hide(opens: Opens, robin: Person) -> None:
    user = robin.member.user
    assert user
    cookies = []
    for number in range(5):
        link = SignInLink.open(SignInLink.make(user)[1])
        assert link
        cookies.append(link.use(f"Phone {number}"))
    Device.sign_out(user, Device.objects.filter(user=user, name="test browser"))
    robin.cookie = cookies[3]
    phone = opens(robin, PHONE)
    phone.accept("409")
    told = phone.page.get_by_role("region", name="About your sign-in")
    expect(told.locator("li")).to_have_count(4)
    told.get_by_role("button", name="Dismiss all").tap()
    kept = phone.page.get_by_role("region", name="Not saved")
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text("Only a device that was yours before can put this away. It stays here until then.")
    expect(told.locator("li")).to_have_count(2)
    expect(told).to_contain_text("Phone 1 has been signed in")
    expect(told).to_contain_text("Phone 2 has been signed in")
    left = {"Phone 1", "Phone 2", "Phone 3"}  # its own is hidden from itself
    until(lambda: {row["what"] for row in robin.screen().all("notice")} == left, "the others are put away")


def test_two_wordings_of_the_notes_wait_until_both_stand_there(laptop: Window, sam: Person, robin: Person) -> None:
    task = write(sam, "Plants", place="week", notes="Water")
    laptop.open("Plants")
    laptop.field("Notes").press("Control+Home")
    laptop.page.keyboard.type("Mine: ")
    robin.patch(f"tasks/{task}/", {"notes": "Water on Sunday"})
    both = laptop.page.get_by_role("group", name="Two wordings")
    expect(both).to_contain_text("Robin wrote here too.")
    laptop.close_card()
    expect(laptop.row("Plants")).to_contain_text("Two wordings wait here")
    laptop.page.reload()
    laptop.is_live()
    expect(laptop.row("Plants")).to_contain_text("Two wordings wait here")
    laptop.open("Plants")
    both.get_by_role("button", name="Keep both").click()
    expect(laptop.field("Notes")).to_have_value("Water on Sunday\n\nMine: Water")
    laptop.page.keyboard.type("!")
    laptop.field("Notes").blur()
    laptop.is_saved()
    assert robin.screen().task(task)["notes"] == "Water on Sunday\n\nMine: Water!"  # type: ignore[index]
    laptop.close_card()
    expect(laptop.row("Plants")).not_to_contain_text("Two wordings")


def test_links_in_notes_can_be_tapped(laptop: Window, sam: Person) -> None:
    write(sam, "Plants", place="week", notes="See https://plants.example/a?b=1. <b>javascript:alert(1)</b>")
    laptop.open("Plants")
    link = laptop.page.locator(".linked a")
    expect(link).to_have_attribute("href", "https://plants.example/a?b=1")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")
    laptop.field("Notes").click()
    expect(link).to_be_hidden()
    laptop.field("Notes").blur()
    expect(link).to_be_visible()


def test_words_of_menus(laptop: Window, sam: Person) -> None:
    write(sam, "Plants", place="list")
    laptop.write("Thought", "head")
    laptop.row("Thought").get_by_role("button", name="More for Thought").click()
    group = laptop.page.get_by_role("group", name="Share with everyone at home")
    expect(group.get_by_role("menuitem")).to_have_text(["To this week", "To our list", "To not now"])
    group.get_by_role("menuitem", name="To this week").click()
    laptop.sees("Thought", "week")
    laptop.open("Plants")
    laptop.page.get_by_role("button", name="Move", exact=True).click()
    expect(laptop.page.get_by_role("menuitem")).to_have_text(["This week", "Not now"])


def test_a_menu_has_one_line_between_what_belongs_together(laptop: Window, sam: Person, robin: Person) -> None:
    for title, owner in (("Free", None), ("Mine", sam), ("Theirs", robin)):
        task = write(sam, title)
        if owner:
            owner.post(f"tasks/{task}/taken/")
        laptop.sees(title, "list")
        laptop.aims_anew()
        laptop.row(title).get_by_role("button", name=f"More for {title}").click()
        expect(laptop.page.get_by_role("menuitem", name="Let go", exact=True)).to_be_visible()
        expect(laptop.page.locator(".menu hr:is(:first-child, :last-child, hr + hr)")).to_have_count(0)
        laptop.page.keyboard.press("Escape")


def test_an_undo_lies_beside_the_question_and_above_the_foot_of_a_card(opens: Opens, sam: Person) -> None:
    for title in ("Two", "One"):
        write(sam, title, place="week")
    tablet = opens(sam, {"viewport": {"width": 768, "height": 1024}, "has_touch": True})
    tablet.tick("One")
    expect(tablet.question).to_be_visible()
    toast = tablet.page.locator(".toast")
    assert not overlap(toast.bounding_box(), tablet.question.bounding_box())
    phone = opens(sam, PHONE)
    phone.tick("Two")
    expect(phone.question).to_be_visible()
    phone.show("done")
    phone.open("One")
    verbs = phone.page.locator("tandem-card .verbs").bounding_box()
    box = phone.page.locator(".toast").bounding_box()
    assert verbs and box
    assert 0 <= verbs["y"] - (box["y"] + box["height"]) < 40


def overlap(one: FloatRect | None, other: FloatRect | None) -> bool:
    assert one and other
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )
