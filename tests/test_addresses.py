"""Which link a phone can open, and which names the server answers to."""

from dataclasses import dataclass, field

import ifaddr
import pytest
from pytest_django import Settings

from household import addresses
from household.management.commands.serve import phone_link, qr_code


@dataclass
class IP:
    ip: str | tuple[str, int, int]


@dataclass
class Adapter:
    nice_name: str
    addresses: list[str | tuple[str, int, int]]
    ips: list[IP] = field(init=False)

    def __post_init__(self) -> None:
        self.ips = [IP(address) for address in self.addresses]


LOOPBACK = Adapter("lo", ["127.0.0.1", ("::1", 0, 0)])
WIRE = Adapter("eth0", ["10.0.0.7", ("fd00::7", 0, 0)])
WIFI = Adapter("wlan0", ["192.168.178.23", ("fe80::AB", 0, 3)])
DOCKER = Adapter("docker0", ["172.17.0.1"])
BRIDGE = Adapter("br-4f1c", ["172.18.0.1"])


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch):
    def build(*adapters: Adapter, route: str | None = None, name: str = "Kitchen") -> None:
        monkeypatch.setattr(ifaddr, "get_adapters", lambda: adapters)
        monkeypatch.setattr(addresses, "_default_route_address", lambda: route)
        monkeypatch.setattr(addresses.socket, "gethostname", lambda: name)

    return build


@pytest.mark.parametrize(
    ("adapters", "route", "expected"),
    [
        ([LOOPBACK, WIRE, WIFI], "192.168.178.23", "192.168.178.23"),
        ([LOOPBACK, WIRE, WIFI], None, "10.0.0.7"),
        ([LOOPBACK, DOCKER, BRIDGE, WIFI], None, "192.168.178.23"),
        ([LOOPBACK, DOCKER, WIFI], "172.17.0.1", "192.168.178.23"),
        ([LOOPBACK, DOCKER], "172.17.0.1", "172.17.0.1"),
        ([LOOPBACK, DOCKER], None, "172.17.0.1"),
        ([LOOPBACK], None, None),
        ([LOOPBACK], "127.0.0.1", None),
        ([LOOPBACK, Adapter("eth0", ["169.254.3.4"])], None, None),
    ],
)
def test_the_address_a_phone_uses_is_that_of_the_real_network(
    machine, adapters: list[Adapter], route: str | None, expected: str | None
) -> None:
    machine(*adapters, route=route)
    assert addresses.lan_address() == expected


def test_the_server_answers_to_every_name_of_its_machine(machine) -> None:
    machine(LOOPBACK, WIRE, WIFI)
    hosts = addresses.own_hosts()
    assert hosts[:3] == ["localhost", "127.0.0.1", "[::1]"]
    assert set(hosts[3:]) == {
        "kitchen",
        "kitchen.local",
        "10.0.0.7",
        "[fd00::7]",
        "192.168.178.23",
        "[fe80::ab]",
    }


def test_a_long_host_name_is_known_short_and_local_too(machine) -> None:
    machine(LOOPBACK, name="box.home.arpa")
    assert set(addresses.own_hosts()[3:]) == {"box", "box.home.arpa", "box.local"}


def test_a_machine_without_a_name_still_answers_to_localhost(machine) -> None:
    machine(LOOPBACK, name="")
    assert addresses.own_hosts() == ["localhost", "127.0.0.1", "[::1]"]


def test_the_link_for_phones_is_the_public_name_or_the_network_address_or_none(machine, settings: Settings) -> None:
    machine(LOOPBACK, WIFI)
    settings.HOSTS = []
    assert phone_link("0.0.0.0", 8000) == "http://192.168.178.23:8000/"
    assert phone_link("0.0.0.0", 80) == "http://192.168.178.23/"
    assert phone_link("10.0.0.7", 8000) == "http://10.0.0.7:8000/"
    assert phone_link("127.0.0.1", 8000) is None
    settings.HOSTS = ["*", "board.example"]
    assert phone_link("127.0.0.1", 8000) == "https://board.example/"
    settings.HOSTS = []
    machine(LOOPBACK)
    assert phone_link("0.0.0.0", 8000) is None


def test_the_qr_code_fits_a_small_terminal() -> None:
    lines = qr_code("http://192.168.178.23:8000/", coloured=False).splitlines()
    assert len(lines) < 20
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) < 40
