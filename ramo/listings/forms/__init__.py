"""The shape of what staff type about an offer: one form a kind."""

from collections.abc import Mapping

from ramo.listings.data import ListingKind

from .kinds import CallForm, CourseForm, ProductForm, VacancyForm
from .listing import ListingForm

FORMS: Mapping[ListingKind, type[ListingForm]] = {
    form.kind: form for form in (VacancyForm, CourseForm, CallForm, ProductForm)
}

__all__ = ["FORMS", "ListingForm"]
