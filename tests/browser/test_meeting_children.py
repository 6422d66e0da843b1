"""Our meeting with a child: Sam on the laptop, Robin on the phone, Kim on a device of their own."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.axe import STILL, check, too_wide
from tests.browser.conftest import Opens
from tests.browser.meetings import ALL_KEPT, at, at_step, choose, chosen, drafted, holds_nothing_of, meets, on, press
from tests.browser.test_kitchen import hang_up
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, own_device, write
from tests.live_server import until
from tests.meetings import one, opened, seal, to_step

TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


def now(window: Window, step: str) -> None:
    expect(window.page.locator(".family .label").first).to_have_text(f"Now: {step}")


def test_a_child_is_there_puts_up_a_problem_orders_three_and_joins(
    opens: Opens, sam: Person, robin: Person, kim: Person
) -> None:
    """The form with children, on three screens, from its first step to its last."""
    for title in ("Zoo", "Cake", "A den", "Taxes of ours"):
        write(sam, title)
    robin.post(f"tasks/{write(kim, 'The table is laid')}/done/")
    sam.post("topics/", {"about": "SECRET of the adults"})
    laptop = opens(sam, LAPTOP)
    for title in ("Zoo", "Cake", "A den"):
        laptop.menu(title, "For the whole family")
    laptop.open("Zoo")
    expect(laptop.page.locator("tandem-card .card")).to_contain_text("in our meeting, children order it too.")
    laptop.is_saved()
    own_device(sam, kim)
    kims = opens(kim, TABLET, **STILL)
    expect(kims.page.get_by_role("region", name="Our meeting")).to_have_count(0)
    opened(sam, robin, form="children")
    kims.page.get_by_role("region", name="Our meeting").get_by_role("link", name="Go there").click()
    kims.is_live()
    press(kims, "I’m here")
    now(kims, "Arrive")
    laptop.goto(f"/h/{sam.home}/meeting/")
    phone = meets(opens, robin, PHONE)
    adults = (laptop, phone)
    for adult in adults:
        at_step(adult, "Arrive")
        expect(adult.page.locator(".children")).to_contain_text("Kim is here.")
    press(phone, "Yes, let’s begin")
    now(kims, "Say thank you")
    laptop.page.get_by_role("button", name="Thank Kim").click()
    kims.hears("Sam thanks you for The table is laid")
    kims.page.get_by_label("Does something bother you?").fill("Lou is always first in the bath")
    press(kims, "Put it up")
    kims.hears("We talk about it together.")
    on(phone, "topics")
    for adult in adults:
        at_step(adult, "What somebody brings up")
        expect(adult.page.locator("tandem-meeting-problems")).to_contain_text("Lou is always first in the bath")
    now(kims, "What somebody brings up")
    check(kims, "a child's problem")
    on(laptop, "rank")
    now(kims, "What first")
    choose(kims, "A den", "Cake")
    kims.page.reload()
    kims.is_live()
    choose(kims, "Zoo")  # the two are still there
    check(kims, "a child's order")
    expect(phone.page.locator(".of-all")).to_have_count(3)
    choose(phone, "Taxes of ours", "Zoo", "Cake", "A den")
    press(phone, "This is my order")
    expect(laptop.page.locator(".children")).to_contain_text("Kim has gone to play")
    choose(laptop, "Taxes of ours", "Zoo", "Cake", "A den")
    press(laptop, "This is my order")
    expect(laptop.page.locator(".seal")).to_contain_text("It is shown when everybody is ready.")
    for adult in adults:
        holds_nothing_of(adult, kim)
    for who in (sam, robin):
        holds_nothing_of(kims, who)
    press(kims, "This is my order")
    for adult in adults:
        expect(drafted(adult)).to_have_count(4)
        expect(adult.page.get_by_role("img", name="Kim: place 1")).to_have_count(1)
    # what is not the family's the child has not left out: it could not choose it
    expect(laptop.page.locator("[data-row]:not(:has(.of-all)) [data-person=plum]")).to_have_count(0)
    expect(kims.page.locator(".plain-lines")).to_contain_text("A den")
    expect(kims.page.get_by_role("img", name="Kim: place 1")).to_have_count(1)
    press(phone, "This is our week")
    expect(laptop.page.locator(".seal")).to_contain_text("Agreed. This is our week.")
    on(phone, "who")
    now(kims, "Who and how")
    assert "moved" not in kims.page.evaluate("() => spoken.join()")  # that was all of us, not one who moved things
    kims.page.get_by_role("button", name="I’m in: A den").click()
    expect(kims.page.get_by_role("button", name="I’m out: A den")).to_be_visible()
    expect(laptop.page.locator(".who-list > li").filter(has_text="A den")).to_contain_text("Kim")
    check(kims, "where a child helps")
    hidden = [row["id"] for kind in ("rhythm", "seat", "topic", "ranking", "ballot") for row in sam.screen().all(kind)]
    on(laptop, "good")
    at(phone, "good")
    phone.page.get_by_label("This week").fill("Pancakes on Saturday")
    phone.page.get_by_label("This week").press("Enter")
    expect(kims.page.locator(".family .felt")).to_have_text("Pancakes on Saturday")
    on(phone, "close")
    expect(kims.page.locator(".family")).to_contain_text("Thank you for being there.")
    press(laptop, "Close our meeting")
    for adult in adults:
        expect(adult.page.locator(".last .recap")).to_contain_text("Pancakes on Saturday")
    expect(kims.page.locator(".family")).to_contain_text("Our meeting is over. Until next time.")
    told = kims.received()
    for trace in ("SECRET", *hidden):
        assert trace not in told
    too_wide(kims, "the end for a child")


def test_who_has_gone_to_play_is_waited_for_no_more_and_may_come_back(
    opens: Opens, sam: Person, robin: Person, kim: Person
) -> None:
    tasks = [write(sam, title, family=True) for title in ("Zoo", "Cake")]
    meeting = opened(sam, robin, form="children")
    own_device(sam, kim)
    kims = meets(opens, kim, PHONE, **STILL)
    press(kims, "I’m here")
    kims.is_saved()
    to_step(sam, meeting, "rank")
    phone = meets(opens, robin, PHONE, **STILL)
    for who in (sam, robin):
        seal(who, meeting, tasks)
    expect(phone.page.locator(".seal")).to_contain_text("It is shown when everybody is ready.")
    check(phone, "a child is waited for")
    press(phone, "Kim has gone to play")
    expect(phone.page.locator("main")).to_contain_text("Somebody left the table, so nothing was opened.")
    for who in (sam, robin):  # those who stay say so themselves
        seal(who, meeting, tasks)
    expect(phone.page.get_by_role("heading", name="Our draft")).to_be_visible()
    sam.post(f"meetings/{meeting}/agreed/")
    expect(kims.page.get_by_role("button", name="I’m here")).to_be_visible()
    press(kims, "I’m here")
    expect(kims.page.locator(".family .plain-lines")).to_contain_text("Zoo")
    press(kims, "I’m going to play")
    expect(kims.page.get_by_role("button", name="I’m here")).to_be_visible()
    too_wide(kims, "a child at the door")


def test_at_the_familys_tablet_a_child_comes_back_to_its_order_and_sealed_it_is_read_no_more(
    opens: Opens, sam: Person, robin: Person, kim: Person
) -> None:
    tasks = [write(sam, title, family=True) for title in ("Zoo", "Cake", "A den", "Beach")]
    wall = hang_up(opens, sam, **STILL)
    wall.tap("Kim")
    expect(wall.page.get_by_role("button", name="Our meeting")).to_have_count(0)
    meeting = opened(sam, robin, form="children")
    press(wall.window, "Our meeting")
    press(wall.window, "I’m here")
    wall.page.get_by_label("Does something bother you?").fill("Nobody plays with me")
    press(wall.window, "Put it up")
    until(lambda: one(robin, "family_table")["problems"] == {kim.id: "Nobody plays with me"}, "it is put up")
    check(wall.window, "a child's problem at the tablet")
    to_step(sam, meeting, "rank")
    choose(wall.window, "Beach", "A den")
    wall.tap("Sam")  # called away: somebody else stands there
    wall.tap("Kim")
    expect(chosen(wall.window)).to_have_text(["Beach", "A den"])
    until(lambda: one(kim, "ballot")["order"] == [tasks[3], tasks[2]], "it is kept as it is laid out")
    wall.page.reload()
    wall.tap("Kim")
    press(wall.window, "Our meeting")
    expect(chosen(wall.window)).to_have_text(["Beach", "A den"])
    choose(wall.window, "Zoo")
    check(wall.window, "a child's order at the tablet")
    press(wall.window, "This is my order")
    expect(wall.page.locator(".family")).to_contain_text("Your order is in.")
    assert one(kim, "ballot")["order"] == [tasks[3], tasks[2], tasks[0]]
    kept = wall.page.evaluate(ALL_KEPT)
    assert one(kim, "ballot")["id"] not in kept + wall.window.received() and '"order":["' not in kept
    wall.page.reload()
    wall.tap("Kim")
    press(wall.window, "Our meeting")
    expect(wall.page.locator(".family")).to_contain_text("Your order is in.")
    wall.tap("Sam")  # an adult's is on a device of their own
    expect(wall.page.get_by_role("button", name="Our meeting")).to_have_count(0)
    wall.tap("Kim")
    expect(wall.page.locator(".family")).to_contain_text("Your order is in.")
    for who in (sam, robin):
        seal(who, meeting, tasks)
    expect(wall.page.locator(".family")).to_contain_text("Beach")  # the joint order; nobody's own at the tablet
    expect(wall.page.get_by_role("img", name="Kim: place 1")).to_have_count(0)
    to_step(sam, meeting, "who")
    wall.page.get_by_role("button", name="I’m in: Beach").click()
    expect(wall.page.get_by_role("button", name="I’m out: Beach")).to_be_visible()
    sam.post(f"meetings/{meeting}/closed/")
    expect(wall.page.locator(".family")).to_have_count(0)
    wall.page.wait_for_function("() => !document.querySelector('.kitchen .cols').hidden")
