"""The services that ship, as plain data: what stands of them, and putting them in bulk.

A row put here keeps its state and its confirmation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ramo.vocabularies.bulk import put_rows, standing

from .models import Service, ServiceCheck


@dataclass(frozen=True, slots=True)
class ShippedService:
    key: str
    area_id: str
    name_bg: str
    name_en: str
    lead_bg: str
    lead_en: str
    gives_bg: list[str]
    gives_en: list[str]
    never_bg: list[str]
    never_en: list[str]
    partner_id: str
    training_bg: str
    indicators_bg: list[str]
    concept: str


@dataclass(frozen=True, slots=True)
class ShippedCheck:
    key: str
    service_id: str
    order: int
    text_bg: str
    text_en: str
    is_required: bool


def standing_services() -> dict[str, ShippedService]:
    return standing(Service.objects.all(), ShippedService)


def standing_checks() -> dict[str, ShippedCheck]:
    return standing(ServiceCheck.objects.all(), ShippedCheck)


@transaction.atomic
def put_services(rows: Sequence[ShippedService]) -> int:
    return put_rows(Service, rows)


@transaction.atomic
def put_checks(rows: Sequence[ShippedCheck]) -> int:
    return put_rows(ServiceCheck, rows)
