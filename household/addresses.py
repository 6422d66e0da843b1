"""Addresses: the names the server answers to, the link a phone opens, and where a request comes from."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import ifaddr

REFRESH = 5.0  # seconds: a machine that joins another network is answered to there soon after
RESOLVER = Path("/etc/resolv.conf")

BRIDGES = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "podman", "cni")
"""Interface names of networks that exist only inside this machine: no phone is on them."""


def own_hosts() -> list[str]:
    """Every host name and address of this machine, as a browser writes them in the Host header.

    IPv6 addresses stand in brackets; names are lower case. Never empty, sorted after localhost.
    """
    name = socket.gethostname().lower().rstrip(".")
    short = name.split(".")[0]
    names = {name, short, *(f"{short}.{domain}" for domain in ("local", *_search_domains()))} if short else set()
    addresses = {address for _, address in _addresses()} | {f"[{address}]" for address in _addresses_v6()}
    local = ["localhost", "127.0.0.1", "[::1]"]
    return local + sorted((names | addresses) - set(local))


class LiveHosts(list[str]):
    """The names of `HOSTS` and those of this machine, as they are now: an address that the machine gains while the
    server runs is answered to as well. Asked for an unknown name it looks again, at most every `REFRESH` seconds."""

    def __init__(self, named: list[str]) -> None:
        super().__init__([*named, *own_hosts()])
        self._named, self._read = named, time.monotonic()

    def __iter__(self) -> Iterator[str]:
        known = list(super().__iter__())
        yield from known
        if time.monotonic() - self._read >= REFRESH:
            self._read = time.monotonic()
            self[:] = [*self._named, *own_hosts()]
            yield from [name for name in list.__iter__(self) if name not in known]

    def __contains__(self, name: object) -> bool:
        return any(name == known for known in self)


def folded(address: str) -> str:
    """An IPv4 address that came over an IPv6 socket (`::ffff:192.168.1.5`, with `HOST=::`) as itself; any other as it
    is. So limits, the trust in a proxy and "this very machine" do not depend on how the server listens."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(getattr(ip, "ipv4_mapped", None) or ip)


def network_of(address: str) -> str:
    """The address as limits count it: an IPv6 network counts as one, as it is one home's."""
    try:
        ip = ipaddress.ip_address(folded(address))
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


def lan_address() -> str | None:
    """The IPv4 address a phone on the same network would use; None when there is only this machine.

    The address of the default route is the best guess; without one (or when it is a bridge
    inside this machine) the first address of a real network interface.
    """
    by_address = {address: interface for interface, address in _addresses()}
    outside = {a: i for a, i in by_address.items() if not a.startswith(("127.", "169.254."))}
    real = [address for address, interface in outside.items() if not interface.startswith(BRIDGES)]
    route = _default_route_address()
    if route in real or (route in outside and not real):
        return route
    return next(iter(real or outside), None)


def url(host: str, port: int) -> str:
    """The plain http address of this server, without the port where the browser needs none."""
    return f"http://{host}/" if port == 80 else f"http://{host}:{port}/"


def _search_domains() -> list[str]:
    """The domains of this network, as the router tells them: at home the machine may be `kitchen.fritz.box`."""
    try:
        lines = RESOLVER.read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    words = [word for line in lines if line.startswith(("search ", "domain ")) for word in line.split()[1:]]
    return [word.lower().strip(".") for word in words if word.strip(".")]


def _default_route_address() -> str | None:
    """The address packets to the world would leave from. Connecting a UDP socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("203.0.113.1", 9))  # TEST-NET-3: belongs to nobody (RFC 5737)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _addresses() -> Iterator[tuple[str, str]]:
    """(interface, IPv4 address) of every interface, in the system's order."""
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            if isinstance(ip.ip, str):
                yield adapter.nice_name, ip.ip


def _addresses_v6() -> Iterator[str]:
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            if not isinstance(ip.ip, str):
                yield ip.ip[0].lower()
