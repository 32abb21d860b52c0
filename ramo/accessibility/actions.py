"""The only door that writes here: a reader's message, its answer, and the yearly look at the statement."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import Identifier, find_identifier
from ramo.tasks.actions import TaskData, file_task, settle
from ramo.trust.data import NETWORK_SCOPE

from .data import BarrierData
from .errors import IdentifierInText, TooManyBarriers
from .models import Barrier, BarrierContact, StatementReview
from .statement import TOLD_BEFORE, review_due_on

STAFF_PAGE = "/rabotno-myasto/dostapnost/"  # without language, as tasks keep their links
_BARRIERS, _REVIEW = "accessibility:barriers", "accessibility:review"
_WITHIN, _MOST = timedelta(hours=1), 30


@transaction.atomic
def report_barrier(barrier: BarrierData) -> Barrier:
    """A form sent twice is one message. A personal number is refused anywhere, a phone outside the contact."""
    if find_identifier(barrier.text) or find_identifier(barrier.contact) == Identifier.EGN:
        raise IdentifierInText
    others = Barrier.objects.exclude(submission=barrier.submission)
    if others.filter(met_at__gte=clock.now() - _WITHIN).count() >= _MOST:
        raise TooManyBarriers
    filed, is_new = Barrier.objects.get_or_create(submission=barrier.submission, defaults={"text": barrier.text})
    if is_new and barrier.contact:
        BarrierContact.objects.create(barrier=filed, how=barrier.contact)
    _refresh_task()
    return filed


@transaction.atomic
def settle_barrier(barrier: Barrier, *, by: User) -> None:
    """Answered or mended: the contact goes at once. The first press stands."""
    if Barrier.objects.select_for_update().get(pk=barrier.pk).settled_at:
        return
    barrier.settled_at, barrier.settled_by = clock.now(), by
    barrier.save(update_fields=["settled_at", "settled_by"])
    BarrierContact.objects.filter(barrier=barrier).delete()
    record("settled barrier", barrier, by=by)
    _refresh_task()


@transaction.atomic
def review_statement(*, by: User) -> None:
    review, is_new = StatementReview.objects.get_or_create(reviewed_on=clock.today(), defaults={"by": by})
    if is_new:
        record("reviewed statement", review, by=by)
    settle(key=_REVIEW)


def file_review_task() -> None:
    """From a month before the year is over, the office is told."""
    due_on = review_due_on()
    if clock.today() >= due_on - TOLD_BEFORE:
        message = gettext_noop("Review the accessibility statement: it holds for a year")
        file_task(TaskData(_REVIEW, NETWORK_SCOPE, message, STAFF_PAGE, icon="doc", due_on=due_on))


def _refresh_task() -> None:
    count = Barrier.objects.waiting().count()
    if not count:
        settle(key=_BARRIERS)
        return
    message = gettext_noop("Something is in a reader's way: %(count)s. Answer them")
    file_task(TaskData(_BARRIERS, NETWORK_SCOPE, message, STAFF_PAGE, params={"count": count}, icon="hand"))
