"""Rows that belong to one library are read within that library, or with a stated reason across all."""

from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

from .models import Library


class OutsideLibrary(Exception):
    """A library's rows were asked for without saying which library."""


Row = TypeVar("Row", bound="LibraryOwned", covariant=True)


class LibraryOwnedManager(models.Manager[Row]):
    """Two doors only: `for_library` and `across_libraries`. Everything else raises."""

    def get_queryset(self) -> NoReturn:
        raise OutsideLibrary(f"{self.model.__name__}: say for_library(…) or across_libraries(reason)")

    def for_library(self, library: Library) -> models.QuerySet[Row]:
        return self._rows().filter(library=library)

    def across_libraries(self, reason: str) -> models.QuerySet[Row]:
        """`reason` in words says why this read may cross libraries; it stands in the code for reviewers."""
        if len(reason.split()) < 3:
            raise OutsideLibrary("a reason is a sentence")
        return self._rows()

    def create(self, **values: Any) -> Row:
        """A new row names its library, so it cannot land outside one."""
        row: Row = self.model(**values)
        row.save(force_insert=True)
        return row

    def _rows(self) -> models.QuerySet[Row]:
        return models.QuerySet(self.model, using=self._db)


class LibraryOwned(models.Model):
    library = models.ForeignKey(Library, models.PROTECT, related_name="+")

    objects: ClassVar[LibraryOwnedManager[Any]] = LibraryOwnedManager()

    class Meta:
        abstract = True
