"""National services with their conditions, and the libraries that give them."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution, Library
from ramo.network.tenancy import LibraryOwned, LibraryOwnedManager
from ramo.trust.models import State, Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import Area


def lines() -> "ArrayField[list[str], list[str]]":
    """An ordered list of short sentences."""
    return ArrayField(models.CharField(max_length=300), default=list, blank=True)


class ServiceQuerySet(VerifiableQuerySet["Service"]):
    def whole(self) -> "ServiceQuerySet":
        """With all that its page and its card say, in one query."""
        return self.select_related("area", "partner")


class Service(Verifiable):
    """What the network gives in an area: one text for all libraries, one partner. Holds two years."""

    RETENTION: ClassVar[Retention] = Kept("a public service")
    VALID_FOR = timedelta(days=730)
    REVIEW_PAGE = "services:services"

    key = models.SlugField(primary_key=True, max_length=30, help_text="that of its area")
    area = models.OneToOneField(Area, models.PROTECT, related_name="service")
    name_bg = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    lead_bg = models.CharField(max_length=300, help_text="what it is for, in a sentence or two")
    lead_en = models.CharField(max_length=300, blank=True)
    gives_bg = lines()
    gives_en = lines()
    never_bg = lines()
    never_en = lines()
    partner = models.ForeignKey(Institution, models.PROTECT, related_name="services")
    training_bg = models.TextField(help_text="what whoever gives it has learned")
    indicators_bg = lines()
    concept = models.SlugField(max_length=40, help_text="key of its concept")

    objects = ServiceQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["area__order"]
        constraints = [
            *Verifiable.Meta.constraints,
            models.CheckConstraint(condition=Q(key=F("area")), name="service_bears_the_key_of_its_area"),
        ]

    def __str__(self) -> str:
        return self.name_bg

    def review_scope(self) -> str:
        return f"institution:{self.partner_id}"

    @property
    def is_shown(self) -> bool:
        """What `shown()` asks of the database, of one row."""
        return self.state == State.PUBLISHED and not self.is_expired(clock.today()) and not self.is_hidden


class ServiceCheck(models.Model):
    """What must stand before a library switches a service on."""

    RETENTION: ClassVar[Retention] = Kept("a part of its service")

    key = models.SlugField(primary_key=True, max_length=40)
    service = models.ForeignKey(Service, models.CASCADE, related_name="checks")
    order = models.PositiveSmallIntegerField()
    text_bg = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    is_required = models.BooleanField(default=True)

    class Meta:
        ordering = ["service", "order"]

    def __str__(self) -> str:
        return self.text_bg


class LibraryServiceManager(LibraryOwnedManager["LibraryService"]):
    def offered_by(self, library: Library) -> "models.QuerySet[LibraryService]":
        """What the public may ask for here; a library outside the network gives nothing in its name."""
        rows = self.for_library(library).filter(ended_on=None, service__state=State.PUBLISHED)
        in_order = rows.select_related("service__area").order_by("service__area__order")
        return in_order if library.is_in_network else in_order.none()

    def giving(self, service: Service) -> "models.QuerySet[LibraryService]":
        """Of all libraries that work and stand in the network."""
        rows = self.across_libraries("the public sees which libraries give a service")
        libraries = Library.objects.active().in_network()
        return rows.filter(service=service, ended_on=None, library__in=libraries)


class LibraryService(LibraryOwned):
    """A library gives a service: since when, with what in place, and who is trained by role."""

    RETENTION: ClassVar[Retention] = Kept("what a library gave, and when")

    class TrainedRole(models.TextChoices):
        LIBRARIAN = "librarian", _("librarian")
        SECRETARY = "secretary", _("secretary of the chitalishte")
        MENTOR = "mentor", _("mentor of a digital club")
        VOLUNTEER = "volunteer", _("volunteer")

    class TrainedCount(models.TextChoices):
        ONE = "1", _("1 person")
        FEW = "2-3", _("2–3 people")
        MANY = "4+", _("4 people or more")

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    since = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True)
    ticks = ArrayField(models.CharField(max_length=40), default=list, help_text="keys of the checks that stand")
    trained_roles = ArrayField(models.CharField(max_length=12, choices=TrainedRole), default=list)
    trained_count = models.CharField(max_length=3, choices=TrainedCount)
    hours_note_bg = models.CharField(max_length=120, blank=True, help_text="when, if not in all opening hours")
    local_note_bg = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[LibraryServiceManager] = LibraryServiceManager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["library", "service"], condition=Q(ended_on=None), name="library_gives_a_service_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="library_service_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.library_id} gives {self.service_id}"

    @property
    def trained(self) -> list[str]:
        """Roles in the reader's language."""
        return [str(self.TrainedRole(role).label) for role in self.trained_roles]
