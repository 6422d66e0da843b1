"""The first page: to one's board, or to a home of one's own in three actions."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from household.access import user_of
from household.errors import TooMany
from household.limits import address_of, limit
from household.models import Colour, Device, Household, Member, User
from household.views.cookies import LAST_HOME, device_name, remember
from household.views.forms import HomeForm
from household.views.occupant import occupant_of

HERE = ("127.0.0.1", "::1")


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """GET: my board if I am signed in, else the form. POST: a new home, where nobody is signed in yet."""
    here = occupant_of(request)
    if here is None:
        return start(request)
    if here.tablet:
        return redirect("kitchen", home=here.tablet.household_id)
    if request.method == "POST":  # the page was opened before somebody signed in: it did not say as whom
        return start(request, me=here.member, asks=True)
    homes = [member.household_id for member in here.members]
    last = request.COOKIES.get(LAST_HOME)
    return redirect("board", home=last if last in homes else homes[0])


@require_http_methods(["GET", "HEAD", "POST"])
def another(request: HttpRequest) -> HttpResponse:
    """One more home for somebody who has one."""
    here = occupant_of(request)
    if here and here.tablet:
        return redirect("kitchen", home=here.tablet.household_id)
    return start(request, me=here.member if here else None)


def start(request: HttpRequest, me: Member | None = None, *, asks: bool = False) -> HttpResponse:
    """The form for a new home, and the home. No e-mail, no password, no configuration. `me`: the person signed in here,
    who need not introduce themselves again; `asks`: the form first says that it is theirs."""
    if not may_start(request):
        return render(request, "household/invited.html", status=403 if request.method == "POST" else 200)
    form = HomeForm(
        request.POST or None, initial={"colour": me.colour if me else Colour.SEA, "name": me.name if me else ""}
    )
    if request.method == "POST" and form.is_valid() and not asks:
        try:
            limit("home", address_of(request), 20, 3600)
        except TooMany as too_many:
            form.add_error(None, str(too_many.title))
        else:
            return begin(request, form, me)
    status = 409 if asks else 400 if form.errors else 200
    return render(request, "household/first.html", {"form": form, "colours": Colour.values, "me": me}, status=status)


def begin(request: HttpRequest, form: HomeForm, me: Member | None) -> HttpResponse:
    """Makes the home, and signs this device in if nobody is."""
    wants = form.cleaned_data
    user = me.user if me and me.user else User(language=request.LANGUAGE_CODE)
    member = Household.start(wants["home"], wants["time_zone"], user, wants["name"], wants["colour"])
    response = redirect("board", home=member.household_id)
    return response if me else sign_in(request, response, user)


def sign_in(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """This browser becomes a device of that person."""
    with user.change() as change:
        _device, secret = Device.sign_in(user, device_name(request))
        change.worth_keeping()
    return remember(response, request, secret)


def may_start(request: HttpRequest) -> bool:
    """Whether somebody without an invitation may start a home: anyone on this machine itself; from elsewhere only
    the first, unless `NEW_HOMES` says otherwise. Who is in a home already may always start another."""
    rule = settings.NEW_HOMES
    if not rule:
        name = request.get_host().rsplit(":", 1)[0]
        here = request.META.get("REMOTE_ADDR") in HERE and name in ("localhost", *HERE, "[::1]")
        rule = "anyone" if here else "first"
    if rule == "anyone" or not Member.objects.exists():
        return True
    known = user_of(request)
    return bool(known and known[0].present_members())
