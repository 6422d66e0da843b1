"""Media: how bodies are written and read. Apart from the endpoints, because the framework loads it first."""

from __future__ import annotations

from typing import Any

import orjson
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer


class JSONBody(JSONParser):
    """Named for the schema; bodies are read by `Endpoint.read`."""


class JSON(BaseRenderer):
    """JSON text by orjson."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str, option=orjson.OPT_UTC_Z)
