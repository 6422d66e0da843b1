"""Wording: that nobody's words are overwritten unseen."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from household.change import encoded
from household.errors import Refused
from household.models import Row


def check_seen(row: Row, fields: dict[str, Any], was: dict[str, Any]) -> None:
    """`was` is what the writer saw. Raises `Refused`, with the row as it is, where a field says something third."""
    for field in fields.keys() & was.keys():
        now = as_told(getattr(row, f"{field}_id" if hasattr(row, f"{field}_id") else field))
        if now not in (was[field], as_told(fields[field])):
            raise Refused(
                _("Somebody changed this while you were writing."),
                _("Nothing was overwritten and your words are kept. Choose which wording stays."),
                code="changed_meanwhile",
                items=[encoded(row.as_item())],
            )


def as_told(value: Any) -> Any:
    """A value as an item tells it: another row by its id, a day as text."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, datetime.date) else value
