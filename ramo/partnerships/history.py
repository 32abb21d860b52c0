"""What happened to an agreement, from the audit trail, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry

from .models import Agreement

SHOWN = 50
WORDS: dict[str, str | Promise] = {
    "drafted agreement": _("Drafted"),
    "corrected agreement": _("Corrected"),
    "signed agreement": _("Signed copy entered"),
    "amended agreement": _("Annex added"),
    "extended agreement": _("Extended"),
    "ended agreement": _("Ended"),
    "covered libraries": _("Libraries added"),
    "uncovered library": _("Library taken off"),
    "set duty": _("Duty added"),
    "changed duty": _("Duty changed"),
    "dropped duty": _("Duty dropped"),
    "took duty in": _("Duty taken in again"),
    "did duty": _("Done duty written down"),
    "took back done": _("Done duty taken back"),
    "attached paper": _("Paper attached"),
    "detached paper": _("Paper taken off"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    what: str | Promise
    who: str


def history_of(agreement: Agreement) -> Sequence[Moment]:
    """Newest first, two years back; colleagues are named to colleagues."""
    entries = AuditEntry.objects.filter(target_kind=agreement._meta.label_lower, target_key=str(agreement.pk))[:SHOWN]
    people = User.objects.in_bulk({entry.account for entry in entries if entry.account})
    return [
        Moment(entry.at, WORDS.get(entry.verb, entry.verb), str(people.get(entry.account or 0, "")))
        for entry in entries
    ]
