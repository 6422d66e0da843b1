"""The forms of the settings page. What was typed stays in its field when something is wrong."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from household.models import HELPERS, Colour, Household
from household.models.household import known_time_zones
from household.views.forms import NAME_NEEDED, LineField

MOST_USES = 6


class Form(forms.Form):
    """Several stand on one page, so each has ids of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{type(self).__name__.lower()}_%s"} | kwargs)


class MeForm(Form):
    """My name and colour in this home."""

    name = LineField(label=_("Your name here"), max_length=40, error_messages=NAME_NEEDED)
    colour = forms.ChoiceField(choices=Colour.choices, required=False)  # none chosen: it stays as it is


class LanguageForm(Form):
    """The language of every page, for one person on all of their devices."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class HomeSettings(Form):
    """The home's name and clock, the same for everybody in it."""

    name = LineField(
        label=_("Name of the home"),
        max_length=80,
        error_messages={"required": _("Any name will do: you can change it.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("When a day ends and when a question closes."),
        error_messages={"invalid_choice": _("This time zone is not known here.")},
    )

    rest_after = forms.TypedChoiceField(
        label=_("What nobody touches on our list rests"),
        help_text=_("It moves to Not now. Its card says so a week before, and one tap brings it back."),
        choices=[
            ("", _("never")),
            (2, _("after two weeks")),
            (4, _("after four weeks")),
            (8, _("after eight weeks")),
            (12, _("after twelve weeks")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, home: Household, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)
        zones.choices = clocks()
        if not zones.valid_value(home.time_zone):  # a name of old, as browsers give: saving the rest keeps it
            zones.choices = [(home.time_zone, home.time_zone), *clocks()]


class OwnHome(Form):
    """A home of one's own, with a copy of what is shared."""

    home = LineField(
        label=_("A name for it"),
        max_length=80,
        error_messages={"required": _("Any name will do: you can change it.")},
    )


class HelperForm(Form):
    """A child, a teenager or a guest."""

    name = LineField(label=_("First name"), max_length=40, error_messages=NAME_NEEDED)
    role = forms.ChoiceField(label=_("Who is it?"), choices=[(role.value, role.label) for role in HELPERS])
    colour = forms.ChoiceField(choices=Colour.choices, required=False)  # none chosen: the next that is free


class TokenForm(Form):
    """A new token for the API."""

    name = LineField(
        label=_("What is it for?"),
        max_length=60,
        error_messages={"required": _("A word is enough, so that you know it again.")},
    )


class InvitationForm(Form):
    """A new invitation."""

    uses = forms.TypedChoiceField(
        label=_("For how many people?"),
        choices=[(count, str(count)) for count in range(1, MOST_USES + 1)],
        coerce=int,
    )


def current_names() -> set[str]:
    """The names in use today, one or more for each country; not those kept only for old data, as Asia/Saigon."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text()
    return {line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#")}


@cache
def clocks() -> list[tuple[str, Any]]:
    """The time zones this machine knows, by continent: `("Europe", [("Europe/Berlin", "Berlin"), …])`."""
    by_region: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(current_names() & known_time_zones()):
        region, _slash, city = name.partition("/")
        if city:
            by_region.setdefault(region, []).append((name, city.replace("_", " ")))
    return [("UTC", "UTC"), *by_region.items()]
