"""Our meeting from the door to what stays of it: Sam on the laptop, Robin on the phone, at the same step together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from tasks.models import Meeting, Task
from tests.browser.conftest import Opens
from tests.browser.meetings import (
    at,
    at_once,
    card_of,
    choose,
    chosen,
    drafted,
    hears_nothing,
    holds_nothing_of,
    lived_in,
    meets,
    more,
    on,
    press,
    row,
    says,
    shown,
)
from tests.browser.window import LAPTOP, OFFLINE, PHONE, Window
from tests.conftest import Person, write
from tests.live_server import Server
from tests.meetings import one, week


def seen_last(*titles: str) -> None:
    """Nobody has looked at them for a while."""
    Task.objects.filter(title__in=titles).update(touched_on="2026-10-01", added_on="2026-03-01")


@contextmanager
def torn(server: Server, away: Window, other: Window) -> Iterator[None]:
    """One loses the net, the server starts anew, what is done meanwhile is done; then the other's page is loaded again.
    Both come back to the very step."""
    step = away.page.locator("main.step").get_attribute("data-step") or ""
    away.context.set_offline(True)
    server.restart()
    yield
    away.context.set_offline(False)
    away.is_live()
    other.is_live()
    other.page.reload()
    for window in (other, away):
        window.is_live()
        window.is_saved()
        at(window, step)


def test_whatever_happens_in_a_step_both_come_back_to_it_and_nothing_is_lost(
    opens: Opens, server: Server, sam: Person, robin: Person
) -> None:
    lived_in(sam, robin)
    write(sam, "Curtains")
    seen_last("Curtains")
    laptop, phone = meets(opens, sam, LAPTOP), opens(robin, PHONE)
    windows = (laptop, phone)
    for window in windows:
        window.accept(OFFLINE)

    # at the door
    press(laptop, "Begin now")
    expect(laptop.page.locator(".seats")).to_contain_text("You are here.")
    expect(phone.page.locator(".going-on")).to_contain_text("Sam is here for our meeting.")
    phone.page.locator(".going-on").get_by_role("link", name="Join").tap()
    phone.is_live()
    press(phone, "I’m ready")
    expect(laptop.page.locator(".seats")).to_contain_text("Robin is ready.")
    press(laptop, "I’m ready")
    for window in windows:
        at(window, "arrive")
        expect(window.page.get_by_role("heading", level=1)).to_be_focused()
        expect(window.page.locator(".topics")).to_contain_text("the mornings")
    with torn(server, phone, laptop):
        pass
    expect(laptop.page.locator(".seats")).to_contain_text("Robin is here.")
    expect(phone.page.locator(".seats")).to_contain_text("Sam is here.")
    at_once(windows, "main .acts .primary")  # “Yes, let’s begin”
    for window in windows:
        at(window, "appreciations")
        window.is_saved()

    # thanks: words that are half written, and some from a train
    orders = [window.page.locator(".seen .t").all_inner_texts() for window in windows]
    assert orders[0] == orders[1] and sorted(orders[0]) == ["Car check", "Pay the rent", "Water the plants"]
    rent, car = ("[data-seen]:has-text('Pay the rent')", "[data-seen]:has-text('Car check')")
    laptop.page.locator(rent).get_by_role("button", name="Thank Robin").click()
    laptop.page.locator(rent).get_by_label("Words for Robin").fill("I could sleep")
    with torn(server, phone, laptop):
        phone.page.locator(car).get_by_role("button", name="Thank Sam").tap()
    expect(laptop.page.locator(rent).get_by_label("Words for Robin")).to_have_value("I could sleep")
    expect(phone.page.locator(rent)).to_contain_text("I could sleep")
    expect(laptop.page.locator(car)).to_contain_text("Robin thanks you")
    at_once(windows, "[data-onward]")
    for window in windows:
        at(window, "how")  # on once, not twice, though one of them pressed when the other had moved on already
        window.is_saved()
        at(window, "how")
    expect(laptop.page.locator("[data-onward]")).to_be_enabled()

    # how it was: sealed until both are ready
    with hears_nothing(laptop):
        says(phone, "supported", "Completely", share=True)
        says(phone, "heard", "Mostly")
        phone.page.get_by_role("button", name="I didn’t bring anything up").tap()
        press(phone, "I’m ready to show")
        expect(phone.page.locator(".sealed")).to_contain_text("You share some of it.")
        press(phone, "Change it again")
        says(phone, "fairness", "A bit too much on me", share=True)
        phone.is_saved()
    with torn(server, laptop, phone):
        says(laptop, "supported", "Mostly", share=True)
        says(laptop, "team", "A little")
    fairness = phone.page.locator(".asked[data-item=fairness]")
    expect(fairness.get_by_role("radio", name="A bit too much on me")).to_be_checked()
    expect(fairness.get_by_role("checkbox")).to_be_checked()
    expect(laptop.page.locator("main.step")).not_to_contain_text("Robin")
    holds_nothing_of(laptop, robin)
    holds_nothing_of(phone, sam)
    frames = len(phone.frames)
    at_once(windows, "main .acts .primary")  # “I’m ready to show”
    for window in windows:
        expect(shown(window, "supported").filter(has_text="Sam")).to_contain_text("Mostly")
        expect(shown(window, "supported").filter(has_text="Robin")).to_contain_text("Completely")
        expect(shown(window, "fairness").filter(has_text="Robin")).to_contain_text("A bit too much on me")
        expect(shown(window, "fairness").filter(has_text="Sam")).to_contain_text("Nothing shared for this one.")
        expect(window.page.locator(".kept-back li")).to_have_count(3)
    (frame,) = [frame for frame in phone.frames[frames:] if '"shown"' in frame]  # all of it in one
    assert frame.count('"kind":"shown"') == 2 and '"how_shown":true' in frame
    more(laptop, "Park something hard")
    laptop.page.get_by_label("about …").fill("the money for the trip")
    press(laptop, "Park it")
    expect(phone.page.locator(".topics")).to_contain_text("the money for the trip")
    phone.page.get_by_role("button", name="Talked over: the mornings").tap()
    expect(laptop.page.locator(".topics .over")).to_contain_text("the mornings")
    on(laptop, "tidy")
    at(phone, "tidy")

    # one card on both
    for window in windows:
        expect(card_of(window)).to_have_text("Curtains")
    with torn(server, phone, laptop):
        press(phone, "Keep")
    for window in windows:
        expect(window.page.locator(".step")).to_contain_text("All of it has been looked at.")
    on(phone, "heads")
    at(laptop, "heads")

    # heads: lines, one that stays, and half a word
    thought = "#thought"
    with hears_nothing(laptop):
        for title in ("Gutter", "SECRET present for Sam"):
            phone.page.locator(thought).fill(title)
            phone.page.locator(thought).press("Enter")
        phone.page.locator(".thoughts > li").first.locator(".stay").tap()
        phone.is_saved()
        phone.page.locator(thought).fill("Half a wo")
    with torn(server, laptop, phone):
        laptop.page.locator(thought).fill("Call the plumber")
        laptop.page.locator(thought).press("Enter")
    expect(phone.page.locator(thought)).to_have_value("Half a wo")
    expect(laptop.page.locator(".thoughts > li")).to_have_count(1)
    holds_nothing_of(laptop, robin, "SECRET", "Gutter", "Half a wo")
    holds_nothing_of(phone, sam, "plumber")
    phone.page.locator(thought).fill("Half a word")
    at_once(windows, ".seal .primary")  # “My head is empty”
    for window in windows:
        for title in ("Half a word", "Gutter", "Call the plumber"):
            expect(window.page.locator(".plain-lines .t").filter(has_text=title)).to_have_count(1)
    holds_nothing_of(laptop, robin, "SECRET")
    on(laptop, "rank")
    at(phone, "rank")

    # what first: two half orders
    with hears_nothing(laptop):
        choose(phone, "Gutter", "Half a word", "Tax papers")
        phone.is_saved()
    choose(laptop, "Tax papers", "The birthday")
    with torn(server, phone, laptop):
        choose(phone, "Call the plumber", "The birthday")
    expect(chosen(laptop)).to_have_text(["Tax papers", "The birthday"])
    choose(laptop, "Call the plumber", "Gutter", "Half a word")
    laptop.is_saved()
    holds_nothing_of(laptop, robin)
    holds_nothing_of(phone, sam)
    at_once(windows, ".seal .primary")  # “This is my order”
    for window in windows:
        expect(window.page.get_by_role("heading", name="Our draft")).to_be_visible()
    at_once(windows, ".seal .primary")  # “This is our week”
    for window in windows:
        expect(window.page.locator(".seal")).to_contain_text("Agreed. This is our week.")
        expect(window.page.locator(".kept")).to_have_count(0)
        window.is_saved()
    for window in windows:  # that was both of us, not one who moved things
        assert "moved" not in window.page.evaluate("() => spoken.join()")
    assert drafted(laptop).all_inner_texts() == drafted(phone).all_inner_texts()
    assert len(week(sam)) == 5 and one(sam, "ranking")["agreed"]
    with torn(server, phone, laptop):
        pass
    expect(laptop.page.locator(".seal")).to_contain_text("Agreed. This is our week.")
    on(phone, "who")
    at(laptop, "who")

    # who and how
    row(laptop, "Tax papers").get_by_role("button", name="Done means, how long Tax papers").click()
    laptop.page.get_by_label("Done means", exact=True).fill("Sent, with a copy")
    with torn(server, phone, laptop):
        row(phone, "Gutter").get_by_role("button", name="Take: Gutter").tap()
    expect(row(laptop, "Gutter")).to_contain_text("Robin has it.")
    for window in windows:
        expect(row(window, "Tax papers")).to_contain_text("Sent, with a copy")
    on(phone, "good")
    at(laptop, "good")

    # something good
    phone.page.get_by_label("This week").fill("Pancakes on Saturday")
    with torn(server, laptop, phone):
        pass
    for window in windows:
        expect(window.page.get_by_label("This week")).to_have_value("Pancakes on Saturday")
    on(phone, "close")
    at(laptop, "close")

    # to end with
    for window in windows:
        for told in ("Tax papers", "Iron the napkins", "Pancakes on Saturday"):
            expect(window.page.locator(".recap")).to_contain_text(told)
    with torn(server, phone, laptop):
        phone.page.locator(".worth label").get_by_text("Mostly").click()
    holds_nothing_of(laptop, robin)
    at_once(windows, "main > tandem-meeting-close > .acts .primary")  # “Close our meeting”
    for window in windows:
        expect(window.page.locator(".last .recap")).to_contain_text("Pancakes on Saturday")
        expect(window.page.locator(".last .recap")).not_to_contain_text("Completely")
        expect(window.page.locator("main.step")).to_have_count(0)
        expect(window.page.locator(".kept")).to_have_count(0)
    expect(phone.page.locator(".worth").get_by_role("radio", name="Mostly")).to_be_checked()
    expect(laptop.page.locator(".worth :checked")).to_have_count(0)
    for window in windows:
        window.page.reload()
        window.is_live()
        expect(window.page.locator(".last .recap")).to_contain_text("Pay the rent")
    laptop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(laptop, "Copy it")
    laptop.hears("Copied.")
    said = laptop.page.evaluate("() => navigator.clipboard.readText()")
    assert "– Tax papers" in said and "Something good:\n– Pancakes on Saturday" in said and "Completely" not in said


def began_earlier(sam: Person, minutes: int) -> None:
    """The step that our meeting is at, by the server's clock."""
    with sam.fresh().household.change(sam.fresh()) as change:
        meeting = Meeting.objects.get(household_id=sam.home, state="open")
        assert meeting.began
        meeting.began -= datetime.timedelta(minutes=minutes)
        change.save(meeting, "began")


