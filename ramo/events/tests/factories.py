"""Events for tests of this room and of those above."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from ramo.events import actions
from ramo.events.data import EventData, HostData
from ramo.events.models import Event, Host
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.seats.data import ClaimData
from ramo.seats.models import Claim
from ramo.vocabularies.models import Area

TITLE = "Как да си направя автобиография"


def make_area(key: str = "employment") -> Area:
    words = dict.fromkeys(("name_bg", "name_en", "plain_bg", "plain_en", "purpose_bg", "purpose_en"), key)
    return Area.objects.get_or_create(
        key=key, defaults={"order": 1, **words, "short_bg": key, "short_en": key, "css_class": "a-work", "icon": "work"}
    )[0]


def at(hour: int = 10, *, days: int = 7) -> datetime:
    """So many days from today, by the clock on the wall."""
    return datetime.combine(clock.today(), datetime.min.time(), clock.COUNTRY_ZONE) + timedelta(days=days, hours=hour)


def event_data(*libraries: Library, capacity: int | None = 2, **changes: Any) -> EventData:
    area = make_area(changes.pop("area", "employment"))
    starts = changes.pop("starts_at", at())
    facts: dict[str, Any] = {
        "kind": "talk",
        "title": TITLE,
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "area": area.pk,
        "hosts": tuple(HostData(library.pk, capacity) for library in libraries),
        "organiser": libraries[0].pk if libraries else "",
        **changes,
    }
    return EventData(**facts)


def make_event(*libraries: Library, is_published: bool = True, **changes: Any) -> Event:
    event = actions.draft(event_data(*libraries, **changes), by=None)
    if is_published:
        actions.publish(event, by=None, vouched_as="библиотеката")
        event.refresh_from_db()
    return event


def host_of(event: Event, library: Library | None = None) -> Host:
    hosts = event.hosts.whole()
    return hosts.get(library=library) if library else hosts[0]


def register(event: Event, *, at_library: Library | None = None, **given: Any) -> Claim:
    return actions.register(host_of(event, at_library), ClaimData(**given), submission=uuid4())


def own_event(library: Library) -> Event:
    """A published one at the library, with somebody on its list."""
    event = make_event(library)
    register(event, name="Пенка", phone="088 000 0001")
    return event


def begun_event(library: Library) -> Event:
    """It began an hour ago, and goes on."""
    event = make_event(library, is_published=False, starts_at=clock.now() - timedelta(hours=1))
    Event.objects.filter(pk=event.pk).update(state="published")
    event.refresh_from_db()
    return event


def offered_event(institution: Institution, library: Library) -> Event:
    """A draft that the institution wrote for the library."""
    return make_event(library, is_published=False, organiser="", institution=institution.pk)
