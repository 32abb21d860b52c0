"""Texts of a file that are too long for their column, found before anything is written."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, Model

from ramo.vocabularies.bulk import columns_of


class Limits:
    """The longest text that each column of a model takes."""

    def __init__(self, model: type[Model]) -> None:
        self._longest = {column.attname: _limit(column) for column in model._meta.concrete_fields}

    def too_long(self, row: Any) -> Iterator[str]:
        """A reason for each column of `row`, or of its `columns`, that would not fit."""
        row = getattr(row, "columns", row)
        for name in columns_of(type(row)):
            limit, value = self._longest.get(name), getattr(row, name)
            texts = value if isinstance(value, list) else [value]
            if limit and any(isinstance(text, str) and len(text) > limit for text in texts):
                yield f"“{name}” is longer than {limit} characters"


def _limit(column: "Field[Any, Any]") -> int | None:
    return column.base_field.max_length if isinstance(column, ArrayField) else column.max_length
