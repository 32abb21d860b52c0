"""The four kinds of offers, one table each."""

from datetime import timedelta
from decimal import Decimal
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ramo.kit import clock
from ramo.listings.data import Applicant, Basis, ListingKind, Period, Wage, Work
from ramo.vocabularies.models import Occupation

from .listing import Listing, ListingQuerySet


def money() -> "models.DecimalField[Decimal | None, Decimal | None]":
    """Euro and cents."""
    return models.DecimalField(max_digits=12, decimal_places=2, null=True)


def short(length: int = 160) -> "models.CharField[str, str]":
    return models.CharField(max_length=length, blank=True)


class VacancyQuerySet(ListingQuerySet["Vacancy"]):
    def whole(self) -> Self:
        return super().whole().select_related("occupation")


class Vacancy(Listing):
    """A job. Stands fourteen days after a source or a person had it, at most thirty ahead."""

    KIND = ListingKind.VACANCY
    USUAL_TERM = timedelta(days=14)
    VALID_FOR = timedelta(days=30)
    DUE_SOON: ClassVar[timedelta] = timedelta(days=3)

    employer = short(200)
    positions = models.PositiveSmallIntegerField(null=True)
    reference = short(40)
    is_remote = models.BooleanField(default=False)
    occupation = models.ForeignKey(Occupation, models.PROTECT, null=True, related_name="+")
    occupation_code = models.CharField(max_length=8, blank=True, help_text="ISCO-08 unit group")
    occupation_text = short(200)
    education = short()
    experience = short()
    wage_low = money()
    wage_high = money()
    wage_period = models.CharField(max_length=5, default=Period.MONTH)
    wage_basis = models.CharField(max_length=5, blank=True)
    wage_original = short(120)
    contract = short()
    working_time = short()
    shift = short()
    transport = short()
    housing = short()
    benefits = short(300)
    how_to_apply = models.TextField(blank=True, help_text="one step a line")
    labour_office = short()
    labour_office_phone = short(40)
    is_seasonal = models.BooleanField(default=False)
    eures_adviser = short()

    objects = VacancyQuerySet.as_manager()

    class Meta(Listing.Meta):
        verbose_name_plural = "vacancies"
        constraints = [
            *Listing.Meta.constraints,
            models.CheckConstraint(
                condition=Q(wage_low=None) | Q(wage_high=None) | Q(wage_low__lte=F("wage_high")),
                name="vacancy_wage_band_is_in_order",
            ),
        ]

    @property
    def wage(self) -> Wage | None:
        if self.wage_low is None and self.wage_high is None and not self.wage_original:
            return None
        return Wage(self.wage_low, self.wage_high, Period(self.wage_period), Basis(self.wage_basis), self.wage_original)


class CourseQuerySet(ListingQuerySet["Course"]):
    pass


class Course(Listing):
    """A course; its last day is that of enrolment, or the day it starts."""

    KIND = ListingKind.COURSE
    USUAL_TERM = timedelta(days=30)
    VALID_FOR = timedelta(days=730)
    DUE_SOON: ClassVar[timedelta] = timedelta(days=7)

    provider = short(200)
    licence = short(60)
    profession = short()
    occupation_code = models.CharField(max_length=4, blank=True, help_text="ISCO-08 unit group that its words name")
    hours = models.PositiveSmallIntegerField(null=True)
    form = models.CharField(max_length=8, blank=True)
    schedule = short()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    enrol_until = models.DateField(null=True)
    seats = models.PositiveSmallIntegerField(null=True)
    price = money()
    price_text = short()
    is_by_voucher = models.BooleanField(default=False)
    travel_paid = short()
    certificate = short()
    for_whom = models.TextField(blank=True, help_text="one condition a line")
    how_to_enrol = models.TextField(blank=True, help_text="one step a line")

    objects = CourseQuerySet.as_manager()

    class Meta(Listing.Meta):
        pass


class FundingCallQuerySet(ListingQuerySet["FundingCall"]):
    def current(self) -> Self:
        """A call closes to the minute, on its last day."""
        return super().current().exclude(closes_at__lte=clock.now())


class FundingCall(Listing):
    """A call for projects; what its source does not say of applicants stays unknown."""

    KIND = ListingKind.CALL
    USUAL_TERM = timedelta(days=30)
    VALID_FOR = timedelta(days=3650)
    DUE_SOON: ClassVar[timedelta] = timedelta(days=7)

    programme = short(250)
    applicants = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    applicants_text = short(500)
    amount_low = money()
    amount_high = money()
    budget = money()
    own_share = short()
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    may_close_early = models.BooleanField(default=False)
    procedure_code = short(60)

    objects = FundingCallQuerySet.as_manager()

    class Meta(Listing.Meta):
        pass

    def is_over(self) -> bool:
        return super().is_over() or (self.closes_at is not None and self.closes_at <= clock.now())

    @property
    def who(self) -> list[Applicant]:
        return [Applicant(each) for each in self.applicants]


class CulturalProductQuerySet(ListingQuerySet["CulturalProduct"]):
    pass


class CulturalProduct(Listing):
    """Something to read, watch, hear or visit from where one is. Holds a year."""

    KIND = ListingKind.CULTURE
    USUAL_TERM = timedelta(days=365)
    VALID_FOR = timedelta(days=365)

    work = models.CharField(max_length=10, default=Work.OTHER)
    holder = short(200)
    creator = short(200)
    home_use = models.CharField(max_length=4, blank=True)
    public_showing = models.CharField(max_length=4, blank=True)
    rights_text = short(300)
    price = money()
    price_text = short()
    product_language = short(120)
    audience = short(120)
    duration_minutes = models.PositiveSmallIntegerField(null=True)

    objects = CulturalProductQuerySet.as_manager()

    class Meta(Listing.Meta):
        pass
