"""Hours for tests of this room and of the house."""

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from ramo.appointments import actions
from ramo.appointments.data import ScheduleData
from ramo.appointments.models import DayOff, Schedule, Slot, WalkIn
from ramo.experts.tests.factories import make_expert
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.resources.tests.factories import make_area
from ramo.seats.data import ClaimData
from ramo.seats.models import Claim


def schedule_data(library: Library, institution: Institution | None, **changes: Any) -> ScheduleData:
    """From 10:00 to 11:00 on the weekday of tomorrow, three hours of 20 minutes, released long ago."""
    expert = changes.pop("expert", None) or make_expert(institution or library)
    make_area(changes.get("area", "taxes"))
    values: dict[str, Any] = {
        "library": library.pk,
        "institution": institution.pk if institution else "",
        "expert": expert.pk,
        "area": "taxes",
        "title_bg": "Служител на данъчния офис",
        "helps_bg": ("издават ви ПИК на място",),
        "room_bg": "етаж 1",
        "weekday": (clock.today() + timedelta(days=1)).weekday(),
        "opens": time(10),
        "closes": time(11),
        "minutes": 20,
        "capacity": 1,
        "starts_on": clock.today(),
        "ends_on": None,
        "weeks_ahead": 2,
    }
    return ScheduleData(**{**values, **changes})


def make_schedule(library: Library, institution: Institution | None = None, **changes: Any) -> Schedule:
    return actions.put_schedule(schedule_data(library, institution, **changes), by=None)


def first_slot(schedule: Schedule) -> Slot:
    return Slot.objects.whole().filter(schedule=schedule).to_come()[0]


def book(slot: Slot, **given: Any) -> Claim:
    return actions.book(slot, ClaimData(**given), submission=given.pop("submission", None) or uuid4())


def own_schedule(library: Library, institution: Institution) -> Schedule:
    """The same one each time it is asked for."""
    return Schedule.objects.whole().first() or make_schedule(library, institution)


def own_slot(library: Library, institution: Institution) -> Slot:
    return first_slot(own_schedule(library, institution))


def own_claim(library: Library, institution: Institution) -> Claim:
    slot = own_slot(library, institution)
    return slot.claims.first() or book(slot, name="Пенка")


def own_number(library: Library, institution: Institution) -> WalkIn:
    schedule = own_schedule(library, institution)
    found, _ = WalkIn.objects.get_or_create(
        schedule=schedule, on=clock.today(), number=1, defaults={"submission": uuid4()}
    )
    return found


def own_day_off(institution: Institution) -> DayOff:
    expert, today = make_expert(institution), clock.today()
    return DayOff.objects.get_or_create(expert=expert, starts_on=today, ends_on=today)[0]
