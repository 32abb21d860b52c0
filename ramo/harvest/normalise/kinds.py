"""The kinds of what a source may hold, each from its fields."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from ramo.events.data import SourceEvent
from ramo.harvest.data import RawRecord, RecordKind
from ramo.listings.data import (
    AnyListingData,
    Applicant,
    CourseData,
    CulturalProductData,
    Form,
    FundingCallData,
    Right,
    VacancyData,
    Work,
)

from . import dates, money
from .events import event
from .occupations import Occupations
from .words import is_yes, whole

_SEASONAL = re.compile(r"\bсезон|seasonal", re.IGNORECASE)
_REMOTE = re.compile(r"дистанционн|от разстояние|онлайн|online|remote|home.?office", re.IGNORECASE)
_ON_SITE = re.compile(r"присъствен|на място|onsite|on-site|classroom", re.IGNORECASE)
_MIXED = re.compile(r"смесен|хибридн|blended|mixed|hybrid", re.IGNORECASE)
_VOUCHER = re.compile(r"\bваучер", re.IGNORECASE)
_EARLY = re.compile(r"до изчерпване|предсрочно", re.IGNORECASE)
_APPLICANTS = (
    (Applicant.CHITALISHTE, re.compile(r"читалищ", re.IGNORECASE)),
    (Applicant.LIBRARY, re.compile(r"библиотек", re.IGNORECASE)),
    (Applicant.MUNICIPALITY, re.compile(r"общин|municipalit", re.IGNORECASE)),
    (Applicant.SCHOOL, re.compile(r"училищ|детски градини|school", re.IGNORECASE)),
    (Applicant.FARMER, re.compile(r"земеделск|фермер|farmer", re.IGNORECASE)),
    (Applicant.FIRM, re.compile(r"предприяти|търговци|търговск|МСП|фирм|дружеств|enterprise|compan", re.IGNORECASE)),
    (Applicant.ASSOCIATION, re.compile(r"нестопанск|НПО|сдружени|фондаци|неправителствен|NGO", re.IGNORECASE)),
    (Applicant.PERSON, re.compile(r"физически лица|физическо лице|граждани|безработни", re.IGNORECASE)),
)
_WORKS = (
    (Work.FILM, re.compile(r"филм|видео|film|video|moving ?image", re.IGNORECASE)),
    (Work.CONCERT, re.compile(r"концерт|музика|звук|запис|sound|music", re.IGNORECASE)),
    (Work.EXHIBITION, re.compile(r"изложб|exhibition", re.IGNORECASE)),
    (Work.TOUR, re.compile(r"виртуална разходка|обиколка|tour", re.IGNORECASE)),
    (Work.COLLECTION, re.compile(r"колекция|сбирка|collection", re.IGNORECASE)),
    (Work.BOOK, re.compile(r"книга|текст|вестник|списание|book|text|periodical|article", re.IGNORECASE)),
)
_FREE = re.compile(r"publicdomain|public domain|обществено достояние|creativecommons|\bcc[ -]?(?:by|0)", re.IGNORECASE)
Understood = AnyListingData | SourceEvent
_MAKER = Callable[..., Understood]


class NoDeadline(Exception):
    """A call for projects that does not say when it closes."""


def vacancy(record: RawRecord, common: Mapping[str, Any], *, occupations: Occupations, today: date) -> VacancyData:
    until = dates.until(record.text("valid_until"), today=today)
    named = record.text("occupation") or record.text("title")
    occupation = occupations.find(record.items("occupation_code"), record.text("occupation"), record.text("title"))
    return VacancyData(
        **common,
        valid_until=until.day if until else None,
        employer=record.text("employer"),
        positions=whole(record.text("positions")),
        reference=record.text("reference"),
        is_remote=is_yes(record.text("remote")),
        occupation=occupation.uri,
        occupation_code=occupation.isco,
        occupation_text=named,
        education=record.text("education"),
        experience=record.text("experience"),
        wage=money.wage(
            record.text("wage"),
            low=record.text("wage_low"),
            high=record.text("wage_high"),
            currency=record.text("wage_currency"),
            period=record.text("wage_period"),
            basis=record.text("wage_basis"),
        ),
        contract=record.text("contract"),
        working_time=record.text("working_time"),
        shift=record.text("shift"),
        transport=record.text("transport"),
        housing=record.text("housing"),
        benefits=record.text("benefits"),
        how_to_apply=_applying(record),
        labour_office=record.text("labour_office"),
        labour_office_phone=record.text("labour_office_phone"),
        is_seasonal=is_yes(record.text("seasonal"))
        or bool(_SEASONAL.search(f"{record.text('title')} {record.text('contract')}")),
    )


def _applying(record: RawRecord) -> str:
    """One step a line. A person's name is left out: the public sees offices."""
    return "\n".join(filter(None, (record.text("apply"), record.text("email"))))


