"""Scope: what a browser keeps belongs to one person, or to one family tablet, and is locked with their key."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from household.access import Visit

HEADER = "Tandem-Scope"  # on requests of our own pages: the name of the scope the page was made for


@dataclass(frozen=True, slots=True)
class Scope:
    """The name under which a browser keeps things, and the key it locks unsent writes and drafts with.

    Both are derived from the id of the person or tablet and this server's secret. The key is part of the pages that
    this person loads and is stored neither here nor in the browser.
    """

    name: str
    key: str  # 256 bits, base64url

    @classmethod
    def of(cls, visit: Visit) -> Scope:
        """The scope of whoever came by a device or a tablet."""
        return cls.for_id(visit.tablet or str(visit.member.user_id))

    @classmethod
    def for_id(cls, person_or_tablet: str) -> Scope:
        key = salted_hmac("tandem.scope.key", person_or_tablet, algorithm="sha256").digest()
        return cls(scope_name(person_or_tablet), base64.urlsafe_b64encode(key).decode())


def scope_name(person_or_tablet: str) -> str:
    """The name alone: all that a page says about itself when it asks for something."""
    return salted_hmac("tandem.scope.name", person_or_tablet, algorithm="sha256").hexdigest()[:32]
