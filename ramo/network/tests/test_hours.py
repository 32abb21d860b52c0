"""When a library is open: its week, holidays, days that differ, and the turn of the clocks."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from ramo.kit import clock
from ramo.network import finder, hours
from ramo.network.data import HoursChange, Span
from ramo.network.models import HoursException, Library, LibraryNotice, OpeningHours

from .factories import make_hours, make_library

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
NEVER_CLOSED = dict.fromkeys(range(7), "9-13")


@pytest.fixture
def at(time_machine: TimeMachineFixture) -> Callable[..., None]:
    """Sets the clock on the wall: at(2026, 11, 24, 10, 30)."""

    def set_clock(*moment: int) -> None:
        time_machine.move_to(datetime(*moment, tzinfo=clock.COUNTRY_ZONE), tick=False)  # type: ignore[arg-type,misc]

    return set_clock


@pytest.fixture
def library(at: Callable[..., None]) -> Library:
    """Open on weekdays: mornings, on Thursdays with a pause in the middle of the day. Now it is Tuesday, 10:30."""
    at(2026, 11, 24, 10, 30)
    library = make_library()
    make_hours(library, {0: "9-13", 1: "9-13", 2: "9-13", 3: "9-12, 13-17", 4: "9-13"})
    return library


def said(library: Library) -> str:
    today = hours.today_at(library)
    return today.text if today else ""


def test_an_open_library_says_until_when(library: Library) -> None:
    assert said(library) == "днес до 13:00 ч."


def test_before_it_opens_a_library_says_from_when(library: Library, at: Callable[..., None]) -> None:
    at(2026, 11, 24, 8, 59)
    assert said(library) == "днес от 9:00 до 13:00 ч."


def test_at_the_minute_of_closing_it_is_closed(library: Library, at: Callable[..., None]) -> None:
    at(2026, 11, 24, 13, 0)
    assert said(library) == "отваря утре в 9:00 ч."


def test_a_pause_is_told_before_it_comes(library: Library, at: Callable[..., None]) -> None:
    at(2026, 11, 26, 11, 50)
    assert said(library) == "днес до 12:00 ч., после от 13:00 ч."
    at(2026, 11, 26, 12, 30)
    assert said(library) == "днес от 13:00 до 17:00 ч."


def test_a_free_day_says_so_and_when_it_opens(library: Library, at: Callable[..., None]) -> None:
    at(2026, 11, 28, 10, 0)
    assert said(library) == "днес е затворено, отваря в понеделник в 9:00 ч."


def test_on_a_public_holiday_it_is_closed_and_the_holiday_is_named(library: Library, at: Callable[..., None]) -> None:
    at(2026, 12, 25, 10, 0)
    assert said(library) == "днес е затворено – Рождество Христово, отваря във вторник в 9:00 ч."
    with override("en"):
        assert said(library) == "closed today – Christmas Day, opens on Tuesday at 9:00"


def test_the_day_off_that_follows_a_holiday_on_a_weekend_is_closed_too(library: Library) -> None:
    opening = hours.opening_on(library, date(2026, 12, 28))
    assert opening is not None
    assert opening.spans == ()
    assert opening.reason == "Рождество Христово (почивен ден)"


def test_a_library_may_say_that_it_is_open_on_a_holiday(library: Library) -> None:
    day = date(2026, 12, 24)
    HoursException.objects.create(library=library, starts_on=day, ends_on=day, opens=time(10), closes=time(12))
    opening = hours.opening_on(library, day)
    assert opening is not None
    assert opening.spans == (Span(time(10), time(12)),)


def test_changed_days_win_over_the_week_and_end_by_themselves(library: Library, at: Callable[..., None]) -> None:
    HoursException.objects.create(
        library=library, starts_on=TUESDAY, ends_on=TUESDAY + timedelta(days=1), reason_bg="ремонт"
    )
    assert said(library) == "днес е затворено – ремонт, отваря в четвъртък в 9:00 ч."
    at(2026, 11, 26, 10, 0)
    assert said(library).startswith("днес до 12:00 ч.")


def test_a_closure_longer_than_a_week_says_the_date_it_opens(library: Library) -> None:
    HoursException.objects.create(library=library, starts_on=TUESDAY, ends_on=date(2026, 12, 6))
    assert said(library) == "днес е затворено, отваря на 07.12. в 9:00 ч."


def test_nothing_is_promised_when_no_opening_is_known(library: Library) -> None:
    HoursException.objects.create(library=library, starts_on=TUESDAY, ends_on=date(2027, 3, 1))
    assert said(library) == "днес е затворено"


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)])
def test_the_turn_of_the_clocks_moves_no_opening_hour(library: Library, at: Callable[..., None], day: date) -> None:
    library.hours.all().delete()
    make_hours(library, NEVER_CLOSED)
    at(day.year, day.month, day.day, 9, 0)
    assert said(library) == "днес до 13:00 ч."
    at(day.year, day.month, day.day, 12, 59)
    assert said(library) == "днес до 13:00 ч."


def test_hours_past_their_date_are_not_shown(library: Library) -> None:
    library.verified_on, library.verified_as = TUESDAY - timedelta(days=200), "библиотеката"
    library.valid_until = TUESDAY - timedelta(days=1)
    library.save()
    assert hours.today_at(library) is None
    library.valid_until = TUESDAY
    library.save()
    assert hours.today_at(library) is not None


def test_of_a_library_without_hours_nothing_is_guessed(library: Library) -> None:
    library.hours.all().delete()
    assert hours.opening_today(library) is None


def test_a_closed_library_has_no_hours(library: Library) -> None:
    library.status = Library.Status.CLOSED
    assert hours.opening_today(library) is None


def test_what_lies_ahead_is_told_for_a_month(library: Library) -> None:
    HoursException.objects.create(
        library=library, starts_on=date(2026, 12, 22), ends_on=date(2026, 12, 24), reason_bg="отпуск"
    )
    timetable = hours.timetable_of(library)
    assert timetable is not None
    assert timetable.ahead(TUESDAY) == [
        HoursChange(date(2026, 12, 22), date(2026, 12, 24), (), "отпуск"),  # covers a holiday, which it replaces
    ]
    assert [change.reason for change in timetable.ahead(date(2026, 12, 1))] == [
        "отпуск",
        "Рождество Христово",
        "Рождество Христово (почивен ден)",
    ]


def test_a_holiday_on_a_free_day_is_not_told(library: Library) -> None:
    timetable = hours.timetable_of(library)
    assert timetable is not None
    assert date(2026, 12, 26) not in [change.starts_on for change in timetable.ahead(date(2026, 12, 1))]


def test_a_list_reads_the_hours_of_all_its_libraries_in_one_query(
    library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_hours(make_library("9003"), {1: "10-12"})
    with django_assert_num_queries(1):
        assert sorted(said(each) for each in finder.listed()) == ["днес до 12:00 ч.", "днес до 13:00 ч."]


def test_a_span_that_closes_before_it_opens_cannot_stand(library: Library) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(library=library, weekday=5, opens=time(13), closes=time(9))


def test_a_notice_shows_between_its_days_only(library: Library) -> None:
    for start, end in ((-3, -1), (0, 0), (1, 2)):
        LibraryNotice.objects.create(
            library=library,
            text_bg=f"{start}",
            starts_on=TUESDAY + timedelta(days=start),
            ends_on=TUESDAY + timedelta(days=end),
        )
    assert [notice.text_bg for notice in library.notices.current()] == ["0"]
    assert [notice.text_bg for notice in library.notices.not_over()] == ["0", "1"]
