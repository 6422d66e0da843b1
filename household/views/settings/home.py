"""Our home: its name, its clock, and when what nobody touches rests."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from household.access import Visit
from household.models.helping import only_adults
from household.views.settings.forms import HomeSettings
from household.views.settings.page import act, done, show


@act("home")
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Another name or time zone; the others see it at once."""
    only_adults(visit.member)
    form = HomeSettings(visit.member.household, request.POST)
    if not form.is_valid():
        return show(request, visit, status=400, home_form=form)
    fields = {name: value for name, value in form.cleaned_data.items() if name in request.POST}
    visit.member.household.rename(visit.member, **fields)
    return done(visit, "home")
