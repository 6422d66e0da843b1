"""What is typed arrives whole: nothing is cut, no half-typed day goes out, no sentence goes with a closed sheet."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Request, expect

from tests.browser.conftest import Opens
from tests.browser.window import PHONE, Window
from tests.conftest import Person, write

PASTES = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.focus();
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  if (field.dispatchEvent(paste)) document.execCommand("insertText", false, text);
}"""
COMPOSES = """(field, [key, safari]) => field.dispatchEvent(new KeyboardEvent("keydown",
  { key, bubbles: true, cancelable: true, isComposing: !safari, keyCode: safari ? 229 : 0 }))"""


def pastes(field: Locator, text: str) -> None:
    field.evaluate(PASTES, text)


def writes_of(window: Window) -> list[str]:
    """The bodies of all writes from now on."""
    bodies: list[str] = []

    def note(request: Request) -> None:
        if request.method in ("PATCH", "POST") and "/api/" in request.url:
            bodies.append(request.post_data or "")

    window.page.on("request", note)
    return bodies


def test_a_title_that_is_too_long_stays_in_front_of_its_writer(laptop: Window, sam: Person) -> None:
    task = write(sam, "Plants", place="week", notes="Before")
    long = "word " * 66 + "end"
    laptop.sees("Plants", "week")
    laptop.open("Plants")
    laptop.field("Title").fill(long)
    card = laptop.page.locator("tandem-card .card")
    expect(card.locator(".too-long")).to_have_text("133 characters too many to save. They stay here as you wrote them.")
    laptop.field("Title").press("Enter")
    expect(laptop.field("Title")).to_be_focused()
    laptop.close_card()
    laptop.page.reload()
    laptop.is_live()
    laptop.open("Plants")
    expect(laptop.field("Title")).to_have_value(long)
    card.get_by_role("button", name="Put the rest into the notes").click()
    expect(card.locator(".too-long")).to_have_count(0)
    laptop.is_saved()
    item = sam.screen().task(task)
    assert item and len(item["title"]) <= 200
    assert f"{item['title']} {item['notes']}" == f"{long}\n\nBefore"


def test_as_many_characters_as_the_server_takes_can_be_typed(laptop: Window, sam: Person) -> None:
    task = write(sam, "Plants", place="week")
    laptop.sees("Plants", "week")
    laptop.open("Plants")
    laptop.edit("Title", "😀" * 200)
    laptop.is_saved()
    item = sam.screen().task(task)
    assert item and item["title"] == "😀" * 200


def test_pasted_steps_are_all_there(laptop: Window, sam: Person) -> None:
    task = write(sam, "Plants", place="week")
    laptop.sees("Plants", "week")
    laptop.open("Plants")
    step = laptop.page.get_by_role("textbox", name="A new step")
    pastes(step, "a" * 199 + "😀 rest\nsecond\n" + "third " * 60)
    expect(laptop.page.locator(".steps li")).to_have_count(5)
    laptop.is_saved()
    steps = [item["title"] for item in sam.screen().all("step") if item["task"] == task]
    assert all(len(title) <= 200 for title in steps)
    assert " ".join(sorted(steps)).split() == ("a" * 199 + "😀 rest second " + "third " * 60).split()


def test_the_caret_stays_behind_what_was_pasted(laptop: Window, sam: Person) -> None:
    write(sam, "Water the plants", place="week")
    laptop.sees("Water the plants", "week")
    laptop.open("Water the plants")
    title = laptop.field("Title")
    title.evaluate("box => { box.focus(); box.setSelectionRange(6, 6); }")
    laptop.page.keyboard.insert_text("all\nof ")
    expect(title).to_have_value("Water all of the plants")
    assert title.evaluate("box => box.selectionStart") == len("Water all of ")


def test_a_sentence_in_a_sheet_is_kept_until_it_is_sent(
    opens: Opens, laptop: Window, sam: Person, robin: Person
) -> None:
    task = write(sam, "Dentist", place="week")
    laptop.sees("Dentist", "week")
    because = laptop.page.get_by_label("It would help me because … (optional)")
    laptop.menu("Dentist", "Ask")
    because.fill("I have the late shift")
    laptop.page.keyboard.press("Escape")
    expect(because).to_have_count(0)
    laptop.menu("Dentist", "Ask")
    expect(because).to_have_value("I have the late shift")
    laptop.page.locator(".veil").click(position={"x": 5, "y": 5})
    laptop.page.close()
    laptop.page = laptop.context.new_page()  # the tab was closed
    laptop.goto()
    laptop.menu("Dentist", "Ask")
    because = laptop.page.get_by_label("It would help me because … (optional)")
    expect(because).to_have_value("I have the late shift")
    laptop.page.get_by_role("button", name="Ask", exact=True).click()
    laptop.is_saved()
    (ask,) = robin.screen().all("ask")
    assert (ask["task"], ask["because"]) == (task, "I have the late shift")
    assert "late shift" not in laptop.page.evaluate("JSON.stringify({ ...localStorage })")

    phone = opens(robin, PHONE)
    note = phone.row("Dentist").locator(".note")
    note.get_by_role("button", name="Yes, but …").click()
    words = phone.page.get_by_label("A few words (optional)")
    words.fill("After the holidays")
    phone.page.keyboard.press("Escape")
    note.get_by_role("button", name="Yes, but …").click()
    expect(words).to_have_value("After the holidays")


