"""Tables of events."""

from .hosted import Headcount, Host, HostQuerySet, OutcomeCard
from .written import ANONYMOUS_AREA, Audience, Event, EventQuerySet, Imported, Kind, OwnPublisher, Series

__all__ = [
    "ANONYMOUS_AREA",
    "Audience",
    "Event",
    "EventQuerySet",
    "Headcount",
    "Host",
    "HostQuerySet",
    "Imported",
    "Kind",
    "OutcomeCard",
    "OwnPublisher",
    "Series",
]
