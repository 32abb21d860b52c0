"""What was done of what is owed: in the period of today for a page, between two days for whoever reports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ramo.kit import clock
from ramo.network.models import Institution

from .data import Span
from .models import Agreement, Duty, DutyDone
from .owed import Owed, owed_under
from .rhythms import ON_THE_CLOCK, due_on, period_of, periods_in

Done = list[tuple[date, str | None, int]]  # the day, the library where libraries owe, how many


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one duty in one period; `expected` is 0 for what has no rhythm of its own."""

    owed: Owed
    period: Span
    done: int
    expected: int

    @property
    def duty(self) -> Duty:
        return self.owed.duty

    @property
    def is_met(self) -> bool:
        return bool(self.expected) and self.done >= self.expected

    @property
    def due_on(self) -> date | None:
        return due_on(self.duty, self.period)


@dataclass(frozen=True, slots=True)
class Delivered:
    """Done and planned of one duty between two days."""

    agreement: Agreement
    duty: Duty
    done: int
    planned: int


def progress_of(agreement: Agreement) -> list[Progress]:
    """In the period that today lies in, or the last one of a term that is over; a draft would begin today."""
    term = agreement.term or Span(clock.today(), None)
    day = min(max(clock.today(), term.first), term.last or date.max)
    libraries = agreement.libraries().count()
    below = _below(agreement)
    done = _done_by_duty(Q(agreement=agreement))
    found = []
    for owed in owed_under(agreement):
        period = period_of(owed.duty.rhythm, day, term)
        if owed.is_carried_below:
            found.append(Progress(owed, period, *_of_partnerships(owed.duty, below, day)))
            continue
        expected = _expected(owed.duty, libraries)
        found.append(Progress(owed, period, _count(owed.duty, done.get(owed.duty.pk, ()), period), expected))
    return found


def delivered(institution: Institution, first: date, last: date) -> list[Delivered]:
    """Under the agreements of an institution that were in force in some of these days; only what it owes itself."""
    span = Span(first, last)
    touching = Q(valid_from__lte=last) & (Q(until=None) | Q(until__gte=first))
    found = []
    for agreement in Agreement.objects.signed().with_partner(institution).filter(touching).whole():
        assert agreement.term is not None  # noqa: S101 (it is signed)
        done = _done_by_duty(Q(agreement=agreement))
        for owed in owed_under(agreement):
            if owed.duty.owes == Duty.Owes.PARTNER and not owed.is_carried_below:
                periods = list(periods_in(owed.duty.rhythm, span, agreement.term))
                count = _count(owed.duty, done.get(owed.duty.pk, ()), span.within(agreement.term))
                planned = owed.duty.amount * len(periods) if owed.duty.rhythm in ON_THE_CLOCK else 0
                found.append(Delivered(agreement, owed.duty, count, planned))
    return found


def _done_by_duty(which: Q) -> Mapping[int, Done]:
    found: dict[int, Done] = defaultdict(list)
    rows = DutyDone.objects.standing().filter(which).values_list("duty", "done_on", "library", "amount")
    for duty, day, library, amount in rows:
        found[duty].append((day, library, amount))
    return found


def _count(duty: Duty, done: Iterable[tuple[date, str | None, int]], period: Span) -> int:
    """Each library counts up to what it owes: one that did twice as much does not stand for another."""
    if duty.owes != Duty.Owes.LIBRARIES:
        return sum(amount for day, _library, amount in done if period.holds(day))
    by_library: dict[str | None, int] = defaultdict(int)
    for day, library, amount in done:
        by_library[library] += amount if period.holds(day) else 0
    return sum(min(amount, duty.amount) for amount in by_library.values())


def _expected(duty: Duty, libraries: int) -> int:
    if duty.rhythm not in ON_THE_CLOCK:
        return 0
    return duty.amount * libraries if duty.owes == Duty.Owes.LIBRARIES else duty.amount


def _below(agreement: Agreement) -> list[tuple[Agreement, list[Owed], int]]:
    """The partnerships in force under an agreement that has something for them."""
    if not agreement.duties.standing().filter(by_locals=True).exists():
        return []
    children = agreement.partnerships.in_force()
    return [(child, owed_under(child), child.libraries().count()) for child in children]


def _of_partnerships(duty: Duty, below: list[tuple[Agreement, list[Owed], int]], day: date) -> tuple[int, int]:
    """Done and expected in all of them together."""
    done_count = expected = 0
    for child, owed_there, libraries in below:
        assert child.term is not None  # noqa: S101 (it is in force)
        here = next((o.duty for o in owed_there if duty.pk in (o.duty.pk, o.duty.instead_of_id)), None)
        if here is None:
            continue
        done = _done_by_duty(Q(agreement=child, duty=here))
        done_count += _count(here, done.get(here.pk, ()), period_of(here.rhythm, day, child.term))
        expected += _expected(here, libraries)
    return done_count, expected
