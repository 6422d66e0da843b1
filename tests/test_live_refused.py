"""Who may look at a home, and what ends a screen at once."""

from __future__ import annotations

import socket
import uuid

import pytest
from pytest_django import Settings
from websockets.exceptions import ConnectionClosed, InvalidStatus

from household.models import Device, Token
from tests.conftest import Person
from tests.live_server import PATIENCE, SOON, Server, Socket, open_socket

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


def test_a_page_without_tls_opens_no_socket_with_it(server: Server, sam: Person, settings: Settings) -> None:
    """The proxy of this machine says how the browser came."""
    host = server.url.removeprefix("http://")
    over_tls = {"X-Forwarded-Proto": "https"}
    assert refused(server, sam, cookie=True, headers=over_tls) == 4400
    with Socket(server, sam, cookie=True, headers=over_tls, origin=f"https://{host}") as laptop:
        assert laptop.take()["items"]
    assert refused(server, sam, cookie=True, origin=f"https://{host}") == 4400
    settings.CSRF_TRUSTED_ORIGINS = [f"https://{host}"]  # a name in HOSTS, behind a proxy that passes no scheme
    with Socket(server, sam, cookie=True, origin=f"https://{host}") as laptop:
        assert laptop.take()["items"]


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
        assert sam.on_device(f"devices/{device.pk}/signed-out/").status_code == 200
        assert goes.ends(SOON) == 4401
        stays.ping()
    assert refused(server, sam, cookie=True) == 4401
    with server.client() as browser:
        browser.headers["Cookie"] = f"tandem={sam.cookie}"
        assert browser.get(f"/h/{sam.home}/").status_code == 401
