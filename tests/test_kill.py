"""The server killed in the middle of writes: what it acknowledged is there, and nobody has to reload."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.conftest import Person
from tests.live_server import Socket, until
from tests.processes import Process

Serve = Callable[..., Process]


def test_every_acknowledged_write_survives_a_kill(sam: Person, robin: Person, served: Serve, tmp_path: Path) -> None:
    data = tmp_path / "home"
    first = served(data)
    said: list[str] = []  # acknowledged
    asked: dict[str, tuple[Person, str]] = {}  # sent, by key
    stop = threading.Event()

    def write_on(by: Person) -> None:
        with first.client(by) as api:
            while not stop.is_set():
                task, key = str(uuid.uuid4()), str(uuid.uuid4())
                asked[key] = by, task
                body = {"id": task, "title": f"Written by {by.member.name}"}
                try:
                    answer = api.post(by.url("tasks/"), json=body, headers={"Idempotency-Key": key})
                except httpx.TransportError:
                    return  # killed in the middle: not acknowledged
                if answer.status_code == 201:
                    said.append(task)

    with Socket(first, sam) as laptop, Socket(first, robin) as phone:
        laptop.take(), phone.take()
        writers = [threading.Thread(target=write_on, args=(by,)) for by in (sam, robin, sam)]
        for writer in writers:
            writer.start()
        until(lambda: len(said) > 40, "some writes are acknowledged")
        laptop.see(lambda s: len(s.all("task")) > 5, "the laptop sees some")
        phone.see(lambda s: len(s.all("task")) > 5, "the phone sees some")
        first.kill()
        stop.set()
        for writer in writers:
            writer.join()

    second = served(data, port=first.port)
    with second.client(sam) as api:
        kept = {item["id"] for item in api.get(sam.url("news/")).json()["items"] if item["kind"] == "task"}
    assert set(said) <= kept
    for who, screen in ((sam, laptop.screen), (robin, phone.screen)):
        with Socket(second, who, screen.cursor) as again:
            again.screen = screen
            assert again.take()["reset"] is False
            assert {task["id"] for task in screen.all("task")} == kept
    for key, (by, task) in asked.items():  # whoever got no answer sends it again: nothing doubles
        body = {"id": task, "title": f"Written by {by.member.name}"}
        with second.client(by) as api:
            answer = api.post(by.url("tasks/"), json=body, headers={"Idempotency-Key": key})
        assert (answer.status_code, answer.json()["items"][0]["id"]) == (201, task)
    with second.client(robin) as api:
        tasks = [item["id"] for item in api.get(robin.url("news/")).json()["items"] if item["kind"] == "task"]
    assert sorted(tasks) == sorted({task for _by, task in asked.values()})
