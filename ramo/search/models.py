"""The catalogue of everything findable: one index card a thing, with plain keys and no relations."""

from datetime import timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from ramo.design.data import TrustLine
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention

from .kinds import kind_of


class IndexCardQuerySet(models.QuerySet["IndexCard"]):
    def shown(self) -> Self:
        """What the public may find, whatever its date: health texts only once confirmed."""
        return self.filter(public=True).exclude(requires_verification=True, verified_on=None)

    def live(self) -> Self:
        """Shown, and not past its date."""
        return self.shown().filter(Q(valid_until=None) | Q(valid_until__gte=clock.today()))


class IndexCard(models.Model):
    """What a room filed of one thing. Written by `actions` only; other rooms may read it."""

    RETENTION: ClassVar[Retention] = Kept("stands while its thing does")

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    link = models.CharField(max_length=250, help_text="without language")
    area = models.CharField(max_length=30, blank=True)
    topics = ArrayField(models.CharField(max_length=40), default=list)
    keywords = ArrayField(models.CharField(max_length=120), default=list)
    library_number = models.CharField(max_length=12, blank=True)
    ekatte = models.CharField(max_length=5, blank=True)
    district = models.CharField(max_length=3, blank=True, help_text="empty: valid in the whole country")
    place_bg = models.CharField(max_length=120, blank=True)
    place_en = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    more_places = ArrayField(models.CharField(max_length=5), default=list, help_text="EKATTE beside the main one")
    more_districts = ArrayField(models.CharField(max_length=3), default=list, help_text="beside that of the main place")
    more_lats = ArrayField(models.FloatField(), default=list, help_text="of the further places that have a point")
    more_lons = ArrayField(models.FloatField(), default=list)
    title_bg = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    text_bg = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    valid_until = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    verified_as = models.CharField(max_length=160, blank=True)
    source_label = models.CharField(max_length=160, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    requires_verification = models.BooleanField(default=False)
    recommended = models.BooleanField(default=True)
    public = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    sheet = models.JSONField(null=True)
    keys = SearchVectorField(help_text="search keys, made by the application")
    filed_at = models.DateTimeField(default=clock.now)
    news_at = models.DateTimeField(
        null=True, editable=False, help_text="when it first was public, confirmed and recommended; a trigger writes it"
    )

    objects = IndexCardQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="card_once")]
        indexes = [
            GinIndex(fields=["keys"], fastupdate=False, name="card_keys"),
            GinIndex(OpClass("title_bg", name="gin_trgm_ops"), name="card_title_trigrams"),
            models.Index(fields=["area", "kind"], condition=Q(public=True), name="card_area_kind"),
            models.Index(F("news_at").desc(), condition=Q(news_at__isnull=False), name="card_by_news"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.title_bg}"

    def trust_line(self) -> TrustLine:
        return TrustLine.of(
            today=clock.today(),
            verified_on=self.verified_on,
            verified_as=self.verified_as,
            valid_until=self.valid_until,
            source=(self.source_label, self.source_url),
            due_soon=kind_of(self.kind).due_soon,
        )


class CardNews(models.Model):
    """A card that has just become news and was not told of yet. The database adds a row once in a card's life."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=30), since="since")

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    since = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "news of cards"

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
