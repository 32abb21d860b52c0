"""Libraries, in the network or not."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.kit import clock
from ramo.kit.languages import said
from ramo.kit.retention import Kept, Retention
from ramo.trust.models import Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import District, Municipality, Settlement


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
    # What one finds on the spot; an empty answer means that nobody has said it.
    is_step_free = models.BooleanField(null=True)
    has_quiet_place = models.BooleanField(null=True)
    has_printer = models.BooleanField(null=True)
    has_wifi = models.BooleanField(null=True)
    computers = models.PositiveSmallIntegerField(null=True)
    bus_bg = models.CharField(max_length=120, blank=True, help_text="stop, and how far it is")
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

    @property
    def has_known_access(self) -> bool:
        """Whether there is anything to tell of what one finds on the spot; past its date nothing is told."""
        columns = (self.is_step_free, self.has_quiet_place, self.has_printer, self.has_wifi)
        is_known = any(column is not None for column in columns) or bool(self.computers or self.bus_bg)
        return is_known and not self.is_expired(clock.today())
