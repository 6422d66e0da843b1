"""Our meeting: Sam on the laptop and Robin on the phone, at the same step in the same moment, from door to recap."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens
from tests.browser.test_accessible import STILL, check, too_wide
from tests.browser.test_german import fits
from tests.browser.window import LAPTOP, OFFLINE, PHONE, Window
from tests.conftest import Person, write
from tests.meetings import joined, one, opened, to_step

TABLET: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}}
ITEMS = ("supported", "heard", "respected", "team", "fairness")


def meets(opens: Opens, who: Person, device: dict[str, Any], **more: Any) -> Window:
    """Somebody's page of our meeting."""
    return opens(who, device, to=f"/h/{who.home}/meeting/", **more).is_live()


def both(opens: Opens, sam: Person, robin: Person) -> tuple[Window, Window]:
    return meets(opens, sam, LAPTOP), meets(opens, robin, PHONE)


def at(window: Window, step: str) -> None:
    expect(window.page.locator("main.step")).to_have_attribute("data-step", step)


def press(window: Window, name: str) -> None:
    window.page.get_by_role("button", name=name, exact=True).click()


def on(window: Window, step: str) -> None:
    """Presses on; whoever presses, it is that step."""
    window.page.locator("[data-onward]").click()
    at(window, step)


def more(window: Window, entry: str) -> None:
    press(window, "More for our meeting")
    window.page.get_by_role("menuitem", name=entry, exact=True).click()


def says(window: Window, item: str, word: str, share: bool = False) -> None:
    """One of the five words about one item of the week."""
    form = window.page.locator(f".asked[data-item={item}]")
    form.locator(".scale label").get_by_text(word, exact=True).click()
    expect(form.get_by_role("radio", name=word, exact=True)).to_be_checked()
    if share:
        form.locator(".share").click()
        expect(form.get_by_role("checkbox")).to_be_checked()


def shown(window: Window, item: str) -> Locator:
    return window.page.locator(f".shown [data-item={item}] li")


def lived_in(sam: Person, robin: Person) -> None:
    """Something in every step of a meeting."""
    write(sam, "Tax papers", place="week")
    for title, who in (("Pay the rent", robin), ("Water the plants", robin), ("Car check", sam)):
        who.post(f"tasks/{write(who, title)}/done/")
    sam.post(f"tasks/{write(sam, 'Iron the napkins')}/let-go/")
    robin.patch(f"tasks/{write(robin, 'The birthday')}/", {"bring": True})
    robin.post("topics/", {"feel": "alone with it", "about": "the mornings", "like": "one morning to myself"})


def one_ask(by: Person, to: Person, task: str) -> str:
    """An ask that waits for our meeting: there was no yes; its id."""
    items = by.post("asks/", {"task": task, "how": "ask", "to": to.id}).json()["items"]
    ask: str = next(item["id"] for item in items if item["kind"] == "ask")
    to.post(f"asks/{ask}/declined/")
    assert by.post(f"asks/{ask}/parked/").status_code == 200
    return ask


