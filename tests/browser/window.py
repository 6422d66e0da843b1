"""Somebody's browser window on the board, in words that a test reads as a sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Response, WebSocket, expect

from tests.conftest import Person
from tests.live_server import until

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}

NAMES = {"week": "This week", "list": "Our list", "not_now": "Not now", "done": "Done", "head": "In my head"}
OFFLINE = "Failed to load resource|WebSocket connection|ERR_INTERNET_DISCONNECTED"  # what a browser says of a lost net

# What is spoken and seen for a moment is written down, so that a test need not be there in time.
WRITES_DOWN = """
globalThis.spoken = [];
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
new MutationObserver((changes) => {
  for (const { target } of changes) {
    const region = (target.nodeType === 1 ? target : target.parentElement)?.closest("[role=status]");
    if (region && region.textContent.trim()) spoken.push(region.textContent.replace(/\\s+/g, " ").trim());
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""

# How many homes this device keeps a copy of.
KEPT = """() => new Promise((resolve) => {
  const opening = indexedDB.open("tandem");
  opening.onsuccess = () => {
    const counting = opening.result.transaction("cursors").objectStore("cursors").count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
  };
})"""


class Window:
    """A page of its own context: nobody else's cookies, storage or cache. It writes down what goes wrong."""

    def __init__(self, context: BrowserContext, url: str, who: Person | None) -> None:
        self.context, self.url, self.who = context, url, who
        self.troubles: list[str] = []
        self.accepted: list[str] = []  # patterns of what a test makes go wrong on purpose
        self.frames: list[str] = []  # everything that came over the sockets
        self.answers: list[Response] = []  # and everything the API answered
        if who:
            context.add_cookies([{"name": "tandem", "value": who.cookie, "url": url, "httpOnly": True}])
        context.add_init_script(WRITES_DOWN)
        context.on("page", self._watch)
        context.on("weberror", lambda error: self.troubles.append(f"page error: {error.error}"))
        self.page = context.new_page()

    def _watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("crash", lambda _page: self.troubles.append("the page crashed"))
        page.on("websocket", self._socket)
        page.on("response", self._response)

    def _console(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.troubles.append(f"console {said.type}: {said.text} ({said.location.get('url', '')})")

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))

    def _response(self, response: Response) -> None:
        if "/api/" in response.url:
            self.answers.append(response)

    def accept(self, *patterns: str) -> None:
        """This test makes such things go wrong on purpose."""
        self.accepted += patterns

    @property
    def unexpected(self) -> list[str]:
        return [text for text in self.troubles if not any(re.search(pattern, text) for pattern in self.accepted)]

    @property
    def is_phone(self) -> bool:
        size = self.page.viewport_size
        return size is not None and size["width"] < 768

    # ---- going places

    def goto(self, path: str = "") -> Window:
        """A page of this server; left out: one's board, live."""
        if path or not self.who:
            self.page.goto(self.url + path)
            return self
        self.page.goto(f"{self.url}/h/{self.who.home}/")
        return self.is_live()

    def is_live(self, within: float = 15) -> Window:
        """Loaded, and its socket has brought it up to date: what is shown may say so a moment before."""
        expect(self.page.locator(".conn")).to_have_attribute("data-now", "live", timeout=within * 1000)
        expect(self.page.locator(".conn")).to_have_text("Live", timeout=within * 1000)
        return self

    def leave(self) -> None:
        """Closes the board, once this device has put down what it shows."""
        until(lambda: self.page.evaluate(KEPT) > 0, "the device keeps the home")
        self.page.goto("about:blank")

    def show(self, place: str) -> None:
        """On a phone one place is seen at a time."""
        if self.is_phone and place != "head":
            self.page.locator(f".places [data-tab={'done' if place == 'let_go' else place}]").tap()
            expect(self.page.locator(f"[data-tab={'done' if place == 'let_go' else place}]")).to_have_attribute(
                "aria-current", "page"
            )
        elif self.is_phone:
            self.show("list")

    # ---- seeing

    def place(self, name: str) -> Locator:
        return self.page.locator(f"[data-place={name}]")

    def row(self, title: str, place: str = "") -> Locator:
        """A task's line on the board."""
        rows = self.page.locator(f"{f'[data-place={place}] ' if place else ''}[data-task]")
        return rows.filter(has=self.page.locator(".title").get_by_text(title, exact=True))

    def sees(self, title: str, place: str) -> Locator:
        """The task stands in that place (on a phone: behind its tab)."""
        row = self.row(title, place)
        expect(row).to_have_count(1)
        return row

    def misses(self, title: str) -> None:
        expect(self.row(title)).to_have_count(0)

    def titles(self, place: str) -> list[str]:
        """What is written in a place, from top to bottom."""
        scope = f".column[data-place={place}] > .tasks" if place != "head" else ".tray"
        return self.page.locator(f"{scope} [data-task] .title").all_inner_texts()

    def order(self, place: str, titles: list[str]) -> None:
        """That place shows just these, in this order."""
        scope = f".column[data-place={place}] > .tasks" if place != "head" else ".tray"
        expect(self.page.locator(f"{scope} [data-task] .title")).to_have_text(titles)

    def hears(self, sentence: str, within: float = 5) -> None:
        """A polite live region has said it, now or before."""
        self.page.wait_for_function(
            "said => spoken.some(text => text.includes(said))", arg=sentence, timeout=within * 1000
        )

    def is_tinted(self, title: str, colour: str) -> None:
        expect(self.row(title).locator("tandem-task.changed")).to_have_attribute("data-person", colour)

    @property
    def question(self) -> Locator:
        return self.page.locator("form.check-in")

    def is_asked(self, about: str) -> None:
        expect(self.question).to_contain_text(about)
        expect(self.question).to_contain_text("how supported did you feel?")

    def knows_the_question(self) -> None:
        """The first card ever explains itself below the question, which can be answered at once."""
        expect(self.question.get_by_role("radio")).to_have_count(5)

    def received(self) -> str:
        """Every byte that reached this window: frames, answers of the API, and the page as it stands."""
        return "\n".join([*self.frames, *map(text_of, self.answers), self.page.content()])

    # ---- doing

    @property
    def line(self) -> Locator:
        return self.page.locator(".add input[name=title]")

    def write(self, title: str, place: str = "list") -> None:
        """Writes a line and presses Enter; the caret stays in the line."""
        self.goes_to(place)
        self.line.fill(title)
        self.line.press("Enter")
        expect(self.line).to_have_value("")
        expect(self.line).to_be_focused()

    def goes_to(self, place: str) -> None:
        where = self.page.locator(".add .where")
        if NAMES[place] not in where.inner_text():
            where.click()
            self.page.locator(".menu").get_by_role("menuitemradio", name=NAMES[place]).click()
            expect(where).to_contain_text(NAMES[place])

    def menu(self, title: str, entry: str) -> None:
        """Through the three dots of a line, or of the card that is open."""
        card = self.page.locator("tandem-card .card")
        self.aims_anew()
        (card if card.count() else self.row(title)).get_by_role("button", name=f"More for {title}").click()
        self.page.locator(".menu").get_by_role("menuitem", name=entry, exact=True).click()
        expect(self.page.locator(".menu")).to_have_count(0)

    def aims_anew(self) -> None:
        """Somebody who has seen a row aims at it; a press where another row lay a moment ago would do nothing."""
        self.page.mouse.move(0, 0)

    def tick(self, title: str) -> None:
        self.aims_anew()
        self.row(title).locator("label.tick").click()

    def open(self, title: str) -> Locator:
        """Opens the card; the card."""
        self.aims_anew()
        self.row(title).locator(".title").click()
        card = self.page.locator("tandem-card .card")
        expect(card).to_be_visible()
        return card

    def close_card(self) -> None:
        self.page.locator("tandem-card .card .bar a").click()
        expect(self.page.locator("tandem-card .card")).to_have_count(0)

    def field(self, label: str) -> Locator:
        return self.page.locator("tandem-card .card").get_by_label(label, exact=True)

    def edit(self, label: str, text: str) -> None:
        """Writes a field of the open card and leaves it."""
        self.field(label).fill(text)
        self.field(label).blur()

    def home_menu(self, entry: str) -> None:
        self.page.locator("[data-menu]").click()
        self.page.locator(".menu").get_by_role("menuitem", name=entry, exact=True).click()

    def is_saved(self) -> None:
        """Nothing waits to be sent any more."""
        assert self.page.evaluate(NOTHING_KEPT), "what was done here reaches the server"

    @contextmanager
    def nothing_arrives(self) -> Iterator[None]:
        """Not a single frame but pongs, while this goes on."""
        before = len(self.news_frames)
        yield
        if self.page.locator("tandem-board, tandem-meeting").count():
            self.takes_what_was_sent()
        assert not self.news_frames[before:], self.news_frames[before:]

    def takes_what_was_sent(self) -> None:
        """Asks its server for a sign of life: the answer comes after all that was sent before."""
        pongs = len(self.frames) - len(self.news_frames)
        self.page.evaluate("() => { dispatchEvent(new Event('visibilitychange')); }")
        deadline = time.monotonic() + 10
        while len(self.frames) - len(self.news_frames) == pongs:
            assert time.monotonic() < deadline, "the line answers"
            self.page.wait_for_timeout(20)

    @property
    def news_frames(self) -> list[str]:
        return [frame for frame in self.frames if '"pong"' not in frame[:30]]


def text_of(answer: Response) -> str:
    try:
        return answer.text()
    except Error:  # the browser has let go of it, with the page that asked
        return ""


NOTHING_KEPT = """async () => {
  const open = indexedDB.open("tandem");
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const count = () => new Promise((done) => {
    const counting = db.transaction("writes").objectStore("writes").count();
    counting.onsuccess = () => done(counting.result);
  });
  let left = await count();
  for (let looks = 0; left > 0 && looks < 200; looks += 1) {
    await new Promise((again) => setTimeout(again, 50));
    left = await count();
  }
  db.close();
  return left === 0;
}"""
