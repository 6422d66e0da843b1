"""The lab: servers by need, homes on them, and a tally of what must not happen."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.home import Home
from bench.server import Server, Tandem, floor


@dataclass(frozen=True, slots=True)
class Size:
    """How long and how large: `seconds` of each paced run, `rounds` of `slot` seconds each flat out."""

    seconds: float = 15
    rounds: int = 6
    slot: float = 1.5
    homes: int = 200
    history: int = 100_000
    gets: int = 25
    starts: int = 5


WHOLE = Size()
QUICK = Size(seconds=3, rounds=2, slot=0.6, homes=25, history=20_000, gets=8, starts=1)


class Lab:
    """Keeps the floors for the whole run; each scene has real servers of its own. Everything ends with it."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.faults: Counter[str] = Counter()
        self._folder = tempfile.TemporaryDirectory(prefix="tandem-bench-")
        self._servers: list[Server] = []
        self._floors: dict[str, Server] = {}

    async def floor(self, name: str) -> Server:
        if name not in self._floors:
            self._floors[name] = server = floor(name, Path(self._folder.name) / name)
            self._servers.append(server)
            await server.start()
        return self._floors[name]

    def tandem(self, name: str) -> Tandem:
        """A real server, not started yet."""
        server = Tandem(name, Path(self._folder.name) / name)
        self._servers.append(server)
        return server

    async def floor_homes(self, name: str, count: int) -> list[Home]:
        """Rooms on a floor, with two screens each."""
        server = await self.floor(name)
        return [await Home(server, f"room-{number}").open() for number in range(count)]

    async def verify(self, homes: list[Home]) -> None:
        """Adds up what went wrong in these homes, and closes them."""
        for home in homes:
            for fault, times in (await home.verify()).items():
                self.faults[f"{fault} ({home.server.name})"] += times
            home.close()

    def end(self, server: Server) -> None:
        """Stops a server; what its log complains of counts."""
        server.end()
        for fault in server.faults():
            self.faults[f"{fault} ({server.name})"] += 1
        self._servers.remove(server)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in list(self._servers):
            self.end(server)
        self._folder.cleanup()


def two(made: dict[str, Any]) -> tuple[str, str]:
    """The tokens of the two adults of a home that `demo` made."""
    first, second = (member["token"] for member in made["members"][:2])
    return first, second
