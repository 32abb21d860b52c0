"""Work of one partner with libraries, for tests of proofs."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from ramo.appointments.models import Schedule, Slot
from ramo.desk.data import Period
from ramo.desk.models import Consultation, LogOption, ReferralCount
from ramo.events.models import Event, Headcount, Host
from ramo.events.tests.factories import make_area
from ramo.experts.tests.factories import make_expert
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.reports import actions
from ramo.reports.content import count, numbered
from ramo.reports.data import Subject
from ramo.reports.models import Proof, ProofOrder, fingerprint_of
from ramo.reports.numbers import REAL
from ramo.seats.models import Pool
from ramo.vocabularies.models import District

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))
DAY = date(2026, 5, 12)


def subject_of(institution: Institution, district: District | None = None, period: Period = SPRING) -> Subject:
    return Subject(institution, district, period)


def make_proof(institution: Institution, district: District | None = None, **more: Any) -> Proof:
    """Ordered and made at once, as the command does."""
    reason, by = more.pop("reason", ""), more.pop("by", None)
    return actions.make(actions.order(subject_of(institution, district, **more), reason=reason, by=by))


def total(proof: Proof, figure: str) -> int | None:
    found: int | None = next(each["total"] for each in proof.content["figures"] if each["key"] == figure)
    return found


def at_place(proof: Proof, figure: str) -> Mapping[str, int | None]:
    """By code of the place."""
    codes = [place["code"] for place in proof.content["places"]]
    values = next(each["places"] for each in proof.content["figures"] if each["key"] == figure)
    return dict(zip(codes, values, strict=True))


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.COUNTRY_ZONE)


def held(library: Library, *experts_of: Institution, on: date = DAY, **bands: int) -> Host:
    """An event of that day that took place; with `bands` the library counted who came."""
    starts = at_noon(on)
    event = Event.objects.create(
        kind="talk",
        title_bg="Среща",
        area=make_area("taxes"),
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        organiser=library,
    )
    event.institutions.set(experts_of)
    host = Host.objects.create(event=event, library=library, did_happen=True)
    if bands:
        Headcount.objects.create(host=host, **bands)
    return host


def given_hour(library: Library, institution: Institution, *, seated: int, came: int, on: date = DAY) -> Slot:
    """Its people are forgotten already, as on every day after."""
    starts = at_noon(on)
    known = Schedule.objects.filter(library=library, institution=institution).first()
    schedule = known or Schedule.objects.create(
        library=library,
        institution=institution,
        expert=make_expert(institution),
        area=make_area("taxes"),
        title_bg="Служител",
        weekday=1,
        opens=time(10),
        closes=time(12),
        starts_on=on,
        confirmed_on=on,
        capacity=20,
    )
    ends = starts + timedelta(minutes=20)
    pool = Pool.objects.create(
        owner="hours", capacity=30, closes_at=starts, ends_at=ends, kept_seated=seated, kept_came=came, shredded_at=ends
    )
    planned = starts + timedelta(minutes=Slot.objects.count())
    return Slot.objects.create(schedule=schedule, pool=pool, planned_at=planned, starts_at=starts, ends_at=ends)


def sent_on(library: Library, institution: Institution | None, *, made: int, arrived: int, on: date = DAY) -> None:
    ReferralCount.objects.across_libraries("a test writes rows of several").create(
        library=library,
        on=on,
        area_id="taxes",
        referral=LogOption.objects.get(list="referral", key="nra-office"),
        institution=institution,
        made=made,
        arrived=arrived,
    )


def helped(library: Library, times: int, *, area: str = "taxes", on: date = DAY) -> None:
    """So many sessions at the desk."""
    option = {kind: LogOption.objects.filter(list=kind).first() for kind in ("task", "mode", "minutes", "age_band")}
    rows = [
        Consultation(library=library, on=on, half="am", area_id=area, submission=uuid4(), **option)
        for _each in range(times)
    ]
    Consultation.objects.across_libraries("a test writes rows of several").bulk_create(rows)


def own_proof(institution: Institution, district: District) -> Proof:
    """The same one each time it is asked for; its files are none that anybody could print."""
    known = Proof.objects.first()
    if known:
        return known
    number = actions.next_number(REAL)
    counted = count(subject_of(institution, district), lambda _step: None)
    content = numbered(counted, number=str(number), made_on=clock.today(), before=None, reason="")
    return Proof.objects.create(
        institution=institution,
        district=district,
        first=SPRING.first,
        last=SPRING.last,
        series=number.series,
        year=number.year,
        ordinal=number.ordinal,
        content=content,
        fingerprint=fingerprint_of(content),
        pdf=b"%PDF",
        csv=b"number",
    )


def own_order(institution: Institution, district: District) -> ProofOrder:
    return ProofOrder.objects.first() or actions.order(subject_of(institution, district), by=None)
