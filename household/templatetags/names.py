"""Names and titles in pages: `{{ person.name|initial }}`, `{% blocktranslate with name=person.name|isolated %}`."""

from __future__ import annotations

from django import template

from household import words

register = template.Library()
NO_LETTER = "·"


@register.filter
def initial(name: str) -> str:
    """The letter in somebody's round mark; a neutral mark where there is none."""
    return words.initial(name) or NO_LETTER


@register.filter
def isolated(text: str | None) -> str:
    """Set apart within a sentence, where its letters run from right to left."""
    return words.isolated(text) if text else ""
