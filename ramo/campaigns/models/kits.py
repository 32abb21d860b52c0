"""Kits: what is the same each year, as it ships with a release."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ramo.campaigns.data import Ask, Who
from ramo.kit.retention import Kept, Retention
from ramo.vocabularies.models import Area


def lines() -> "ArrayField[list[str], list[str]]":
    """An ordered list of short sentences."""
    return ArrayField(models.CharField(max_length=300), default=list, blank=True)


class Kit(models.Model):
    """A campaign without its dates. `dates`, `materials`, `questions`, `roles`, `phases`, `topics` are small lists."""

    RETENTION: ClassVar[Retention] = Kept("what ships, and what editions lean on")

    class Repeats(models.TextChoices):
        YEARLY = "yearly", _("every year")
        MONTHLY = "monthly", _("every month")
        CYCLES = "cycles", _("in cycles")

    key = models.SlugField(primary_key=True, max_length=40)
    order = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title_bg = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    slogan_bg = models.CharField(max_length=160)
    goal_bg = models.CharField(max_length=300)
    anchor_bg = models.CharField(max_length=160, help_text="the day everything is counted from, in words")
    anchor_month_day = models.CharField(max_length=5, blank=True, help_text="04-30, where it is the same each year")
    season_bg = models.CharField(max_length=200)
    repeats = models.CharField(max_length=8, choices=Repeats)
    audiences_bg = lines()
    facts_bg = lines()
    roles = models.JSONField(default=list, help_text="who does what: who, name_bg, duty_bg")
    phases = models.JSONField(default=list, help_text="key, name_bg")
    dates = models.JSONField(default=list, help_text="days of the calendar it stands on: key, month_day, text_bg")
    session_minutes = models.PositiveSmallIntegerField()
    session_age_bg = models.CharField(max_length=80)
    session_steps_bg = lines()
    bring_bg = lines()
    materials = models.JSONField(default=list, help_text="key, form, title_bg, lines_bg")
    desk_rules_bg = lines()
    questions = models.JSONField(default=list, help_text="of the exit card beside the core: key, text_bg, choices_bg")
    indicators = ArrayField(models.SlugField(max_length=40), default=list)
    targets_bg = models.CharField(max_length=200, help_text="what is a good beginning, in words")
    topics = models.JSONField(default=list, help_text="of a month: month, topic_bg")

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title_bg

    def anchor_of(self, year: int) -> date | None:
        """Where the day is the same each year."""
        return date.fromisoformat(f"{year}-{self.anchor_month_day}") if self.anchor_month_day else None

    def topic_of(self, month: int) -> str:
        return next((str(each["topic_bg"]) for each in self.topics if each["month"] == month), "")

    def question(self, key: str) -> dict[str, Any] | None:
        return next((each for each in self.questions if each["key"] == key), None)


class KitTask(models.Model):
    """One task, so many days from the anchor. `event_…`: the event that comes of it; `ask`: of the partner."""

    RETENTION: ClassVar[Retention] = Kept("a part of its kit")

    key = models.SlugField(primary_key=True, max_length=60)
    kit = models.ForeignKey(Kit, models.CASCADE, related_name="tasks")
    code = models.SlugField(max_length=10)
    order = models.PositiveSmallIntegerField()
    phase = models.SlugField(max_length=20)
    offset_days = models.SmallIntegerField()
    who = models.CharField(max_length=8, choices=[(who.value, who.value) for who in Who])
    is_required = models.BooleanField()
    text_bg = models.CharField(max_length=200)
    event_kind = models.CharField(max_length=10, blank=True)
    event_title_bg = models.CharField(max_length=120, blank=True)
    from_hour = models.PositiveSmallIntegerField(default=10)
    minutes = models.PositiveSmallIntegerField(default=60)
    ask = models.CharField(max_length=5, choices=[(ask.value, ask.value) for ask in Ask], blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["kit", "code"], name="kit_task_once")]

    def __str__(self) -> str:
        return self.text_bg

    @property
    def phase_bg(self) -> str:
        return next((str(each["name_bg"]) for each in self.kit.phases if each["key"] == self.phase), self.phase)

    def due_from(self, anchor_on: date) -> date:
        return anchor_on + timedelta(days=self.offset_days)
