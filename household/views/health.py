"""Health: whether the server can save, for whoever watches over it."""

from __future__ import annotations

import threading
import time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from household.faults import mark_told, tell
from household.models import Clock

FRESH = 5.0  # seconds for which a result stands: however many ask, nobody's writes wait behind it

_trying = threading.Lock()
_last: tuple[float, str] = (-FRESH, "")


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Answers "ok", or 503 with the code of what keeps writes from being saved. It tells nothing else."""
    code = tried()
    if code:
        mark_told(request)
    return HttpResponse(code or "ok", status=503 if code else 200, content_type="text/plain")


def tried() -> str:
    """The code of what is wrong, or "". Writes one small row to see, at most once in `FRESH` seconds; whoever asks
    while that is going on is given the result before."""
    global _last
    if time.monotonic() - _last[0] >= FRESH and _trying.acquire(blocking=False):
        try:
            _last = time.monotonic(), _try()
        finally:
            _trying.release()
    return _last[1]


def _try() -> str:
    try:
        Clock.look(timezone.now())
    except Exception as error:
        return tell(error)
    return ""
