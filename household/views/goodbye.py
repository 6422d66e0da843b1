"""After leaving: the copy somebody takes along, by a link of its own, for 30 days or until they delete it.

The link's secret is exchanged for a cookie of these pages, so that it stays in no address, history or referrer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from household.errors import TooMany
from household.limits import address_of, limit
from household.links import link
from household.models import Keepsake
from household.views.join import closed
from household.views.problem import not_found
from household.views.settings.leaving import copy_as_file

COPY = "tandem-copy"
AT = "/goodbye/"

CopyPage = Callable[[HttpRequest, Keepsake], HttpResponse]


def of_copy(page: CopyPage) -> Callable[[HttpRequest], HttpResponse]:
    """A page about the copy whose link was opened in this browser; 404 where there is none."""

    @wraps(page)
    def opened(request: HttpRequest) -> HttpResponse:
        keepsake = Keepsake.open(request.COOKIES.get(COPY, ""))
        return unreferred(page(request, keepsake)) if keepsake else not_found(request)

    return opened


def unreferred(response: HttpResponse) -> HttpResponse:
    """No other page is told where the reader came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def goodbye(request: HttpRequest, secret: str) -> HttpResponse:
    """The link: its secret becomes a cookie, until the browser is closed."""
    try:
        limit("copy", address_of(request), 60, 600)
    except TooMany as too_many:
        return closed(request, str(too_many.title), str(too_many.detail), status=429)
    if Keepsake.open(secret) is None:
        return not_found(request)
    response = redirect("copy_here")
    response.set_cookie(COPY, secret, path=AT, httponly=True, samesite="Lax", secure=request.is_secure())
    return unreferred(response)


@require_safe
@of_copy
def copy_here(request: HttpRequest, keepsake: Keepsake) -> HttpResponse:
    """The copy to read, and the ways to keep or to delete it."""
    people, me = keepsake.content.get("member", []), keepsake.content.get("me")
    name = next((person["name"] for person in people if person["id"] == me), "")
    address = link(request, reverse("goodbye", args=[request.COOKIES[COPY]]))
    return render(request, "household/goodbye.html", {"keepsake": keepsake, "name": name, "link": address})


@require_safe
@of_copy
def copy(request: HttpRequest, keepsake: Keepsake) -> HttpResponse:
    """The copy as data, to download."""
    return copy_as_file(keepsake.content)


@require_POST
@of_copy
def delete(request: HttpRequest, keepsake: Keepsake) -> HttpResponse:
    """The copy is no longer here; its link opens nothing any more."""
    keepsake.delete()
    response = render(request, "household/copy_deleted.html", {"home": keepsake.home_name})
    response.delete_cookie(COPY, path=AT, samesite="Lax")
    return response
