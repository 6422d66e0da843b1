"""Check-ins: my questions and answers. There is no address at which anybody reads another's."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Items, Nothing
from household.errors import BadInput, NotHere
from tasks.models import Asking, CheckIn
from tasks.models.asking import Pace, Paused

NOT_NEEDED = "not_needed"


@extend_schema_field({"oneOf": [{"type": "integer", "minimum": 1, "maximum": 5}, {"const": NOT_NEEDED}]})
class FeltField(serializers.Field):  # type: ignore[type-arg]
    """1 to 5, from not at all to completely; or that no support was needed."""

    def to_internal_value(self, data: Any) -> int | None:
        if data == NOT_NEEDED:
            return None
        if isinstance(data, int) and not isinstance(data, bool) and 1 <= data <= 5:
            return data
        raise serializers.ValidationError(_("1, 2, 3, 4, 5, or not_needed."))


class Answer(Shape):
    felt = FeltField()


class Hour(serializers.TimeField):
    """Hours and minutes at home: 20:30."""

    def __init__(self, **more: Any) -> None:
        super().__init__(format="%H:%M", input_formats=["%H:%M"], required=False, **more)


class AskingShape(Shape):
    on = serializers.BooleanField(required=False)
    introduced = serializers.BooleanField(required=False)
    pace = serializers.ChoiceField(Pace.choices, required=False, help_text="After each thing done, or once a day.")
    at = Hour(help_text="When the card of the day comes.")
    quiet_from = Hour(allow_null=True, help_text="No card from then …")
    quiet_to = Hour(allow_null=True, help_text="… until then.")
    paused = serializers.ChoiceField(
        [Paused.NO.value, Paused.TOLD.value], required=False, help_text='"": ask me again; told: I have read it.'
    )


class CheckInEndpoint(Endpoint):
    """One of my own questions."""

    teens = ("POST", "DELETE")

    def check_in(self, pk: str) -> CheckIn:
        """Mine, or not there."""
        return one(CheckIn.objects.filter(member=self.member), pk)


class CheckInAnswered(CheckInEndpoint):
    """How supported I felt. May be answered again until it closes."""

    @extend_schema(request=Answer, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        check_in = self.check_in(pk)
        return self.answer(check_in.answer(self.member, self.read(Answer)["felt"]))


class CheckInSkipped(CheckInEndpoint):
    """Not this one."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.check_in(pk).skip(self.member))


class CheckInsSkipped(Endpoint):
    """None of those that wait."""

    teens = ("POST",)

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(CheckIn.skip_all(self.member))


class OneCheckIn(CheckInEndpoint):
    """My answer, deleted for good."""

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.check_in(pk).erase(self.member))


class HowToAsk(Endpoint):
    """Ask me or don't, at which pace, and that I have read what it is for."""

    teens = ("PATCH",)

    @extend_schema(request=AskingShape, responses=Items)
    def patch(self, request: Request, home: str) -> HttpResponse:
        asking = Asking.of(self.member)
        if asking is None:
            raise NotHere
        fields = self.read(AskingShape)
        ends = [fields.get(name) is None for name in ("quiet_from", "quiet_to") if name in fields]
        if len(ends) == 1 or len(set(ends)) == 2:
            raise BadInput(errors={"quiet_to": [_("Quiet hours have a beginning and an end.")]})
        return self.answer(asking.choose(self.member, **fields))
