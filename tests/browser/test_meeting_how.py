"""How it was: answered alone, ticked, and shown to one another in one moment."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.meetings import TABLET, meets, press, says, shown
from tests.browser.window import LAPTOP, OFFLINE, PHONE
from tests.conftest import Person, write
from tests.meetings import joined, one, opened, to_step


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
