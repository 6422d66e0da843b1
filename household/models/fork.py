"""Fork: a home of one's own with a copy of what is shared. The way apart, since nobody can remove anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from household.errors import Refused

if TYPE_CHECKING:
    from .member import Member

Made = dict[str, str]
"""From the id of a row in the old home to that of its copy in the new one."""


def fork(by: Member, name: str) -> Member:
    """Whoever `by` becomes in a new home of that name, alone in it: with what is ours and what is only theirs, and
    nothing that is only somebody else's, nobody's name and no history. In the old home nothing happens at all."""
    from household.change import Change

    from .household import Household
    from .row import KINDS

    if by.user is None:
        raise Refused(_("A profile without a device of its own cannot start a home."), code="no_person")
    with Change(None) as change:
        change.found(Household(name=name, time_zone=by.household.time_zone))
        assert change.household
        me = change.household.admit(change, by.user, by.name, by.colour)
        made: Made = {by.pk: me.pk}
        for kind in sorted(KINDS.values(), key=lambda kind: kind.copied_at):
            kind.copy_into(by, me, change, made)
    return me
