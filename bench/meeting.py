"""A home in a meeting: its steps are acts like any edit, seen at the other screen."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import orjson

from bench.home import Edit, Home

TO = {"tidy": "heads", "heads": "tidy"}  # two steps that show nothing and set nothing


class Table(Home):
    """Two people at the table, from step to step in turns."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.meeting, self.step_now, self.rev = "", "", 0

    async def sit_down(self) -> Table:
        """A meeting is begun and opened by both, before their screens are."""
        await self._post(0, "meetings/", {"form": "full"})
        self.meeting = (await self._meeting(0))["id"]
        for which in (0, 1):
            await self._post(which, f"meetings/{self.meeting}/ready/", {})
        await self._post(0, f"meetings/{self.meeting}/stepped/", {"leaves": "arrive", "to": "tidy"})
        now = await self._meeting(0)
        self.step_now, self.rev = now["step"], now["rev"]
        await self.open()
        return self

    async def step(self) -> Edit:
        """The next person moves on. One after the other: each names the step it leaves."""
        by = self._next % 2
        self._next += 1
        leaves, to = self.step_now, TO[self.step_now]
        self.step_now, self.rev = to, self.rev + 1
        self.edits[self.mark({"kind": "meeting", "rev": self.rev})] = edit = Edit(by, self.meeting, perf_counter())
        await self._post(by, f"meetings/{self.meeting}/stepped/", {"leaves": leaves, "to": to})
        edit.acknowledged = perf_counter()
        return edit

    def mark(self, item: dict[str, Any]) -> str:
        return f"meeting {item['rev']}" if item["kind"] == "meeting" else super().mark(item)

    async def _post(self, by: int, path: str, body: dict[str, Any]) -> None:
        connection = await self.server.connections.take()
        address = f"/api/homes/{self.pk}/{path}"
        reply = await connection.request("POST", address, token=self.tokens[by], body=orjson.dumps(body))
        if reply.status not in (200, 201):
            self.faults["refused"] += 1
        self.server.connections.give_back(connection)

    async def _meeting(self, by: int) -> dict[str, Any]:
        """The meeting as it stands."""
        news = orjson.loads((await self.server.connections.get(f"/api/homes/{self.pk}/news/", self.tokens[by])).body)
        found: dict[str, Any] = next(
            item for item in news["items"] if item["kind"] == "meeting" and item["state"] != "closed"
        )
        return found
