"""What libraries did at their desks in the partner's field, and whom they sent on to it."""

from django.db.models import Count, F, Sum

from ramo.desk.models import Consultation, Handout, ReferralCount

from .scope import Counts, Scope, by_place

_REASON = "a proof counts them by municipality, small counts withheld; no single row leaves"


def consultations(scope: Scope) -> Counts:
    return _of_areas(scope, Consultation, "consultations")


def handouts(scope: Scope) -> Counts:
    return _of_areas(scope, Handout, "handouts")


def referrals(scope: Scope) -> Counts:
    place = f"library__{scope.place}"
    rows = ReferralCount.objects.across_libraries(_REASON).filter(
        scope.at_libraries(), institution__in=scope.offices, on__range=_days(scope)
    )
    counted = rows.order_by().values(place).annotate(referred=Sum("made"), came=Sum("arrived"))
    return by_place(counted.values(place, "referred", not_arrived=F("referred") - F("came"), arrived=F("came")), place)


def _of_areas(scope: Scope, model: type[Consultation] | type[Handout], figure: str) -> Counts:
    """Nothing at all where the partner has no e-service, so that no field is read as a zero."""
    if not scope.areas:
        return {}
    place = f"library__{scope.place}"
    rows = model.objects.across_libraries(_REASON).filter(
        scope.in_territory(), area__in=scope.areas, on__range=_days(scope)
    )
    return by_place(rows.order_by().values(place).annotate(**{figure: Count("pk")}), place)


def _days(scope: Scope) -> tuple[object, object]:
    return scope.subject.period.first, scope.subject.period.last
