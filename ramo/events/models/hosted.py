"""At which libraries it happens, how many came, and what they thought of it."""

from typing import ClassVar, Self

from django.db import models

from ramo.events.data import Bands
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Library
from ramo.seats.models import Pool
from ramo.vocabularies.models import Settlement

from .written import Event


class HostQuerySet(models.QuerySet["Host"]):
    def whole(self) -> Self:
        return self.select_related(
            "event__area", "event__series", "library__settlement", "library__district", "settlement", "pool"
        )

    def on_calendar(self) -> Self:
        return self.filter(event__in=Event.objects.on_calendar())


class Host(models.Model):
    """A library where the event takes place, with its own seats and its own count of who came."""

    RETENTION: ClassVar[Retention] = Kept("where a public event took place")

    event = models.ForeignKey(Event, models.CASCADE, related_name="hosts")
    library = models.ForeignKey(Library, models.PROTECT, related_name="+")
    place_bg = models.CharField(max_length=160, blank=True, help_text="hall or house; empty: the library")
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="+")
    pool = models.ForeignKey(Pool, models.PROTECT, null=True, related_name="hosts", help_text="empty: one simply comes")
    did_happen = models.BooleanField(null=True, help_text="empty: nobody has said")
    asked_at = models.DateTimeField(null=True, help_text="when the library was asked how many came")

    objects = HostQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "library"], name="host_once_an_event")]
        indexes = [models.Index(fields=["settlement"], name="host_settlement")]

    def __str__(self) -> str:
        return f"{self.event_id} at {self.library_id}"

    @property
    def place(self) -> Settlement | None:
        """Where people go; a library without a place on the map has none."""
        return self.settlement or self.library.settlement


class Headcount(models.Model):
    """How many came, by age. Names are never asked; lecturers and staff are not counted."""

    RETENTION: ClassVar[Retention] = Kept("counts without names")

    host = models.OneToOneField(Host, models.CASCADE, related_name="headcount")
    under_18 = models.PositiveSmallIntegerField(default=0)
    from_18 = models.PositiveSmallIntegerField(default=0)
    from_30 = models.PositiveSmallIntegerField(default=0)
    from_65 = models.PositiveSmallIntegerField(default=0)
    unknown = models.PositiveSmallIntegerField(default=0)
    counted_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.bands.total)

    @property
    def bands(self) -> Bands:
        return Bands(self.under_18, self.from_18, self.from_30, self.from_65, self.unknown)
