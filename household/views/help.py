"""Help: where somebody turns who is afraid of a person at home. Read without signing in, and left in one tap."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

ELSEWHERE = "https://www.wikipedia.org/"  # where the quick exit leads: a page that anybody may have open


class Helpline(NamedTuple):
    """A country and whom to call there, free of charge and at any hour unless the words say otherwise."""

    country: str
    name: str
    number: str


def helplines() -> list[Helpline]:
    """As the lines named themselves in November 2026."""
    return [
        Helpline(_("Germany"), "Hilfetelefon Gewalt gegen Frauen", "116 016"),
        Helpline(_("Germany"), "Männerhilfetelefon", "0800 1239900"),
        Helpline(_("Austria"), "Frauenhelpline gegen Gewalt", "0800 222 555"),
        Helpline(_("United Kingdom"), "National Domestic Abuse Helpline", "0808 2000 247"),
        Helpline(_("Ireland"), "Women’s Aid", "1800 341 900"),
        Helpline(_("France"), "Violences Femmes Info", "3919"),
        Helpline(_("United States"), "National Domestic Violence Hotline", "1-800-799-7233"),
        Helpline(_("Australia"), "1800RESPECT", "1800 737 732"),
    ]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for everybody: it knows nobody, sets no cookie, and is not kept by the browser."""
    response = render(request, "household/help.html", {"elsewhere": ELSEWHERE, "helplines": helplines()})
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
