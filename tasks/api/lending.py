"""One phone handed round in a meeting: what somebody else puts in on mine. Written, never read."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Id, Items, Line, Nothing
from household.errors import NotHere
from tasks.api.meetings import MeetingEndpoint
from tasks.models import Borrowed, Seat


class LentShape(Shape):
    member = Id(help_text="Who sits on my phone.")


class LentBallotShape(LentShape):
    order = serializers.ListField(child=Id(), max_length=5, help_text="Best first: all places, or none.")


class LentHeadsShape(LentShape):
    id = Id(required=False, help_text="Of this handing in: sent once more, its lines stand instead of those before.")
    lines = serializers.ListField(child=Line(max_length=200), max_length=50, help_text="For our list; may be none.")


class MeetingLent(MeetingEndpoint):
    """An adult with no device at hand sits on my phone. Everybody at the table sees that; sitting down on a device of
    their own ends it."""

    @extend_schema(request=LentShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(Seat.lend(self.member, self.meeting(pk), self.read(LentShape)["member"]))


class MeetingLentReady(MeetingEndpoint):
    """They are ready for it to begin."""

    @extend_schema(request=LentShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(Seat.ready_on_lent(self.member, self.meeting(pk), self.read(LentShape)["member"]))


class MeetingLentBack(MeetingEndpoint):
    """The phone is mine alone again, their seat is free."""

    @extend_schema(request=LentShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(Seat.give_back(self.member, self.meeting(pk), self.read(LentShape)["member"]))


class MeetingLentBallot(MeetingEndpoint):
    """Their order, sealed. The answer holds nothing of it."""

    @extend_schema(request=LentBallotShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, said = self.meeting(pk), self.read(LentBallotShape)
        return self.answer(Seat.order_on_lent(self.member, meeting, said["member"], said["order"]))


class MeetingLentHeads(MeetingEndpoint):
    """Lines of theirs, and that their head is empty. They come on our list when everybody's is."""

    @extend_schema(request=LentHeadsShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, said = self.meeting(pk), self.read(LentHeadsShape)
        return self.answer(Seat.heads_on_lent(self.member, meeting, said["member"], said["lines"], said.get("id")))


class AboutLent(MeetingEndpoint):
    """What I say of what was said as mine."""

    def said(self, pk: str, *, me: bool) -> list[bytes]:
        """Raises `NotHere` where nothing was said as mine; the meeting itself may be gone."""
        try:
            return Borrowed.answer(self.member, self.meeting(pk), me=me)
        except NotHere:
            return Borrowed.answer_alone(self.member, pk, me=me)


class MeetingLentNotMe(AboutLent):
    """That was not me, on another's phone; in a meeting that is on, and after it."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.said(pk, me=False))


class MeetingLentMe(AboutLent):
    """It was me after all."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.said(pk, me=True))


class OneBorrowed(Endpoint):
    """What was said as mine on another's phone."""

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Read and put away. Where it was not me: I may be seated on another's phone again."""
        return self.answer(one(Borrowed.objects.filter(member=self.member), pk).put_away(self.member))
