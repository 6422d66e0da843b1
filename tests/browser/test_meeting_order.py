"""What first: Sam on the laptop and Robin on the phone order in silence, see both orders in one moment, and move on."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.meetings import (
    ROBINS,
    SAMS,
    THINGS,
    at_step,
    both,
    choose,
    chosen,
    drafted,
    hears_nothing,
    line,
    press,
    things,
)
from tests.browser.test_dragging import Finger
from tests.conftest import Person
from tests.meetings import joined, one, opened, seal, week


def test_each_orders_in_silence_and_both_orders_come_in_one_moment(opens: Opens, sam: Person, robin: Person) -> None:
    things(sam)
    opened(sam, robin, at="rank")
    laptop, phone = both(opens, sam, robin)
    for window, other in ((laptop, "Robin"), (phone, "Sam")):
        at_step(window, "What first")
        expect(window.page.get_by_role("button", name=f"I leave it to {other}")).to_be_visible()
    with hears_nothing(laptop):
        choose(phone, *ROBINS[:3])
        expect(phone.page.locator(".order .free")).to_contain_text("2 places are still free")
        expect(phone.page.get_by_role("button", name="This is my order")).to_have_count(0)
        phone.is_saved()
        phone.page.reload()
        phone.is_live()
        expect(chosen(phone)).to_have_text(ROBINS[:3])  # the very step, with what was sealed there
        choose(phone, *ROBINS[3:])
        expect(phone.page.get_by_role("button", name="Choose Tax papers")).to_be_disabled()
        phone.page.get_by_role("button", name="This is my order").tap()
        expect(phone.page.locator(".seal")).to_contain_text("It is shown when everybody is ready.")
        phone.page.get_by_role("button", name="Change it again").tap()
        line(phone, "Bike").get_by_role("button", name="Move Bike").tap()
        phone.page.get_by_role("menuitem", name="Up", exact=True).tap()
        expect(chosen(phone)).to_have_text([*ROBINS[:3], "Bike", "Winter clothes"])
        line(phone, "Bike").get_by_role("button", name="Move Bike").press("ArrowDown")
        expect(chosen(phone)).to_have_text(ROBINS)
        phone.page.get_by_role("button", name="This is my order").tap()
        phone.is_saved()
    assert one(sam, "ranking")["places"] == {}
    choose(laptop, *SAMS)
    frames = len(phone.frames)
    laptop.page.get_by_role("button", name="This is my order").click()
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", name="Our draft")).to_be_visible()
        window.hears("Everybody’s order is on the table.")
        text, marks = window.page.evaluate("() => atOnce")
        assert all(title in text for title in THINGS) and marks == 2 * len(THINGS), text
        expect(window.page.locator(".step")).to_contain_text("You ordered 9 of 19 pairs the same way.")
    assert len([frame for frame in phone.frames[frames:] if '"places"' in frame]) == 1
    expect(line(laptop, "Tax papers")).to_contain_text("You first: what would be better if this were done?")
    expect(line(phone, "Tax papers")).to_contain_text("Sam first: what would be better if this were done?")
    expect(line(phone, "Tax papers").get_by_role("img", name="Sam: place 1")).to_be_visible()
    expect(line(phone, "Tax papers").get_by_role("img", name="Robin: not among theirs")).to_be_visible()


def test_by_finger_by_mouse_and_by_keys(opens: Opens, sam: Person, robin: Person) -> None:
    things(sam)
    opened(sam, robin, at="rank")
    laptop, phone = both(opens, sam, robin)
    for window in (laptop, phone):
        choose(window, *SAMS)
    with Finger(phone) as finger:
        finger.down(line(phone, "Tax papers").locator("[data-grip]"))
        finger.by(8)
        expect(phone.page.locator(".carried")).to_have_count(1)
        finger.go(line(phone, "Birthday"))
    expect(chosen(phone)).to_have_text(["Dentist", "Birthday", "Tax papers", "Hallway", "Car check"])
    phone.hears("Tax papers: place 3 of 5.")
    expect(phone.page.locator(".menu")).to_have_count(0)
    mouse = laptop.page.mouse
    grip, target = (line(laptop, title).locator("[data-grip]").bounding_box() for title in ("Car check", "Tax papers"))
    assert grip and target
    mouse.move(grip["x"] + 20, grip["y"] + 20)
    mouse.down()
    mouse.move(target["x"] + 20, target["y"] - 6, steps=8)
    expect(laptop.page.locator(".carried")).to_have_count(1)
    expect(chosen(laptop).first).to_have_text("Car check")
    laptop.page.keyboard.press("Escape")
    mouse.up()
    expect(chosen(laptop)).to_have_text(SAMS)  # put back
    move = line(laptop, "Car check").get_by_role("button", name="Move Car check")
    move.focus()
    for _ in range(4):
        laptop.page.keyboard.press("ArrowUp")
    laptop.hears("Car check: place 1 of 5.")
    expect(chosen(laptop)).to_have_text(["Car check", *SAMS[:4]])
    expect(move).to_be_focused()
    laptop.page.keyboard.press("Delete")
    laptop.hears("Car check is not among yours.")
    expect(chosen(laptop)).to_have_text(SAMS[:4])
    laptop.page.get_by_role("button", name="Move Tax papers").press("Enter")
    laptop.page.keyboard.press("End")
    laptop.page.keyboard.press("Enter")  # Out
    expect(chosen(laptop)).to_have_text(SAMS[1:4])
    laptop.is_saved()
    titles = {task["id"]: task["title"] for task in sam.screen().all("task")}
    assert [titles[pk] for pk in one(sam, "ballot")["order"]] == SAMS[1:4]


def test_moving_it_together_until_it_is_our_week(opens: Opens, sam: Person, robin: Person) -> None:
    ids = things(sam)
    meeting = opened(sam, robin, at="rank")
    seal(sam, meeting, [ids[title] for title in SAMS])
    seal(robin, meeting, [ids[title] for title in ROBINS])
    laptop, phone = both(opens, sam, robin)
    expect(drafted(phone)).to_have_count(7)
    first = drafted(phone).first.inner_text()
    with Finger(phone) as finger:
        finger.down(line(phone, "Hallway").locator("[data-grip]"))
        finger.by(-8)
        expect(phone.page.locator(".carried")).to_have_count(1)
        finger.y = (line(phone, first).bounding_box() or {})["y"] + 6
        finger.by(0)
    for window in (laptop, phone):
        expect(drafted(window).first).to_have_text("Hallway")
    # one after the other: what is seen differently
    line(laptop, "Tax papers").get_by_role("button", name="Not this week").click()
    for window in (laptop, phone):
        expect(line(window, "Tax papers")).to_have_class("after ")
        expect(window.page.locator(".draft [data-row]:not(.after)")).to_have_count(4)
    expect(laptop.page.locator(".apart")).to_have_count(1)
    phone.page.get_by_role("button", name="One thing less this week").tap()
    expect(laptop.page.locator(".draft [data-row]:not(.after)")).to_have_count(3)
    wanted = drafted(laptop).all_inner_texts()[:3]
    laptop.page.get_by_role("button", name="This is our week").click()
    for window in (laptop, phone):
        expect(window.page.locator(".seal")).to_contain_text("Agreed. This is our week.")
    titles = {pk: title for title, pk in ids.items()}
    assert [titles[pk] for pk in week(robin)] == wanted
    phone.page.get_by_role("button", name=f"Move {wanted[0]}").press("ArrowDown")
    for window in (laptop, phone):
        expect(window.page.get_by_role("button", name="This is our week")).to_be_visible()


def test_what_is_somebodys_first_is_in_and_says_so(opens: Opens, sam: Person, robin: Person) -> None:
    ids = things(sam)
    sam.patch("rhythm/", {"slots": 3})
    meeting = opened(sam, robin, at="rank")
    seal(sam, meeting, [ids[title] for title in SAMS])
    seal(robin, meeting, [ids[title] for title in ROBINS])
    laptop, phone = both(opens, sam, robin)
    expect(line(laptop, "Tax papers")).to_contain_text("In because it is your first")
    expect(line(phone, "Tax papers")).to_contain_text("In because it is Sam’s first")
    expect(phone.page.locator(".draft [data-row]:not(.after)")).to_have_count(3)


def test_leaving_it_to_the_others_and_parking(opens: Opens, sam: Person, robin: Person) -> None:
    ids = things(sam)
    lee = joined(sam, "Lee")
    meeting = opened(sam, robin, lee, at="rank")
    laptop, phone = both(opens, sam, robin)
    expect(laptop.page.locator(".lead")).to_contain_text("Nobody sees an order before all are shown.")
    seal(lee, meeting, [ids[title] for title in [*reversed(SAMS)]])
    seal(robin, meeting, [ids[title] for title in ROBINS])
    laptop.page.get_by_role("button", name="I leave it to the others").click()
    for window in (laptop, phone):
        expect(drafted(window)).to_have_count(7)
        expect(line(window, "Bike").locator(".place-of")).to_have_count(3)
        expect(window.page.locator(".apart")).to_have_count(1)
    about = line(phone, phone.page.locator("[data-row]:has(.apart) .t").inner_text())
    title = about.locator(".t").inner_text()
    about.get_by_role("button", name="Park it").tap()
    phone.hears(f"Parked for our next meeting: {title}")
    phone.is_saved()
    assert one(sam, "topic")["about"] == title
    # parked is parked; words can be put to it, and need not be
    press(phone, "Say more")
    expect(phone.page.get_by_label("about …")).to_have_value(title)
    phone.page.get_by_label("I’d like …").fill("to wait until spring")
    press(phone, "Keep these words")
    phone.is_saved()
    assert one(sam, "topic")["like"] == "to wait until spring"
