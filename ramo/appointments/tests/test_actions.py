"""Hours of a partner: made from a pattern, booked once, moved and called off with everybody told once."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine

from ramo.appointments import actions, jobs
from ramo.appointments.errors import ClosedBeforeItOpens, HoldsAnother, IdentifierInText, NotBookable, SlotGone, Taken
from ramo.appointments.models import Schedule, Slot, WalkIn
from ramo.experts.errors import AlreadyEngaged
from ramo.experts.models import Engagement
from ramo.experts.tests.factories import make_expert
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.search.models import IndexCard
from ramo.seats.data import ClaimData
from ramo.seats.jobs import shred_contacts
from ramo.seats.models import Claim, State
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import book, first_slot, make_schedule

MONDAY = datetime(2026, 11, 23, 12, tzinfo=clock.COUNTRY_ZONE)
WEDNESDAY = 2
PENKA = {"name": "Пенка", "email": "penka@example.org"}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY):
        yield


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make_schedule(cast.library, cast.institution, weekday=WEDNESDAY)


@pytest.fixture
def slot(schedule: Schedule) -> Slot:
    return first_slot(schedule)


def days(schedule: Schedule) -> list[date]:
    return sorted({slot.day for slot in schedule.slots.standing()})


def tasks(scope: str = "library:9001") -> list[str]:
    return [task.text for task in Task.objects.open_for([scope])]


def at(slot: Slot, **ahead: int) -> datetime:
    return slot.starts_at + timedelta(**ahead)


def test_a_pattern_becomes_the_hours_of_this_week_and_the_next_and_shows_one_more(schedule: Schedule) -> None:
    assert days(schedule) == [date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9)]
    assert schedule.slots.count() == 9


def test_only_this_week_and_the_next_can_be_booked(schedule: Schedule) -> None:
    far = Slot.objects.whole().filter(schedule=schedule).on(date(2026, 12, 9)).first()
    assert far is not None
    with pytest.raises(NotBookable):
        book(far)
    with time_machine.travel(datetime(2026, 11, 30, 8, 59, tzinfo=clock.COUNTRY_ZONE)), pytest.raises(NotBookable):
        book(far)
    with time_machine.travel(datetime(2026, 11, 30, 9, 0, tzinfo=clock.COUNTRY_ZONE)):
        assert book(far).state == State.SEATED


def test_the_job_makes_each_hour_once(schedule: Schedule) -> None:
    assert jobs.make_slots() == 0
    with time_machine.travel(MONDAY + timedelta(days=7)):
        assert jobs.make_slots() == 3
        assert jobs.make_slots() == 0


def test_an_hour_that_was_moved_is_not_made_again(slot: Slot, cast: Cast) -> None:
    actions.move_slot(slot, at(slot, hours=5), by=cast.own_partner)
    assert jobs.make_slots() == 0


def test_public_holidays_have_no_hours(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 12, 21, 12, tzinfo=clock.COUNTRY_ZONE)):
        schedule = make_schedule(cast.library, cast.institution, weekday=3)
        assert date(2026, 12, 24) not in days(schedule)
        assert date(2026, 12, 31) in days(schedule)


def test_the_clock_on_the_wall_holds_when_summer_begins(cast: Cast) -> None:
    with time_machine.travel(datetime(2027, 3, 22, 12, tzinfo=clock.COUNTRY_ZONE)):
        schedule = make_schedule(cast.library, cast.institution, weekday=6)
        hours = {slot.starts_at.astimezone(clock.COUNTRY_ZONE).time() for slot in schedule.slots.all()}
    assert min(hours) == time(10)


def test_an_expert_has_no_hours_in_two_libraries_at_one_time(cast: Cast) -> None:
    expert = make_expert(cast.institution)
    make_schedule(cast.library, cast.institution, weekday=WEDNESDAY, expert=expert)
    there = make_schedule(
        cast.other_library, cast.institution, weekday=WEDNESDAY, expert=expert, opens=time(10, 40), closes=time(12)
    )
    assert [slot.starts_at.astimezone(clock.COUNTRY_ZONE).hour for slot in there.slots.all()[:3]] == [11, 11, 11]


@pytest.mark.parametrize("closes", [time(10), time(9), time(10, 19)])
def test_hours_into_which_not_one_fits_are_refused(closes: time, cast: Cast) -> None:
    with pytest.raises(ClosedBeforeItOpens):
        make_schedule(cast.library, cast.institution, closes=closes)


def test_no_personal_number_stands_in_what_people_read(cast: Cast) -> None:
    with pytest.raises(IdentifierInText):
        make_schedule(cast.library, cast.institution, room_bg="питай на 0888 123 456")


def test_an_hour_is_held_by_the_first_and_the_next_free_one_is_said(slot: Slot) -> None:
    assert book(slot).state == State.SEATED
    with pytest.raises(Taken) as refusal:
        book(slot)
    assert refusal.value.next_free == at(slot, minutes=20)


def test_the_same_form_sent_twice_is_one_hour(slot: Slot) -> None:
    submission = uuid4()
    both = [actions.book(slot, ClaimData(email="penka@example.org"), submission=submission) for _ in range(2)]
    assert both[0].pk == both[1].pk
    assert OutgoingMail.objects.count() == 1


def test_one_person_does_not_take_the_whole_day(schedule: Schedule) -> None:
    first, second = Slot.objects.whole().filter(schedule=schedule)[:2]
    book(first, phone="0888 123 456")
    with pytest.raises(HoldsAnother):
        book(second, phone="+359 888 123456")
    assert book(second, phone="0888 123 457").state == State.SEATED


def test_a_person_who_gave_an_hour_up_may_book_another(schedule: Schedule) -> None:
    first, second = Slot.objects.whole().filter(schedule=schedule)[:2]
    actions.give_up(book(first, phone="0888 123 456"))
    assert book(second, phone="0888 123 456").state == State.SEATED


def test_an_hour_given_up_is_free_and_its_contact_gone(slot: Slot) -> None:
    claim = book(slot, **PENKA)
    actions.give_up(claim)
    claim.refresh_from_db()
    assert (claim.state, claim.name, claim.email) == (State.LEFT, "", "")
    assert book(slot).state == State.SEATED


def test_another_hour_keeps_code_and_link(schedule: Schedule) -> None:
    first, second = Slot.objects.whole().filter(schedule=schedule)[:2]
    claim = book(first)
    moved = actions.choose_another(claim, second)
    assert (moved.code, moved.key, moved.pool_id) == (claim.code, claim.key, second.pool_id)
    assert book(first).state == State.SEATED


def test_another_hour_that_is_taken_leaves_the_own_one(schedule: Schedule) -> None:
    first, second = Slot.objects.whole().filter(schedule=schedule)[:2]
    claim = book(first)
    book(second)
    with pytest.raises(Taken):
        actions.choose_another(claim, second)
    claim.refresh_from_db()
    assert claim.pool_id == first.pool_id


def test_an_hour_that_moves_is_told_once_to_who_holds_it(slot: Slot, cast: Cast) -> None:
    book(slot, **PENKA)
    OutgoingMail.objects.all().delete()
    actions.move_slot(slot, at(slot, hours=4), by=cast.own_partner)
    actions.move_slot(slot, at(slot, hours=4), by=cast.own_partner)
    mail = OutgoingMail.objects.get()
    assert "14:00" in mail.text
    assert mail.subject == "Преместен: сряда, 25 ноември, 14:00\u00a0ч., библиотека Росен дол"


def test_who_has_only_a_phone_is_called_once(slot: Slot, cast: Cast) -> None:
    claim = book(slot, phone="0888 123 456")
    actions.move_slot(slot, at(slot, hours=4), by=cast.own_partner)
    assert tasks() == ["Часът е преместен. Обадете се: 1"]
    actions.was_called(claim, Slot.objects.whole().get(pk=slot.pk), by=cast.own_librarian)
    assert not tasks()


def test_an_hour_moves_to_no_time_when_the_expert_is_elsewhere(schedule: Schedule, cast: Cast) -> None:
    first, second = Slot.objects.whole().filter(schedule=schedule)[:2]
    with pytest.raises(AlreadyEngaged):
        actions.move_slot(first, second.starts_at, by=cast.own_partner)
    first.refresh_from_db()
    assert (first.version, first.starts_at) == (1, first.planned_at)


def test_an_hour_is_not_moved_into_the_past(slot: Slot, cast: Cast) -> None:
    with pytest.raises(NotBookable):
        actions.move_slot(slot, MONDAY - timedelta(days=1), by=cast.own_partner)


def test_an_hour_called_off_is_told_and_books_no_more(slot: Slot, cast: Cast) -> None:
    book(slot, **PENKA)
    assert actions.call_off(slot, "Служителят е болен.", by=cast.own_partner) == 1
    assert "Служителят е болен." in OutgoingMail.objects.order_by("pk").last().text  # type: ignore[union-attr]
    assert not Engagement.objects.filter(starts_at=slot.starts_at).exists()
    with pytest.raises(SlotGone):
        book(slot)
    with pytest.raises(SlotGone):
        actions.call_off(slot, "Пак.", by=cast.own_partner)


def test_a_day_off_calls_off_its_hours_and_makes_none(schedule: Schedule, cast: Cast) -> None:
    book(first_slot(schedule), **PENKA)
    off = date(2026, 11, 25)
    assert actions.add_day_off(schedule.expert, off, off, by=cast.own_partner) == 3
    assert off not in days(schedule)
    assert jobs.make_slots() == 0
    assert OutgoingMail.objects.filter(subject__startswith="Отменен").count() == 1


def test_hours_that_end_keep_those_before_the_last_day(schedule: Schedule, cast: Cast) -> None:
    assert actions.stop(schedule, date(2026, 11, 30), by=cast.own_partner) == 6
    assert days(schedule) == [date(2026, 11, 25)]


def test_a_card_is_found_while_there_is_an_hour_to_come(schedule: Schedule, cast: Cast) -> None:
    card = IndexCard.objects.get(kind="hours")
    assert (card.library_number, card.area, card.valid_until) == ("9001", "taxes", date(2026, 12, 9))
    actions.stop(schedule, date(2026, 11, 23), by=cast.own_partner)
    actions.refresh_card(schedule)
    assert not IndexCard.objects.filter(kind="hours").exists()


def test_a_reminder_goes_out_once_and_says_no_topic(slot: Slot) -> None:
    book(slot, **PENKA)
    OutgoingMail.objects.all().delete()
    with time_machine.travel(at(slot, days=-1)):
        jobs.remind()
        jobs.remind()
    assert OutgoingMail.objects.get().subject == "Напомняне: утре, 10:00\u00a0ч., библиотека Росен дол"


def test_who_has_a_phone_only_is_reminded_by_the_library(slot: Slot) -> None:
    book(slot, phone="0888 123 456")
    with time_machine.travel(at(slot, days=-1)):
        assert jobs.remind() == 1
    assert tasks() == ["Утре от 10:00\u00a0ч.: 1 за напомняне по телефона"]


def test_the_day_is_a_task_until_everybody_is_marked(slot: Slot, cast: Cast) -> None:
    claim = book(slot, **PENKA)
    with time_machine.travel(at(slot, hours=-2)):
        jobs.file_days()
        assert tasks() == ["Днес от 10:00\u00a0ч.: 1 записани. Отпечатайте списъка и отбележете кой дойде"]
        actions.mark(claim, slot, came=False, by=cast.own_librarian)
        assert not tasks()
    assert Claim.objects.get().came == 0, "a no-show stays as a count"


def test_the_next_day_its_people_are_forgotten_and_the_counts_stay(slot: Slot, cast: Cast) -> None:
    claim = book(slot, phone="0888 123 456", **PENKA)
    with time_machine.travel(at(slot, hours=1)):
        actions.mark(claim, slot, came=True, by=cast.own_librarian)
        assert shred_contacts() == 0, "the day is not over"
    with time_machine.travel(clock.midnight(slot.day + timedelta(days=1))):
        assert shred_contacts() == 1
    kept = Claim.objects.get()
    assert (kept.name, kept.phone, kept.email, kept.person) == ("", "", "", "")
    assert (kept.came, kept.pool.taken) == (1, 1)
    assert not OutgoingMail.objects.exists()


def test_walk_ins_get_numbers_in_turn_and_one_press_is_one_number(schedule: Schedule, cast: Cast) -> None:
    submission = uuid4()
    numbers = [actions.walk_in(schedule, submission=submission, by=cast.own_librarian).number for _ in range(2)]
    numbers.append(actions.walk_in(schedule, submission=uuid4(), by=cast.own_librarian).number)
    assert numbers == [1, 1, 2]
    assert WalkIn.objects.count() == 2
