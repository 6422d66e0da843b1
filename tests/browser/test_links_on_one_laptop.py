"""Two people, one after the other, in one browser: each link says who is signed in, and makes nobody somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from household.models import Device, Member, SignInLink
from tests.browser.conftest import Opens
from tests.browser.test_first_visit import link_in_the_dialog, path_of
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write

WRITES = """async ([home, token]) => {
  const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
  const body = JSON.stringify({ title: "From the tab that was left open" });
  return (await fetch(`/api/homes/${home}/tasks/`, { method: "POST", headers, body })).status;
}"""


@pytest.fixture
def sams(opens: Opens, sam: Person) -> Iterator[Window]:
    """Sam's board on the laptop that both use; something private is on it."""
    write(sam, "Only in Sams head", private=True)
    window = opens(sam, LAPTOP)
    window.accept("401", "403", "404", "409", "WebSocket connection")
    yield window


def joins(window: Window, name: str) -> None:
    window.page.get_by_label("Your first name").fill(name)
    window.page.get_by_role("button", name="Join").click()
    expect(window.page.locator("tandem-board")).to_be_visible()
    window.is_live()


def test_an_invitation_opened_beside_the_board_of_who_invites(sams: Window, opens: Opens, sam: Person) -> None:
    sams.home_menu("Invite")
    link = path_of(link_in_the_dialog(sams, "Invitation link"))
    sams.page.keyboard.press("Escape")
    left_open, sams.page = sams.page, sams.context.new_page()
    token = left_open.locator("meta[name=csrf]").get_attribute("content")
    sams.goto(link)
    expect(sams.page.locator("main")).to_contain_text("You are signed in here as Sam. Is that you?")
    sams.page.get_by_role("link", name="I am somebody else").click()
    expect(sams.page.locator("main")).to_contain_text("This device is signed in as Sam")
    joins(sams, "Bea")
    bea = Member.objects.select_related("user").get(name="Bea")
    assert bea.user and bea.user.present_members() == [bea] and bea.user_id != sam.member.user_id
    expect(sams.page.get_by_role("button", name="Bea: menu")).to_be_visible()
    sams.misses("Only in Sams head")
    expect(left_open.locator("body")).not_to_contain_text("Only in Sams head")  # it has closed
    assert sams.page.evaluate(WRITES, [sam.home, token]) == 403  # as the tab would, if it had not closed
    assert "From the tab that was left open" not in str(sam.news())

    sams.home_menu("My other device")  # what she makes is hers
    hers = opens(None, PHONE, to=path_of(link_in_the_dialog(sams, "Link for my other device")))
    expect(hers.page.get_by_role("heading", level=1)).to_have_text("Hello Bea")
    expect(hers.page.locator("main .homes li")).to_have_count(1)


def test_who_comes_back_by_a_link_finds_the_laptop_signed_in_as_the_other(
    sams: Window, sam: Person, robin: Person
) -> None:
    for comes, was, name in ((robin, "Sam", "Robin"), (sam, "Robin", "Sam")):
        assert comes.member.user
        _made, secret = SignInLink.make(comes.member.user, comes.fresh())
        sams.goto(f"/device/{secret}/")
        expect(sams.page.locator("main")).to_contain_text(f"This device is signed in as {was} in Linden Street 7.")
        sams.page.get_by_role("button", name=f"Sign in as {name}").click()
        expect(sams.page.get_by_role("button", name=f"{name}: menu")).to_be_visible()
        sams.is_live()
    sams.sees("Only in Sams head", "head")
    assert not Device.objects.filter(user=robin.member.user, name__startswith="Chrome").exists()


def test_signed_out_first_then_invited_there_is_nothing_to_ask(sams: Window, sam: Person, robin: Person) -> None:
    sams.goto(f"/h/{sam.home}/settings/")
    sams.page.get_by_role("button", name=re.compile("^Sign out ?: ")).click()
    link = path_of(robin.on_device("invitations/").json()["link"])
    sams.goto(link)
    expect(sams.page.get_by_role("link", name="I am somebody else")).to_have_count(0)
    joins(sams, "Bea")
    sams.misses("Only in Sams head")
