"""The OpenAPI 3.1 schema, made from the endpoints, and the plain words beside each."""

from __future__ import annotations

import re
from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from household.api.shapes import Problem

KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key and body again change nothing and give the first answer. Kept 90 days.",
)
PROBLEM = OpenApiResponse(Problem, description="What happened, what was kept, what to do (RFC 9457).")


class Schema(AutoSchema):
    """Adds what all endpoints share: how one is known, the idempotency key, and problems."""

    def get_override_parameters(self) -> list[Any]:
        parameters = list(super().get_override_parameters())
        return [*parameters, KEY] if self.method not in ("GET", "HEAD") else parameters

    def get_auth(self) -> list[dict[str, list[str]]]:
        return [{"bearer": []}, {"cookie": []}]

    def get_tags(self) -> list[str]:
        parts = [part for part in self.path.split("/") if part and "{" not in part]
        return [parts[2] if len(parts) > 2 else parts[-1]]

    def get_operation_id(self) -> str:
        """`read_home_news`, `add_tasks`, `task_done`: the endpoint's name, and what is done where it is not a verb."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self.view).__name__).lower()
        verb = {"GET": "read", "PATCH": "edit", "DELETE": "delete"}.get(str(self.method), "")
        if self.method == "POST" and getattr(self.view, "status_code", 200) == 201:
            verb = "add"
        return f"{verb}_{name}" if verb else name

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        problem = self._get_response_for_code(PROBLEM, "4XX", ["application/problem+json"])  # type: ignore[no-untyped-call]
        return {**bodies, "4XX": problem}


def with_security(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """How one is known to the API."""
    result.setdefault("components", {})["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "A token from the settings page."},
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": "tandem",
            "description": "The device's cookie; writes also need the X-CSRFToken header.",
        },
    }
    return result
