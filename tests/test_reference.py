"""The API's reference: every endpoint is in the schema and on the page, which works offline and without a script."""

from __future__ import annotations

import ast
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator

from household.errors import CODES
from tasks.problems import CODES as TASK_CODES

NOT_ENDPOINTS = {"/api/", "/api/schema/", "/api/.*$"}  # this page, its source, and what to say of all else


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return found


def addresses(patterns: list[Any], before: str = "/") -> Iterator[tuple[str, Any]]:
    """Every address below /api/ with its view."""
    for entry in patterns:
        path = before + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, path)
        elif isinstance(entry, URLPattern) and path.startswith("/api/"):
            yield path, entry.callback


def test_every_address_and_method_is_in_the_schema(schema: dict[str, Any]) -> None:
    found = 0
    for path, view in addresses(get_resolver().url_patterns):
        if path in NOT_ENDPOINTS:
            continue
        named = re.sub(r"<id:(\w+)>", lambda match: f"{{{match[1]}}}".replace("{pk}", "{id}"), path)
        methods = {name for name in ("get", "post", "put", "patch", "delete") if hasattr(view.view_class, name)}
        assert methods == schema["paths"][named].keys() & {"get", "post", "put", "patch", "delete"}, path
        found += 1
    assert found > 25


def test_it_is_openapi_3_1_and_nothing_in_it_is_guessed() -> None:
    out, said = io.StringIO(), io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out, stderr=said)
    assert out.getvalue().startswith("openapi: 3.1.0")
    assert "arning" not in said.getvalue()


def test_every_endpoint_says_what_it_does_and_has_a_name_of_its_own(schema: dict[str, Any]) -> None:
    operations = [operation for methods in schema["paths"].values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert {"read_home_news", "add_tasks", "task_done", "check_in_answered"} <= set(names)
    for operation in operations:
        assert operation["description"], operation["operationId"]
        assert "4XX" in operation["responses"]
        assert operation["security"] == [{"bearer": []}, {"cookie": []}]


def test_the_page_shows_them_all_without_a_script(schema: dict[str, Any], db: None) -> None:
    answer = Client().get("/api/")
    page = answer.content.decode()
    assert answer.status_code == 200
    for path, methods in schema["paths"].items():
        assert path in page
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page
    assert "<script" not in page and "style=" not in page and "onclick" not in page
    assert set(re.findall(r'(?:src|href)="(https?:[^"]*)"', page)) == set()
    assert "at most 200 characters" in page and "one of list, week, not_now" in page


def test_on_a_page_in_another_language_it_says_what_is_english(db: None) -> None:
    note = "What each endpoint and field is for is described in English."
    english, german = (
        Client().get("/api/", headers={"accept-language": code}).content.decode() for code in ("en", "de")
    )
    assert note not in english and '<html lang="de"' in german
    with translation.override("de"):
        assert escape(_(note)) in german
    said = re.findall(r'<article class="endpoint".*?</h3>\s*<p([^>]*)>', german, re.DOTALL)
    assert said and set(said) == {' lang="en"'}
    assert '<span lang="en">' in german


def test_every_problem_code_in_the_sources_is_explained(db: None) -> None:
    page = Client().get("/api/").content.decode()
    known = CODES.keys() | TASK_CODES.keys()
    used = set(codes_in_sources())
    assert {"taken", "bad_input", "key_reused", "csrf"} <= used
    assert used <= known, used - known
    ids = re.findall(r"\sid=\"([^\"]+)\"", page)
    assert len(ids) == len(set(ids))
    for code in known:
        assert page.count(f'id="problem-{code}"') == 1


def codes_in_sources() -> Iterator[str]:
    """Every text given as the code of a refusal, anywhere in the server."""
    for package in ("household", "tasks"):
        for file in (Path(settings.BASE_DIR) / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                for value in codes_at(node):
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield value.value


def codes_at(node: ast.AST) -> list[ast.expr]:
    """`code="…"` in a call or a class, the second argument of `problem`, the third of `show`."""
    if isinstance(node, ast.keyword) and node.arg == "code":
        return [node.value]
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
        return [node.value]
    place = {"problem": 1, "show": 2}.get(getattr(getattr(node, "func", None), "id", ""))
    return node.args[place : place + 1] if place and isinstance(node, ast.Call) else []


def test_a_problem_points_at_its_explanation(db: None) -> None:
    problem = Client().get("/api/homes/").json()
    assert problem["type"] == "/api/#problem-not_signed_in"
    assert 'id="problem-not_signed_in"' in Client().get("/api/").content.decode()


def test_the_schema_says_nothing_about_anybody(db: None) -> None:
    answer = Client().get("/api/schema/")
    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.0"


def test_any_other_address_is_a_problem_not_a_page(db: None) -> None:
    answer = Client().get("/api/nonsense/")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["/api/", "/api/schema/"])
def test_strangers_who_ask_again_make_the_server_build_nothing(
    address: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Client().get(address)

    def built(*_: Any, **__: Any) -> None:
        raise AssertionError("the schema is built once a language")

    monkeypatch.setattr(SchemaGenerator, "get_schema", built)
    packed = Client(headers={"accept-encoding": "gzip"}).get(address)
    assert gzip.decompress(packed.content) == first.content
    assert len(packed.content) < len(first.content) / 4
    assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Language" in packed.headers["Vary"]
    known = Client(headers={"accept-encoding": "gzip", "if-none-match": packed.headers["ETag"]}).get(address)
    assert known.status_code == 304 and not known.content
    assert Client().head(address).status_code == 200
