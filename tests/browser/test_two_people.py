"""Sam on the laptop and Robin on the phone: what one does, the other sees at once, without loading the page again."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.window import Window
from tests.conftest import Person, write

# ---- writing


def test_a_written_line_is_on_the_other_phone_with_a_tint_and_a_sentence(laptop: Window, phone: Window) -> None:
    laptop.write("Buy oat milk")
    phone.show("list")
    expect(phone.sees("Buy oat milk", "list")).to_be_visible()
    phone.is_tinted("Buy oat milk", "sea")
    phone.hears("Sam wrote Buy oat milk")
    expect(phone.row("Buy oat milk")).to_contain_text("Sam wrote this just now")
    assert laptop.titles("list") == ["Buy oat milk"]


def test_a_title_with_html_in_it_is_just_a_title(laptop: Window, phone: Window) -> None:
    title = '<img src=x onerror="alert(1)"> & </script><b>bold</b>'
    laptop.write(title, "week")
    expect(phone.sees(title, "week")).to_be_visible()
    phone.page.reload()
    expect(phone.sees(title, "week")).to_be_visible()
    expect(phone.page.locator(".column img, .column b")).to_have_count(0)


def test_an_edited_card_reads_the_same_on_both(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dishes", place="week")
    phone.sees("Dishes", "week")
    phone.open("Dishes")
    phone.edit("Title", "The big dishes")
    row = laptop.sees("The big dishes", "week")
    laptop.is_tinted("The big dishes", "amber")
    laptop.hears("Robin changed The big dishes")
    phone.edit("It should feel like", "A clear kitchen")
    phone.edit("Done means", "Pans too")
    phone.edit("Notes", "Not the cast iron one.\nIt only gets wiped.")
    choose(phone, "How long", "up to 45 min")
    choose(phone, "Day", "Tomorrow")
    phone.page.get_by_role("button", name="Area").click()
    phone.page.get_by_role("menuitem", name="A new area …").click()
    phone.page.get_by_label("New area").fill("Kitchen")
    phone.page.get_by_label("New area").press("Enter")
    expect(row.locator(".feel")).to_have_text("A clear kitchen")
    expect(row.locator(".meta span")).to_have_text(["Kitchen", "up to 45 min", "tomorrow"])
    card = laptop.open("The big dishes")
    expect(laptop.field("Done means")).to_have_value("Pans too")
    expect(laptop.field("Notes")).to_have_value("Not the cast iron one.\nIt only gets wiped.")
    expect(card.locator(".history")).to_contain_text("Robin changed the wording")
    expect(card.locator(".history")).not_to_contain_text(re.compile(r"\d:\d\d"))
    phone.edit("Notes", "Not the cast iron one.")
    expect(laptop.field("Notes")).to_have_value("Not the cast iron one.")


def choose(window: Window, fact: str, entry: str) -> None:
    window.page.get_by_role("button", name=f"{fact}:").click()
    window.page.get_by_role("menuitemradio", name=entry, exact=True).click()


def test_moving_by_the_menu(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title)
    laptop.order("list", ["One", "Two", "Three"])
    laptop.menu("Three", "Up")
    phone.order("list", ["One", "Three", "Two"])
    laptop.menu("Two", "To the top")
    phone.order("list", ["Two", "One", "Three"])
    laptop.menu("One", "To this week")
    expect(phone.sees("One", "week")).to_be_visible()
    phone.hears("Sam moved One to This week")
    phone.is_tinted("One", "sea")
    phone.menu("One", "To not now")
    laptop.order("not_now", ["One"])
    laptop.order("list", ["Two", "Three"])


# ---- done, let go, and back again


def test_a_tick_is_seen_undone_and_ticked_again(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title, place="week")
    phone.order("week", ["One", "Two", "Three"])
    phone.tick("Two")
    phone.order("week", ["One", "Three"])
    laptop.order("week", ["One", "Three"])
    laptop.hears("Robin did Two")
    expect(laptop.sees("Two", "done").get_by_role("img", name="Robin did it")).to_be_visible()
    phone.page.get_by_role("button", name="Undo").click()
    phone.order("week", ["One", "Two", "Three"])  # where it stood
    laptop.order("week", ["One", "Two", "Three"])
    laptop.tick("Two")
    laptop.hears("Done: Two")
    phone.sees("Two", "done")
    laptop.tick("Two")  # the same box takes it back
    phone.order("week", ["One", "Two", "Three"])
    phone.hears("Sam opened Two again")


def test_letting_go_and_taking_it_back(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Iron the napkins")
    phone.show("list")
    phone.menu("Iron the napkins", "Let go")
    phone.hears("Let go. One less to carry.")
    laptop.sees("Iron the napkins", "let_go")
    laptop.hears("Robin let go of Iron the napkins")
    laptop.order("list", [])
    phone.page.get_by_role("button", name="Undo").click()
    laptop.order("list", ["Iron the napkins"])
    laptop.menu("Iron the napkins", "Let go")
    phone.show("let_go")
    expect(phone.sees("Iron the napkins", "let_go")).to_be_visible()
    phone.menu("Iron the napkins", "Reopen")
    laptop.order("list", ["Iron the napkins"])
    expect(laptop.place("let_go")).to_have_count(0)


def test_taking_and_giving_back(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Dishes", place="week")
    phone.page.get_by_role("button", name="Take Dishes").click()
    expect(laptop.row("Dishes").get_by_role("img", name="Robin has it")).to_be_visible()
    laptop.hears("Robin has Dishes")
    laptop.row("Dishes").get_by_role("button", name="More for Dishes").click()
    expect(laptop.page.get_by_role("menuitem", name="Take", exact=True)).to_have_count(0)
    laptop.page.keyboard.press("Escape")
    card = phone.open("Dishes")
    card.get_by_role("button", name="Give back").click()
    laptop.hears("Robin gave back Dishes")
    laptop.page.get_by_role("button", name="Take Dishes").click()
    expect(card).to_contain_text("Sam has it.")
    expect(card.get_by_role("button", name="Take", exact=True)).to_have_count(0)


def test_undo_by_the_keys_goes_back_step_by_step(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Two", "One"):
        write(sam, title)
    laptop.menu("Two", "To this week")
    phone.sees("Two", "week")
    laptop.menu("One", "Let go")
    phone.sees("One", "let_go")
    laptop.page.keyboard.press("Control+z")
    phone.order("list", ["One"])
    expect(laptop.page.locator(".toast").last).to_have_text("Undone: One")  # it may lie where nobody looks
    laptop.page.keyboard.press("Control+z")
    phone.order("list", ["One", "Two"])
    expect(laptop.page.locator(".toast").last).to_have_text("Undone: Two")
    laptop.page.keyboard.press("Control+z")
    laptop.hears("Nothing to undo.")


# ---- in my head


def test_what_is_in_my_head_stays_there_until_i_bring_it(laptop: Window, phone: Window) -> None:
    with phone.nothing_arrives():
        laptop.write("A surprise for Robin", "head")
        expect(laptop.row("A surprise for Robin", "head")).to_be_visible()
        laptop.write("Ask about Fridays", "head")
        laptop.open("A surprise for Robin")
        laptop.edit("Notes", "The blue one, at the corner shop")
        laptop.close_card()
        laptop.tick("A surprise for Robin")
        laptop.order("head", ["Ask about Fridays"])
        laptop.is_saved()
        laptop.page.reload()
        laptop.is_live()
        laptop.order("head", ["Ask about Fridays"])
    laptop.page.get_by_role("button", name="To our list: Ask about Fridays").click()
    phone.show("list")
    expect(phone.sees("Ask about Fridays", "list")).to_be_visible()
    phone.hears("Sam brought Ask about Fridays")
    laptop.page.get_by_role("button", name="Undo").click()
    phone.misses("Ask about Fridays")
    laptop.order("head", ["Ask about Fridays"])
    for word in ("surprise", "blue one"):
        assert word not in phone.received()


def test_what_is_only_mine_can_be_deleted_for_good(laptop: Window, phone: Window) -> None:
    laptop.write("Nobody needs this", "head")
    with phone.nothing_arrives():
        laptop.menu("Nobody needs this", "Delete for good")
        laptop.misses("Nobody needs this")
        laptop.is_saved()
        laptop.page.reload()
        laptop.is_live()
        laptop.misses("Nobody needs this")


def test_nobody_else_in_the_home_and_nobody_next_door_sees_a_thing(
    opens: Opens, laptop: Window, sam: Person, kim: Person, stranger: Person
) -> None:
    """The child is asked nothing, the neighbour gets nothing at all."""
    next_door = opens(stranger)
    with next_door.nothing_arrives():
        laptop.write("Cook dinner", "week")
        laptop.tick("Cook dinner")
        expect(laptop.question).to_contain_text("Cook dinner")
        laptop.is_saved()
    next_door.accept("404")
    next_door.page.goto(f"{next_door.url}/h/{sam.home}/")
    expect(next_door.page.get_by_role("heading", level=1)).to_be_visible()
    assert "Cook dinner" not in next_door.received()
    assert "Linden Street" not in next_door.received()
    assert kim.screen().all("check_in") == []
