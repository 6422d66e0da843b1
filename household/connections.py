"""Bounds on what one connection may cost, below Django, so that no stranger and no screen can make others wait.

A request must send its headers within some seconds and within some size, one address may hold only so many HTTP
connections, and a screen, which only ever sends pings, may send only so much over its socket.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from typing import Any, ClassVar

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from household.addresses import folded, network_of

HEADERS_WITHIN = 20.0  # seconds from the first byte of a request, or from the opening of a connection
LARGEST_HEADERS = 32 * 1024  # bytes; browsers send two or three thousand
MOST_FROM_ONE_ADDRESS = 128  # HTTP connections; a browser opens six, and a household may be behind one address
OPEN_FILES = 65_536
LARGEST_FRAME = 4 * 1024  # bytes; a ping has 15
SOCKET_BURST = 8 * 1024  # bytes a screen may send at once over its socket
SOCKET_PER_SECOND = 256  # bytes a second that it gets back; pings every eight seconds need two


class Http(HttpToolsProtocol):
    """uvicorn's HTTP connection, which also ends when headers are too slow, too long, or too many come from one
    address. Connections of a trusted proxy are not counted by address: they are those of everybody behind it."""

    open_from: ClassVar[Counter[str]] = Counter()

    _counted = ""  # the address this connection is counted for
    _deadline: asyncio.TimerHandle | None = None
    _in_headers = True
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.client = folded_client(self.client)
        self._expect_headers()
        address = self.client[0] if self.client else ""
        if not address or is_proxy(address, self.config):
            return
        self._counted = network_of(address)
        self.open_from[self._counted] += 1
        if self.open_from[self._counted] > MOST_FROM_ONE_ADDRESS:
            self._refuse(b"503 Service Unavailable", b"Too many connections from this address. Close some first.")

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._in_headers:
            self._header_bytes += len(data)
        super().data_received(data)
        if self._in_headers and self._header_bytes > LARGEST_HEADERS:
            self._refuse(b"431 Request Header Fields Too Large", b"The headers of this request are too long.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect_headers()

    def on_headers_complete(self) -> None:
        self._in_headers, self._header_bytes = False, 0
        self._stop_waiting()
        super().on_headers_complete()

    def handle_websocket_upgrade(self) -> None:
        self._release()  # sockets are bounded for each device instead
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._release()
        super().connection_lost(exc)

    def _expect_headers(self) -> None:
        self._in_headers = True
        if self._deadline is None:
            self._deadline = self.loop.call_later(
                HEADERS_WITHIN, self._refuse, b"408 Request Timeout", b"The headers of this request came too slowly."
            )

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _release(self) -> None:
        if self._counted:
            self.open_from[self._counted] -= 1
            if not self.open_from[self._counted]:
                del self.open_from[self._counted]
            self._counted = ""

    def _refuse(self, status: bytes, sentence: bytes) -> None:
        """Answers in one sentence and closes. Nothing of the request has reached the application."""
        if not self.transport.is_closing():
            head = b"HTTP/1.1 %b\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close"
            self.transport.write(head % (status, len(sentence)) + b"\r\n\r\n" + sentence)
            self.transport.close()


class Socket(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket connection, which also ends when a screen sends more than pings would need: each small frame
    costs as much to parse as a ping, so what is bounded is bytes."""

    _opened = False
    _allowed = float(SOCKET_BURST)
    _since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.client = folded_client(self.client)

    def data_received(self, data: bytes) -> None:
        if not self._opened:  # the request itself: already bounded as headers
            self._opened, self._since = True, self.loop.time()
            return super().data_received(data)
        now = self.loop.time()
        self._allowed = min(SOCKET_BURST, self._allowed + (now - self._since) * SOCKET_PER_SECOND) - len(data)
        self._since = now
        if self._allowed < 0:
            return self.transport.abort()
        super().data_received(data)

    def send_receive_event_to_app(self) -> None:
        """Closes with 1007 on text that is not UTF-8, as the parent does, but without a traceback in the log."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.conn.send_close(1007)
                return self.handle_parser_exception()
        super().send_receive_event_to_app()


def folded_client(client: tuple[str, int] | None) -> tuple[str, int] | None:
    """Host and port of a client, with a mapped IPv4 address as itself."""
    return client and (folded(client[0]), client[1])


def allow_many_connections() -> None:
    """Raises this process's open-file limit where allowed: with the usual 1,024, that many idle connections would lock
    everybody out."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def is_proxy(address: str, config: uvicorn.Config) -> bool:
    """Whether the address is that of a reverse proxy whose headers are believed (`FORWARDED_ALLOW_IPS`)."""
    app = config.loaded_app
    return isinstance(app, ProxyHeadersMiddleware) and address in app.trusted_hosts


def uvicorn_config(application: Any, **more: Any) -> uvicorn.Config:
    """The one set of server settings, for `manage.py serve`, the tests' server and the bench."""
    settings: dict[str, Any] = {
        "http": Http,
        "ws": Socket,
        "ws_per_message_deflate": False,  # twice the cost for small messages, three times the memory
        "ws_max_size": LARGEST_FRAME,
        "ws_ping_interval": 20,
        "ws_ping_timeout": 20,
        "lifespan": "on",
        "log_config": None,  # Django's LOGGING
        "log_level": "warning",
        "access_log": False,  # it would tell who did what when
        "server_header": False,
        "timeout_graceful_shutdown": 3,
    }
    return uvicorn.Config(application, **{**settings, **more})
