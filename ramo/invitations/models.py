"""Requests of libraries to institutions, the times proposed, and the history both sides see."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ramo.experts.models import Expert
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Retention
from ramo.network.models import Institution, Library
from ramo.vocabularies.models import Area

from .data import Side

YEARS_KEPT = timedelta(days=730)
DRAFT_KEPT = timedelta(days=90)


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    SEEN = "seen", _("seen")
    PROPOSED = "proposed", _("another time proposed")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn by the library")
    HELD = "held", _("held")


WAITS_FOR = {State.SENT: Side.INSTITUTION, State.SEEN: Side.INSTITUTION, State.PROPOSED: Side.LIBRARY}
OVER = (State.DECLINED, State.WITHDRAWN, State.HELD)


class ExpertRequestQuerySet(models.QuerySet["ExpertRequest"]):
    def whole(self) -> Self:
        """With everything that a line of a list says."""
        names = ("library__settlement", "library__municipality", "institution", "area", "expert")
        return self.select_related(*names).prefetch_related("times")

    def waiting_for(self, side: Side) -> Self:
        return self.filter(state__in=[state for state, whose in WAITS_FOR.items() if whose == side])

    def to_report(self) -> Self:
        """It was to be over by now; nobody has said how it was."""
        return self.filter(state=State.CONFIRMED, ends_at__lt=clock.now())


class ExpertRequest(models.Model):
    """The times are those of the round in force; `starts_at` and `ends_at` stand once both sides agree."""

    RETENTION: ClassVar[Retention] = Forgotten(
        after=YEARS_KEPT, since="closed_at", also=Forgotten(after=DRAFT_KEPT, since="typed_at")
    )

    class What(models.TextChoices):
        TALK = "talk", _("talk and questions")
        HOURS = "hours", _("desk hours")
        ONLINE = "online", _("online meeting")

    class Audience(models.TextChoices):
        ALL = "all", _("everybody")
        SENIORS = "seniors", _("people over 60")
        PARENTS = "parents", _("parents")
        YOUNG = "young", _("young people")
        CHILDREN = "children", _("children")
        JOBSEEKERS = "jobseekers", _("people looking for work")
        LIBRARIANS = "librarians", _("librarians")

    library = models.ForeignKey(Library, models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True)
    what = models.CharField(max_length=6, choices=What, default=What.TALK)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.ALL)
    expected = models.PositiveSmallIntegerField(null=True)
    place_bg = models.CharField(max_length=160, blank=True, help_text="the room, empty: the library")
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.SENT)
    round = models.PositiveSmallIntegerField(default=1, help_text="of the times that stand now")
    turn_since = models.DateTimeField(default=clock.now, help_text="since when the side whose turn it is may answer")
    reminded_at = models.DateTimeField(null=True, help_text="of this turn")
    expert = models.ForeignKey(Expert, models.SET_NULL, null=True, related_name="+")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    people = models.PositiveSmallIntegerField(null=True, help_text="how many came")
    made = models.CharField(max_length=60, blank=True, help_text="what it became, by key")
    made_link = models.CharField(max_length=200, blank=True)
    typed_at = models.DateTimeField(null=True, help_text="when a draft was last changed; empty once it is sent")
    sent_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    objects = ExpertRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "held"]) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="request_confirmed_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OVER, closed_at__isnull=False) | (~Q(state__in=OVER) & Q(closed_at=None)),
                name="request_closes_when_it_is_over",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", typed_at__isnull=False) | (~Q(state="draft") & Q(typed_at=None)),
                name="request_draft_says_when_it_was_typed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.subject}"

    @property
    def waits_for(self) -> Side | None:
        return WAITS_FOR.get(State(self.state))

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def waits_for_report(self) -> bool:
        return self.state == State.CONFIRMED and self.ends_at is not None and self.ends_at < clock.now()

    @property
    def times_now(self) -> list["ProposedTime"]:
        return [time for time in self.times.all() if time.round == self.round]

    @property
    def days_waiting(self) -> int:
        return (clock.today() - self.turn_since.astimezone(clock.COUNTRY_ZONE).date()).days

    @property
    def key(self) -> str:
        return f"request:{self.pk}"


class ProposedTime(models.Model):
    """One of up to three; those of earlier rounds stay for the history."""

    RETENTION: ClassVar[Retention] = Forgotten(after=YEARS_KEPT, since="ends_at")

    request = models.ForeignKey(ExpertRequest, models.CASCADE, related_name="times")
    round = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["round", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="proposed_time_ends_after_it_starts"),
            models.UniqueConstraint(fields=["request", "round", "starts_at"], name="proposed_time_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at}–{self.ends_at}"


class RequestStep(models.Model):
    """One line of the history: which side did what, and what it said. No person is named."""

    RETENTION: ClassVar[Retention] = Forgotten(after=YEARS_KEPT, since="at")

    class Kind(models.TextChoices):
        SENT = "sent", _("Sent")
        SEEN = "seen", _("Seen")
        PROPOSED = "proposed", _("Another time proposed")
        ASKED_ANEW = "asked_anew", _("Other times asked for")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REMINDED = "reminded", _("Reminded")
        MADE = "made", _("Published")
        HELD = "held", _("Held and reported")

    request = models.ForeignKey(ExpertRequest, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    side = models.CharField(max_length=11, choices=[(side.value, side.value) for side in Side], blank=True)
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind}"
