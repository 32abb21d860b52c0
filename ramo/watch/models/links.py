"""Watched addresses: each once, with the exact spots where it stands."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.watch.data import Trouble


class WatchedLinkQuerySet(models.QuerySet["WatchedLink"]):
    def due(self, *, on_one_host: int) -> Self:
        """Some of each host, the longest waiting of each first: a host with thousands keeps no other waiting."""
        place = Window(RowNumber(), partition_by="host", order_by=["next_check_at", "pk"])
        due = self.filter(next_check_at__lte=clock.now()).annotate(place=place)
        return due.filter(place__lte=on_one_host).order_by("place", "next_check_at", "pk")

    def in_trouble(self) -> Self:
        """What a person should look at now; one that was put aside comes back at its next check."""
        return self.exclude(trouble="").filter(Q(rests_until=None) | Q(rests_until__lte=clock.now()))

    def aside(self) -> Self:
        return self.exclude(trouble="").filter(rests_until__gt=clock.now())


class WatchedLink(models.Model):
    """An address that stands in something public, and what became of it. A failure never hides anything."""

    RETENTION: ClassVar[Retention] = Kept("while something public names the address")

    address = models.URLField(max_length=500, unique=True)
    host = models.CharField(max_length=253)
    is_source = models.BooleanField(default=False, help_text="an official source: its text is watched as well")
    next_check_at = models.DateTimeField(default=clock.now, db_index=True)
    checked_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    failed_at = ArrayField(models.DateTimeField(), default=list, help_text="failures that count, three days apart")
    failed_as = models.CharField(max_length=12, choices=Trouble, blank=True, help_text="how it failed last")
    trouble = models.CharField(max_length=12, choices=Trouble, blank=True)
    found_at = models.DateTimeField(null=True)
    leads_to = models.URLField(max_length=500, blank=True, help_text="where it has moved to for good")
    content_hash = models.CharField(max_length=64, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    restless = models.PositiveSmallIntegerField(default=0, help_text="looks in a row that found another text")
    rests_until = models.DateTimeField(null=True)
    put_aside = models.PositiveSmallIntegerField(default=0, help_text="how often somebody said that it works")

    objects = WatchedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["host", "address"]
        indexes = [models.Index(fields=["found_at"], condition=~Q(trouble=""), name="link_in_trouble")]

    def __str__(self) -> str:
        return self.address


class LinkSpot(models.Model):
    """One place where an address stands: the item, its column, and whose work it is. Found anew every night."""

    RETENTION: ClassVar[Retention] = Kept("while the item names the address")

    link = models.ForeignKey(WatchedLink, models.CASCADE, related_name="spots")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    column = models.CharField(max_length=40)
    title = models.CharField(max_length=250)
    page = models.CharField(max_length=250, help_text="where readers see it, without language")
    form = models.CharField(max_length=250, help_text="where staff edit it, without language; empty: nowhere yet")
    scope = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering = ["kind", "key", "column"]
        constraints = [models.UniqueConstraint(fields=["link", "kind", "key", "column"], name="link_spot_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, {self.column}"
