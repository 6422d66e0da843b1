"""The schema as a document at /api/schema/."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from household.views.document import Document


@require_safe
def schema_document(request: HttpRequest) -> HttpResponseBase:
    """It says nothing about anybody, so anybody may read it."""
    return prepared(get_language() or "en").answer(request)


@cache
def prepared(language: str) -> Document:
    """The schema in one language. `language` is the active one; it only names the entry in the cache."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return Document.of(OpenApiJsonRenderer().render(schema), "application/vnd.oai.openapi+json")
