"""Requests for tests of this room and of the house."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from ramo.accounts.models import User
from ramo.experts.data import Span
from ramo.invitations import actions
from ramo.invitations.data import RequestData
from ramo.invitations.models import ExpertRequest
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.resources.tests.factories import make_area
from ramo.vocabularies.models import Area

ONE = UUID(int=118)


def in_days(days: int, hour: int = 14, minutes: int = 60) -> Span:
    day = clock.now() + timedelta(days=days)
    return Span.lasting(day.replace(hour=hour, minute=0, second=0, microsecond=0), minutes)


def request_data(institution: Institution, **changes: Any) -> RequestData:
    values: dict[str, Any] = {
        "institution": institution.pk,
        "what": ExpertRequest.What.TALK,
        "area": an_area().pk,
        "subject": "Сърце и кръвно",
        "audience": "seniors",
        "expected": 20,
        "note": "Зала за 30 души.",
        "place_bg": "",
        "times": (in_days(14), in_days(21)),
        "submission": uuid4(),
    }
    return RequestData(**{**values, **changes})


def make_request(library: Library, institution: Institution, by: User, **changes: Any) -> ExpertRequest:
    return actions.ask(request_data(institution, **changes), library=library, by=by)


def own_request(library: Library, institution: Institution, by: User) -> ExpertRequest:
    """The same one each time it is asked for."""
    return make_request(library, institution, by, submission=ONE)


def own_draft(library: Library, institution: Institution) -> ExpertRequest:
    return actions.keep_draft(request_data(institution, times=()), library=library)


def an_area() -> Area:
    return Area.objects.first() or make_area()
