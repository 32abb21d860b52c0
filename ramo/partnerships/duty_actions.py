"""The door that writes duties: what each side owes, local changes of what is inherited, and that it was done."""

from dataclasses import asdict

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.network.models import Library

from .actions import locked
from .data import DoneData, DutyData
from .errors import DayAhead, IdentifierInText, NoEvidence, NotADutyHere, NotCovered, NotSigned
from .models import Agreement, Duty, DutyDone
from .owed import find_owed, inheritable
from .telling import settle_duty, settle_what_is_met


@transaction.atomic
def set_duty(agreement: Agreement, data: DutyData, *, by: User | None) -> Duty:
    """One more thing that a side owes."""
    _refuse_identifier(data)
    duty = Duty.objects.create(agreement=agreement, **asdict(data))
    record("set duty", agreement, by=by, detail={"duty": duty.pk})
    return duty


@transaction.atomic
def change_duty(agreement: Agreement, duty: Duty, data: DutyData, *, by: User | None) -> Duty:
    """An own duty is written anew; an inherited one gets a local change that stands in its place here only."""
    _refuse_identifier(data)
    held = locked(agreement)
    if duty.agreement_id == held.pk:
        Duty.objects.filter(pk=duty.pk).update(**asdict(data))
        duty.refresh_from_db()
    else:
        duty = _instead_of(held, duty, data, is_left_out=False)
    record("changed duty", held, by=by, detail={"duty": duty.pk})
    settle_duty(held, duty)
    return duty


@transaction.atomic
def drop_duty(agreement: Agreement, duty: Duty, *, by: User) -> None:
    """An own one is owed no more, its evidence stays; an inherited one is left out here. A local change goes back."""
    held = locked(agreement)
    if duty.agreement_id == held.pk:
        if not Duty.objects.standing().filter(pk=duty.pk).update(dropped_on=clock.today()):
            raise NotADutyHere
    else:
        same = DutyData(duty.owes, duty.what_bg, duty.rhythm, duty.what_en, duty.amount, duty.due_on)
        _instead_of(held, duty, same, is_left_out=True)
    record("dropped duty", held, by=by, detail={"duty": duty.pk})
    settle_duty(held, duty)


@transaction.atomic
def take_in(agreement: Agreement, duty: Duty, *, by: User) -> None:
    """An inherited duty that was left out stands here again, as the national agreement has it."""
    held = locked(agreement)
    if not held.duties.standing().filter(instead_of=duty, is_left_out=True).update(dropped_on=clock.today()):
        raise NotADutyHere
    record("took duty in", held, by=by, detail={"duty": duty.pk})


@transaction.atomic
def mark_done(agreement: Agreement, duty: Duty, data: DoneData, *, by: User | None) -> DutyDone:
    """Evidence of one or several times. The same submission again is the same evidence."""
    held = locked(agreement)
    if known := DutyDone.objects.filter(submission=data.submission).first():
        return known
    if held.term is None:
        raise NotSigned
    if data.done_on > clock.today() or not held.term.holds(data.done_on):
        raise DayAhead
    if not (data.text or data.url or data.amount > 1):
        raise NoEvidence
    if find_identifier(data.text):
        raise IdentifierInText("text")
    _refuse_not_owed(held, duty, data.library)
    done = DutyDone.objects.create(
        agreement=held,
        duty=duty,
        library_id=data.library or None,
        done_on=data.done_on,
        amount=data.amount,
        text=data.text,
        url=data.url,
        submission=data.submission,
        by=by,
    )
    record("did duty", held, by=by, detail={"duty": duty.pk, "done": done.pk})
    settle_what_is_met(held, duty, data.library)
    return done


@transaction.atomic
def take_back(done: DutyDone, *, by: User) -> bool:
    """Written by mistake; whether it still stood. The next night asks for it anew."""
    stood = DutyDone.objects.standing().filter(pk=done.pk).update(taken_back_on=clock.today()) > 0
    if stood:
        record("took back done", done.agreement, by=by, detail={"duty": done.duty_id, "done": done.pk})
    return stood


def _instead_of(held: Agreement, inherited: Duty, data: DutyData, *, is_left_out: bool) -> Duty:
    if inherited.pk not in {each.pk for each in inheritable(held)}:
        raise NotADutyHere
    values = asdict(data) | {"is_left_out": is_left_out, "by_locals": False}
    standing = held.duties.standing().filter(instead_of=inherited)
    if standing.exists():
        standing.update(**values)
        return standing.get()
    return Duty.objects.create(agreement=held, instead_of=inherited, **values)


def _refuse_not_owed(held: Agreement, duty: Duty, library: str) -> None:
    owed = find_owed(held, duty.pk)
    if owed is None or owed.is_carried_below:
        raise NotADutyHere
    is_of_libraries = duty.owes == Duty.Owes.LIBRARIES
    if is_of_libraries != bool(library):
        raise NotCovered
    if library and not Library.objects.filter(pk=library, pk__in=held.libraries().values("pk")).exists():
        raise NotCovered


def _refuse_identifier(data: DutyData) -> None:
    for column in ("what_bg", "what_en"):
        if find_identifier(getattr(data, column)):
            raise IdentifierInText(column)
