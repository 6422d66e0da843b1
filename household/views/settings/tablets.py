"""The family's tablet: which browsers are one, the link for another, and this very browser as one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from household.access import Visit, one
from household.errors import Refused
from household.limits import limit
from household.links import link, qr
from household.models import Device, Tablet, TabletLink
from household.models.helping import only_adults
from household.views.cookies import device_name
from household.views.settings.page import act, done
from household.views.tablet import hang_up


@act("tablets")
def new_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A link for the browser in the kitchen, shown in this answer only; one made before stops."""
    only_adults(visit.member)
    limit("device", visit.member.pk, 30, 3600)
    made, secret = TabletLink.make(visit.member, visit.device or "")
    address = link(request, reverse("tablet", args=[secret]))
    until = made.until.astimezone(visit.member.household.clock)
    context = {"until": until, "link": address, "qr": qr(address), "home": visit.member.household}
    return render(request, "household/settings/tablet_link.html", context, status=201)


@act("tablets")
def withdraw_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The link that is open stops."""
    TabletLink.withdraw(visit.member)
    return done(visit, "tablet_link")


@act("tablets")
def here(request: HttpRequest, visit: Visit) -> HttpResponse:
    """This browser is the tablet from now on, and nobody's own: I go on with another device of mine."""
    only_adults(visit.member)
    if not Device.objects.filter(user_id=visit.member.user_id).exclude(pk=visit.device).exists():
        raise Refused(
            _("This is your only device."),
            _("Nothing was changed. Sign in on another one first: otherwise you could not come back to what is yours."),
        )
    made, _secret = TabletLink.make(visit.member)
    cookie = made.use(device_name(request))
    if cookie is None:  # another adult made one at this moment, which stopped it
        raise Refused
    return hang_up(request, cookie, visit.member.household_id)


@act("tablets")
def take_off(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """It is no longer the family's tablet, at once."""
    only_adults(visit.member)
    one(Tablet.objects.filter(household_id=visit.member.household_id), pk).take_off(visit.member)
    return done(visit, "tablet")
