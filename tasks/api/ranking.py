"""Inside a meeting: what I hold sealed, my ballot, the joint order, and whether it was worth my time."""

from __future__ import annotations

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.api.endpoint import Shape, Who
from household.api.shapes import Id, Items, Nothing
from tasks.api.meetings import MeetingEndpoint
from tasks.models import Ballot, Hand, Ranking, Worth
from tasks.models.pulse import ITEMS


class HandShape(Shape):
    """All of it is mine alone. What was ticked is shown once everybody is ready."""

    shows = serializers.ListField(
        child=serializers.ChoiceField([(item, item) for item in ITEMS]),
        max_length=len(ITEMS),
        required=False,
        help_text="Of my week, what I share in this meeting.",
    )
    how_ready = serializers.BooleanField(required=False, help_text="I have decided what to share, or that nothing.")
    heads_ready = serializers.BooleanField(required=False, help_text="My head is empty.")


class BallotShape(Shape):
    order = serializers.ListField(child=Id(), max_length=5, required=False, help_text="Best first; may be unfinished.")
    sealed = serializers.BooleanField(required=False, help_text="All `places` are filled, or none.")


class Ordered(Shape):
    task = Id()
    after = Id(allow_null=True, required=False, help_text="null: on top.")


class Cut(Shape):
    cut = serializers.IntegerField(min_value=0, max_value=12)


class Added(Shape):
    task = Id()


class Leaving(Shape):
    task = Id(help_text="In This week, and not chosen.")
    leaves = serializers.BooleanField(help_text="true: back to our list; false: it stays.")


class WorthShape(Shape):
    worth = serializers.IntegerField(
        min_value=1, max_value=5, allow_null=True, help_text="1: not at all … 5: completely; null: nothing said."
    )


class MeetingHand(MeetingEndpoint):
    """What I hold, sealed: which of my week’s answers I share, and that I am ready. Nobody else is told of it before
    everybody is ready; then all of it is shown at once."""

    @extend_schema(request=HandShape, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(Hand.hold(self.member, self.meeting(pk), **self.read(HandShape)))


class MeetingBallot(MeetingEndpoint):
    """My order, as I drag it; sealed, it waits for the others’, and all are opened at once. A child orders what is the
    whole family’s; at the tablet what it laid out there is found again until it is sealed, and then read no more."""

    helpers = ("GET", "PATCH")
    at_tablet = {"GET": Who.HELPER, "PATCH": Who.HELPER}

    @extend_schema(responses=BallotShape)
    def get(self, request: Request, home: str, pk: str) -> HttpResponse:
        laid_out = Ballot.laid_out(self.member, self.meeting(pk))
        return HttpResponse(orjson.dumps(laid_out), content_type="application/json")

    @extend_schema(request=BallotShape, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, said = self.meeting(pk), self.read(BallotShape)
        return self.answer(Ballot.fill(self.member, meeting, said.get("order"), said.get("sealed")))


class MeetingOrdered(MeetingEndpoint):
    """Something stands elsewhere in the joint order, below `after`; one that is not there: at the end."""

    @extend_schema(request=Ordered, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, to = self.meeting(pk), self.read(Ordered)
        return self.answer(Ranking.put(self.member, meeting, to["task"], to.get("after")))


class MeetingCut(MeetingEndpoint):
    """So many things from the top are this week’s."""

    @extend_schema(request=Cut, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting = self.meeting(pk)
        return self.answer(Ranking.set_cut(self.member, meeting, self.read(Cut)["cut"]))


class MeetingAdded(MeetingEndpoint):
    """One more task of our list to order. Before the orders are shown, what was sealed is open again; afterwards it
    stands just below the cut."""

    @extend_schema(request=Added, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting = self.meeting(pk)
        return self.answer(Ranking.add(self.member, meeting, self.read(Added)["task"]))


class MeetingLeaving(MeetingEndpoint):
    """Something of this week that is not chosen goes back to our list with the agreement, or stays after all."""

    @extend_schema(request=Leaving, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, said = self.meeting(pk), self.read(Leaving)
        return self.answer(Ranking.let_leave(self.member, meeting, said["task"], said["leaves"]))


class MeetingAgreed(MeetingEndpoint):
    """This is our week: what is dated, what is above the cut, and what was in the week already and is not leaving."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Ranking.agree(self.member, self.meeting(pk)))


class MeetingWorth(MeetingEndpoint):
    """Worth our time? Mine alone."""

    @extend_schema(request=WorthShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting = self.meeting(pk)
        return self.answer(Worth.say(self.member, meeting, self.read(WorthShape)["worth"]))
