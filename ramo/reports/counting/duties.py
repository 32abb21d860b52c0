"""What the partner owed under its agreements in the period, and how much of it was done."""

from django.db.models import Q

from ramo.network.models import Institution
from ramo.partnerships.models import Agreement
from ramo.partnerships.progress import delivered

from .scope import Scope

Duty = dict[str, str | int]


def duties(scope: Scope) -> list[Duty]:
    """Of a district: those of its own agreements and the national ones, which are counted whole."""
    period, district = scope.subject.period, scope.subject.district
    signed = Agreement.objects.signed()
    parties = Institution.objects.filter(pk__in=scope.offices).filter(
        Q(pk__in=signed.values("partner")) | Q(pk__in=signed.values("others"))
    )
    return [
        {"agreement": of.agreement.number, "text": of.duty.what_bg, "done": of.done, "planned": of.planned}
        for party in parties.order_by("pk")
        for of in delivered(party, period.first, period.last)
        if district is None or of.agreement.district_id in {None, district.pk}
    ]
