"""Scarce places: the pool they come from, and the claims in the order they arrived."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, Sum, Value
from django.db.models.functions import Now

from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention

from .data import CONTACT_DAYS, PERSONAL_PARTY, GroupRule

CODE_KEPT = timedelta(days=60)


class PoolQuerySet(models.QuerySet["Pool"]):
    def to_shred(self) -> Self:
        """Over for as long as their owner keeps contacts, with these still on their claims."""
        kept = ExpressionWrapper(Value(timedelta(days=1)) * F("contact_days"), DurationField())
        return self.filter(
            ends_at__lt=ExpressionWrapper(Value(clock.midnight()) - kept, DateTimeField()), shredded_at=None
        )


class Pool(models.Model):
    """The places of one thing. `taken` is what seated and invited parties hold; only the assigner writes it."""

    RETENTION: ClassVar[Retention] = Kept("how many places there were and how many came: counts, no person")

    class Rule(models.TextChoices):
        WAIT = GroupRule.WAIT.value, "nobody passes a group"
        OVERTAKE = GroupRule.OVERTAKE.value, "smaller parties go before it"

    owner = models.CharField(max_length=30, help_text="the room that gives the places")
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    opens_at = models.DateTimeField(null=True, help_text="empty: open from the beginning")
    closes_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    has_waiting_list = models.BooleanField(default=True)
    largest_party = models.PositiveIntegerField(default=PERSONAL_PARTY)
    group_rule = models.CharField(max_length=8, choices=Rule, default=Rule.WAIT)
    answer_hours = models.PositiveSmallIntegerField(default=24, help_text="to accept a place that became free")
    contact_days = models.PositiveSmallIntegerField(
        default=CONTACT_DAYS, help_text="how long people's contacts stay after the day on which it ends"
    )
    is_called_off = models.BooleanField(default=False)
    # Frozen when the contacts are shredded; until then they are counted.
    kept_seated = models.PositiveIntegerField(null=True)
    kept_waiting = models.PositiveIntegerField(null=True)
    kept_left = models.PositiveIntegerField(null=True)
    kept_came = models.PositiveIntegerField(null=True)
    shredded_at = models.DateTimeField(null=True)

    arrived_up_to: int  # the last number that may be decided, for whoever holds the pool

    objects = PoolQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["ends_at"], condition=Q(shredded_at=None), name="pool_to_shred")]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="pool_is_never_overbooked"),
            models.CheckConstraint(condition=Q(closes_at__lte=F("ends_at")), name="pool_closes_before_it_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.pk}: {self.taken} of {self.capacity}"

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    @property
    def is_full(self) -> bool:
        return self.taken >= self.capacity

    def is_open(self) -> bool:
        """Whether a person may claim a place now."""
        now = clock.now()
        return not self.is_called_off and (self.opens_at is None or self.opens_at <= now) and now < self.closes_at

    def opens_later(self) -> bool:
        return not self.is_called_off and self.opens_at is not None and clock.now() < self.opens_at


class State(models.TextChoices):
    RECEIVED = "received", "received"
    SEATED = "seated", "seated"
    WAITING = "waiting", "waiting"
    OFFERED = "offered", "a place is kept until the person answers"
    LEFT = "left", "given up"
    LAPSED = "lapsed", "no answer in time"
    REFUSED = "refused", "no place, no waiting list"


HOLDING = (State.SEATED, State.OFFERED)
STANDING = (State.RECEIVED, State.WAITING, *HOLDING)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> Self:
        """Holding a place, or in line for one."""
        return self.filter(state__in=STANDING)

    def holding(self) -> Self:
        return self.filter(state__in=HOLDING)

    def in_line(self) -> Self:
        """Waiting, in the order they arrived: the true order."""
        return self.filter(state=State.WAITING).order_by("pk")

    def with_contact(self) -> Self:
        return self.exclude(name="", phone="", email="")

    def people(self) -> int:
        return int(self.aggregate(Sum("party"))["party__sum"] or 0)


class Claim(models.Model):
    """One INSERT on arrival; the assigner decides. The number is the order in which the database saw them."""

    RETENTION: ClassVar[Retention] = Forgotten(after=CODE_KEPT, since="until")

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="claims")
    person = models.CharField(max_length=64, help_text="keyed digest of the contact: one claim a person")
    submission = models.UUIDField(unique=True, help_text="a second press of the button is the same claim")
    arrived_at = models.DateTimeField(db_default=Now())
    party = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    answer_until = models.DateTimeField(null=True, help_text="of an offered place")
    code = models.CharField(max_length=9, unique=True, help_text="on the slip, and said on the phone")
    key = models.CharField(max_length=30, unique=True, help_text="in the signed link")
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="bg")
    is_for_child = models.BooleanField(default=False, help_text="the contact is a parent's")
    needs_help = models.BooleanField(default=False)
    is_by_staff = models.BooleanField(default=False)
    came = models.PositiveSmallIntegerField(null=True, help_text="how many of the party; empty: nobody has said")
    told = models.PositiveIntegerField(default=0, help_text="the version of the thing that this person knows")
    reminded_at = models.DateTimeField(null=True)
    until = models.DateTimeField(help_text="when the thing ends: what is kept of the claim counts from here")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["pool", "state", "id"], name="claim_line"),
            models.Index(fields=["answer_until"], condition=Q(state="offered"), name="claim_offered"),
            models.Index(fields=["until"], name="claim_until"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "person"],
                condition=Q(state__in=["received", "waiting", "seated", "offered"]) & ~Q(person=""),
                name="claim_once_a_person",
            ),
            models.CheckConstraint(condition=Q(party__gte=1), name="claim_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(state="offered", answer_until__isnull=False) | ~Q(state="offered"),
                name="claim_offered_has_a_last_hour",
            ),
            models.CheckConstraint(condition=Q(came=None) | Q(came__lte=F("party")), name="claim_came_within_party"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.state})"

    @property
    def key_of_letters(self) -> str:
        return f"claim:{self.pk}"

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    @property
    def is_holding(self) -> bool:
        return self.state in HOLDING

    @property
    def place_in_line(self) -> int:
        """Counted now, the first is 1; of one who does not wait 0."""
        if self.state != State.WAITING:
            return 0
        return Claim.objects.in_line().filter(pool=self.pool_id, pk__lte=self.pk).count()

    @property
    def number(self) -> int:
        """How manieth it arrived, for "received, number 47"."""
        return Claim.objects.filter(pool=self.pool_id, pk__lte=self.pk).count()
