"""In our meeting: Sam on the laptop and Robin on the phone tidy, empty their heads, order in silence, and say who."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, expect

from tasks.models import Task
from tests.browser.conftest import Opens
from tests.browser.test_accessible import DEVICES, STILL, check, too_wide
from tests.browser.test_two_people import Finger
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write
from tests.meetings import joined, one, opened, seal, to_step, week

THINGS = ["Tax papers", "Dentist", "Birthday", "Hallway", "Car check", "Winter clothes", "Bike"]
SAMS = ["Tax papers", "Dentist", "Birthday", "Hallway", "Car check"]
ROBINS = ["Hallway", "Birthday", "Dentist", "Winter clothes", "Bike"]
# what a list shows at the very moment it comes
AT_ONCE = """
new MutationObserver(() => {
  const draft = document.querySelector(".draft");
  if (!draft || globalThis.atOnce) return;
  globalThis.atOnce = [draft.innerText, draft.querySelectorAll(".place-of .mark").length];
}).observe(document, { subtree: true, childList: true });
"""


def meets(opens: Opens, who: Person, device: dict[str, Any], **more: Any) -> Window:
    window = opens(who, device, to=None, **more)
    window.page.add_init_script(AT_ONCE)
    return window.goto(f"/h/{who.home}/meeting/").is_live()


def at_step(window: Window, name: str) -> None:
    expect(window.page.get_by_role("heading", level=1)).to_have_text(name)


def both(opens: Opens, sam: Person, robin: Person) -> tuple[Window, Window]:
    """Both are at the table, and have been told of each other."""
    laptop, phone = meets(opens, sam, LAPTOP), meets(opens, robin, PHONE)
    for window in (laptop, phone):
        window.takes_what_was_sent()
    return laptop, phone


@contextmanager
def hears_nothing(window: Window) -> Iterator[None]:
    """Not a frame but who is there, and nothing on the page, while the other goes on in silence."""
    frames, step = len(window.news_frames), window.page.locator(".step").inner_html()
    yield
    window.takes_what_was_sent()
    came = [frame for frame in window.news_frames[frames:] if not frame.startswith('{"type":"presence"')]
    assert not came, came
    assert window.page.locator(".step").inner_html() == step


def things(sam: Person) -> dict[str, str]:
    return {title: write(sam, title) for title in THINGS}


def chosen(window: Window) -> Locator:
    return window.page.locator(".order [data-row] .t")


def choose(window: Window, *titles: str) -> None:
    for title in titles:
        window.page.get_by_role("button", name=f"Choose {title}", exact=True).click()
        expect(chosen(window).filter(has_text=title)).to_have_count(1)


def drafted(window: Window) -> Locator:
    return window.page.locator(".draft [data-row] .t")


def line(window: Window, title: str) -> Locator:
    return window.page.locator("[data-row]").filter(has=window.page.locator(".t").get_by_text(title, exact=True))


def card_of(window: Window) -> Locator:
    return window.page.locator(".one-card h2")


def row(window: Window, title: str) -> Locator:
    return window.page.locator(".who-list > li").filter(has=window.page.get_by_role("heading", name=title, exact=True))


# ---- what first


def test_each_orders_in_silence_and_both_orders_come_in_one_moment(opens: Opens, sam: Person, robin: Person) -> None:
    things(sam)
    opened(sam, robin, at="rank")
    laptop, phone = both(opens, sam, robin)
    for window in (laptop, phone):
        at_step(window, "What first")
        expect(window.page.get_by_role("button", name="I leave it to the others")).to_be_visible()
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


def test_both_press_in_the_same_moment(opens: Opens, sam: Person, robin: Person) -> None:
    things(sam)
    meeting = opened(sam, robin, at="rank")
    laptop, phone = both(opens, sam, robin)
    choose(laptop, *SAMS)
    choose(phone, *ROBINS)
    for name in ("This is my order", "This is our week"):
        for window in (laptop, phone):
            expect(window.page.get_by_role("button", name=name)).to_be_visible()
        for window in (laptop, phone):  # neither waits for an answer
            window.page.evaluate("() => { document.querySelector('.seal .primary').click(); }")
    for window in (laptop, phone):
        expect(window.page.locator(".seal")).to_contain_text("Agreed. This is our week.")
        expect(window.page.locator(".kept")).to_have_count(0)
        window.is_saved()
    assert drafted(laptop).all_inner_texts() == drafted(phone).all_inner_texts()
    assert len(week(sam)) == 5 and one(sam, "ranking")["agreed"]
    assert sam.post(f"meetings/{meeting}/closed/").status_code == 200
    for window in (laptop, phone):
        expect(window.page.locator(".draft")).to_have_count(0)


# ---- heads


def test_heads_are_emptied_in_one_moment_and_what_stays_private_stays(opens: Opens, sam: Person, robin: Person) -> None:
    write(sam, "Call the plumber")
    opened(sam, robin, at="heads")
    laptop, phone = both(opens, sam, robin)
    thought = phone.page.get_by_placeholder("What is in your head?")
    with hears_nothing(laptop):
        for title in ("Call plumber", "SECRET present for Sam", "Gutter"):
            thought.fill(title)
            thought.press("Enter")
            expect(thought).to_have_value("")
        phone.page.locator(".thoughts > li").nth(1).locator(".stay").tap()
        expect(phone.page.get_by_role("checkbox", name="SECRET present for Sam: stays in my head")).to_be_checked()
        thought.fill("Half a wo")
        phone.page.reload()
        phone.is_live()
        expect(thought).to_have_value("Half a wo")  # not even that is lost
        expect(phone.page.locator(".thoughts > li")).to_have_count(3)
        thought.fill("Half a word")
        phone.page.get_by_role("button", name="My head is empty").tap()
        expect(phone.page.get_by_role("button", name="Write on")).to_be_visible()
        expect(phone.page.locator(".thoughts > li")).to_have_text(["Half a word", "Gutter", "Call plumber"])
        phone.page.get_by_role("button", name="Write on").tap()
        expect(thought).to_be_visible()
        phone.page.get_by_role("button", name="My head is empty").tap()
        phone.is_saved()
    assert "plumber" not in laptop.page.locator(".step").inner_text()
    laptop.page.get_by_role("button", name="My head is empty").click()
    for window in (laptop, phone):
        expect(window.page.locator(".plain-lines .t")).to_have_text(
            ["Half a word", "Gutter", "Call plumber", "Call the plumber"]
        )
        expect(window.page.get_by_role("heading", name="Perhaps the same?")).to_be_visible()
    assert "SECRET" not in laptop.received()
    phone.page.get_by_role("button", name="This one stays: Call the plumber").tap()
    for window in (laptop, phone):
        expect(window.page.locator(".pair.one")).to_contain_text("One thing now: Call the plumber")
        expect(window.page.locator(".plain-lines .t")).to_have_count(3)
    laptop.page.get_by_role("button", name="They are two").click()
    expect(phone.page.locator(".pair.one")).to_have_count(0)
    expect(phone.page.locator(".plain-lines .t")).to_have_count(4)


def test_the_step_goes_on_under_ones_fingers_and_nothing_typed_is_lost(
    opens: Opens, sam: Person, robin: Person
) -> None:
    meeting = opened(sam, robin, at="heads")
    phone = meets(opens, robin, PHONE)
    phone.page.get_by_placeholder("What is in your head?").fill("Not finis")
    to_step(sam, meeting, "who")
    at_step(phone, "Who and how")
    phone.is_saved()
    mine = [task for task in robin.screen().all("task") if task["title"] == "Not finis"]
    assert [task["private"] for task in mine] == [True]
    assert sam.screen().all("task") == []


# ---- tidying


def test_one_card_after_the_other_on_both_screens(opens: Opens, sam: Person, robin: Person) -> None:
    for title, place in (("Sort photos", "list"), ("Curtains", "list"), ("Landlord", "week"), ("Fresh", "list")):
        write(sam, title, place=place)
    Task.objects.exclude(title="Fresh").update(touched_on="2026-10-01", added_on="2026-03-01")
    Task.objects.filter(title="Curtains").update(carried=2)
    opened(sam, robin, at="tidy")
    laptop, phone = both(opens, sam, robin)
    for window in (laptop, phone):
        expect(window.page.locator(".one-card")).to_contain_text("Still true?")
        expect(card_of(window)).to_have_text("Curtains")
    phone.page.get_by_role("button", name="Let go", exact=True).tap()
    phone.hears("Let go. One less to carry.")
    for window in (laptop, phone):
        expect(card_of(window)).to_have_text("Landlord")
    laptop.page.get_by_role("button", name="Keep", exact=True).click()
    for window in (laptop, phone):
        expect(card_of(window)).to_have_text("Sort photos")
    phone.page.get_by_role("button", name="Not now", exact=True).tap()
    for window in (laptop, phone):
        expect(window.page.locator(".step")).to_contain_text("All of it has been looked at.")
    laptop.page.get_by_role("button", name="Fresh").click()  # any other can be looked at as well
    expect(card_of(laptop)).to_be_focused()
    expect(card_of(laptop)).to_have_text("Fresh")
    laptop.is_saved()
    places = {task["title"]: task["place"] for task in robin.screen().all("task")}
    assert places == {"Sort photos": "not_now", "Curtains": "let_go", "Landlord": "week", "Fresh": "list"}


# ---- who and how


def test_who_has_it_is_said_by_oneself_and_seen_by_both(opens: Opens, sam: Person, robin: Person) -> None:
    ids = {title: write(sam, title, place="week") for title in ("Hallway", "Dentist", "Tax papers")}
    parked = write(sam, "Curtains")
    sam.post(f"asks/{asked(sam, robin, parked)}/parked/")
    opened(sam, robin, at="who")
    laptop, phone = both(opens, sam, robin)
    row(phone, "Dentist").get_by_role("button", name="Take: Dentist").tap()
    expect(row(laptop, "Dentist")).to_contain_text("Robin has it.")
    expect(row(laptop, "Dentist").get_by_role("button", name="Offer: Dentist")).to_be_visible()
    row(laptop, "Hallway").get_by_role("button", name="Ask: Hallway").click()
    dialog = laptop.page.get_by_role("dialog", name="Ask")
    dialog.get_by_label("It would help me because").fill("my back hurts")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog).to_have_count(0)
    note = row(phone, "Hallway").locator(".note")
    expect(note).to_contain_text("my back hurts")
    note.get_by_role("button", name="Yes, but …").tap()
    phone.page.get_by_text("together", exact=True).tap()
    phone.page.get_by_role("button", name="Say so").tap()
    row(laptop, "Hallway").get_by_role("button", name="OK").click()
    for window in (laptop, phone):
        expect(row(window, "Hallway")).to_contain_text("You do it together.")
    # what had waited for this meeting
    row(phone, "Curtains").get_by_role("button", name="Yes, I’ve got it").tap()
    expect(row(laptop, "Curtains")).to_have_count(0)
    # what done means and how long, in place
    row(laptop, "Tax papers").get_by_role("button", name="Done means, how long Tax papers").click()
    laptop.page.get_by_label("Done means", exact=True).fill("Sent, with a copy")
    laptop.page.get_by_label("Done means", exact=True).blur()
    laptop.page.locator("[data-fact=size]").click()
    laptop.page.get_by_role("menuitemradio", name="longer").click()
    expect(row(phone, "Tax papers")).to_contain_text("longer · Sent, with a copy")
    for title in ("Dentist", "Tax papers"):
        sam.patch(f"tasks/{ids[title]}/", {"size": "l"})
    row(phone, "Tax papers").get_by_role("button", name="Take: Tax papers").tap()
    expect(phone.page.locator(".full")).to_contain_text("That is a full week for you.")
    expect(laptop.page.locator(".full")).to_contain_text("That is a full week for Robin.")


def asked(by: Person, to: Person, task: str) -> str:
    answer = by.post("asks/", {"task": task, "to": to.id, "how": "ask"})
    assert answer.status_code == 201, answer.content
    found: str = next(item["id"] for item in answer.json()["items"] if item["kind"] == "ask")
    return found


# ---- for everybody


@DEVICES
def test_every_step_for_everybody(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    # as high as its page: what the foot covers can be scrolled to, which axe does not know
    walk(opens, sam, robin, {**device, "viewport": {**device["viewport"], "height": 3000}}, check)


def test_twice_the_text_on_a_small_screen(opens: Opens, sam: Person, robin: Person) -> None:
    walk(opens, sam, robin, {**PHONE, "viewport": {"width": 320, "height": 640}}, fits)


def fits(window: Window, what: str) -> None:
    too_wide(window, what)
    assert window.page.evaluate("() => innerWidth") == 320, f"{what}: the phone had to make the page smaller"


def walk(opens: Opens, sam: Person, robin: Person, device: dict[str, Any], look: Any) -> None:
    """Every state of these steps, each looked at."""
    ids = things(sam)
    lee = joined(sam, "Lee")
    write(sam, "Parents’ evening", due="2026-11-24")
    Task.objects.filter(title="Bike").update(touched_on="2026-10-01", added_on="2026-03-01", carried=2)
    meeting = opened(sam, robin, lee, at="tidy")
    window = meets(opens, sam, device, **STILL)
    step = window.page.locator(".step")
    expect(card_of(window)).to_have_text("Bike")
    look(window, "tidying")
    to_step(robin, meeting, "heads")
    write(sam, "Donaudampfschifffahrtsgesellschaftskapitänspatent", private=True)
    write(robin, "The bikes", private=True, bring=True)
    write(sam, "Bikes, the", private=True, bring=True)
    expect(window.page.locator(".thoughts > li")).to_have_count(2)
    look(window, "heads")
    for who in (sam, robin, lee):
        who.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
        if who is sam:
            expect(window.page.get_by_role("button", name="Write on")).to_be_visible()
            look(window, "my head is empty")
    expect(window.page.locator(".pair > li")).to_have_count(2)
    look(window, "heads are empty")
    to_step(robin, meeting, "rank")
    expect(window.page.locator(".order .free")).to_have_text("15 places are still free")
    look(window, "nothing chosen")
    choose(window, *SAMS[:2])
    look(window, "two chosen")
    choose(window, *SAMS[2:])
    window.page.get_by_role("button", name="This is my order").click()
    expect(window.page.get_by_role("button", name="Change it again")).to_be_visible()
    look(window, "sealed")
    seal(robin, meeting, [ids[title] for title in ROBINS])
    seal(lee, meeting, [ids[title] for title in reversed(ROBINS)])
    expect(window.page.locator(".apart")).to_be_visible()
    look(window, "our draft")
    window.page.get_by_role("button", name="This is our week").click()
    expect(step).to_contain_text("Agreed. This is our week.")
    look(window, "agreed")
    to_step(robin, meeting, "who")
    robin.post(f"tasks/{ids['Dentist']}/taken/")
    asked(robin, sam, ids["Hallway"])
    asked(robin, sam, ids["Winter clothes"])
    expect(window.page.locator(".who-list .note")).to_have_count(2)
    window.page.get_by_role("button", name="Done means, how long Dentist").press("Enter")
    look(window, "who and how")
    window.page.get_by_role("button", name="Together: Dentist").click()
    expect(window.page.get_by_role("dialog")).to_be_visible()
    look(window, "asking")
