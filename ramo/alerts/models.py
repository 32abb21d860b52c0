"""Saved searches: how each is matched, to whom it goes (a mailbox, or a library's Monday list), what it found."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.network.tenancy import LibraryOwned

IDLE = timedelta(hours=48)  # an address nobody confirmed, or a search somebody stopped, leaves after this
ASKED_EACH = timedelta(days=365)  # whether letters are still wanted
ANSWER_WITHIN = timedelta(days=30)  # else the search is stopped, and leaves as stopped ones do


class TsQueryField(models.TextField):  # type: ignore[type-arg]  # not generic when it runs
    """A `tsquery` of PostgreSQL, read once and not at each comparison."""

    def db_type(self, connection: Any) -> str:
        return "tsquery"


class SavedSearch(models.Model):
    """A question that stands, and the same as columns that one statement can match."""

    RETENTION: ClassVar[Retention] = Forgotten(after=IDLE, since="idle_since")

    # As it was asked.
    text = models.CharField(max_length=200, blank=True)
    exact = models.BooleanField(default=False)
    areas = ArrayField(models.CharField(max_length=40), default=list)
    kinds = ArrayField(models.CharField(max_length=40), default=list)
    districts = ArrayField(models.CharField(max_length=40), default=list)
    occupations = ArrayField(models.CharField(max_length=40), default=list, help_text="unit groups of ISCO-08")
    ekatte = models.CharField(max_length=5, blank=True)
    distance = models.CharField(max_length=10, blank=True)
    # As it is matched.
    words = TsQueryField(null=True, help_text="empty: no words were asked")
    within_district = models.CharField(max_length=3, blank=True)
    within_km = models.PositiveSmallIntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    analyser = models.CharField(max_length=32, blank=True, help_text="the version that made its words")

    idle_since = models.DateTimeField(null=True, help_text="not confirmed, or stopped: it finds nothing")

    class Meta:
        verbose_name_plural = "saved searches"
        indexes = [models.Index(fields=["analyser"], name="search_by_analyser")]

    def __str__(self) -> str:
        return f"search {self.pk}"  # never what is sought: this may stand in a log

    @property
    def is_standing(self) -> bool:
        return self.idle_since is None


class Anchor(models.Model):
    """A key that a card must bear to match; the rarest of the search, so that few searches are compared."""

    RETENTION: ClassVar[Retention] = Kept("goes with its search")

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="anchors")
    key = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "search"], name="anchor_once")]

    def __str__(self) -> str:
        return f"anchor of {self.search_id}"


class AlertHit(models.Model):
    """A card that a saved search found; told of once. The database takes it along when its search goes."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=400), since="found_at")

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits", db_constraint=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    found_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "kind", "key"], name="hit_once")]
        indexes = [models.Index(fields=["search"], condition=Q(told_at=None), name="hit_untold")]

    def __str__(self) -> str:
        return f"hit of {self.search_id}"


class Cadence(models.TextChoices):
    DAILY = "daily", _("every morning")
    WEEKLY = "weekly", _("every Monday")

    def after(self, day: date) -> date:
        """The next day on which a letter may leave."""
        return day + timedelta(days=1 if self == Cadence.DAILY else 7 - day.weekday())


class Reader(models.Model):
    """A mailbox that wants letters. No name, no account; gone with its last search."""

    RETENTION: ClassVar[Retention] = Forgotten(after=IDLE, since="idle_since")

    email = models.EmailField(unique=True)
    key = models.CharField(max_length=32, unique=True, help_text="drawn by chance; with a signature it opens the page")
    language = models.CharField(max_length=2)
    idle_since = models.DateTimeField(null=True, help_text="none of its searches stands")
    asked_on = models.DateField(default=clock.today)
    asked_times = models.PositiveSmallIntegerField(default=0, help_text="letters that somebody asked for on that day")

    def __str__(self) -> str:
        return f"reader {self.pk}"


class MailedSearchQuerySet(models.QuerySet["MailedSearch"]):
    def standing(self) -> Self:
        return self.filter(search__idle_since=None)

    def due(self, day: date) -> Self:
        return self.standing().filter(next_on__lte=day)

    def to_ask_again(self, day: date) -> Self:
        """A year ago their owner said yes, and was not asked since."""
        return self.standing().filter(confirmed_on__lte=day - ASKED_EACH, asked_again_on=None)

    def unanswered(self, day: date) -> Self:
        return self.standing().filter(asked_again_on__lte=day - ANSWER_WITHIN)


class MailedSearch(models.Model):
    """A saved search whose finds go to a mailbox."""

    RETENTION: ClassVar[Retention] = Kept("goes with its search")

    search = models.OneToOneField(SavedSearch, models.CASCADE, primary_key=True, related_name="mailed")
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="searches")
    key = models.CharField(max_length=32, unique=True, help_text="drawn by chance; with a signature it confirms")
    cadence = models.CharField(max_length=6, choices=Cadence)
    next_on = models.DateField()
    confirmed_on = models.DateField(default=clock.today, help_text="when its owner last said yes")
    asked_again_on = models.DateField(null=True, help_text="when we asked whether it is still wanted")

    objects = MailedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "mailed searches"
        indexes = [models.Index(F("next_on"), name="mailed_by_day")]

    def __str__(self) -> str:
        return f"mailed {self.pk}"


class PaperSearch(LibraryOwned):
    """A saved search whose finds a librarian prints on Mondays; a number and what is sought, never who."""

    RETENTION: ClassVar[Retention] = Kept("until the library ends it")

    search = models.OneToOneField(SavedSearch, models.CASCADE, primary_key=True, related_name="paper")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True)
    submission = models.UUIDField(unique=True)
    since = models.DateField(default=clock.today)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "paper searches"
        constraints = [models.UniqueConstraint(fields=["library", "number"], name="paper_number_once")]

    def __str__(self) -> str:
        return f"№ {self.number}"
