"""A smaller list on two screens: what rests, what is let go and comes back, earlier words, since one last looked."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import expect

from household.tidy import days_passing, go_on
from tasks.models import Task
from tests.browser.conftest import Opens
from tests.browser.window import PHONE, Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


def age(task: str, days: int, rests_in: int | None) -> None:
    """Nobody has touched it for so long, and its card says when it rests."""
    today = Task.objects.get(pk=task).added_on
    rests_on = None if rests_in is None else today + datetime.timedelta(days=rests_in)
    Task.objects.filter(pk=task).update(touched_on=today - datetime.timedelta(days=days), rests_on=rests_on)


def lay_to_rest(task: str) -> None:
    """As if the server had done it some days ago."""
    row = Task.objects.get(pk=task)
    rested = row.added_on - datetime.timedelta(days=2)
    Task.objects.filter(pk=task).update(
        place="not_now", place_before="list", rank_before=row.rank, rested_on=rested, touched_on=rested
    )


def test_an_announced_rest_is_kept_by_one_tap(opens: Opens, sam: Person, robin: Person) -> None:
    old = write(sam, "Old bikes")
    age(old, 53, 3)
    laptop, phone = opens(sam), opens(robin, PHONE)
    said = re.compile(r"Rests from \d+ \w+\s+Keep")
    phone.show("list")
    expect(phone.row("Old bikes")).to_contain_text(said)
    expect(laptop.row("Old bikes")).to_contain_text(said)
    height = phone.row("Old bikes").evaluate("row => row.offsetHeight")
    assert height < 96, "a line more than the others, and no more: after a sitting it stands in eighty rows"
    expect(laptop.open("Old bikes")).to_contain_text(re.compile(r"Rests from \d+ \w+ unless somebody touches it\."))
    laptop.close_card()
    phone.row("Old bikes").get_by_role("button", name="Keep Old bikes").tap()
    expect(phone.row("Old bikes").locator(".rests")).to_have_count(0)
    expect(laptop.row("Old bikes").locator(".rests")).to_have_count(0)
    card = laptop.open("Old bikes")
    expect(card.locator(".history")).to_contain_text("Robin kept it on our list")


def test_a_home_that_lets_nothing_rest_says_nothing(opens: Opens, sam: Person) -> None:
    age(write(sam, "Old bikes"), 53, 3)
    sam.patch("home/", {"rest_after": None})
    laptop = opens(sam)
    laptop.sees("Old bikes", "list")
    expect(laptop.page.locator(".rests")).to_have_count(0)


def test_what_rests_comes_back_where_it_stood(opens: Opens, sam: Person, robin: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title)
    lay_to_rest(Task.objects.get(title="Two").pk)
    laptop, phone = opens(sam), opens(robin, PHONE)
    laptop.order("list", ["One", "Three"])
    phone.show("not_now")
    expect(phone.row("Two")).to_contain_text("Resting since")
    phone.row("Two").get_by_role("button", name="Back to our list").tap()
    phone.hears("Back on our list.")
    laptop.order("list", ["One", "Two", "Three"])
    phone.order("list", ["One", "Two", "Three"])
    phone.page.get_by_role("button", name="Undo").tap()
    laptop.order("not_now", ["Two"])


def test_much_that_comes_to_rest_in_one_night_is_told_as_that(opens: Opens, sam: Person, robin: Person) -> None:
    for number in range(6):  # what one sitting brought, nobody touched
        age(write(sam, f"Line {number}"), 60, -1)
    laptop, phone = opens(sam), opens(robin, PHONE)
    phone.leave()
    steps = days_passing(datetime.datetime.now(datetime.UTC))
    while go_on(steps):
        pass
    laptop.hears("6 things rest in Not now")
    phone.goto()
    expect(phone.page.locator(".since .folded")).to_have_text("Since you last looked: 6 things rest in Not now")


def test_letting_go_says_how_long_it_was_carried_and_weighs_as_much_as_done(
    opens: Opens, sam: Person, robin: Person
) -> None:
    task = write(sam, "Old bikes")
    write(sam, "Dishes")
    day = Task.objects.get(pk=task).added_on - datetime.timedelta(days=100)
    Task.objects.filter(pk=task).update(added_on=day)
    laptop, phone = opens(sam), opens(robin, PHONE)
    laptop.menu("Old bikes", "Let go")
    laptop.hears("Let go. One less to carry. It was on our list since")
    expect(laptop.page.locator(".toast .falls")).to_have_count(1)
    laptop.tick("Dishes")
    expect(laptop.sees("Old bikes", "let_go").locator(".leaf-mark")).to_be_visible()
    expect(laptop.page.get_by_role("heading", name="Let go")).to_be_visible()
    phone.hears("Sam let go of Old bikes")


def test_what_was_let_go_is_looked_for_and_brought_back(opens: Opens, sam: Person, robin: Person) -> None:
    for n in range(60):
        write(sam, f"Line {n}")
    old = write(sam, "Ärmel kürzen")
    for task in Task.objects.filter(household=sam.home):
        sam.post(f"tasks/{task.pk}/let-go/")
    day = datetime.date(2026, 1, 2)
    Task.objects.filter(pk=old).update(let_go_on=day, added_on=day)  # long gone from every board
    laptop, phone = opens(sam), opens(robin, PHONE)
    phone.home_menu("Done and let go")
    dialog = phone.page.get_by_role("dialog", name="Done and let go")
    expect(dialog.locator("li")).to_have_count(61 - 1)
    dialog.get_by_role("button", name="Show older").tap()
    expect(dialog.locator("li")).to_have_count(61)
    dialog.get_by_label("Find").fill("armel KÜRZEN")
    expect(dialog.locator("li")).to_have_count(1)
    dialog.get_by_role("button", name="Bring back: Ärmel kürzen").tap()
    expect(dialog.locator("li")).to_have_count(0)
    laptop.sees("Ärmel kürzen", "list")
    dialog.get_by_role("button", name="Done").tap()
    dialog.get_by_label("Find").fill("")
    expect(dialog).to_contain_text("Nothing was done yet.")


def test_an_earlier_wording_is_used_again_by_one_tap(laptop: Window, phone: Window, sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes", feel="A clear kitchen")
    robin.patch(f"tasks/{task}/", {"title": "All the dishes"})
    robin.patch(f"tasks/{task}/", {"feel": "Done before the news"})
    robin.patch(f"tasks/{task}/", {"size": "m"})
    laptop.sees("All the dishes", "list")
    card = laptop.open("All the dishes")
    expect(card.locator(".history")).to_contain_text("Robin changed how long it takes")
    card.get_by_role("button", name="Use again: A clear kitchen").click()
    expect(laptop.field("It should feel like")).to_have_value("A clear kitchen")
    phone.show("list")
    expect(phone.row("All the dishes").locator(".feel")).to_have_text("A clear kitchen")
    card.get_by_role("button", name="Use again: Dishes").click()
    expect(laptop.field("Title")).to_have_value("Dishes")
    phone.sees("Dishes", "list")
    expect(card.get_by_role("button", name="Use again: All the dishes")).to_have_count(1)


def test_since_one_last_looked_is_one_folded_line(opens: Opens, sam: Person, robin: Person) -> None:
    dishes, bikes = write(sam, "Dishes"), write(sam, "Old bikes")
    phone = opens(robin, PHONE)
    phone.sees("Dishes", "list")
    expect(phone.page.locator(".since")).to_have_count(0)
    phone.leave()
    sam.post(f"tasks/{dishes}/done/")
    sam.post(f"tasks/{bikes}/let-go/")
    write(sam, "Cake")
    write(robin, "My own line")
    phone.goto()
    line = phone.page.locator(".since")
    expect(line.locator("summary .folded")).to_have_text(
        "Since you last looked: Sam did Dishes · Sam let go of Old bikes · and one more thing"
    )
    expect(line.locator("li")).to_have_count(3)
    expect(line.locator("li").last).to_be_hidden()
    line.locator("summary").tap()
    expect(line.locator("li").last).to_have_text("Sam wrote Cake")
    line.get_by_role("button", name="Put this line away").tap()
    expect(line).to_have_count(0)
    phone.page.reload()
    phone.is_live()
    expect(line).to_have_count(0)
    phone.leave()
    write(robin, "Not told to myself")
    for number in range(5):
        write(sam, f"Line {number}")
    sam.post(f"tasks/{write(sam, 'Bins')}/done/")
    phone.goto()
    expect(line.locator("summary .folded")).to_have_text("Since you last looked: Sam did Bins · Sam wrote 5 lines")
    line.locator("summary").tap()
    expect(line.locator("li")).to_have_count(6)


def test_nobody_is_told_that_somebody_looked(opens: Opens, sam: Person, robin: Person) -> None:
    write(sam, "Dishes")
    laptop, phone = opens(sam), opens(robin, PHONE)
    phone.leave()
    write(sam, "Cake")
    laptop.sees("Cake", "list")
    requests: list[str] = []
    phone.page.on("request", lambda request: requests.append(f"{request.method} {request.url}"))
    with laptop.nothing_arrives():
        phone.goto()
        expect(phone.page.locator(".since")).to_contain_text("Sam wrote Cake")
        phone.page.locator(".since").get_by_role("button").tap()
        expect(phone.page.locator(".since")).to_have_count(0)
    assert not [line for line in requests if not line.startswith("GET ")]
