"""The table: one line a measure, ratios to the durable floor, and whether the aim was met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

HEAD = ("", "bare", "durable", "Tandem", "ratio", "aim", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of a scene. `most` and `least` are the aim: for the ratio where there is one, else for the value."""

    scene: str
    what: str
    unit: str
    value: float
    durable: float | None = None
    bare: float | None = None
    most: float | None = None
    least: float | None = None
    ratio_to: float | None = None  # where the ratio is to something else than the durable floor

    @property
    def ratio(self) -> float | None:
        base = self.durable if self.ratio_to is None else self.ratio_to
        return self.value / base if base else None

    @property
    def met(self) -> bool | None:
        """None: there is no aim."""
        value = self.value if self.ratio is None else self.ratio
        if self.most is not None:
            return value <= self.most
        return value >= self.least if self.least is not None else None

    def cells(self) -> tuple[str, ...]:
        aim = f"<= {self.most:g}" if self.most is not None else ""
        aim = f">= {self.least:g}" if self.least is not None else aim
        met = {None: "", True: "met", False: "missed"}[self.met]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        numbers = (number(value) for value in (self.bare, self.durable, self.value))
        return (f"{self.what}, {self.unit}" if self.unit else self.what, *numbers, ratio, aim, met)

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


def number(value: float | None) -> str:
    """Three digits that mean something."""
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(lines: Iterable[Line]) -> str:
    """The lines under a heading for each scene."""
    rows: list[tuple[str, ...]] = [HEAD]
    scene = ""
    for line in lines:
        if line.scene != scene:
            rows.append((scene := line.scene, *[""] * 6))
        rows.append(("  " + line.cells()[0], *line.cells()[1:]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 6) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
