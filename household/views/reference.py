"""The API's reference: a plain page made from the schema. It works offline and runs no script."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from household.addresses import url
from household.errors import CODES, Text
from household.models import KINDS, Row
from household.streams import ADULTS, EVERYONE
from household.views.document import Document

METHODS = ("get", "post", "patch", "put", "delete")
# what one looks for first; the rest by name
FIRST = ("homes", "news", "tasks", "areas", "intentions", "check-ins", "asking")
Node = dict[str, Any]  # a piece of the schema


class Part(NamedTuple):
    """A field or parameter: its name, what it may be, whether it is needed, and what is said of it."""

    name: str
    kind: str
    needed: bool
    text: SafeString


class Endpoint(NamedTuple):
    """One method of one address."""

    name: str
    method: str
    path: str
    text: SafeString
    parameters: list[Part]
    many: bool
    body: list[Part]
    status: str
    answer: list[Part]

    @property
    def answers_items(self) -> bool:
        """The usual answer: the rows the write touched."""
        return [part.name for part in self.answer] == ["items"]


class ItemKind(NamedTuple):
    """What an item of one kind holds, and who gets it."""

    name: str
    who: str
    fields: list[str]


@require_safe
def reference(request: HttpRequest, more_codes: dict[str, tuple[int, Text]]) -> HttpResponseBase:
    """Every endpoint in plain words. It says nothing about anybody, so anybody may read it."""
    codes = tuple(sorted((status, code, text) for code, (status, text) in (CODES | more_codes).items()))
    return prepared(get_language() or "en", codes).answer(request)


@cache
def prepared(language: str, codes: tuple[tuple[int, str, Text], ...]) -> Document:
    """The page in one language. `language` is the active one. The examples name the public address, not the one that
    was asked: strangers could ask by ever new ones."""
    origin = settings.PUBLIC_ORIGIN or url("localhost", settings.PORT).rstrip("/")
    context = {
        "groups": groups(),
        "kinds": [kind_of_item(kind) for kind in KINDS.values()],
        "codes": codes,
        "host": origin,
        "socket": origin.replace("http", "ws", 1),
    }
    page = render_to_string("household/reference.html", context)
    return Document.of(page.encode(), "text/html; charset=utf-8")


def groups() -> list[tuple[str, list[Endpoint]]]:
    """All endpoints by noun, in the active language."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    found: dict[str, list[Endpoint]] = {}
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if operation := methods.get(method):
                found.setdefault(operation["tags"][0], []).append(endpoint(method, path, operation, schema))
    order = [tag for tag in FIRST if tag in found] + sorted(found.keys() - set(FIRST))
    return [(tag, found[tag]) for tag in order]


def endpoint(method: str, path: str, operation: Node, schema: Node) -> Endpoint:
    """One operation of the schema in words."""
    body = resolved(content_of(operation.get("requestBody", {})), schema)
    status, answer = next((code, answer) for code, answer in operation["responses"].items() if code[0] == "2")
    answered = resolved(content_of(answer), schema)
    return Endpoint(
        operation["operationId"],
        method.upper(),
        path,
        marked(operation.get("description", "")),
        [
            Part(p["name"], words(p["schema"], schema), p.get("required", False), marked(p.get("description", "")))
            for p in operation.get("parameters", [])
            if p["in"] == "query"
        ],
        body.get("type") == "array",
        parts(body, schema),
        status,
        parts(answered, schema),
    )


def marked(text: str) -> SafeString:
    """What a docstring says, with its `code` set as code."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))  # noqa: S308 - escaped first


def content_of(body: Node) -> Node:
    """The schema of a body or an answer; nothing where there is none."""
    return next((content["schema"] for content in body.get("content", {}).values()), {})


def resolved(node: Node, schema: Node) -> Node:
    """A piece of the schema itself, where it is only named."""
    if name := node.get("$ref"):
        named: Node = schema["components"]["schemas"][name.rpartition("/")[2]]
        return named
    return node


def parts(node: Node, schema: Node) -> list[Part]:
    """The fields of an object, or of each object of a list."""
    node = resolved(node.get("items", node), schema)
    needed = node.get("required", [])
    return [
        Part(name, words(field, schema), name in needed, marked(field.get("description", "")))
        for name, field in node.get("properties", {}).items()
    ]


def words(node: Node, schema: Node) -> str:
    """What a value may be: `text, at most 200 characters`, `1 to 6`, `one of week, list`."""
    node = resolved(node, schema)
    if some := node.get("oneOf") or node.get("anyOf"):
        return _(" or ").join(dict.fromkeys(words(one, schema) for one in some))
    if "const" in node:
        return str(node["const"])
    if "enum" in node:
        values = ", ".join('""' if value == "" else str(value) for value in node["enum"] if value is not None)
        return _("one of %(values)s") % {"values": values} + (_(" or null") if None in node["enum"] else "")
    kinds = node.get("type", "object")
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    null = _(" or null") if "null" in kinds else ""
    kind = next((kind for kind in kinds if kind != "null"), "null")
    if kind == "array":
        inner = resolved(node["items"], schema)
        if "properties" in inner:
            return _("list of objects with %(names)s") % {"names": ", ".join(inner["properties"])} + null
        return _("list of %(what)s") % {"what": words(inner, schema)} + null
    formats = {"uuid": _("UUID"), "date": _("day, YYYY-MM-DD"), "date-time": _("moment, ISO 8601"), "uri": _("address")}
    names = {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
        "object": _("object"),
    }
    return formats.get(node.get("format", ""), names.get(kind, kind)) + limits(node) + null


def limits(node: Node) -> str:
    """How long or how large."""
    said = ""
    if "maxLength" in node:
        said += ", " + _("at most %(most)s characters") % {"most": node["maxLength"]}
    if "minimum" in node and "maximum" in node:
        said += ", " + _("%(least)s to %(most)s") % {"least": node["minimum"], "most": node["maximum"]}
    elif "minimum" in node:
        said += ", " + _("at least %(least)s") % {"least": node["minimum"]}
    return said


def kind_of_item(kind: type[Row]) -> ItemKind:
    """A kind of item, from an empty row of it."""
    audiences = {EVERYONE: _("everyone at home"), ADULTS: _("the adults"), None: _("only yourself")}
    who = audiences[kind.shared]
    if kind.shared and kind.own:
        who = _("everyone at home, or only yourself while it is private")
    return ItemKind(kind.kind, who, [field for field in kind().as_item() if field not in ("kind", "id", "rev")])
