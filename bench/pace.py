"""Two ways to put load on homes, and what is read from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from bench.home import Edit, Home


async def paced(lanes: Sequence[Sequence[Home]], rate: float, seconds: float) -> list[list[Edit]]:
    """`rate` edits a second on each lane, whatever the answers do; the lanes take turns edit by edit, so that all see
    the same moods of the machine. The edits of each lane."""
    edits: list[list[asyncio.Task[Edit]]] = [[] for _ in lanes]
    begun, gap = perf_counter(), 1 / rate / len(lanes)
    for number in range(int(rate * seconds) * len(lanes)):
        await asyncio.sleep(max(0.0, begun + number * gap - perf_counter()))
        which, turn = number % len(lanes), number // len(lanes)
        home = lanes[which][turn % len(lanes[which])]
        edits[which].append(asyncio.create_task(home.edit()))
    done = [[await edit for edit in lane] for lane in edits]
    for lane in lanes:
        for home in lane:
            await home.settle()
    return done


async def flat_out(homes: Sequence[Home], in_flight: int, seconds: float) -> tuple[float, list[Edit]]:
    """As fast as it goes with so many edits in flight: acknowledged edits a second, and the edits."""
    begun, edits = perf_counter(), []
    turn = iter(range(10**9))

    async def work() -> None:
        while perf_counter() - begun < seconds:
            edits.append(await homes[next(turn) % len(homes)].edit())

    await asyncio.gather(*(work() for _ in range(in_flight)))
    took = perf_counter() - begun
    for home in homes:
        await home.settle()
    return len(edits) / took, edits


def to_screen(edit: Edit) -> float:
    """Milliseconds from the edit to the other screen."""
    return (edit.seen - edit.begun) * 1000


def to_answer(edit: Edit) -> float:
    """Milliseconds from the edit to one's own acknowledgement."""
    return (edit.acknowledged - edit.begun) * 1000


def percentiles(edits: Sequence[Edit], of: Callable[[Edit], float]) -> tuple[float, float, float]:
    """p50, p95 and p99 of the edits that arrived."""
    values = sorted(of(edit) for edit in edits if edit.seen and edit.acknowledged)
    if not values:
        return (float("nan"),) * 3
    last = len(values) - 1
    return median(values), values[round(last * 0.95)], values[round(last * 0.99)]
