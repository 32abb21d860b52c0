"""The door for what municipalities an office serves."""

from collections.abc import Iterable

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.vocabularies.models import Municipality

from .models import Institution, OfficeTerritory


@transaction.atomic
def set_territory(institution: Institution, municipalities: Iterable[Municipality], *, by: User) -> None:
    """These and no others from now on."""
    wanted = {each.pk for each in municipalities}
    standing = set(institution.territory.values_list("municipality_id", flat=True))
    institution.territory.exclude(municipality__in=wanted).delete()
    OfficeTerritory.objects.bulk_create(
        OfficeTerritory(institution=institution, municipality_id=code) for code in sorted(wanted - standing)
    )
    if wanted != standing:
        record("set territory", institution, by=by, detail={"municipalities": sorted(wanted)})
