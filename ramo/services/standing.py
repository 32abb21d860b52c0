"""How services stand: in one library, and across many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ramo.network.models import Library

from .models import LibraryService, Service


@dataclass(frozen=True, slots=True)
class Row:
    """A service in one library; `given` is None while it is off."""

    service: Service
    given: LibraryService | None


@dataclass(frozen=True, slots=True)
class Giver:
    """A library with what it gives."""

    library: Library
    given: tuple[LibraryService, ...]


def who_gives_what(libraries: Sequence[Library]) -> list[Giver]:
    rows = LibraryService.objects.across_libraries("whoever looks after libraries reads what they give")
    given: dict[str, list[LibraryService]] = defaultdict(list)
    for row in rows.filter(library__in=libraries, ended_on=None).select_related("service__area"):
        given[row.library_id].append(row)
    return [Giver(library, tuple(given[library.pk])) for library in libraries]
