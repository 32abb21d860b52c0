"""How one takes an offer, and where the library's help with it ends."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import phones

from . import labels
from .models import Course, CulturalProduct, FundingCall, Listing, Vacancy


def steps_of(listing: Listing) -> list[str]:
    """Those of the offer; where it says none, the usual way of its kind."""
    return [line.strip() for line in _written(listing).splitlines() if line.strip()] or list(_usual(listing))


def boundary_of(listing: Listing) -> str:
    """A part of every page and sheet of the kind, never left out."""
    match listing:
        case Vacancy():
            return _(
                "Ramo is no agent. We show the vacancy as it was given to us. We collect no CVs and take no money. "
                "If somebody asks you for money for this job, tell us."
            )
        case Course():
            return _("Ramo enrols nobody. The provider answers for places, price and papers. Ask before you travel.")
        case FundingCall():
            return _("Ramo gives no money and writes no projects for others. The rules are those of the programme.")
    return _("The rights are the holder’s. Showing it to many people needs leave, unless it says otherwise here.")


def _written(listing: Listing) -> str:
    match listing:
        case Vacancy():
            return listing.how_to_apply
        case Course():
            return listing.how_to_enrol
    return ""


def _usual(listing: Listing) -> Iterator[str]:
    match listing:
        case Vacancy():
            yield _call(listing.phone or listing.labour_office_phone)
            if listing.reference:
                yield _("Say the number of the vacancy: %(number)s.") % {"number": listing.reference}
            yield _("Ask whether the place is still free and what to bring along.")
            yield _("If a CV is needed, come to the library. You write it, we help with the computer.")
        case Course():
            yield _call(listing.phone)
            yield _("Ask whether there are places and what papers they want.")
            if listing.enrol_until:
                yield _("Hand in your papers by %(day)s.") % {"day": words.day(listing.enrol_until)}
        case FundingCall():
            yield _("Read the rules on the page of the programme.")
            if listing.closes_at:
                yield _("Send the project by %(moment)s") % {"moment": labels.moment(listing.closes_at)}
            yield _("If you have a question, ask the programme in writing. Keep the answer.")
        case CulturalProduct():
            yield _("Open it on the computer in the library or at home.")


def _call(number: str) -> str:
    if number:
        return _("Call %(phone)s.") % {"phone": phones.grouped(number)}
    return _("Ask in the library whom to call.")
