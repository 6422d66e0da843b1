"""A hub as small as one can be: rooms with sockets, a text sent to each. Both floors use it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
TASKS = 24  # of a room


class Hub:
    """Room by name -> the sockets in it."""

    def __init__(self) -> None:
        self.rooms: dict[str, set[Send]] = {}

    async def watch(self, scope: Any, receive: Receive, send: Send) -> None:
        """WS /live/<room>/: first the tasks there are, then what is pushed."""
        room = scope["path"].split("/")[2]
        await receive()
        await send({"type": "websocket.accept"})
        self.rooms.setdefault(room, set()).add(send)
        await send({"type": "websocket.send", "text": said([task(room, n, "") for n in range(TASKS)])})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self.rooms[room].discard(send)

    async def push(self, room: str, text: str) -> None:
        for send in tuple(self.rooms.get(room, ())):
            await send({"type": "websocket.send", "text": text})


def task(room: str, number: int, title: str) -> dict[str, Any]:
    """A task as a floor knows it."""
    return {"kind": "task", "id": f"{room}-{number}", "rev": 0, "title": title}


def said(items: list[dict[str, Any]]) -> str:
    """A frame in the manner of the real one."""
    return orjson.dumps({"type": "news", "items": items}).decode()


async def alive(receive: Receive, send: Send) -> None:
    """The lifespan of a floor: nothing to do."""
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return
