"""People: who is at home, and the profiles of those who help. Adults look after them, whoever made them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from household.access import Visit, one
from household.api.helpers import helpers_of
from household.errors import ColourTaken, NameTaken
from household.limits import limit
from household.links import link, qr
from household.models import Member, SignInLink
from household.models.helping import only_adults
from household.views.forms import refuse
from household.views.settings.forms import HelperForm
from household.views.settings.page import act, colours_of_others, done, show
from household.views.visiting import for_members


@act("people")
def add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A profile for a child, a teenager or a guest."""
    only_adults(visit.member)
    form = HelperForm(request.POST)
    if not form.is_valid():
        return show(request, visit, status=400, helper_form=form)
    name, role, colour = (form.cleaned_data[field] for field in ("name", "role", "colour"))
    try:
        Member.add_helper(visit.member, name, colour, role)
    except (NameTaken, ColourTaken) as wrong:
        refuse(form, wrong)
        return show(request, visit, status=wrong.status, helper_form=form)
    return done(visit, "person")


@require_safe
@for_members
def person(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """One profile: its name, colour and role, a device of its own, and goodbye."""
    return profile(request, visit, helper_of(visit, pk))


def profile(
    request: HttpRequest, visit: Visit, helper: Member, form: HelperForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a profile; `form` holds what was not right, with its text kept."""
    context = {
        "me": visit.member,
        "home": visit.member.household,
        "person": helper,
        "taken": colours_of_others(helper),
        "has_device": helper.has_device(),
        "open_link": SignInLink.open_for(helper.user_id),
        "form": form or HelperForm(initial={"name": helper.name, "colour": helper.colour, "role": helper.role}),
    }
    return render(request, "household/settings/person.html", context, status=status)


@act("people")
def save(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """Another name, colour or role."""
    helper, form = helper_of(visit, pk), HelperForm(request.POST)
    if not form.is_valid():
        return profile(request, visit, helper, form, status=400)
    try:
        helper.look_after(visit.member, **{field: text for field, text in form.cleaned_data.items() if text})
    except (NameTaken, ColourTaken) as wrong:
        refuse(form, wrong)
        return profile(request, visit, helper, form, status=wrong.status)
    return done(visit, "person")


@act("people")
def device_link(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """A link for their own device, shown in this answer only."""
    helper = helper_of(visit, pk)
    limit("device", visit.member.pk, 30, 3600)
    made, secret = helper.device_link(visit.member, visit.device or "")
    address = link(request, reverse("device", args=[secret]))
    until = made.until.astimezone(visit.member.household.clock)
    context = {"until": until, "link": address, "qr": qr(address), "person": helper, "home": visit.member.household}
    return render(request, "household/settings/their_device.html", context, status=201)


@act("people")
def withdraw_link(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """The link for a device of theirs stops."""
    helper_of(visit, pk).withdraw_device_link(visit.member)
    return done(visit, "person_link")


@act("people")
def sign_out(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """No device is theirs any more."""
    helper_of(visit, pk).sign_out_all(visit.member)
    return done(visit, "person_signed_out")


@act("people")
def goodbye(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """The profile goes."""
    helper_of(visit, pk).say_goodbye(visit.member)
    return done(visit, "person_gone")


def helper_of(visit: Visit, pk: str) -> Member:
    """Somebody of this home who is no adult, for an adult. Raises `NotHere`."""
    only_adults(visit.member)
    return one(helpers_of(visit.member), pk)