def test_both_walk_through_the_whole_of_it(opens: Opens, sam: Person, robin: Person) -> None:
    lived_in(sam, robin)
    laptop, phone = meets(opens, sam, LAPTOP), opens(robin, PHONE)
    press(laptop, "Begin now")
    expect(laptop.page.locator(".seats")).to_contain_text("You are here.")
    expect(phone.page.locator(".going-on")).to_contain_text("Sam is here for our meeting.")
    phone.page.locator(".going-on").get_by_role("link", name="Join").tap()
    phone.is_live()
    press(phone, "I’m ready")
    expect(laptop.page.locator(".seats")).to_contain_text("Robin is ready.")
    press(laptop, "I’m ready")
    for window in (laptop, phone):
        at(window, "arrive")
        expect(window.page.get_by_role("heading", level=1)).to_be_focused()
        expect(window.page.locator(".topics")).to_contain_text("the mornings")
    expect(laptop.page.locator(".seats")).to_contain_text("Robin is here.")
    expect(phone.page.locator(".seats")).to_contain_text("Sam is here.")
    press(phone, "Yes, let’s begin")
    for window in (laptop, phone):
        at(window, "appreciations")
    orders = [window.page.locator(".seen .t").all_inner_texts() for window in (laptop, phone)]
    assert orders[0] == orders[1] and sorted(orders[0]) == ["Car check", "Pay the rent", "Water the plants"]
    rent = laptop.page.locator("[data-seen]").filter(has_text="Pay the rent")
    rent.get_by_role("button", name="Thank Robin").click()
    rent.get_by_label("Words for Robin").fill("I could sleep")
    rent.get_by_label("Words for Robin").blur()
    expect(phone.page.locator("[data-seen]").filter(has_text="Pay the rent")).to_contain_text("Sam thanks you")
    expect(phone.page.locator("[data-seen]").filter(has_text="Pay the rent")).to_contain_text("I could sleep")
    on(phone, "how")
    at(laptop, "how")
    says(laptop, "supported", "Mostly", share=True)
    says(laptop, "team", "A little")
    says(phone, "supported", "Completely", share=True)
    press(phone, "I’m ready to show")
    expect(phone.page.locator(".sealed")).to_contain_text("You share some of it.")
    expect(laptop.page.get_by_role("button", name="I’m ready to show")).to_be_visible()
    press(laptop, "I’m ready to show")
    for window in (laptop, phone):
        expect(shown(window, "supported").filter(has_text="Sam")).to_contain_text("Mostly")
        expect(shown(window, "supported").filter(has_text="Robin")).to_contain_text("Completely")
        for item in ITEMS[1:]:
            expect(shown(window, item)).to_have_count(2)
            for line in shown(window, item).all():
                expect(line).to_contain_text("Nothing shared for this one.")
    more(laptop, "Park something hard")
    laptop.page.get_by_label("about …").fill("the money for the trip")
    press(laptop, "Park it")
    expect(phone.page.locator(".topics")).to_contain_text("the money for the trip")
    phone.page.get_by_role("button", name="Talked over: the mornings").tap()
    expect(laptop.page.locator(".topics .over")).to_contain_text("the mornings")
    for step in ("tidy", "heads", "rank", "who", "good"):
        on(laptop, step)
        at(phone, step)
    phone.page.get_by_label("This week").fill("Pancakes on Saturday")
    phone.page.get_by_label("This week").press("Enter")
    expect(laptop.page.get_by_label("This week")).to_have_value("Pancakes on Saturday")
    on(phone, "close")
    at(laptop, "close")
    for window in (laptop, phone):
        expect(window.page.locator(".recap")).to_contain_text("Tax papers")
        expect(window.page.locator(".recap")).to_contain_text("Iron the napkins")
        expect(window.page.locator(".recap")).to_contain_text("Pancakes on Saturday")
    laptop.is_saved()
    laptop.takes_what_was_sent()
    with laptop.nothing_arrives():
        phone.page.locator(".worth label").get_by_text("Mostly").click()
        phone.is_saved()
    press(laptop, "Close our meeting")
    for window in (laptop, phone):
        expect(window.page.locator(".last .recap")).to_contain_text("Pancakes on Saturday")
        expect(window.page.locator(".last .recap")).not_to_contain_text("Completely")
        expect(window.page.locator("main.step")).to_have_count(0)
    expect(phone.page.locator(".worth").get_by_role("radio", name="Mostly")).to_be_checked()
    expect(laptop.page.locator(".worth :checked")).to_have_count(0)
    for window in (laptop, phone):
        window.page.reload()
        window.is_live()
        expect(window.page.locator(".last .recap")).to_contain_text("Pay the rent")
    laptop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(laptop, "Copy it")
    laptop.hears("Copied.")
    said = laptop.page.evaluate("() => navigator.clipboard.readText()")
    assert "– Tax papers" in said and "Something good:\n– Pancakes on Saturday" in said and "Completely" not in said


