"""bin/bench in its smallest form: it runs, and nothing is lost. What it measures is for whoever reads its table."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.table import Line, table

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_the_bench_runs_and_loses_nothing(tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    command = [sys.executable, "-m", "bench", "--quick", "--scene", "pair", "--scene", "meeting", "--json", str(found)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing was lost, doubled, refused or locked" in done.stdout
    measured = json.loads(found.read_text())
    assert measured["faults"] == {}
    assert all(line["value"] > 0 for line in measured["lines"])
    assert {line["what"] for line in measured["lines"] if line["met"] is not None} == {
        "edit to the other screen p50",
        "edit to the other screen p95",
        "flat out, 1 in flight",
        "flat out, 8 in flight",
        "step to the other screen p50",
    }


def test_the_table_says_which_aims_were_met() -> None:
    lines = [
        Line("pair", "edit", "ms", 3.0, durable=2.0, most=1.8),
        Line("pair", "flat out", "edits/s", 40, durable=100, least=0.45),
        Line("memory", "at start", "MB", 99.5, most=120),
    ]
    assert [line.met for line in lines] == [True, False, True]
    text = table(lines).splitlines()
    assert [line.split()[-1] for line in text if line.startswith("  ") and "ratio" not in line] == [
        "met",
        "missed",
        "met",
    ]
