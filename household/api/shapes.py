"""Shapes of bodies and answers, for cleaning what comes in and for the schema of what goes out."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from household.api.endpoint import Shape
from household.models import Colour
from household.models.household import REST_AFTER
from household.words import many_lines, one_line

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Id(serializers.UUIDField):
    """A UUID as text, lower case with dashes. The browser makes those of what it creates."""

    def to_internal_value(self, data: Any) -> str:  # type: ignore[override]
        if isinstance(data, str) and UUID.fullmatch(data.lower()):
            return data.lower()
        raise serializers.ValidationError(_("Not a UUID."))

    def to_representation(self, value: Any) -> str:
        return str(value)


class Line(serializers.CharField):
    """One line of text, as `one_line` cleans it before its length is counted."""

    clean = staticmethod(one_line)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Raises `ValidationError` for a number too: as text it could turn to 1.23e+22."""
        if isinstance(data, str):
            data = self.clean(data)
        elif data is not None and data is not serializers.empty:
            raise serializers.ValidationError(_("Text was expected."))
        return super().run_validation(data)


class Lines(Line):
    """Text that keeps its lines."""

    clean = staticmethod(many_lines)


class Day(serializers.DateField):
    """A day that people plan for: there is one after it, and every calendar and clock can hold it."""

    def to_internal_value(self, value: Any) -> datetime.date:
        day: datetime.date = super().to_internal_value(value)
        if not 1900 <= day.year < 3000:
            raise serializers.ValidationError(_("A day between 1900 and 2999."))
        return day


class Nothing(Shape):
    """An empty body."""


class HomeShape(Shape):
    name = Line(max_length=80, required=False)
    time_zone = serializers.CharField(max_length=64, required=False)
    rest_after = serializers.ChoiceField(
        REST_AFTER, allow_null=True, required=False, help_text="Weeks after which untouched tasks rest; null: never."
    )


class MeShape(Shape):
    name = Line(max_length=40, required=False)
    colour = serializers.ChoiceField(Colour.choices, required=False)


class InvitationShape(Shape):
    uses = serializers.IntegerField(min_value=1, max_value=6, required=False)


class TokenShape(Shape):
    name = Line(max_length=60)


class SignedOutShape(Shape):
    this = serializers.BooleanField(required=False, help_text="Also the device that asks.")
    keep = serializers.ListField(
        child=Id(), max_length=100, required=False, help_text="Tokens that go on; all your others are revoked."
    )


# -- answers, for the schema -----------------------------------------------------------------------


class Item(serializers.Serializer[Any]):
    """A row as a screen holds it; more fields by kind. `{"kind", "id", "rev", "gone": true}` takes it away."""

    kind = serializers.CharField()
    id = Id()
    rev = serializers.IntegerField(min_value=1)
    gone = serializers.BooleanField(required=False)


class Items(serializers.Serializer[Any]):
    """The rows a write touched, as this member sees them."""

    items = Item(many=True)


class News(Items):
    """What changed after `since`; at `cursor` the screen is up to date. `reset`: these rows are all there are."""

    since = serializers.CharField(allow_blank=True)
    cursor = serializers.CharField()
    reset = serializers.BooleanField()


class MyHome(serializers.Serializer[Any]):
    id = Id()
    name = serializers.CharField()
    me = Id(help_text="Who you are in this home: a member's id.")


class LinkMade(Items):
    """A link to open elsewhere, once. The link is shown in this answer only."""

    link = serializers.URLField()
    qr = serializers.CharField(help_text="The same as a picture: data:image/svg+xml")


class DeviceLinkMade(serializers.Serializer[Any]):
    link = serializers.URLField()
    qr = serializers.CharField()
    until = serializers.DateTimeField()


class TokenMade(Items):
    token = serializers.CharField(help_text="Shown once. Send it as `Authorization: Bearer …`.")


class MyDevice(serializers.Serializer[Any]):
    id = Id()
    name = serializers.CharField()
    since = serializers.DateField()
    this = serializers.BooleanField()


class Goodbye(serializers.Serializer[Any]):
    goodbye = serializers.CharField(help_text="The page with the copy you take along; kept for 30 days.")


class Problem(serializers.Serializer[Any]):
    """RFC 9457: what happened, what was kept, what to do."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), required=False
    )
    items = Item(many=True, required=False)
