"""My devices: which there are, signing them out, and the link for one more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from household.access import Visit, one
from household.errors import NotHere
from household.limits import limit
from household.links import link, qr
from household.models import Device, SignInLink, User, signing_out
from household.views.settings.page import act, done
from household.views.visiting import signed_out


@act("devices")
def new_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A link for my other device, shown in this answer only; one made before stops."""
    limit("device", visit.member.pk, 30, 3600)
    made, secret = SignInLink.make(person(visit), visit.member, on=visit.device or "")
    address = link(request, reverse("device", args=[secret]))
    context = {
        "until": made.until.astimezone(visit.member.household.clock),
        "link": address,
        "qr": qr(address),
        "me": visit.member,
        "home": visit.member.household,
    }
    return render(request, "household/settings/device_link.html", context, status=201)


@act("devices")
def withdraw_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The link for one more device stops."""
    SignInLink.withdraw(person(visit), visit.member)
    return done(visit, "device_link")


@act("devices")
def sign_out(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """One device is signed out, at once, with what was made on it; this one too, if it is the one."""
    one(Device.objects.filter(user=person(visit)), pk)
    signing_out.sign_out(visit.member, pk)
    return signed_out(request, just_now=True) if pk == visit.device else done(visit, "device")


@act("devices")
def sign_out_others(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All but this one, with what was made elsewhere, and the tokens that are not to be kept."""
    signing_out.sign_out_others(visit.member, visit.device, request.POST.getlist("keep"))
    return done(visit, "devices")


def person(visit: Visit) -> User:
    """The person behind a member: who came by a cookie has one."""
    if visit.member.user is None:
        raise NotHere
    return visit.member.user
