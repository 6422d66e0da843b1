"""How one comes in: invitations, links for one's other devices, devices, tokens, notices."""

from __future__ import annotations

import orjson
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint
from household.api.shapes import (
    DeviceLinkMade,
    InvitationShape,
    Items,
    LinkMade,
    MyDevice,
    Nothing,
    SignedOutShape,
    TokenMade,
    TokenShape,
)
from household.limits import limit
from household.links import link, qr
from household.models import Device, Invitation, Notice, SignInLink, Token, User
from household.models.signing_out import sign_out, sign_out_others


class Invitations(Endpoint):
    """Invite somebody: a link for one person unless said otherwise, for seven days. Not by a token."""

    status_code = 201
    by_token = False

    @extend_schema(request=InvitationShape, responses={201: LinkMade})
    def post(self, request: Request, home: str) -> HttpResponse:
        limit("invite", self.member.pk, 30, 3600)
        uses = self.read(InvitationShape).get("uses", 1)
        items, secret = Invitation.make(self.member, uses, self.visit.device or "")
        address = link(request._request, reverse("join", args=[secret]))
        return self.answer(items, link=address, qr=qr(address))


class InvitationWithdrawn(Endpoint):
    """The link stops."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        invitation = one(Invitation.objects.filter(household_id=home), pk)
        return self.answer(invitation.withdraw(self.member))


class DeviceLink(Endpoint):
    """A link that signs one more device in as yourself: once, for four hours. Not by a token."""

    status_code = 201
    helpers = ("POST",)
    by_token = False

    @extend_schema(request=Nothing, responses={201: DeviceLinkMade})
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        limit("device", self.member.pk, 30, 3600)
        made, secret = SignInLink.make(person(self), self.member, on=self.visit.device or "")
        address = link(request._request, reverse("device", args=[secret]))
        body = {"link": address, "qr": qr(address), "until": made.until}
        return HttpResponse(
            orjson.dumps(body, option=orjson.OPT_UTC_Z),
            content_type="application/json",
            status=self.status_code,
        )


class DeviceLinkWithdrawn(Endpoint):
    """The link for one more device stops. Not by a token."""

    helpers = ("POST",)
    by_token = False

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        SignInLink.withdraw(person(self), self.member)
        return self.answer([])


class Devices(Endpoint):
    """The devices you are signed in on."""

    helpers = ("GET",)

    @extend_schema(responses=MyDevice(many=True))
    def get(self, request: Request, home: str) -> HttpResponse:
        mine = Device.objects.filter(user_id=self.member.user_id).order_by("made_at", "pk")
        here, this = self.member.household, self.visit.device
        rows = [{"id": d.pk, "name": d.name, "since": d.since(here), "this": d.pk == this} for d in mine]
        return HttpResponse(orjson.dumps(rows), content_type="application/json")


class DeviceSignedOut(Endpoint):
    """One device is signed out, at once, and links and invitations made on it stop. Not by a token."""

    helpers = ("POST",)
    by_token = False

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        device: Device = one(Device.objects.filter(user=person(self)), pk)
        sign_out(self.member, device.pk)
        return self.answer([])


class DevicesSignedOut(Endpoint):
    """All other devices are signed out, and with `this` also the one that asks. Links and invitations that you made
    elsewhere stop, and your tokens are revoked, but for those to `keep`. Not by a token."""

    helpers = ("POST",)
    by_token = False

    @extend_schema(request=SignedOutShape, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        wanted = self.read(SignedOutShape)
        this = None if wanted.get("this") else self.visit.device
        sign_out_others(self.member, this, wanted.get("keep", []))
        return self.answer([])


class Tokens(Endpoint):
    """A token for the API: whoever holds it is you in this home. Its text is shown once. Not by a token."""

    status_code = 201
    by_token = False

    @extend_schema(request=TokenShape, responses={201: TokenMade})
    def post(self, request: Request, home: str) -> HttpResponse:
        items, text = Token.make(self.member, self.read(TokenShape)["name"], self.visit.device or "")
        return self.answer(items, token=text)


class TokenRevoked(Endpoint):
    """It opens nothing any more, at once."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        token = one(Token.objects.filter(member=self.member), pk)
        return self.answer(token.revoke(self.member))


class NoticeDismissed(Endpoint):
    """Read and put away."""

    helpers = ("POST",)

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        notice = one(Notice.objects.filter(member=self.member), pk)
        return self.answer(notice.dismiss(self.member, self.visit.device))


def person(endpoint: Endpoint) -> User:
    """The person behind the member: who came by a device has one."""
    assert endpoint.member.user
    return endpoint.member.user
