"""Libraries, institutions, and who works for which."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.trust.models import Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import District, Municipality, Settlement

from .roles import Role


class InstitutionQuerySet(VerifiableQuerySet["Institution"]):
    def named(self, typed: str) -> "InstitutionQuerySet":
        """Those whose name or abbreviation holds every typed word; all of them when nothing is typed."""
        found = self
        for word in typed.split():
            found = found.filter(
                Q(name_bg__icontains=word) | Q(name_en__icontains=word) | Q(abbreviation_bg__icontains=word)
            )
        return found


class Institution(Verifiable):
    """An agency or office that owns official information. Contacts hold four months."""

    RETENTION: ClassVar[Retention] = Kept("a public institution")
    VALID_FOR = timedelta(days=122)

    class Level(models.TextChoices):
        NATIONAL = "national", "national"
        DISTRICT = "district", "district"
        LOCAL = "local", "local"

    key = models.SlugField(primary_key=True, max_length=40)
    name_bg = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    abbreviation_bg = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=8, choices=Level)
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="institutions")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="offices")
    website = models.URLField(max_length=300, blank=True, help_text="empty: that of the institution above")
    note_bg = models.TextField(blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["key"]

    def __str__(self) -> str:
        return self.abbreviation_bg or self.name_bg

    @property
    def address(self) -> str:
        """The website, or that of the nearest institution above that has one."""
        if self.website or self.parent is None:
            return self.website
        return self.parent.address


class LibraryQuerySet(VerifiableQuerySet["Library"]):
    def active(self) -> "LibraryQuerySet":
        """What the finder lists: registered as working, or added by hand and not closed."""
        return self.filter(status=Library.Status.ACTIVE)

    def in_network(self) -> "LibraryQuerySet":
        return self.filter(joined_on__isnull=False, left_on=None)


class Library(Verifiable):
    """A library at a chitalishte, a regional, municipal or other one. Hours and contacts hold six months."""

    RETENTION: ClassVar[Retention] = Kept("a public library")
    VALID_FOR = timedelta(days=183)

    class Kind(models.TextChoices):
        CHITALISHTE = "chitalishte", _("library at a chitalishte")
        REGIONAL = "regional", _("regional library")
        MUNICIPAL = "municipal", _("municipal library")
        DIGITAL_CLUB = "digital_club", _("digital club")
        OTHER = "other", _("other library")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        INACTIVE = "inactive", _("not working")
        CLOSED = "closed", _("closed")

    number = models.CharField(primary_key=True, max_length=12, help_text="register number, or our own L-…")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CHITALISHTE)
    status = models.CharField(max_length=8, choices=Status, default=Status.ACTIVE)
    name_bg = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="libraries")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="libraries")
    settlement = models.ForeignKey(
        Settlement, models.PROTECT, null=True, related_name="libraries", help_text="empty: not on the map"
    )
    place_bg = models.CharField(max_length=120, help_text="as the register writes it")
    address_bg = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    edited = ArrayField(
        models.CharField(max_length=20),
        default=list,
        help_text="columns of the register that a person changed; an import leaves them alone",
    )
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    objects = LibraryQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["number"]
        verbose_name_plural = "libraries"
        constraints = [
            *Verifiable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on__isnull=False, left_on__gte=models.F("joined_on")),
                name="library_leaves_after_it_joined",
            ),
            models.UniqueConstraint(
                fields=["name_bg", "settlement"],
                condition=Q(number__startswith="L-"),
                name="library_by_hand_once_in_its_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_bg}, {self.place_bg}"

    @property
    def title_bg(self) -> str:
        """A chitalishte bears a name that many others bear; the rest are called what they are."""
        return f"Библиотека при читалище „{self.name_bg}“" if self.kind == self.Kind.CHITALISHTE else self.name_bg

    @property
    def title_en(self) -> str:
        if self.kind == self.Kind.CHITALISHTE:
            return f"Library at chitalishte “{self.name_en}”" if self.name_en else ""
        return self.name_en

    @property
    def is_in_network(self) -> bool:
        return self.joined_on is not None and self.left_on is None

    @property
    def scope(self) -> str:
        return f"library:{self.number}"

    @property
    def place(self) -> str:
        """The settlement in the reader's language, or what the register writes where it is not on the map."""
        if self.settlement is None:
            return self.place_bg
        return str(said(self.settlement, "name", get_language()))

    @property
    def current_phone(self) -> str:
        """Contacts past their date are not given out."""
        return "" if self.is_expired(clock.today()) else self.phone

    @property
    def current_email(self) -> str:
        return "" if self.is_expired(clock.today()) else self.email


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self) -> "MembershipQuerySet":
        return self.filter(ended_on=None)


class Membership(models.Model):
    """Who works where, in which role; the place is the one its role asks for."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=730), since="ended_on")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    library = models.ForeignKey(Library, models.PROTECT, null=True, related_name="memberships")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="memberships")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="memberships")
    since = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_place_fits_its_role",
                condition=(
                    Q(role=Role.LIBRARIAN, library__isnull=False, district=None, institution=None)
                    | Q(role=Role.COORDINATOR, library=None, district__isnull=False, institution=None)
                    | Q(role=Role.PARTNER, library=None, district=None, institution__isnull=False)
                    | Q(role__in=[Role.EDITOR, Role.OFFICE], library=None, district=None, institution=None)
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "library", "district", "institution"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="membership_in_force_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"
