"""A lean client: raw HTTP/1.1 and WebSocket frames on asyncio protocols, so that it outweighs nothing it measures."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple, cast

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
FRESH = 3.0  # seconds; uvicorn closes what is idle for five
KEY = "dGFuZGVtIGJlbmNoIGtleQ=="  # any 16 bytes in base 64: the server only hashes them


class Reply(NamedTuple):
    """An answer: its status and body, and when its first byte came (seconds of `perf_counter`)."""

    status: int
    body: bytes
    first: float


class Connection(asyncio.Protocol):
    """One keep-alive connection; one request at a time."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._first = 0.0
        self._end = self._body = 0  # where the answer ends and its body begins; 0: not known yet
        self._waiting: asyncio.Future[Reply] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, port: int) -> Connection:
        _transport, made = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return made

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are none by birth

    async def request(self, method: str, path: str, *, token: str = "", body: bytes = b"", key: str = "") -> Reply:
        """Sends one request and waits for the whole answer. Raises `ConnectionError`."""
        assert self._transport and self._waiting is None
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
        if token:
            lines.append(f"Authorization: Bearer {token}")
        if key:
            lines.append(f"Idempotency-Key: {key}")
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        self._waiting = asyncio.get_running_loop().create_future()
        self._first = 0.0
        self._transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        return await self._waiting

    def data_received(self, data: bytes) -> None:
        if not self._first:
            self._first = perf_counter()
        self._buffer += data
        if not self._end:
            head = self._buffer.find(b"\r\n\r\n")
            if head < 0:
                return
            length = LENGTH.search(self._buffer, 0, head)
            self._body = head + 4
            self._end = self._body + (int(length[1]) if length else 0)
        if len(self._buffer) >= self._end:
            reply = Reply(int(self._buffer[9:12]), bytes(self._buffer[self._body : self._end]), self._first)
            del self._buffer[: self._end]
            self._end = 0
            waiting, self._waiting = self._waiting, None
            if waiting and not waiting.done():
                waiting.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the server closed the connection"))

    def close(self) -> None:
        if self._transport:
            self._transport.close()


class Connections:
    """The connections to one server, made as they are needed and used again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._idle: list[tuple[float, Connection]] = []

    async def take(self) -> Connection:
        """One that no request uses; not one so long idle that the server may be closing it."""
        while self._idle:
            since, connection = self._idle.pop()
            if perf_counter() - since < FRESH:
                return connection
            connection.close()
        return await Connection.open(self.port)

    def give_back(self, connection: Connection) -> None:
        self._idle.append((perf_counter(), connection))

    async def get(self, path: str, token: str = "") -> Reply:
        """A read."""
        connection = await self.take()
        reply = await connection.request("GET", path, token=token)
        self.give_back(connection)
        return reply


class Socket(asyncio.Protocol):
    """One WebSocket; every text frame goes to `hear` with the moment it came."""

    def __init__(self, path: str, token: str, hear: Callable[[bytes, float], None]) -> None:
        self._path, self._token, self._hear = path, token, hear
        self._buffer = bytearray()
        self._open = False
        self._transport: asyncio.Transport | None = None
        self.closed: int | None = None  # the code it was closed with

    @classmethod
    async def open(cls, port: int, path: str, token: str, hear: Callable[[bytes, float], None]) -> Socket:
        loop = asyncio.get_running_loop()
        _transport, made = await loop.create_connection(lambda: cls(path, token, hear), "127.0.0.1", port)
        return made

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are none by birth
        lines = [
            f"GET {self._path} HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {KEY}",
            *([f"Authorization: Bearer {self._token}"] if self._token else []),
        ]
        self._transport.write("\r\n".join([*lines, "", ""]).encode())

    def data_received(self, data: bytes) -> None:
        at = perf_counter()
        self._buffer += data
        if not self._open:
            head = self._buffer.find(b"\r\n\r\n")
            if head < 0:
                return
            if self._buffer[9:12] != b"101":
                raise ConnectionError(f"no socket: {bytes(self._buffer[:head])!r}")
            self._open = True
            del self._buffer[: head + 4]
        while self._frame(at):
            pass

    def _frame(self, at: float) -> bool:
        """Takes one whole frame off the buffer (RFC 6455, section 5.2). False: there is none yet."""
        buffer = self._buffer
        if len(buffer) < 2:
            return False
        length, start = buffer[1] & 127, 2
        if length > 125:
            start = 4 if length == 126 else 10
            if len(buffer) < start:
                return False
            length = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + length:
            return False
        what, content = buffer[0] & 15, bytes(buffer[start : start + length])
        del buffer[: start + length]
        if what == 1:
            self._hear(content, at)
        elif what == 9 and self._transport:
            self._transport.write(bytes([0x8A, 0x80 | length, 0, 0, 0, 0]) + content)
        elif what == 8:
            self.closed = int.from_bytes(content[:2], "big")
        return True

    def close(self) -> None:
        if self._transport:
            self._transport.close()
