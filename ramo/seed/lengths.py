"""Texts of a file that are too long for their column, found before anything is written."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, Model


def too_long(model: type[Model], row: Any) -> Iterator[str]:
    """A reason for each column of `row`, or of its `columns`, that would not fit."""
    for name, value in asdict(getattr(row, "columns", row)).items():
        column: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
        limit = _limit(column)
        texts = value if isinstance(value, list) else [value]
        if limit and any(isinstance(text, str) and len(text) > limit for text in texts):
            yield f"“{name}” is longer than {limit} characters"


def _limit(column: "Field[Any, Any]") -> int | None:
    return column.base_field.max_length if isinstance(column, ArrayField) else column.max_length
