"""Confirming items, and hearing readers who say that something changed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier

from .errors import AlreadyWithdrawn, IdentifierInText, ValidUntilPassed, ValidUntilTooFar
from .models import ChangeReport, State, Verifiable, Verification


@transaction.atomic
def confirm(item: Verifiable, *, by: User, verified_as: str, valid_until: date | None = None) -> Verification:
    """Says that `item` is true today, against its own source, until `valid_until` or its kind's usual term.

    The caller checked that `by` may vouch for it. A date in the past or beyond the usual term is refused.
    """
    today = clock.today()
    longest = today + item.VALID_FOR
    until = valid_until or longest
    if item.state == State.WITHDRAWN:
        raise AlreadyWithdrawn
    if until < today:
        raise ValidUntilPassed
    if until > longest:
        raise ValidUntilTooFar
    item.verified_on, item.verified_as, item.valid_until = today, verified_as, until
    item.save(update_fields=["verified_on", "verified_as", "valid_until"])
    record("confirmed", item, by=by, detail={"valid_until": until.isoformat()})
    kind, key = target_of(item)
    return Verification.objects.create(
        target_kind=kind,
        target_key=key,
        verified_on=today,
        verified_as=verified_as,
        by=by,
        source_label=item.source_label,
        source_url=item.source_url,
        valid_until=until,
    )


def target_of(item: Verifiable) -> tuple[str, str]:
    """Kind and key under which history and reports of an item stand: ("resources.resource", "az-portal")."""
    return item._meta.label_lower, str(item.pk)


def history_of(item: Verifiable) -> list[Verification]:
    kind, key = target_of(item)
    return list(Verification.objects.filter(target_kind=kind, target_key=key))


@dataclass(frozen=True, slots=True)
class ReportData:
    """What a reader sends: no name, no contact. `submission` makes a second press the same report."""

    submission: UUID
    what: str
    text: str
    title: str
    link: str


@transaction.atomic
def report_change(item: Verifiable, report: ReportData) -> ChangeReport:
    if find_identifier(report.text):
        raise IdentifierInText
    kind, key = target_of(item)
    filed, _ = ChangeReport.objects.get_or_create(
        submission=report.submission,
        defaults={
            "target_kind": kind,
            "target_key": key,
            "target_title": report.title,
            "target_link": report.link,
            "what": report.what,
            "text": report.text,
        },
    )
    return filed


@transaction.atomic
def settle_report(report: ChangeReport, *, outcome: ChangeReport.Outcome, by: User) -> None:
    """The typed text goes with the settling; what and when stay for the figures."""
    report.settled_at, report.settled_by, report.outcome, report.text = clock.now(), by, outcome, ""
    report.save(update_fields=["settled_at", "settled_by", "outcome", "text"])
    record("settled report", report, by=by, detail={"outcome": outcome})