def course(record: RawRecord, common: Mapping[str, Any], *, occupations: Occupations, today: date) -> CourseData:
    starts = dates.since(record.text("starts"), today=today)
    ends = dates.until(record.text("ends"), today=today)
    enrol = dates.until(record.text("enrol_until") or record.text("valid_until"), today=today)
    deadline = enrol or starts
    return CourseData(
        **common,
        valid_until=deadline.day if deadline else None,
        provider=record.text("provider") or record.text("organisation"),
        licence=record.text("licence"),
        profession=record.text("profession"),
        hours=whole(record.text("hours")),
        form=_form(record.text("form")),
        schedule=record.text("schedule"),
        starts_on=starts.day if starts else None,
        ends_on=ends.day if ends else None,
        enrol_until=enrol.day if enrol else None,
        seats=whole(record.text("seats")),
        price=money.amount(record.text("price"), currency=record.text("wage_currency")),
        price_text=record.text("price"),
        is_by_voucher=is_yes(record.text("voucher")) or bool(_VOUCHER.search(record.text("price"))),
        travel_paid=record.text("travel_paid"),
        certificate=record.text("certificate"),
        for_whom=record.text("for_whom"),
        how_to_enrol=record.text("enrol") or _applying(record),
    )


def _form(text: str) -> Form:
    if _MIXED.search(text) or (_REMOTE.search(text) and _ON_SITE.search(text)):
        return Form.MIXED
    if _REMOTE.search(text):
        return Form.REMOTE
    return Form.ON_SITE if _ON_SITE.search(text) else Form.UNKNOWN


def call(record: RawRecord, common: Mapping[str, Any], *, occupations: Occupations, today: date) -> FundingCallData:
    closes = dates.until(record.text("closes") or record.text("valid_until"), today=today)
    opens = dates.since(record.text("opens"), today=today, is_ahead=False)
    if closes is None:
        raise NoDeadline
    currency = record.text("wage_currency")
    who = record.text("who_may_apply")
    return FundingCallData(
        **common,
        valid_until=closes.day,
        programme=record.text("programme"),
        applicants=tuple(applicant for applicant, written in _APPLICANTS if written.search(who)),
        applicants_text=who,
        amount_low=money.amount(record.text("amount_low"), currency=currency),
        amount_high=money.amount(record.text("amount_high"), currency=currency),
        budget=money.amount(record.text("amount_total"), currency=currency),
        own_share=record.text("own_share"),
        opens_at=opens.moment(time.min) if opens else None,
        closes_at=closes.moment(dates.END_OF_DAY),
        may_close_early=bool(_EARLY.search(record.text("closes") + record.text("text"))),
        procedure_code=record.text("procedure_code"),
    )


def culture(
    record: RawRecord, common: Mapping[str, Any], *, occupations: Occupations, today: date
) -> CulturalProductData:
    until = dates.until(record.text("valid_until"), today=today)
    rights = record.text("rights")
    free = Right.FREE if _FREE.search(rights) else Right.UNKNOWN
    said = record.text("culture_kind")
    return CulturalProductData(
        **common,
        valid_until=until.day if until else None,
        work=next((work for work, written in _WORKS if written.search(said)), Work.OTHER),
        holder=record.text("holder") or record.text("organisation"),
        creator=record.text("creator"),
        home_use=Right.FREE if is_yes(record.text("rights_home")) else free,
        public_showing=Right.FREE if is_yes(record.text("rights_public")) else free,
        rights_text=rights,
        price=money.amount(record.text("price"), currency=record.text("wage_currency")),
        price_text=record.text("price"),
        product_language=record.text("product_language"),
        audience=record.text("audience"),
        duration_minutes=whole(record.text("duration_minutes")),
    )


KINDS: Mapping[RecordKind, _MAKER] = {
    RecordKind.VACANCY: vacancy,
    RecordKind.COURSE: course,
    RecordKind.CALL: call,
    RecordKind.CULTURE: culture,
    RecordKind.EVENT: event,
}
