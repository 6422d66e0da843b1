"""Intentions: what the home wants, one to three, in its own words."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Id, Items, Line
from household.errors import NotHere
from tasks.models import Intention


class NewIntention(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    words = Line(max_length=120)


class Reworded(Shape):
    """Other words. `was`: the words that the writer last saw."""

    words = Line(max_length=120)
    was = Line(max_length=120, required=False)


class Intentions(Endpoint):
    """One more of the home's intentions; a fourth is refused."""

    status_code = 201

    @extend_schema(request=NewIntention, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        new = self.read(NewIntention)
        return self.answer(Intention.add(self.member, new["words"], new.get("id")))


class OneIntention(Endpoint):
    """Reword an intention, or put it away: what served it stays."""

    def intention(self, pk: str) -> Intention:
        """The intention of this home. Raises `NotHere`."""
        if found := Intention.objects.filter(pk=pk, household_id=self.member.household_id).first():
            return found
        raise NotHere

    @extend_schema(request=Reworded, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Other words for an intention."""
        found, said = self.intention(pk), self.read(Reworded)
        return self.answer(found.reword(self.member, said["words"], said.get("was")))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Put an intention away: areas and tasks that served it stay, without one."""
        return self.answer(self.intention(pk).put_away(self.member))
