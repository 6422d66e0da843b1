"""What belongs to a task, on two opened cards: steps, who it was, thanks, what done means, sizes seen together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import DEVICES, STILL, check
from tests.browser.conftest import Opens
from tests.browser.window import Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def they_know_the_question(sam: Person, robin: Person) -> None:
    for person in (sam, robin):
        person.patch("asking/", {"introduced": True})


# ---- steps


def test_steps_are_written_and_ticked_live(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Birthday", place="week")
    mine, theirs = laptop.open("Birthday"), phone.open("Birthday")
    add = mine.get_by_label("A new step")
    for title in ("Cake", "Candles", "Songs"):
        add.fill(title)
        add.press("Enter")
        expect(add).to_be_focused()
    expect(theirs.locator(".steps .words")).to_have_text(["Cake", "Candles", "Songs"])
    theirs.locator(".steps .tick").nth(1).tap()
    expect(mine.get_by_role("checkbox", name="Candles is done")).to_be_checked()
    laptop.hears("Robin did a step of Birthday")
    expect(mine.locator(".history")).to_contain_text("Robin did “Candles”")
    laptop.close_card()
    expect(laptop.row("Birthday").locator(".meta")).to_contain_text("1 of 3 steps")
    step_menu(phone, "Songs", "Up")
    step_menu(phone, "Cake", "Remove")
    expect(theirs.locator(".steps .words")).to_have_text(["Songs", "Candles"])
    expect(laptop.row("Birthday").locator(".meta")).to_contain_text("1 of 2 steps")
    theirs.get_by_role("button", name="Songs: reword").tap()
    words = theirs.get_by_label("Words of the step")
    words.fill("Two songs")
    words.press("Enter")
    expect(theirs.get_by_role("button", name="Two songs: reword")).to_be_focused()
    laptop.open("Birthday")
    expect(laptop.page.locator(".steps .words")).to_have_text(["Two songs", "Candles"])


def test_pasted_lines_are_steps(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Birthday", place="week")
    card = laptop.open("Birthday")
    card.get_by_label("A new step").evaluate(PASTES, "one\n\n two \nthree")
    expect(card.locator(".steps .words")).to_have_text(["one", "two", "three"])
    laptop.is_saved()
    phone.open("Birthday")
    expect(phone.page.locator(".steps .words")).to_have_text(["one", "two", "three"])


def test_steps_come_with_what_i_bring_and_go_with_what_i_take_back(laptop: Window, phone: Window, sam: Person) -> None:
    task = write(sam, "A surprise", private=True)
    sam.post(f"tasks/{task}/steps/", {"title": "Order the balloons"})
    laptop.open("A surprise")
    expect(laptop.page.locator(".steps .words")).to_have_text(["Order the balloons"])
    assert "balloons" not in phone.received()
    with phone.nothing_arrives():
        laptop.page.locator(".steps .tick").click()
        laptop.is_saved()
    laptop.page.get_by_role("button", name="To our list", exact=True).click()
    phone.show("list")
    phone.open("A surprise")
    expect(phone.page.get_by_role("checkbox", name="Order the balloons is done")).to_be_checked()
    sam.post(f"tasks/{task}/private/")
    expect(phone.page.get_by_role("heading", name="This card is not here.")).to_be_visible()
    expect(phone.page.locator(".steps")).to_have_count(0)


# ---- who it was


def test_who_did_it_is_said_in_one_tap_and_declined(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dishes", place="week")
    laptop.tick("Dishes")
    laptop.page.locator(".toast").get_by_role("button", name="With Robin").click()
    expect(laptop.page.locator(".toast .who-did")).to_have_count(0)
    laptop.open("Dishes")
    line = credit(laptop, "Done by")
    expect(line).to_contain_text("Robin")
    expect(line).to_contain_text("Sam")
    phone.show("done")
    phone.open("Dishes")
    credit(phone, "Done by").get_by_role("button", name="That wasn’t me").tap()
    expect(line).not_to_contain_text("Robin")
    laptop.page.get_by_role("button", name="Change who it was").click()
    declined = credit(laptop, "Done by").get_by_role("button", name="Robin")
    expect(declined).to_be_disabled()
    expect(declined).to_have_attribute("title", "Robin said that it wasn’t them")
    phone.page.get_by_role("button", name="Change who it was").tap()
    credit(phone, "Done by").get_by_role("button", name="Robin").tap()
    expect(declined).to_have_attribute("aria-pressed", "true")


def test_somebody_else_did_it(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dishes", place="week")
    laptop.tick("Dishes")
    laptop.page.locator(".toast").get_by_role("button", name="Robin did it").click()
    expect(laptop.sees("Dishes", "done").get_by_role("img", name="Robin did it")).to_be_visible()
    phone.show("done")
    expect(phone.sees("Dishes", "done").get_by_role("img", name="Robin did it")).to_be_visible()


def test_noticing_and_planning_count_too(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Shoes for winter", place="week", size="m")
    laptop.open("Shoes for winter")
    expect(credit(laptop, "Noticed by")).to_contain_text("Sam")
    phone.open("Shoes for winter")
    laptop.page.get_by_role("button", name="Change who it was").click()
    for part, name in (("Planned by", "Robin"), ("Noticed by", "Robin")):
        chip = credit(laptop, part).get_by_role("button", name=name)
        chip.focus()
        chip.press("Enter")
        expect(chip).to_have_attribute("aria-pressed", "true")
        expect(chip).to_be_focused()
    expect(credit(phone, "Planned by")).to_contain_text("Robin")
    expect(credit(phone, "Noticed by")).to_contain_text(re.compile("Robin and Sam|Sam and Robin"))


# ---- thanks


def test_thanks_are_one_tap_with_words_and_the_receiver_can_take_them_away(
    laptop: Window, phone: Window, sam: Person
) -> None:
    task = write(sam, "Dishes", place="week")
    sam.post(f"tasks/{task}/done/")
    sam.post("check-ins/skipped/")
    phone.show("done")
    phone.open("Dishes")
    phone.page.get_by_role("button", name="Thank Sam").tap()
    laptop.hears("Robin thanks you for Dishes")
    words = phone.page.get_by_label("Words for Sam")
    words.fill("I came home to a clear sink.")
    words.press("Enter")
    laptop.open("Dishes")
    expect(laptop.page.locator(".thanks")).to_contain_text("I came home to a clear sink.")
    laptop.close_card()
    laptop.home_menu("Thanks")
    expect(laptop.page.locator(".rows li")).to_contain_text("Robin thanks Sam for Dishes")
    laptop.page.get_by_role("button", name="Take away").click()
    expect(laptop.page.get_by_role("status")).to_contain_text("Taken away")
    expect(phone.page.locator(".thanks li")).to_have_count(0)
    expect(phone.page.get_by_role("button", name="Thank Sam")).to_be_visible()


# ---- what done means


@pytest.mark.parametrize("answer", ["Agree", "Keep as it was"])
def test_another_line_for_what_done_means_is_answered_by_the_other(
    laptop: Window, phone: Window, sam: Person, answer: str
) -> None:
    write(sam, "Dishes", place="week", done_means="The sink is empty")
    laptop.open("Dishes")
    phone.open("Dishes")
    phone.edit("Done means", "The sink shines")
    expect(phone.field("Done means")).to_have_value("The sink is empty")
    expect(phone.page.locator(".suggested")).to_contain_text(re.compile(r"You suggest:\s*The sink shines"))
    laptop.hears("Robin suggests what done means for Dishes")
    expect(laptop.field("Done means")).to_have_value("The sink is empty")
    asked = laptop.page.locator(".suggested")
    expect(asked).to_contain_text(re.compile(r"Robin suggests:\s*The sink shines"))
    buttons = asked.get_by_role("button")
    expect(buttons).to_have_text(["Agree", "Keep as it was"])
    assert style(buttons.nth(0)) == style(buttons.nth(1))  # no answer is the better one
    asked.get_by_role("button", name=answer).click()
    expect(phone.page.locator(".suggested")).to_have_count(0)
    stands = "The sink shines" if answer == "Agree" else "The sink is empty"
    expect(phone.field("Done means")).to_have_value(stands)
    expect(laptop.field("Done means")).to_have_value(stands)


# ---- sizes seen together


def test_sizes_are_guessed_apart_and_seen_together(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Wash the windows", place="week")
    card = laptop.open("Wash the windows")
    phone.open("Wash the windows")
    with phone.nothing_arrives():
        guess(laptop, "under 10 min")
        expect(card.locator(".guess")).to_contain_text("Your guess: under 10 min")
        laptop.is_saved()
    assert '"guess"' not in phone.received()
    expect(phone.page.locator(".guess")).to_have_count(0)
    guess(phone, "longer")
    laptop.hears("Robin guessed too how long Wash the windows takes")
    for window in (laptop, phone):
        seen = window.page.locator(".guess")
        expect(seen).to_contain_text("Sam: under 10 min")
        expect(seen).to_contain_text("Robin: longer")
        expect(seen).to_contain_text("some of the work may be invisible")
    card.locator(".guess").get_by_role("button", name="longer").click()
    expect(phone.page.get_by_role("button", name="How long: longer. Change")).to_be_visible()
    phone.page.locator(".guess").get_by_role("button", name="Put away").tap()
    expect(card.locator(".guess")).to_have_count(0)


def step_menu(window: Window, step: str, entry: str) -> None:
    window.page.locator(".steps").get_by_role("button", name=f"More for {step}").tap()
    window.page.locator(".menu").get_by_role("menuitem", name=entry, exact=True).tap()
    expect(window.page.locator(".menu")).to_have_count(0)


def credit(window: Window, part: str) -> Locator:
    """The line of one part on the card that is open."""
    return window.page.locator(".credits > li").filter(has_text=part)


def guess(window: Window, size: str) -> None:
    window.page.get_by_role("button", name="How long:").click()
    window.page.locator(".menu").get_by_role("menuitem", name="Guess, each for yourself …").click()
    window.page.locator(".guess").get_by_role("button", name=size).click()


def style(button: Locator) -> list[str]:
    look = "el => ['color', 'backgroundColor', 'borderColor', 'fontWeight'].map(name => getComputedStyle(el)[name])"
    found: list[str] = button.evaluate(look)
    return found


PASTES = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


# ---- for everybody


@DEVICES
def test_a_card_with_everything_on_it_can_be_used_by_everybody(
    opens: Opens, sam: Person, robin: Person, kim: Person, device: dict[str, Any]
) -> None:
    task = write(sam, "Wash the windows", place="week", size="l", done_means="One can see through")
    for title in ("Kitchen", "Balcony"):
        sam.post(f"tasks/{task}/steps/", {"title": title})
    for who, size in ((sam, "s"), (robin, "l")):
        who.post(f"tasks/{task}/guessed/", {"size": size})
    robin.patch(f"tasks/{task}/", {"done_means": "They shine"})
    sam.post(f"tasks/{task}/done/", {"by": [sam.id, robin.id], "helped": [kim.id]})
    robin.post(f"tasks/{task}/credited/", {"part": "planned", "member": robin.id})
    for by, to in ((robin, sam), (sam, kim)):
        by.post("thanks/", {"to": to.id, "task": task, "words": "So light in here"})
    sam.post("check-ins/skipped/")
    window = opens(sam, device, to=f"/h/{sam.home}/tasks/{task}/", **STILL)
    expect(window.page.locator(".thanks li")).to_have_count(2)
    check(window, "everything")
    window.page.get_by_role("button", name="Change who it was").click()
    check(window, "who it was")
    assert window.page.evaluate(SMALL) == []
    wide = "() => { const leaf = document.querySelector('.leaf'); return leaf.scrollWidth <= leaf.clientWidth; }"
    assert window.page.evaluate(wide), "nothing sideways"


SMALL = """() => [...document.querySelectorAll(".leaf :is(button, label.tick, textarea)")].filter((control) => {
  const { width, height } = control.getBoundingClientRect();
  return control.checkVisibility() && !control.closest(".facet") && (width < 44 || height < 44);
}).map((control) => control.outerHTML.slice(0, 120))"""


def test_what_is_over_asks_for_nothing_any_more_and_thanks_come_back(
    laptop: Window, phone: Window, sam: Person, robin: Person
) -> None:
    dishes, plain = write(sam, "Dishes", feel="Calm"), write(sam, "Bins")
    for task in (dishes, plain):
        robin.post(f"tasks/{task}/done/")
    sam.post("thanks/", {"to": robin.id, "task": dishes, "words": "for your patience"})
    card = laptop.open("Bins")
    expect(card.get_by_label("Notes")).to_be_visible()
    for label in ("Done means", "It should feel like", "A new step"):
        expect(card.get_by_label(label, exact=True)).to_be_hidden()
    laptop.close_card()
    phone.show("done")
    card = phone.open("Dishes")
    expect(card.get_by_label("It should feel like")).to_have_value("Calm")
    expect(card).to_contain_text("for your patience")
    card.get_by_role("button", name="Take away").tap()
    expect(card).not_to_contain_text("for your patience")
    phone.page.locator(".toast").get_by_role("button", name="Undo").tap()
    expect(card).to_contain_text("for your patience")
    phone.is_saved()
    assert [row["words"] for row in sam.screen().all("thanks")] == ["for your patience"]


def test_who_did_it_can_be_taken_back(laptop: Window, sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes", place="week")
    sam.post(f"tasks/{task}/done/")
    card = laptop.open("Dishes")
    card.get_by_role("button", name="With Robin").click()
    expect(card.locator(".who-line")).to_contain_text(re.compile("(Sam and Robin|Robin and Sam) did it."))
    laptop.page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(card.locator(".who-line")).to_contain_text("You did it.")
    laptop.is_saved()
    assert laptop.page.locator(".credits").get_by_text("Robin").count() == 0


# ---- history


def test_the_first_wording_is_under_earlier_however_often_it_was_changed(
    laptop: Window, sam: Person, robin: Person
) -> None:
    task = write(sam, "The very first words", place="week")
    for n in range(105):
        robin.patch(f"tasks/{task}/", {"title": f"Wording {n}"})
    card = laptop.open("Wording 104")
    history = card.locator("tandem-history")
    expect(history).to_contain_text("Wording 103")
    expect(history).not_to_contain_text("The very first words")
    history.get_by_role("button", name="Earlier", exact=True).click()
    expect(history).to_contain_text("The very first words")
    expect(history).to_contain_text("Sam wrote it down")
    expect(history.get_by_role("button", name="Earlier", exact=True)).to_have_count(0)
    robin.patch(f"tasks/{task}/", {"title": "Wording 105"})
    expect(history).to_contain_text("Wording 104")
    expect(history).to_contain_text("The very first words")
