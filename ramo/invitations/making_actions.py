"""An accepted request becomes a draft of an event, or bookable hours, in one act."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from ramo.accounts.models import User
from ramo.appointments import actions as hours
from ramo.appointments.data import ScheduleData
from ramo.events import actions as events
from ramo.events.data import EventData, HostData
from ramo.experts.actions import release
from ramo.experts.data import Span
from ramo.experts.models import Expert
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE

from .actions import has_become
from .errors import AlreadyMade, NotYourTurn
from .models import ExpertRequest, State

_SLOT_MINUTES = 20
_KINDS = {ExpertRequest.What.TALK: "talk", ExpertRequest.What.ONLINE: "online"}


@transaction.atomic
def make(request: ExpertRequest, *, by: User) -> str:
    """The page of what was made; a second press is refused."""
    held = ExpertRequest.objects.select_for_update(of=("self",)).whole().prefetch_related(None).get(pk=request.pk)
    if held.made:
        raise AlreadyMade
    if held.state != State.CONFIRMED or held.starts_at is None or held.ends_at is None:
        raise NotYourTurn
    span = Span(held.starts_at, held.ends_at)
    if held.what == ExpertRequest.What.HOURS and held.expert:
        key, name, pk = _hours(held, held.expert, span, by)
    else:
        key, name, pk = _event(held, span, by)
    with override(SOURCE_LANGUAGE):
        link = reverse(name, args=[pk])
    has_become(held, key, link, by=by)
    return link


def _event(request: ExpertRequest, span: Span, by: User) -> tuple[str, str, int]:
    """A draft: the librarian looks at it and publishes."""
    data = EventData(
        kind=_KINDS.get(ExpertRequest.What(request.what), "talk"),
        title=request.subject,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        area=request.area_id,
        hosts=(HostData(request.library_id, place=request.place_bg),),
        audience=request.audience,
        led_by=request.expert.role_bg if request.expert else "",
        institutions=(request.institution_id,),
        organiser=request.library_id,
        is_demo=request.library.is_demo,
    )
    event = events.draft(data, by=by, submission=request.submission)
    return f"event:{event.pk}", "events:edit", event.pk


def _hours(request: ExpertRequest, expert: Expert, span: Span, by: User) -> tuple[str, str, int]:
    """Of that one day. The time that the request held goes over to the hours."""
    start, end = (each.astimezone(clock.COUNTRY_ZONE) for each in (span.starts_at, span.ends_at))
    release(request.key)
    weeks = (start.date() - clock.today() + timedelta(days=7)).days // 7 + 1
    data = ScheduleData(
        library=request.library_id,
        institution=request.institution_id,
        expert=expert.pk,
        area=request.area_id,
        title_bg=expert.role_bg,
        helps_bg=(request.subject,),
        room_bg=request.place_bg,
        weekday=start.weekday(),
        opens=start.time(),
        closes=end.time(),
        minutes=_SLOT_MINUTES,
        capacity=1,
        starts_on=start.date(),
        ends_on=start.date(),
        weeks_ahead=weeks,
    )
    schedule = hours.put_schedule(data, by=by)
    return f"hours:{schedule.pk}", "appointments:schedule", schedule.pk
