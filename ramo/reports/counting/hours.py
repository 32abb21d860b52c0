"""Bookable hours of the partner's experts, who held them and who came."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from ramo.appointments.models import Slot
from ramo.seats.models import HOLDING, Claim

from .scope import Counts, Scope, by_place


def hours(scope: Scope) -> Counts:
    """Counts of pools whose people were forgotten are frozen; of the rest they are counted now."""
    slots = Slot.objects.standing().filter(
        Q(schedule__institution__in=scope.offices),
        scope.at_libraries("schedule__library"),
        starts_at__gte=scope.first_moment,
        starts_at__lt=scope.end,
    )
    held = Claim.objects.filter(pool=OuterRef("pool"), state__in=HOLDING).order_by().values("pool")
    place = f"schedule__library__{scope.place}"
    booked = _kept_or("kept_seated", Subquery(held.annotate(people=Sum("party")).values("people")))
    came = _kept_or("kept_came", Subquery(held.annotate(people=Sum("came")).values("people")))
    counted = (
        slots.annotate(people=booked, present=came)
        .order_by()
        .values(place)
        .annotate(hours_offered=Count("pk"), booked=Sum("people"), kept=Sum("present"))
    )
    return by_place(counted.annotate(missed=F("booked") - F("kept")), place)


def _kept_or(column: str, counted_now: Subquery) -> Case:
    is_frozen = Q(pool__shredded_at__isnull=False)
    frozen = Coalesce(f"pool__{column}", Value(0), output_field=IntegerField())
    counted = Coalesce(counted_now, Value(0), output_field=IntegerField())
    return Case(When(is_frozen, then=frozen), default=counted)
