"""A write that is not taken for our own page's: the reason is told, on pages and in the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from household import faults
from household.access import COOKIE
from tests.conftest import Person

PAGE = "x" * 32
SENT = {"X-CSRFToken": PAGE, "Cookie": f"csrftoken={PAGE}"}
CASES = {
    "a proxy drops the port": (SENT | {"Origin": "http://testserver:8443"}, "origin", "http://testserver:8443 came"),
    "a proxy drops the scheme": (SENT | {"Origin": "https://testserver"}, "origin", "http://testserver was expected"),
    "no origin is said": (SENT | {"Origin": "null"}, "origin", "does not say which page"),
    "cookies are off": ({"X-CSRFToken": PAGE}, "cookies_off", "Cookies are off in this browser."),
    "the page is of an earlier start": ({**SENT, "X-CSRFToken": "y" * 32}, "csrf", "This page is too old"),
    "the page has no token": ({"Cookie": SENT["Cookie"]}, "csrf", "This page is too old"),
    "the token's cookie was deleted": ({"X-CSRFToken": PAGE, "Cookie": "language=en"}, "csrf", "This page is too old"),
}


@pytest.fixture(autouse=True)
def nothing_said_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_said", {})


@pytest.mark.parametrize("name", CASES)
def test_each_reason_has_its_words_and_one_line_in_the_log(
    sam: Person, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    headers, code, words = CASES[name]
    client = Client(enforce_csrf_checks=True)
    page = client.post("/", {"name": "Secret"}, headers=headers | {"Referer": f"http://testserver/h/{sam.home}/"})
    assert page.status_code == 403
    assert words in page.content.decode()
    with_device = headers | {"Cookie": f"{COOKIE}={sam.cookie}; {headers.get('Cookie', '')}".strip("; ")}
    for _again in range(2):
        answer: Any = client.post(sam.url("tasks/"), {"title": "Secret"}, "application/json", headers=with_device)
        assert answer.status_code == 403
        expected = "csrf" if code == "cookies_off" else code  # a device's cookie came: they are on
        assert answer.json()["code"] == expected
        assert answer.headers["Content-Type"] == "application/problem+json"
    lines = [line for line in caplog.messages if "was expected" in line]
    assert [line.split(":")[0] for line in lines] == sorted({code, expected}, key=[code, expected].index)
    for secret in ("Secret", sam.home, sam.cookie, PAGE):
        assert secret not in " ".join(lines)


def test_an_address_somebody_made_up_does_not_fill_the_log(sam: Person, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(enforce_csrf_checks=True)
    for number in range(9):
        client.post("/", {}, headers=SENT | {"Origin": f"http://evil{number}\x1b[2J" + "x" * 5000})
    (line,) = [line for line in caplog.messages if "was expected" in line]
    assert "\x1b" not in line and len(line) < 400
