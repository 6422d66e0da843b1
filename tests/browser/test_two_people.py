"""Sam on the laptop and Robin on the phone: what one does, the other sees at once, without loading the page again."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Route, expect

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


# ---- moving


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


def test_dragging_by_mouse(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title)
    write(sam, "Already here", place="week")
    laptop.order("list", ["One", "Two", "Three"])
    drag(laptop, laptop.row("One"), laptop.row("Three"))
    laptop.order("list", ["Two", "Three", "One"])
    phone.order("list", ["Two", "Three", "One"])
    drag(laptop, laptop.row("Two"), laptop.row("Already here"))
    laptop.order("week", ["Already here", "Two"])
    phone.order("week", ["Already here", "Two"])
    drag(laptop, laptop.row("Two"), laptop.place("done").first)
    laptop.sees("Two", "done")
    phone.sees("Two", "done")
    expect(laptop.page.locator("tandem-card .card")).to_have_count(0)


def test_a_drag_put_back_by_escape_writes_nothing(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Two", "One"):
        write(sam, title)
    laptop.order("list", ["One", "Two"])
    phone.order("list", ["One", "Two"])
    with phone.nothing_arrives():
        lift(laptop, laptop.row("One"))
        over(laptop, laptop.row("Two"))
        laptop.page.keyboard.press("Escape")
        laptop.page.mouse.up()
        laptop.order("list", ["One", "Two"])
        expect(laptop.page.locator("tandem-card .card")).to_have_count(0)
        laptop.is_saved()


def test_what_is_in_my_hand_stays_there_while_the_other_edits_and_moves(
    laptop: Window, phone: Window, sam: Person, robin: Person
) -> None:
    one, two = write(sam, "One"), write(sam, "Two")
    laptop.order("list", ["Two", "One"])
    lift(laptop, laptop.row("Two"))
    over(laptop, laptop.row("One"))
    robin.patch(f"tasks/{two}/", {"title": "Two, but longer"})
    robin.post(f"tasks/{one}/moved/", {"place": "not_now", "after": None})
    write(robin, "New")
    laptop.sees("One", "not_now")
    laptop.sees("New", "list")
    over(laptop, laptop.row("New"))
    laptop.page.mouse.up()
    laptop.order("list", ["New", "Two, but longer"])
    phone.order("list", ["New", "Two, but longer"])


def test_what_is_in_my_hand_when_the_other_lets_it_go_does_no_harm(laptop: Window, sam: Person, robin: Person) -> None:
    write(sam, "One"), (two := write(sam, "Two"))
    laptop.order("list", ["Two", "One"])
    lift(laptop, laptop.row("Two"))
    over(laptop, laptop.row("One"))
    robin.post(f"tasks/{two}/let-go/")
    laptop.hears("Robin let go of Two")
    laptop.page.mouse.up()
    expect(laptop.page.locator("html.carrying, .carried")).to_have_count(0)
    laptop.sees("Two", "list")  # put down by a hand: that hand's will, and it can be taken back
    laptop.write("Life goes on")


def lift(window: Window, row: Locator) -> None:
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    assert box
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    window.page.mouse.down()
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20, steps=2)
    expect(window.page.locator(".carried")).to_have_count(1)


def over(window: Window, target: Locator) -> None:
    """The pointer goes to the lower edge of the target: what it holds would lie below."""
    box = target.bounding_box()
    assert box
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4, steps=6)
    # rows gave way under the hand: once more to where the target stands now
    box = target.bounding_box()
    assert box
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3, steps=2)


def drag(window: Window, row: Locator, target: Locator) -> None:
    lift(window, row)
    over(window, target)
    window.page.mouse.up()
    expect(window.page.locator(".carried")).to_have_count(0)


def test_dragging_by_finger(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title, place="week")
    phone.order("week", ["One", "Two", "Three"])
    with Finger(phone) as finger:
        finger.hold(phone.row("One"))
        finger.go(phone.row("Three"))
    phone.order("week", ["Two", "Three", "One"])
    laptop.order("week", ["Two", "Three", "One"])
    laptop.is_tinted("One", "amber")
    with Finger(phone) as finger:  # on to a tab at the foot
        finger.hold(phone.row("Three"))
        finger.go(phone.page.locator("[data-tab=not_now]"))
        expect(phone.page.locator("[data-tab=not_now].aim")).to_be_visible()
    laptop.order("not_now", ["Three"])
    laptop.order("week", ["Two", "One"])
    expect(phone.page.locator("tandem-card .card")).to_have_count(0)


def test_a_finger_that_only_scrolls_carries_nothing(phone: Window, sam: Person) -> None:
    for n in range(30):
        write(sam, f"Line {n}", place="week")
    phone.sees("Line 0", "week")
    before = phone.titles("week")
    with Finger(phone) as finger:
        finger.down(phone.row("Line 26"))
        for _step in range(6):
            finger.by(-40)
    phone.page.wait_for_function("() => scrollY > 50")
    expect(phone.page.locator(".carried, html.carrying")).to_have_count(0)
    assert phone.titles("week") == before


class Finger:
    """One finger on the glass, by touch events as a phone makes them."""

    def __init__(self, window: Window) -> None:
        self.page = window.page
        self.cdp = window.context.new_cdp_session(window.page)
        self.x = self.y = 0.0

    def __enter__(self) -> Finger:
        return self

    def __exit__(self, *_: object) -> None:
        self._send("touchEnd")
        expect(self.page.locator(".carried")).to_have_count(0)
        self.cdp.detach()

    def down(self, at: Locator) -> None:
        at.scroll_into_view_if_needed()
        box = at.bounding_box()
        assert box
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + 12
        self._send("touchStart")

    def hold(self, at: Locator) -> None:
        self.down(at)
        expect(self.page.locator(".carried")).to_have_count(1)

    def by(self, dy: float) -> None:
        self.y += dy
        self._send("touchMove")

    def go(self, to: Locator) -> None:
        for _again in range(2):  # rows give way under the hand
            box = to.bounding_box()
            assert box
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
            for step in (0.25, 0.5, 0.75, 1):
                self.x, self.y = self.x + (x - self.x) * step, self.y + (y - self.y) * step
                self._send("touchMove")

    def _send(self, kind: str) -> None:
        points = [] if kind == "touchEnd" else [{"x": self.x, "y": self.y}]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


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
    laptop.page.keyboard.press("Control+z")
    phone.order("list", ["One", "Two"])
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


# ---- the question


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
