"""Sam on the laptop asks, Robin on the phone answers: nothing lands on a person without their own tap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import check
from tests.browser.conftest import Opens
from tests.browser.test_german import fits
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write


def verb(window: Window, name: str) -> Locator:
    return window.page.locator(".card .verbs").get_by_role("button", name=name, exact=True)


def note(window: Window, title: str) -> Locator:
    """The ask in a row of This week."""
    return window.row(title, "week").locator(".note")


def say(window: Window, title: str, answer: str) -> None:
    note(window, title).get_by_role("button", name=answer, exact=True).click()


def asks(window: Window, title: str, because: str = "", how: str = "Ask") -> None:
    """Opens the card, writes the ask, sends it, and goes back to the board."""
    window.open(title)
    verb(window, how).click()
    form = window.page.locator(".dialog")
    expect(form).to_contain_text(title)
    if because:
        form.get_by_label("It would help me because").fill(because)
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    window.close_card()


def test_robin_says_yes_and_sam_can_let_go_of_it(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dentist for Mia", place="week")
    phone.sees("Dentist for Mia", "week")
    asks(laptop, "Dentist for Mia", "I have the late shift")
    expect(laptop.row("Dentist for Mia").get_by_role("img", name="Robin is asked")).to_be_visible()
    phone.hears("Sam asks: could you take Dentist for Mia?")
    expect(note(phone, "Dentist for Mia")).to_contain_text("It would help me because I have the late shift")
    buttons = note(phone, "Dentist for Mia").locator(".acts button")
    expect(buttons).to_have_text(["Yes, I’ve got it", "Yes, but …", "Not this time"])
    looks = "e => [getComputedStyle(e).backgroundColor, e.className, e.offsetWidth, e.offsetTop].join()"
    assert len({b.evaluate(looks) for b in buttons.all()}) == 1  # the answers weigh the same, side by side
    say(phone, "Dentist for Mia", "Yes, I’ve got it")
    laptop.hears("Robin has it. You can let go of this one.")
    expect(note(laptop, "Dentist for Mia")).to_have_text("Robin has it. You can let go of this one.")
    expect(laptop.row("Dentist for Mia").get_by_role("img", name="Robin has it")).to_be_visible()


def test_yes_but_to_an_offer_is_a_word_on_how_not_a_promise(
    laptop: Window, phone: Window, sam: Person, robin: Person
) -> None:
    task = write(sam, "Dishes", place="week")
    robin.post(f"tasks/{task}/taken/")
    sam.post("asks/", {"task": task, "how": "offer"})
    say(phone, "Dishes", "Yes, but …")
    dialog = phone.page.locator(".dialog")
    dialog.get_by_text("smaller", exact=True).click()
    dialog.get_by_role("button", name="Say so").click()
    laptop.hears("Robin says yes, but smaller. OK for you?")
    card = phone.open("Dishes")
    expect(card.locator(".note")).to_contain_text("You said yes, but smaller. Now Sam says whether that is fine.")
    phone.close_card()
    say(laptop, "Dishes", "OK")
    phone.hears("Sam has it. You can let go of this one.")


def test_yes_but_on_another_day_and_sam_says_ok(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dishes", place="week")
    asks(laptop, "Dishes")
    say(phone, "Dishes", "Yes, but …")
    dialog = phone.page.locator(".dialog")
    dialog.get_by_text("later", exact=True).click()
    day = dialog.locator(".days button").nth(2)
    chosen = day.inner_text()
    day.click()
    dialog.get_by_label("A few words (optional)").fill("after the exam")
    dialog.get_by_role("button", name="Say so").click()
    laptop.hears(f"Robin can do it {chosen}. OK for you?")
    mine = f"You said yes, but {chosen}. Now Sam says whether that is fine."
    expect(phone.open("Dishes").locator(".note")).to_contain_text(mine)
    phone.close_card()
    expect(note(laptop, "Dishes").locator(".acts button")).to_have_text(
        ["OK", "Talk about it", "I’ll find another way"]
    )
    expect(note(laptop, "Dishes")).to_contain_text("after the exam")
    say(laptop, "Dishes", "OK")
    phone.hears("You have it.")
    expect(phone.row("Dishes").get_by_role("img", name="Robin has it")).to_be_visible()
    expect(phone.row("Dishes").locator(".meta")).to_contain_text("by ")


def test_not_this_time_is_said_without_a_reason_and_can_go_to_the_meeting(
    laptop: Window, phone: Window, sam: Person
) -> None:
    write(sam, "Dishes", place="week")
    asks(laptop, "Dishes")
    say(phone, "Dishes", "Not this time")
    laptop.hears("Not this time. It’s back on our list.")
    expect(phone.page.locator(".dialog")).to_have_count(0)
    say(laptop, "Dishes", "Bring to our meeting")
    laptop.open("Dishes")
    expect(laptop.page.locator(".card .note")).to_contain_text("Waits for our meeting.")
    expect(note(phone, "Dishes")).to_have_count(0)


def test_what_is_asked_does_not_hide_in_another_place(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Tax papers")
    asks(laptop, "Tax papers")
    phone.show("week")
    line = phone.page.locator(".waits-for-me .line")
    expect(line).to_contain_text("Sam asks: could you take Tax papers?")
    line.click()
    phone.page.locator(".card .note").get_by_role("button", name="Yes, I’ve got it").click()
    laptop.hears("Robin has it. You can let go of this one.")
    phone.close_card()
    expect(line).to_have_count(0)


def test_what_is_asked_does_not_hide_far_down_in_this_week(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Dinner", *(f"Line {number}" for number in range(12))):  # the newest is on top
        write(sam, title, place="week")
    phone.sees("Line 0", "week")
    asks(laptop, "Dinner")
    line = phone.page.locator(".waits-for-me .line")
    expect(line).to_contain_text("Sam asks: could you take Dinner?")
    line.click()
    phone.page.locator(".card .note").get_by_role("button", name="Yes, I’ve got it").click()
    laptop.hears("Dinner: Robin has it. You can let go of this one.")
    phone.close_card()
    expect(line).to_have_count(0)


def test_the_fourth_ask_waits_and_its_receiver_is_not_pressed(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Four", "Three", "Two", "One"):
        write(sam, title, place="week")
    phone.sees("Four", "week")
    for title in ("One", "Two", "Three"):
        asks(laptop, title)
        expect(note(phone, title)).to_be_visible()
    laptop.open("Four")
    verb(laptop, "Ask").click()
    expect(laptop.page.locator(".dialog")).to_contain_text("so this one waits for our meeting")
    laptop.page.locator(".dialog").get_by_role("button", name="Bring to our meeting", exact=True).click()
    expect(laptop.page.locator(".card .note")).to_contain_text("Waits for our meeting.")
    laptop.close_card()
    expect(laptop.row("Four").locator(".mark.asked")).to_have_count(0)  # nobody is asked now
    write(sam, "Told after it", place="week")
    phone.sees("Told after it", "week")
    expect(phone.row("Four").locator(".mark.asked")).to_have_count(0)
    phone.open("Four")
    expect(phone.page.locator(".card .verbs").get_by_role("button", name="Take")).to_be_visible()
    expect(phone.page.locator(".card .note")).to_have_count(0)


def test_up_for_anyone_and_an_offer(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Bins", place="week")
    laptop.open("Bins")
    verb(laptop, "Put up").click()
    laptop.close_card()
    expect(laptop.row("Bins").get_by_role("img", name="Up for anyone")).to_be_visible()
    phone.hears("Sam asks: who could take Bins?")
    say(phone, "Bins", "Yes, I’ve got it")
    laptop.hears("Robin has it. You can let go of this one.")
    laptop.open("Bins")
    verb(laptop, "Offer").click()
    expect(laptop.page.locator(".card .note").last).to_contain_text("You offered it to Robin.")
    phone.hears("Sam can do Bins. Would that help?")
    say(phone, "Bins", "Yes, please")
    laptop.hears("You have it.")
    expect(verb(laptop, "Give back")).to_be_visible()


def test_together_both_hold_it(laptop: Window, phone: Window, sam: Person) -> None:
    task = write(sam, "Shelf", place="week")
    sam.post(f"tasks/{task}/taken/")
    asks(laptop, "Shelf", how="Together")
    phone.hears("Sam asks: shall we do Shelf together?")
    say(phone, "Shelf", "Yes, together")
    laptop.hears("You do it together.")
    for window in (laptop, phone):
        marks = window.row("Shelf").locator(".marks .mark")
        expect(marks).to_have_count(2)
        expect(window.row("Shelf").get_by_role("img", name="Robin has it too")).to_be_visible()


def test_everyone_does_their_own(laptop: Window, phone: Window, sam: Person, robin: Person) -> None:
    write(sam, "Clear your desk", place="week")
    laptop.menu("Clear your desk", "Everyone does their own")
    for window in (laptop, phone):
        expect(window.row("Clear your desk")).to_contain_text("everyone does their own")
        window.open("Clear your desk")
        verb(window, "I’m in").click()
        window.close_card()
    laptop.tick("Clear your desk")
    expect(phone.row("Clear your desk").get_by_role("img", name="Sam has done theirs")).to_be_visible()
    laptop.sees("Clear your desk", "week")
    phone.tick("Clear your desk")
    laptop.sees("Clear your desk", "done")
    for who in (sam, robin):
        assert len(who.screen().all("check_in")) == 1


def test_the_fourth_ask_waits_for_the_meeting(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("One", "Two", "Three", "Four"):
        write(sam, title, place="week")
    for title in ("One", "Two", "Three"):
        asks(laptop, title)
        expect(note(phone, title)).to_be_visible()
    laptop.open("Four")
    verb(laptop, "Ask").click()
    expect(laptop.page.locator(".dialog")).to_contain_text("so this one waits for our meeting")
    laptop.page.locator(".dialog button[type=submit]").click()
    expect(laptop.page.locator(".card .note")).to_contain_text("Waits for our meeting.")
    laptop.is_saved()
    expect(note(phone, "Four")).to_have_count(0)


def test_low_this_week_is_said_by_oneself(laptop: Window, phone: Window, robin: Person) -> None:
    task = write(robin, "Dishes", place="week")
    robin.post(f"tasks/{task}/taken/")
    phone.home_menu("I’m low this week")
    expect(phone.page.locator(".waits-for-me")).to_contain_text("You are low this week. Asks wait for our meeting.")
    expect(laptop.page.locator(".waits-for-me")).to_contain_text("Robin is low this week. You could offer.")
    laptop.open("Dishes")
    verb(laptop, "Offer").click()
    say(phone, "Dishes", "Yes, please")
    laptop.hears("You have it.")
    phone.page.locator(".waits-for-me").get_by_role("button", name="Not any more").click()
    expect(laptop.page.locator(".waits-for-me")).to_have_count(0)


def test_who_has_it_says_how_it_goes(laptop: Window, phone: Window, robin: Person) -> None:
    task = write(robin, "Dishes", place="week")
    robin.post(f"tasks/{task}/taken/")
    phone.open("Dishes")
    phone.page.locator(".card").get_by_role("button", name="Stuck, could use help").click()
    laptop.hears("Robin is stuck with Dishes and could use help")
    expect(laptop.row("Dishes").locator(".meta")).to_contain_text("stuck, could use help")
    laptop.open("Dishes")
    expect(laptop.page.locator(".card").get_by_role("button", name="Stuck, could use help")).to_have_count(0)
    expect(verb(laptop, "Offer")).to_be_visible()


def test_an_ask_is_taken_back_by_undo(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dishes", place="week")
    laptop.menu("Dishes", "Put up")
    expect(note(phone, "Dishes")).to_be_visible()
    laptop.page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(note(phone, "Dishes")).to_have_count(0)
    expect(laptop.row("Dishes").get_by_role("button", name="Take Dishes")).to_be_visible()


def test_an_ask_written_on_a_train_arrives_later(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dishes", place="week")
    phone.sees("Dishes", "week")
    phone.accept("Failed to load resource|WebSocket connection|ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    asks(phone, "Dishes")
    expect(phone.row("Dishes").get_by_role("img", name="Sam is asked")).to_be_visible()
    phone.context.set_offline(False)
    expect(note(laptop, "Dishes")).to_be_visible(timeout=30_000)


def lively(sam: Person, robin: Person) -> None:
    """A board with asks in every state, from Robin's side."""
    made: dict[str, str] = {}
    for title, who, other, how in (
        ("Dentist for Mia", sam, robin, "ask"),
        ("Present for Grandma", robin, sam, "ask"),
        ("Bins", sam, None, "up"),
        ("Tax papers", sam, robin, "together"),
    ):
        task = write(who, title, place="list" if title == "Tax papers" else "week")
        to = {"to": other.id} if other else {}
        body = {"task": task, "how": how, "because": "I have the late shift", **to}
        made[title] = next(i["id"] for i in who.post("asks/", body).json()["items"] if i["kind"] == "ask")
    sam.post(f"asks/{made['Present for Grandma']}/changed/", {"but": "swap", "words": "for the shelf"})
    desk, mine = write(sam, "Clear your own desk", place="week"), write(robin, "Heating", place="week")
    sam.post(f"tasks/{desk}/each/")
    for who in (sam, robin):
        who.post(f"tasks/{desk}/joined/", {"as": "each"})
    robin.post(f"tasks/{mine}/taken/")
    sam.post("low/begun/")


