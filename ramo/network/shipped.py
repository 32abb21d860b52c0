"""The institutions that ship: their rows as plain data, what stands of them, and putting them in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ramo.vocabularies.bulk import put_rows, standing

from .models import Institution


@dataclass(frozen=True, slots=True)
class ShippedInstitution:
    key: str
    name_bg: str
    name_en: str
    abbreviation_bg: str
    level: str
    district_id: str | None
    parent_id: str | None
    website: str
    note_bg: str
    source_label: str
    source_url: str


def standing_institutions() -> dict[str, ShippedInstitution]:
    return standing(Institution.objects.filter(is_demo=False), ShippedInstitution)


@transaction.atomic
def put_institutions(rows: Sequence[ShippedInstitution]) -> int:
    return put_rows(Institution, rows)
