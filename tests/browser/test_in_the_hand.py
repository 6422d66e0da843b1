"""Back, other keyboards, low windows and paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_back_closes_the_topmost_thing_alone(opens: Opens, sam: Person, device: dict[str, Any]) -> None:
    write(sam, "Dishes", place="week")
    window = opens(sam, device)
    board, card = window.page.url, window.page.locator("tandem-card .card")
    menu, dialog = window.page.locator(".menu"), window.page.locator(".dialog")
    window.row("Dishes").get_by_role("button", name="More for Dishes").click()
    expect(menu).to_be_visible()
    window.page.go_back()
    expect(menu).to_have_count(0)
    window.open("Dishes")
    card.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog).to_be_visible()
    window.page.go_back()
    expect(dialog).to_have_count(0)
    expect(card).to_be_visible()
    card.get_by_role("button", name="Ask", exact=True).click()
    dialog.get_by_role("button", name="Close").click()  # closed by hand: Back is what it was before
    expect(dialog).to_have_count(0)
    window.page.wait_for_function("() => history.state?.layer !== true")
    window.page.go_back()
    expect(card).to_have_count(0)
    assert window.page.url == board
    window.home_menu("Invite")  # a menu that opens a sheet
    expect(dialog).to_be_visible()
    window.page.go_back()
    expect(dialog).to_have_count(0)
    window.sees("Dishes", "week")


@pytest.mark.parametrize(("layout", "new", "next_row", "undo"), [("ru", "т", "о", "я"), ("he", "מ", "ח", "ז")])
def test_shortcuts_by_their_place_on_keyboards_of_other_scripts(
    laptop: Window, sam: Person, layout: str, new: str, next_row: str, undo: str
) -> None:
    write(sam, "Dishes", place="week")
    laptop.sees("Dishes", "week")
    press(laptop, next_row, "KeyJ")
    expect(laptop.row("Dishes").locator(".title")).to_be_focused()
    laptop.menu("Dishes", "To our list")
    laptop.sees("Dishes", "list")
    press(laptop, undo, "KeyZ", ctrl=True)
    laptop.sees("Dishes", "week")
    press(laptop, new, "KeyN")
    expect(laptop.line).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(640, 400), (390, 420), (844, 390), (1280, 800)])
def test_a_waiting_question_leaves_the_list_in_reach_and_the_focus_in_sight(
    opens: Opens, sam: Person, width: int, height: int
) -> None:
    for number in range(6):
        write(sam, f"Line {number}", place="week")
        write(sam, f"Other {number}", place="not_now")
    sam.post(f"tasks/{write(sam, 'Cooked')}/done/")
    window = opens(sam, {"viewport": {"width": width, "height": height}})
    window.knows_the_question()
    titles = window.page.locator("[data-place=week] .title, [data-place=not_now] .title")
    seen = 0
    for title in titles.all():
        if title.is_visible():
            title.focus()
            assert window.page.evaluate(IN_SIGHT), title.inner_text()
            seen += 1
    assert seen >= 6


def test_a_printed_card_has_all_its_notes_and_nothing_that_only_one_sees(laptop: Window, sam: Person) -> None:
    notes = "\n".join(f"line {number} of the notes" for number in range(1, 90))
    task = write(sam, "Trip", place="week", notes=notes)
    write(sam, "A surprise", private=True)
    sam.post(f"tasks/{write(sam, 'Cooked')}/done/")
    laptop.knows_the_question()
    page = laptop.page
    expect(page.locator("tandem-tray")).to_contain_text("A surprise")
    page.emulate_media(media="print")
    paper = page.locator("body")
    assert "Trip" in paper.inner_text()
    assert "A surprise" not in paper.inner_text()
    assert "supported" not in paper.inner_text()
    page.emulate_media(media="screen")
    laptop.goto(f"/h/{sam.home}/tasks/{task}/")
    page.emulate_media(media="print")
    assert "line 89 of the notes" in paper.inner_text()
    assert "supported" not in paper.inner_text()
    assert page.evaluate(IS_WHOLE)


def press(window: Window, key: str, code: str, *, ctrl: bool = False) -> None:
    """A key of a layout that is not installed here."""
    window.page.evaluate(
        """([key, code, ctrlKey]) => (document.activeElement ?? document.body).dispatchEvent(
             new KeyboardEvent("keydown", { key, code, ctrlKey, bubbles: true, cancelable: true }))""",
        [key, code, ctrl],
    )


IN_SIGHT = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const hit = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
  return hit !== null && hit.closest("[data-task]") === document.activeElement.closest("[data-task]");
}"""

# Nothing around the notes cuts them off, and they are as high as their lines.
IS_WHOLE = """() => {
  const notes = document.querySelector(".on-paper");
  for (let box = notes.parentElement; box; box = box.parentElement) {
    const { position, overflowY } = getComputedStyle(box);
    if (position === "fixed" || (overflowY !== "visible" && box.scrollHeight > box.clientHeight + 1)) return false;
  }
  return notes.getBoundingClientRect().height > 89 * 15;
}"""
