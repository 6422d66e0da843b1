"""The browser's texts: its gettext catalogue, read from the same .po files as the server's."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel.messages.pofile import read_po
from django.conf import settings


@cache
def catalog(language: str) -> dict[str, Any]:
    """`{"catalog": {English: text or [plural forms]}, "plural": formula}`; empty for English itself."""
    path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "djangojs.po"
    if not path.exists():
        return {"catalog": {}, "plural": "n != 1"}
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    texts: dict[str, Any] = {}
    for message in messages:
        if not message.id or message.fuzzy or not message.string:
            continue
        if isinstance(message.id, tuple):
            texts[key(message.id[0], message.context)] = list(message.string)
        else:
            texts[key(str(message.id), message.context)] = message.string
    return {"catalog": texts, "plural": messages.plural_expr}


def key(text: str, context: str | None) -> str:
    """Where a text stands in the catalogue; two meanings of one English text stand apart, as in gettext's own files."""
    return f"{context}\x04{text}" if context else text
