"""Statements: the few that every edit runs, their text made once per model.

Django makes the text of a query anew each time. That is right nearly everywhere; on the way of an edit, with its
seven queries, it took more than half of the server's time. Values still pass through Django's fields both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

Convert = Callable[[Any], Any]


class Statements:
    """Of one model: its columns for a SELECT, reading a row by id, updating some columns, inserting a row."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.fields = model, model._meta.concrete_fields
        self.names = [field.attname for field in self.fields]
        self.by_name = {name: field for field in self.fields for name in (field.name, field.attname)}
        self.table = quoted(model._meta.db_table)
        self.key = quoted(model._meta.pk.column)
        self._converts = [converter(field) for field in self.fields]
        self._by_id = f"SELECT {self.columns(self.table)} FROM {self.table} WHERE {self.key} = %s"  # noqa: S608
        self._updates: dict[tuple[str, ...], str] = {}
        to_insert = [field for field in self.fields if not isinstance(field, models.AutoField)]
        self._to_insert = to_insert
        places = ", ".join(["%s"] * len(to_insert))
        into = ", ".join(quoted(field.column) for field in to_insert)
        self._insert = f"INSERT INTO {self.table} ({into}) VALUES ({places})"  # noqa: S608

    def columns(self, table: str) -> str:
        """All columns, as `table` is called in the statement, in the order in which `values` expects them."""
        return ", ".join(f"{table}.{quoted(field.column)}" for field in self.fields)

    def values(self, row: Sequence[Any]) -> list[Any]:
        """What the database gave, as Django's fields hold it."""
        return [convert(value) if convert else value for convert, value in zip(self._converts, row, strict=True)]

    def instance(self, row: Sequence[Any]) -> Any:
        """The row as a model instance."""
        return self.model.from_db(connection.alias, self.names, self.values(row))

    def read(self, pk: str) -> list[Any] | None:
        """The values of the row with that id."""
        with connection.cursor() as cursor:
            cursor.execute(self._by_id, [pk])
            row = cursor.fetchone()
        return None if row is None else self.values(row)

    def update(self, instance: models.Model, names: Iterable[str]) -> None:
        """Writes these fields of the instance."""
        wanted = tuple(dict.fromkeys(names))
        fields = [self.by_name[name] for name in wanted]
        if wanted not in self._updates:
            sets = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
            self._updates[wanted] = f"UPDATE {self.table} SET {sets} WHERE {self.key} = %s"  # noqa: S608
        given = [field.get_db_prep_save(getattr(instance, field.attname), connection) for field in fields]
        with connection.cursor() as cursor:
            cursor.execute(self._updates[wanted], [*given, instance.pk])

    def insert(self, instance: models.Model) -> None:
        """Adds the instance as a new row."""
        given = [field.get_db_prep_save(field.pre_save(instance, True), connection) for field in self._to_insert]
        with connection.cursor() as cursor:
            cursor.execute(self._insert, given)


@cache
def statements(model: type[models.Model]) -> Statements:
    """Those of a model, made once."""
    return Statements(model)


def quoted(name: str | None) -> str:
    """A name as the database wants it."""
    return connection.ops.quote_name(str(name))


def converter(field: models.Field[Any, Any]) -> Convert | None:
    """How a value of this column becomes what the field holds; None where it is that already."""
    column = field.get_col(field.model._meta.db_table)
    steps = [*connection.ops.get_db_converters(column), *field.get_db_converters(connection)]
    if not steps:
        return None

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert
