"""Balance: show us how the work lies between us, if we both want to see it in this meeting."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.api.shapes import Items, Nothing
from tasks.api.meetings import MeetingEndpoint
from tasks.models import Wish


class BalanceWished(MeetingEndpoint):
    """Yes, show us. Nobody else is told of it; with the other’s yes the strips are there for both, until the end."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting = self.meeting(pk)
        self.read(Nothing)
        return self.answer(Wish.say(self.member, meeting, wants=True))


class BalanceUnwished(MeetingEndpoint):
    """Not any more. Strips that are on the table are put away for both."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting = self.meeting(pk)
        self.read(Nothing)
        return self.answer(Wish.say(self.member, meeting, wants=False))
