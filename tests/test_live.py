"""The live socket as screens meet it: up to date at once, awake at a poke, closed in time, in nobody's way."""

from __future__ import annotations

import socket
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from household import live, screen
from household.models import Device, Token
from household.poke import Poke
from household.screen import OUTBOX, Screen
from tasks.models import Task
from tests.conftest import Person, write
from tests.live_server import PATIENCE, SOON, Server, Socket, until
from tests.processes import Process

# -- up to date ------------------------------------------------------------------------------------


def test_the_first_frame_brings_a_screen_up_to_date(server: Server, sam: Person, robin: Person) -> None:
    dishes = write(sam, "Dishes")
    with Socket(server, robin) as phone:
        frame = phone.take()
        assert (frame["since"], frame["reset"], frame["cursor"]) == ("", False, robin.news()["cursor"])
        assert phone.screen.seen() == robin.screen().seen()
    laundry = write(sam, "Laundry")
    with Socket(server, robin, phone.screen.cursor) as again:
        frame = again.take()
        assert [item["id"] for item in frame["items"]] == [laundry]
        assert dishes not in [item["id"] for item in frame["items"]]
        assert (frame["since"], frame["reset"]) == (phone.screen.cursor, False)


def test_a_tick_reaches_the_other_phone_in_no_time_and_asks_both(server: Server, sam: Person, robin: Person) -> None:
    task = write(sam)
    with Socket(server, sam) as mine, Socket(server, robin) as other, server.client(sam) as api:
        mine.take(), other.take()
        before = other.screen.cursor
        assert api.post(sam.url(f"tasks/{task}/done/")).status_code == 200
        for phone, person in ((mine, sam), (other, robin)):
            phone.see(lambda s: s.all("check_in"), "the question", SOON)
            assert phone.screen.task(task)["place"] == "done"
            assert phone.screen.seen() == person.screen().seen()
        (frame,) = other.frames[1:]
        assert (frame["since"], frame["cursor"]) == (before, robin.news()["cursor"])


