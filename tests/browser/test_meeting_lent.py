"""One phone for two: Sam's, handed to Robin for what is sealed, and handed back with nothing of it left."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.browser.axe import STILL, check, too_wide
from tests.browser.conftest import Opens
from tests.browser.meetings import ALL_KEPT, at_step, choose, meets, press, things
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person
from tests.live_server import until
from tests.meetings import one, to_step


def lent(sam: Person, robin: Person, at: str) -> str:
    items = sam.post("meetings/", {}).json()["items"]
    meeting: str = next(item["id"] for item in items if item["kind"] == "meeting")
    for path, body in (("lent/", {"member": robin.id}), ("ready/", {}), ("lent/ready/", {"member": robin.id})):
        assert sam.post(f"meetings/{meeting}/{path}", body).status_code == 200
    to_step(sam, meeting, at)
    return meeting


def handed(window: Window, name: str = "Robin") -> None:
    press(window, f"Hand the phone to {name}")
    expect(window.page.get_by_role("heading", level=1)).to_have_text(f"Give the phone to {name}")
    expect(window.page.locator(".onward, .top, .step")).to_have_count(0)
    press(window, f"I am {name}, I have it")


def given_back(window: Window) -> None:
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Give the phone back to Sam")
    press(window, "I am Sam, I have it")


def holds_nothing_of(window: Window, *traces: str) -> None:
    window.is_saved()
    for trace in traces:
        assert trace not in window.page.content() and trace not in window.page.evaluate(ALL_KEPT), trace


def test_two_meet_on_one_phone_from_the_door_on(opens: Opens, sam: Person, robin: Person) -> None:
    phone = meets(opens, sam, PHONE, **STILL)
    press(phone, "Begin now")
    press(phone, "Robin is here with me, on this phone")
    expect(phone.page.locator(".seats")).to_contain_text("Robin is at the table on this phone.")
    press(phone, "I’m ready")
    handed(phone)  # that they are ready they say themselves
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Robin, is it a good moment?")
    check(phone, "ready, in Robin's hand")
    press(phone, "I’m ready")
    given_back(phone)
    at_step(phone, "Arrive")
    laptop = opens(robin, LAPTOP)
    line = laptop.page.get_by_role("region", name="Our meeting")
    expect(line).to_contain_text("You are at the table on Sam’s phone.")
    expect(line.get_by_role("button", name="That is not me")).to_be_visible()
    line.get_by_role("link", name="Join").click()
    expect(laptop.page.locator(".door")).to_contain_text("You are at the table on Sam’s phone.")
    press(phone, "Robin is not on this phone any more")
    expect(phone.page.locator(".seats")).not_to_contain_text("Robin")
    press(phone, "Robin is here with me, on this phone")
    expect(phone.page.locator(".lent-line")).to_have_text("R Robin is at the table on this phone.")
    press(laptop, "Go on here, on this device")
    at_step(laptop, "Arrive")
    expect(phone.page.locator(".lent-line")).to_have_count(0)
    expect(phone.page.locator(".seats")).to_contain_text("Robin is here.")
    expect(phone.page.get_by_role("button", name="Robin is here with me")).to_have_count(0)


def test_afterwards_it_is_told_and_can_be_put_right(opens: Opens, sam: Person, robin: Person) -> None:
    meeting = lent(sam, robin, "heads")
    lines = {"member": robin.id, "lines": ["Clean the gutter"]}
    assert sam.post(f"meetings/{meeting}/lent/heads/", lines).status_code == 200
    sam.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    sam.post(f"meetings/{meeting}/closed/")
    for device in (PHONE, LAPTOP):
        theirs = opens(robin, device, **STILL)
        told = theirs.page.get_by_role("region", name="On another phone")
        expect(told).to_contain_text("You were at our meeting on Sam’s phone (today).")
        expect(told).to_contain_text("One line came on our list as yours: Clean the gutter.")
        check(theirs, "told of it")
    told.get_by_role("link", name="Clean the gutter").click()
    expect(theirs.page.locator(".history")).to_contain_text("Robin wrote it down, on Sam’s phone")
    theirs.page.go_back()
    told.get_by_role("link", name="What came of it").click()
    expect(theirs.page.get_by_role("main")).to_contain_text("Robin was at the table on Sam’s phone.")
    theirs.page.go_back()
    told.get_by_role("button", name="That was not me").click()
    expect(told).to_have_count(0)
    theirs.is_saved()
    phone = meets(opens, sam, PHONE)
    expect(phone.page.locator(".recap")).to_contain_text("Robin was entered on Sam’s phone, and says: that was not me.")
    phone.accept("409")
    press(phone, "Begin another one")
    press(phone, "Robin is here with me, on this phone")
    expect(phone.page.locator(".kept")).to_contain_text("They sit down on a device of their own.")
    theirs.goto(f"/h/{robin.home}/meeting/").is_live()
    told.get_by_role("button", name="Allow it again").click()
    expect(told).to_have_count(0)
    theirs.is_saved()
    assert sam.post(f"meetings/{one(sam, 'meeting')['id']}/lent/", {"member": robin.id}).status_code == 200


def test_heads_are_emptied_on_it_and_no_trace_stays(opens: Opens, sam: Person, robin: Person) -> None:
    lent(sam, robin, "heads")
    phone = meets(opens, sam, PHONE, **STILL)
    at_step(phone, "Empty your heads")
    phone.page.get_by_label("What is in your head?", exact=True).fill("Sams own thought")
    handed(phone)
    assert "Sams own thought" not in phone.page.content()
    field = phone.page.get_by_label("What is in your head?", exact=True)
    for line in ("Gutter of Robin", "Boiler of Robin"):
        field.fill(line)
        field.press("Enter")
        expect(phone.page.locator(".thoughts")).to_contain_text(line)
    field.fill("Typed last by Robin")
    check(phone, "the phone in Robin's hand")
    assert "Robin" not in phone.page.evaluate(ALL_KEPT).replace('"name":"Robin"', "")
    phone.accept("ERR_CONNECTION_RESET")

    def cut(route: Route) -> None:
        route.fetch()  # the server takes it, and its answer never comes
        route.abort("connectionreset")

    phone.page.route("**/lent/heads/", cut, times=1)
    press(phone, "My head is empty")
    expect(phone.page.get_by_role("alert")).to_contain_text("It could not be sent.")
    assert len(one(robin, "hand")["lines"]) == 3
    phone.page.get_by_role("button", name="Let go: Boiler of Robin").click()
    field.fill("Tyres of Robin")
    press(phone, "My head is empty")  # another wording of the same: nothing comes twice
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Give the phone back to Sam")
    holds_nothing_of(phone, "of Robin", "by Robin")
    given_back(phone)
    at_step(phone, "Empty your heads")
    expect(phone.page.get_by_role("button", name="Hand the phone to Robin again")).to_be_visible()
    holds_nothing_of(phone, "of Robin", "by Robin")
    assert one(robin, "hand")["lines"] == ["Gutter of Robin", "Typed last by Robin", "Tyres of Robin"]
    press(phone, "My head is empty")
    expect(phone.page.locator(".plain-lines")).to_contain_text("Gutter of Robin")
    expect(phone.page.locator(".plain-lines")).to_contain_text("Sams own thought")


def test_both_order_on_it_and_neither_sees_the_others(opens: Opens, sam: Person, robin: Person) -> None:
    ids = things(sam)
    meeting = lent(sam, robin, "rank")
    phone = meets(opens, sam, PHONE)
    choose(phone, "Dentist", "Bike")
    handed(phone)
    expect(phone.page.locator(".order [data-row]")).to_have_count(0)  # nothing of Sam's
    expect(phone.page.locator(".lead")).to_contain_text("Sam does the same.")
    choose(phone, "Bike", "Hallway", "Dentist", "Birthday", "Tax papers")
    phone.page.get_by_role("button", name="Move Hallway").press("ArrowUp")
    expect(phone.page.locator(".order [data-row] .t").first).to_have_text("Hallway")
    assert ids["Hallway"] not in str([row for row in sam.screen().all("ballot") for row in row["order"]])
    press(phone, "This is my order")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Give the phone back to Sam")
    holds_nothing_of(phone, "place 1 of 5")
    assert phone.page.locator("[data-said]").inner_text() == ""
    phone.page.reload()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Give the phone back to Sam")
    given_back(phone)
    expect(phone.page.locator(".order [data-row] .t")).to_have_text(["Dentist", "Bike"])  # Sam's own, as it was
    robins = one(robin, "ballot")
    assert robins["sealed"] and robins["order"][:2] == [ids["Hallway"], ids["Bike"]]
    assert robins["id"] not in phone.page.evaluate(ALL_KEPT) and robins["id"] not in phone.received()
    choose(phone, "Birthday", "Car check", "Tax papers")
    press(phone, "This is my order")
    expect(phone.page.get_by_role("heading", name="Our draft")).to_be_visible()
    assert one(sam, "ranking")["places"][robin.id] == robins["order"] and meeting


def test_without_a_connection_it_is_not_handed_over_and_nothing_waits(opens: Opens, sam: Person, robin: Person) -> None:
    lent(sam, robin, "heads")
    phone = meets(opens, sam, PHONE)
    phone.accept("Failed to load resource|WebSocket connection|ERR_INTERNET_DISCONNECTED")
    handed(phone)
    phone.page.get_by_label("What is in your head?", exact=True).fill("Gutter of Robin")
    phone.context.set_offline(True)
    press(phone, "My head is empty")
    expect(phone.page.get_by_role("alert")).to_contain_text("It could not be sent.")
    expect(phone.page.locator(".thoughts")).to_contain_text("Gutter of Robin")
    assert "of Robin" not in phone.page.evaluate(ALL_KEPT)
    press(phone, "Put in nothing, give it back")
    given_back(phone)
    expect(phone.page.locator(".step")).to_contain_text("can be handed to Robin when it is connected again")
    holds_nothing_of(phone, "of Robin")
    phone.context.set_offline(False)
    expect(phone.page.get_by_role("button", name="Hand the phone to Robin")).to_be_visible(timeout=30_000)


def test_of_how_it_was_nothing_is_put_in_on_it(opens: Opens, sam: Person, robin: Person) -> None:
    lent(sam, robin, "how")
    phone = meets(opens, sam, PHONE, color_scheme="dark", **STILL)
    expect(phone.page.locator(".step")).to_contain_text("Robin can say it aloud.")
    expect(phone.page.get_by_role("button", name="Hand the phone to Robin")).to_have_count(0)
    press(phone, "I’m ready to show")
    expect(phone.page.locator(".step")).to_contain_text("Listener: say back what you heard.")


def test_every_page_of_it_can_be_read_and_used(opens: Opens, sam: Person, robin: Person) -> None:
    things(sam)
    lent(sam, robin, "rank")
    small = {**PHONE, "viewport": {"width": 320, "height": 640}}
    phone = meets(opens, sam, small, **STILL)
    check(phone, "rank, with somebody on this phone")
    press(phone, "Hand the phone to Robin")
    check(phone, "give")
    too_wide(phone, "give")
    press(phone, "I am Robin, I have it")
    check(phone, "theirs")
    too_wide(phone, "theirs")
    press(phone, "Put in nothing, give it back")
    check(phone, "back")
    too_wide(phone, "back")
    given_back(phone)
    too_wide(phone, "rank, with somebody on this phone")


def test_what_is_refused_stays_in_front_of_who_wrote_it(opens: Opens, sam: Person, robin: Person) -> None:
    meeting = lent(sam, robin, "heads")
    phone = meets(opens, sam, PHONE)
    phone.accept("409")
    handed(phone)
    phone.page.get_by_label("What is in your head?", exact=True).fill("Gutter of Robin")
    robin.post(f"meetings/{meeting}/here/")  # on a device of their own after all
    press(phone, "My head is empty")
    expect(phone.page.get_by_role("alert")).to_contain_text("They do not sit on this phone.")
    expect(phone.page.locator(".thoughts")).to_contain_text("Gutter of Robin")
    to_step(robin, meeting, "rank")  # they go on: nothing is taken from under the hand
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Empty your heads")
    robin.post(f"meetings/{meeting}/closed/")
    until(lambda: phone.page.evaluate(ALL_KEPT).count('"state":"closed"') == 1, "the phone has heard of it")
    press(phone, "My head is empty")
    expect(phone.page.get_by_role("alert")).to_contain_text("Our meeting is over, so this was not sent.")
    press(phone, "Put in nothing, give it back")
    given_back(phone)
    expect(phone.page.locator(".door")).to_contain_text("That was our meeting.")
    holds_nothing_of(phone, "of Robin")
