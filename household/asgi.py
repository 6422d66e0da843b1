"""The server's one application: pages and API, the socket of each screen, and the hub's life."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "household.settings")

import django
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler

django.setup(set_prefix=False)

from asgiref.sync import sync_to_async
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import path, re_path
from servestatic import ServeStaticASGI

import household.ids  # noqa: F401
from household.bodies import BoundedBodies
from household.live import hub, watch

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class OneHop(ASGIHandler):
    """A request goes to its thread once and comes back once. Django's own way hops for each middleware, because ours
    are sync: eleven hops, a millisecond."""

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: Any) -> Any:
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


class OneThread(OneHop):
    """On SQLite all sync work shares one thread and one lasting connection: no lock waits, no reopening
    (DESIGN.md section 7). Django's own `__call__` would give each request a thread."""

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        await self.handle(scope, receive, send)


STATIC: dict[str, Any] = {
    "root": settings.STATICFILES_DIRS[0] if settings.DEBUG else settings.STATIC_ROOT,
    "prefix": settings.STATIC_URL,
    "autorefresh": settings.DEBUG,
    "allow_all_origins": False,
    "immutable_file_test": r"\.[0-9a-f]{12}\.",  # names with the hash of what they hold
    "add_headers_function": lambda headers, path, url: headers.add_header("X-Content-Type-Options", "nosniff"),
}
if not settings.POSTGRES:  # one lasting connection: nothing to look after at each request's start and end
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)


async def lifespan(scope: Any, receive: Receive, send: Send) -> None:
    """The hub opens before the first request and closes after the last."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await hub.open()
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.close()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def elsewhere(scope: Any, receive: Receive, send: Send) -> None:
    """A socket at any other address is refused, without a line in the log."""
    await receive()
    await send({"type": "websocket.close"})


application = ProtocolTypeRouter(
    {
        "http": BoundedBodies(ServeStaticASGI(OneHop() if settings.POSTGRES else OneThread(), **STATIC)),
        "websocket": URLRouter([path("live/<id:home>/", watch), re_path("", elsewhere)]),  # type: ignore[arg-type]
        "lifespan": lifespan,
    }
)
