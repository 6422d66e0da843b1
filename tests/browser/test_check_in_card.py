"""The question after a task on two screens: each is asked, each answers alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.window import Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


def test_both_are_asked_and_each_answers_alone(laptop: Window, phone: Window, sam: Person, robin: Person) -> None:
    write(sam, "Cook dinner", place="week")
    laptop.sees("Cook dinner", "week")
    phone.tick("Cook dinner")
    for window in (laptop, phone):
        expect(window.question).to_contain_text("Cook dinner")
        expect(window.question.locator(":focus")).to_have_count(0)  # it waits, it does not call
        window.knows_the_question()
        window.is_asked("Cook dinner")
        window.is_saved()
    laptop.hears("A question waits: Cook dinner. Press F to go there.")
    phone.hears("A question waits: Cook dinner.")
    assert not phone.page.evaluate("spoken.some((text) => text.includes('Press'))"), "a phone has no keys"
    expect(laptop.question).to_contain_text("Robin did it")
    mine = laptop.question.get_by_role("radio")
    expect(mine.locator("..")).to_have_text(["Not at all", "A little", "Somewhat", "Mostly", "Completely"])
    expect(laptop.question.get_by_role("radio", checked=True)).to_have_count(0)

    before = len(phone.news_frames)
    laptop.question.get_by_text("A little").click()
    laptop.question.get_by_text("Mostly").click()  # a second tap changes it
    laptop.is_saved()
    laptop.page.mouse.move(10, 10)  # it stays while a hand is at it
    expect(laptop.question).to_have_count(0, timeout=15_000)
    laptop.write("A sign that all has arrived", "week")
    phone.sees("A sign that all has arrived", "week")
    (frame,) = phone.news_frames[before:]
    assert "A sign that all has arrived" in frame and "check_in" not in frame
    phone.is_asked("Cook dinner")  # mine still waits, unmoved
    expect(phone.question.get_by_role("radio", checked=True)).to_have_count(0)

    (asked,) = sam.screen().all("check_in") or [{}]
    assert (asked["state"], asked["felt"]) == ("answered", 4)
    assert asked["id"] not in phone.received()
    no_need = phone.question.get_by_role("button", name="I didn’t need support here")
    no_need.click()
    expect(no_need).to_have_attribute("aria-pressed", "true")
    phone.is_saved()
    (other,) = robin.screen().all("check_in")
    assert (other["state"], other["felt"]) == ("not_needed", None)
    assert other["id"] not in laptop.received()
    laptop.goto(f"/h/{sam.home}/mine/")
    expect(laptop.page.locator("p.felt")).to_have_text("Mostly")


def test_the_first_question_says_what_it_is_for_and_takes_no_for_an_answer(
    laptop: Window, phone: Window, sam: Person, robin: Person
) -> None:
    write(sam, "Cook dinner", place="week")
    laptop.tick("Cook dinner")
    expect(phone.question).to_contain_text(re.compile("nobody at home sees your answers", re.IGNORECASE))
    expect(laptop.question).to_contain_text("Cook dinner")
    expect(phone.question).to_contain_text(re.compile("runs .*(can|could) read them"))
    with laptop.nothing_arrives():
        phone.question.get_by_role("button", name="Don’t ask me").click()
        expect(phone.question).to_have_count(0)
        phone.is_saved()
    expect(laptop.question).to_contain_text("Cook dinner")  # my no is not yours
    write(sam, "Wash up", place="week")
    laptop.tick("Wash up")
    phone.sees("Wash up", "done")
    phone.page.reload()
    phone.is_live()
    expect(phone.question).to_have_count(0)
    assert robin.screen().all("check_in") == [] or {row["state"] for row in robin.screen().all("check_in")} == {
        "skipped"
    }


def test_at_most_three_are_shown_and_one_tap_skips_all(
    laptop: Window, phone: Window, sam: Person, robin: Person
) -> None:
    for person in (sam, robin):
        person.patch("asking/", {"introduced": True})
    for n in range(5):
        task = write(sam, f"Task {n}", place="week")
        robin.post(f"tasks/{task}/done/")
    expect(laptop.question).to_contain_text("2 more after this.")
    laptop.question.get_by_role("button", name="Skip", exact=True).click()
    expect(laptop.question).to_contain_text("One more after this.")
    laptop.question.get_by_role("button", name="Skip", exact=True).click()
    laptop.question.get_by_role("button", name="Skip", exact=True).click()
    expect(laptop.question).to_have_count(0)  # the other two do not press on
    expect(phone.question).to_contain_text("2 more after this.")
    phone.question.get_by_role("button", name="Skip all").click()
    expect(phone.question).to_have_count(0)
    phone.is_saved()
    assert {row["state"] for row in robin.screen().all("check_in")} == {"skipped"}
    phone.page.reload()
    phone.is_live()
    expect(phone.question).to_have_count(0)


def test_reopening_withdraws_the_question_on_both_screens(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Cook dinner", place="week")
    laptop.tick("Cook dinner")
    for window in (laptop, phone):
        expect(window.question).to_contain_text("Cook dinner")
    laptop.page.get_by_role("button", name="Undo").click()
    for window in (laptop, phone):
        expect(window.question).to_have_count(0)


def test_both_ticking_the_same_task_asks_each_once(laptop: Window, phone: Window, sam: Person, robin: Person) -> None:
    write(sam, "Cook dinner", place="week")
    held: list[Route] = []
    for window in (laptop, phone):
        window.sees("Cook dinner", "week")
        window.page.route("**/done/", lambda route: held.append(route))
    for window in (laptop, phone):
        window.tick("Cook dinner")
    for window in (laptop, phone):
        window.sees("Cook dinner", "done")
    for route in held:
        route.continue_()
    for window in (laptop, phone):
        window.is_saved()
        expect(window.question).to_contain_text("Cook dinner")
    for person in (sam, robin):
        assert len(person.screen().all("check_in")) == 1
