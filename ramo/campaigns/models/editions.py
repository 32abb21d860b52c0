"""Editions: a kit in a certain year, with real dates, targets and the days of the calendar it stands on."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ramo.campaigns.data import Target
from ramo.kit import clock
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution
from ramo.partnerships.models import Agreement
from ramo.trust.data import NETWORK_SCOPE
from ramo.trust.models import State, Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import District

from .kits import Kit, KitTask


class Stage(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed and reported")


class EditionQuerySet(VerifiableQuerySet["Edition"]):
    def whole(self) -> Self:
        return self.select_related("kit__area", "partner", "agreement")

    def open(self) -> Self:
        """What libraries may join and the public reads."""
        return self.shown().filter(closed_at=None)


class Edition(Verifiable):
    """`version` counts moves of its dates; whoever joined follows them, see `following_actions`."""

    RETENTION: ClassVar[Retention] = Kept("the history of campaigns; it names no person")
    VALID_FOR = timedelta(days=400)
    REVIEW_PAGE = "campaigns:campaigns_desk"

    kit = models.ForeignKey(Kit, models.PROTECT, related_name="editions")
    slug = models.SlugField(max_length=80, unique=True)
    label = models.CharField(max_length=10, help_text="2027, or 2027-03 where there are several in a year")
    topic_bg = models.CharField(max_length=120, blank=True)
    anchor_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    partner = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    districts = ArrayField(models.CharField(max_length=3), default=list, blank=True, help_text="empty: the country")
    note_bg = models.TextField(blank=True, help_text="for the office: what was learnt, what to do otherwise")
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    learned_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    submission = models.UUIDField(null=True, unique=True)

    objects = EditionQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["-anchor_on", "pk"]
        constraints = [
            *Verifiable.Meta.constraints,
            models.UniqueConstraint(fields=["kit", "label"], name="campaign_edition_once"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("anchor_on"), ends_on__gte=F("anchor_on")),
                name="campaign_edition_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="campaign_edition_opens_before_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kit.title_bg} {self.label}"

    def review_scope(self) -> str:
        return f"institution:{self.partner_id}" if self.partner_id else NETWORK_SCOPE

    @property
    def title_bg(self) -> str:
        return f"{self.kit.title_bg}: {self.topic_bg}" if self.topic_bg else self.kit.title_bg

    @property
    def title_en(self) -> str:
        return "" if self.topic_bg else self.kit.title_en

    @property
    def stage(self) -> Stage:
        if self.state != State.PUBLISHED:
            return Stage.DRAFT
        return Stage.CLOSED if self.closed_at else Stage.OPEN

    @property
    def is_open(self) -> bool:
        return self.stage == Stage.OPEN

    @property
    def is_shown(self) -> bool:
        """What `open()` asks of the database, of one row."""
        return self.is_open and not self.is_expired(clock.today()) and not self.is_hidden

    @property
    def holds_until(self) -> date:
        """Its last day, or as far as anybody can vouch today."""
        return min(self.ends_on, clock.today() + self.VALID_FOR)

    def covers(self, district: str) -> bool:
        return not self.districts or district in self.districts


class EditionTask(models.Model):
    RETENTION: ClassVar[Retention] = Kept("a part of its edition")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tasks")
    task = models.ForeignKey(KitTask, models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on", "task__order"]
        constraints = [models.UniqueConstraint(fields=["edition", "task"], name="campaign_edition_task_once")]

    def __str__(self) -> str:
        return f"{self.task_id} until {self.due_on}"


class DistrictTarget(models.Model):
    RETENTION: ClassVar[Retention] = Kept("a part of its edition")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="targets")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    libraries = models.PositiveIntegerField(null=True)
    sessions = models.PositiveIntegerField(null=True)
    attendances = models.PositiveIntegerField(null=True)
    desk_acts = models.PositiveIntegerField(null=True)
    cards = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["district"]
        constraints = [models.UniqueConstraint(fields=["edition", "district"], name="district_target_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} in {self.district_id}"

    @property
    def as_data(self) -> Target:
        return Target(**{name: getattr(self, name) for name in Target.__slots__})


class KeyDate(Verifiable):
    """A day of the calendar that the campaign stands on: whose source says it, and who confirmed it. Past, it hides."""

    RETENTION: ClassVar[Retention] = Kept("what the public was told")
    VALID_FOR = timedelta(days=400)
    REVIEW_PAGE = "campaigns:campaigns_desk"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="dates")
    key = models.SlugField(max_length=40)
    on = models.DateField()
    text_bg = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)

    objects = VerifiableQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["on", "pk"]
        constraints = [
            *Verifiable.Meta.constraints,
            models.UniqueConstraint(fields=["edition", "key"], name="key_date_once"),
        ]

    def __str__(self) -> str:
        return self.text_bg

    def review_scope(self) -> str:
        return self.edition.review_scope()

    def days_left(self, today: date) -> int:
        return (self.on - today).days
