"""The scenes: what is measured, in the words of the issue that set the aims."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter
from uuid import uuid4

import httpx

from bench.client import Connection
from bench.home import Home
from bench.lab import Lab, two
from bench.meeting import Table
from bench.pace import flat_out, paced, percentiles, to_answer, to_screen
from bench.server import Tandem
from bench.table import Line

RATE = 20.0  # edits a second of a pair
NAMES = ("p50", "p95", "p99")


async def pair(lab: Lab) -> list[Line]:
    """One home, two screens: paced, then as fast as it goes with 1 and 8 in flight."""
    server = lab.tandem("pair")
    made = server.demo()
    await server.start()
    real = await Home(server, made["home"], two(made)).open()
    bare, durable = (await lab.floor_homes("bare", 1))[0], (await lab.floor_homes("durable", 1))[0]
    three = (bare, durable, real)
    await paced([[home] for home in three], RATE, 1)  # warm
    runs = await paced([[home] for home in three], RATE, lab.size.seconds)
    lines = []
    for what, of in (("edit to the other screen", to_screen), ("own acknowledgement", to_answer)):
        low, floor, ours = (percentiles(run, of) for run in runs)
        for which, name in enumerate(NAMES):
            most = {("p50", to_screen): 1.8, ("p95", to_screen): 2.2}.get((name, of))
            lines.append(Line("pair", f"{what} {name}", "ms", ours[which], floor[which], low[which], most=most))
    for in_flight in (1, 8):
        speeds = await in_turns(lab, [[home] for home in three], in_flight)
        what = f"flat out, {in_flight} in flight"
        lines.append(Line("pair", what, "edits/s", speeds[2], speeds[1], speeds[0], least=0.45))
    await lab.verify([*three])
    lab.end(server)
    return lines


async def in_turns(lab: Lab, lanes: list[list[Home]], in_flight: int) -> list[float]:
    """Edits a second flat out, the lanes in turns, the median of each."""
    speeds: list[list[float]] = [[] for _ in lanes]
    for _ in range(lab.size.rounds):
        for which, homes in enumerate(lanes):
            speeds[which].append((await flat_out(homes, in_flight, lab.size.slot))[0])
    return [median(speed) for speed in speeds]


async def street(lab: Lab) -> list[Line]:
    """Many homes with two screens each, one of which edits now and then; and what the screens weigh."""
    size = lab.size
    server = lab.tandem("street")
    made = server.demo("--homes", str(size.homes))
    await server.start()
    start = server.megabytes()
    await (await Home(server, made["home"], two(made)).open()).verify()  # what a first screen loads once and for all
    before = server.megabytes()
    real = [await Home(server, home["home"], two(home)).open() for home in made["homes"]]
    per_100 = (server.megabytes() - before) / (2 * len(real)) * 100
    lanes = [await lab.floor_homes(name, size.homes) for name in ("bare", "durable")] + [real]
    scene = f"street, {size.homes} homes"
    await paced(lanes, 50, 1)
    low, floor, ours = (percentiles(run, to_screen) for run in await paced(lanes, 50, size.seconds))
    lines = [
        Line(scene, f"edit to the other screen {name}", "ms", ours[which], floor[which], low[which])
        for which, name in enumerate(NAMES)
    ]
    speeds = await in_turns(lab, lanes, 8)
    lines.append(Line(scene, "flat out, 8 in flight", "edits/s", speeds[2], speeds[1], speeds[0]))
    lines.append(Line("memory", "at start", "MB", start, most=120))
    lines.append(Line("memory", "per 100 screens", "MB", per_100, most=3))
    lines.append(Line("memory", "after all that", "MB", server.megabytes()))
    await lab.verify([home for lane in lanes for home in lane])
    lab.end(server)
    return lines


async def load(lab: Lab) -> list[Line]:
    """First news of homes of three sizes: to the first byte, which the server sends when all is made."""
    server = lab.tandem("load")
    homes = [(count, server.demo("--tasks", str(count))) for count in (100, 1000, 5000)]
    await server.start()
    connection = await Connection.open(server.port)
    lines = []
    for count, made in homes:
        path, took, whole, body = f"/api/homes/{made['home']}/news/", [], [], b""
        for _ in range(lab.size.gets + 2):
            begun = perf_counter()
            reply = await connection.request("GET", path, token=two(made)[0])
            took.append((reply.first - begun) * 1000)
            whole.append((perf_counter() - begun) * 1000)
            body = reply.body
        most = {1000: 30.0, 5000: 90.0}.get(count)
        what = f"{count:,} tasks, {len(body) / 1024:,.0f} KB"
        lines.append(Line("load, first news", f"{what}: first byte", "ms", median(took[2:]), most=most))
        lines.append(Line("load, first news", f"{what}: all of it", "ms", median(whole[2:])))
    connection.close()
    lab.end(server)
    return lines


async def history(lab: Lab) -> list[Line]:
    """The pair on a home with a short and with a long past; a server and a database each."""
    homes = []
    for past in (100, lab.size.history):
        server = lab.tandem(f"history-{past}")
        made = server.demo("--history", str(past))
        await server.start()
        homes.append(await Home(server, made["home"], two(made)).open())
    await paced([[home] for home in homes], RATE, 1)
    runs = await paced([[home] for home in homes], RATE, lab.size.seconds)
    short, long = (percentiles(run, to_screen) for run in runs)
    scene, name = "history, x that with 100 past changes", f"with {lab.size.history:,} past changes"
    lines = [
        Line(scene, "with 100 past changes p50", "ms", short[0]),
        Line(scene, f"{name} p50", "ms", long[0], ratio_to=short[0], most=1.15),
        Line(scene, f"{name} p95", "ms", long[1], ratio_to=short[1]),
    ]
    await lab.verify(homes)
    for home in homes:
        lab.end(home.server)
    return lines


async def year(lab: Lab) -> list[Line]:
    """The pages of somebody who has lived and answered here for a year, as their browser asks for them."""
    server = lab.tandem("year")
    made = server.demo("--history", "2000")
    await server.start()
    sign_in = made["members"][0]["sign_in_url"].removeprefix(made["url"])
    lines = []
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as browser:
        await browser.get(sign_in)
        token = {"X-CSRFToken": browser.cookies["csrftoken"]}
        await browser.post(sign_in, headers=token)
        for page, name in (("mine", "my answers"), ("ours", "our last weeks"), ("", "the board")):
            took = []
            for _ in range(lab.size.gets + 2):
                begun = perf_counter()
                answer = await browser.get(f"/h/{made['home']}/{page}/".replace("//", "/"))
                took.append((perf_counter() - begun) * 1000)
                answer.raise_for_status()
            most = 100.0 if page else None
            lines.append(Line("a year of life", f"page: {name}", "ms", median(took[2:]), most=most))
    lab.end(server)
    return lines


async def key(lab: Lab) -> list[Line]:
    """What an Idempotency-Key costs: edits with and without one in turns."""
    server = lab.tandem("key")
    made = server.demo()
    await server.start()
    home = await Home(server, made["home"], two(made)).open()
    for number in range(int(RATE * lab.size.seconds * 2)):
        await home.edit(key=str(uuid4()) if number // 2 % 2 else "")
    await home.settle()
    edits = list(home.edits.values())[8:]
    plain = percentiles([edit for edit in edits if not edit.keyed], to_answer)
    keyed = percentiles([edit for edit in edits if edit.keyed], to_answer)
    await lab.verify([home])
    lab.end(server)
    return [
        Line("key, x without", "own acknowledgement without p50", "ms", plain[0]),
        Line("key, x without", "with an Idempotency-Key p50", "ms", keyed[0], ratio_to=plain[0]),
        Line("key, x without", "price of a key", "ms", keyed[0] - plain[0]),
    ]


async def meeting(lab: Lab) -> list[Line]:
    """A meeting with two screens: from step to step, and ordinary edits beside it, in turns."""
    server = lab.tandem("meeting")
    made = server.demo()
    await server.start()
    home = await Table(server, made["home"], two(made)).sit_down()
    steps, edits = [], []
    for number in range(int(RATE * lab.size.seconds * 2)):
        if number // 2 % 2:
            steps.append(await home.step())
        else:
            edits.append(await home.edit())
    await home.settle()
    lines = []
    for which, name in enumerate(NAMES[:2]):
        plain, stepped = percentiles(edits[4:], to_screen)[which], percentiles(steps[4:], to_screen)[which]
        lines.append(Line("meeting, x an ordinary edit", f"edit to the other screen {name}", "ms", plain))
        what, most = f"step to the other screen {name}", 2.0 if name == "p50" else None
        lines.append(Line("meeting, x an ordinary edit", what, "ms", stepped, ratio_to=plain, most=most))
    await lab.verify([home])
    lab.end(server)
    return lines


async def start(lab: Lab) -> list[Line]:
    """From the command to the first answer, on a database that is there; the very first start makes one."""
    server = lab.tandem("start")
    very_first = await server.start()
    took = []
    for _ in range(lab.size.starts):
        server.end()
        again = Tandem("start", server.folder)
        took.append(await again.start())
        again.end()
    lab.end(server)
    return [
        Line("cold start", "to the first answer", "s", median(took), most=2.5),
        Line("cold start", "the very first, with a new database", "s", very_first),
    ]


SCENES: dict[str, Callable[[Lab], Awaitable[list[Line]]]] = {
    "pair": pair,
    "street": street,
    "load": load,
    "history": history,
    "year": year,
    "key": key,
    "meeting": meeting,
    "start": start,
}
