"""Meetings: when, who is there, from step to step, and the end. For adults: to a child there is nothing here."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape, Who
from household.api.shapes import Day, Id, Items, Line, Nothing
from household.errors import NotHere
from tasks.api.check_ins import Hour
from tasks.meeting_steps import STEPS
from tasks.models import FamilyTable, Meeting, Rhythm, Seat, Topic
from tasks.models.rhythm import Form


class RhythmShape(Shape):
    weekday = serializers.IntegerField(min_value=0, max_value=6, required=False, help_text="0 is Monday.")
    at = Hour(help_text="As the clocks at home show it.")
    form = serializers.ChoiceField(Form.choices, required=False, help_text="25 minutes, 12, 15 with children, a team.")
    slots = serializers.IntegerField(min_value=1, max_value=12, required=False, help_text="Things a week takes.")


class NotTodayShape(Shape):
    on = Day(required=False, help_text="Tomorrow if missing; at most four weeks away.")


class NewMeeting(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    form = serializers.ChoiceField(Form.choices, required=False, help_text="The usual one if missing.")


class MeetingEdit(Shape):
    good = Line(max_length=200, allow_blank=True, help_text="Something good for this week.")


StepField = [(step, step) for step in STEPS]


class Stepped(Shape):
    leaves = serializers.ChoiceField(StepField, help_text="The step it is at, as the one who presses sees it.")
    to = serializers.ChoiceField(StepField)


class Paused(Shape):
    until = serializers.DateTimeField(required=False, help_text="In 20 minutes if missing.")


class Extended(Shape):
    step = serializers.ChoiceField(StepField)
    extra = serializers.IntegerField(min_value=1, max_value=60, help_text="Minutes added to this step, in all.")


class LaterShape(Shape):
    child = Id(required=False, help_text="By an adult: this child has gone. Left out: myself.")


class ProblemShape(Shape):
    words = Line(max_length=200, allow_blank=True, help_text="Empty: none any more.")


class TopicEdit(Shape):
    feel = Line(max_length=200, allow_blank=True, required=False, help_text="I feel …")
    about = Line(max_length=200, required=False, help_text="… about …")
    like = Line(max_length=200, allow_blank=True, required=False, help_text="… I’d like …")


class NewTopic(TopicEdit):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    about = Line(max_length=200, help_text="… about …")


class HomeRhythm(Endpoint):
    """When we meet: the usual weekday and time as they are at home, the form, and how many things a week takes."""

    @extend_schema(request=RhythmShape, responses=Items)
    def patch(self, request: Request, home: str) -> HttpResponse:
        return self.answer(Rhythm.choose(self.member, **self.read(RhythmShape)))


class NotToday(Endpoint):
    """Another day this time. No mark and no reason; a meeting that waits to begin is no more."""

    @extend_schema(request=NotTodayShape, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        return self.answer(Rhythm.not_today(self.member, self.read(NotTodayShape).get("on")))


class Meetings(Endpoint):
    """I’m here for our meeting: it waits until everybody who is here is ready. There is one already: it is that one."""

    status_code = 201

    @extend_schema(request=NewMeeting, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        wanted = self.read(NewMeeting)
        return self.answer(Meeting.start(self.member, wanted.get("form"), wanted.get("id")))


class MeetingEndpoint(Endpoint):
    """One meeting of this home, for its adults."""

    def meeting(self, pk: str) -> Meeting:
        """Raises `NotHere`, for a stranger, and for a child where it is not one with children."""
        found = one(Meeting.objects.filter(household_id=self.member.household_id), pk)
        if not self.member.is_adult and not FamilyTable.of(found):
            raise NotHere
        return found


class OneMeeting(MeetingEndpoint):
    """Something good for this week, in one line."""

    @extend_schema(request=MeetingEdit, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.meeting(pk).plan_good(self.member, self.read(MeetingEdit)["good"]))


class MeetingHere(MeetingEndpoint):
    """I’m here and not ready yet: the others wait for me. A child is at the table of a meeting with children; nobody
    waits for it."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.HELPER}

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        sit = Seat.sit if self.member.is_adult else FamilyTable.sit
        return self.answer(sit(self.member, self.meeting(pk)))


class MeetingReady(MeetingEndpoint):
    """I’m ready. It opens when everybody who is here is, two adults at least; into an open one, one comes later."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Seat.say_ready(self.member, self.meeting(pk)))


class MeetingLater(MeetingEndpoint):
    """Later, or without me: my seat is free again. An adult at the table may say so for a child that went to play."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.HELPER}

    @extend_schema(request=LaterShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, child = self.meeting(pk), self.read(LaterShape).get("child")
        if child or not self.member.is_adult:
            return self.answer(FamilyTable.get_up(self.member, meeting, child))
        return self.answer(Seat.say_later(self.member, meeting))


class MeetingProblem(MeetingEndpoint):
    """A child’s one problem, in one line: talked over in this meeting, gone with it."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.HELPER}

    @extend_schema(request=ProblemShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, said = self.meeting(pk), self.read(ProblemShape)
        return self.answer(FamilyTable.put_up(self.member, meeting, said["words"]))


class MeetingStepped(MeetingEndpoint):
    """On, back, or past some steps. No longer at `leaves`: somebody was quicker, nothing happens."""

    @extend_schema(request=Stepped, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, way = self.meeting(pk), self.read(Stepped)
        return self.answer(meeting.go(self.member, way["leaves"], way["to"]))


class MeetingPaused(MeetingEndpoint):
    """A break, until about then. Everything stays as it is."""

    @extend_schema(request=Paused, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, pause = self.meeting(pk), self.read(Paused)
        return self.answer(meeting.pause(self.member, pause.get("until")))


class MeetingResumed(MeetingEndpoint):
    """Back again, at the very step."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.meeting(pk).resume(self.member))


class MeetingExtended(MeetingEndpoint):
    """More time for a step: so many minutes in all, so that two who add two at once add two."""

    @extend_schema(request=Extended, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        meeting, more = self.meeting(pk), self.read(Extended)
        return self.answer(meeting.extend(self.member, more["step"], more["extra"]))


class MeetingClosed(MeetingEndpoint):
    """Over for this week. The recap stays; what was sealed or shown in it is gone."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.meeting(pk).close(self.member))


class Topics(Endpoint):
    """Park something hard for another time: I feel … about … I’d like …"""

    status_code = 201

    @extend_schema(request=NewTopic, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        words = self.read(NewTopic)
        return self.answer(Topic.park(self.member, words.pop("id", None), **words))


class TopicEndpoint(Endpoint):
    """A parked topic of this home, for its adults."""

    def topic(self, pk: str) -> Topic:
        """Raises `NotHere`."""
        return one(Topic.objects.filter(household_id=self.member.household_id), pk)


class OneTopic(TopicEndpoint):
    """Other words for a topic, by its author."""

    @extend_schema(request=TopicEdit, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.topic(pk).reword(self.member, **self.read(TopicEdit)))


class TopicSettled(TopicEndpoint):
    """Talked over."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.topic(pk).settle(self.member))


class TopicReopened(TopicEndpoint):
    """Not talked over after all."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.topic(pk).reopen(self.member))