def test_what_robin_answers_and_ticks_reaches_no_byte_of_sams_before_it_is_shown(
    opens: Opens, sam: Person, robin: Person
) -> None:
    opened(sam, robin, at="how")
    laptop, phone = both(opens, sam, robin)
    laptop.takes_what_was_sent()
    before, answered = len(laptop.frames), len(laptop.answers)
    with laptop.nothing_arrives():
        says(phone, "supported", "A little", share=True)
        says(phone, "heard", "Mostly")
        phone.page.get_by_role("button", name="I didn’t bring anything up").tap()
        press(phone, "I’m ready to show")
        press(phone, "Change it again")
        says(phone, "fairness", "A bit too much on me", share=True)
        press(phone, "I’m ready to show")
        phone.is_saved()
    assert len(laptop.answers) == answered
    expect(laptop.page.locator("main.step")).not_to_contain_text("Robin")
    for left in ('"hand"', '"pulse"', '"shown"'):
        assert left not in "".join(laptop.frames)
    laptop.page.reload()
    laptop.is_live()
    assert "A bit too much on me" not in laptop.page.locator(".asked :checked").all_inner_texts()
    press(laptop, "I’m ready to show")
    expect(shown(laptop, "fairness").filter(has_text="Robin")).to_contain_text("A bit too much on me")
    expect(shown(phone, "supported").filter(has_text="Robin")).to_contain_text("A little")
    # both rows and the moment itself came in one frame
    (frame,) = [frame for frame in phone.news_frames if '"shown"' in frame]
    assert frame.count('"kind":"shown"') == 2 and '"how_shown":true' in frame
    assert before <= len(laptop.frames)


def test_three_are_shown_to_one_another_when_the_last_is_ready_also_from_a_train(
    opens: Opens, sam: Person, robin: Person
) -> None:
    lee = joined(sam, "Lee")
    lee.client = sam.client
    opened(sam, robin, lee, at="how")
    laptop, phone, tablet = meets(opens, sam, LAPTOP), meets(opens, robin, PHONE), meets(opens, lee, TABLET)
    phone.accept(OFFLINE)
    phone.context.set_offline(True)
    says(phone, "team", "Somewhat", share=True)
    press(phone, "I’m ready to show")
    expect(phone.page.locator(".sealed")).to_be_visible()
    says(tablet, "team", "Mostly", share=True)
    press(tablet, "I’m ready to show")
    press(laptop, "I’m ready to show")
    laptop.is_saved()
    for window in (laptop, phone, tablet):
        expect(window.page.locator(".shown")).to_have_count(0)
    phone.context.set_offline(False)
    for window in (laptop, phone, tablet):
        expect(shown(window, "team")).to_have_count(3)
        expect(shown(window, "team").filter(has_text="Robin")).to_contain_text("Somewhat")
        expect(shown(window, "team").filter(has_text="Lee")).to_contain_text("Mostly")


def test_a_phone_that_reloads_is_at_the_very_step_with_what_it_had(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="how")
    phone = meets(opens, robin, PHONE)
    says(phone, "respected", "Somewhat", share=True)
    phone.is_saved()
    phone.page.reload()
    phone.is_live()
    at(phone, "how")
    form = phone.page.locator(".asked[data-item=respected]")
    expect(form.get_by_role("radio", name="Somewhat")).to_be_checked()
    expect(form.get_by_role("checkbox")).to_be_checked()
    press(phone, "I’m ready to show")
    phone.is_saved()
    phone.page.reload()
    phone.is_live()
    expect(phone.page.locator(".sealed")).to_contain_text("You are ready.")
    other = meets(opens, robin, LAPTOP)  # and so is every device of theirs
    expect(other.page.locator(".sealed")).to_contain_text("You are ready.")


def test_both_press_on_at_once_and_it_goes_on_once(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="appreciations")
    laptop, phone = both(opens, sam, robin)
    for window in (laptop, phone):
        at(window, "appreciations")
    laptop.context.set_offline(True)
    laptop.accept(OFFLINE)
    laptop.page.locator("[data-onward]").click()
    phone.page.locator("[data-onward]").tap()
    phone.is_saved()
    laptop.context.set_offline(False)
    laptop.is_saved()
    for window in (laptop, phone):
        at(window, "how")
    assert one(sam, "meeting")["step"] == "how"


