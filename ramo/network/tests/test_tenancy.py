"""Rows of a library are read within a library, or not at all."""

import pytest
from django.apps import apps

from ramo.network.tenancy import LibraryOwned, OutsideLibrary
from tests.cast import Cast

OWNED = [model for model in apps.get_models() if issubclass(model, LibraryOwned)]


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("read", ["all", "filter", "first", "count", "get", "exists", "values"])
def test_reading_outside_a_library_raises(model: type[LibraryOwned], read: str) -> None:
    with pytest.raises(OutsideLibrary):
        getattr(model.objects, read)()


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_a_library_reads_its_own_rows_only(model: type[LibraryOwned], cast: Cast) -> None:
    condition = str(model.objects.for_library(cast.library).query)
    assert f'"library_id" = {cast.library.pk}' in condition


@pytest.mark.parametrize("reason", ["", "because", "we must"])
def test_crossing_libraries_needs_a_reason_in_words(reason: str) -> None:
    with pytest.raises(OutsideLibrary):
        OWNED[0].objects.across_libraries(reason)


def test_with_a_reason_all_libraries_are_read(db: None) -> None:
    assert OWNED[0].objects.across_libraries("the office counts all months").count() == 0


def test_there_are_such_models() -> None:
    assert len(OWNED) >= 2
