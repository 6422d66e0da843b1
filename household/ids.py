"""Ids in addresses: a UUID as text, whatever case it came in. Importing this makes `<id:name>` known."""

from django.urls import register_converter


class IdConverter:
    """`<id:pk>` in an address."""

    regex = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value


register_converter(IdConverter, "id")
