"""Coming in by a link. Looking at one uses nothing up: chat apps fetch links before people open them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from household.access import user_of
from household.errors import TooMany
from household.limits import address_of, limit
from household.models import Colour, Device, Invitation, Member, SignInLink, User
from household.views.cookies import device_name, remember, speak
from household.views.first import sign_in
from household.views.forms import PersonForm, colour_for


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
    home = invitation.household
    known = user_of(request)
    if known and (there := known[0].members.filter(household=home, left_on=None).first()):
        return redirect("board", home=there.household_id)
    taken = set(Member.known_at(home.pk).values_list("colour", flat=True))
    form = PersonForm(request.POST or None, initial={"colour": colour_for(taken, "")})
    if request.method == "POST" and form.is_valid():
        user = known[0] if known else User(language=request.LANGUAGE_CODE)
        colour = colour_for(taken, form.cleaned_data["colour"])
        member = invitation.accept(user, form.cleaned_data["name"], colour)
        if member is None:
            return closed(request, *used_up())
        response = redirect("board", home=home.pk)
        return response if known else sign_in(request, response, user)
    context = {
        "form": form,
        "home_name": home.name,
        "inviter": invitation.by.name,
        "colours": Colour.values,
        "taken": taken,
    }
    return render(request, "household/join.html", context, status=400 if form.errors else 200)


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
    known = user_of(request)
    already = bool(known and known[0] == link.user)
    if request.method == "POST" and members:
        board = redirect("board", home=members[0].household_id)
        if already:
            return board
        cookie = link.use(device_name(request))
        if cookie is None:
            return closed(request, *used_up())
        if known:
            Device.sign_out(known[0], Device.objects.filter(pk=known[1].pk))
        return remember(speak(board, request, link.user.language), request, cookie)
    return render(
        request,
        "household/device.html",
        {
            "members": members,
            "already": already,
            "other": known[0].present_members() if known and not already else [],
        },
    )


def used_up() -> tuple[str, str]:
    """What to say of a link that opens nothing."""
    return (
        _("This link no longer opens anything."),
        _("It was used, withdrawn, or its time is over. Ask for a new one: it takes a moment."),
    )


def closed(request: HttpRequest, title: str, detail: str, status: int = 410) -> HttpResponse:
    """A door that does not open, and what to do about it."""
    return render(request, "household/closed.html", {"title": title, "detail": detail}, status=status)
