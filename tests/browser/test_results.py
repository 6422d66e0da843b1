"""Results as they are lived: a teenager on a phone of their own, and whoever hears the pages instead of seeing them."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from tasks.models import CheckIn, Pulse
from tasks.models.check_in import State
from tasks.models.pulse import ITEMS, WEEK, week_of
from tests.browser.axe import check
from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE
from tests.conftest import Person, write
from tests.meetings import opened

pytestmark = pytest.mark.once

STEPS = ["Not at all", "A little", "Somewhat", "Mostly", "Completely"]
SHARED_WORK = "The way we shared the work felt …"
ASKED = [
    "This week I felt supported at home.",
    "When I brought something up, I felt heard.",
    "My time and effort were respected.",
    "We worked like a team.",
    SHARED_WORK,
]


def heard(where: Locator, *kinds: str) -> list[str]:
    """What a screen reader comes by, from top to bottom: the names of these kinds of things."""
    found = re.findall(r"""^\s*- '?(\w+) "(.*?)"(?: \[|:|'|$)""", where.aria_snapshot(), re.MULTILINE)
    return [name for kind, name in found if kind in kinds]


def test_a_teenager_is_asked_on_their_own_phone_and_no_adult_receives_a_byte_of_it(
    opens: Opens, sam: Person, robin: Person, kim: Person
) -> None:
    sam.patch(f"helpers/{kim.id}/", {"role": "teen"})
    for who in (sam, robin):
        who.patch("asking/", {"on": False})  # so that every word about a question is Kim's
    laptop, phone = opens(sam, LAPTOP), opens(robin, PHONE)
    link = "/" + sam.on_device(f"helpers/{kim.id}/device-link/").json()["link"].split("/", 3)[3]
    kims = opens(None, PHONE, to=link)
    kims.page.get_by_role("button", name="Sign in as Kim").tap()
    kims.is_live()
    write(sam, "Bins", place="week")
    kims.sees("Bins", "week")
    kims.row("Bins").locator("label.tick").tap()
    kims.is_asked("Bins")
    for window in (laptop, phone):
        window.sees("Bins", "done")
        window.takes_what_was_sent()
    with laptop.nothing_arrives(), phone.nothing_arrives():
        expect(kims.question).to_contain_text("nobody at home sees your answers")
        expect(kims.question).not_to_contain_text("meeting")  # that is the adults'
        kims.question.get_by_role("button", name="Yes, ask me").tap()
        expect(kims.question).not_to_contain_text("nobody at home sees your answers")
        expect(kims.question.get_by_role("radio", checked=True)).to_have_count(0)  # a yes answers nothing
        kims.question.get_by_text("A little").tap()
        kims.is_saved()
        kims.home_menu("My answers")
        expect(kims.page.locator("main")).to_contain_text("you can stop at any time")
        expect(kims.page.locator(".day .felt")).to_have_text("A little")
        expect(kims.page.get_by_text("How was this week?")).to_have_count(0)
        kims.page.get_by_text("When I am asked").tap()
        expect(kims.page.get_by_text("The weekly questions")).to_have_count(0)
        kims.page.get_by_text("Once a day, at my time").tap()
        expect(kims.page.get_by_label("My time", exact=True)).to_be_visible()
        kims.page.get_by_role("button", name="Keep", exact=True).tap()
        expect(kims.page.locator("#asking summary")).to_contain_text("once a day, at 20:30")
        kims.page.get_by_text("Say it differently").tap()
        kims.page.locator("details.correct").get_by_text("Mostly").tap()
        kims.page.get_by_role("button", name="Save").tap()
        expect(kims.page.locator(".day .felt")).to_have_text("Mostly")
        asked = CheckIn.objects.get()
        assert (asked.member_id, asked.felt) == (kim.id, 4)
    laptop.page.reload()
    laptop.is_live()
    for path in (f"/h/{sam.home}/settings/people/{kim.id}/", f"/h/{sam.home}/ours/", f"/h/{sam.home}/mine/"):
        laptop.goto(path)
        assert asked.pk not in laptop.page.content() and "Bins" not in laptop.page.locator(".day").all_inner_texts()
    for window in (laptop, phone):
        received = window.received()
        assert "Bins" in received and asked.pk not in received and '"check_in"' not in received


def a_few_weeks(sam: Person) -> None:
    """Six answers of today and five weeks, so that there is something to say of them."""
    area = sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"]
    for n in range(6):
        sam.post(f"tasks/{write(sam, f'Thing {n}', area=area)}/done/")
    CheckIn.objects.filter(member=sam.member).update(state=State.ANSWERED, felt=4, parts=["done"])
    home = sam.fresh().household
    for n in range(5):
        week = week_of(home, timezone.now()) - n * WEEK
        Pulse.objects.create(household=home, member=sam.member, week=week, **dict.fromkeys(ITEMS, 3))


def test_what_somebody_hears_who_does_not_see_the_screen(opens: Opens, sam: Person, robin: Person) -> None:
    a_few_weeks(sam)
    window = opens(sam, PHONE, reduced_motion="reduce")
    sam.post(f"tasks/{write(sam, 'Cook dinner', place='week')}/done/")
    window.is_asked("Cook dinner")
    assert heard(window.question, "form", "group", "radio", "button") == [
        *("How it felt", "Cook dinner · done today With this one: how supported did you feel?", *STEPS),
        *("I didn’t need support here", "Skip", "Yes, ask me", "Don’t ask me"),
    ]
    group = window.question.get_by_role("group")
    expect(group).to_have_accessible_description(re.compile("^Tandem asks so that you notice for yourself"))
    check(window, "the first card")
    window.question.get_by_role("button", name="Yes, ask me").tap()
    expect(group).to_have_accessible_description("Only you see this.")
    expect(window.question.get_by_role("button", name="Note it for our meeting")).to_be_visible()

    window.goto(f"/h/{sam.home}/mine/week/")
    assert heard(window.page.locator("main"), "heading", "group") == ["How was this week?", *ASKED]
    brought = heard(window.page.get_by_role("group", name=ASKED[1]), "radio")
    assert brought == [*STEPS, "I didn’t bring anything up", "Take back my answer"]
    fair = heard(window.page.get_by_role("group", name=SHARED_WORK), "radio")
    assert fair[0] == "Far too much on me" and fair[2] == "About right" and fair[4] == "Far too much on others"
    check(window, "the week")

    window.goto(f"/h/{sam.home}/mine/")
    page = window.page.locator("main")
    said = heard(page, "heading")
    assert said[:2] == ["How it felt", "With the things we did, I usually felt mostly supported."]
    assert said[2:] == ["My weeks", *ASKED, "For our meeting", "When I am asked", said[-2], "Keeping"]
    assert page.get_by_role("figure").count() == 1  # the small plots are for the eye; their words are for everybody
    for same in page.get_by_text("The same as a table").all():
        same.tap()
    plot, *weeks = (heard(table, "row") for table in page.locator("details.same table").all())
    assert plot[1].endswith(", ".join(6 * ["Mostly"])) and len(plot) == 2  # as many as there are dots
    assert [len(rows) for rows in weeks] == 5 * [6] and weeks[0][1].endswith("Somewhat")
    assert heard(page, "table") == ["By area, the last twelve weeks", "By my part in it, the last twelve weeks"]
    check(window, "my page")

    window.goto(f"/h/{sam.home}/ours/")
    assert heard(window.page.locator("main"), "heading") == [
        *("Our last weeks", "Outcomes", "Results", "What it was for", "This week", "Done", "Thanks")
    ]
    for n in range(11):
        for who in (sam, robin):
            who.post(f"tasks/{write(who, f'Another {n} of {who.id[:4]}')}/done/")
    meeting = opened(sam, robin, at="how")
    robin.patch(f"meetings/{meeting}/hand/", {"shows": [], "how_ready": True})
    window.goto(f"/h/{sam.home}/meeting/").is_live()
    first = window.page.locator(f".asked[data-item={ITEMS[0]}]")
    assert heard(first, "group", "radio", "button", "checkbox") == [
        *(ASKED[0], *STEPS, f"Take back my answer: {ASKED[0]}", f"Share this: {ASKED[0]}")
    ]
    window.page.locator(f".asked[data-item={ITEMS[-1]}]").get_by_text("A bit too much on me").tap()
    window.page.locator(f".asked[data-item={ITEMS[-1]}] .share").tap()
    window.page.get_by_role("button", name="I’m ready to show").tap()
    wish = window.page.get_by_role("region", name="Would you like to look at how the work lies between you?")
    assert heard(wish, "heading", "button")[1:] == ["Yes, show us", "Not this time"]
    wish.get_by_role("button", name="Yes, show us").tap()
    robin.post(f"meetings/{meeting}/balance/wished/")
    strips = window.page.get_by_role("region", name="How the work lies between us")
    expect(strips.get_by_role("listitem")).to_have_count(4)
    lines = re.findall(r"- listitem: (.*)", strips.aria_snapshot())
    assert [line.split()[0] for line in lines] == ["Noticing", "Planning", "Doing", "Helping"]
    assert all(re.search("about even|leans to|mostly|too little written down", line) for line in lines)
    assert heard(window.page.locator("main"), "heading") == ["How was it", ASKED[-1], "How the work lies between us"]
    kept = window.page.locator(".kept-back").get_by_role("listitem")
    assert kept.all_inner_texts() == list(ASKED[:-1])
    check(window, "the strips")
