"""Somebody types while the other is busy: no keystroke, caret, focus or scroll is lost, and no wording either."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write
from tests.live_server import until

pytestmark = pytest.mark.once

TEXT = "Ask the neighbours whether they could water the plants on Sunday"


def type_while(window: Window, busy: Any, text: str = TEXT) -> None:
    """Key by key, with something happening between any two of them."""
    for at, letter in enumerate(text):
        window.page.keyboard.type(letter)
        if at % 2:
            busy(at)


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_typing_in_the_line_while_thirty_changes_arrive(
    opens: Opens, sam: Person, robin: Person, device: dict[str, Any]
) -> None:
    tasks = [write(sam, f"Line {n}", place="week") for n in range(30)]
    window = opens(sam, device)
    window.sees("Line 29", "week")
    window.goes_to("week")
    window.row("Line 5").scroll_into_view_if_needed()
    window.line.click()
    scrolled = scroll_of(window)
    assert scrolled["window"] > 0
    read, top = window.page.evaluate(FIRST_IN_SIGHT)
    window.page.keyboard.type("on the ")
    window.page.keyboard.press("Home")  # the caret stands in the middle of what will be written

    def busy(at: int) -> None:
        task = tasks[29 - at // 2 % 30]
        robin.patch(f"tasks/{task}/", {"title": f"Changed {at}"})

    type_while(window, busy)
    window.sees(f"Changed {len(TEXT) - 1}", "week")
    expect(window.line).to_have_value(f"{TEXT}on the ")
    expect(window.line).to_be_focused()
    assert window.line.evaluate("line => line.selectionStart") == len(TEXT)
    now = f"document.querySelector('[data-task=\"{read}\"]').getBoundingClientRect().top"
    # The rows above have grown by more than 500 px in all; a busy machine may be a change behind.
    until(lambda: abs(window.page.evaluate(now) - top) < 40, "what somebody reads stays where it is")
    window.page.keyboard.press("Enter")
    window.sees(f"{TEXT}on the", "week")
    expect(window.line).to_be_focused()


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_typing_in_a_card_while_thirty_changes_arrive(
    opens: Opens, sam: Person, robin: Person, device: dict[str, Any]
) -> None:
    notes = "\n".join(f"Note {n}" for n in range(60))
    task = write(sam, "Plants", place="week", notes=notes)
    window = opens(sam, device)
    window.open("Plants")
    field = window.field("Notes")
    field.click()
    window.page.keyboard.press("Control+End")
    field.evaluate("field => field.setSelectionRange(field.value.indexOf('Note 40'), field.value.indexOf('Note 40'))")
    window.page.keyboard.type(" ")
    before = scroll_of(window)

    def busy(at: int) -> None:
        """The same card changes in its other fields, and the board behind it too."""
        robin.patch(f"tasks/{task}/", {"feel": f"Green {at}"})
        if at % 6 == 1:
            write(robin, f"Another {at}", place="week")

    type_while(window, busy)
    expect(window.field("It should feel like")).to_have_value(f"Green {len(TEXT) - 1}")
    expect(field).to_be_focused()
    expect(field).to_have_value(notes.replace("Note 40", f" {TEXT}Note 40"))
    assert scroll_of(window) == before
    expect(window.page.locator(".both")).to_have_count(0)
    field.blur()
    window.is_saved()
    assert robin.screen().task(task)["notes"] == notes.replace("Note 40", f" {TEXT}Note 40")  # type: ignore[index]


def scroll_of(window: Window) -> dict[str, float]:
    """How far the page and everything in it is scrolled."""
    found: dict[str, float] = window.page.evaluate(
        """() => Object.fromEntries([["window", scrollY], ...[...document.querySelectorAll("*")]
          .filter(e => e.scrollTop > 0 && e !== document.documentElement).map(e => [e.className, e.scrollTop])])"""
    )
    return found


# ---- both of us wrote the same field


@pytest.mark.parametrize("choice", ["Keep mine", "Take Robin’s", "Edit on"])
def test_the_other_saves_the_field_i_am_typing_in(
    laptop: Window, phone: Window, sam: Person, robin: Person, choice: str
) -> None:
    task = write(sam, "Plants", place="week", feel="Watered")
    laptop.open("Plants")
    field = laptop.field("It should feel like")
    field.click()
    laptop.page.keyboard.press("End")
    laptop.page.keyboard.type(" on Sunday")
    phone.open("Plants")
    phone.edit("It should feel like", "Watered, and turned to the light")
    both = laptop.page.get_by_role("group", name="Two wordings")
    expect(both).to_contain_text("Watered, and turned to the light")
    expect(both).to_contain_text("Watered on Sunday")
    expect(field).to_be_focused()
    expect(field).to_have_value("Watered on Sunday")
    laptop.page.keyboard.type(" noon")  # and it goes on
    expect(both).to_contain_text("Watered on Sunday noon")
    both.get_by_role("button", name=choice).click()
    expect(both).to_have_count(0)
    if choice == "Take Robin’s":
        ends = "Watered, and turned to the light"
        expect(field).to_have_value(ends)
    else:
        ends = "Watered on Sunday noon"
        if choice == "Edit on":
            expect(field).to_be_focused()
            laptop.page.keyboard.press("End")
            laptop.page.keyboard.type("!")
            field.blur()
            ends += "!"
    expect(phone.field("It should feel like")).to_have_value(ends)
    laptop.is_saved()
    assert robin.screen().task(task)["feel"] == ends  # type: ignore[index]


def test_both_saved_the_same_field_while_one_was_away(laptop: Window, phone: Window, sam: Person) -> None:
    """The server refuses to write over words it was not told of; both wordings stand there, and here on the board."""
    write(sam, "Plants", place="week", feel="Green")
    phone.sees("Plants", "week")
    phone.accept("409", "ERR_INTERNET_DISCONNECTED")
    phone.open("Plants")
    phone.context.set_offline(True)
    phone.edit("It should feel like", "Like a jungle")
    laptop.open("Plants")
    laptop.edit("It should feel like", "Like a garden")
    laptop.is_saved()
    phone.context.set_offline(False)
    both = phone.page.get_by_role("group", name="Two wordings")
    expect(both).to_contain_text("Like a garden")
    expect(both).to_contain_text("Like a jungle")
    phone.close_card()
    kept = phone.page.get_by_role("region", name="Not saved")
    expect(kept).to_contain_text("Your words are kept.")
    expect(kept).to_contain_text("Like a jungle")
    phone.page.reload()  # and they are still there
    phone.is_live()
    expect(kept).to_contain_text("Like a jungle")
    kept.get_by_role("button", name="Look").click()
    both.get_by_role("button", name="Keep mine").click()
    expect(laptop.field("It should feel like")).to_have_value("Like a jungle")
    expect(kept).to_have_count(0)


# ---- the line


def test_pasted_lines_are_offered_as_many(laptop: Window, phone: Window) -> None:
    laptop.goes_to("list")
    paste(laptop, "- Milk\n- [ ] Bread\n\n3. Candles\n")
    offer = laptop.page.get_by_role("region", name="Pasted lines")
    expect(offer.get_by_role("listitem")).to_have_text(["Milk", "Bread", "Candles"])
    offer.get_by_role("button", name="Add all 3").click()
    laptop.order("list", ["Milk", "Bread", "Candles"])
    phone.order("list", ["Milk", "Bread", "Candles"])
    expect(laptop.line).to_be_focused()
    paste(laptop, "Tape\nString")
    offer.get_by_role("button", name="As one line").click()
    expect(laptop.line).to_have_value("Tape, String")
    expect(laptop.line).to_be_focused()
    paste(laptop, "One\nTwo")
    offer.get_by_role("button", name="Cancel").click()
    expect(offer).to_have_count(0)
    expect(laptop.line).to_have_value("Tape, String")


def paste(window: Window, text: str) -> None:
    window.line.evaluate(
        """(line, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          line.focus();
          line.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_what_was_typed_and_not_added_survives_a_reload(laptop: Window, sam: Person) -> None:
    write(sam, "Plants", place="week")
    laptop.goes_to("week")
    laptop.line.press_sequentially("Half a thou")
    laptop.page.reload()
    laptop.is_live()
    expect(laptop.line).to_have_value("Half a thou")
    laptop.line.press("End")
    laptop.line.press_sequentially("ght")
    laptop.line.press("Enter")
    laptop.sees("Half a thought", "week")
    laptop.open("Plants")
    laptop.field("Notes").press_sequentially("Every second day")
    laptop.page.reload()  # leaving the page is leaving the field: it is saved
    expect(laptop.field("Notes")).to_have_value("Every second day")
    laptop.is_saved()
    laptop.page.reload()
    expect(laptop.field("Notes")).to_have_value("Every second day")


def test_escape_gives_back_what_was_saved(laptop: Window, sam: Person) -> None:
    write(sam, "Plants", place="week")
    laptop.open("Plants")
    laptop.field("Title").fill("Plans")
    laptop.page.keyboard.press("Escape")
    expect(laptop.field("Title")).to_have_value("Plants")
    laptop.page.keyboard.press("Escape")
    expect(laptop.page.locator("tandem-card")).to_have_count(0)
    laptop.sees("Plants", "week")


def test_the_question_waits_while_a_line_is_being_written(phone: Window, sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes", place="week")
    phone.sees("Dishes", "week")
    phone.line.tap()
    phone.line.press_sequentially("Half a th")
    sam.post(f"tasks/{task}/done/")
    phone.sees("Dishes", "done")
    expect(phone.question).to_have_count(0)
    phone.line.press_sequentially("ought")
    phone.line.press("Enter")
    phone.sees("Half a thought", "week")
    phone.line.blur()
    expect(phone.question).to_contain_text("Dishes")


# The first row of This week that is whole in the window: its id, and how far from the top it stands.
FIRST_IN_SIGHT = """() => {
  const rows = [...document.querySelectorAll("[data-place=week] [data-task]")];
  const row = rows.find((row) => row.getBoundingClientRect().top >= 0);
  return [row.dataset.task, row.getBoundingClientRect().top];
}"""
