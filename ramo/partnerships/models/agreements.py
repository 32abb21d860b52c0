"""Agreements and the libraries they cover."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ramo.design.data import TrustLine
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution, Library, LibraryQuerySet
from ramo.partnerships.data import ENDING, Span, Stage, stage_of
from ramo.vocabularies.models import Area, District, Municipality


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def signed(self) -> Self:
        return self.exclude(signed_on=None)

    def in_force(self, on: date | None = None) -> Self:
        """Signed, begun and not over on this day, today unless said otherwise; reckoned, never stored."""
        day = on or clock.today()
        return self.signed().filter(Q(until=None) | Q(until__gte=day), valid_from__lte=day)

    def ending(self) -> Self:
        """In force, with 90 days or less to go."""
        return self.in_force().filter(until__lte=clock.today() + ENDING)

    def at_stage(self, stage: Stage) -> Self:
        today = clock.today()
        match stage:
            case Stage.DRAFT:
                return self.filter(signed_on=None)
            case Stage.COMING:
                return self.filter(valid_from__gt=today)
            case Stage.IN_FORCE:
                return self.in_force()
            case Stage.ENDING:
                return self.ending()
            case Stage.ENDED:
                return self.filter(until__lt=today)

    def with_partner(self, institution: Institution) -> Self:
        """Of which it is a party, the first one or another."""
        others = self.model.others.through.objects.filter(agreement=OuterRef("pk"), institution=institution)
        return self.filter(Q(partner=institution) | Q(Exists(others)))

    def covering(self, library: Library) -> Self:
        """Whatever its territory or its list says of this library; one outside the network is covered by nothing."""
        if not library.is_in_network:
            return self.none()
        listed = Coverage.objects.standing().filter(agreement=OuterRef("pk"), library=library)
        around = (Q(district=None) | Q(district=library.district_id)) & (
            Q(municipality=None) | Q(municipality=library.municipality_id)
        )
        return self.filter(Q(around, covers=Agreement.Covers.ALL) | Q(Exists(listed)))

    def of_area(self, area: Area) -> Self:
        return self.filter(areas=area)

    def whole(self) -> Self:
        """With all that a line of a list says."""
        return self.select_related("partner", "district", "municipality", "parent__partner")


# What the two sides promise each other, as one number; ranges are what the database can exclude without an extension.
_WORDS = Func(
    F("partner"),
    Value("|"),
    Coalesce(F("district"), Value("")),
    Value("|"),
    Coalesce(F("municipality"), Value("")),
    Value("|"),
    Lower("subject_bg"),
    arg_joiner=" || ",
    output_field=models.BigIntegerField(),
    template="HASHTEXTEXTENDED((%(expressions)s)::text, 0)",
)
_PROMISE = Func(_WORDS, _WORDS, Value("[]"), function="INT8RANGE", output_field=BigIntegerRangeField())
_TERM = Func(F("valid_from"), F("until"), Value("[]"), function="DATERANGE", output_field=DateRangeField())


class Agreement(models.Model):
    """Between an institution and our side. `until` is the last day with all extensions, kept by the actions."""

    RETENTION: ClassVar[Retention] = Kept("what the network and its partners promised each other")

    class Level(models.TextChoices):
        NATIONAL = "national", _("national")
        DISTRICT = "district", pgettext_lazy("level", "district")
        LOCAL = "local", _("local")

    class Covers(models.TextChoices):
        ALL = "all", _("all libraries of its territory")
        LISTED = "listed", _("the listed libraries")

    level = models.CharField(max_length=8, choices=Level)
    number = models.CharField(max_length=40, blank=True)
    partner = models.ForeignKey(Institution, models.PROTECT, related_name="agreements")
    others = models.ManyToManyField(Institution, related_name="+", blank=True, help_text="further parties")
    our_side_bg = models.CharField(max_length=160, help_text="who signs for the libraries")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="partnerships")
    subject_bg = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200, blank=True)
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    covers = models.CharField(max_length=6, choices=Covers, default=Covers.LISTED)
    signed_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True, help_text="as signed; empty: until a side gives notice")
    notice_days = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True, help_text="the last day: as signed, extended or ended")
    ended_on = models.DateField(null=True, help_text="ended by a side, before its time or by notice")
    why_ended_bg = models.CharField(max_length=300, blank=True)
    theirs_role_bg = models.CharField(max_length=80, blank=True)
    theirs_phone = models.CharField(max_length=30, blank=True)
    theirs_email = models.EmailField(blank=True)
    ours_role_bg = models.CharField(max_length=80, blank=True)
    ours_phone = models.CharField(max_length=30, blank=True)
    ours_email = models.EmailField(blank=True)
    note_bg = models.CharField(max_length=500, blank=True, help_text="staff only")
    verified_on = models.DateField(null=True, help_text="when it was compared with the signed copy")
    verified_as = models.CharField(max_length=160, blank=True)
    submission = models.UUIDField(unique=True)
    written_at = models.DateTimeField(default=clock.now)
    is_demo = models.BooleanField(default=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="agreement_has_its_place",
                condition=Q(level="national", district=None, municipality=None)
                | Q(level="district", district__isnull=False, municipality=None)
                | Q(level="local", district__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_has_a_term_once_signed",
                condition=Q(signed_on=None, valid_from=None, valid_until=None, until=None, ended_on=None)
                | (Q(signed_on__isnull=False, valid_from__isnull=False) & ~Q(number="")),
            ),
            models.CheckConstraint(
                name="agreement_term_runs_forward",
                condition=(Q(valid_until=None) | Q(valid_until__gte=F("valid_from")))
                & (Q(until=None) | Q(until__gte=F("valid_from"))),
            ),
            models.CheckConstraint(
                name="agreement_without_last_day_has_a_notice",
                condition=Q(signed_on=None) | Q(valid_until__isnull=False) | Q(notice_days__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_ends_on_its_last_day", condition=Q(ended_on=None) | Q(until=F("ended_on"))
            ),
            models.CheckConstraint(
                name="agreement_hangs_under_another",
                condition=Q(parent=None) | (~Q(level="national") & ~Q(parent=F("pk"))),
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="agreement_number_once"),
            ExclusionConstraint(
                name="agreement_on_a_subject_once_at_a_time",
                expressions=[(_PROMISE, RangeOperators.EQUAL), (_TERM, RangeOperators.OVERLAPS)],
                condition=Q(signed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.pk}: {self.partner_id}"

    @property
    def term(self) -> Span | None:
        return Span(self.valid_from, self.until) if self.signed_on and self.valid_from else None

    @property
    def stage(self) -> Stage:
        return stage_of(self.term, clock.today())

    @property
    def is_in_force(self) -> bool:
        return self.stage in (Stage.IN_FORCE, Stage.ENDING)

    @property
    def days_left(self) -> int | None:
        return (self.until - clock.today()).days if self.until else None

    @property
    def is_local(self) -> bool:
        """Under the hand of a coordinator."""
        return self.level == self.Level.LOCAL

    @property
    def scope(self) -> str:
        """Whose tasks its renewal and our own duties are."""
        return f"district:{self.district_id}" if self.district_id else "network"

    @property
    def parties(self) -> list[Institution]:
        return [self.partner, *self.others.all()]

    def twins(self) -> "AgreementQuerySet":
        """Other signed ones between the same sides on the same subject: before it, after it, never beside it."""
        same = {"partner": self.partner_id, "district": self.district_id, "municipality": self.municipality_id}
        return Agreement.objects.signed().filter(**same, subject_bg__iexact=self.subject_bg).exclude(pk=self.pk)

    @property
    def is_renewed(self) -> bool:
        return self.until is not None and self.twins().filter(valid_from__gt=self.until).exists()

    def libraries(self) -> LibraryQuerySet:
        """Those of the network that it covers."""
        members = Library.objects.in_network()
        if self.covers == self.Covers.LISTED:
            return members.filter(pk__in=Coverage.objects.standing().filter(agreement=self).values("library"))
        return self.territory()

    def territory(self) -> LibraryQuerySet:
        """The libraries of the network that it may cover."""
        places = {"district": self.district_id, "municipality": self.municipality_id}
        return Library.objects.in_network().filter(**{name: code for name, code in places.items() if code})

    def trust_line(self) -> TrustLine:
        """Its source is the signed copy, with which somebody compared it."""
        return TrustLine.of(
            today=clock.today(),
            verified_on=self.verified_on,
            verified_as=self.verified_as,
            valid_until=self.until,
            source=("", ""),
            due_soon=ENDING,
        )


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def standing(self) -> Self:
        return self.filter(until=None)


class Coverage(models.Model):
    """A library on the list of an agreement, from a day to a day."""

    RETENTION: ClassVar[Retention] = Kept("a part of its agreement")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="coverage")
    library = models.ForeignKey(Library, models.PROTECT, related_name="+")
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, help_text="the day it was taken off")

    objects = CoverageQuerySet.as_manager()

    class Meta:
        ordering = ["library", "since"]
        verbose_name_plural = "coverage"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "library"], condition=Q(until=None), name="library_covered_once_by_an_agreement"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="coverage_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} covers {self.library_id}"
