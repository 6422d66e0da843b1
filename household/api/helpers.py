"""Helpers: the profiles of children, teenagers and guests, and the family's tablet. Any adult looks after them."""

from __future__ import annotations

import orjson
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import DeviceLinkMade, Id, Items, Line, MyDevice, Nothing
from household.limits import limit
from household.links import link, qr
from household.models import HELPERS, Colour, Member, Tablet, TabletLink

ROLES = [(role.value, role.label) for role in HELPERS]


class HelperShape(Shape):
    name = Line(max_length=40, required=False)
    colour = serializers.ChoiceField(Colour.choices, required=False)
    role = serializers.ChoiceField(ROLES, required=False)


class NewHelper(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    name = Line(max_length=40)
    colour = serializers.ChoiceField(Colour.choices)
    role = serializers.ChoiceField(ROLES)


class Helpers(Endpoint):
    """Somebody who helps is at home from now on: a profile without mail or password."""

    status_code = 201

    @extend_schema(request=NewHelper, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        new = self.read(NewHelper)
        items = Member.add_helper(self.member, new["name"], new["colour"], new["role"], new.get("id"))
        return self.answer(items)


class HelperEndpoint(Endpoint):
    """Somebody of this home who is no adult."""

    def helper(self, pk: str) -> Member:
        """Raises `NotHere`, also for an adult: nobody looks after those."""
        return one(helpers_of(self.member), pk)


class OneHelper(HelperEndpoint):
    """Another name, colour or role."""

    @extend_schema(request=HelperShape, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.helper(pk).look_after(self.member, **self.read(HelperShape)))


class HelperLeft(HelperEndpoint):
    """The profile goes; what they joined is free of them. Everybody at home is told."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.helper(pk).say_goodbye(self.member))


class HelperDeviceLink(HelperEndpoint):
    """A link that makes one device theirs: once, for four hours. Not by a token."""

    status_code = 201
    by_token = False

    @extend_schema(request=Nothing, responses={201: DeviceLinkMade})
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        limit("device", self.member.pk, 30, 3600)
        made, secret = self.helper(pk).device_link(self.member, self.visit.device or "")
        address = link(request._request, reverse("device", args=[secret]))
        body = {"link": address, "qr": qr(address), "until": made.until}
        return as_made(body)


class HelperDeviceLinkWithdrawn(HelperEndpoint):
    """The link for a device of theirs stops."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        self.helper(pk).withdraw_device_link(self.member)
        return self.answer([])


class HelperSignedOut(HelperEndpoint):
    """No device is theirs any more, at once."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        self.helper(pk).sign_out_all(self.member)
        return self.answer([])


class TabletShape(MyDevice):
    """A browser that is the family's tablet."""

    this = None  # type: ignore[assignment]


class Tablets(Endpoint):
    """The family's tablets."""

    @extend_schema(responses=TabletShape(many=True))
    def get(self, request: Request, home: str) -> HttpResponse:
        tablets = Tablet.objects.filter(household_id=home).order_by("since", "pk")
        rows = [{"id": t.pk, "name": t.name, "since": t.since} for t in tablets]
        return HttpResponse(orjson.dumps(rows), content_type="application/json")


class TabletLinks(Endpoint):
    """A link that makes one browser the family's tablet: once, for four hours. Every adult is told when it is used.
    Not by a token."""

    status_code = 201
    by_token = False

    @extend_schema(request=Nothing, responses={201: DeviceLinkMade})
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        limit("device", self.member.pk, 30, 3600)
        made, secret = TabletLink.make(self.member, self.visit.device or "")
        address = link(request._request, reverse("tablet", args=[secret]))
        return as_made({"link": address, "qr": qr(address), "until": made.until})


class TabletLinkWithdrawn(Endpoint):
    """The link for the family's tablet stops."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        TabletLink.withdraw(self.member)
        return self.answer([])


class TabletTakenOff(Endpoint):
    """It is no longer the family's tablet, at once."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        tablet = one(Tablet.objects.filter(household_id=home), pk)
        tablet.take_off(self.member)
        return self.answer([])


def helpers_of(member: Member) -> QuerySet[Member]:
    """Those at home who are no adults."""
    helpers = Member.objects.filter(household_id=member.household_id, role__in=HELPERS, left_on=None)
    return helpers.select_related("household", "user").order_by("joined_on", "pk")


def as_made(body: dict[str, object]) -> HttpResponse:
    """A secret that stands in this answer and nowhere else."""
    return HttpResponse(
        orjson.dumps(body, option=orjson.OPT_UTC_Z), content_type="application/json", status=Helpers.status_code
    )
