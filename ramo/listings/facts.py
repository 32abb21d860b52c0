"""What a page of an offer says in two columns: label and text, only what is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.vocabularies.models import Settlement

from . import labels
from .data import BULGARIA
from .models import Course, CulturalProduct, FundingCall, Listing, Vacancy

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


def facts_of(listing: Listing, settlements: Sequence[Settlement], distance: str = "") -> list[Fact]:
    """`distance` stands after the place: 18 km from the reader's library."""
    where = ", ".join(filter(None, [place_of(listing, settlements), distance]))
    match listing:
        case Vacancy():
            pairs = _vacancy(listing, where)
        case Course():
            pairs = _course(listing, where)
        case FundingCall():
            pairs = _call(listing, where)
        case CulturalProduct():
            pairs = _product(listing, where)
        case _:
            pairs = iter(())
    return [Fact(label, text) for label, text in (*pairs, *_dates(listing)) if text]


def place_of(listing: Listing, settlements: Sequence[Settlement], most: int | None = None) -> str:
    """гр. Монтана, с. Росен дол – and what was said in words; from anywhere; a country abroad.

    At most so many are named; of the rest it is said how many there are.
    """
    names = [_named(settlement) for settlement in settlements[:most]]
    if most and (more := len(settlements) - most) > 0:
        names[-1] += " " + ngettext("and %(count)d more place", "and %(count)d more places", more) % {"count": more}
    if isinstance(listing, Vacancy) and listing.is_remote:
        names.insert(0, _("from anywhere, by internet"))
    if listing.country != BULGARIA:
        names.append(_country(listing.country))
    return ", ".join(dict.fromkeys(filter(None, [*names, listing.place_text])))


def _country(code: str) -> str:
    """In the reader's language; the code itself where it is none that is known."""
    known = Locale.parse(get_language() or SOURCE_LANGUAGE).territories
    return str(known.get(code, code))


def _named(settlement: Settlement) -> str:
    name = said(settlement, "name", get_language())
    return f"{settlement.kind_bg} {name}" if name.language == "bg" else str(name)


def _vacancy(listing: Vacancy, where: str) -> Iterator[Pair]:
    yield _("Employer"), listing.employer
    yield _("Place"), where
    yield _("Wage"), labels.wage(listing.wage) or _("not said; ask")
    yield _("Working time"), ", ".join(filter(None, [listing.working_time, listing.shift]))
    yield _("Contract"), listing.contract
    yield _("Experience"), listing.experience
    yield _("Education"), listing.education
    yield _("Transport"), listing.transport
    yield _("Lodging"), listing.housing
    yield _("Also"), listing.benefits
    yield _("Season"), _("seasonal work") if listing.is_seasonal else ""
    yield _("Labour office"), listing.labour_office
    if listing.country != BULGARIA:
        yield _("EURES adviser"), listing.eures_adviser or _("ask in the labour office; the advice is free")


def _course(listing: Course, where: str) -> Iterator[Pair]:
    hours = listing.hours
    length = ngettext("%(count)d study hour", "%(count)d study hours", hours) % {"count": hours} if hours else ""
    yield _("Profession"), listing.profession
    yield _("Starts"), words.day(listing.starts_on) if listing.starts_on else ""
    yield _("Ends"), words.day(listing.ends_on) if listing.ends_on else ""
    yield _("How long"), ", ".join(filter(None, [length, listing.schedule]))
    yield _("Where"), where
    yield _("How"), str(labels.FORMS[listing.form]) if listing.form else ""
    voucher = _("with a voucher") if listing.is_by_voucher else ""
    yield _("Price"), "; ".join(filter(None, [labels.price(listing.price, listing.price_text), voucher]))
    yield _("Travel money"), listing.travel_paid
    yield _("Document at the end"), listing.certificate
    licence = _("licence of NAPOO %(number)s") % {"number": listing.licence} if listing.licence else ""
    yield _("Who teaches"), ", ".join(filter(None, [listing.provider, licence]))


def _call(listing: FundingCall, where: str) -> Iterator[Pair]:
    who = ", ".join(str(labels.APPLICANTS[each]) for each in listing.who)
    yield _("Programme"), listing.programme
    yield _("Who may apply"), listing.applicants_text or who or _("unknown; the source does not say")
    yield _("For one project"), labels.band(listing.amount_low, listing.amount_high)
    yield _("In all"), labels.amount(listing.budget) if listing.budget is not None else ""
    yield _("Own share"), listing.own_share
    yield _("Opens"), labels.moment(listing.opens_at) if listing.opens_at else ""
    yield _("Closes"), labels.moment(listing.closes_at) if listing.closes_at else ""
    yield _("Where"), where
    yield _("Code of the procedure"), listing.procedure_code


def _product(listing: CulturalProduct, where: str) -> Iterator[Pair]:
    minutes = listing.duration_minutes
    yield _("What it is"), str(labels.WORKS[listing.work])
    yield _("By"), listing.creator
    yield _("Whose it is"), listing.holder
    yield _("At home"), str(labels.RIGHTS[listing.home_use])
    yield _("Shown to many people"), str(labels.RIGHTS[listing.public_showing])
    yield _("Terms"), listing.rights_text
    yield _("Price"), labels.price(listing.price, listing.price_text)
    yield _("Language"), listing.product_language
    yield _("For whom"), listing.audience
    yield _("Length"), _("%(count)d min") % {"count": minutes} if minutes else ""
    yield _("Place"), where


def _dates(listing: Listing) -> Iterator[Pair]:
    """What the trust line says only of what somebody confirmed."""
    yield _("Published"), words.day(listing.published_on) if listing.published_on else ""
    if listing.verified_on is None and listing.valid_until:
        yield _("Shown until"), words.day(listing.valid_until)


def title_of(listing: Listing) -> str:
    """Шивач / шивачка – 12 места"""
    if isinstance(listing, Vacancy) and listing.positions:
        return f"{listing.title} – {labels.positions(listing.positions)}"
    return listing.title
