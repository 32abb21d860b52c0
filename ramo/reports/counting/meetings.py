"""Events with the partner's experts, and who came by age."""

from django.db.models import Count, Exists, OuterRef, Q, Sum

from ramo.events.models import Event, Host
from ramo.trust.models import State

from .scope import Counts, Scope, by_place

_BANDS = {"under_18": "under_18", "from_18": "from_18", "from_30": "from_30", "from_65": "from_65"}
_BANDS |= {"age_unknown": "unknown"}


def meetings(scope: Scope) -> Counts:
    """A place where the event took place, by the library's own word or by its headcount."""
    experts = Event.institutions.through.objects.filter(event=OuterRef("event"), institution__in=scope.offices)
    hosts = Host.objects.filter(
        Exists(experts),
        scope.at_libraries(),
        Q(did_happen=True) | Q(did_happen=None, headcount__isnull=False),
        event__state=State.PUBLISHED,
        event__called_off_at=None,
        event__starts_at__gte=scope.first_moment,
        event__starts_at__lt=scope.end,
    )
    place = f"library__{scope.place}"
    bands = {name: Sum(f"headcount__{column}", default=0) for name, column in _BANDS.items()}
    counted = (
        hosts.order_by()
        .values(place)
        .annotate(meetings=Count("pk"), meetings_counted=Count("headcount"), attended=sum(bands.values()), **bands)
    )
    return by_place(counted, place)
