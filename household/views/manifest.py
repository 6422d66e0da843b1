"""The web app manifest: what Tandem is called and looks like on a home screen."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

PAPER = "#f5f0e7"  # --paper by day in frontend/styles/tokens.css; pages name the colour for the dark themselves


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """It names no home and no person: anybody may read it."""
    said = {
        "id": "/",
        "name": _("Tandem, our list"),
        "short_name": "Tandem",
        "description": _("One list, two heads"),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["lifestyle", "productivity"],
        "icons": [
            icon("icon.svg", "any"),
            icon("icon-192.png", "192x192"),
            icon("icon-512.png", "512x512"),
            icon("icon-512.png", "512x512", purpose="maskable"),
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def icon(name: str, sizes: str, purpose: str = "any") -> dict[str, str]:
    """One picture of the icon. All it shows lies in the circle that a mask leaves."""
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": static(f"icons/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}