def test_a_pause_on_one_is_a_pause_on_both(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="tidy")
    laptop, phone = both(opens, sam, robin)
    press(phone, "Pause")
    phone.page.get_by_role("menuitem", name=re.compile("^20 minutes, back at ")).tap()
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Back at \d\d?:\d\d"))
    press(laptop, "Pause")
    laptop.page.get_by_role("menuitem", name="Until …").click()
    laptop.page.get_by_label("Back at").fill("20:55")
    laptop.page.get_by_role("dialog").get_by_role("button", name="Pause").click()
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", level=1)).to_have_text("Back at 20:55")
    press(laptop, "Go on")
    for window in (laptop, phone):
        at(window, "tidy")


def test_the_bar_is_soft_and_takes_two_minutes_more(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="good")
    laptop, phone = both(opens, sam, robin)
    expect(laptop.page.locator(".time")).to_contain_text("about one min left")
    press(laptop, "+2 min for this step")
    for window in (laptop, phone):
        expect(window.page.locator(".time")).to_contain_text("about 3 min left")
    late = meets(opens, sam, LAPTOP)
    late.page.clock.install()
    late.page.reload()
    late.is_live()
    late.page.clock.fast_forward("10:00")
    expect(late.page.locator(".time")).to_contain_text("take your time")
    at(late, "good")  # nothing moves on by itself


def test_i_leave_the_table_and_come_back_and_go_anywhere(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="tidy")
    laptop, phone = both(opens, sam, robin)
    more(phone, "Go on without me")
    expect(phone.page.locator("main.door")).to_contain_text("It is open, at “Tidy the list”.")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    at(laptop, "tidy")
    press(laptop, "More for our meeting")
    laptop.page.get_by_role("menuitemradio", name="Something good").click()
    at(laptop, "good")
    press(phone, "Join")
    at(phone, "good")
    more(phone, "End early")
    for window in (laptop, phone):
        at(window, "close")
    press(phone, "Back")
    at(laptop, "good")


def test_words_being_written_are_kept_when_the_other_goes_on(opens: Opens, sam: Person, robin: Person) -> None:
    lived_in(sam, robin)
    meeting = opened(sam, robin, at="appreciations")
    laptop, phone = both(opens, sam, robin)
    laptop.page.get_by_role("button", name="Thank Robin").first.click()
    laptop.page.get_by_label("Words for Robin").fill("It made my day")
    on(phone, "how")
    at(laptop, "how")
    laptop.is_saved()
    assert one(robin, "thanks")["words"] == "It made my day"
    to_step(sam, meeting, "good")
    for window in (laptop, phone):
        at(window, "good")
    laptop.page.get_by_label("This week").fill("A walk")
    phone.page.get_by_label("This week").fill("Pancakes")
    phone.page.get_by_label("This week").press("Enter")
    phone.is_saved()
    laptop.takes_what_was_sent()
    expect(laptop.page.get_by_label("This week")).to_have_value("A walk")
    on(phone, "close")
    at(laptop, "close")
    for window in (laptop, phone):
        expect(window.page.locator(".recap")).to_contain_text("Pancakes · A walk")


def test_what_i_was_writing_when_the_other_closed_is_told_not_lost(opens: Opens, sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin, at="good")
    laptop = meets(opens, sam, LAPTOP)
    laptop.accept("409")
    laptop.page.get_by_label("This week").fill("The concert in the park")
    robin.post(f"meetings/{meeting}/closed/")
    expect(laptop.page.locator("main.door")).to_be_visible()
    expect(laptop.page.locator(".kept")).to_contain_text("The concert in the park")


def test_a_topic_that_was_begun_is_there_when_the_sheet_opens_again(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="topics", form="children")
    laptop, phone = both(opens, sam, robin)
    press(laptop, "Bring something up")
    laptop.page.get_by_label("I feel …").fill("tired")
    laptop.page.get_by_label("about …").fill("bedtime")
    laptop.page.keyboard.press("Escape")
    expect(laptop.page.get_by_role("button", name="Bring something up")).to_be_focused()
    press(laptop, "Bring something up")
    expect(laptop.page.get_by_label("I feel …")).to_have_value("tired")
    laptop.page.get_by_label("I’d like …").fill("to take turns")
    press(laptop, "Park it")
    expect(phone.page.locator(".topics")).to_contain_text("to take turns")
    expect(phone.page.get_by_role("button", name=re.compile("^In other words"))).to_have_count(0)
    press(laptop, "In other words: bedtime")
    laptop.page.get_by_label("about …").fill("the evenings")
    press(laptop, "Keep these words")
    expect(phone.page.locator(".topics")).to_contain_text("the evenings")


