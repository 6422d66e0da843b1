"""Security headers on every answer: only our own scripts and styles, no frames, no markup from strings."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",
    ]
)


class SecurityHeaders:
    """Content-Security-Policy and Permissions-Policy; and no page with people's words is kept by a cache."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if is_trustworthy(request):
            response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if request.is_secure():  # all our cookies, the one against forged forms too: only over TLS from now on
            for cookie in response.cookies.values():
                cookie["secure"] = True
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def is_trustworthy(request: HttpRequest) -> bool:
    """Whether browsers heed headers that they only take from a secure origin; elsewhere they would complain."""
    return request.is_secure() or request.headers.get("host", "").partition(":")[0] in ("localhost", "127.0.0.1")
