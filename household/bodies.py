"""Request bodies, counted as they come: one that is too large or too slow is refused before Django stores any of it.

Django itself would write a body of any size to a temporary file before its own limit says no.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from household.views.problem import bad_request, too_slow

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Any, Receive, Send], Awaitable[None]]

WITHIN = 30.0  # seconds for a whole body of at most `settings.DATA_UPLOAD_MAX_MEMORY_SIZE` bytes
LINGER = 2.0  # seconds in which a refused client may still send, so that it gets to read the answer
REFUSED = "tandem.refused"  # in the scope: why the body was refused


class ClientGone(Exception):
    """The client closed the connection before its request was whole."""


class BoundedBodies:
    """ASGI middleware: gives the application the whole body at once, or none and the reason in the scope."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        if b"content-length" not in headers and b"transfer-encoding" not in headers:
            return await self.app(scope, receive, send)
        try:
            async with asyncio.timeout(WITHIN):
                body = await whole_body(headers, receive)
        except ClientGone:
            return None
        except (RequestDataTooBig, TimeoutError) as refused:
            scope[REFUSED] = refused
            return await self.app(scope, Replay(b"", receive), Lingering(receive, send))
        return await self.app(scope, Replay(body, receive), send)


async def whole_body(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    """The body. Raises `RequestDataTooBig` as soon as it is known to be too large, `ClientGone` when nobody waits."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if int(headers.get(b"content-length", b"0")) > most:
        raise RequestDataTooBig
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        body += message.get("body", b"")
        if len(body) > most:
            raise RequestDataTooBig
        if not message.get("more_body"):
            return bytes(body)


class Replay:
    """The application's `receive`: the body as one message, then whatever comes that is no more of it."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self.first: dict[str, Any] | None = {"type": "http.request", "body": body, "more_body": False}
        self.receive = receive

    async def __call__(self) -> Any:
        if (message := self.first) is not None:
            self.first = None
            return message
        while (message := await self.receive())["type"] == "http.request":
            pass
        return message


class Lingering:
    """The application's `send` for a refused body: the answer, then a moment in which the rest of the body is read and
    dropped. Closing at once would make the network throw the answer away."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.receive, self.send = receive, send

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
        elif not message.get("more_body"):
            await self.send({**message, "more_body": True})
            with suppress(TimeoutError):
                async with asyncio.timeout(LINGER):
                    while (more := await self.receive())["type"] == "http.request" and more.get("more_body"):
                        pass
            message = {"type": "http.response.body", "body": b""}
        await self.send(message)


class RefusedBodies:
    """Django middleware: answers a refused body in words, in the language and with the headers of any answer."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refused = getattr(request, "scope", {}).get(REFUSED)
        if refused is None:
            return self.get_response(request)
        return bad_request(request, refused) if isinstance(refused, RequestDataTooBig) else too_slow(request)
