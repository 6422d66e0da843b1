"""Wanted: the page somebody asked for while signed out. The link that signs them in leads there."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from household.models import Member

WANTED = "wanted"
KEPT = 4 * 60 * 60  # seconds, as long as a sign-in link lives


def remember_page(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Keeps the address of a page that could not be shown."""
    if request.method == "GET":
        response.set_cookie(
            WANTED, request.path, max_age=KEPT, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def to_page(request: HttpRequest, members: Iterable[Member]) -> HttpResponse:
    """To the page that was wanted, where it is one of these members' homes; else to the board of the first."""
    homes = [member.household_id for member in members]
    response = redirect(wanted(request, homes) or reverse("board", args=[homes[0]]))
    if WANTED in request.COOKIES:
        response.delete_cookie(WANTED, samesite="Lax")
    return response


def wanted(request: HttpRequest, homes: list[str]) -> str | None:
    """Its address, made anew from what it names: no cookie leads anywhere else."""
    try:
        page = resolve(request.COOKIES.get(WANTED, ""))
    except Resolver404:
        return None
    if not page.url_name or page.kwargs.get("home") not in homes:
        return None
    return reverse(page.url_name, kwargs=page.kwargs)
