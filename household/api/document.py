"""The schema as a document at /api/schema/."""

from drf_spectacular.views import SpectacularJSONAPIView


class SchemaDocument(SpectacularJSONAPIView):
    """It says nothing about anybody, so anybody may read it."""
