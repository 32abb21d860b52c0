"""The door for what municipalities an office serves."""

from collections.abc import Collection, Iterable

from django.db import connection, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.vocabularies.models import Municipality

from .errors import ChangedMeanwhile, NothingToWrite
from .models import Institution, OfficeTerritory
from .territory_update import prepare

_ONE_AT_A_TIME = "territory update"


@transaction.atomic
def set_territory(institution: Institution, municipalities: Iterable[Municipality], *, by: User | None) -> None:
    """These and no others from now on."""
    _set(institution, {each.pk for each in municipalities}, by=by)


@transaction.atomic
def write_territories(content: bytes, *, seen: str | None, by: User | None) -> int:
    """All of the file or nothing; how many offices change. A second press waits, and finds nothing to write.

    `seen`: the digest of what the person looked through; None where the command writes what it has just told.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_ONE_AT_A_TIME])
    update = prepare(content)
    if not update.offices:
        raise NothingToWrite
    if seen is not None and update.digest != seen:
        raise ChangedMeanwhile
    for institution in Institution.objects.filter(pk__in=update.offices):
        _set(institution, update.offices[institution.pk], by=by)
    return len(update.offices)


def _set(institution: Institution, codes: Collection[str], *, by: User | None) -> None:
    wanted = set(codes)
    standing = set(institution.territory.values_list("municipality_id", flat=True))
    institution.territory.exclude(municipality__in=wanted).delete()
    OfficeTerritory.objects.bulk_create(
        OfficeTerritory(institution=institution, municipality_id=code) for code in sorted(wanted - standing)
    )
    if wanted != standing:
        record("set territory", institution, by=by, detail={"municipalities": sorted(wanted)})
