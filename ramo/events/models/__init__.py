"""Tables of events."""

from .hosted import Headcount, Host, HostQuerySet
from .outcomes import FollowUp, OutcomeCard
from .written import ANONYMOUS_AREA, Audience, Event, EventQuerySet, Imported, Kind, OwnPublisher, Series

__all__ = [
    "ANONYMOUS_AREA",
    "Audience",
    "Event",
    "EventQuerySet",
    "FollowUp",
    "Headcount",
    "Host",
    "HostQuerySet",
    "Imported",
    "Kind",
    "OutcomeCard",
    "OwnPublisher",
    "Series",
]
