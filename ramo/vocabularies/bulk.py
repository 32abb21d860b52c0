"""Many rows at once as plain data: what stands, and putting new or changed ones in one statement."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from django.db import connection, models

BATCH = 1000
Row = TypeVar("Row")


def standing(
    rows: models.QuerySet[Any], shape: type[Row], *, key: Callable[[Row], str] | None = None
) -> dict[str, Row]:
    """Rows of the database in the shape of a file's, so that a change is a plain `!=`.

    They stand under their primary key, unless `key` says otherwise.
    """
    shaped = [shape(**values) for values in rows.values(*columns_of(shape))]
    primary = rows.model._meta.pk.attname
    return {key(row) if key else str(getattr(row, primary)): row for row in shaped}


def put_rows(model: type[models.Model], rows: Sequence[Any], *, unique: Sequence[str] = ()) -> int:
    """Creates rows and brings known ones up to date; columns that the shape does not have stay as they are.

    `unique` names the columns that make a row, where these are not the primary key.
    """
    if not rows:
        return 0
    identity = list(unique) or [model._meta.pk.attname]
    columns = columns_of(type(rows[0]))
    insert(
        (model(**{name: getattr(row, name) for name in columns}) for row in rows),
        unique=identity,
        update=[name for name in columns if name not in identity],
    )
    return len(rows)


def columns_of(shape: type[Any]) -> list[str]:
    return [column.name for column in fields(shape)]


def insert(objects: Iterable[models.Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()) -> None:
    """Inserts objects of one model; of those that collide on `unique` the columns of `update` are brought up to date.

    The rows travel as one JSON text that the database takes apart itself: the many thousand parameters of a statement
    cost three times as much. Values go as they stand (no `pre_save`); objects that come without a key stay without one.
    """
    rows = list(objects)
    if not rows:
        return
    columns = _insertable(type(rows[0]), with_key=rows[0].pk is not None)
    names = ", ".join(_quoted(each.column) for each in columns)
    table = _quoted(type(rows[0])._meta.db_table)
    incoming = f"SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"  # noqa: S608
    statement = f"INSERT INTO {table} ({names}) {incoming} {_collision(unique, update)}"
    with connection.cursor() as cursor:
        for begun in range(0, len(rows), BATCH):
            cursor.execute(statement, [_packed(rows[begun : begun + BATCH], columns)])


def _collision(unique: Sequence[str], update: Sequence[str]) -> str:
    if not unique:
        return ""
    changes = ", ".join(f"{_quoted(name)} = EXCLUDED.{_quoted(name)}" for name in update)
    return f"ON CONFLICT ({', '.join(map(_quoted, unique))}) DO {f'UPDATE SET {changes}' if update else 'NOTHING'}"


def _insertable(model: type[models.Model], *, with_key: bool) -> list[Any]:
    columns: list[Any] = list(model._meta.concrete_fields)
    return [each for each in columns if not each.generated and (with_key or not each.primary_key)]


def _packed(rows: Sequence[models.Model], columns: Sequence[Any]) -> str:
    """What JSON has no word for goes as text, which the database reads in the column's own type."""
    names = [(each.column, each.attname) for each in columns]
    return json.dumps(
        [{column: getattr(row, name) for column, name in names} for row in rows], ensure_ascii=False, default=str
    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def next_keys(model: type[models.Model], count: int) -> list[int]:
    """So many fresh numbers, for objects that are inserted with their primary key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [key for (key,) in cursor.fetchall()]