def test_what_is_begun_on_a_card_is_there_in_the_next_tab(laptop: Window, sam: Person) -> None:
    task = write(sam, "Plants", place="week")
    sam.post(f"tasks/{task}/steps/", {"title": "Buy soil"})
    laptop.sees("Plants", "week")
    laptop.open("Plants")
    page = laptop.page
    page.get_by_role("textbox", name="A new step").fill("Look for the watering can")
    page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))")
    page.get_by_role("button", name="Buy soil: reword").click()
    page.get_by_label("Words of the step").fill("Buy soil and pots")
    page.reload()
    laptop.is_live()
    expect(page.get_by_role("textbox", name="A new step")).to_have_value("Look for the watering can")
    laptop.is_saved()
    page.locator("[data-fact=home]").click()
    page.get_by_role("menuitem", name="A new area …").click()
    page.get_by_label("New area").fill("Balc")
    page.reload()
    laptop.is_live()
    expect(page.get_by_label("New area")).to_have_value("Balc")
    page.get_by_label("New area").press("Enter")
    expect(page.locator("[data-fact=home]")).to_contain_text("Balc")
    laptop.is_saved()
    assert [area["name"] for area in sam.screen().all("area")] == ["Balc"]


def test_keys_of_an_input_method_close_and_send_nothing(laptop: Window, sam: Person) -> None:
    write(sam, "Plants", place="week")
    laptop.sees("Plants", "week")
    page = laptop.page
    page.locator("[data-find]").click()
    find = page.get_by_role("searchbox", name="Find")
    find.fill("Pl")
    find.evaluate(COMPOSES, ["Escape", False])
    expect(find).to_have_value("Pl")
    find.press("Escape")
    expect(find).to_have_count(0)
    laptop.line.fill("にほん")
    laptop.line.evaluate(COMPOSES, ["Escape", False])
    expect(laptop.line).to_be_focused()
    laptop.line.fill("")
    laptop.menu("Plants", "Ask")
    because = page.get_by_label("It would help me because … (optional)")
    because.evaluate(COMPOSES, ["Escape", False])
    expect(because).to_be_visible()
    page.keyboard.press("Escape")
    laptop.open("Plants")
    step = page.get_by_role("textbox", name="A new step")
    step.fill("にほん")
    step.evaluate(COMPOSES, ["Enter", True])
    expect(step).to_have_value("にほん")
    expect(page.locator(".steps li")).to_have_count(0)


def test_a_typed_day_is_one_write_of_the_day_that_was_meant(laptop: Window, sam: Person) -> None:
    task = write(sam, "Plants", place="week")
    laptop.sees("Plants", "week")
    laptop.open("Plants")
    laptop.page.evaluate("() => { delete HTMLInputElement.prototype.showPicker; }")  # where no calendar opens by itself
    bodies = writes_of(laptop)
    for typed, day in (("11112026", "2026-11-11"), ("01012027", "2027-01-01")):
        laptop.page.locator("[data-fact=day]").click()
        laptop.page.get_by_role("menuitem", name="Another day …").click()
        field = laptop.page.get_by_role("textbox", name="Good to have by")
        expect(field).to_be_focused()
        laptop.page.keyboard.type(typed)
        laptop.page.keyboard.press("Enter")
        expect(field).to_have_count(0)
        laptop.is_saved()
        item = sam.screen().task(task)
        assert item and item["due"] == day
    assert len(bodies) == 2, bodies


def test_a_typed_time_is_one_write(laptop: Window, sam: Person) -> None:
    laptop.goto(f"/h/{sam.home}/meeting/")
    page = laptop.page
    page.locator(".rhythm summary").click()
    bodies = writes_of(laptop)
    time: Any = page.get_by_label("Time", exact=True)
    time.focus()
    page.keyboard.type("1945")
    page.keyboard.press("Tab")
    page.get_by_label("Things a week").focus()
    page.keyboard.type("12")
    page.get_by_label("Day", exact=True).focus()
    expect(page.locator(".rhythm summary")).to_contain_text("12 things a week")
    laptop.is_saved()
    assert len(bodies) == 2, bodies
    (rhythm,) = sam.screen().all("rhythm")
    assert (rhythm["at"], rhythm["slots"]) == ("19:45", 12)


def test_a_browser_that_keeps_nothing_shows_a_working_page(opens: Opens, sam: Person) -> None:
    task = write(sam, "Plants", place="week")
    window = opens(sam, to=None)
    window.context.add_init_script(
        """for (const name of ["sessionStorage", "localStorage", "indexedDB"])
             Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    window.goto()
    window.sees("Plants", "week")
    window.open("Plants")
    window.edit("Title", "Plants and herbs")
    window.sees("Plants and herbs", "week")
    expect(window.field("Title")).to_have_value("Plants and herbs")
    window.close_card()
    window.write("Milk", "week")
    window.sees("Milk", "week")
    window.goto(f"/h/{sam.home}/meeting/")
    expect(window.page.locator("h1").first).to_be_visible()
    window.goto()
    window.sees("Milk", "week")
    assert sam.screen().task(task)


def test_a_hebrew_title_runs_from_right_to_left(opens: Opens, laptop: Window, sam: Person, robin: Person) -> None:
    robin.patch("me/", {"name": "שרה"})
    task = write(sam, "לקנות חלב (2%)", place="week", notes="שתי שקיות.")
    sam.post(f"tasks/{task}/steps/", {"title": "לבדוק במקרר"})
    right_to_left = "e => getComputedStyle(e).direction"
    row = laptop.sees("לקנות חלב (2%)", "week")
    assert row.locator(".title").evaluate(right_to_left) == "rtl"
    robin.post(f"tasks/{task}/taken/")
    laptop.hears("\u2067שרה\u2069 has")
    laptop.open("לקנות חלב (2%)")
    for field in (laptop.field("Title"), laptop.field("Notes"), laptop.page.locator(".steps .words").first):
        assert field.evaluate(right_to_left) == "rtl"
    assert laptop.page.locator(".facts").evaluate(right_to_left) == "ltr"
