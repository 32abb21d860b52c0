"""Proofs of delivery: frozen papers with a number, the orders that make them, and counts kept for them."""

import hashlib
import json
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.desk.data import Period
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.network.models import Institution
from ramo.vocabularies.models import District

from .data import Subject
from .numbers import DEMO, REAL, Number

STALLED_AFTER = timedelta(minutes=3)


def fingerprint_of(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON: keys in order, no spaces, UTF-8. The same bytes are its .json file."""
    return hashlib.sha256(canonical(content)).hexdigest()


def canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


class About(models.Model):
    """Which partner, territory and days."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+", help_text="empty: the network")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def subject(self) -> Subject:
        return Subject(self.institution, self.district, self.period)


class ProofCounter(models.Model):
    """The last number given in a series and year. Its row is the lock that keeps numbers without gaps."""

    RETENTION: ClassVar[Retention] = Kept("the order of official papers")

    series = models.CharField(max_length=1, choices=[(REAL, REAL), (DEMO, DEMO)])
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="proof_counter_once")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"


class ProofQuerySet(models.QuerySet["Proof"]):
    def whole(self) -> Self:
        """With all that its page says; its files stay where they are."""
        return self.select_related("institution", "district", "replaces", "replaced_by").defer("pdf", "csv")

    def of(self, subject: Subject) -> Self:
        period = subject.period
        return self.filter(
            institution=subject.institution, district=subject.district, first=period.first, last=period.last
        )

    def numbered(self, number: Number) -> Self:
        return self.filter(series=number.series, year=number.year, ordinal=number.ordinal)

    def standing(self) -> Self:
        """Not replaced by a later one."""
        return self.filter(replaced_by=None)


class Proof(About):
    """What was delivered, as it was counted on the day it was made. The database lets nobody change it."""

    RETENTION: ClassVar[Retention] = Kept("an official paper that names no person")

    series = models.CharField(max_length=1, choices=[(REAL, REAL), (DEMO, DEMO)])
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True, help_text="why another was made; of the first it is empty")
    replaces = models.OneToOneField("self", models.RESTRICT, null=True, related_name="replaced_by")
    content = models.JSONField(help_text="every figure as it was shown, small counts withheld")
    fingerprint = models.CharField(max_length=64)
    pdf = models.BinaryField()
    csv = models.BinaryField()

    objects = ProofQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "ordinal"], name="proof_number_once"),
            models.UniqueConstraint(
                fields=["institution", "district", "first", "last"],
                condition=Q(replaces=None),
                nulls_distinct=False,
                name="proof_first_of_its_period_once",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="proof_days_in_order"),
            models.CheckConstraint(
                condition=Q(replaces=None, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="proof_that_replaces_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def number(self) -> Number:
        return Number(self.series, self.year, self.ordinal)

    @property
    def is_demo(self) -> bool:
        return self.series == DEMO

    @property
    def is_intact(self) -> bool:
        """Whether the figures are still those of the fingerprint."""
        return fingerprint_of(self.content) == self.fingerprint

    @property
    def successor(self) -> "Proof | None":
        found: Proof | None = getattr(self, "replaced_by", None)
        return found


class ProofOrderQuerySet(models.QuerySet["ProofOrder"]):
    def open(self) -> Self:
        return self.filter(state__in=ProofOrder.OPEN)

    def of(self, subject: Subject) -> Self:
        period = subject.period
        return self.filter(
            institution=subject.institution, district=subject.district, first=period.first, last=period.last
        )


class ProofOrder(About):
    """Somebody pressed the button. One that is open is the same for whoever presses again."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=90), since="asked_at")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for its turn")
        RUNNING = "running", _("is being counted")
        DONE = "done", _("ready")
        FAILED = "failed", _("could not be made")

    OPEN = (State.WAITING, State.RUNNING)

    reason = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    doing = models.CharField(max_length=20, blank=True, help_text="what is counted now")
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=1)
    moved_at = models.DateTimeField(default=clock.now, help_text="the last sign of life")
    proof = models.ForeignKey(Proof, models.CASCADE, null=True, related_name="orders")

    objects = ProofOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "district", "first", "last"],
                condition=Q(state__in=["waiting", "running"]),
                nulls_distinct=False,
                name="proof_order_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(proof__isnull=False), name="proof_order_done_has_its_proof"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.first}–{self.last}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def has_stalled(self) -> bool:
        """No sign of life for minutes: its worker was killed, or none runs."""
        return self.is_open and self.moved_at < clock.now() - STALLED_AFTER

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of


class AskedMonth(models.Model):
    """How many questions went to an institution in a month and what became of them, before they are forgotten."""

    RETENTION: ClassVar[Retention] = Kept("counts of letters to an office")

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="+")
    month = models.DateField(help_text="its first day")
    asked = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()

    class Meta:
        ordering = ["month", "institution"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "month"], name="asked_month_once"),
            models.CheckConstraint(condition=Q(answered__lte=F("asked")), name="answered_were_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.month:%Y-%m}: {self.answered} of {self.asked}"