def test_a_screen_one_version_behind_is_told_without_asking_the_database(
    server: Server, sam: Person, robin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fast path: the text of the poke is passed on as it is, and says what the news would say."""
    with Socket(server, robin) as phone, server.client(sam) as api:
        phone.take()
        before = phone.screen.cursor

        async def no_news(*_: object) -> None:
            raise AssertionError("this screen needs no query")

        monkeypatch.setattr(Screen, "_catch_up", no_news)
        api.post(sam.url("tasks/"), json={"title": "Dishes"})
        frame = phone.take(SOON)
    slow = robin.news(before)
    assert frame == {"type": "news", **slow}


def test_ping_is_answered_with_where_the_screen_stands(server: Server, sam: Person) -> None:
    with Socket(server, sam) as phone:
        phone.take()
        pong = phone.ping()
        assert abs(pong.pop("now") / 1000 - time.time()) < 60  # ms: a device's own clock may be off
        assert pong == {"type": "pong", "cursor": sam.news()["cursor"]}
        write(sam)
        assert phone.ping()["cursor"] == phone.screen.cursor == sam.news()["cursor"]


@pytest.mark.parametrize("since", ["ffffffff.1.1.1", "{epoch}.999999.0.0", "{epoch}.1.1"])
def test_a_cursor_that_cannot_be_followed_gets_everything_anew(server: Server, sam: Person, since: str) -> None:
    write(sam)
    epoch = sam.news()["cursor"].split(".")[0]
    with Socket(server, sam, since.format(epoch=epoch)) as phone:
        assert phone.take()["reset"] is True
        assert phone.screen.seen() == sam.screen().seen()


# -- a client that does not read -------------------------------------------------------------------


class Asleep:
    """A socket by hand whose client reads nothing after the handshake, with little room on its way."""

    def __init__(self, server: Server, who: Person) -> None:
        self.raw = socket.socket()
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.raw.settimeout(PATIENCE)
        self.raw.connect(("127.0.0.1", server.port))
        self.raw.sendall(
            f"GET /live/{who.home}/ HTTP/1.1\r\nHost: localhost:{server.port}\r\nConnection: Upgrade\r\n"
            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            f"Authorization: Bearer {who.token}\r\n\r\n".encode()
        )

    def wake(self, enough: bytes) -> bytes:
        """Reads on until `enough` has come."""
        came = b""
        while enough not in came:
            more = self.raw.recv(1 << 20)
            assert more, "the server closed"
            came += more
        return came


def test_a_client_that_stops_reading_delays_nobody_and_ends_up_right(
    server: Server, sam: Person, robin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "TOO_SLOW", 300.0)  # a thousand edits may take longer than that on a busy machine
    task = Task.objects.get(pk=write(sam, "Dishes"))
    asleep = Asleep(server, robin)
    until(lambda: len(server.screens(sam.home)) == 1, "the sleeper is on the hub")
    (sleeper,) = server.screens(sam.home)
    me, waits = sam.fresh(), []
    with Socket(server, sam) as phone:
        phone.take()
        for n in range(1000):
            task.edit(me, {"notes": f"{n} " + "x" * 2000})
            began = time.monotonic()
            phone.see(lambda s, n=n: s.task(task.pk)["notes"].startswith(f"{n} "), "the edit", SOON)
            waits.append(time.monotonic() - began)
    assert sorted(waits)[990] < 1, "the others waited for the sleeper"
    assert sleeper in server.screens(sam.home), "it may sleep for a while"
    assert server.in_loop(lambda: len(sleeper._outbox)) <= OUTBOX, "what waits for one screen is bounded"
    came = asleep.wake(b'"notes":"999 ')
    assert came.count(b'"type":"news"') < 100, "it was not told each of them"
    asleep.raw.close()


def test_a_client_that_sleeps_for_good_is_given_up(
    server: Server, sam: Person, robin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "TOO_SLOW", 0.2)
    task = Task.objects.get(pk=write(sam, "Dishes"))
    asleep = Asleep(server, robin)
    until(lambda: len(server.screens(sam.home)) == 1, "the sleeper is on the hub")
    me = sam.fresh()

    def given_up() -> bool:
        task.edit(me, {"notes": uuid.uuid4().hex * 300})
        return not server.screens(sam.home)

    until(given_up, "the sleeper is given up")
    asleep.raw.close()


# -- what gets lost --------------------------------------------------------------------------------


def test_a_lost_poke_heals_by_looking_again(
    server: Server, sam: Person, robin: Person, looks_again_soon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Socket(server, robin) as phone, server.client(sam) as api:
        phone.take()
        monkeypatch.setattr(live.hub, "hear", lambda poke: None)  # every poke is lost
        api.post(sam.url("tasks/"), json={"title": "Dishes"})
        phone.see(lambda s: s.all("task"), "what was lost")
        assert phone.screen.seen() == robin.screen().seen()


def test_rights_that_went_unnoticed_end_by_looking_again(
    server: Server, sam: Person, robin: Person, kim: Person, looks_again_soon: None
) -> None:
    """As when another process signed a device out and the layer lost the word."""
    with Socket(server, robin) as member, Socket(server, sam, cookie=True) as device, Socket(server, kim) as token:
        for phone in (member, device, token):
            phone.take()
        Device.objects.filter(user=sam.member.user).delete()
        Token.objects.filter(member=kim.member).delete()
        robin.member.household.members.filter(pk=robin.id).update(left_on="2026-01-01")
        assert member.ends() == 4403
        assert device.ends() == 4401
        assert token.ends() == 4401


def beside(act: Callable[[], object]) -> None:
    """In a thread of its own, which plays the other process: no loop runs in it, no connection is shared."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()


def test_a_change_by_another_process_heals_by_looking_again(
    server: Server, sam: Person, robin: Person, looks_again_soon: None
) -> None:
    """A command beside the server: nobody pokes this process."""
    with Socket(server, robin) as phone:
        phone.take()
        loop, live.hub.loop = live.hub.loop, None
        try:
            beside(lambda: Task.add(sam.fresh(), [{"title": "Dishes"}]))
        finally:
            live.hub.loop = loop
        phone.see(lambda s: s.all("task"), "the other process's task")


def test_a_poke_that_comes_twice_late_or_out_of_order_does_no_harm(
    server: Server, sam: Person, robin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Poke] = []
    hear = live.hub.hear
    with Socket(server, robin) as phone, server.client(sam) as api:
        phone.take()
        monkeypatch.setattr(live.hub, "hear", heard.append)
        for n in range(5):
            api.post(sam.url("tasks/"), json={"title": f"{n}"})
        until(lambda: len(heard) == 5, "the pokes")
        for poke in (heard[4], heard[2], heard[2], heard[0], heard[3], heard[1]):
            server.in_loop(lambda poke=poke: hear(poke))
        phone.see(lambda s: len(s.all("task")) == 5, "all five", SOON)
        phone.ping()
        assert phone.screen.seen() == robin.screen().seen()
        assert phone.screen.cursor == robin.news()["cursor"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no server to lose")
def test_a_database_that_was_away_is_found_again(server: Server, sam: Person, robin: Person) -> None:
    """The database is restarted under the server: the next sockets and the next news find it again."""
    with Socket(server, robin) as phone:
        phone.take()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

        def opens() -> bool:
            try:
                with Socket(server, robin) as again:
                    return bool(again.take()["items"])
            except (InvalidStatus, ConnectionClosed):
                return False

        until(opens, "a socket opens again", 10)


# -- the server ends -------------------------------------------------------------------------------


def test_a_server_that_stops_tells_its_screens_and_ends_in_time(served, sam: Person, robin: Person) -> None:
    process: Process = served()
    with Socket(process, sam) as phone, Socket(process, robin, cookie=True) as other:
        phone.take(), other.take()
        began = time.monotonic()
        stopping = threading.Thread(target=process.end)
        stopping.start()
        assert phone.ends() == other.ends() == 1012  # service restart: come again
        stopping.join(PATIENCE)
        assert process.process.returncode == 0
        assert time.monotonic() - began < 8
