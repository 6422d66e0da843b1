"""Wording: that nobody's words are overwritten unseen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from household.change import encoded
from household.errors import Refused
from household.models import Row


def check_seen(row: Row, fields: dict[str, Any], was: dict[str, Any]) -> None:
    """`was` is what the writer saw. Raises `Refused`, with the row as it is, where a field says something third."""
    for field, seen in was.items():
        now = getattr(row, f"{field}_id", None) if hasattr(row, f"{field}_id") else getattr(row, field, None)
        if field in fields and now not in (seen, fields[field]):
            raise Refused(
                _("Somebody changed this while you were writing."),
                _("Nothing was overwritten and your words are kept. Choose which wording stays."),
                code="changed_meanwhile",
                items=[encoded(row.as_item())],
            )
