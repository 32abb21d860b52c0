"""The national agreements on which the services are said to rest: shipped as drafts, which nobody but staff reads.

Number, dates and duties stand on the signed copies, which somebody must enter. A draft that a person corrected
or signed is theirs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from ramo.audit.models import AuditEntry
from ramo.vocabularies.models import Area

from . import actions
from .data import AgreementData
from .models import Agreement

_TEXTS = ("our_side_bg", "subject_bg", "subject_en", "note_bg")


@dataclass(frozen=True, slots=True)
class ShippedDraft:
    key: str
    partner_id: str
    area: str
    our_side_bg: str
    subject_bg: str
    subject_en: str
    note_bg: str


def standing_drafts() -> dict[str, ShippedDraft]:
    return {key: _shape(key, each) for key, each in _rows().items()}


def drafts_in_hands() -> Collection[str]:
    rows = _rows()
    numbers = [str(each.pk) for each in rows.values()]
    kind, verb = Agreement._meta.label_lower, "corrected agreement"
    touched = AuditEntry.objects.filter(verb=verb, target_kind=kind, target_key__in=numbers)
    corrected = set(touched.values_list("target_key", flat=True))
    return {key for key, each in rows.items() if each.signed_on or str(each.pk) in corrected}


@transaction.atomic
def put_drafts(rows: Sequence[ShippedDraft]) -> int:
    """New ones come through the door of all drafts; one that stands takes the words of this release."""
    for row in rows:
        texts = {name: getattr(row, name) for name in _TEXTS}
        drafted = actions.draft(_data(row), by=None)
        Agreement.objects.filter(pk=drafted.pk, signed_on=None).update(partner_id=row.partner_id, **texts)
        drafted.areas.set(Area.objects.filter(pk=row.area))
    return len(rows)


def _data(row: ShippedDraft) -> AgreementData:
    return AgreementData(
        level=Agreement.Level.NATIONAL,
        partner=row.partner_id,
        our_side_bg=row.our_side_bg,
        subject_bg=row.subject_bg,
        subject_en=row.subject_en,
        covers=Agreement.Covers.ALL,
        areas=(row.area,),
        note_bg=row.note_bg,
        submission=_submission(row.key),
    )


def _rows() -> dict[str, Agreement]:
    """By the key of the area, which is that of the draft."""
    keys = {_submission(key): key for key in Area.objects.values_list("pk", flat=True)}
    found = Agreement.objects.filter(submission__in=list(keys)).prefetch_related("areas")
    return {keys[each.submission]: each for each in found}


def _shape(key: str, agreement: Agreement) -> ShippedDraft:
    return ShippedDraft(
        key=key,
        partner_id=agreement.partner_id,
        area=next((area.pk for area in agreement.areas.all()), ""),
        our_side_bg=agreement.our_side_bg,
        subject_bg=agreement.subject_bg,
        subject_en=agreement.subject_en,
        note_bg=agreement.note_bg,
    )


def _submission(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"ramo:agreement:{key}")
