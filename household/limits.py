"""Limits on what a stranger could try often: joining, signing in, starting homes, making links.

A member's own acts are never limited (DESIGN.md section 3).
"""

from __future__ import annotations

import ipaddress

from django.core.cache import cache
from django.http import HttpRequest

from household.errors import TooMany


def limit(what: str, who: str, most: int, seconds: int) -> None:
    """Raises `TooMany` after `most` tries of `what` by `who` within `seconds`."""
    key = f"limit:{what}:{who}"
    cache.add(key, 0, seconds)
    try:
        tried = cache.incr(key)
    except ValueError:  # it has just expired
        return
    if tried > most:
        raise TooMany


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; see `network_of`."""
    return network_of(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """The address as limits count it: an IPv6 network counts as one, as it is one home's."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else address
