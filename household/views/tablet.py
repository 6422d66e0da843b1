"""The family's tablet: the link that makes a browser one, and its own page, the kitchen view."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from household.access import COOKIE, user_of, visit_of_tablet
from household.errors import NotHere, NotSignedIn, TooMany
from household.limits import address_of, limit
from household.models import TabletLink
from household.scopes import Scope
from household.texts import catalog
from household.views.board import ESCAPES, milliseconds
from household.views.cookies import LAST_HOME, device_name, remember
from household.views.join import closed, used_up
from household.views.occupant import occupant_of
from household.views.problem import not_found


@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request: HttpRequest, secret: str) -> HttpResponse:
    """GET: what it means, and a button; nothing is used up. POST: this browser is the family's tablet, nobody's own."""
    try:
        limit("device", address_of(request), 60, 600)
    except TooMany as too_many:
        return closed(request, str(too_many.title), str(too_many.detail), status=429)
    link = TabletLink.open(secret)
    if link is None:
        return closed(request, *used_up())
    here = occupant_of(request)
    already = bool(here and here.tablet and here.tablet.household_id == link.household_id)
    if request.method == "POST":
        if already:
            return redirect("kitchen", home=link.household_id)
        cookie = link.use(device_name(request))
        if cookie is None:
            return closed(request, *used_up())
        return hang_up(request, cookie, link.household_id)
    context = {"home": link.household, "already": already, "here": None if already else here}
    return render(request, "household/tablet.html", context)


def hang_up(request: HttpRequest, cookie: str, home: str) -> HttpResponse:
    """This browser is the tablet from now on; whoever was signed in here no longer is, and nothing of theirs stays."""
    if here := occupant_of(request):
        here.sign_out()
    page = render(request, "household/tablet_ready.html", {"kitchen": reverse("kitchen", args=[home])})
    page.delete_cookie(LAST_HOME)
    return remember(page, request, cookie)


@require_safe
@gzip_page
@ensure_csrf_cookie
def kitchen(request: HttpRequest, home: str) -> HttpResponse:
    """The board for all of us: the shell, with the first news of everyone in it."""
    try:
        visit = visit_of_tablet(home, request.COOKIES.get(COOKIE, ""))
    except NotSignedIn:
        return redirect("first") if user_of(request) else taken_off(request)
    except NotHere:
        return not_found(request)
    context = {
        "start": {
            "home": home,
            "tablet": visit.tablet,
            "scope": asdict(Scope.of(visit)),
            "language": get_language(),
            "debug": settings.DEBUG,
            "now": milliseconds(),
        },
        "news_json": mark_safe(visit.news("").encoded().decode().translate(ESCAPES)),  # noqa: S308 - escaped
        "texts": catalog(get_language() or "en"),
        "home_name": visit.member.household.name,
    }
    return render(request, "tasks/kitchen.html", context)


def taken_off(request: HttpRequest) -> HttpResponse:
    """This browser is nobody's tablet any more."""
    response = render(request, "household/tablet_off.html", status=401)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
