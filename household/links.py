"""Links that are opened elsewhere: their address as a phone can reach it, and their QR code."""

from __future__ import annotations

import segno
from django.conf import settings
from django.http import HttpRequest

from household.addresses import lan_address

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def link(request: HttpRequest, path: str) -> str:
    """The full address of `path`. Asked from this machine itself it names the address phones can reach."""
    host = request.get_host()
    name, _colon, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    if name.lower() in LOOPBACK and (phone := lan_address()) and phone in settings.ALLOWED_HOSTS:
        host = f"{phone}:{port}" if port else phone
    return f"{request.scheme}://{host}{path}"


def qr(address: str) -> str:
    """The address as a picture: `data:image/svg+xml,…`, dark on light in either theme."""
    return segno.make(address, error="m", micro=False).svg_data_uri(border=0, scale=4, dark="#2b2621", light=None)
