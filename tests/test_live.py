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
from tests.live_server import PATIENCE, Process, Server, Socket, open_socket, until

SOON = 3.0  # seconds: a poke takes milliseconds, looking again 20 s


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
        assert phone.ping() == {"type": "pong", "cursor": sam.news()["cursor"]}
        write(sam)
        assert phone.ping()["cursor"] == phone.screen.cursor == sam.news()["cursor"]


@pytest.mark.parametrize("since", ["ffffffff.1.1.1", "{epoch}.999999.0.0", "{epoch}.1.1"])
def test_a_cursor_that_cannot_be_followed_gets_everything_anew(server: Server, sam: Person, since: str) -> None:
    write(sam)
    epoch = sam.news()["cursor"].split(".")[0]
    with Socket(server, sam, since.format(epoch=epoch)) as phone:
        assert phone.take()["reset"] is True
        assert phone.screen.seen() == sam.screen().seen()


# -- who may look ----------------------------------------------------------------------------------


def refused(server: Server, who: Person | None, since: str = "", **how: object) -> int:
    """The code a socket is closed with before it has told anything."""
    with open_socket(server, who, since, **how) as opened:  # type: ignore[arg-type]
        try:
            said = opened.recv(timeout=PATIENCE)
        except ConnectionClosed as closed:
            assert closed.rcvd
            return closed.rcvd.code
    raise AssertionError(f"it told {said!r}")


def test_a_stranger_learns_nothing_not_even_that_the_home_is_there(
    server: Server, sam: Person, stranger: Person
) -> None:
    assert refused(server, stranger, home=sam.home) == 4403
    assert refused(server, stranger, home=str(uuid.uuid4())) == 4403
    assert refused(server, stranger, home=sam.home, cookie=True) == 4403
    assert refused(server, None, home=sam.home, origin=server.url) == 4401


def test_what_is_no_token_no_cookie_or_no_cursor_is_refused(server: Server, sam: Person) -> None:
    made_up = {"Authorization": "Bearer nonsense"}
    assert refused(server, None, home=sam.home, headers=made_up) == 4401
    assert refused(server, None, home=sam.home, headers={"Cookie": "tandem=x"}, origin=server.url) == 4401
    for since in ("nonsense", "a.b.c.d", f"{'9' * 400}", "x.-1.0.0", "x.1.2.3.4.5"):
        assert refused(server, sam, since) == 4400


def test_a_cookie_counts_only_from_our_own_page(server: Server, sam: Person) -> None:
    with Socket(server, sam, cookie=True) as phone:
        phone.take()
        assert phone.screen.seen() == sam.screen().seen()
    for foreign in ("http://evil.example", "null", f"http://localhost:{server.port + 1}", "http://[", "nonsense"):
        assert refused(server, sam, cookie=True, origin=foreign) == 4400
    cookie = {"Cookie": f"tandem={sam.cookie}"}
    assert refused(server, None, home=sam.home, headers=cookie) == 4400  # no origin at all
    evil = {**cookie, "Host": "evil.example"}  # a name that an attacker lets point here
    assert refused_before(server, sam, evil) in (4400, 400)


