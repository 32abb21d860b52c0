"""The door that writes which libraries an agreement covers."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.network.models import Library

from .actions import locked
from .errors import CoveredAlready, CoveredByTerritory, NotCovered, OutsideTerritory
from .models import Agreement, Coverage


@transaction.atomic
def cover(agreement: Agreement, libraries: Iterable[Library], *, by: User | None) -> int:
    """Puts libraries on the list: all of them, or none where one cannot be."""
    held = locked(agreement)
    if held.covers == Agreement.Covers.ALL:
        raise CoveredByTerritory
    wanted = list(libraries)
    if held.territory().filter(pk__in=[each.pk for each in wanted]).count() < len(wanted):
        raise OutsideTerritory
    try:
        with transaction.atomic():
            Coverage.objects.bulk_create(Coverage(agreement=held, library=each) for each in wanted)
    except IntegrityError:
        raise CoveredAlready from None
    record("covered libraries", held, by=by, detail={"libraries": sorted(each.pk for each in wanted)[:100]})
    return len(wanted)


@transaction.atomic
def uncover(agreement: Agreement, library: Library, *, by: User) -> None:
    """From today it is not on the list; what it did under the agreement stays."""
    held = locked(agreement)
    if held.covers == Agreement.Covers.ALL:
        raise CoveredByTerritory
    if not held.coverage.filter(library=library, until=None).update(until=clock.today()):
        raise NotCovered
    record("uncovered library", held, by=by, detail={"libraries": [library.pk]})
