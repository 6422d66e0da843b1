"""I'm low this week, from one's own settings page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from household.access import Visit
from household.views.visiting import for_members
from tasks.models import Low


@require_POST
@for_members
def low(request: HttpRequest, visit: Visit) -> HttpResponse:
    """I am, or not any more. For adults; for who helps there is no such page."""
    if request.POST.get("low") == "yes":
        Low.begin(visit.member)
    else:
        Low.end(visit.member)
    return redirect(reverse("settings", args=[visit.member.household_id]) + "#low")
