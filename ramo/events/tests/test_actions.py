"""Events keep their numbers through every edit; who holds a place hears of each change once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from ramo.events import actions, outcome_actions
from ramo.events.data import Bands, HostData, Opinion, Span
from ramo.events.errors import AlreadyOver, HostHasPeople, IdentifierInText, NobodyRegisters, NotOver
from ramo.events.models import Event, Headcount, OutcomeCard
from ramo.events.recurrence import Repeated, Rule
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Library
from ramo.search.models import IndexCard
from ramo.seats import actions as seats
from ramo.seats.errors import FewerThanTaken, NotOpen
from ramo.seats.models import State
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import at, event_data, host_of, make_event, register

pytestmark = pytest.mark.django_db
PENKA: dict[str, Any] = {"name": "Пенка", "email": "penka@example.bg"}


def series(library: Library, count: int = 3, *, is_registered_once: bool = False, **changes: Any) -> list[Event]:
    data = event_data(library, **changes)
    dates = [data.starts_at.date() + timedelta(days=7 * week) for week in range(count)]
    rule = Rule((dates[0].weekday(),), dates[0], dates[-1])
    repeated = Repeated("всяка седмица", rule, tuple(dates), is_registered_once)
    events = actions.draft_series(data, repeated, by=None)
    actions.publish(events[0], by=None, vouched_as="библиотеката")
    return list(Event.objects.filter(series=events[0].series).order_by("starts_at"))


def subjects() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def test_a_draft_is_seen_by_nobody_and_publishing_vouches_for_it(cast: Cast) -> None:
    event = make_event(cast.library, is_published=False)
    assert not Event.objects.on_calendar().exists()
    assert not IndexCard.objects.filter(kind="event").exists()
    assert actions.publish(event, by=cast.own_librarian, vouched_as="библиотеката") == 1
    event = Event.objects.on_calendar().get()
    assert (event.verified_on, event.verified_as, event.valid_until) == (clock.today(), "библиотеката", event.starts_on)
    card = IndexCard.objects.get(kind="event")
    assert (card.ekatte, card.library_number) == (cast.library.settlement_id, cast.library.pk)


def test_a_personal_number_in_a_text_is_refused(cast: Cast) -> None:
    with pytest.raises(IdentifierInText):
        make_event(cast.library, text="Пишете на 7501010010")


def test_each_library_of_one_event_has_its_own_seats_and_the_event_one_card(cast: Cast) -> None:
    event = make_event(cast.library, cast.other_library, capacity=1)
    first, second = (register(event, at_library=each) for each in (cast.library, cast.other_library))
    assert [first.state, second.state] == [State.SEATED, State.SEATED]
    assert register(event, at_library=cast.library).state == State.WAITING
    card = IndexCard.objects.get(kind="event")
    assert (card.key, card.ekatte) == (str(event.pk), cast.library.settlement_id)
    assert card.more_places == [cast.other_library.settlement_id]


def test_where_one_simply_comes_nobody_registers(cast: Cast) -> None:
    with pytest.raises(NobodyRegisters):
        register(make_event(cast.library, capacity=None))


def test_only_staff_put_people_on_the_list_of_a_draft(cast: Cast) -> None:
    event = make_event(cast.library, is_published=False)
    with pytest.raises(NotOpen):
        register(event)
    assert register(event, is_by_staff=True).state == State.SEATED


def test_a_series_is_rows_of_their_own_that_an_edit_of_all_keeps(cast: Cast) -> None:
    events = series(cast.library)
    were = [(event.pk, host_of(event).pool_id) for event in events]
    later = replace(event_data(cast.library), title="Ново име", starts_at=at(14), ends_at=at(15))
    assert actions.amend(events[0], later, span=Span.ALL, by=cast.own_librarian, vouched_as="библиотеката") == 3
    events = list(Event.objects.order_by("starts_at"))
    assert [(event.pk, host_of(event).pool_id) for event in events] == were
    assert {(event.title_bg, event.local_start.hour, event.local_end.hour) for event in events} == {
        ("Ново име", 14, 15)
    }
    assert len({event.starts_on for event in events}) == 3


@pytest.mark.parametrize(("span", "changed"), [(Span.ONE, [1]), (Span.FOLLOWING, [1, 2]), (Span.ALL, [0, 1, 2])])
def test_an_edit_is_for_one_the_following_or_all(cast: Cast, span: Span, changed: list[int]) -> None:
    events = series(cast.library)
    data = event_data(cast.library, title="Ново име", starts_at=events[1].starts_at)
    actions.amend(events[1], data, span=span, by=cast.own_librarian, vouched_as="библиотеката")
    titles = list(Event.objects.order_by("starts_at").values_list("title_bg", flat=True))
    assert [number for number, title in enumerate(titles) if title == "Ново име"] == changed


def test_ten_o_clock_stays_ten_o_clock_over_the_change_to_winter_time(cast: Cast) -> None:
    with time_machine.travel("2026-10-01T09:00:00+03:00"):
        events = series(cast.library, 4, starts_at=at(days=20))
        data = event_data(cast.library, starts_at=at(9, days=20))
        actions.amend(events[0], data, span=Span.ALL, by=cast.own_librarian, vouched_as="библиотеката")
        assert [event.local_start.hour for event in Event.objects.all()] == [9] * 4
        assert len({event.local_start.utcoffset() for event in Event.objects.all()}) == 2


def test_one_registration_holds_for_all_dates_of_a_series_where_it_says_so(cast: Cast) -> None:
    events = series(cast.library, is_registered_once=True, capacity=1)
    claim = register(events[0], **PENKA)
    assert register(events[2]).state == State.WAITING
    assert [host_of(event).pool_id for event in events] == [claim.pool_id] * 3
    [letter] = OutgoingMail.objects.all()
    assert letter.calendar.count("BEGIN:VEVENT") == 3


def test_a_change_of_time_is_told_once_to_each_who_knows_the_old_one(cast: Cast) -> None:
    event = make_event(cast.library, capacity=1)
    register(event, **PENKA)
    register(event, email="georgi@example.bg")
    moved = event_data(cast.library, capacity=1, starts_at=at(12))
    for _ in range(2):
        actions.amend(event, moved, by=cast.own_librarian, vouched_as="библиотеката")
    told = OutgoingMail.objects.order_by("-pk").values_list("to", flat=True)[:2]
    assert sorted(told) == ["georgi@example.bg", "penka@example.bg"]
    assert OutgoingMail.objects.count() == 4


def test_a_change_of_words_alone_is_told_to_nobody(cast: Cast) -> None:
    event = make_event(cast.library)
    register(event, **PENKA)
    data = event_data(cast.library, text="Елате с очила.")
    actions.amend(event, data, by=cast.own_librarian, vouched_as="библиотеката")
    assert OutgoingMail.objects.count() == 1
    assert Event.objects.get().version == 1


def test_a_person_of_a_whole_series_gets_one_letter_about_all_its_dates(cast: Cast) -> None:
    events = series(cast.library, is_registered_once=True)
    register(events[0], **PENKA)
    actions.amend(
        events[0], event_data(cast.library, starts_at=at(15)), span=Span.ALL, by=cast.own_librarian, vouched_as="ние"
    )
    assert OutgoingMail.objects.count() == 2
    data = event_data(cast.library, starts_at=Event.objects.all()[2].starts_at + timedelta(hours=1))
    actions.amend(Event.objects.all()[2], data, by=cast.own_librarian, vouched_as="ние")
    assert OutgoingMail.objects.count() == 3


def test_calling_off_is_told_once_takes_it_from_the_lists_and_frees_nobody_else(cast: Cast) -> None:
    event = make_event(cast.library, capacity=1)
    claim, waiting = register(event, **PENKA), register(event, phone="088 000 0002")
    assert actions.call_off(event, because="Лекарят е болен.", by=cast.own_librarian) == 1
    with pytest.raises(AlreadyOver):
        actions.call_off(event, by=cast.own_librarian)
    letter = OutgoingMail.objects.latest("pk")
    assert "METHOD:CANCEL" in letter.calendar
    assert "Лекарят е болен." in letter.text
    assert not IndexCard.objects.filter(kind="event").exists()
    assert not Event.objects.on_calendar().exists()
    waiting.refresh_from_db()
    claim.refresh_from_db()
    assert (claim.state, waiting.state) == (State.SEATED, State.WAITING)
    assert Task.objects.get(key__startswith="events.call").params == {"count": 1}
    with pytest.raises(NotOpen):
        register(event)


def test_who_has_no_e_mail_is_called_once(cast: Cast) -> None:
    event = make_event(cast.library)
    claim = register(event, phone="088 000 0001")
    assert not Task.objects.filter(key__startswith="events.call").exists()
    actions.amend(event, event_data(cast.library, starts_at=at(12)), by=cast.own_librarian, vouched_as="ние")
    task = Task.objects.get(key__startswith="events.call")
    actions.was_called(claim, host_of(event), by=cast.own_librarian)
    task.refresh_from_db()
    assert task.settled_at


def test_a_letter_about_health_names_it_nowhere(cast: Cast) -> None:
    event = make_event(cast.library, area="health", title="Разговор за диабета")
    register(event, **PENKA)
    letter = OutgoingMail.objects.get()
    for text in (letter.subject, letter.text, letter.html, letter.calendar):
        assert "диабет" not in text.casefold()


def test_no_subject_names_the_event(cast: Cast) -> None:
    event = make_event(cast.library, capacity=1)
    claim = register(event, **PENKA)
    register(event, email="georgi@example.bg")
    seats.leave(claim)
    actions.call_off(event, by=cast.own_librarian)
    assert len(subjects()) == 4, "what the first knew is forgotten with her"
    assert not [subject for subject in subjects() if "автобиография" in subject]


def test_the_calendar_of_a_letter_keeps_its_number_and_counts_its_changes(cast: Cast) -> None:
    event = make_event(cast.library)
    register(event, **PENKA)
    actions.amend(event, event_data(cast.library, starts_at=at(12)), by=cast.own_librarian, vouched_as="ние")
    first, second = OutgoingMail.objects.order_by("pk")
    lines = [dict(line.split(":", 1) for line in mail.calendar.splitlines() if ":" in line) for mail in (first, second)]
    assert lines[0]["UID"] == lines[1]["UID"]
    assert [line["SEQUENCE"] for line in lines] == ["1", "2"]
    assert [line["METHOD"] for line in lines] == ["REQUEST", "REQUEST"]


def test_a_library_with_people_on_its_list_is_not_dropped(cast: Cast) -> None:
    event = make_event(cast.library, cast.other_library)
    register(event, at_library=cast.other_library)
    for hosts in ((HostData(cast.library.pk, 2),), (HostData(cast.library.pk, 2), HostData(cast.other_library.pk))):
        with pytest.raises(HostHasPeople):
            actions.amend(event, event_data(hosts=hosts), by=cast.office, vouched_as="офисът")
    assert event.hosts.count() == 2


def test_fewer_seats_than_people_are_refused_and_nothing_changes(cast: Cast) -> None:
    event = make_event(cast.library)
    register(event)
    register(event)
    with pytest.raises(FewerThanTaken):
        actions.amend(event, event_data(cast.library, capacity=1, title="Друго"), by=cast.office, vouched_as="офисът")
    assert Event.objects.get().title_bg != "Друго"


def test_what_is_over_is_neither_amended_nor_called_off_nor_published(cast: Cast) -> None:
    event, draft = make_event(cast.library), make_event(cast.library, is_published=False)
    with time_machine.travel(event.ends_at + timedelta(minutes=1)):
        acts: tuple[Callable[[], object], ...] = (
            lambda: actions.amend(event, event_data(cast.library), by=cast.office, vouched_as="офисът"),
            lambda: actions.call_off(event, by=cast.office),
            lambda: actions.publish(draft, by=cast.office, vouched_as="офисът"),
        )
        for act in acts:
            with pytest.raises(AlreadyOver):
                act()


def test_people_are_counted_in_bands_once_it_has_begun_and_the_last_word_stands(cast: Cast) -> None:
    event = make_event(cast.library, capacity=None)
    host = host_of(event)
    with pytest.raises(NotOver):
        actions.count(host, Bands(under_18=6), by=cast.own_librarian)
    with time_machine.travel(event.starts_at):
        actions.count(host, Bands(under_18=6), by=cast.own_librarian)
        counted = actions.count(host, Bands(6, 3, 9, 17), by=cast.own_librarian)
        assert counted.bands.total == 35
        actions.did_not_happen(host, by=cast.own_librarian)
    assert not Headcount.objects.exists()
    assert host_of(event).did_happen is False


def test_an_opinion_is_one_card_however_often_it_is_sent_and_waits_for_the_event(cast: Cast) -> None:
    event, submission = make_event(cast.library), uuid4()
    with pytest.raises(NotOver):
        outcome_actions.give_opinion(host_of(event), Opinion(learned=5), submission=submission)
    with time_machine.travel(event.starts_at):
        for _ in range(2):
            outcome_actions.give_opinion(host_of(event), Opinion(learned=5), submission=submission)
    assert OutcomeCard.objects.count() == 1
