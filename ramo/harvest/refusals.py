"""Refused records in words, for a page and for a table that a partner mends the list by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .data import Rejected
from .words import LABELS, REASONS, place_in_document


@dataclass(frozen=True, slots=True)
class Refusal:
    """`stood`: the value that was refused, as it was written."""

    where: str
    field: str
    stood: str
    why: str


def refusal_of(rejected: Rejected) -> Refusal:
    return Refusal(
        place_in_document(rejected.where),
        str(LABELS.get(rejected.field, rejected.field)),
        rejected.detail,
        str(REASONS.get(rejected.reason, rejected.reason)),
    )


def as_table(rejected: Iterable[Rejected]) -> Iterator[tuple[str, ...]]:
    yield (_("Place in the list"), _("Field"), _("What stands there"), _("Why it was refused"))
    for each in map(refusal_of, rejected):
        yield (each.where, each.field, each.stood, each.why)
