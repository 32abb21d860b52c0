"""An offer becomes its index card, with the sheet that a hand-out prints."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card, SaidLines, SaidText, Sheet, SheetPhone, SheetSource
from ramo.vocabularies.models import Occupation

from . import labels
from .addresses import address_of
from .models import Course, CulturalProduct, FundingCall, Listing, Vacancy
from .steps import boundary_of, steps_of

_MOST_KEYWORDS = 12
_GROUP_DIGITS = 4  # of a longer national code


def card_of(listing: Listing) -> Card:
    """In Bulgarian but for the offer's own words; read with `whole()`."""
    with translation.override(SOURCE_LANGUAGE):
        return Card(
            kind=listing.KIND,
            key=str(listing.pk),
            link=address_of(listing),
            title_bg=listing.title,
            title_en=listing.title if listing.language == "en" else "",
            text_bg="\n".join(filter(None, [" · ".join(_facts(listing)), *_texts(listing)])),
            area=listing.area_id,
            topics=tuple(listing.topics),
            keywords=tuple(dict.fromkeys(_keywords(listing)))[:_MOST_KEYWORDS],
            ekatte=listing.places[0] if listing.places else "",
            district=listing.districts[0] if listing.districts else "",
            more_places=tuple(listing.places[1:]),
            occupation_group=_group_of(listing),
            sheet=_sheet(listing),
            **listing.card_dates(),
        )


def _facts(listing: Listing) -> Iterator[str]:
    """What decides whether one reads on; the first line of the card's text."""
    match listing:
        case Vacancy():
            yield from filter(None, (listing.employer, labels.positions(listing.positions)))
            yield from filter(None, (labels.wage(listing.wage), listing.working_time))
        case Course():
            yield from filter(None, (listing.provider, labels.price(listing.price, listing.price_text)))
        case FundingCall():
            yield from filter(None, (listing.programme, labels.band(listing.amount_low, listing.amount_high)))
        case CulturalProduct():
            yield from filter(None, (str(labels.WORKS[listing.work]), listing.holder, listing.creator))


def _texts(listing: Listing) -> Iterator[str]:
    yield listing.place_text
    yield listing.text
    match listing:
        case Vacancy():
            yield from (listing.contract, listing.shift, listing.education, listing.experience, listing.benefits)
            yield from (listing.transport, listing.housing)
        case Course():
            yield from (listing.profession, listing.schedule, listing.for_whom, listing.certificate)
        case FundingCall():
            yield from (listing.applicants_text, listing.procedure_code)
            yield ", ".join(str(labels.APPLICANTS[each]) for each in listing.applicants)
        case CulturalProduct():
            yield from (listing.product_language, listing.audience)


def _keywords(listing: Listing) -> Iterator[str]:
    if listing.institution:
        yield listing.institution.name_bg[:120]
    match listing:
        case Vacancy():
            if listing.occupation:
                yield from (each[:120] for each in _names(listing.occupation))
            elif listing.occupation_text:
                yield listing.occupation_text[:120]
            if listing.is_seasonal:
                yield _("seasonal work")
            if listing.country != "BG":
                yield _("work abroad")
        case Course() if listing.is_by_voucher:
            yield _("voucher for training")


def _names(occupation: Occupation) -> Iterator[str]:
    """What people call it; in other languages the first name alone."""
    yield from (occupation.label_bg, occupation.label_en)
    yield from filter(None, (*occupation.label_de.split("/"), occupation.label_ro, *occupation.alternative_bg))


def _group_of(listing: Listing) -> str:
    match listing:
        case Vacancy(occupation=Occupation() as occupation):
            return occupation.isco_code
        case Vacancy() | Course():
            return listing.occupation_code[:_GROUP_DIGITS]
    return ""


def _sheet(listing: Listing) -> Sheet:
    steps = steps_of(listing)
    price = labels.price(listing.price, listing.price_text) if isinstance(listing, (Course, CulturalProduct)) else ""
    return Sheet(
        title=SaidText(bg=listing.title, en=""),
        steps=SaidLines(bg=[" · ".join(_facts(listing)), *steps] if steps else [" · ".join(_facts(listing))], en=[]),
        papers=SaidLines(bg=[], en=[]),
        phones=[SheetPhone(label=SaidText(bg=label, en=""), number=number) for label, number in _phones(listing)],
        notice=SaidText(bg=boundary_of(listing), en=""),
        cost=SaidText(bg=price, en="") if price else None,
        refer=None,
        sources=[SheetSource(label=listing.source_label, url=listing.source_url)] if listing.source_url else [],
    )


def _phones(listing: Listing) -> Iterator[tuple[str, str]]:
    if listing.phone:
        yield whose_phone(listing), listing.phone
    if isinstance(listing, Vacancy) and listing.labour_office_phone not in {"", listing.phone}:
        yield listing.labour_office or _("Labour office"), listing.labour_office_phone


def whose_phone(listing: Listing) -> str:
    """Who answers at the number of an offer."""
    match listing:
        case Vacancy():
            return listing.labour_office or listing.employer or _("Ask about the job")
        case Course():
            return listing.provider or _("Ask about the course")
        case FundingCall():
            return listing.source_label or _("Ask about the call")
        case CulturalProduct():
            return listing.holder or _("The holder")
    return _("Phone")