@pytest.mark.parametrize("width", [320, 1280])
def test_asking_is_for_everybody(width: int, opens: Opens, sam: Person, robin: Person) -> None:
    lively(sam, robin)
    device = LAPTOP if width == 1280 else {**PHONE, "viewport": {"width": width, "height": 844}}
    window = opens(robin, device, reduced_motion="reduce")
    check(window, "the board")
    window.open("Dentist for Mia")
    check(window, "an ask on a card")
    window.page.locator(".card .note").get_by_role("button", name="Yes, but …").click()
    window.page.locator(".dialog").get_by_text("later", exact=True).click()
    check(window, "yes, but")
    window.page.keyboard.press("Escape")
    expect(window.page.locator(".card .note").get_by_role("button", name="Yes, but …")).to_be_focused()
    window.close_card()
    window.open("Heating")
    check(window, "how it goes")
    verb(window, "Ask").click()
    check(window, "the ask form")


def test_in_german_nothing_is_clipped(opens: Opens, sam: Person, robin: Person) -> None:
    lively(sam, robin)
    phone = {**PHONE, "viewport": {"width": 360, "height": 844}, "locale": "de-DE"}
    window = opens(robin, phone, to=None)
    window.page.goto(f"{window.url}/h/{robin.home}/")
    expect(note(window, "Dentist for Mia").locator(".acts button")).to_have_count(3)
    fits(window)
    window.open("Dentist for Mia")
    fits(window)
    window.page.locator(".card .note .acts button").nth(1).click()
    window.page.locator(".dialog input[value=later]").check()
    fits(window)
