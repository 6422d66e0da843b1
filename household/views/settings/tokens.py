"""Tokens: keys for the API, each shown once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from household.access import Visit, one
from household.models import Token
from household.models.helping import only_adults
from household.views.settings.forms import TokenForm
from household.views.settings.page import act, done, show


@act("tokens")
def make(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A new token; its text stands in this answer and nowhere else."""
    only_adults(visit.member)
    form = TokenForm(request.POST)
    if not form.is_valid():
        return show(request, visit, status=400, token_form=form)
    name = form.cleaned_data["name"]
    _items, text = Token.make(visit.member, name, visit.device or "")
    context = {"name": name, "token": text, "me": visit.member, "home": visit.member.household}
    return render(request, "household/settings/token.html", context, status=201)


@act("tokens")
def revoke(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """It opens nothing any more, at once."""
    only_adults(visit.member)
    one(Token.objects.filter(member=visit.member), pk).revoke(visit.member)
    return done(visit, "token")
