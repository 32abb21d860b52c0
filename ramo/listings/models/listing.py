"""What all dated offers have in common."""

from datetime import timedelta
from typing import ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils.text import slugify

from ramo.design.data import TrustState
from ramo.kit import clock
from ramo.kit.bulgarian.romanise import romanised
from ramo.kit.retention import Kept, Retention
from ramo.listings.data import BULGARIA, ListingKind
from ramo.network.models import Institution
from ramo.trust.data import NETWORK_SCOPE, Reason
from ramo.trust.models import State, Verifiable, VerifiableQuerySet
from ramo.vocabularies.models import Area

SLUG_LENGTH = 60
UNCHECKED = IsNull(F("verified_on"), True)  # noqa: FBT003 (a lookup takes its value by place)

Item = TypeVar("Item", bound=models.Model, covariant=True)


class ListingQuerySet(VerifiableQuerySet[Item]):
    def for_review(self) -> Self:
        """Confirmed and about to expire: an offer past its date rests in the archive and asks for nothing."""
        return self.current().filter(verified_on__isnull=False).due_soon().defer("text", "original")

    def in_districts(self, codes: list[str]) -> Self:
        return self.filter(districts__overlap=codes)

    def current(self) -> Self:
        """Every offer has a last day, so that an index answers."""
        return self.published().filter(valid_until__gte=clock.today())

    def checked_first(self) -> Self:
        """What somebody confirmed before what nobody checked; of each the newest first. An index holds this order."""
        return self.order_by(UNCHECKED, "-added_at", "-pk")

    def whole(self) -> Self:
        """With all that a page and a card say, in one query."""
        return self.select_related("area", "institution")


class Listing(Verifiable):
    """A dated offer. Its texts are in `language`, as its source wrote them.

    Past `valid_until` it is in no list; a source that still has it renews the date, a person may too.
    """

    RETENTION: ClassVar[Retention] = Kept("the archive of what was offered; it names no private person")
    REVIEW_PAGE = "listings:offers"
    KIND: ClassVar[ListingKind]
    USUAL_TERM: ClassVar[timedelta]  # where the source says nothing
    VALID_FOR: ClassVar[timedelta]  # at most, from the day it was last seen or confirmed

    title = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="bg")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    places = ArrayField(models.CharField(max_length=5), default=list, blank=True, help_text="EKATTE, the main first")
    districts = ArrayField(models.CharField(max_length=3), default=list, blank=True, help_text="those of the places")
    place_text = models.CharField(max_length=200, blank=True, help_text="what is known of the place in words only")
    country = models.CharField(max_length=2, default=BULGARIA)
    phone = models.CharField(max_length=40, blank=True)
    link = models.URLField(max_length=500, blank=True)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(null=True)
    said_until = models.DateField(null=True, help_text="as the source says; empty where it does not")
    seen_on = models.DateField(default=clock.today, help_text="the last day on which a source or a person had it")
    gone_on = models.DateField(null=True, help_text="withdrawn because no source has it any more")
    fingerprint = models.CharField(max_length=64)
    likeness = models.CharField(max_length=32, blank=True, help_text="equal for the same offer from two sources")
    original = models.TextField(blank=True)
    amended = ArrayField(
        models.CharField(max_length=30),
        default=list,
        blank=True,
        help_text="what a person corrected; no source writes it",
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta(Verifiable.Meta):
        abstract = True
        ordering = ["-added_at", "-pk"]
        constraints = [
            *Verifiable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_until__isnull=False), name="%(app_label)s_%(class)s_always_has_a_last_day"
            ),
            models.CheckConstraint(
                condition=Q(gone_on=None) | Q(state=State.WITHDRAWN), name="%(app_label)s_%(class)s_gone_is_withdrawn"
            ),
        ]
        indexes = [
            models.Index(
                fields=["valid_until", "requires_verification", "verified_on"],
                condition=Q(state="published"),
                name="%(class)s_current",
            ),
            models.Index(
                fields=["valid_until"], condition=Q(state="published", districts=[]), name="%(class)s_everywhere"
            ),
            GinIndex(fields=["places"], fastupdate=False, name="%(class)s_places"),
            models.Index(fields=["likeness"], condition=~Q(likeness=""), name="%(class)s_likeness"),
            models.Index(
                UNCHECKED,
                F("added_at").desc(),
                F("id").desc(),
                condition=Q(state="published"),
                name="%(class)s_in_list",
            ),
            GinIndex(fields=["districts"], fastupdate=False, name="%(class)s_districts"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The title as a part of an address; the number before it is what finds the page."""
        return slugify(romanised(self.title))[:SLUG_LENGTH].strip("-") or self.KIND.value

    def is_over(self) -> bool:
        """Whether nobody can take it any more."""
        return self.is_expired(clock.today())

    def is_shown(self) -> bool:
        """What `shown()` asks of the database, of one row."""
        return self.state == State.PUBLISHED and not self.is_over() and not self.is_hidden

    def review_scope(self) -> str:
        """That of its institution, else of the district of its main place."""
        if self.institution_id:
            return f"institution:{self.institution_id}"
        return f"district:{self.districts[0]}" if self.districts else NETWORK_SCOPE

    def review_reason(self) -> Reason | None:
        return Reason.DUE_SOON if self.trust_line().state == TrustState.DUE_SOON else None
