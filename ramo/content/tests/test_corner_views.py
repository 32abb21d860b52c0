"""The page of a library: hours, services, who helps, notices, and what stands near by."""

from datetime import date, datetime, time

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from ramo.kit import clock
from ramo.network.actions import file_library_cards
from ramo.network.models import HoursException, Library, LibraryNotice
from ramo.network.tests.factories import make_hours, make_library, make_settlement
from ramo.services.tests.factories import give, make_area, make_service

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
HOSTILE = "<script>alert(1)</script>"
PAGE = "/biblioteka/9001/"


@pytest.fixture
def library(time_machine: TimeMachineFixture) -> Library:
    """Open in the mornings of workdays; now it is Tuesday, 10:30."""
    time_machine.move_to(datetime(2026, 11, 24, 10, 30, tzinfo=clock.COUNTRY_ZONE), tick=False)
    library = make_library(is_step_free=True, computers=4, bus_bg="спирка „Центъра“, 300 м")
    make_hours(library, dict.fromkeys(range(5), "9-13"))
    file_library_cards(Library.objects.all())
    return library


def text(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_week_stands_as_a_table_with_today_marked(client: Client, library: Library) -> None:
    page = text(client)
    assert "днес до 13:00 ч." in page
    assert '<th scope="row">вторник, днес</th> <td><b>9:00–13:00</b></td>' in page
    assert '<th scope="row">сряда</th> <td>9:00–13:00</td>' in page
    assert "събота" not in page


def test_today_stands_as_it_really_is(client: Client, library: Library) -> None:
    HoursException.objects.create(library=library, starts_on=TUESDAY, ends_on=TUESDAY, reason_bg=HOSTILE)
    page = text(client)
    assert "<b>затворено<br>&lt;script&gt;" in page
    assert HOSTILE not in page


def test_what_differs_in_the_month_to_come_is_told(client: Client, library: Library) -> None:
    day = date(2026, 12, 1)
    HoursException.objects.create(
        library=library, starts_on=day, ends_on=day, opens=time(10), closes=time(12), reason_bg="обучение"
    )
    assert "01.12.2026: 10:00–12:00 – обучение" in text(client)
    assert "24.12.2026: затворено – Бъдни вечер" in text(client)


def test_hours_and_access_past_their_date_are_not_shown(client: Client, library: Library) -> None:
    library.verified_on, library.verified_as, library.valid_until = date(2026, 1, 1), "библиотеката", date(2026, 7, 1)
    library.save()
    page = text(client)
    assert "9:00–13:00" not in page
    assert "Работно време: попитайте в библиотеката" in page
    assert "вход без стъпала" not in page


def test_access_that_is_known_is_told_and_the_rest_is_not(client: Client, library: Library) -> None:
    page = text(client)
    assert "вход без стъпала" in page
    assert "4 компютъра" in page
    assert "принтер" not in page


def test_services_given_here_stand_with_their_date_and_roles(client: Client, library: Library) -> None:
    give(library, make_service(), hours_note_bg="вторник следобед", local_note_bg=HOSTILE)
    page = text(client)
    assert "/usluga/employment/" in page
    assert "от 20.01.2026 · вторник следобед" in page
    assert "<b>библиотекар</b> – обучен за Е-заетост" in page
    assert HOSTILE not in page


def test_a_library_without_services_promises_none(client: Client, library: Library) -> None:
    make_area()
    page = text(client)
    assert "още не е включила услуги" in page
    assert "/oblast/employment/" in page


def test_a_library_outside_the_network_gives_no_service_of_it(client: Client, library: Library) -> None:
    give(library, make_service())
    library.left_on = TUESDAY
    library.save()
    assert "/usluga/" not in text(client)


def test_a_notice_hangs_until_its_last_day(client: Client, library: Library, time_machine: TimeMachineFixture) -> None:
    LibraryNotice.objects.create(library=library, text_bg="Ремонт", starts_on=TUESDAY, ends_on=TUESDAY)
    assert "Ремонт" in text(client)
    time_machine.move_to(datetime(2026, 11, 25, 0, 1, tzinfo=clock.COUNTRY_ZONE), tick=False)
    assert "Ремонт" not in text(client)


def test_a_closed_library_leads_to_the_nearest_and_says_no_hours(client: Client, library: Library) -> None:
    near = make_settlement("99003", name_bg="Близка", name_en="Blizka", lat=43.5, lon=23.2)
    make_library("9003", settlement=near)
    Library.objects.filter(pk="9001").update(status=Library.Status.CLOSED)
    file_library_cards(Library.objects.all())
    page = text(client)
    assert "Тази библиотека е закрита" in page
    assert "/biblioteka/9003/" in page
    assert "Работно време" not in page.split('<aside aria-label="Адрес')[1].split("</aside>")[0]


def test_nobody_is_named(client: Client, library: Library) -> None:
    give(library, make_service())
    assert "Мария" not in text(client)


def test_english_readers_find_the_page_whole(client: Client, library: Library) -> None:
    page = text(client, f"/en{PAGE}")
    assert "today until 13:00" in page
    assert "entrance without steps" in page


def test_the_page_keeps_to_its_number_of_queries(
    client: Client, library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    give(library, make_service())
    text(client)
    with django_assert_num_queries(9):
        text(client)
