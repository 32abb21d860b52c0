"""Verified is not updated: who confirmed an item, when, against which source, and until when it holds."""

from datetime import date, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.design.data import DUE_SOON, TrustLine, TrustState
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.search.data import CardDates

from .data import NETWORK_SCOPE, Reason


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


Item = TypeVar("Item", bound=models.Model, covariant=True)


class VerifiableQuerySet(models.QuerySet[Item]):
    """Expired, unverified and due soon are computed against today, never stored."""

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def current(self) -> Self:
        """Published and not past its date."""
        return self.published().filter(Q(valid_until=None) | Q(valid_until__gte=clock.today()))

    def shown(self) -> Self:
        """What the public may read: current, and confirmed where that is a condition."""
        return self.current().exclude(requires_verification=True, verified_on=None)

    def expired(self) -> Self:
        return self.published().filter(valid_until__lt=clock.today())

    def unverified(self) -> Self:
        return self.published().filter(verified_on=None)

    def due_soon(self) -> Self:
        today = clock.today()
        return self.published().filter(valid_until__range=(today, today + self._due_soon))

    def for_review(self) -> Self:
        """Never verified, expired or about to expire."""
        return self.published().filter(Q(verified_on=None) | Q(valid_until__lte=clock.today() + self._due_soon))

    @property
    def _due_soon(self) -> timedelta:
        soon: timedelta = getattr(self.model, "DUE_SOON", DUE_SOON)
        return soon


class Verifiable(models.Model):
    """Columns of everything the public can read. `trust.actions.confirm` fills them, an edit never does."""

    VALID_FOR: ClassVar[timedelta]
    DUE_SOON: ClassVar[timedelta] = DUE_SOON
    REVIEW_PAGE: ClassVar[str] = ""  # URL name of the page where this kind is reviewed; empty: none yet

    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    source_label = models.CharField(max_length=160, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    verified_on = models.DateField(null=True)
    verified_as = models.CharField(max_length=160, blank=True, help_text="role and institution, never a person")
    valid_until = models.DateField(null=True)
    requires_verification = models.BooleanField(default=False, help_text="hidden until somebody confirms it")
    is_demo = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_on=None, verified_as="")
                | (Q(verified_on__isnull=False, valid_until__isnull=False) & ~Q(verified_as="")),
                name="%(app_label)s_%(class)s_verified_says_by_whom_and_until_when",
            )
        ]

    def trust_line(self) -> TrustLine:
        return TrustLine.of(
            today=clock.today(),
            verified_on=self.verified_on,
            verified_as=self.verified_as,
            valid_until=self.valid_until,
            source=(self.source_label, self.source_url),
            due_soon=self.DUE_SOON,
        )

    def card_dates(self) -> CardDates:
        """What every card of such a thing says the same way."""
        return CardDates(
            valid_until=self.valid_until,
            verified_on=self.verified_on,
            verified_as=self.verified_as,
            source_label=self.source_label,
            source_url=self.source_url,
            requires_verification=self.requires_verification,
            public=self.state == State.PUBLISHED,
            is_demo=self.is_demo,
        )

    def is_expired(self, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on

    @property
    def is_hidden(self) -> bool:
        """Whether it waits for its first confirmation, without which the public does not see it."""
        return self.requires_verification and self.verified_on is None

    def review_scope(self) -> str:
        """Whose work its review is, beside the network's: a scope of tasks such as "institution:noi"."""
        return NETWORK_SCOPE

    def review_reason(self) -> Reason | None:
        """Why it waits for review today, if it does."""
        match self.trust_line().state:
            case TrustState.EXPIRED:
                return Reason.EXPIRED
            case TrustState.DUE_SOON:
                return Reason.DUE_SOON
            case TrustState.UNVERIFIED:
                return Reason.UNVERIFIED
        return None


class Verification(models.Model):
    """One confirmation; the history of an item."""

    RETENTION: ClassVar[Retention] = Kept("the history of what the public was told")

    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=80)
    verified_on = models.DateField()
    verified_as = models.CharField(max_length=160)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    source_label = models.CharField(max_length=160, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    valid_until = models.DateField()

    class Meta:
        ordering = ["-verified_on", "-pk"]
        indexes = [models.Index(fields=["target_kind", "target_key"])]

    def __str__(self) -> str:
        return f"{self.target_kind} {self.target_key} on {self.verified_on}"


class ChangeReportQuerySet(models.QuerySet["ChangeReport"]):
    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(settled_at=None)


class ChangeReport(models.Model):
    """A reader says that something is no longer true. No name, no contact."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=180), since="reported_at")

    class What(models.TextChoices):
        PHONE = "phone", _("Phone")
        HOURS = "hours", _("Working hours")
        PLACE = "place", _("Address")
        CLOSED = "closed", _("It is gone")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("corrected")
        STILL_TRUE = "still_true", _("still true")

    submission = models.UUIDField(unique=True)
    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=80)
    target_title = models.CharField(max_length=250)
    target_link = models.CharField(max_length=250)
    scope = models.CharField(max_length=60, default=NETWORK_SCOPE, help_text="whose work the answer is")
    what = models.CharField(max_length=10, choices=What)
    text = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    objects = ChangeReportQuerySet.as_manager()

    class Meta:
        ordering = ["reported_at"]
        indexes = [models.Index(fields=["target_kind", "target_key"])]

    def __str__(self) -> str:
        return f"{self.target_kind} {self.target_key}: {self.what}"
