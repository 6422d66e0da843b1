"""Leaving a home: what happens is said first, the copy is offered first, and then it happens at once."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from household.access import COOKIE, Visit
from household.errors import Refused
from household.limits import address_of, limit
from household.models import Member
from household.models.fork import fork
from household.models.leaving import copy_for
from household.views.board import homes_of
from household.views.settings.forms import OwnHome
from household.views.visiting import for_members


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: the one confirmation of this product. POST: I have left, with my copy; the others are sent nothing."""
    member = visit.member
    others = [home for home in homes_of(member) if home["id"] != member.household_id]
    if request.method == "POST":
        response = redirect("goodbye", secret=member.leave())
        if not others:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response
    somebody_stays = Member.known_at(member.household_id).exclude(pk=member.pk).exists()
    context = {
        "me": member,
        "home": member.household,
        "others": others,
        "somebody_stays": somebody_stays,
    }
    return render(request, "household/leave.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def own_home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: what comes along. POST: a home of my own with a copy of what is ours; this one stays as it is."""
    member = visit.member
    form = OwnHome(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            limit("home", address_of(request), 20, 3600)
            return redirect("board", home=fork(member, form.cleaned_data["home"]).household_id)
        except Refused as refused:
            form.add_error(None, str(refused.title))
    context = {"me": member, "home": member.household, "form": form}
    return render(request, "household/own_home.html", context, status=400 if form.errors else 200)


@require_safe
@for_members
def copy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What I would take along, to read before leaving."""
    member = visit.member
    return render(request, "household/copy.html", {"home": member.household, "me": member, "copy": copy_for(member)})


@require_safe
@for_members
def download(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same as data."""
    return copy_as_file(copy_for(visit.member))


def copy_as_file(content: object) -> HttpResponse:
    """A copy to keep, as JSON with one field a line."""
    return HttpResponse(
        orjson.dumps(content, option=orjson.OPT_INDENT_2),
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="tandem.json"'},
    )
