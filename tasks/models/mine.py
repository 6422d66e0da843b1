"""Mine: what one person says for themselves, in their own stream, until they delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from household.models import Member, Row

if TYPE_CHECKING:
    from household.change import Items


class Mine(Row):
    """An answer, a week, a note. Nobody else learns that it is there or that it went."""

    own = "member_id"

    class Meta:
        abstract = True

    def erase(self, by: Member) -> Items:
        """Deleted for good."""
        with by.change() as change:
            change.again(self)
            change.gone(self)
        return change.items
