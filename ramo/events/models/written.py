"""What happens when: a kind of event, its series, its words and hours, and the calendar it came from."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ramo.events.recurrence import Rule
from ramo.kit import clock
from ramo.kit.bulgarian.romanise import romanised
from ramo.kit.retention import Kept, Retention
from ramo.network.models import Institution, Library
from ramo.trust.models import State, Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import Area, District

SLUG_LENGTH = 60
ANONYMOUS_AREA = "health"


class Kind(models.TextChoices):
    TALK = "talk", _("talk with an expert")
    COURSE = "course", _("course session")
    CULTURAL = "cultural", _("cultural event")
    SCHOOL = "school", _("school session")
    MEETING = "meeting", _("thematic meeting")
    TRAINING = "training", _("training")
    EXHIBITION = "exhibition", _("exhibition")
    ONLINE = "online", _("online event")


class Audience(models.TextChoices):
    ALL = "all", _("everybody")
    SENIORS = "seniors", _("people over 60")
    CHILDREN = "children", _("children")
    PARENTS = "parents", _("parents")
    YOUNG = "young", _("young people")
    JOBSEEKERS = "jobseekers", _("people looking for work")
    LIBRARIANS = "librarians", _("librarians")


class Series(models.Model):
    """What repeats: the rule as it was said. Its events are rows of their own, which edits never re-create."""

    RETENTION: ClassVar[Retention] = Kept("the rule of public events")

    words = models.CharField(max_length=200, help_text="the rule as a person said it")
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    starts_on = models.DateField()
    until = models.DateField()
    weeks = models.PositiveSmallIntegerField(default=1)
    nth = models.SmallIntegerField(default=0)
    skips_holidays = models.BooleanField(default=False)
    skipped_months = ArrayField(models.PositiveSmallIntegerField(), default=list)
    is_registered_once = models.BooleanField(default=False, help_text="one registration holds for all its dates")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.words

    @property
    def rule(self) -> Rule:
        return Rule(
            tuple(self.weekdays),
            self.starts_on,
            self.until,
            self.weeks,
            self.nth,
            self.skips_holidays,
            tuple(self.skipped_months),
        )


class EventQuerySet(VerifiableQuerySet["Event"]):
    def upcoming(self) -> Self:
        """Not over, by the minute."""
        return self.filter(ends_at__gt=clock.now())

    def on_calendar(self) -> Self:
        """What lists and feeds show: published, still to come or going on, not called off."""
        return self.shown().upcoming().filter(called_off_at=None)

    def whole(self) -> Self:
        return self.select_related("area", "series", "organiser", "district", "institution").prefetch_related(
            "institutions", "hosts__library__settlement", "hosts__settlement", "hosts__pool"
        )


class Event(Verifiable):
    """One thing at one time; where it takes place and who may come stands with its hosts."""

    RETENTION: ClassVar[Retention] = Kept("the archive of public events; it names no private person")
    VALID_FOR = timedelta(days=1100)
    DUE_SOON = timedelta(days=-1)  # an event does not expire soon, it takes place

    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    title_bg = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text_bg = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.ALL)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=5, default="bg")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online_link = models.URLField(max_length=500, blank=True)
    led_by_bg = models.CharField(max_length=200, blank=True, help_text="by role; a name only if the person wrote it in")
    institutions = models.ManyToManyField(Institution, related_name="+", help_text="whose experts speak")
    access_bg = models.CharField(max_length=200, blank=True)
    is_step_free = models.BooleanField(null=True)
    bring_bg = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    materials_link = models.URLField(max_length=500, blank=True)
    price_bg = models.CharField(max_length=80, blank=True, help_text="empty: free of charge")
    are_photos_taken = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    organiser = models.ForeignKey(Library, models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, related_name="+", help_text="which wrote it; a library publishes it"
    )
    version = models.PositiveIntegerField(default=1, help_text="of time and place; the SEQUENCE of its calendar entry")
    called_off_at = models.DateTimeField(null=True)
    called_off_bg = models.CharField(max_length=200, blank=True, help_text="why, in words")
    submission = models.UUIDField(null=True, unique=True, help_text="a second press of the button is the same event")
    added_at = models.DateTimeField(default=clock.now)

    objects = EventQuerySet.as_manager()

    class Meta(Verifiable.Meta):
        ordering = ["starts_at", "pk"]
        constraints = [
            *Verifiable.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")), name="event_ages_in_order"
            ),
            models.UniqueConstraint(
                fields=["series", "starts_at"], deferrable=models.Deferrable.DEFERRED, name="event_of_a_series_once"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], condition=Q(state="published"), name="event_calendar")]

    def __str__(self) -> str:
        return self.title_bg

    @property
    def slug(self) -> str:
        return slugify(romanised(self.title_bg))[:SLUG_LENGTH].strip("-") or "sabitie"

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None

    @property
    def is_anonymous(self) -> bool:
        """No name is asked for, and no letter says what it is about."""
        return self.area_id == ANONYMOUS_AREA

    @property
    def is_shown(self) -> bool:
        """What `shown()` asks of the database, by the minute, of one row."""
        return self.state == State.PUBLISHED and not self.is_over

    @property
    def starts_on(self) -> date:
        return self.starts_at.astimezone(clock.COUNTRY_ZONE).date()

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(clock.COUNTRY_ZONE)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(clock.COUNTRY_ZONE)


class ImportedQuerySet(models.QuerySet["Imported"]):
    def disputed(self) -> Self:
        """Where nobody has chosen yet, and there is still something to choose for."""
        return self.filter(event__ends_at__gt=clock.now(), event__called_off_at=None).exclude(disputed=[])


class Imported(models.Model):
    """The calendar of others that an event came from. `written` differs from the event once a person amended it."""

    RETENTION: ClassVar[Retention] = Kept("where public events come from")

    event = models.OneToOneField(Event, models.CASCADE, related_name="imported")
    source_key = models.CharField(max_length=60)
    external_id = models.CharField(max_length=500)
    series_number = models.CharField(max_length=500, blank=True, help_text="the source's own, of what it repeats")
    fingerprint = models.CharField(max_length=64, help_text="of what the source says")
    written = models.CharField(max_length=64, help_text="of the event as it was written from that")
    said = models.JSONField(null=True, help_text="what the source said when it was last read, field by field")
    disputed = ArrayField(
        models.CharField(max_length=10),
        default=list,
        help_text="fields with a new word of the source against a person's",
    )
    gone_on = models.DateField(null=True)

    objects = ImportedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["source_key", "external_id"], name="imported_once")]

    def __str__(self) -> str:
        return f"{self.source_key} {self.external_id}"


class OwnPublisher(models.Model):
    """An institution whose own events need no second person: the office has said so."""

    RETENTION: ClassVar[Retention] = Kept("which institutions publish by themselves")

    institution = models.OneToOneField(Institution, models.CASCADE, related_name="+")
    since = models.DateField(default=clock.today)

    class Meta:
        ordering = ["institution"]

    def __str__(self) -> str:
        return str(self.institution_id)
