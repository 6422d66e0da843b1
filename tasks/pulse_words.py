"""The five items of the week in words (RESULTS.md 1.4, own wording): on one's own page, in a meeting, in a copy."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tasks.models.check_in import felt_word
from tasks.models.pulse import NOTHING


def item_words(item: str) -> str:
    """An item as it is asked."""
    return {
        "supported": _("This week I felt supported at home."),
        "heard": _("When I brought something up, I felt heard."),
        "respected": _("My time and effort were respected."),
        "team": _("We worked like a team."),
        "fairness": _("The way we shared the work felt\u00a0…"),
    }[item]


def step_word(item: str, step: int) -> str:
    """A step in words; fairness has its good end in the middle."""
    if item != "fairness":
        return felt_word(step)
    return [
        _("Far too much on me"),
        _("A bit too much on me"),
        _("About right"),
        _("A bit too much on others"),
        _("Far too much on others"),
    ][step - 1]


def said_word(item: str, said: int | str | None) -> str:
    """An answer in words; "" where there is none, for whatever reason."""
    if said == NOTHING:
        return _("I didn’t bring anything up")
    return step_word(item, said) if isinstance(said, int) else ""
