"""The forms of the pages by which one comes in. Texts stay in their fields when something is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from household.errors import ColourTaken, NameTaken
from household.models import Colour
from household.words import one_line

NAME_NEEDED = {"required": _("A first name is enough.")}


class LineField(forms.CharField):
    """One line of text, as `one_line` cleans it.

    The browser is not told how long it may be: it would cut what is pasted, silently and by another count.
    """

    def to_python(self, value: Any) -> str:
        return one_line(value or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def refuse(form: forms.Form, refused: NameTaken | ColourTaken) -> None:
    """Says it beside the field it is about, with what was typed kept there."""
    form.add_error("name" if isinstance(refused, NameTaken) else "colour", f"{refused.title} {refused.hint}")


class PersonForm(forms.Form):
    """Who comes in."""

    name = LineField(max_length=40, error_messages=NAME_NEEDED)
    colour = forms.ChoiceField(choices=Colour.choices, required=False)


class HomeForm(PersonForm):
    """A new home and its first member."""

    home = LineField(max_length=80, error_messages={"required": _("Any name will do: you can change it.")})
    time_zone = forms.CharField(max_length=64, required=False)
