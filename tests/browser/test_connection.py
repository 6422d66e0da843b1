"""The line between a screen and the server as it is in a home: it dies, it hangs, it is blocked, it is not there."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Route, WebSocketRoute, expect

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, OFFLINE, PHONE, Window
from tests.conftest import Person, write
from tests.live_server import until
from tests.processes import Process


class Wire:
    """The sockets of a window: `open`, `cut` (refused at once) or `dead` (open, and nothing gets through)."""

    def __init__(self, window: Window) -> None:
        self.now = "open"
        self.opened: list[float] = []
        self.sockets: list[WebSocketRoute] = []
        self.lost: set[int] = set()
        window.page.route_web_socket("**/live/**", self._open)

    def _open(self, socket: WebSocketRoute) -> None:
        me = len(self.opened)
        self.opened.append(time.monotonic())
        if self.now == "cut":
            socket.close()
            return
        if self.now == "dead":
            self.lost.add(me)
        self.sockets.append(socket)
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if me in self.lost else server.send(message))
        server.on_message(lambda message: None if me in self.lost else socket.send(message))

    def cut(self) -> None:
        """All sockets close, and no other opens."""
        self.now = "cut"
        self.hang_up()

    def hang_up(self) -> None:
        for socket in self.sockets:
            socket.close()
        self.sockets.clear()

    def die(self) -> None:
        """Half open: neither side is told."""
        self.now = "dead"
        self.lost |= set(range(len(self.opened)))

    def heal(self) -> None:
        self.now = "open"


def wired(opens: Opens, who: Person) -> tuple[Window, Wire]:
    window = opens(who, to=None)
    wire = Wire(window)
    return window.goto(), wire


# ---- sockets


def test_a_socket_that_closes_is_back_at_once_and_nothing_was_missed(opens: Opens, sam: Person, robin: Person) -> None:
    window, wire = wired(opens, sam)
    wire.hang_up()
    write(robin, "While it was away", place="week")
    window.sees("While it was away", "week")
    assert len(wire.opened) == 2
    expect(window.page.locator(".conn")).to_have_text("Live")


def test_a_half_open_socket_is_noticed_within_twenty_seconds(opens: Opens, sam: Person, robin: Person) -> None:
    """In real time, once: nobody closes it, nobody says a thing."""
    window, wire = wired(opens, sam)
    wire.die()
    began = time.monotonic()
    write(robin, "While it was dead", place="week")
    expect(window.page.locator(".conn")).to_have_text("Catching up", timeout=20_000)
    assert time.monotonic() - began < 20
    window.misses("While it was dead")
    window.write("Writing goes on", "week")
    window.sees("Writing goes on", "week")
    wire.heal()
    window.is_live(20)  # the next socket had died too
    window.sees("While it was dead", "week")


def test_a_device_that_wakes_up_is_fresh_in_a_moment(opens: Opens, sam: Person, robin: Person) -> None:
    """After a sleep nobody waits for two heartbeats."""
    window, wire = wired(opens, sam)
    wire.die()
    wire.heal()  # only the old socket is dead
    write(robin, "While it slept", place="week")
    window.page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    window.sees("While it slept", "week")
    expect(window.page.locator(".conn")).to_have_text("Live")


def test_where_sockets_are_blocked_news_come_by_asking(opens: Opens, sam: Person, robin: Person) -> None:
    window = opens(sam, to=None)
    wire = Wire(window)
    wire.now = "cut"
    window.goto()  # it says Live: what the other writes does come
    write(robin, "Written by Robin", place="week")
    window.sees("Written by Robin", "week")
    window.tick("Written by Robin")
    until(lambda: robin.screen().all("check_in"), "the tick arrives")
    waits = [b - a for a, b in zip(wire.opened, wire.opened[1:], strict=False)]
    assert all(wait > 0.3 for wait in waits), waits  # it does not hammer
    wire.heal()
    write(robin, "Written later", place="week")
    window.sees("Written later", "week")


def test_with_nothing_answering_the_page_says_so_and_tries_less_and_less_often(opens: Opens, sam: Person) -> None:
    window, wire = wired(opens, sam)
    window.accept(OFFLINE)
    window.context.set_offline(True)
    wire.cut()
    expect(window.page.locator(".conn")).to_have_text("Offline")
    while len(wire.opened) < 5:
        window.page.wait_for_timeout(50)  # lets the page's sockets come here
    waits = [b - a for a, b in zip(wire.opened[1:], wire.opened[2:], strict=False)]
    assert waits[-1] > waits[0], waits
    wire.heal()
    window.context.set_offline(False)
    window.is_live()


# ---- writes


def offline(window: Window, wire: Wire) -> None:
    window.accept(OFFLINE)
    window.context.set_offline(True)
    wire.cut()
    expect(window.page.locator(".conn")).to_contain_text("Offline")


def online(window: Window, wire: Wire) -> None:
    wire.heal()
    window.context.set_offline(False)


def test_writes_without_a_net_are_kept_and_sent_by_the_next_tab_exactly_once(
    opens: Opens, sam: Person, robin: Person
) -> None:
    write(sam, "Dishes", place="week")
    other = opens(robin)
    window, wire = wired(opens, sam)
    offline(window, wire)
    window.write("Written in a tunnel", "week")
    window.tick("Dishes")
    window.sees("Dishes", "done")
    expect(window.page.locator(".conn")).to_have_text("Offline. 2 changes are kept here.")
    expect(window.row("Written in a tunnel")).to_contain_text("not sent yet")
    write(robin, "Robin goes on", place="week")
    window.page.close()
    online(window, wire)
    other.sees("Robin goes on", "week")
    other.misses("Written in a tunnel")
    again = window.context.new_page()
    again.goto(f"{window.url}/h/{sam.home}/")
    other.sees("Written in a tunnel", "week")
    other.sees("Dishes", "done")
    expect(again.locator(".conn")).to_have_text("Live")
    window.page = again
    window.sees("Robin goes on", "week")
    window.is_saved()
    again.reload()
    window.is_live()
    assert [row["title"] for row in robin.screen().all("task")].count("Written in a tunnel") == 1
    assert len(robin.screen().all("check_in")) == 1


def test_an_answer_lost_on_the_way_is_no_second_task(laptop: Window, phone: Window) -> None:
    """The server did it, its answer never came: the same write is sent again, under the same key."""
    lost: list[str] = []
    laptop.accept(OFFLINE)

    def lose(route: Route) -> None:
        if len(lost) < 2:
            route.fetch()
            lost.append(route.request.headers["idempotency-key"])
            route.abort("connectionreset")
        else:
            route.continue_()

    laptop.page.route("**/tasks/", lose)
    laptop.write("Only once", "week")
    phone.sees("Only once", "week")
    laptop.is_saved()
    assert len(lost) == 2 and lost[0] == lost[1]
    laptop.sees("Only once", "week")
    laptop.page.reload()
    laptop.sees("Only once", "week")


def test_a_server_that_fails_for_a_while_gets_everything_in_order(laptop: Window, phone: Window, sam: Person) -> None:
    laptop.accept(OFFLINE)
    fails = [True]
    laptop.page.route("**/tasks/**", lambda route: route.fulfill(status=503) if fails[0] else route.continue_())
    for n in range(4):
        laptop.write(f"Line {n}", "week")
    laptop.tick("Line 2")
    laptop.order("week", ["Line 3", "Line 1", "Line 0"])
    assert phone.titles("week") == []
    fails[0] = False
    laptop.write("Line 4", "week")  # written while the others are on their way
    phone.order("week", ["Line 4", "Line 3", "Line 1", "Line 0"])
    phone.sees("Line 2", "done")


def test_tick_and_close_the_tab_at_once(laptop: Window, sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes", place="week")
    laptop.sees("Dishes", "week")
    laptop.tick("Dishes")
    laptop.page.close()
    until(lambda: (robin.screen().task(task) or {})["place"] == "done", "the tick arrives")


def test_a_refused_write_comes_back_with_its_words(opens: Opens, sam: Person) -> None:
    """Written here, deleted for good on my other device: the words stay until I put them aside."""
    task = write(sam, "A secret", private=True)
    window, wire = wired(opens, sam)
    window.accept("404")
    offline(window, wire)
    window.open("A secret")
    window.edit("Notes", "Two tickets, row seven")
    window.close_card()
    window.write("Something else", "week")
    sam.delete(f"tasks/{task}/")
    online(window, wire)
    kept = window.page.get_by_role("region", name="Not saved")
    expect(kept).to_contain_text("Your words are kept.")
    expect(kept).to_contain_text("Two tickets, row seven")
    window.hears("Your words are kept.")
    window.is_live()
    window.misses("A secret")
    until(lambda: any(row["title"] == "Something else" for row in sam.screen().all("task")), "the rest goes on")
    window.page.reload()
    expect(kept).to_contain_text("Two tickets, row seven")
    kept.get_by_role("button", name="Put aside").click()
    expect(kept).to_have_count(0)
    window.page.reload()
    window.is_live()
    expect(kept).to_have_count(0)


# ---- the server itself


def test_the_server_is_killed_and_comes_back_and_both_catch_up(
    opens: Opens, served: Callable[..., Process], sam: Person, robin: Person
) -> None:
    server = served()
    laptop, phone = opens(sam, LAPTOP, url=server.url), opens(robin, PHONE, url=server.url)
    for window in (laptop, phone):
        window.accept(OFFLINE)
    laptop.write("Before", "week")
    phone.sees("Before", "week")
    server.kill()
    laptop.write("Written to nobody", "week")
    expect(laptop.page.locator(".conn")).to_have_text("Offline. One change is kept here.", timeout=15_000)
    again = served(server.data, port=server.port)
    with again.client(robin) as api:
        api.post(robin.url("tasks/"), json={"title": "By another way", "place": "week"})
    for window in (laptop, phone):
        window.is_live(20)
        window.sees("Written to nobody", "week")
        window.sees("By another way", "week")
    assert laptop.titles("week") == phone.titles("week")
