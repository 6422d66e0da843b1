"""After leaving: the copy one takes along, by its own link, for 30 days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from household.models import Keepsake
from household.views.problem import not_found
from household.views.settings.leaving import copy_as_file


@require_safe
def goodbye(request: HttpRequest, secret: str) -> HttpResponse:
    """The copy to read, and the way to keep it."""
    keepsake = Keepsake.open(secret)
    if keepsake is None:
        return not_found(request)
    return render(request, "household/goodbye.html", {"keepsake": keepsake, "secret": secret})


@require_safe
def copy(request: HttpRequest, secret: str) -> HttpResponse:
    """The copy as data, to download."""
    keepsake = Keepsake.open(secret)
    if keepsake is None:
        return not_found(request)
    return copy_as_file(keepsake.content)
