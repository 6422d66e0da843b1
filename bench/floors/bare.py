"""The bare floor: an edit goes to the other screen and is answered. No framework, no database."""

from __future__ import annotations

from typing import Any

import orjson

from .hub import Hub, Receive, Send, alive, said

hub = Hub()


async def application(scope: Any, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await hub.watch(scope, receive, send)
    elif scope["type"] == "lifespan":
        await alive(receive, send)
    else:
        await send_back(await edit(scope, receive), send)


async def edit(scope: Any, receive: Receive) -> bytes:
    """PATCH /api/homes/<room>/tasks/<id>/; any other request is only answered."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    if scope["method"] != "PATCH":
        return b"ok"
    _, _, _, room, _, pk, _ = scope["path"].split("/")
    item = {"kind": "task", "id": pk, "rev": 0, "title": orjson.loads(body)["title"]}
    await hub.push(room, said([item]))
    return orjson.dumps({"items": [item]})


async def send_back(body: bytes, send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
