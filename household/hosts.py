"""HOSTS: the public names a server is given, read with care and refused in words when they cannot be meant."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import urlsplit

NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
SAY_IT_LIKE = "name it like this: HOSTS=tandem.example.org bin/start"


class PublicName(NamedTuple):
    """One entry of HOSTS: how browsers reach this server from elsewhere. `host` may be `*` or begin with a dot."""

    scheme: str
    host: str
    port: int | None = None

    @property
    def is_pattern(self) -> bool:
        return self.host.startswith(("*", "."))

    @property
    def origin(self) -> str:
        """As a browser writes it, and Django's patterns: `https://tandem.example.org:8443`, `https://*.example.org`."""
        host = f"*{self.host}" if self.host.startswith(".") else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port not in (None, usual) else "")


def read_hosts(text: str) -> list[PublicName]:
    """The entries of HOSTS, by comma or blank. What is clear is mended: quotes, a scheme, a port, a slash at the end,
    capitals, other alphabets. Raises `SystemExit` with a sentence for the rest."""
    words = re.split(r"[,;\s]+", text.replace('"', " ").replace("'", " "))
    return [read_host(word) for word in words if word]


def read_host(word: str) -> PublicName:
    """One entry. `https` unless it says otherwise. Raises `SystemExit`."""
    if word == "*":
        return PublicName("https", "*")
    if is_ipv6(word):
        word = f"[{word}]"
    scheme, _mark, rest = word.rpartition("://")
    scheme = (scheme or "https").lower()
    try:
        parts = urlsplit(f"//{rest}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise refusal(word, "is no host name") from None
    if scheme not in ("http", "https"):
        raise refusal(word, "begins with neither https:// nor http://")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise refusal(word, "has a path, and Tandem needs a host name of its own: its pages begin at /")
    if parts.username is not None or parts.password is not None:
        raise refusal(word, "is no host name")
    if is_ipv6(host):
        return PublicName(scheme, f"[{host}]", port)
    dot = "." if host.startswith(".") else ""
    try:
        host = host.removeprefix(".").encode("idna").decode().lower()
    except UnicodeError:
        raise refusal(word, "is no host name") from None
    if not host or len(host) > 253 or not all(NAME.fullmatch(label) for label in host.split(".")):
        raise refusal(word, "is no host name")
    return PublicName(scheme, dot + host, port)


def is_ipv6(word: str) -> bool:
    try:
        return ipaddress.ip_address(word).version == 6
    except ValueError:
        return False


def refusal(word: str, why: str) -> SystemExit:
    return SystemExit(f"Tandem cannot start: HOSTS={word} {why}; {SAY_IT_LIKE}")
