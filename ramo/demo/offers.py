"""Invented offers: offers.yaml → what a source would have sent, and how it comes in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.listings.actions import amend, put_many
from ramo.listings.batch import Manner
from ramo.listings.data import (
    AnyListingData,
    Applicant,
    Basis,
    CourseData,
    CulturalProductData,
    Form,
    FundingCallData,
    Period,
    Provenance,
    Right,
    VacancyData,
    Wage,
    Work,
)
from ramo.listings.models import MODELS, Sighting
from ramo.network.models import Institution
from ramo.seed.entries import Entry, read_yaml

from .invented import ADDRESS, FOLDER, SOURCE
from .sources import LIST_KEY

FILE = "offers.yaml"
SOURCE_KEY = "demo"
OFFICE = "demo-labour-office"
_TEXTS = ("text", "place_text", "employer", "reference", "education", "experience", "contract", "working_time", "shift",
          "transport", "housing", "provider", "schedule", "for_whom", "certificate", "programme", "holder", "creator",
          "product_language", "audience")  # fmt: skip


def put_offers() -> None:
    """Those of the invented labour office are confirmed by it; nobody stands for the others."""
    office = Institution.objects.get(pk=OFFICE)
    offers = list(_offers(office))
    for vouched_as in (office.abbreviation_bg, ""):
        chosen = [(data, _from(entry)) for entry, data in offers if entry.flag("checked") == bool(vouched_as)]
        put_many(chosen, manner=Manner(vouched_as, is_demo=True))


def correct_offers() -> None:
    """Somebody of the invented labour office corrects an offer; its source then says another thing."""
    office = Institution.objects.get(pk=OFFICE)
    partner = User.objects.filter(is_demo=True, memberships__institution=office)[0]
    offers = {entry.text("key"): (entry, data) for entry, data in _offers(office)}
    for correction in read_yaml(FOLDER, FILE).entries("corrected"):
        entry, data = offers[correction.one_of("key", offers)]
        field = correction.text("field")
        (stands,) = put_many([(data, _from(entry))], manner=Manner(office.abbreviation_bg, is_demo=True))
        ours = _said(data, field, correction.text("ours"))
        amend(stands.listing, ours, by=partner, vouched_as=office.abbreviation_bg)
        theirs = _said(data, field, correction.text("theirs"))
        put_many([(theirs, _from(entry))], manner=Manner(is_demo=True))


def _said(data: AnyListingData, field: str, text: str) -> AnyListingData:
    told: dict[str, Any] = {field: text}
    return replace(data, **told)


def offered() -> list[QuerySet[Any]]:
    """Every invented offer and where it was seen."""
    sightings = Sighting.objects.filter(source_key__in=(SOURCE_KEY, LIST_KEY))
    return [sightings, *(model._base_manager.filter(is_demo=True) for model in MODELS.values())]


def _offers(office: Institution) -> Iterator[tuple[Entry, AnyListingData]]:
    content = read_yaml(FOLDER, FILE)
    shapes: dict[str, Callable[[Entry], AnyListingData]] = {
        "vacancies": _vacancy,
        "courses": _course,
        "calls": _call,
        "products": _product,
    }
    for name, shape in shapes.items():
        for entry in content.entries(name):
            data = shape(entry)
            if entry.flag("checked"):
                data = replace(data, institution=office.pk, phone=office.phone)
                if isinstance(data, VacancyData):
                    data = replace(data, labour_office=office.abbreviation_bg, labour_office_phone=office.phone)
            yield entry, data


def _from(entry: Entry) -> Provenance:
    return Provenance(SOURCE_KEY, entry.text("key"), ADDRESS.format(key=entry.text("key")))


def _common(entry: Entry) -> dict[str, Any]:
    texts = {name: entry.maybe(name) for name in _TEXTS if name in entry.fields}
    return texts | {
        "title": entry.text("title"),
        "places": tuple(entry.lines("places")),
        "source_label": SOURCE,
        "source_url": ADDRESS.format(key=entry.text("key")),
    }


def _vacancy(entry: Entry) -> VacancyData:
    return VacancyData(
        **_common(entry),
        positions=entry.number("positions"),
        country=entry.maybe("country") or "BG",
        occupation_code=entry.text("isco"),
        wage=_wage(entry),
        is_seasonal=entry.flag("is_seasonal"),
        published_on=_day(entry, "posted"),
        valid_until=_day(entry, "closes"),
    )


def _wage(entry: Entry) -> Wage:
    basis = Basis(entry.maybe("basis"))
    if "day" in entry.fields:
        paid = Decimal(entry.number("day"))
        return Wage(paid, paid, Period.DAY, basis)
    high = Decimal(entry.number("high")) if "high" in entry.fields else None
    return Wage(Decimal(entry.number("low")), high, Period.MONTH, basis)


def _course(entry: Entry) -> CourseData:
    return CourseData(
        **_common(entry),
        hours=entry.number("hours"),
        price=Decimal(entry.number("price")),
        seats=entry.number("seats"),
        form=Form(entry.text("form")),
        is_by_voucher=entry.flag("is_by_voucher"),
        enrol_until=_day(entry, "enrol"),
        starts_on=_day(entry, "starts"),
    )


def _call(entry: Entry) -> FundingCallData:
    hour = time.fromisoformat(entry.text("hour"))
    return FundingCallData(
        **_common(entry),
        applicants=tuple(map(Applicant, entry.lines("applicants"))),
        amount_low=Decimal(entry.number("low")),
        amount_high=Decimal(entry.number("high")),
        may_close_early=entry.flag("may_close_early"),
        closes_at=datetime.combine(_day(entry, "closes"), hour, tzinfo=clock.COUNTRY_ZONE),
    )


def _product(entry: Entry) -> CulturalProductData:
    return CulturalProductData(
        **_common(entry),
        work=Work(entry.text("work")),
        home_use=Right(entry.text("home_use")),
        public_showing=Right(entry.text("public_showing")),
        price=Decimal(entry.number("price")),
        duration_minutes=entry.number("duration_minutes") if "duration_minutes" in entry.fields else None,
        link=ADDRESS.format(key=entry.text("key")),
    )


def _day(entry: Entry, name: str) -> date:
    """So many days from today; before it with a minus."""
    return clock.today() + timedelta(days=int(entry.fields[name]))
