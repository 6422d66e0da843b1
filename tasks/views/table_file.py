"""A table somebody takes along, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse


def table_file(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """These rows as CSV, the first of them the heads; what begins like a formula stays text."""
    table = io.StringIO(newline="")
    csv.writer(table).writerows([as_text(cell) for cell in row] for row in rows)
    return HttpResponse(
        "\ufeff" + table.getvalue(),  # with the mark that tells Excel it is UTF-8
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def as_text(cell: object) -> str:
    """What begins like a formula stays text in a spreadsheet (OWASP, CSV injection)."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
