"""Vacancies as EURES exchanges them: HR-XML 3, PositionOpening, specification 1.3."""

from lxml import etree

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable

from . import markup, prose
from .gathering import Gathering

_ACTIVE = ("active", "")
_NOT_SAID = ("na", "n/a", "null", "-", ".")
_HOURS = {"fulltime": "full time", "parttime": "part time"}
_UNITS = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year"}


def read(content: bytes, *, options: ReadOptions) -> Reading:
    root = markup.parse_xml(content, content_type=options.content_type)
    openings = [element for element in root.iter() if markup.name_of(element) == "PositionOpening"]
    if not openings:
        raise Unreadable(Failure.NOT_THIS_DIALECT, markup.name_of(root)[:100])
    gathering = Gathering(options)
    for number, opening in enumerate(openings, 1):
        with gathering.one(f"PositionOpening {number}"):
            _add(gathering, opening, f"PositionOpening {number}")
    return gathering.reading()


def _add(gathering: Gathering, opening: markup.Element, where: str) -> None:
    external_id = markup.text_at(opening, "DocumentID")
    if markup.text_at(opening, "PositionOpeningStatusCode").lower() not in _ACTIVE:
        gathering.gone.append(external_id)
        return
    profile = markup.find(opening, "PositionProfile")
    if profile is None:
        raise ValueError("no PositionProfile")
    fields = {
        "title": markup.text_at(profile, "PositionTitle"),
        "text": markup.text_at(profile, "PositionFormattedDescription", "Content"),
        "language": profile.get("languageCode", "")[:2].lower(),
        "reference": external_id,
        "published": opening.get("validFrom", ""),
        "valid_until": markup.text_at(profile, "ApplicationCloseDate") or opening.get("validTo", ""),
        "employer": markup.text_at(profile, "PositionOrganization", "OrganizationIdentifiers", "OrganizationName"),
        "positions": markup.text_at(profile, "PositionOpenQuantity"),
        "occupation_code": markup.texts_at(profile, "JobCategoryCode"),
        "contract": markup.text_at(profile, "PositionOfferingTypeCode"),
        "working_time": _working_time(profile),
        "starts": _said(markup.text_at(profile, "PositionPeriod", "StartDate", "DateText")),
        "ends": _said(markup.text_at(profile, "PositionPeriod", "EndDate", "DateText")),
        "organisation": markup.text_at(opening, "PostingRequester", "PartyName"),
        **_place(profile),
        **_application(profile),
        **_qualifications(profile),
        **_pay(profile),
    }
    gathering.add(
        external_id, RecordKind.VACANCY, fields, where=where, original=etree.tostring(opening, encoding="unicode")
    )


def _working_time(profile: markup.Element) -> str:
    code = markup.text_at(profile, "PositionScheduleTypeCode")
    return _HOURS.get(code.lower(), code)


def _place(profile: markup.Element) -> dict[str, str]:
    address = markup.find(profile, "PositionLocation", "Address")
    if address is None:
        return {}
    return {
        "settlement": markup.text_at(address, "CityName"),
        "district": markup.text_at(address, "CountrySubDivisionCode"),
        "postcode": markup.text_at(address, "PostalCode"),
        "address": ", ".join(markup.texts_at(address, "AddressLine")),
        "country": markup.text_at(address, "CountryCode"),
    }


def _application(profile: markup.Element) -> dict[str, str]:
    method = markup.find(profile, "PostingInstruction", "ApplicationMethod")
    if method is None:
        return {}
    instructions = markup.text_at(method, "Instructions")
    contact = markup.find(method, "PersonContact")
    return {
        "apply": _said(instructions),
        "link": next(iter(prose.links_in(instructions)), ""),
        "phone": "" if contact is None else _channel(contact, "telephone"),
        "email": "" if contact is None else _channel(contact, "email"),
    }


def _channel(contact: markup.Element, kind: str) -> str:
    for each in contact.iter():
        if markup.name_of(each) == "Communication" and markup.text_at(each, "ChannelCode").lower() == kind:
            return markup.text_at(each, "URI") or markup.text_at(each, "DialNumber")
    return ""


def _qualifications(profile: markup.Element) -> dict[str, str]:
    qualifications = markup.find(profile, "PositionQualifications")
    if qualifications is None:
        return {}
    years = markup.find(qualifications, "ExperienceSummary", "ExperienceCategory", "Measure")
    return {
        "education": markup.text_at(qualifications, "EducationRequirement", "EducationLevelCode"),
        "experience": "" if years is None else f"{markup.words(years)} {years.get('unitCode', '')}".strip(),
    }


def _pay(profile: markup.Element) -> dict[str, str]:
    pay = markup.find(profile, "OfferedRemunerationPackage", "RemunerationRange")
    if pay is None:
        return {}
    low, high = (markup.find(pay, name) for name in ("RemunerationMinimumAmount", "RemunerationMaximumAmount"))
    of = low if low is not None else high
    return {
        "wage_low": "" if low is None else markup.words(low),
        "wage_high": "" if high is None else markup.words(high),
        "wage_currency": "" if of is None else of.get("currencyID", of.get("currency", "")),
        "wage_period": _UNITS.get(markup.text_at(pay, "SalaryIntervalCode").lower(), ""),
    }


def _said(value: str) -> str:
    return "" if value.lower() in _NOT_SAID else value
