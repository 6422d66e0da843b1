"""The durable floor: a plain Django view without rights. One update, one insert, a commit that is on the disk (FULL),
the push. One sync thread with one lasting connection, as the real server has it; no middleware."""

# ruff: noqa: E402  settings come before the models, in one file

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(os.environ["DATA_DIR"]) / "floor.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
            },
        }
    },
    USE_TZ=True,
)

import django

django.setup(set_prefix=False)

from django.core.handlers.asgi import ASGIHandler
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from .hub import TASKS, Hub, Receive, Send, alive, said

ROOMS = 200
hub = Hub()
loop: asyncio.AbstractEventLoop


class Task(models.Model):
    """What is edited."""

    id = models.CharField(max_length=36, primary_key=True)
    title = models.CharField(max_length=200)

    objects: models.Manager[Task] = models.Manager()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """What is inserted with each edit."""

    task_id = models.CharField(max_length=36, db_index=True)
    said = models.CharField(max_length=200)

    objects: models.Manager[Line] = models.Manager()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.said


def prepare() -> None:
    """The tables, and the tasks of every room."""
    with connection.schema_editor() as editor:
        editor.create_model(Task)
        editor.create_model(Line)
    rooms = [f"room-{number}" for number in range(ROOMS)]
    Task.objects.bulk_create(Task(id=f"{room}-{n}", title="") for room in rooms for n in range(TASKS))
    connection.close()


def edit(request: HttpRequest, room: str, pk: str) -> HttpResponse:
    """PATCH /api/homes/<room>/tasks/<id>/"""
    title = orjson.loads(request.body)["title"]
    with transaction.atomic():
        Task.objects.filter(pk=pk).update(title=title)
        Line.objects.create(task_id=pk, said=title)
        text = said([{"kind": "task", "id": pk, "rev": 0, "title": title}])
        transaction.on_commit(lambda: loop.call_soon_threadsafe(push, room, text))
    return sent(orjson.dumps({"items": [{"kind": "task", "id": pk, "rev": 0, "title": title}]}))


def push(room: str, text: str) -> None:
    asyncio.ensure_future(hub.push(room, text))


def healthy(request: HttpRequest) -> HttpResponse:
    return sent(b"ok")


def sent(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/json", headers={"Content-Length": str(len(body))})


urlpatterns = [path("api/homes/<str:room>/tasks/<str:pk>/", edit), path("healthz", healthy)]


class OneThread(ASGIHandler):
    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        await self.handle(scope, receive, send)


pages = OneThread()


async def application(scope: Any, receive: Receive, send: Send) -> None:
    global loop
    loop = asyncio.get_running_loop()
    if scope["type"] == "http":
        await pages(scope, receive, send)
    elif scope["type"] == "websocket":
        await hub.watch(scope, receive, send)
    else:
        await alive(receive, send)
