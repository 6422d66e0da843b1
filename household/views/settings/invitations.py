"""Invitations: the links that let somebody into this home. Adults make and withdraw them, whoever made them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from household.access import Visit, one
from household.limits import limit
from household.links import link, qr
from household.models import Invitation
from household.models.helping import only_adults
from household.models.invitation import LIVES
from household.views.settings.forms import InvitationForm
from household.views.settings.page import act, done, show


@act("invitations")
def make(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A new invitation, for one person or a few; its link stands in this answer and nowhere else."""
    only_adults(visit.member)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return show(request, visit, status=400, invitation_form=form)
    limit("invite", visit.member.pk, 30, 3600)
    uses = form.cleaned_data["uses"]
    _items, secret = Invitation.make(visit.member, uses, visit.device or "")
    address = link(request, reverse("join", args=[secret]))
    home = visit.member.household
    context = {"uses": uses, "until": home.today() + LIVES, "link": address, "qr": qr(address), "home": home}
    return render(request, "household/settings/invitation.html", context, status=201)


@act("invitations")
def withdraw(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """The link stops."""
    only_adults(visit.member)
    one(Invitation.objects.filter(household_id=visit.member.household_id), pk).withdraw(visit.member)
    return done(visit, "invitation")
