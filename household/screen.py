"""Screen: one open socket. How far it has read, what waits for it, and what it is sent (DESIGN.md sections 2 and 7)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import orjson
from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone

from household.errors import NotHere
from household.faults import tell
from household.poke import Part
from household.streams import Cursor, Malformed, Stream

if TYPE_CHECKING:
    from household.access import Visit
    from household.news import News

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger("tandem.live")

TOO_SLOW = 20.0  # seconds a client may take to accept one frame
OUTBOX = 32  # pokes that wait for one screen; one more and it reads the news instead
NOT_SIGNED_IN, NOT_HERE, BAD_REQUEST, COME_AGAIN, TOO_MANY = 4401, 4403, 4400, 4408, 4429  # why a socket was closed


def database(read: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """`read`, to be awaited: in the thread of all sync work, on a connection that still works. One that broke or grew
    old is put away, as Django does around a request; so a database that was restarted is found again."""

    def put_away() -> None:
        for connection in connections.all(initialized_only=True):
            if not connection.in_atomic_block:  # a test's transaction goes on
                connection.close_if_unusable_or_obsolete()

    def on_a_good_connection(*args: P.args, **kwargs: P.kwargs) -> T:
        put_away()
        try:
            return read(*args, **kwargs)
        finally:
            put_away()

    return sync_to_async(on_a_good_connection)


class Screen:
    """One open socket: who looks, how far it has read, one writer and a bounded outbox."""

    __slots__ = (
        *("_asleep", "_outbox", "_pong", "_receive", "_send", "_told", "_whisper"),
        *("behind", "caught_up", "closing", "cursor", "visit"),
    )

    def __init__(self, visit: Visit, cursor: str, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        self.visit = visit
        self.cursor: Cursor | str = cursor
        self.behind, self.closing = True, 0
        self.caught_up: Callable[[Screen], Awaitable[None]] | None = None  # told once, when it stands where all are
        self._outbox: list[list[Part]] = []  # an empty deque is 760 bytes, and an Event holds one
        self._asleep: asyncio.Future[None] | None = None
        self._pong = False
        self._told = self._whisper = b""  # who is there: as it was sent, as it is
        self._receive, self._send = receive, send

    def hear(self, parts: list[Part]) -> None:
        """Something changed in streams this screen reads. Waits for nobody."""
        if not self.behind:
            self._outbox.append(parts)
            if len(self._outbox) > OUTBOX:
                self._outbox.clear()
                self.behind = True
        self._wake()

    def whisper(self, frame: bytes) -> None:
        """Who is there, in an open meeting; nothing: that is not for this screen any more. Only the last one counts."""
        self._whisper = frame
        if not frame:
            self._told = b""
        self._wake()

    def look_again(self) -> None:
        """It may have missed something: read the news."""
        self.behind = True
        self._wake()

    def end(self, code: int) -> None:
        """This screen closes after what it is writing now."""
        self.closing = code
        self._wake()

    def _wake(self) -> None:
        if self._asleep and not self._asleep.done():
            self._asleep.set_result(None)

    async def stay(self) -> None:
        """Reads and writes until the client goes or the screen ends."""
        writer = asyncio.create_task(self._write())
        reader = asyncio.create_task(self._read())
        try:
            done, _going_on = await asyncio.wait([writer, reader], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if (error := task.exception()) and not isinstance(error, OSError):  # OSError: the client has gone
                    tell(error)
        finally:
            for task in (writer, reader):
                task.cancel()
            await asyncio.gather(writer, reader, return_exceptions=True)

    async def _read(self) -> None:
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            try:
                said = orjson.loads(message.get("text") or message.get("bytes") or b"")
            except orjson.JSONDecodeError:
                said = None
            if not isinstance(said, dict) or said.get("type") != "ping":
                self.end(BAD_REQUEST)
                continue
            self._pong = True
            self._wake()

    async def _write(self) -> None:
        first = True
        while True:
            if self.closing:
                await self._close()
                return
            if self.behind:
                await self._catch_up(first)
                first = False
            elif self._outbox:
                await self._pass_on(self._outbox.pop(0))
            elif self._whisper != self._told:
                self._told = self._whisper
                await self._put(self._told)
            elif self._pong:
                self._pong = False
                now = int(timezone.now().timestamp() * 1000)
                await self._put(b'{"type":"pong","cursor":"%b","now":%d}' % (str(self.cursor).encode(), now))
            else:
                self._asleep = asyncio.get_running_loop().create_future()
                await self._asleep

    async def _close(self) -> None:
        async with asyncio.timeout(TOO_SLOW):
            await self._send({"type": "websocket.close", "code": self.closing})

    async def _put(self, text: bytes) -> None:
        try:
            async with asyncio.timeout(TOO_SLOW):
                await self._send({"type": "websocket.send", "text": text.decode()})
        except TimeoutError:
            self.end(COME_AGAIN)

    async def _catch_up(self, first: bool) -> None:
        self._outbox.clear()  # whatever it told is in the news read now
        self.behind = False
        try:
            news: News = await database(self.visit.news)(str(self.cursor))
        except NotHere:
            return self.end(NOT_HERE)
        except Malformed:
            return self.end(BAD_REQUEST)
        self.cursor = news.cursor
        if first or news.items or news.since != str(news.cursor):
            await self._put(news.encoded(b'{"type":"news",'))
        if first and self.caught_up:
            await self.caught_up(self)

    async def _pass_on(self, parts: list[Part]) -> None:
        """The fast path: no query when the screen stands exactly one version behind in each stream."""
        at = self.cursor
        assert isinstance(at, Cursor)
        items: list[bytes] = []
        for part in parts:
            version = at.version(part.audience)
            if version is None or part.version <= version:
                continue
            if part.version != version + 1:
                self.behind = True
                return
            at = at.at(part.audience, part.version)
            items.append(part.items)
        if items:
            since, self.cursor = self.cursor, at
            await self._put(
                b'{"type":"news","since":"%b","cursor":"%b","reset":false,"items":[%b]}'
                % (str(since).encode(), str(at).encode(), b",".join(items))
            )

    def reads(self, part: Part) -> bool:
        """Whether this part is for the person at this screen."""
        return self.visit.member.sees(Stream(part.home, part.audience, part.member))
