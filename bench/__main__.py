"""python -m bench: measures and prints a table. Exit 1 when anything was lost, doubled or locked; never for a time."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from time import perf_counter

import orjson
import uvloop

from bench.lab import QUICK, WHOLE, Lab
from bench.scenes import SCENES
from bench.table import Line, table

BUSY = 0.7  # load average before the run


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measures the real server against two floors.")
    parser.add_argument("--quick", action="store_true", help="under a minute; the numbers are rougher")
    parser.add_argument("--scene", action="append", choices=SCENES, help="only this scene; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    options = parser.parse_args()
    names = options.scene or list(SCENES)
    begun, others = perf_counter(), os.getloadavg()[0]
    with Lab(QUICK if options.quick else WHOLE) as lab:
        lines = uvloop.run(measure(lab, names))
    sound = not +lab.faults
    print(table(lines))
    print()
    print("bare: a push without a database. durable: a plain Django view, one update, one insert, a commit that is")
    print("on the disk, the push. Both by the same client in the same minutes, taking turns; medians. The ratio is to")
    print("the durable floor where nothing else is said.")
    if others > BUSY:
        print(f"The machine was busy with other work as this began (load {others:.1f} on {os.cpu_count()} cores): only")
        print("the ratios mean something, and where edits queue not even those.")
    missed = sum(line.met is False for line in lines)
    print(f"aims: {sum(line.met is True for line in lines)} met, {missed} missed; {perf_counter() - begun:.0f} s")
    if sound:
        print("Nothing was lost, doubled, refused or locked; every screen ended as fresh news shows it.")
    else:
        print("NOT SOUND: " + ", ".join(f"{times} x {fault}" for fault, times in lab.faults.items()))
    if options.json:
        data = {"lines": [line.as_data() for line in lines], "faults": dict(lab.faults), "quick": options.quick}
        options.json.write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2))
    return 0 if sound else 1


async def measure(lab: Lab, names: list[str]) -> list[Line]:
    """The scenes one after the other; without garbage collection, which would count as the server's time."""
    lines: list[Line] = []
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        gc.collect()
        gc.disable()
        lines += await SCENES[name](lab)
        gc.enable()
    return lines


if __name__ == "__main__":
    sys.exit(main())
