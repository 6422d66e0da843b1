"""Headers: every answer keeps scripts, frames and caches out; no page needs what they forbid."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from household.access import COOKIE
from tests.conftest import Person, write


@pytest.fixture
def browser(sam: Person) -> Client:
    client = Client()
    client.cookies[COOKIE] = sam.cookie
    return client


def pages(home: str) -> list[str]:
    """Every page and a few that are none."""
    own = ["", "mine/", "meetings/", "settings/", "settings/leave/", "settings/copy/", "settings/copy/tandem.json"]
    others = ["/", "/homes/new/", "/api/", "/api/schema/", "/api/homes/", "/in/nonsense/", "/device/nonsense/"]
    return [f"/h/{home}/{path}" for path in own] + others + ["/goodbye/nonsense/", "/nonsense/", "/healthz"]


def test_every_answer_carries_the_policy(sam: Person, browser: Client) -> None:
    for path in pages(sam.home):
        answer = browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "*" not in policy, path
        for rule in (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html",
        ):
            assert rule in policy.split("; "), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"] or path.startswith("/api/"), path


def test_head_is_answered_like_get_without_a_body(sam: Person, browser: Client) -> None:
    """Monitors and link checkers ask so."""
    for client in (browser, Client()):
        for path in [*pages(sam.home), "/help/", "/manifest.webmanifest", f"/api/homes/{sam.home}/news/"]:
            whole, head = client.get(path), client.head(path)
            assert head.status_code == whole.status_code != 405, path
            assert head.headers["Content-Type"] == whole.headers["Content-Type"] and not head.content, path


def test_no_page_needs_what_the_policy_forbids(sam: Person, browser: Client) -> None:
    write(sam, '<script>alert(1)</script><img src=x onerror="alert(2)">')
    for client in (browser, Client()):
        for path in pages(sam.home):
            answer = client.get(path, follow=True)
            if not answer.headers["Content-Type"].startswith("text/html"):
                continue
            page = answer.content.decode()
            assert not re.search(r'\sstyle="|\son\w+="|javascript:', page), path
            for script in re.findall(r"<script\b[^>]*>", page):
                assert 'src="/static/' in script or 'type="application/json"' in script, path
            assert "<style" not in page and "<script>alert" not in page and "<img src=x" not in page, path


def test_the_sign_in_cookie_is_out_of_reach_of_scripts_and_other_sites(db: None, settings: Any) -> None:
    settings.NEW_HOMES = "anyone"
    for secure in (False, True):
        client = Client()
        client.post("/", {"home": "Ours", "name": "Sam"}, secure=secure)
        cookie = client.cookies[f"__Host-{COOKIE}" if secure else COOKIE]
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
        assert bool(cookie["secure"]) is secure
        assert int(cookie["max-age"]) > 300 * 24 * 3600


def test_over_tls_no_cookie_goes_out_in_the_clear(db: None) -> None:
    assert not Client().get("/").cookies["csrftoken"]["secure"]  # plain http at home keeps working
    assert Client().get("/", secure=True).cookies["__Host-csrftoken"]["secure"]


def test_over_tls_browsers_are_told_to_stay_there(db: None) -> None:
    assert "Strict-Transport-Security" not in Client().get("/").headers
    assert "max-age=31536000" in Client().get("/", secure=True).headers["Strict-Transport-Security"]


def test_a_form_that_is_too_big_or_too_old_gets_a_sentence(sam: Person, browser: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[COOKIE] = sam.cookie
    old = client.post(f"/h/{sam.home}/settings/me/", {"name": "x"})
    assert old.status_code == 403
    assert b"This page is too old to write from." in old.content
    big = browser.post(f"/h/{sam.home}/settings/me/", {"name": "x" * 600_000})
    assert big.status_code == 413
    assert b"That is too much at once." in big.content


def test_another_host_name_is_not_answered(db: None, caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(headers={"host": "evil.example"}).get("/")
    assert answer.status_code == 400
    assert b"does not answer to that address" in answer.content and "default-src" in answer["Content-Security-Policy"]
    (said,) = [record for record in caplog.records if record.name == "django.security.DisallowedHost"]
    assert "evil.example" in said.getMessage() and not said.exc_info  # anyone can send a thousand of them


def test_a_language_cookie_is_no_way_in(sam: Person, browser: Client) -> None:
    answer: Any = browser.post(f"/h/{sam.home}/settings/language/", {"language": "de"})
    assert answer.cookies["language"]["samesite"] == "Lax"
    browser.cookies["language"] = "../../etc"
    assert browser.get(f"/h/{sam.home}/settings/").status_code == 200
