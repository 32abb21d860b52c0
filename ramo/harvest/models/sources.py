"""A source of offers: an address that is read on the clock, or a partner who brings files."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.harvest.data import Dialect, RecordKind
from ramo.harvest.normalise import Defaults
from ramo.harvest.states import Promise, SourceState
from ramo.kit.fetch import Validators
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution
from ramo.vocabularies.models import District

OFFERS = (RecordKind.VACANCY, RecordKind.COURSE, RecordKind.CALL, RecordKind.CULTURE)


class SourceQuerySet(models.QuerySet["Source"]):
    def read_by_clock(self) -> Self:
        return self.filter(is_on=True).exclude(address="")

    def due(self, moment: datetime) -> Self:
        """The longest waiting first."""
        return self.read_by_clock().filter(Q(due_at=None) | Q(due_at__lte=moment)).order_by("due_at", "key")

    def brought(self) -> Self:
        """Those whose partner brings a file."""
        return self.filter(address="")


class Source(models.Model):
    """What it promised, how it is understood, and how it fares."""

    RETENTION: ClassVar[Retention] = Kept("where public offers come from")

    class State(models.TextChoices):
        OK = SourceState.OK, _("works")
        LATE = SourceState.LATE, _("late")
        SHRINKING = SourceState.SHRINKING, _("shrinking")
        FROZEN = SourceState.FROZEN, _("does not change")
        GARBLED = SourceState.GARBLED, _("cannot be read")
        MOVED = SourceState.MOVED, _("moved")
        GONE = SourceState.GONE, _("gone")

    class Kind(models.TextChoices):
        VACANCY = RecordKind.VACANCY, _("vacancies")
        COURSE = RecordKind.COURSE, _("courses")
        CALL = RecordKind.CALL, _("calls for projects")
        CULTURE = RecordKind.CULTURE, _("cultural products")
        EVENT = RecordKind.EVENT, _("events")

    key = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=160)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="sources")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="sources")
    owner = models.ForeignKey(User, models.SET_NULL, null=True, related_name="sources", help_text="who is asked")
    kind = models.CharField(max_length=8, choices=Kind)
    dialect = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Dialect])
    address = models.URLField(max_length=1000, blank=True, help_text="empty: a partner brings files")
    payload = models.TextField(blank=True, help_text="a question in JSON, for interfaces that are asked by POST")
    licence = models.CharField(max_length=200, blank=True)
    cadence_days = models.PositiveSmallIntegerField(default=7)
    min_items = models.PositiveIntegerField(default=0)
    max_items = models.PositiveIntegerField(default=10_000)
    is_whole = models.BooleanField(default=True, help_text="it lists all that it has: what it lists no more is gone")
    is_vouched = models.BooleanField(default=False, help_text="its institution stands for what it says")
    mapping = models.JSONField(default=dict, help_text="heading → field, as a person said; empty field: left out")
    places = models.JSONField(default=dict, help_text="as written → EKATTE codes, as a person chose")
    silent = models.JSONField(default=dict, help_text="field → what holds where a record says nothing")
    is_on = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OK)
    death = models.CharField(max_length=20, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=500, blank=True)
    moved_to = models.URLField(max_length=1000, blank=True)
    due_at = models.DateTimeField(null=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "key"]
        constraints = [
            models.CheckConstraint(condition=Q(min_items__lte=models.F("max_items")), name="source_least_and_most"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def promise(self) -> Promise:
        return Promise(timedelta(days=self.cadence_days), self.min_items, self.max_items)

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified)

    @property
    def vouched_as(self) -> str:
        """As whom its offers count as confirmed; empty: by nobody."""
        if not self.is_vouched or self.institution is None:
            return ""
        return self.institution.abbreviation_bg or self.institution.name_bg

    @property
    def step(self) -> timedelta:
        """How often it is asked: twice in the time in which it promised something new, daily at the most."""
        return max(timedelta(days=self.cadence_days) / 2, timedelta(hours=12))

    def defaults(self, *, municipalities: Iterable[str] = ()) -> Defaults:
        districts = (self.district_id,) if self.district_id else ()
        return Defaults(
            kind=RecordKind(self.kind),
            institution=self.institution_id or "",
            source_label=self.name,
            source_url=self.address,
            districts=districts,
            municipalities=tuple(municipalities),
            places={written: tuple(codes) for written, codes in self.places.items()},
            fields=self.silent,
        )
