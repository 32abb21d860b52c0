"""Drafts of events and requests to the partner that come of a library's tasks: written, moved, taken back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from ramo.accounts.models import User
from ramo.events import actions as events
from ramo.events.data import EventData, HostData
from ramo.events.models import Audience, Event, Kind
from ramo.events.writing import data_of
from ramo.experts.data import Span
from ramo.invitations import actions as invitations
from ramo.invitations.data import RequestData
from ramo.invitations.lists import institutions_for
from ramo.invitations.models import State as Answer
from ramo.kit import clock
from ramo.network.models import Institution
from ramo.trust.models import State

from . import calendars
from .data import Ask
from .models import LibraryTask, Participation, Planned

EXPECTED = 20
REFUSED = (Answer.DECLINED, Answer.WITHDRAWN)


def plan(participation: Participation, tasks: Iterable[LibraryTask], *, by: User) -> None:
    """One draft for each task that has an event, and one request where the partner is asked; neither is made twice."""
    known = {each.task_id for each in participation.planned.all()}
    partner = office_for(participation)
    for each in tasks:
        what = each.task.task
        if each.task_id in known or each.done_on or not (what.event_kind or what.ask):
            continue
        _write(participation, each, partner, by)


def _write(participation: Participation, task: LibraryTask, partner: Institution | None, by: User) -> None:
    what = task.task.task
    starts_at, submission = _ahead(task), uuid4()
    event = events.draft(_event(participation, task, starts_at, partner), by=by, submission=submission)
    request = None
    if what.ask and partner:
        own = submission if what.ask == Ask.TALK else uuid4()  # a talk becomes this very draft, hours stand beside it
        times = calendars.two_times(what, starts_at)
        asked = _request(participation, task, partner, times)
        request = invitations.ask(replace(asked, submission=own), library=participation.library, by=by)
    Planned.objects.create(
        participation=participation, task=task.task, event=event, written_at=event.starts_at, request=request
    )


def ask_missing(participation: Participation, *, by: User) -> int:
    """Where the partner declined or was never asked, it is asked now; how many."""
    partner, asked = office_for(participation), 0
    tasks = {each.task_id: each for each in participation.tasks.select_related("task__task")}
    for planned in participation.planned.select_related("request"):
        task = tasks[planned.task_id]
        is_standing = planned.request and planned.request.state not in REFUSED
        if partner is None or not task.task.task.ask or is_standing or task.done_on:
            continue
        times = calendars.two_times(task.task.task, _ahead(task))
        planned.request = invitations.ask(
            _request(participation, task, partner, times), library=participation.library, by=by
        )
        planned.save(update_fields=["request"])
        asked += 1
    return asked


def move(participation: Participation) -> None:
    """Drafts as we wrote them go with their task's day; one that a person moved, or the partner agreed to, stays."""
    tasks = {each.task_id: each for each in participation.tasks.select_related("task__task")}
    for planned in _untouched(participation):
        task = tasks[planned.task_id]
        if task.done_on or (planned.request and planned.request.starts_at):
            continue
        _set_time(planned, Span.lasting(_ahead(task), task.task.task.minutes))


def follow_answer(planned: Planned) -> bool:
    """The draft takes the time that both sides agreed on; whether it had another."""
    request = planned.request
    if request is None or request.starts_at is None or request.ends_at is None or not _is_untouched(planned):
        return False
    if request.starts_at == planned.written_at:
        return False
    return _set_time(planned, Span(request.starts_at, request.ends_at))


def take_back(participation: Participation, *, by: User) -> None:
    """Drafts in which nobody changed a word go, requests without an answer are withdrawn."""
    tasks = {each.task_id: each for each in participation.tasks.select_related("task__task")}
    partner = office_for(participation)
    mine = {planned.event_id: planned for planned in _untouched(participation)}
    for event in Event.objects.whole().filter(pk__in=[pk for pk in mine if pk]):
        planned = mine[event.pk]
        if data_of(event) == _event(participation, tasks[planned.task_id], event.starts_at, partner):
            events.discard(event, by=by)
    for planned in participation.planned.select_related("request"):
        if planned.request and planned.request.waits_for:
            invitations.withdraw(planned.request, "Библиотеката се отказа от кампанията.", by=by)
    participation.planned.all().delete()


def office_for(participation: Participation) -> Institution | None:
    """The partner's office of the library's place or district, else the partner itself."""
    partner = participation.edition.partner
    if partner is None:
        return None
    near = institutions_for(participation.library).exclude(level=Institution.Level.NATIONAL)
    own = near.filter(parent=partner).first() or near.filter(parent__parent=partner).first()
    return own or partner


def _untouched(participation: Participation) -> list[Planned]:
    rows = participation.planned.select_related("event", "request")
    return [planned for planned in rows if _is_untouched(planned)]


def _is_untouched(planned: Planned) -> bool:
    event = planned.event
    return event is not None and event.state == State.DRAFT and event.starts_at == planned.written_at


def _set_time(planned: Planned, span: Span) -> bool:
    event = planned.event
    if event is None or event.is_over or event.starts_at == span.starts_at:
        return False
    written = data_of(Event.objects.whole().get(pk=event.pk))
    events.amend(event, replace(written, starts_at=span.starts_at, ends_at=span.ends_at), by=None, vouched_as="")
    planned.written_at = span.starts_at
    planned.save(update_fields=["written_at"])
    return True


def _ahead(task: LibraryTask) -> datetime:
    """The hour of the task on its day; where that has passed, on the next working day."""
    starts_at = calendars.start_of(task.task.task, task.on)
    if starts_at <= clock.now():
        starts_at = calendars.start_of(task.task.task, clock.today() + timedelta(days=1))
    return starts_at


def _event(
    participation: Participation, task: LibraryTask, starts_at: datetime, partner: Institution | None
) -> EventData:
    what, library = task.task.task, participation.library
    is_school = what.event_kind == Kind.SCHOOL
    return EventData(
        kind=what.event_kind or Kind.TALK,
        title=what.event_title_bg or participation.edition.title_bg,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=what.minutes),
        area=participation.edition.kit.area_id,
        hosts=(HostData(library.pk),),
        text=participation.edition.kit.slogan_bg,
        audience=Audience.YOUNG if is_school else Audience.ALL,
        institutions=(partner.pk,) if partner and what.ask else (),
        organiser=library.pk,
        is_demo=participation.edition.is_demo,
    )


def _request(
    participation: Participation, task: LibraryTask, partner: Institution, times: tuple[Span, Span]
) -> RequestData:
    what = task.task.task
    return RequestData(
        institution=partner.pk,
        what=what.ask,
        area=participation.edition.kit.area_id,
        subject=what.event_title_bg or participation.edition.title_bg,
        audience=Audience.YOUNG if what.event_kind == Kind.SCHOOL else Audience.ALL,
        expected=EXPECTED,
        note=f"По кампанията „{participation.edition.title_bg}“.",
        place_bg="",
        times=times,
        submission=uuid4(),
    )
