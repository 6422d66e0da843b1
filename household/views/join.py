"""Coming in by a link. Looking at one uses nothing up: chat apps fetch links before people open them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from household.errors import ColourTaken, NameTaken, TooMany
from household.limits import address_of, limit
from household.models import Colour, Invitation, Member, SignInLink, User
from household.models.naming import free_colour
from household.views.cookies import device_name, remember, speak
from household.views.first import sign_in
from household.views.forms import PersonForm, refuse
from household.views.occupant import Occupant, occupant_of
from household.views.wanted import to_page

SOMEBODY_ELSE = "somebody-else"


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """An invitation: a first name, Join, and one is on the board."""
    try:
        limit("join", address_of(request), 60, 600)
    except TooMany as too_many:
        return closed(request, str(too_many.title), str(too_many.detail), status=429)
    invitation = Invitation.open(secret)
    if invitation is None:
        return closed(request, *used_up())
    here = occupant_of(request)
    wanted = (request.POST if request.method == "POST" else request.GET).get("as", "")
    if here is None or wanted == SOMEBODY_ELSE:
        return come_in(request, invitation, here)
    if here.member and wanted == here.member.pk and not here.member_of(invitation.household_id):
        return come_in(request, invitation, here, here.member)
    return who_are_you(request, invitation, here)


def who_are_you(request: HttpRequest, invitation: Invitation, here: Occupant) -> HttpResponse:
    """Asks whether the person who is signed in here is the one who was invited. Nobody joins by it."""
    context = {
        "home": invitation.household,
        "inviter": invitation.by.name,
        "here": here,
        "at_home": here.member_of(invitation.household_id),
    }
    return render(request, "household/who.html", context, status=409 if request.method == "POST" else 200)


def come_in(
    request: HttpRequest, invitation: Invitation, here: Occupant | None, mine: Member | None = None
) -> HttpResponse:
    """The form with a name and a colour, and the board. `mine`: the invited person is the one signed in here; else they
    become a person of their own, and whoever was signed in here is signed out."""
    home = invitation.household
    taken = set(Member.known_at(home.pk).values_list("colour", flat=True))
    form = PersonForm(request.POST or None, initial={"colour": free_colour(home.pk), "name": mine.name if mine else ""})
    if request.method == "POST" and form.is_valid():
        try:
            return joined(request, invitation, here, mine, form)
        except (NameTaken, ColourTaken) as wrong:
            refuse(form, wrong)
    context = {
        "form": form,
        "home_name": home.name,
        "inviter": invitation.by.name,
        "colours": Colour.values,
        "taken": taken,
        "mine": mine,
        "here": here if here and not mine else None,
        "as": mine.pk if mine else SOMEBODY_ELSE if here else "",
    }
    return render(request, "household/join.html", context, status=400 if form.errors else 200)


def joined(
    request: HttpRequest, invitation: Invitation, here: Occupant | None, mine: Member | None, form: PersonForm
) -> HttpResponse:
    """They are in the home, and this browser is theirs."""
    user = mine.user if mine and mine.user else User(language=request.LANGUAGE_CODE)
    if invitation.accept(user, form.cleaned_data["name"], form.cleaned_data["colour"]) is None:
        return closed(request, *used_up())
    response = redirect("board", home=invitation.household_id)
    if mine:
        return response
    if here:
        here.sign_out()
    return sign_in(request, response, user)


@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest, secret: str) -> HttpResponse:
    """My other device: one button, and this one is signed in as me."""
    try:
        limit("device", address_of(request), 60, 600)
    except TooMany as too_many:
        return closed(request, str(too_many.title), str(too_many.detail), status=429)
    link = SignInLink.open(secret)
    if link is None:
        return closed(request, *used_up())
    members = link.user.present_members()
    here = occupant_of(request)
    already = bool(here and here.user == link.user)
    if request.method == "POST" and members:
        page = to_page(request, members)
        if already:
            return page
        cookie = link.use(device_name(request))
        if cookie is None:
            return closed(request, *used_up())
        if here:
            here.sign_out()
        return remember(speak(page, request, link.user.language), request, cookie)
    context = {"members": members, "already": already, "here": None if already else here}
    return render(request, "household/device.html", context)


def used_up() -> tuple[str, str]:
    """What to say of a link that opens nothing."""
    return (
        _("This link no longer opens anything."),
        _("It was used, withdrawn, or its time is over. Ask for a new one: it takes a moment."),
    )


def closed(request: HttpRequest, title: str, detail: str, status: int = 410) -> HttpResponse:
    """A door that does not open, and what to do about it."""
    return render(request, "household/closed.html", {"title": title, "detail": detail}, status=status)
