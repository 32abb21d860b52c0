"""Many rows at once as plain data: what stands, and putting new or changed ones in one statement."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any, TypeVar

from django.db import models

BATCH = 1000
Row = TypeVar("Row")


def standing(rows: models.QuerySet[Any], shape: type[Row]) -> dict[str, Row]:
    """Rows of the database in the shape of a file's, by primary key, so that a change is a plain `!=`."""
    columns = [column.name for column in fields(shape)]  # type: ignore[arg-type]
    key = rows.model._meta.pk.name
    return {str(values[key]): shape(**values) for values in rows.values(*columns)}


def put_rows(model: type[models.Model], rows: Sequence[Row], *, unique: Sequence[str] = ()) -> int:
    """Creates rows and brings known ones up to date; columns that the shape does not have stay as they are.

    `unique` names the columns that make a row, where these are not the primary key.
    """
    if not rows:
        return 0
    identity = list(unique) or [model._meta.pk.name]
    columns = [column.name for column in fields(rows[0])]  # type: ignore[arg-type]
    model._base_manager.bulk_create(
        [model(**asdict(row)) for row in rows],  # type: ignore[call-overload]
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=identity,
        update_fields=[name for name in columns if name not in identity],
    )
    return len(rows)
