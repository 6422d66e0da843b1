"""manage.py serve: the board's own server, in the foreground until Ctrl+C or SIGTERM."""

import errno
import io
import os
import signal
import socket
import sys
from typing import Any

import segno
import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from household.addresses import lan_address, url
from household.connections import allow_many_connections, uvicorn_config
from household.folder import PREDECESSOR, Serving, data_folder
from household.upgrade import check, upgrade

EVERYWHERE = "0.0.0.0"  # noqa: S104  phones on the same network are the point; HOST narrows it


class Command(BaseCommand):
    help = "Serve the board: brings the database up to date, prints where it is, runs until Ctrl+C."
    requires_system_checks = []  # bin/test runs them; a start is quicker without

    server: uvicorn.Server | None = None

    def handle(self, *args: Any, **options: Any) -> None:
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, self.end)
        allow_many_connections()
        listener = listen(os.environ.get("HOST") or EVERYWHERE, settings.PORT)
        check()
        self.take_folder()
        self.say_copy(upgrade(holds_folder=True))
        connection.close()  # the server's own thread opens the one that lasts

        from household.asgi import application  # late: a taken port is said before the long imports

        self.server = Server(uvicorn_config(application), ready=lambda: self.say_ready(listener))
        self.server.run(sockets=[listener])

    def take_folder(self) -> None:
        """Keeps a second server off the folder. Raises `SystemExit`."""
        self.serving = Serving(data_folder())
        if not self.serving.take(shared=settings.POSTGRES, within=PREDECESSOR):
            raise SystemExit(
                f"Tandem cannot start: another Tandem serves {settings.DATA_DIR} already; stop it first, "
                "or serve another folder with: DATA_DIR=~/tandem-2 bin/start"
            )

    def end(self, *signal_and_frame: object) -> None:
        """Ended while still starting. Once it serves, uvicorn ends kindly by itself and then sends the signal again."""
        if not (self.server and self.server.started):
            raise SystemExit(0)

    def say_copy(self, copy: Any) -> None:
        if copy:
            self.stdout.write(f"The database was brought up to date; as it was before: {copy}")

    def say_ready(self, listener: socket.socket) -> None:
        host, port = listener.getsockname()[:2]
        self.stdout.write("\nTandem is open.\n")
        self.stdout.write(f"  here    {url('localhost', port)}\n")
        if phone := phone_link(host, port):
            note = "" if phone.startswith("https:") else "   (on the same network)"
            self.stdout.write(f"  phones  {phone}{note}\n")
            self.stdout.write(qr_code(phone, coloured=self.stdout.isatty()))
        self.stdout.write(f"  data    {database()}\n  stop    Ctrl+C\n")
        self.stdout.flush()


class Server(uvicorn.Server):
    """uvicorn that says when it really answers."""

    def __init__(self, config: uvicorn.Config, ready: Any) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()


def listen(host: str, port: int) -> socket.socket:
    """The socket to serve on; raises SystemExit with a sentence for the person who typed the command."""
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if host == "::":
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # IPv4 too, whatever the system's default
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # without uvloop nobody else does: 40 ms an answer
    try:
        listener.bind((host, port))
        listener.listen(2048)  # from here on a browser waits instead of being refused
    except (OSError, OverflowError) as problem:
        raise SystemExit(f"Tandem cannot start: {_why_not(problem, host, port)}") from None
    return listener


def _why_not(problem: OSError | OverflowError, host: str, port: int) -> str:
    match getattr(problem, "errno", None):
        case errno.EADDRINUSE:
            return f"port {port} is taken by another program; choose another with: PORT={port + 1} bin/start"
        case errno.EACCES:
            return f"port {port} is only for the administrator; choose one above 1023 with: PORT=8000 bin/start"
        case None:
            return f"{port} is no port; choose one from 1024 to 65535 with: PORT=8000 bin/start"
        case _:
            return f"this machine has no address {host}; serve on all it has with: HOST=0.0.0.0 bin/start"


def phone_link(host: str, port: int) -> str | None:
    """The link a phone opens: the public name where HOSTS names one, else this machine on its network."""
    if settings.PUBLIC_ORIGIN:
        return f"{settings.PUBLIC_ORIGIN}/"
    if host in (EVERYWHERE, "::"):
        host = lan_address() or "localhost"
    return None if host.startswith(("127.", "localhost", "::1")) else url(host, port)


def qr_code(link: str, coloured: bool) -> str:
    """The link as a QR code for the terminal, two modules a character; on a terminal always light on dark."""
    text = io.StringIO()
    segno.make_qr(link, error="l").terminal(text, border=2, compact=True)
    try:
        text.getvalue().encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return ""
    before, after = ("\x1b[97;40m", "\x1b[0m") if coloured else ("", "")
    return "".join(f"  {before}{line}{after}\n" for line in text.getvalue().splitlines())


def database() -> str:
    """Where the data is, without a password."""
    where = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(where["NAME"])
    return f"{connection.display_name} {where['NAME']} at {where['HOST'] or 'localhost'}"
