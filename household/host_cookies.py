"""Cookies over TLS carry the prefix `__Host-`: a browser then takes them from this very host over TLS only, so neither
a page of a neighbouring host nor anybody on the network can put one there. On plain http they have their plain names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.cookies import Morsel

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "__Host-"
OURS = ("tandem", "csrftoken", "home", "language", "wanted")


def plain(cookies: Mapping[str, str], *, secure: bool) -> dict[str, str]:
    """The cookies of a request by their plain names. Over TLS one with the prefix counts, and one without only where
    there is none with it: a browser that was signed in on plain http stays signed in when its home moves to TLS."""
    if not secure:
        return {name: value for name, value in cookies.items() if not name.startswith(PREFIX)}
    named = {name.removeprefix(PREFIX): value for name, value in cookies.items() if name.startswith(PREFIX)}
    return {name: value for name, value in cookies.items() if not name.startswith(PREFIX)} | named


class HostCookies:
    """The rest of the server reads and sets its cookies by their plain names; over TLS they travel by the others."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        came = dict(request.COOKIES)
        request.COOKIES = plain(came, secure=request.is_secure())
        response = self.get_response(request)
        if request.is_secure():
            for name in OURS:
                self.move(name, came, response)
        return response

    def move(self, name: str, came: Mapping[str, str], response: HttpResponse) -> None:
        """Sends our cookie of that name with the prefix, and takes away one that came without it."""
        cookies = response.cookies
        if name in cookies:
            morsel: Morsel[str] = cookies.pop(name)
            kept = {key: value for key, value in morsel.items() if value != "" and key not in ("secure", "domain")}
            cookies[PREFIX + name] = morsel.value
            cookies[PREFIX + name].update(kept | {"secure": True, "path": "/"})
        elif name in came and PREFIX + name not in came:
            response.set_cookie(
                PREFIX + name, came[name], max_age=settings.COOKIE_AGE, secure=True, httponly=True, samesite="Lax"
            )
        if name in came:
            response.delete_cookie(name, samesite="Lax")
