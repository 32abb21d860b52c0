"""Many rows at once as plain data: what stands, and putting new or changed ones in one statement."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from django.db import models

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
    model._base_manager.bulk_create(
        [model(**{name: getattr(row, name) for name in columns}) for row in rows],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=identity,
        update_fields=[name for name in columns if name not in identity],
    )
    return len(rows)


def columns_of(shape: type[Any]) -> list[str]:
    return [column.name for column in fields(shape)]
