"""What one connection may cost: slow and endless requests, many connections, floods over a socket."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from household import bodies, connections, live
from tests.conftest import Person
from tests.live_server import PATIENCE, Server, Socket, until


@contextmanager
def connection(server: Server) -> Iterator[socket.socket]:
    """A bare connection to the server."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as raw:
        yield raw


def answer_of(raw: socket.socket) -> bytes:
    """Everything the server says until it closes."""
    said = b""
    while part := raw.recv(65536):
        said += part
    return said


def post(server: Server, sam: Person, *more: str) -> bytes:
    """The head of a request that adds a task; its body is to follow."""
    lines = [
        f"POST /api/homes/{sam.home}/tasks/ HTTP/1.1",
        f"Host: localhost:{server.port}",
        f"Authorization: Bearer {sam.token}",
        "Content-Type: application/json",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


# -- headers ---------------------------------------------------------------------------------------


def test_a_request_whose_headers_never_end_is_closed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADERS_WITHIN", 0.3)
    with connection(server) as silent, connection(server) as half, connection(server) as second:
        half.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        second.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nX-Slow: ")
        for raw in (silent, half, second):
            assert answer_of(raw).count(b"HTTP/1.1 408 Request Timeout") == 1


def test_headers_are_limited_in_size(server: Server) -> None:
    with connection(server) as raw:
        raw.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * connections.LARGEST_HEADERS)
        assert answer_of(raw).startswith(b"HTTP/1.1 431 ")
    with connection(server) as raw:  # usual ones are far below
        raw.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Long: " + b"x" * 16_000)
        raw.sendall(b"\r\n\r\n")
        assert answer_of(raw).startswith(b"HTTP/1.1 200 ")


def test_one_address_may_hold_only_so_many_connections(
    server: Server, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_FROM_ONE_ADDRESS", 3)
    with ExitStack() as crowd:  # behind the proxy of this machine everybody has its address: not counted
        for _ in range(5):
            crowd.enter_context(connection(server))
        with server.client(sam) as api:
            assert api.get("/api/homes/").status_code == 200
    monkeypatch.setattr(connections, "is_proxy", lambda address, config: False)
    with ExitStack() as crowd:
        held = [crowd.enter_context(connection(server)) for _ in range(3)]
        until(lambda: sum(connections.Http.open_from.values()) == 3, "three are counted")
        with connection(server) as fourth:
            assert answer_of(fourth).startswith(b"HTTP/1.1 503 ")
        held[0].close()
        until(lambda: sum(connections.Http.open_from.values()) == 2, "one has gone")
        with Socket(server, sam) as phone:  # a socket is no longer counted once it is open
            phone.take()
            with connection(server) as again:
                again.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                assert answer_of(again).startswith(b"HTTP/1.1 200 ")
    until(lambda: not connections.Http.open_from, "nothing is counted for ever")


# -- bodies ----------------------------------------------------------------------------------------


def test_a_body_that_says_it_is_too_large_is_refused_before_it_comes(server: Server, sam: Person) -> None:
    with connection(server) as raw:
        raw.sendall(post(server, sam, "Content-Length: 600000000"))
        said = answer_of(raw)
    assert said.startswith(b"HTTP/1.1 413 ") and b"application/problem+json" in said
    assert b'"code":"too_big"' in said and b"Send it in smaller parts" in said


def test_a_body_without_a_length_is_counted_as_it_comes(server: Server, sam: Person) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with connection(server) as raw:
        raw.sendall(post(server, sam, "Transfer-Encoding: chunked"))
        raw.sendall(chunk * 9)  # 576 KB, and it goes on
        said = answer_of(raw)
    assert said.startswith(b"HTTP/1.1 413 ") and b'"code":"too_big"' in said


def test_who_still_sends_a_large_body_reads_the_refusal(server: Server, sam: Person) -> None:
    with server.client(sam) as api:
        answer = api.post(f"/api/homes/{sam.home}/tasks/", content=b"x" * 3_000_000)
        assert answer.status_code == 413
        assert api.get("/api/homes/").status_code == 200
    with server.client() as browser:
        page = browser.post("/", content=b"x" * 3_000_000, headers={"accept-language": "de"})
    assert page.status_code == 413
    assert "Das ist zu viel auf einmal." in page.text and "default-src" in page.headers["Content-Security-Policy"]


def test_a_body_that_stops_half_way_is_refused(server: Server, sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "WITHIN", 0.3)
    monkeypatch.setattr(bodies, "LINGER", 0.1)
    with connection(server) as raw:
        raw.sendall(post(server, sam, "Content-Length: 100") + b'{"title": "Dishes')
        said = answer_of(raw)
    assert said.startswith(b"HTTP/1.1 408 ") and b'"code":"too_slow"' in said
    assert not sam.screen().all("task")


def test_a_client_that_goes_half_way_leaves_nothing(server: Server, sam: Person) -> None:
    with connection(server) as raw:
        raw.sendall(post(server, sam, "Content-Length: 100") + b'{"title": "Dishes')
        until(lambda: server.in_loop(lambda: len(server.uvicorn.server_state.tasks)), "the request has begun")
    until(lambda: not server.in_loop(lambda: len(server.uvicorn.server_state.tasks)), "the request has ended")
    assert not sam.screen().all("task")


# -- sockets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.PING])
def test_a_flood_of_pings_ends_that_socket_and_no_other(
    opcode: Opcode, server: Server, sam: Person, robin: Person
) -> None:
    data = b'{"type":"ping"}' if opcode is Opcode.TEXT else b""
    frame = Frame(opcode, data).serialize(mask=True, extensions=[])
    with Socket(server, robin) as robins, Socket(server, sam) as phone:
        robins.take()
        phone.take()
        with suppress(OSError):
            for _ in range(200):
                phone.socket.socket.sendall(frame * 100)
        with pytest.raises(ConnectionClosed):
            while True:
                phone.take()
        assert [screen.visit.member for screen in server.screens(sam.home)] == [robin.member]
        assert robins.ping()["type"] == "pong"


def test_pings_of_an_impatient_screen_are_all_answered(server: Server, sam: Person) -> None:
    with Socket(server, sam) as phone:
        phone.take()
        for _ in range(100):
            assert phone.ping()["type"] == "pong"


def test_text_that_is_not_utf_8_ends_the_socket_without_a_line_in_the_log(
    server: Server, sam: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), Socket(server, sam) as phone:
        phone.take()
        phone.socket.socket.sendall(Frame(Opcode.TEXT, b"\xff\xfe").serialize(mask=True, extensions=[]))
        assert phone.ends() == 1007
    assert not caplog.records


def test_one_device_may_have_only_so_many_sockets(
    server: Server, sam: Person, robin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_SCREENS", 3)
    with ExitStack() as tabs:
        for _ in range(3):
            tabs.enter_context(Socket(server, sam)).take()
        with Socket(server, sam) as fourth:
            assert fourth.ends() == 4429
        for other in (Socket(server, sam, cookie=True), Socket(server, robin)):  # another device, another person
            assert tabs.enter_context(other).take()["items"]
    until(lambda: not server.screens(sam.home), "all have gone")
    with Socket(server, sam) as phone:
        assert phone.take()["items"]
