"""The door that orders proofs, makes them and keeps counts for them."""

from datetime import date, timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.mailing.actions import is_dead, send
from ramo.network.models import Institution
from ramo.watch.models import AskedLink

from .content import Content, Progress, count, numbered
from .counting.letters import by_month, months_to_keep
from .data import Step, Subject
from .emails import ready
from .errors import PeriodNotOver, PeriodUnfit, ReasonNeeded
from .models import AskedMonth, Proof, ProofCounter, ProofOrder, fingerprint_of
from .numbers import DEMO, REAL, Number
from .paper import proof_csv, proof_pdf

MAKE = "reports.make_proof"
LONGEST = timedelta(days=366)


@transaction.atomic
def order(subject: Subject, *, reason: str = "", by: User | None) -> ProofOrder:
    """The one that is open, whoever ordered it; one without a sign of life is given to a worker again.

    The caller checked that `by` may make it. Where a proof stands already, `reason` says why there is another.
    """
    _check_period(subject)
    _take_turn(subject.institution)
    known = ProofOrder.objects.open().of(subject).first()
    if known:
        if known.has_stalled:
            _hand_to_worker(known)
        return known
    stands = Proof.objects.of(subject).exists()
    if stands and not reason:
        raise ReasonNeeded
    period = subject.period
    new = ProofOrder.objects.create(
        institution=subject.institution,
        district=subject.district,
        first=period.first,
        last=period.last,
        reason=reason if stands else "",
        asked_by=by,
    )
    record("ordered proof", new, by=by, detail={"institution": subject.institution.pk})
    _hand_to_worker(new)
    return new


def make(wanted: ProofOrder, *, also_tell: Progress | None = None) -> Proof:
    """Counts, and then numbers, prints and tells in one transaction: killed before its end, nothing was made."""

    def progress(step: Step) -> None:
        _keep_progress(wanted, step)
        if also_tell:
            also_tell(step)

    if wanted.proof:
        return wanted.proof
    content = count(wanted.subject, progress)
    return _freeze(wanted, content)


@transaction.atomic
def give_up(wanted: ProofOrder) -> None:
    """It broke: the next press begins anew."""
    ProofOrder.objects.open().filter(pk=wanted.pk).update(state=ProofOrder.State.FAILED, moved_at=clock.now())


@transaction.atomic
def keep_asked(today: date) -> int:
    """Counts of months whose questions are all over, before they are forgotten. Kept once; how many."""
    span = months_to_keep(today)
    first = (span.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = span.last.replace(day=1) - timedelta(days=1)
    links = AskedLink.objects.filter(made_on__range=(first, last))
    rows = [
        AskedMonth(institution_id=institution, month=month, asked=asked, answered=answered)
        for (institution, month), (asked, answered) in by_month(links).items()
    ]
    before = AskedMonth.objects.count()
    AskedMonth.objects.bulk_create(rows, ignore_conflicts=True)
    return AskedMonth.objects.count() - before


@transaction.atomic
def _freeze(wanted: ProofOrder, content: Content) -> Proof:
    _take_turn(wanted.institution)
    held = ProofOrder.objects.select_for_update(of=["self"]).select_related("proof").get(pk=wanted.pk)
    if held.proof:
        return held.proof
    before = Proof.objects.of(held.subject).standing().first()
    number = next_number(DEMO if held.institution.is_demo else REAL)
    proof = _write(held, number, content, before)
    held.state, held.proof, held.done, held.moved_at = ProofOrder.State.DONE, proof, held.of, clock.now()
    held.save(update_fields=["state", "proof", "done", "moved_at"])
    record("made proof", proof, by=held.asked_by, detail={"number": str(number), "fingerprint": proof.fingerprint})
    address = held.institution.contact_email
    if address and not is_dead(address):
        send(ready(proof))
    return proof


def _write(held: ProofOrder, number: Number, counted: Content, before: Proof | None) -> Proof:
    old = before.content if before else None
    content = numbered(counted, number=str(number), made_on=clock.today(), before=old, reason=held.reason)
    return Proof.objects.create(
        institution=held.institution,
        district=held.district,
        first=held.first,
        last=held.last,
        series=number.series,
        year=number.year,
        ordinal=number.ordinal,
        made_by=held.asked_by,
        reason=held.reason,
        replaces=before,
        content=content,
        fingerprint=fingerprint_of(content),
        pdf=proof_pdf(content, number, old, is_demo=held.institution.is_demo),
        csv=proof_csv(content),
    )


def next_number(series: str) -> Number:
    """The counter's row is held until the proof stands or falls with its transaction: no gap, no number twice."""
    year = clock.today().year
    counter, _is_new = ProofCounter.objects.select_for_update().get_or_create(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return Number(series, year, counter.last)


def _take_turn(institution: Institution) -> None:
    """Orders and proofs of one partner go one after the other."""
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)


def _check_period(subject: Subject) -> None:
    period = subject.period
    if period.last >= clock.today():
        raise PeriodNotOver
    if not timedelta() <= period.last - period.first < LONGEST:
        raise PeriodUnfit


def _keep_progress(wanted: ProofOrder, step: Step) -> None:
    ProofOrder.objects.open().filter(pk=wanted.pk).update(
        state=ProofOrder.State.RUNNING, doing=step.doing, done=step.done, of=step.of, moved_at=clock.now()
    )


def _hand_to_worker(wanted: ProofOrder) -> None:
    ProofOrder.objects.filter(pk=wanted.pk).update(moved_at=clock.now())
    app.configure_task(MAKE).defer(order=wanted.pk)
