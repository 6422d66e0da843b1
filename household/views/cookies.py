"""The cookie that keeps a device signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from household.access import COOKIE

LAST_HOME = "home"  # which of one's homes this device showed last
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
MACHINES = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)


def remember(response: HttpResponse, request: HttpRequest, secret: str) -> HttpResponse:
    """Signs this device in. Over TLS the cookie never goes out in the clear.

    Forms and boards that were opened before, perhaps by somebody else, can no longer write: their token is old.
    """
    rotate_token(request)
    response.set_cookie(
        COOKIE, secret, max_age=settings.COOKIE_AGE, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


def speak(response: HttpResponse, request: HttpRequest, language: str) -> HttpResponse:
    """The pages of this device are in that language from now on."""
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def device_name(request: HttpRequest) -> str:
    """What to call this device in the list of one's devices: `Firefox, Android`."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in BROWSERS if mark in agent), "Browser")
    machine = next((name for mark, name in MACHINES if mark in agent), "")
    return f"{browser}, {machine}" if machine else browser
