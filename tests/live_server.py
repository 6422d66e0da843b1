"""The real server for tests: in a thread on a free port, or as processes of its own that can be killed.

`server` is the one in the test's own process and on its database (`.url`, `.ws_url`); `served` makes processes.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import orjson
import pytest
import uvicorn
from asgiref.sync import sync_to_async
from django.db import connections
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from household import live
from household.connections import uvicorn_config
from household.management.commands.serve import listen
from household.screen import COME_AGAIN
from tests.screens import Screen

if TYPE_CHECKING:
    from tests.conftest import Person

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 20.0  # seconds until something that ought to come counts as not coming
SOON = 3.0  # seconds: a poke takes milliseconds, looking again 20 s


def until(seen: Callable[[], Any], what: str, within: float = PATIENCE) -> Any:
    """Waits for the thing: what `seen` gives once it is true."""
    deadline = time.monotonic() + within
    while not (found := seen()):
        assert time.monotonic() < deadline, f"{what}: not within {within} s"
        time.sleep(0.01)
    return found


class Serving:
    """Where a server is."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://localhost:{port}"
        self.ws_url = f"ws://localhost:{port}"

    def client(self, who: Person | None = None) -> httpx.Client:
        """A program with somebody's token; one lasting connection."""
        headers = {"Authorization": f"Bearer {who.token}"} if who else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE, trust_env=False)


class Server(Serving):
    """The server in a thread of this process, with what `manage.py serve` sets."""

    def __init__(self, port: int = 0) -> None:
        self.listener = listen("127.0.0.1", port)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16 * 1024)  # who does not read is felt soon
        super().__init__(self.listener.getsockname()[1])
        self.loop: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Event
        self.thread = threading.Thread(target=self._run, name="server", daemon=True)
        self.thread.start()
        until(lambda: self.loop and self.uvicorn.started, "the server starts")

    def _run(self) -> None:
        from household.asgi import application

        # a busy machine is no dead client
        self.uvicorn = uvicorn.Server(uvicorn_config(application, ws_ping_timeout=120))

        async def serve() -> None:
            self.loop = asyncio.get_running_loop()
            await self.uvicorn.serve(sockets=[self.listener])
            await sync_to_async(connections.close_all)()  # of the one thread that all sync work shares

        with asyncio.Runner(loop_factory=self.uvicorn.config.get_loop_factory()) as runner:
            runner.run(serve())

    def in_loop(self, what: Callable[[], Any]) -> Any:
        """Runs something in the server's own thread and gives what it gives."""
        assert self.loop

        async def run() -> Any:
            return what()

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(PATIENCE)

    def screens(self, home: str) -> list[live.Screen]:
        """The open sockets of a home."""
        found: list[live.Screen] = self.in_loop(lambda: list(live.hub.screens.get(home, ())))
        return found

    def restart(self) -> None:
        """As after an update: every line is closed, and on the same port it begins anew."""
        self.stop()
        Server.__init__(self, self.port)

    def stop(self) -> None:
        self.uvicorn.should_exit = True
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive(), "the server stops"
        self.listener.close()


@pytest.fixture(scope="session")
def server_thread(django_db_setup: None) -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def server(server_thread: Server, transactional_db: None) -> Iterator[Server]:
    """A running server on the test's database; after the test no screen is open."""
    yield server_thread

    def nobody() -> bool:
        for screen in server_thread.in_loop(live.hub.everyone):
            server_thread.in_loop(lambda screen=screen: screen.end(COME_AGAIN))
        return not server_thread.in_loop(live.hub.everyone)

    until(nobody, "all screens end")


@pytest.fixture
def looks_again_soon(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round that is under way still waits its 20 s; the server's hub starts one that is quick."""
    monkeypatch.setattr(live, "LOOK_AGAIN", 0.2)
    rounds = live.Hub()
    rounds.screens = live.hub.screens
    server.in_loop(lambda: rounds._start(rounds._look_again()))
    yield
    server.in_loop(lambda: [task.cancel() for task in rounds._tasks])


class Socket:
    """A screen on a real socket: takes every frame that comes, as a browser does."""

    def __init__(self, server: Serving, who: Person, since: str = "", **how: Any) -> None:
        self.screen = Screen()
        self.frames: list[dict[str, Any]] = []
        self.raw: list[bytes] = []
        self._opening = open_socket(server, who, since, **how)

    def __enter__(self) -> Socket:
        self.socket: ClientConnection = self._opening.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._opening.__exit__(None, None, None)

    def take(self, within: float = PATIENCE) -> dict[str, Any]:
        """The next frame, merged where it is news. Raises `TimeoutError`, or `ConnectionClosed`."""
        text = self.socket.recv(timeout=within)
        self.raw.append(text.encode() if isinstance(text, str) else text)
        frame: dict[str, Any] = orjson.loads(text)
        self.frames.append(frame)
        if frame["type"] == "news":
            self.screen.take(frame)
        return frame

    def see(self, seen: Callable[[Screen], Any], what: str, within: float = PATIENCE) -> Any:
        """Takes frames until the screen shows it."""
        deadline = time.monotonic() + within
        while not (found := seen(self.screen)):
            left = deadline - time.monotonic()
            assert left > 0, f"{what}: not within {within} s"
            with contextlib.suppress(TimeoutError):
                self.take(left)
        return found

    def ping(self) -> dict[str, Any]:
        """Asks whether the line is alive; the pong. All that was sent before has been taken by then."""
        self.socket.send('{"type":"ping"}')
        while (frame := self.take())["type"] != "pong":
            pass
        return frame

    def ends(self, within: float = PATIENCE) -> int:
        """Takes frames until the server closes; the code."""
        try:
            while True:
                self.take(within)
        except ConnectionClosed as closed:
            assert closed.rcvd, "the server closes, it does not just vanish"
            return closed.rcvd.code


def open_socket(
    server: Serving,
    who: Person | None,
    since: str = "",
    *,
    home: str = "",
    cookie: bool = False,
    origin: str | None = None,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> Any:
    """A socket by token, or by cookie from our own page."""
    sent = dict(headers or {})
    if who and not cookie:
        sent["Authorization"] = f"Bearer {who.token}"
    if who and cookie:
        sent["Cookie"] = f"{sent.get('Cookie', '')}tandem={who.cookie}"
        origin = server.url if origin is None else origin
    assert home or who
    return connect(
        f"{server.ws_url}/live/{home or (who.home if who else '')}/?since={since}",
        additional_headers=sent,
        origin=origin or None,  # type: ignore[arg-type]
        compression=None,
        proxy=None,
        open_timeout=PATIENCE,
        close_timeout=2,
        **more,
    )
