"""A proof of delivery for a year of one district: from the press to the frozen paper, and its figures alone.

Rival: the same figures counted by one query a figure and municipality, as a report is written cell by cell.
`BENCH_DESK` and `BENCH_HELD` set the rows of desks (100,000) and of events and hours, each (10,000).
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from bench.house import own_house
from bench.measure import tell

DESK = int(os.environ.get("BENCH_DESK", "100000"))
HELD = int(os.environ.get("BENCH_HELD", "10000"))
DISTRICT, PARTNER, AREA = "MON", "nap", "taxes"
ROUNDS, BATCH = 3, 5000
REASON = "the bench fills the desks of invented years"
chance = Random(2026)  # noqa: S311 (nothing secret)


def fill(subject: Any) -> None:
    """Rows of desks and slips, and as many events and hours as are asked for, drawn over the year and the libraries."""
    from django.db import connection

    from ramo.network.models import Library

    libraries = list(Library.objects.active().filter(district=DISTRICT, municipality__isnull=False))
    days = list(subject.period.days())
    _desks(libraries, days)
    _events(libraries, days, subject.institution)
    _hours(libraries, days, subject.institution)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _desks(libraries: Sequence[Any], days: Sequence[date]) -> None:
    """Three of four rows are sessions, the rest hand-outs; a tenth again are counts of slips."""
    from ramo.desk.models import Consultation, Handout, LogOption, ReferralCount

    option = {kind: LogOption.objects.filter(list=kind).first() for kind in ("task", "mode", "minutes", "age_band")}
    areas, referrals = (AREA, AREA, "health", "employment"), list(LogOption.objects.filter(list="referral"))
    sessions = DESK * 3 // 4
    _write(
        Consultation.objects.across_libraries(REASON),
        (Consultation(**_at(libraries, days), area_id=chance.choice(areas), **option) for _each in range(sessions)),
    )
    _write(
        Handout.objects.across_libraries(REASON),
        (Handout(**_at(libraries, days), area_id=chance.choice(areas), sheets=2) for _each in range(DESK - sessions)),
    )
    slips = {
        (chance.choice(libraries), chance.choice(days), chance.choice(referrals)): chance.randint(1, 4)
        for _each in range(DESK // 10)
    }
    _write(
        ReferralCount.objects.across_libraries(REASON),
        (
            ReferralCount(
                library=at, on=on, area_id=AREA, referral=to, institution_id=PARTNER, made=made, arrived=made - 1
            )
            for (at, on, to), made in slips.items()
        ),
    )


def _at(libraries: Sequence[Any], days: Sequence[date]) -> dict[str, Any]:
    submission = UUID(int=chance.getrandbits(128), version=4)
    return {"library": chance.choice(libraries), "on": chance.choice(days), "half": "am", "submission": submission}


def _write(rows: Any, made: Iterator[Any]) -> list[Any]:
    return list(rows.bulk_create(list(made), batch_size=BATCH))


def _noon(day: date) -> datetime:
    from ramo.kit import clock

    return datetime.combine(day, datetime.min.time(), tzinfo=clock.COUNTRY_ZONE) + timedelta(hours=12)


def _events(libraries: Sequence[Any], days: Sequence[date], partner: Any) -> None:
    from ramo.events.models import Event, Headcount, Host

    moments = [_noon(chance.choice(days)) for _each in range(HELD)]
    events = _write(
        Event.objects,
        (
            Event(kind="talk", title_bg="Среща", area_id=AREA, starts_at=at, ends_at=at + timedelta(hours=1))
            for at in moments
        ),
    )
    through = Event.institutions.through
    _write(through._default_manager, (through(event=each, institution=partner) for each in events))
    hosts = _write(
        Host.objects, (Host(event=each, library=chance.choice(libraries), did_happen=True) for each in events)
    )
    bands = ("under_18", "from_18", "from_30", "from_65", "unknown")
    _write(
        Headcount._default_manager,
        (Headcount(host=each, **{band: chance.randint(0, 9) for band in bands}) for each in hosts),
    )


def _hours(libraries: Sequence[Any], days: Sequence[date], partner: Any) -> None:
    from ramo.appointments.models import Schedule, Slot
    from ramo.experts.models import Expert
    from ramo.seats.models import Pool

    expert = Expert.objects.create(institution=partner, role_bg="служител")
    week = {"area_id": AREA, "title_bg": "Служител", "weekday": 1, "opens": "10:00", "closes": "12:00"}
    dated = {"starts_on": days[0], "confirmed_on": days[0]}
    schedules = _write(
        Schedule.objects,
        (Schedule(library=each, institution=partner, expert=expert, **week, **dated) for each in libraries),
    )
    moments = [_noon(chance.choice(days)) + timedelta(seconds=number) for number in range(HELD)]
    pools = _write(
        Pool.objects,
        (
            Pool(
                owner="hours",
                capacity=1,
                closes_at=at,
                ends_at=at,
                shredded_at=at,
                kept_seated=1,
                kept_came=number % 3 > 0,
            )
            for number, at in enumerate(moments)
        ),
    )
    _write(
        Slot.objects,
        (
            Slot(
                schedule=chance.choice(schedules),
                pool=pool,
                planned_at=at,
                starts_at=at,
                ends_at=at + timedelta(minutes=20),
            )
            for pool, at in zip(pools, moments, strict=True)
        ),
    )


def cell_by_cell(subject: Any) -> dict[tuple[str, str], int]:
    """What lies in the same tables by one query a figure and municipality."""
    from django.db.models import Count, Sum

    from ramo.appointments.models import Slot
    from ramo.desk.models import Consultation, Handout, ReferralCount
    from ramo.events.models import Host
    from ramo.kit import clock
    from ramo.vocabularies.models import Municipality

    days = (subject.period.first, subject.period.last)
    held = Host.objects.filter(event__starts_at__date__range=days, event__institutions=PARTNER, did_happen=True)
    hours = Slot.objects.filter(starts_at__date__range=days, schedule__institution=PARTNER, is_off=False)
    slips = ReferralCount.objects.across_libraries(REASON).filter(on__range=days, institution=PARTNER)
    sessions = Consultation.objects.across_libraries(REASON).filter(on__range=days, area=AREA)
    handouts = Handout.objects.across_libraries(REASON).filter(on__range=days, area=AREA)
    bands = ("under_18", "from_18", "from_30", "from_65", "unknown")
    asked: dict[str, tuple[Any, str, Any]] = {
        "meetings": (held, "library", Count("pk")),
        "meetings_counted": (held, "library", Count("headcount")),
        **{band: (held, "library", Sum(f"headcount__{band}")) for band in bands},
        "hours_offered": (hours, "schedule__library", Count("pk")),
        "booked": (hours, "schedule__library", Sum("pool__kept_seated")),
        "kept": (hours, "schedule__library", Sum("pool__kept_came")),
        "referred": (slips, "library", Sum("made")),
        "arrived": (slips, "library", Sum("arrived")),
        "consultations": (sessions, "library", Count("pk")),
        "handouts": (handouts, "library", Count("pk")),
    }
    assert clock.today() > subject.period.last
    return {
        (figure, place): rows.filter(**{f"{library}__municipality": place}).aggregate(n=what)["n"] or 0
        for place in Municipality.objects.filter(district=DISTRICT).values_list("pk", flat=True)
        for figure, (rows, library, what) in asked.items()
    }


def counted(subject: Any) -> dict[tuple[str, str], int]:
    """As a proof counts them, before anything is withheld."""
    from ramo.reports.counting import STEPS, Scope

    scope = Scope.of(subject)
    found: dict[tuple[str, str], int] = {}
    for step in STEPS.values():
        found |= step(scope)
    return found


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    done = act()
    return time.perf_counter() - began, done


def least(act: Callable[[], Any]) -> float:
    return min(timed(act)[0] for _round in range(ROUNDS))


def main() -> None:
    from ramo.desk.data import Period
    from ramo.kit import clock
    from ramo.network.models import Institution
    from ramo.reports import actions
    from ramo.reports.data import Subject
    from ramo.vocabularies.models import District

    period = Period.up_to(clock.today() - timedelta(days=1), days=365)
    subject = Subject(Institution.objects.get(pk=PARTNER), District.objects.get(pk=DISTRICT), period)
    fill(subject)
    ours, theirs = counted(subject), cell_by_cell(subject)
    assert all(ours.get(cell, 0) == count for cell, count in theirs.items() if cell[0] != "unknown")
    spent, proof = timed(lambda: actions.make(actions.order(subject, by=None)))
    print(f"{proof}, {DESK:,} rows of desks, {HELD:,} events and hours: {spent:.2f} s from press to paper", flush=True)
    tell(
        "its figures",
        least(lambda: counted(subject)),
        "one query a figure and municipality",
        least(lambda: cell_by_cell(subject)),
        "s",
    )


if __name__ == "__main__":
    with own_house():
        main()
