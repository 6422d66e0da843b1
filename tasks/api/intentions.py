"""Intentions: what the home wants, one to three, in its own words."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Id, Items, Line
from tasks.models import Intention


class NewIntention(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    words = Line(max_length=120)


class Reworded(Shape):
    """Other words. `was`: the words that the writer last saw."""

    words = Line(max_length=120)
    was = Line(max_length=120, required=False)


class IntentionTo(Shape):
    after = Id(allow_null=True)


class Intentions(Endpoint):
    """One more of the home's intentions; a fourth is refused."""

    status_code = 201

    @extend_schema(request=NewIntention, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        new = self.read(NewIntention)
        return self.answer(Intention.add(self.member, new["words"], new.get("id")))


class IntentionEndpoint(Endpoint):
    """One of them."""

    def intention(self, pk: str) -> Intention:
        """The intention of this home. Raises `NotHere`."""
        return one(Intention.objects.filter(household_id=self.member.household_id), pk)


class OneIntention(IntentionEndpoint):
    """Reword an intention, or put it away: what served it stays."""

    @extend_schema(request=Reworded, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Other words for an intention."""
        found, said = self.intention(pk), self.read(Reworded)
        return self.answer(found.reword(self.member, said["words"], said.get("was")))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Put an intention away: areas and tasks that served it stay, without one."""
        return self.answer(self.intention(pk).put_away(self.member))


class IntentionMoved(IntentionEndpoint):
    """It stands below `after` (null: on top; one no longer there: at the end)."""

    @extend_schema(request=IntentionTo, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        found, to = self.intention(pk), self.read(IntentionTo)
        return self.answer(found.move(self.member, to["after"]))


class IntentionRestored(Endpoint):
    """Put away by mistake, and back with what served it; within a day."""

    @extend_schema(request=None, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(Intention.bring_back(self.member, pk))