def refused_before(server: Server, who: Person, headers: dict[str, str]) -> int:
    """A socket opened by hand, for headers that a library would not send: the code, or the status."""
    lines = [
        f"GET /live/{who.home}/ HTTP/1.1",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Origin: http://evil.example",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        raw.settimeout(PATIENCE)
        raw.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += raw.recv(4096)
        status = int(answer.split()[1])
        if status != 101:
            return status
        frame = answer.split(b"\r\n\r\n", 1)[1] or raw.recv(4096)
        assert frame[0] == 0x88, "a close frame and nothing before it"
        return int.from_bytes(frame[2:4], "big")


def test_other_cookies_of_the_same_host_are_no_hindrance(server: Server, sam: Person) -> None:
    """Browsers send localhost's cookies to every port, whatever another program put into them."""
    for odd in ("a/b=1; ", 'state={"x": [1, 2]}; ', "path=/; ", "; ;=; "):
        with Socket(server, sam, cookie=True, headers={"Cookie": odd}) as phone:
            assert phone.take()["items"], odd


def test_what_is_not_a_ping_ends_the_socket(server: Server, sam: Person) -> None:
    for nonsense in ('{"type":"write"}', "nonsense", "[]", '"ping"', b"\xff\x00"):
        with Socket(server, sam) as phone:
            phone.take()
            phone.socket.send(nonsense)
            assert phone.ends() == 4400, nonsense


def test_an_address_that_is_no_home_is_refused_quietly(
    server: Server, sam: Person, caplog: pytest.LogCaptureFixture
) -> None:
    for path in ("/live/", "/live/nonsense/", f"/live/{sam.home}", "/"):
        with pytest.raises((InvalidStatus, ConnectionClosed)), open_at(server, path) as opened:
            opened.recv(timeout=PATIENCE)
    assert "Traceback" not in caplog.text
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


def open_at(server: Server, path: str):
    from websockets.sync.client import connect

    return connect(server.ws_url + path, proxy=None, compression=None)


# -- what ends a screen ----------------------------------------------------------------------------


def test_leaving_closes_ones_own_screens_at_once_and_nobody_elses(server: Server, sam: Person, robin: Person) -> None:
    with Socket(server, sam) as mine, Socket(server, robin) as left, Socket(server, robin, cookie=True) as also:
        for phone in (mine, left, also):
            phone.take()
        with server.client(robin) as api:
            assert api.post(robin.url("left/")).status_code == 200
            assert left.ends(SOON) == 4403
            assert also.ends(SOON) == 4403
            assert api.get(robin.url("news/")).status_code in (401, 404)
        assert refused(server, robin) in (4401, 4403)
        assert refused(server, robin, cookie=True) in (4401, 4403)
        mine.ping()
        assert len(mine.frames) == 2, "the first news and the pong: sam is told nothing"
        with server.client(sam) as api:
            api.post(sam.url("tasks/"), json={"title": "Dishes"})
        mine.see(lambda s: [m for m in s.all("member") if m["left"]], "the former member", SOON)


def test_a_revoked_token_dies_at_once(server: Server, sam: Person) -> None:
    token = Token.objects.get(member=sam.member)
    with Socket(server, sam) as phone, Socket(server, sam, cookie=True) as other:
        phone.take(), other.take()
        with server.client(sam) as api:
            assert api.post(sam.url(f"tokens/{token.pk}/revoked/")).status_code == 200
            assert phone.ends(SOON) == 4401
            assert api.get(sam.url("news/")).status_code == 401
        assert refused(server, sam) == 4401
        other.ping()
        assert other.screen.all("token") == []


def test_a_signed_out_device_closes_at_once(server: Server, sam: Person, robin: Person) -> None:
    device = Device.objects.get(user=sam.member.user)
    with Socket(server, sam) as stays, Socket(server, sam, cookie=True) as goes:
        stays.take(), goes.take()
        assert sam.post(f"devices/{device.pk}/signed-out/").status_code == 200
        assert goes.ends(SOON) == 4401
        stays.ping()
    assert refused(server, sam, cookie=True) == 4401
    with server.client() as browser:
        browser.headers["Cookie"] = f"tandem={sam.cookie}"
        assert browser.get(f"/h/{sam.home}/").status_code == 401


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


@pytest.fixture
def looks_again_soon(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round that is under way still waits its 20 s; the server's hub starts one that is quick."""
    monkeypatch.setattr(live, "LOOK_AGAIN", 0.2)
    rounds = live.Hub()
    rounds.screens = live.hub.screens
    server.in_loop(lambda: rounds._start(rounds._look_again()))
    yield
    server.in_loop(lambda: [task.cancel() for task in rounds._tasks])


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