def test_the_usual_day_is_changed_where_it_stands_and_not_today_leaves_no_mark(
    opens: Opens, sam: Person, robin: Person
) -> None:
    laptop, phone = both(opens, sam, robin)
    usual = laptop.page.locator(".rhythm")
    usual.locator("summary").click()
    laptop.page.get_by_label("Day", exact=True).select_option("Thursday")
    laptop.page.get_by_label("Time", exact=True).fill("19:30")
    laptop.page.get_by_label("Things a week").select_option("4")
    laptop.page.get_by_label("Usual length").select_option("The short one, about 12 minutes")
    for window in (laptop, phone):
        expect(window.page.locator(".rhythm summary")).to_have_text("Usually Thursday at 19:30 · 4 things a week")
    expect(phone.page.get_by_role("button", name="The short one, about 12 minutes")).to_be_visible()
    press(laptop, "Begin now")
    expect(phone.page.get_by_role("button", name="I’m here, not ready yet")).to_be_visible()
    press(phone, "Not today")
    phone.page.get_by_role("menuitem", name="Tomorrow").tap()
    for window in (laptop, phone):
        expect(window.page.locator(".next .lead")).to_have_text("Next: tomorrow at 19:30.")
        expect(window.page.locator(".seats")).to_have_count(0)


def test_what_is_brought_is_told_from_the_card_and_left_out_at_the_door(
    opens: Opens, sam: Person, robin: Person
) -> None:
    write(sam, "The boiler")
    write(sam, "A surprise", private=True)
    ask = one_ask(sam, robin, write(sam, "The bike"))
    laptop, phone = opens(sam, LAPTOP), meets(opens, robin, PHONE)
    expect(phone.page.locator(".brought .lines")).to_contain_text("The bike")
    sam.post(f"asks/{ask}/withdrawn/")
    expect(phone.page.locator(".brought .lines")).to_have_count(0)
    laptop.open("The boiler")
    laptop.menu("The boiler", "Bring to our meeting")
    expect(laptop.page.locator("tandem-card .card")).to_contain_text("Comes to our meeting.")
    expect(phone.page.locator(".brought .lines")).to_contain_text("The boiler")
    laptop.close_card()
    laptop.menu("A surprise", "Bring to our meeting")
    laptop.is_saved()
    laptop.goto(f"/h/{sam.home}/meeting/")
    expect(laptop.page.locator(".brought .lines li")).to_have_count(2)
    phone.takes_what_was_sent()
    assert "A surprise" not in phone.received()
    phone.page.get_by_role("button", name="Leave it out: The boiler").tap()
    expect(laptop.page.locator(".brought .lines li")).to_have_count(1)
    expect(laptop.page.locator(".brought .lines")).to_contain_text("Only you see this, until you empty your heads.")


def test_a_child_is_told_of_no_meeting(opens: Opens, sam: Person, robin: Person, kim: Person) -> None:
    tablet = opens(None, LAPTOP, to=None)
    tablet.goto("/" + sam.post(f"helpers/{kim.id}/device-link/").json()["link"].split("/", 3)[3])
    tablet.page.get_by_role("button", name="Sign in as Kim").click()
    tablet.is_live()
    with tablet.nothing_arrives():
        opened(sam, robin)
    expect(tablet.page.locator(".going-on")).to_have_count(0)
    tablet.accept("404")
    tablet.goto(f"/h/{kim.home}/meeting/")
    expect(tablet.page.locator("tandem-meeting")).to_have_count(0)


def test_a_team_sees_what_it_wants_beside_what_happened(opens: Opens, sam: Person, robin: Person) -> None:
    want = sam.post("intentions/", {"words": "A kitchen we like to be in"}).json()["items"][0]["id"]
    write(sam, "Sharpen the knives", intention=want)
    robin.post(f"tasks/{one(robin, 'task')['id']}/done/")
    opened(sam, robin, at="how", form="team")
    phone = meets(opens, robin, PHONE)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Vision and status")
    beside = phone.page.locator(".beside").filter(has_text="A kitchen we like to be in")
    expect(beside).to_contain_text("Sharpen the knives")
    expect(phone.page.locator(".asked").first).to_contain_text("This week I felt supported.")


