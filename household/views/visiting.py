"""Visiting: the pages of a home are for its members; everybody else gets the page that says what they can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from household.access import COOKIE, Visit, visit
from household.errors import NotHere, NotSignedIn
from household.headers import is_trustworthy
from household.models import Tablet
from household.scopes import Scope
from household.views.problem import not_found
from household.views.wanted import remember_page

MemberPage = Callable[Concatenate[HttpRequest, Visit, ...], HttpResponse]


def for_members(page: MemberPage) -> Callable[..., HttpResponse]:
    """A page below `/h/<home>/`: the view gets the visit instead of the home's id.

    A device that is not signed in gets 401 and the ways back; a stranger 404, as for a home that does not exist.
    """

    @wraps(page)
    def visited(request: HttpRequest, home: str, **kwargs: Any) -> HttpResponse:
        try:
            visitor = visit(home, cookie=request.COOKIES.get(COOKIE, ""))
            request.acting_as = visitor.member  # type: ignore[attr-defined]  # each page names them
            request.made_for = Scope.of(visitor).name  # type: ignore[attr-defined]  # the browser closes it for others
            with timezone.override(visitor.member.household.clock):  # days and hours as they are at home
                return page(request, visitor, **kwargs)
        except NotSignedIn:
            if Tablet.of(request.COOKIES.get(COOKIE, "")):
                return redirect("kitchen", home=home)  # the family's tablet has one page
            return signed_out(request)
        except NotHere:
            return not_found(request)

    return visited


def signed_out(request: HttpRequest, *, just_now: bool = False) -> HttpResponse:
    """What to say on a device that is signed out, and the ways back; `just_now`: by the person who reads it."""
    title = _("You are signed out here.") if just_now else _("This device is signed out.")
    context = {"title": title, "just_now": just_now}
    response = render(request, "household/signed_out.html", context, status=200 if just_now else 401)
    if just_now:
        response.delete_cookie(COOKIE, samesite="Lax")
        if is_trustworthy(request):
            response["Clear-Site-Data"] = '"cache"'  # and no "storage": unsent writes stay, locked
        return response
    return remember_page(response, request)
