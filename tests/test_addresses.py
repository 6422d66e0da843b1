"""Which link a phone can open, and which names the server answers to."""

from dataclasses import dataclass, field
from pathlib import Path

import ifaddr
import pytest
from django.http.request import validate_host
from pytest_django import Settings

from household import addresses
from household.hosts import read_hosts
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
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def build(*adapters: Adapter, route: str | None = None, name: str = "Kitchen") -> None:
        monkeypatch.setattr(ifaddr, "get_adapters", lambda: adapters)
        monkeypatch.setattr(addresses, "_default_route_address", lambda: route)
        monkeypatch.setattr(addresses.socket, "gethostname", lambda: name)
        monkeypatch.setattr(addresses, "RESOLVER", tmp_path / "resolv.conf")

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


def test_the_routers_domain_makes_another_name_of_this_machine(machine, tmp_path: Path) -> None:
    (tmp_path / "resolv.conf").write_text("# by the router\nnameserver 192.168.178.1\nsearch fritz.box home.arpa\n")
    machine(LOOPBACK)
    assert set(addresses.own_hosts()[3:]) == {"kitchen", "kitchen.local", "kitchen.fritz.box", "kitchen.home.arpa"}


def test_an_address_gained_while_the_server_runs_is_answered_to(machine, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(addresses.time, "monotonic", lambda: now)
    machine(LOOPBACK)
    hosts = addresses.LiveHosts(["board.example"])
    assert validate_host("board.example", hosts) and validate_host("kitchen.local", hosts)
    machine(LOOPBACK, WIFI)
    assert not validate_host("192.168.178.23", hosts), "strangers do not make the server look each time"
    now += addresses.REFRESH
    assert validate_host("192.168.178.23", hosts) and "192.168.178.23" in hosts
    machine(LOOPBACK)
    now += addresses.REFRESH
    assert not validate_host("evil.example", hosts) and "192.168.178.23" not in hosts
    assert validate_host("board.example", hosts)


@pytest.mark.parametrize(
    ("address", "plain", "network"),
    [
        ("::ffff:192.168.1.5", "192.168.1.5", "192.168.1.5"),
        ("::ffff:7f00:1", "127.0.0.1", "127.0.0.1"),
        ("192.168.1.5", "192.168.1.5", "192.168.1.5"),
        ("2001:db8::5", "2001:db8::5", "2001:db8::/64"),
        ("", "", ""),
    ],
)
def test_an_ipv4_address_counts_as_itself_however_the_server_listens(address: str, plain: str, network: str) -> None:
    assert addresses.folded(address) == plain and addresses.network_of(address) == network


@pytest.mark.parametrize(
    ("text", "host", "origin"),
    [
        ("tandem.example.org", "tandem.example.org", "https://tandem.example.org"),
        ("https://Tandem.Example.org/", "tandem.example.org", "https://tandem.example.org"),
        ("http://kitchen.lan:8000", "kitchen.lan", "http://kitchen.lan:8000"),
        ("tandem.example.org:8443", "tandem.example.org", "https://tandem.example.org:8443"),
        ('"tandem.example.org."', "tandem.example.org", "https://tandem.example.org"),
        ("https://tandem.example.org:443", "tandem.example.org", "https://tandem.example.org"),
        ("küche.example", "xn--kche-0ra.example", "https://xn--kche-0ra.example"),
        ("fd00::7", "[fd00::7]", "https://[fd00::7]"),
        ("[fd00::7]:8443", "[fd00::7]", "https://[fd00::7]:8443"),
        (".example.org", ".example.org", "https://*.example.org"),
        ("192.168.1.5", "192.168.1.5", "https://192.168.1.5"),
    ],
)
def test_hosts_is_read_as_it_is_meant(text: str, host: str, origin: str) -> None:
    (name,) = read_hosts(f" {text} ,")
    assert (name.host, name.origin) == (host, origin)


def test_several_hosts_stand_by_comma_or_blank() -> None:
    assert [name.host for name in read_hosts("*, a.example b.example;c.example")] == [
        "*",
        "a.example",
        "b.example",
        "c.example",
    ]
    assert read_hosts("") == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("example.org/tandem", "has a path"),
        ("https://example.org/tandem/", "has a path"),
        ("ftp://example.org", "begins with neither"),
        ("exa mple!.org", "is no host name"),
        ("a..example", "is no host name"),
        ("-a.example", "is no host name"),
        ("example.org:port", "is no host name"),
        ("sam@example.org", "is no host name"),
        ("https://", "is no host name"),
    ],
)
def test_hosts_that_cannot_be_meant_are_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(SystemExit, match=f"^Tandem cannot start: HOSTS=.* {why}.*HOSTS=tandem.example.org bin/start$"):
        read_hosts(text)


def test_the_link_for_phones_is_the_public_name_or_the_network_address_or_none(machine, settings: Settings) -> None:
    machine(LOOPBACK, WIFI)
    settings.PUBLIC_ORIGIN = ""
    assert phone_link("0.0.0.0", 8000) == "http://192.168.178.23:8000/"
    assert phone_link("0.0.0.0", 80) == "http://192.168.178.23/"
    assert phone_link("10.0.0.7", 8000) == "http://10.0.0.7:8000/"
    assert phone_link("127.0.0.1", 8000) is None
    settings.PUBLIC_ORIGIN = "https://board.example"
    assert phone_link("127.0.0.1", 8000) == "https://board.example/"
    settings.PUBLIC_ORIGIN = ""
    machine(LOOPBACK)
    assert phone_link("0.0.0.0", 8000) is None


def test_the_qr_code_fits_a_small_terminal() -> None:
    lines = qr_code("http://192.168.178.23:8000/", coloured=False).splitlines()
    assert len(lines) < 20
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) < 40
