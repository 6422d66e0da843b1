"""The manifest and the icon: Tandem on a home screen."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from django.test import Client

from tests.conftest import Person
from tests.live_server import Server

ICONS = Path(__file__).resolve().parent.parent / "frontend" / "icons"
MANIFEST = "/manifest.webmanifest"


def test_a_phone_can_put_tandem_on_its_home_screen(db: None) -> None:
    answer = Client().get(MANIFEST)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/manifest+json"
    said = answer.json()
    assert (said["start_url"], said["scope"], said["id"], said["display"]) == ("/", "/", "/", "standalone")
    assert said["short_name"] == "Tandem" and said["lang"] == "en" and said["dir"] == "ltr"
    assert {"any", "maskable"} == {icon["purpose"] for icon in said["icons"]}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in said["icons"]}


def test_it_speaks_the_language_of_who_asks(db: None) -> None:
    assert Client(headers={"accept-language": "de"}).get(MANIFEST).json()["lang"] == "de"
    chosen = Client(headers={"accept-language": "en"})
    chosen.cookies["language"] = "de"
    assert chosen.get(MANIFEST).json()["lang"] == "de"


def test_the_manifest_is_the_same_for_everybody(sam: Person, stranger: Person) -> None:
    answers = []
    for who in (sam, stranger, None):
        client = Client()
        if who:
            client.cookies["tandem"] = who.cookie
        answers.append(client.get(MANIFEST).content)
    assert len(set(answers)) == 1


def test_every_icon_is_served_and_as_large_as_it_says(server: Server) -> None:
    with server.client() as http:
        for icon in http.get(MANIFEST).json()["icons"]:
            picture = http.get(icon["src"])
            assert (picture.status_code, picture.headers["Content-Type"]) == (200, icon["type"])
            if icon["type"] == "image/png":
                width, height = struct.unpack(">II", picture.content[16:24])  # PNG, 11.2.1: after the signature
                assert icon["sizes"] == f"{width}x{height}"


def test_every_page_names_manifest_icons_and_both_colours(server: Server) -> None:
    with server.client() as http:
        page = http.get("/nonsense/").text
        assert f'<link rel="manifest" href="{MANIFEST}"' in page
        for rel, kind in (("icon", "image/svg+xml"), ("apple-touch-icon", "image/png")):
            found = re.search(rf'<link rel="{rel}"[^>]* href="([^"]+)"', page)
            assert found, rel
            assert http.get(found[1]).headers["Content-Type"] == kind
        theme = http.get(MANIFEST).json()["theme_color"]
    colours = re.findall(r'name="theme-color" content="(#\w{6})" media="\(prefers-color-scheme: (\w+)\)"', page)
    assert {scheme for _colour, scheme in colours} == {"light", "dark"}
    assert (theme, "light") in colours


def test_what_the_icon_shows_lies_where_no_mask_cuts() -> None:
    """A mask leaves at least the circle of 80 % of the width (W3C manifest, section 'Icon masks and safe zone')."""
    picture = (ICONS / "icon.svg").read_text()
    assert 'viewBox="0 0 512 512"' in picture
    stroke = float(re.findall(r'stroke-width="([\d.]+)"', picture)[0])
    circles = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', picture)
    assert len(circles) == 2
    for x, y, r in circles:
        away = ((float(x) - 256) ** 2 + (float(y) - 256) ** 2) ** 0.5
        assert away + float(r) + stroke / 2 <= 0.4 * 512
