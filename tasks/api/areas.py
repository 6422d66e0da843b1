"""Areas: the parts of the home, in its own words, each with a why."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Id, Items, Line
from tasks.models import Area


class NewArea(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    name = Line(max_length=40)


class AreaEdit(Shape):
    """The fields that say something else. `was`: what they said when the writer last saw them."""

    name = Line(max_length=40, required=False)
    feel = Line(max_length=200, allow_blank=True, required=False, help_text="What we want it to feel like.")
    intention = Id(allow_null=True, required=False, help_text="Which of the home's intentions it serves.")
    was = serializers.DictField(child=serializers.CharField(allow_null=True, allow_blank=True), required=False)


class Areas(Endpoint):
    """A new area; one of that name is given as it is."""

    status_code = 201
    known = True

    @extend_schema(request=NewArea, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        area = self.read(NewArea)
        return self.answer(Area.add(self.member, area["name"], area.get("id")))


class OneArea(Endpoint):
    """Edit an area, or put it away: its tasks stay."""

    known = True

    def area(self, pk: str) -> Area:
        """The area of this home. Raises `NotHere`."""
        return one(Area.objects.filter(household_id=self.member.household_id), pk)

    @extend_schema(request=AreaEdit, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Another name for an area, what it should feel like, which intention it serves: only what is sent."""
        area, fields = self.area(pk), self.read(AreaEdit)
        was = fields.pop("was", None)
        return self.answer(area.edit(self.member, fields, was))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Put an area away: its tasks stay, without one."""
        return self.answer(self.area(pk).put_away(self.member))


class AreaRestored(Endpoint):
    """Put away by mistake, and back with its tasks; within a day."""

    known = True

    @extend_schema(request=None, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(Area.bring_back(self.member, pk))
