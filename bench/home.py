"""A home under load: two people with a screen each, edits seen by the other, and the proof that none got lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from typing import Any

import orjson

from bench.client import Socket
from bench.server import Server

SETTLED = 10.0  # seconds in which the last edit must have reached every screen
titles = count(1)


@dataclass(slots=True)
class Edit:
    """One edit: when it was sent, answered and seen at the other screen (seconds of `perf_counter`; 0: not yet)."""

    by: int
    task: str
    begun: float
    keyed: bool = False
    acknowledged: float = 0.0
    seen: float = 0.0
    times: list[int] = field(default_factory=lambda: [0, 0])  # at each of the two screens


class Home:
    """One home of one server, with two screens. `tokens`: of its two people; a floor needs none."""

    def __init__(self, server: Server, pk: str, tokens: tuple[str, str] = ("", "")) -> None:
        self.server, self.pk, self.tokens = server, pk, tokens
        self.tasks: list[str] = []
        self.edits: dict[str, Edit] = {}  # by the mark of what it changes
        self.faults: Counter[str] = Counter()
        self._rows: list[dict[tuple[str, str], dict[str, Any]]] = [{}, {}]
        self._cursors = ["", ""]
        self._sockets: list[Socket] = []
        self._next = 0
        self._first = [asyncio.Event(), asyncio.Event()]
        self._moved = asyncio.Event()

    async def open(self) -> Home:
        """Both screens, up to date."""
        path = f"/live/{self.pk}/?since="
        for which, token in enumerate(self.tokens):

            def hear(frame: bytes, at: float, which: int = which) -> None:
                self._hear(which, frame, at)

            self._sockets.append(await Socket.open(self.server.port, path, token, hear))
        async with asyncio.timeout(30):
            for first in self._first:
                await first.wait()
        self.tasks = [pk for kind, pk in self._rows[0] if kind == "task" and (kind, pk) in self._rows[1]]
        return self

    def close(self) -> None:
        for socket in self._sockets:
            socket.close()
        self._sockets = []

    # -- what a person does --------------------------------------------------------------------------

    async def edit(self, *, key: str = "") -> Edit:
        """The next person edits the next task: another wording of its title."""
        number = self._next
        self._next += 1
        by, task = number % 2, self.tasks[number // 2 % len(self.tasks)]
        title = f"in other words {next(titles)}"
        connection = await self.server.connections.take()
        path, body = f"/api/homes/{self.pk}/tasks/{task}/", b'{"title":"%b"}' % title.encode()
        self.edits[title] = edit = Edit(by, task, perf_counter(), bool(key))
        try:
            reply = await connection.request("PATCH", path, token=self.tokens[by], body=body, key=key)
        except ConnectionError:
            self.faults["refused"] += 1
            return edit
        edit.acknowledged = perf_counter()
        if reply.status != 200:
            self.faults["refused"] += 1
        self.server.connections.give_back(connection)
        return edit

    # -- what the screens see ------------------------------------------------------------------------

    def _hear(self, which: int, frame: bytes, at: float) -> None:
        news = orjson.loads(frame)
        if news["type"] != "news":
            return
        if "cursor" in news:
            if self._first[which].is_set() and (news["reset"] or news["since"] != self._cursors[which]):
                self.faults["gaps"] += 1
            self._cursors[which] = news["cursor"]
        rows = self._rows[which]
        for item in news["items"]:
            pk = item["kind"], item["id"]
            if pk not in rows or rows[pk]["rev"] <= item["rev"]:
                rows[pk] = item
            if edit := self.edits.get(self.mark(item)):
                edit.times[which] += 1
                if which != edit.by and not edit.seen:
                    edit.seen = at
        self._first[which].set()
        self._moved.set()

    def mark(self, item: dict[str, Any]) -> str:
        """What tells that an item is of one of the edits: the title it gave."""
        title: str = item.get("title", "")
        return title

    async def settle(self) -> None:
        """Waits until every edit has reached both screens, or it has been long enough."""
        try:
            async with asyncio.timeout(SETTLED):
                while not all(all(edit.times) for edit in self.edits.values() if edit.acknowledged):
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            pass

    async def verify(self) -> Counter[str]:
        """What went wrong: lost, doubled, refused, gaps in the cursor, a screen that differs from fresh news."""
        await self.settle()
        for edit in self.edits.values():
            if edit.acknowledged and not all(edit.times):
                self.faults["lost"] += 1
            if max(edit.times) > 1:
                self.faults["doubled"] += 1
        if self._cursors[0]:
            path = f"/api/homes/{self.pk}/news/"
            for which in (0, 1):
                news = orjson.loads((await self.server.connections.get(path, self.tokens[which])).body)
                fresh = {(item["kind"], item["id"]): item for item in news["items"]}
                shown = {pk: item for pk, item in self._rows[which].items() if not item.get("gone")}
                if fresh != shown or news["cursor"] != self._cursors[which]:
                    self.faults["differs"] += 1
        return self.faults
