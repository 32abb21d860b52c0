"""What there is: offers of four kinds, and where each was seen."""

from .kinds import Course, CulturalProduct, FundingCall, Vacancy
from .listing import UNCHECKED, Listing, ListingQuerySet
from .sightings import Sighting

MODELS: dict[str, type[Listing]] = {model.KIND: model for model in (Vacancy, Course, FundingCall, CulturalProduct)}

__all__ = [
    "MODELS",
    "UNCHECKED",
    "Course",
    "CulturalProduct",
    "FundingCall",
    "Listing",
    "ListingQuerySet",
    "Sighting",
    "Vacancy",
]