def test_by_keyboard_alone(opens: Opens, sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin, at="how")
    page = meets(opens, sam, LAPTOP).page
    page.locator(".asked[data-item=supported] input").first.focus()
    for key in ("Space", "ArrowRight", "ArrowRight", "Tab", "Tab", "Space"):
        page.keyboard.press(key)
    expect(page.locator(".asked[data-item=supported]").get_by_role("radio", name="Somewhat")).to_be_checked()
    expect(page.locator(".asked[data-item=supported]").get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="I’m ready to show").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Change it again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="I’m ready to show")).to_be_focused()
    to_step(robin, meeting, "good")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Something good")


Look = Callable[[Window, str], None]


@pytest.mark.parametrize("device", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
def test_every_view_can_be_read_and_used(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    walk(opens, sam, robin, device, check)


def test_twice_the_text_on_a_small_screen(opens: Opens, sam: Person, robin: Person) -> None:
    walk(opens, sam, robin, {**PHONE, "viewport": {"width": 320, "height": 640}}, too_wide)


def walk(opens: Opens, sam: Person, robin: Person, device: dict[str, Any], look: Look) -> None:
    """Every view of a meeting, each looked at."""
    lived_in(sam, robin)
    window = meets(opens, sam, device, **STILL)
    window.page.locator(".rhythm summary").click()
    look(window, "the door")
    press(window, "Begin now")
    expect(window.page.get_by_role("button", name="I’m ready")).to_be_visible()
    look(window, "waiting")
    meeting = one(sam, "meeting")["id"]
    robin.post(f"meetings/{meeting}/ready/")
    press(window, "I’m ready")
    at(window, "arrive")
    look(window, "arriving")
    press(window, "More for our meeting")
    look(window, "the menu")
    window.page.keyboard.press("Escape")
    to_step(sam, meeting, "appreciations")
    window.page.get_by_role("button", name="Thank Robin").first.click()
    expect(window.page.get_by_label("Words for Robin")).to_be_visible()
    look(window, "appreciations")
    to_step(sam, meeting, "how")
    says(window, "supported", "Mostly", share=True)
    look(window, "my week")
    press(window, "I’m ready to show")
    expect(window.page.locator(".sealed")).to_be_visible()
    look(window, "ready to show")
    robin.patch(f"meetings/{meeting}/hand/", {"how_ready": True})
    expect(window.page.locator(".shown")).to_be_visible()
    look(window, "shown")
    more(window, "Park something hard")
    look(window, "parking")
    window.page.keyboard.press("Escape")
    for step in ("good", "close"):
        to_step(sam, meeting, step)
        at(window, step)
        look(window, step)
    robin.post(f"meetings/{meeting}/paused/")
    expect(window.page.locator(".paused")).to_be_visible()
    look(window, "paused")
    robin.post(f"meetings/{meeting}/closed/")
    expect(window.page.locator(".last")).to_be_visible()
    look(window, "closed")


@pytest.mark.parametrize("width", [320, 390])
def test_in_german_nothing_is_clipped(opens: Opens, sam: Person, robin: Person, width: int) -> None:
    lived_in(sam, robin)
    phone = {**PHONE, "viewport": {"width": width, "height": 844}}
    window = opens(sam, phone, to=f"/h/{sam.home}/meeting/", locale="de-DE")
    expect(window.page.locator(".conn")).to_have_text("Verbunden")
    window.page.locator(".rhythm summary").tap()
    fits(window)
    for form, steps in (("full", ("arrive", "appreciations", "how", "good", "close")), ("children", ("topics",))):
        meeting = opened(sam, robin, form=form)
        for step in steps:
            if one(sam, "meeting")["step"] != step:
                to_step(sam, meeting, step)
            at(window, step)
            if step == "how":
                window.page.locator(".asked .scale label").first.tap()
            fits(window)
        sam.post(f"meetings/{meeting}/paused/")
        expect(window.page.locator(".paused")).to_be_visible()
        fits(window)
        sam.post(f"meetings/{meeting}/closed/")
        expect(window.page.locator(".last")).to_be_visible()
        fits(window)
