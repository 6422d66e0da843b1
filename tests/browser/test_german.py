"""The same board in German on a phone: longer words, nothing clipped, nothing sideways."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens
from tests.browser.window import PHONE, Window
from tests.conftest import Person

pytestmark = pytest.mark.once

# What does not fit: the page is wider than the screen, something stands outside it, or a text is larger than the
# button, link or label that holds it. Targets reach beyond what is seen, so the text itself is measured.
DOES_NOT_FIT = """() => {
  const wrong = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wrong.push(`the page: ${page.scrollWidth} on ${page.clientWidth}`);
  const words = (element) => element.textContent.replace(/\\s+/g, " ").trim().slice(0, 50);
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".hidden, svg, [inert]")) continue;
    const box = element.getBoundingClientRect();
    const outside = box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
    if (outside) wrong.push(`outside: ${element.tagName} ${words(element)}`);
    if (!element.matches("button, .btn, .places a, label > span, legend, h1, h2, h3, summary, .meta span")) continue;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (!texts.currentNode.data.trim() || texts.currentNode.parentElement.closest(".hidden")) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const text = range.getBoundingClientRect();
      const sideways = Math.max(box.left - text.left, text.right - box.right);
      const over = Math.max(sideways, text.bottom - box.bottom - 3, box.top - text.top - 3);
      if (over > 1) wrong.push(`clipped by ${Math.round(over)} px: ${words(element)}`);
    }
  }
  return [...new Set(wrong)];
}"""


def fits(window: Window) -> None:
    assert window.page.evaluate(DOES_NOT_FIT) == []


def german(opens: Opens, who: Person | None, width: int, **more: str) -> Window:
    phone = {**PHONE, "viewport": {"width": width, "height": 844}, "locale": "de-DE"}
    return opens(who, phone, to=None, **more)


def board(window: Window, path: str) -> None:
    window.page.goto(f"{window.url}{path}")
    expect(window.page.locator(".conn")).to_have_text("Verbunden")


def choose(window: Window, opener: Locator, entry: str) -> None:
    opener.tap()
    fits(window)
    window.page.get_by_role("menuitem", name=entry, exact=True).tap()


@pytest.mark.parametrize("width", [390, 320])
def test_from_the_first_page_to_the_first_answer(opens: Opens, width: int) -> None:
    window = german(opens, None, width)
    page = window.page
    page.goto(window.url)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    fits(window)
    page.get_by_label("Wie heißt euer Zuhause?").fill("Lindenstraße 7, Hinterhaus")
    page.get_by_label("Und du?").fill("Sam")
    page.get_by_role("button", name="Unser Zuhause einrichten").tap()
    expect(page.locator(".conn")).to_have_text("Verbunden")
    for place in ("week", "list", "not_now", "done"):
        page.locator(f".places [data-tab={place}]").tap()
        expect(page.locator(f"[data-place={place}] h2")).to_be_visible()
        fits(window)
    page.locator(".places [data-tab=week]").tap()
    # the question, which explains itself
    window.tick("Hak mich ab, dann siehst du die Frage")
    expect(window.question).to_contain_text("Niemand zu Hause sieht deine Antworten")
    expect(window.question).to_contain_text("Wie unterstützt hast du dich dabei gefühlt?")
    words = ["Gar nicht", "Ein wenig", "Teilweise", "Überwiegend", "Voll und ganz"]
    expect(window.question.locator(".scale label")).to_have_text(words)
    fits(window)
    window.question.locator(".scale label").nth(3).tap()
    expect(window.question.get_by_role("button", name="Schließen")).to_be_visible()
    fits(window)
    expect(window.question.get_by_role("button", name="Hier brauchte ich keine Unterstützung")).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_a_card_its_menus_and_the_dialogs(opens: Opens, sam: Person, width: int) -> None:
    title = "Der Hausverwaltung wegen der Kellerbeleuchtungsreparatur schreiben"
    long = {"done_means": "Rückmeldung der Hausverwaltungsgesellschaft ist da", "feel": "Erledigungsgefühl"}
    sam.post(
        "tasks/",
        {"title": title, "place": "week", "size": "m", "due": sam.member.household.today().isoformat(), **long},
    )
    sam.post("tasks/", {"title": "Steuerunterlagen", "place": "week"})
    window = german(opens, sam, width)
    page = window.page
    board(window, f"/h/{sam.home}/")
    fits(window)
    page.get_by_role("button", name=f"Mehr zu „{title}“").tap()
    fits(window)
    page.keyboard.press("Escape")
    page.locator(".title").get_by_text(title).tap()
    expect(page.locator("tandem-card .verbs")).to_contain_text("Übernehmen")
    expect(page.locator("tandem-card .facts")).to_contain_text("bis 45 Min.")
    fits(window)
    page.locator("tandem-card .facts button").nth(2).tap()
    fits(window)
    page.keyboard.press("Escape")
    page.locator("tandem-card .bar a").tap()
    for entry, heading in (
        ("Einladen", "Jemanden dazuholen"),
        ("Mein anderes Gerät", "Mein anderes Gerät"),
    ):
        choose(window, page.locator("[data-menu]"), entry)
        expect(page.get_by_role("dialog").get_by_role("heading", name=heading)).to_be_visible()
        expect(page.get_by_role("dialog").locator(".qr img")).to_be_visible()
        fits(window)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("[data-find]").tap()
    page.keyboard.type("steuer")
    expect(page.locator(".found")).to_have_text("Eine Aufgabe gefunden")
    fits(window)


@pytest.mark.parametrize("width", [390, 320])
def test_the_pages_beside_the_board(opens: Opens, sam: Person, width: int) -> None:
    window = german(opens, sam, width)
    for path, heading in (
        (f"/h/{sam.home}/settings/", "Einstellungen"),
        (f"/h/{sam.home}/mine/", "Wie es sich angefühlt hat"),
        (f"/h/{sam.home}/ours/", "Unsere letzten Wochen"),
        (f"/h/{sam.home}/settings/leave/", "Linden Street 7 verlassen"),
        (f"/h/{sam.home}/settings/copy/", "Linden Street 7, wie du es siehst"),
        ("/homes/new/", "Noch ein Zuhause"),
        ("/api/", "Die API"),
    ):
        window.page.goto(window.url + path)
        expect(window.page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        expect(window.page).to_have_title(re.compile("Tandem$"))
        fits(window)


def test_a_day_is_written_as_the_browsers_region_writes_it(opens: Opens, sam: Person) -> None:
    """Page and texts are English for both; London writes 12 Mar, New York Mar 12."""
    sam.post("tasks/", {"title": "Far away", "place": "week", "due": "2031-03-12"})
    for locale, written in (("en-GB", "by 12 Mar 2031"), ("en-US", "by Mar 12, 2031")):
        window = opens(sam, PHONE, locale=locale)
        expect(window.row("Far away")).to_contain_text(written)


def test_the_language_chosen_in_the_settings_is_the_boards_at_once(opens: Opens, sam: Person) -> None:
    window = opens(sam, PHONE, to=None)
    window.page.goto(f"{window.url}/h/{sam.home}/settings/")
    window.page.get_by_label("Deutsch").check()
    window.page.locator("#language button[type=submit]").tap()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Einstellungen")
    board(window, f"/h/{sam.home}/")
    expect(window.page.locator("[data-place=week] h2")).to_contain_text("Diese Woche")