def test_the_short_form_to_the_end_with_more_time_than_it_wanted(opens: Opens, sam: Person, robin: Person) -> None:
    lived_in(sam, robin)
    write(sam, "Curtains")
    seen_last("Curtains")
    laptop, phone = meets(opens, sam, LAPTOP), meets(opens, robin, PHONE)
    windows = (laptop, phone)
    press(laptop, "About 25 minutes")
    laptop.page.get_by_role("menuitemradio", name="The short one, about 12 minutes").click()
    press(laptop, "Begin now")
    press(phone, "I’m ready")
    press(laptop, "I’m ready")
    for at_, step in enumerate(("appreciations", "tidy", "rank", "who", "close"), 1):
        for window in windows:
            at(window, step)
            expect(window.page.locator("main.step > .label")).to_have_text(f"Our meeting, {at_} of 5")
        if step == "tidy":
            expect(phone.page.locator(".time")).to_contain_text("about 2 min left")
            press(phone, "+2 min for this step")
            for window in windows:
                expect(window.page.locator(".time")).to_contain_text("about 4 min left")
            press(phone, "Let go")
        if step == "rank":
            for window in windows:
                choose(window, "Tax papers", "The birthday")
                press(window, "This is my order")
            press(laptop, "This is our week")
            expect(phone.page.locator(".seal")).to_contain_text("Agreed. This is our week.")
        if step == "who":
            row(phone, "The birthday").get_by_role("button", name="Take: The birthday").tap()
            expect(row(laptop, "The birthday")).to_contain_text("Robin has it.")
            began_earlier(sam, minutes=10)
            for window in windows:
                expect(window.page.locator(".time")).to_contain_text("take your time")
                at(window, step)  # nothing moves on by itself
        if step != "close":
            phone.page.locator("[data-onward]").tap()
    press(laptop, "Close our meeting")
    for window in windows:
        expect(window.page.locator(".last .recap")).to_contain_text("The birthday")
        expect(window.page.locator(".last .recap")).to_contain_text("Curtains")
