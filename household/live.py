"""Live: the hub of screens in this process, and the poke that wakes them (DESIGN.md sections 2 and 7).

A poke is only a hint. It may be lost, doubled or late: a screen that stands exactly one version behind passes its text
on without a query, any other reads the news, and every 20 s each screen is looked at again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from asgiref.sync import async_to_sync
from channels.layers import channel_layers, get_channel_layer
from django.conf import settings
from django.db import Error

from household.errors import NotHere, NotSignedIn
from household.faults import tell, tell_of_redis
from household.poke import End, Part, Poke, Room
from household.presence import Presence, room_in
from household.screen import BAD_REQUEST, COME_AGAIN, NOT_HERE, NOT_SIGNED_IN, TOO_MANY, Screen, database
from household.streams import Cursor, Malformed

if TYPE_CHECKING:
    from household.access import Visit

log = logging.getLogger("tandem.live")

LOOK_AGAIN = 20.0  # seconds
MOST_SCREENS = 256  # open sockets of one device, token or tablet: far more tabs than anybody keeps open
GROUP = "news"


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
        from household.passing import pass_days, tidy_daily, watch_clock

        self.loop = asyncio.get_running_loop()
        self._start(self._look_again())
        for going_on in (watch_clock, tidy_daily, pass_days):
            self._start(going_on())
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

    def is_full_for(self, visit: Visit) -> bool:
        """Whether this device, token or tablet has as many sockets open in its home as one may have."""
        screens = self.screens.get(visit.member.household_id, ())
        return len(screens) >= MOST_SCREENS and sum(s.visit.key == visit.key for s in screens) >= MOST_SCREENS

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

    async def find_room(self, screen: Screen) -> None:
        """A screen has opened: is there a meeting that this process does not know of, as after a restart?"""
        home = screen.visit.member.household_id
        if not screen.visit.member.is_adult:
            return
        if home not in self.presence.rooms and (room := await database(room_in)(home)) and home in self.screens:
            self.presence.hear(room)
            self.say_who_is_here(home)

    async def _look_into(self, home: str) -> None:
        """Whether a room that this process knows of is still open, and to whom: a poke may have been lost."""
        try:
            room = await database(room_in)(home)
        except Exception as error:
            tell(error)  # in `LOOK_AGAIN` once more
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
            except Exception as error:
                tell_of_redis(error)
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
                except Exception as error:
                    tell(error)  # in `LOOK_AGAIN` once more
                    break
                for screen in some:
                    cursor = found[screen.visit.key]
                    if isinstance(cursor, int):
                        screen.end(cursor)
                    elif str(cursor) != str(screen.cursor):
                        screen.look_again()


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
    except Exception as error:
        tell_of_redis(error)


async def watch(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    """The socket of one screen: WS /live/<home>/?since=<cursor>."""
    from household.access import visit_of_socket

    message = await receive()
    if message["type"] != "websocket.connect":
        return
    try:
        visit, since = await database(visit_of_socket)(scope)
        Cursor.parse(since)
    except Error as error:
        tell(error)
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": COME_AGAIN})
        return
    except (NotSignedIn, NotHere, Malformed) as refused:
        codes: dict[type[Exception], int] = {NotSignedIn: NOT_SIGNED_IN, NotHere: NOT_HERE}
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": codes.get(type(refused), BAD_REQUEST)})
        return
    await send({"type": "websocket.accept"})
    if hub.is_full_for(visit):
        await send({"type": "websocket.close", "code": TOO_MANY})
        return
    screen = Screen(visit, since, receive, send)
    screen.caught_up = hub.find_room
    hub.join(screen)  # before its first read, so nothing falls between
    try:
        await screen.stay()
    finally:
        hub.leave(screen)
