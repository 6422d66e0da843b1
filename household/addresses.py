"""Where this machine can be reached: the names the server answers to, and the link a phone opens."""

import socket
from collections.abc import Iterator

import ifaddr

BRIDGES = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "podman", "cni")
"""Interface names of networks that exist only inside this machine: no phone is on them."""


def own_hosts() -> list[str]:
    """Every host name and address of this machine, as a browser writes them in the Host header.

    IPv6 addresses stand in brackets; names are lower case. Never empty, sorted after localhost.
    """
    name = socket.gethostname().lower().rstrip(".")
    names = {name, name.split(".")[0]} - {""}
    names |= {f"{name.split('.')[0]}.local" for name in names}
    addresses = {address for _, address in _addresses()} | {f"[{address}]" for address in _addresses_v6()}
    local = ["localhost", "127.0.0.1", "[::1]"]
    return local + sorted((names | addresses) - set(local))


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
