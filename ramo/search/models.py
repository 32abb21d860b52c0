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

COPY_KEPT = timedelta(days=7)
TROUBLE_AFTER = timedelta(minutes=15)
# Health texts are shown only once confirmed.
SHOWN = Q(public=True) & (Q(verified_on__isnull=False) | Q(requires_verification=False))


class IndexCardQuerySet(models.QuerySet["IndexCard"]):
    def shown(self) -> Self:
        """What the public may find, whatever its date."""
        return self.filter(SHOWN)

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
    occupation_group = models.CharField(max_length=4, blank=True, help_text="unit group of ISCO-08")
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
    analysed_by = models.CharField(max_length=40, blank=True, help_text="version of the analyser")
    stamp = models.IntegerField(default=0, editable=False, help_text="drawn anew by a trigger with every change")
    filed_at = models.DateTimeField(default=clock.now)
    news_at = models.DateTimeField(
        null=True, editable=False, help_text="when it first was public, confirmed and recommended; a trigger writes it"
    )

    objects = IndexCardQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="card_once")]
        indexes = [
            GinIndex(OpClass("title_bg", name="gin_trgm_ops"), name="card_title_trigrams"),
            models.Index(fields=["area", "kind"], condition=Q(public=True), name="card_area_kind"),
            models.Index(fields=["analysed_by", "id"], name="card_by_analyser"),
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


class Slip(models.Model):
    """The narrow row of a shown card: matches are found and counted from it, a hundred to a page of the disk.

    Triggers put it in anew whenever its card changes, and with it the entries of its keys: `search_keys_of`.
    """

    RETENTION: ClassVar[Retention] = Kept("stands while its card does")

    card_id = models.BigIntegerField(primary_key=True)
    area = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20)
    ekatte = models.CharField(max_length=5, blank=True)
    district = models.CharField(max_length=3, blank=True)
    more_places = ArrayField(models.CharField(max_length=5), null=True)
    more_districts = ArrayField(models.CharField(max_length=3), null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    more_lats = ArrayField(models.FloatField(), null=True)
    more_lons = ArrayField(models.FloatField(), null=True)
    valid_until = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    recommended = models.BooleanField(default=True)
    occupation_group = models.CharField(max_length=4, blank=True)

    class Meta:
        ordering = ["card_id"]

    def __str__(self) -> str:
        return f"slip of card {self.card_id}"


class KeyCount(models.Model):
    """How many shown cards hold a key. A trigger adds keys not seen before, `vocabulary.recount` counts anew.

    One key may have several rows, which sum up: nobody who files waits for another. The empty key counts all cards.
    """

    RETENTION: ClassVar[Retention] = Kept("counted anew from what stands")

    key = models.TextField(db_collation="C")
    cards = models.IntegerField()

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["key"], name="key_count_by_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.cards}"


class CardChange(models.Model):
    """A card was written or withdrawn: what copies of the index have to take over. A trigger adds rows.

    `xid` is the transaction's number: what had ended before the oldest one still running is complete.
    """

    RETENTION: ClassVar[Retention] = Forgotten(after=COPY_KEPT, since="noted_at")

    card_id = models.BigIntegerField()
    xid = models.BigIntegerField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["xid", "id"], name="card_change_by_xid")]

    def __str__(self) -> str:
        return f"card {self.card_id} in {self.xid}"


class IndexCopyQuerySet(models.QuerySet["IndexCopy"]):
    def in_trouble(self) -> Self:
        """Not usable for long, or kept by nobody: the database answers there."""
        limit = clock.now() - TROUBLE_AFTER
        return self.filter(Q(seen_at__lt=limit) | (~Q(state=IndexCopy.State.READY) & Q(since__lt=limit)))


class IndexCopy(models.Model):
    """One host's copy of the index and how far it has come; one not seen for a week is built anew when it returns."""

    RETENTION: ClassVar[Retention] = Forgotten(after=COPY_KEPT, since="seen_at")

    class State(models.TextChoices):
        BUILDING = "building", "building"
        READY = "ready", "ready"
        BROKEN = "broken", "broken"

    id = models.UUIDField(primary_key=True)
    host = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.BUILDING)
    problem = models.CharField(max_length=200, blank=True)
    position = models.BigIntegerField(default=0, help_text="every transaction before this number is in the copy")
    since = models.DateTimeField(default=clock.now, help_text="when the state began")
    seen_at = models.DateTimeField(default=clock.now)

    objects = IndexCopyQuerySet.as_manager()

    class Meta:
        ordering = ["host", "pk"]
        verbose_name_plural = "index copies"

    def __str__(self) -> str:
        return f"{self.host}: {self.state}"
