"""Presence: who is there, told only inside an open meeting, to who is in it, and kept nowhere (product rule 6).

A room is known from the change that opens it, or, after a restart, from the database when a screen opens. Each process
tells the others who of its own screens is there; what was not said again for a while counts no more.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import orjson

from household.models.row import KINDS

if TYPE_CHECKING:
    from household.live import Hub
    from household.poke import Room
    from household.screen import Screen

STALE = 60.0  # seconds after which another process's word counts no more


class Presence:
    """The rooms of this process: per home the open meeting, and who of other processes is there."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.rooms: dict[str, Room] = {}
        self._elsewhere: dict[str, dict[str, tuple[list[str], float]]] = {}

    def hear(self, room: Room) -> None:
        """A meeting opens, somebody sits down or gets up; with nobody in it it is open no more, and nothing is sent."""
        if room.members:
            self.rooms[room.home] = room
            self.tell(room.home)
        else:
            self.rooms.pop(room.home, None)
            self._elsewhere.pop(room.home, None)
            for screen in self.hub.screens.get(room.home, ()):
                screen.whisper(b"")

    def hear_from(self, process: str, home: str, members: list[str]) -> None:
        """Another process says who is there on its screens."""
        before = self._elsewhere.setdefault(home, {}).get(process, ([], 0.0))[0]
        self._elsewhere[home][process] = members, time.monotonic()
        if before != members:
            self.tell(home)

    def here(self, home: str) -> list[str]:
        """The members of the room with a screen in this process."""
        room = self.rooms.get(home)
        there = {screen.visit.member.pk for screen in self.hub.screens.get(home, ())}
        return sorted(there.intersection(room.members)) if room else []

    def tell(self, home: str) -> None:
        """Tells those in the room who is there, where that is news to them."""
        if (room := self.rooms.get(home)) is None:
            return
        fresh = time.monotonic() - STALE
        elsewhere = [who for who, at in self._elsewhere.get(home, {}).values() if at > fresh]
        there = {who for members in elsewhere for who in members}.intersection(room.members).union(self.here(home))
        frame = orjson.dumps({"type": "presence", "meeting": room.meeting, "here": sorted(there)})
        for screen in self.hub.screens.get(home, ()):
            screen.whisper(frame if screen.visit.member.pk in room.members else b"")

    def came_or_went(self, screen: Screen) -> None:
        """A screen has opened or closed."""
        home = screen.visit.member.household_id
        if home in self.rooms:
            self.tell(home)
            self.hub.say_who_is_here(home)
            if not self.hub.screens.get(home):
                del self.rooms[home]  # whoever comes first asks the database


def room_in(home: str) -> Room | None:
    """The open meeting of a home, from the database."""
    return next((room for kind in KINDS.values() if (room := kind.room_in(home))), None)
