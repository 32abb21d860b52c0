"""The desk: what may be logged, what was logged without a name, what was handed out."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ramo.kit.retention import Kept, Retention
from ramo.network.tenancy import LibraryOwned, LibraryOwnedManager
from ramo.vocabularies.models import Area, Notice

FIGURES = Kept("a figure of the library; it names nobody")


class HalfDay(models.TextChoices):
    """Time at the desk is kept no finer than this."""

    MORNING = "am", "before noon"
    AFTERNOON = "pm", "after noon"


class LogOption(models.Model):
    """One choice of the anonymous log. Keys stay; labels and order may change."""

    RETENTION: ClassVar[Retention] = Kept("a loaded list that records point to")

    class List(models.TextChoices):
        TASK = "task", "task"
        MODE = "mode", "mode"
        MINUTES = "minutes", "minutes"
        AGE_BAND = "age_band", "age band"
        OUTCOME = "outcome", "outcome"
        STOP_REASON = "stop_reason", "stop reason"
        REFERRAL = "referral", "referral"

    list = models.CharField(max_length=12, choices=List)
    key = models.SlugField(max_length=30)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", help_text="empty: every area")
    order = models.PositiveSmallIntegerField()
    label_bg = models.CharField(max_length=80)
    label_en = models.CharField(max_length=80)

    class Meta:
        ordering = ["list", "order"]
        constraints = [models.UniqueConstraint(fields=["list", "key"], name="log_option_once")]

    def __str__(self) -> str:
        return f"{self.list}: {self.key}"


class RoleScript(models.Model):
    """What the librarian says and never does in an area."""

    RETENTION: ClassVar[Retention] = Kept("a text for librarians")

    area = models.OneToOneField(Area, models.PROTECT, primary_key=True, related_name="+")
    greeting_bg = models.TextField()
    say_bg = ArrayField(models.CharField(max_length=300))
    never_bg = ArrayField(models.CharField(max_length=300))
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.area_id


class WipeItem(models.Model):
    """One line of the list that ends a session."""

    RETENTION: ClassVar[Retention] = Kept("a text for librarians")

    key = models.SlugField(primary_key=True, max_length=30)
    order = models.PositiveSmallIntegerField()
    text_bg = models.CharField(max_length=160)
    text_en = models.CharField(max_length=160)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.key


class Consultation(LibraryOwned):
    """One desk session, however many look-ups it held. No column can hold a person."""

    RETENTION: ClassVar[Retention] = FIGURES

    on = models.DateField()
    half = models.CharField(max_length=2, choices=HalfDay)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    task = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    mode = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    minutes = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    age_band = models.ForeignKey(LogOption, models.PROTECT, related_name="+")
    outcome = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+")
    stop_reason = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+")
    referral = models.ForeignKey(LogOption, models.PROTECT, null=True, related_name="+")
    submission = models.UUIDField(unique=True, help_text="one press of the button, however often it arrives")
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[LibraryOwnedManager["Consultation"]] = LibraryOwnedManager()

    class Meta:
        indexes = [models.Index(fields=["library", "on"])]

    def __str__(self) -> str:
        return f"{self.area_id} on {self.on}"


class Handout(LibraryOwned):
    """Sheets printed for one person: how many and of which area, never what."""

    RETENTION: ClassVar[Retention] = FIGURES

    on = models.DateField()
    half = models.CharField(max_length=2, choices=HalfDay)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    sheets = models.PositiveSmallIntegerField()
    is_large_print = models.BooleanField(default=True)
    submission = models.UUIDField(unique=True)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[LibraryOwnedManager["Handout"]] = LibraryOwnedManager()

    class Meta:
        indexes = [models.Index(fields=["library", "on"])]

    def __str__(self) -> str:
        return f"{self.sheets} on {self.on}"
