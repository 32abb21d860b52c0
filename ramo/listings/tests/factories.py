"""Invented offers for tests of this room and of those above."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from ramo.kit import clock
from ramo.listings.actions import put_many
from ramo.listings.batch import Manner
from ramo.listings.data import (
    AnyListingData,
    Applicant,
    Basis,
    CourseData,
    CulturalProductData,
    FundingCallData,
    Period,
    Provenance,
    Right,
    VacancyData,
    Wage,
    Work,
)
from ramo.listings.models import Listing
from ramo.resources.tests.factories import make_area
from ramo.vocabularies.models import Area

FEED = "feed"
_numbers = count(1)


def vacancy_data(**values: Any) -> VacancyData:
    defaults: dict[str, Any] = {
        "title": "Шивач / шивачка",
        "employer": "Шивашка фабрика „Пример“",
        "positions": 12,
        "place_text": "Монтана",
        "reference": "4821",
        "wage": Wage(Decimal(720), Decimal(860), Period.MONTH, Basis.GROSS),
        "phone": "096 000 210",
        "labour_office": "Примерно бюро по труда",
        "source_label": "бюрото по труда",
        "source_url": "https://example.bg/4821",
    }
    return VacancyData(**defaults | values)


def course_data(**values: Any) -> CourseData:
    today = clock.today()
    defaults: dict[str, Any] = {
        "title": "Готвач – част от професия",
        "provider": "Примерен център за обучение",
        "hours": 300,
        "starts_on": today + timedelta(days=20),
        "enrol_until": today + timedelta(days=15),
        "price": Decimal(0),
    }
    return CourseData(**defaults | values)


def call_data(**values: Any) -> FundingCallData:
    defaults: dict[str, Any] = {
        "title": "Малък фонд за читалищни проекти",
        "programme": "Примерен общински фонд",
        "amount_low": Decimal(500),
        "amount_high": Decimal(2000),
        "applicants": (Applicant.CHITALISHTE,),
        "closes_at": clock.now() + timedelta(days=30),
    }
    return FundingCallData(**defaults | values)


def culture_data(**values: Any) -> CulturalProductData:
    defaults: dict[str, Any] = {
        "title": "Стари снимки от селото",
        "work": Work.COLLECTION,
        "holder": "Примерен музей",
        "home_use": Right.FREE,
        "link": "https://example.bg/snimki",
    }
    return CulturalProductData(**defaults | values)


def make_areas() -> None:
    for key in ("employment", "culture"):
        if not Area.objects.filter(key=key).exists():
            make_area(key)


def provenance(external_id: str = "", source_key: str = FEED) -> Provenance:
    return Provenance(source_key, external_id or str(next(_numbers)))


def make_listing(data: AnyListingData, *, vouched_as: str = "", source_key: str = FEED) -> Listing:
    """As a source would bring it; confirmed where somebody stands for it."""
    make_areas()
    (done,) = put_many([(data, provenance(source_key=source_key))], manner=Manner(vouched_as))
    return done.listing


def make_vacancy(*, vouched_as: str = "", source_key: str = FEED, **values: Any) -> Listing:
    return make_listing(vacancy_data(**values), vouched_as=vouched_as, source_key=source_key)
