"""Pulse: how my week was. There is no address at which anybody reads another's."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Day, Items
from tasks.models import Pulse

NOTHING_BROUGHT = "nothing_brought"


class StepField(serializers.IntegerField):
    """1 to 5; null: nothing said."""

    def __init__(self) -> None:
        super().__init__(min_value=1, max_value=5, allow_null=True, required=False)


@extend_schema_field({"oneOf": [{"type": ["integer", "null"], "minimum": 1, "maximum": 5}, {"const": NOTHING_BROUGHT}]})
class HeardField(StepField):
    """1 to 5; or that I brought nothing up."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return data if data == NOTHING_BROUGHT else super().run_validation(data)


class PulseShape(Shape):
    """The week as I see it now: what is left out is not answered."""

    week = Day(help_text="Its Monday. Until Monday noon the week before may be spoken of.")
    supported = StepField()
    heard = HeardField()
    respected = StepField()
    team = StepField()
    fairness = serializers.IntegerField(
        min_value=1,
        max_value=5,
        allow_null=True,
        required=False,
        help_text="1: far too much on me, 3: about right, 5: far too much on others.",
    )


class Pulses(Endpoint):
    """How my week was."""

    @extend_schema(request=PulseShape, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        said = self.read(PulseShape)
        week, brought = said.pop("week"), said.get("heard") != NOTHING_BROUGHT
        if not brought:
            said["heard"] = None
        return self.answer(Pulse.say(self.member, week, said, nothing_brought=not brought))


class OnePulse(Endpoint):
    """What I said of a week, deleted for good."""

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(one(Pulse.objects.filter(member=self.member), pk).erase(self.member))
