"""Whether somebody has said that they are low this week: `{% is_low me as low %}` on their own settings page."""

from __future__ import annotations

from django import template
from django.utils import timezone

from household.models import Member
from tasks.models import Low

register = template.Library()


@register.simple_tag
def is_low(member: Member) -> bool:
    """Until the home's week ends."""
    return Low.current(Low.objects.filter(member=member), timezone.now()).exists()
