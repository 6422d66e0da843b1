"""Live: the hub of screens in this process, and the poke that wakes them (DESIGN.md sections 2 and 7).

A poke is only a hint. It may be lost, doubled or late: a screen that stands exactly one version behind passes its text
on without a query, any other reads the news, and every 20 s each screen is looked at again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

import orjson
from asgiref.sync import async_to_sync, sync_to_async
from channels.layers import channel_layers, get_channel_layer
from django.conf import settings
from django.db import connections
from django.utils import timezone

from household.errors import NotHere, NotSignedIn
from household.presence import Presence, room_in
from household.streams import ADULTS, EVERYONE, OWN, Cursor, Malformed

if TYPE_CHECKING:
    from household.access import Visit
    from household.news import News

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger("tandem.live")

LOOK_AGAIN = 20.0  # seconds
TIDY_FIRST, DAY = 60.0, 24 * 3600.0  # seconds; the first tidying waits until the screens are back after a start
HOUR = 3600.0
TOO_SLOW = 20.0  # seconds a client may take to accept one frame
OUTBOX = 32  # pokes that wait for one screen; one more and it reads the news instead
GROUP = "news"
NOT_SIGNED_IN, NOT_HERE, BAD_REQUEST, COME_AGAIN = 4401, 4403, 4400, 4408


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


class Part(NamedTuple):
    """What changed in one stream: its new version and the items, joined as they travel."""

    home: str
    audience: str
    member: str | None
    version: int
    items: bytes


class End(NamedTuple):
    """Screens that end: those of a `device`, `token`, `member` or `tablet`."""

    what: str
    pk: str


class Room(NamedTuple):
    """An open meeting of a home and the members in it; with no members it is open no more."""

    home: str
    meeting: str
    members: list[str]


class Poke(NamedTuple):
    """What one change tells the screens."""

    parts: list[Part]
    ends: list[End]
    rooms: Sequence[Room] = ()


class Screen:
    """One open socket: who looks, how far it has read, one writer and a bounded outbox."""

    __slots__ = (
        *("_asleep", "_outbox", "_pong", "_receive", "_send", "_told", "_whisper"),
        *("behind", "closing", "cursor", "visit"),
    )

    def __init__(self, visit: Visit, cursor: str, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        self.visit = visit
        self.cursor: Cursor | str = cursor
        self.behind, self.closing = True, 0
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
                    log.error("a screen ended by a fault of ours", exc_info=error)
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
                await self._put(b'{"type":"pong","cursor":"%b"}' % str(self.cursor).encode())
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
        if first and self.visit.member.is_adult:
            await hub.find_room(self.visit.member.household_id)

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
        if self.visit.tablet:
            return part.audience == EVERYONE
        if part.audience == OWN:
            return bool(part.member == self.visit.member.pk)
        return part.audience == EVERYONE or (part.audience == ADULTS and bool(self.visit.member.is_adult))


class Hub:
    """The screens of this process by home, and the way to other processes."""

    def __init__(self) -> None:
        self.screens: dict[str, set[Screen]] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.name = secrets.token_hex(8)
        self.presence = Presence(self)
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """The server starts: listen to other processes, look again at every screen from time to time."""
        self.loop = asyncio.get_running_loop()
        self._start(self._look_again())
        self._start(self._tidy_daily())
        self._start(self._pass_days())
        if settings.CHANNEL_LAYERS:
            self._start(self._listen())

    async def close(self) -> None:
        """The server stops: screens are told to come again."""
        self.loop = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if settings.CHANNEL_LAYERS:
            channel_layers.backends.clear()

    def join(self, screen: Screen) -> None:
        self.screens.setdefault(screen.visit.member.household_id, set()).add(screen)
        self.presence.came_or_went(screen)

    def leave(self, screen: Screen) -> None:
        home = screen.visit.member.household_id
        if others := self.screens.get(home):
            others.discard(screen)
            if not others:
                del self.screens[home]
        self.presence.came_or_went(screen)

    async def find_room(self, home: str) -> None:
        """A screen has opened: is there a meeting that this process does not know of, as after a restart?"""
        if home not in self.presence.rooms and (room := await database(room_in)(home)) and home in self.screens:
            self.presence.hear(room)
            self.say_who_is_here(home)

    async def _look_into(self, home: str) -> None:
        """Whether a room that this process knows of is still open, and to whom: a poke may have been lost."""
        try:
            room = await database(room_in)(home)
        except Exception:
            log.exception("could not look into a meeting; in %s s once more", LOOK_AGAIN)
            return
        self.presence.hear(room or Room(home, "", []))
        self.say_who_is_here(home)

    def say_who_is_here(self, home: str) -> None:
        """Tells the other processes who is there on the screens of this one."""
        if settings.CHANNEL_LAYERS and self.loop is not None:
            here = {"home": home, "members": self.presence.here(home)}
            self._start(send_out({"type": "presence", "from": self.name, **here}))

    def hear(self, poke: Poke) -> None:
        """Gives a poke to the screens of this process it concerns."""
        homes: dict[str, list[Part]] = {}
        for part in poke.parts:
            homes.setdefault(part.home, []).append(part)
        for home, parts in homes.items():
            for screen in self.screens.get(home, ()):
                if mine := [part for part in parts if screen.reads(part)]:
                    screen.hear(mine)
        for room in poke.rooms:
            if room.home in self.screens or not room.members:
                self.presence.hear(room)
                self.say_who_is_here(room.home)
        for what, pk in poke.ends:
            for screen in self.everyone():
                if screen.visit.came_by(what) == pk:
                    screen.end(NOT_HERE if what == "member" else NOT_SIGNED_IN)

    def hear_and_pass_on(self, poke: Poke) -> None:
        """A change of this process: its own screens first, then the other processes."""
        self.hear(poke)
        if settings.CHANNEL_LAYERS:
            self._start(publish(poke, self.name))

    def everyone(self) -> list[Screen]:
        """Every screen of this process."""
        return [screen for screens in self.screens.values() for screen in screens]

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _listen(self) -> None:
        """One subscription for the whole process; when the layer fails, again after a second."""
        while True:
            try:
                layer = get_channel_layer()
                assert layer
                channel = await layer.new_channel()
                await layer.group_add(GROUP, channel)
                while True:
                    message = await layer.receive(channel)
                    if message["from"] == self.name:
                        continue
                    if message["type"] == "presence":
                        self.presence.hear_from(message["from"], message["home"], message["members"])
                    else:
                        self.hear(
                            Poke(
                                [Part(*part) for part in message["parts"]],
                                [End(*end) for end in message["ends"]],
                                [Room(*room) for room in message["rooms"]],
                            )
                        )
            except Exception:
                log.exception("the channel layer failed; changes of other processes come by looking again")
                await asyncio.sleep(1)

    async def _look_again(self) -> None:
        """Rights and cursors of every screen, some at a time so that nobody waits behind it."""
        from household.access import still_there

        while True:
            await asyncio.sleep(LOOK_AGAIN)
            for home in list(self.presence.rooms):
                await self._look_into(home)
            screens = self.everyone()
            for start in range(0, len(screens), 50):
                some = screens[start : start + 50]
                try:
                    found = await database(still_there)([screen.visit for screen in some])
                except Exception:
                    log.exception("could not look again at the screens; in %s s once more", LOOK_AGAIN)
                    break
                for screen in some:
                    cursor = found[screen.visit.key]
                    if isinstance(cursor, int):
                        screen.end(cursor)
                    elif str(cursor) != str(screen.cursor):
                        screen.look_again()

    async def _tidy_daily(self) -> None:
        """After the start and once a day, in steps so that writes come between."""
        from household.tidy import go_on, tidying

        await asyncio.sleep(TIDY_FIRST)
        while True:
            try:
                steps = tidying(timezone.now())
                while await database(go_on)(steps):
                    pass
            except Exception:
                log.exception("could not tidy up; tomorrow once more")
            await asyncio.sleep(DAY)

    async def _pass_days(self) -> None:
        """After the start and every hour, as homes have midnights of their own: what the passing of days changes."""
        from household.tidy import days_passing, go_on

        await asyncio.sleep(TIDY_FIRST)
        while True:
            try:
                steps = days_passing(timezone.now())
                while await database(go_on)(steps):
                    pass
            except Exception:
                log.exception("could not see what the day changes; in an hour once more")
            await asyncio.sleep(HOUR)


hub = Hub()


def poke(change: Poke) -> None:
    """Called after the commit, from whatever thread: hands the poke over and waits for nobody."""
    if hub.loop is not None:
        try:
            hub.loop.call_soon_threadsafe(hub.hear_and_pass_on, change)
        except RuntimeError:  # the loop has just closed: the process is ending
            log.info("a poke came as the server stopped")
    elif settings.CHANNEL_LAYERS:  # a command beside the servers
        async_to_sync(publish)(change, hub.name)


async def publish(change: Poke, name: str) -> None:
    """Gives a poke to the other processes. A lost one heals within 20 s."""
    message = {
        "type": "poke",
        "from": name,
        "parts": [list(part) for part in change.parts],
        "ends": [list(end) for end in change.ends],
        "rooms": [list(room) for room in change.rooms],
    }
    await send_out(message)


async def send_out(message: dict[str, Any]) -> None:
    """One message to the other processes, over the layer."""
    try:
        layer = get_channel_layer()
        assert layer
        await layer.group_send(GROUP, message)
    except Exception:
        log.exception("a poke did not reach the channel layer; other processes see it by looking again")


async def watch(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    """The socket of one screen: WS /live/<home>/?since=<cursor>."""
    from household.access import visit_of_socket

    message = await receive()
    if message["type"] != "websocket.connect":
        return
    try:
        visit, since = await database(visit_of_socket)(scope)
        Cursor.parse(since)
    except (NotSignedIn, NotHere, Malformed) as refused:
        codes: dict[type[Exception], int] = {NotSignedIn: NOT_SIGNED_IN, NotHere: NOT_HERE}
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": codes.get(type(refused), BAD_REQUEST)})
        return
    await send({"type": "websocket.accept"})
    screen = Screen(visit, since, receive, send)
    hub.join(screen)  # before its first read, so nothing falls between
    try:
        await screen.stay()
    finally:
        hub.leave(screen)
