"""Limits on what a stranger could try often: joining, signing in, starting homes, making links.

A member's own acts are never limited (DESIGN.md section 3).
"""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.utils.connection import ConnectionProxy
from redis.exceptions import RedisError

from household.addresses import network_of
from household.errors import TooMany
from household.faults import tell_of_redis

ALONE = LocMemCache("limits", {})


def limit(what: str, who: str, most: int, seconds: int) -> None:
    """Raises `TooMany` after `most` tries of `what` by `who` within `seconds`. While Redis does not answer, each
    process counts alone."""
    key = f"limit:{what}:{who}"
    try:
        tried = counted(cache, key, seconds)
    except (RedisError, OSError) as error:
        tell_of_redis(error)
        tried = counted(ALONE, key, seconds)
    if tried > most:
        raise TooMany


def counted(where: BaseCache | ConnectionProxy[Any], key: str, seconds: int) -> int:
    """Counts one more; how many there are now."""
    where.add(key, 0, seconds)
    try:
        return where.incr(key)
    except ValueError:  # it has just expired
        return 0


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; see `network_of`."""
    return network_of(request.META.get("REMOTE_ADDR", ""))
