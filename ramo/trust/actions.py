"""Confirming items, hearing readers who say that something changed, and telling staff what waits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.tasks.actions import TaskData, file_task, settle
from ramo.tasks.models import Task

from .data import NETWORK_SCOPE, Reason, Waiting
from .errors import AlreadyWithdrawn, IdentifierInText, TooManyReports, ValidUntilPassed, ValidUntilTooFar
from .models import ChangeReport, State, Verifiable, Verification
from .waiting import count_waiting

_TASKS = {
    Reason.REPORTED: gettext_noop("Readers report changes: %(count)s. Answer them"),
    Reason.EXPIRED: gettext_noop("Past their date and hidden: %(count)s. Check them"),
    Reason.CHANGED: gettext_noop("Edited after the last check: %(count)s. Confirm them"),
    Reason.DUE_SOON: gettext_noop("About to expire: %(count)s. Check them"),
    Reason.UNVERIFIED: gettext_noop("Never checked: %(count)s. Check them"),
}
_TASK_PREFIX = "review:"
_REPORTS_WITHIN = timedelta(hours=1)
_MOST_ON_ONE_ITEM, _MOST_IN_ALL = 5, 100  # within that time; nobody's address is kept to count by


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The dated columns of an item at one moment."""

    on: date | None
    by: str
    until: date | None

    @classmethod
    def of(cls, item: Verifiable) -> Self:
        return cls(item.verified_on, item.verified_as, item.valid_until)


@transaction.atomic
def confirm(item: Verifiable, *, by: User | None, verified_as: str, valid_until: date | None = None) -> Verification:
    """Says that `item` is true today, against its own source, until `valid_until` or its kind's usual term.

    The caller checked that `by` may vouch for it; nobody, where a partner answers a letter. A date in the past
    or beyond the usual term is refused. The same said twice on one day is one confirmation.
    """
    today = clock.today()
    longest = today + item.VALID_FOR
    until = valid_until or longest
    type(item)._base_manager.select_for_update().get(pk=item.pk)  # a second press waits for the first
    _refuse_unfit(item, until=until, today=today, longest=longest)
    kind, key = target_of(item)
    said = Verification.objects.filter(
        target_kind=kind, target_key=key, verified_on=today, verified_as=verified_as, valid_until=until
    ).first()
    item.verified_on, item.verified_as, item.valid_until = today, verified_as, until
    item.save(update_fields=["verified_on", "verified_as", "valid_until"])
    refresh_review_tasks({item.review_scope(), NETWORK_SCOPE})
    if said:
        return said
    record("confirmed", item, by=by, detail={"valid_until": until.isoformat()})
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


@transaction.atomic
def take_back(said: Verification, item: Verifiable, *, before: Confirmed, by: User | None) -> bool:
    """Puts `item` back as it stood `before`; whether it still stood as `said`. A later confirmation stays."""
    stands = type(item)._base_manager.select_for_update().get(pk=item.pk)
    now = Confirmed(said.verified_on, said.verified_as, said.valid_until)
    if Confirmed.of(stands) != now:
        return False
    if before == now:  # somebody had said the very same that day
        return True
    item.verified_on, item.verified_as, item.valid_until = before.on, before.by, before.until
    item.save(update_fields=["verified_on", "verified_as", "valid_until"])
    record("took back confirmation", item, by=by, detail={"valid_until": said.valid_until.isoformat()})
    said.delete()
    refresh_review_tasks({item.review_scope(), NETWORK_SCOPE})
    return True


def _refuse_unfit(item: Verifiable, *, until: date, today: date, longest: date) -> None:
    if item.state == State.WITHDRAWN:
        raise AlreadyWithdrawn
    if until < today:
        raise ValidUntilPassed
    if until > longest:
        raise ValidUntilTooFar


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
    """A form sent twice is one report. Text with a personal number or phone is refused, as is a flood."""
    if find_identifier(report.text):
        raise IdentifierInText
    kind, key = target_of(item)
    recent = ChangeReport.objects.filter(reported_at__gte=clock.now() - _REPORTS_WITHIN).exclude(
        submission=report.submission
    )
    if recent.filter(target_kind=kind, target_key=key).count() >= _MOST_ON_ONE_ITEM or recent.count() >= _MOST_IN_ALL:
        raise TooManyReports
    filed, _ = ChangeReport.objects.get_or_create(
        submission=report.submission,
        defaults={
            "target_kind": kind,
            "target_key": key,
            "target_title": report.title,
            "target_link": report.link,
            "scope": item.review_scope(),
            "what": report.what,
            "text": report.text,
        },
    )
    refresh_review_tasks({item.review_scope(), NETWORK_SCOPE})
    return filed


@transaction.atomic
def settle_report(report: ChangeReport, *, outcome: ChangeReport.Outcome, by: User) -> None:
    """The typed text goes with the settling; what and when stay for the figures. The first answer stands."""
    if ChangeReport.objects.select_for_update().get(pk=report.pk).settled_at:
        return
    report.settled_at, report.settled_by, report.outcome, report.text = clock.now(), by, outcome, ""
    report.save(update_fields=["settled_at", "settled_by", "outcome", "text"])
    record("settled report", report, by=by, detail={"outcome": outcome})
    refresh_review_tasks({report.scope, NETWORK_SCOPE})


@transaction.atomic
def refresh_review_tasks(scopes: Collection[str] | None = None) -> None:
    """One task by scope, reason and page says how much waits; where nothing waits any more, it is settled.

    Without `scopes`, in all of them: dates pass without anybody doing anything.
    """
    waiting = {_task_key(row): row for row in count_waiting(scopes)}
    for key, row in waiting.items():
        file_task(_task(key, row))
    still_open = Task.objects.filter(key__startswith=_TASK_PREFIX, settled_at=None)
    if scopes is not None:
        still_open = still_open.filter(scope__in=scopes)
    for key in still_open.exclude(key__in=waiting).values_list("key", flat=True):
        settle(key=key)


def _task_key(row: Waiting) -> str:
    return f"{_TASK_PREFIX}{row.reason}:{row.scope}:{row.page}"


def _task(key: str, row: Waiting) -> TaskData:
    is_dated = row.reason in {Reason.EXPIRED, Reason.DUE_SOON}
    return TaskData(
        key=key,
        scope=row.scope,
        message=_TASKS[row.reason],
        params={"count": row.count},
        link=row.link,
        icon="flag" if row.reason == Reason.REPORTED else "clock",
        due_on=row.earliest if is_dated else None,
    )
