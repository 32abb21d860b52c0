"""How long an offer stands: what its source says, or the usual term of its kind, never beyond the longest."""

from datetime import date

from ramo.kit import clock

from .data import AnyListingData, CourseData, FundingCallData
from .models import MODELS


def said_until(data: AnyListingData) -> date | None:
    """The last day by the source: of a course the deadline or the start, of a call the day it closes."""
    if data.valid_until:
        return data.valid_until
    match data:
        case CourseData():
            return data.enrol_until or data.starts_on
        case FundingCallData(closes_at=closes_at) if closes_at:
            return closes_at.astimezone(clock.COUNTRY_ZONE).date()
    return None


def valid_until(data: AnyListingData, *, seen_on: date) -> date:
    model = MODELS[data.kind]
    return min(said_until(data) or seen_on + model.USUAL_TERM, seen_on + model.VALID_FOR)
