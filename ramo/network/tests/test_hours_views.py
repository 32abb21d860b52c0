"""The staff page of hours, days that differ, access and notices."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.network.data import Span
from ramo.network.hours import week_of
from ramo.network.models import HoursException, LibraryNotice
from ramo.trust.actions import confirm
from tests.cast import Cast

from .factories import make_hours

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
HOSTILE = "<script>alert(1)</script>"


def address(name: str, cast: Cast, *more: object) -> str:
    return reverse(f"network:{name}", args=[cast.library.pk, *more])


@pytest.fixture
def desk(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_librarian)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("9-13", [Span(time(9), time(13))]),
        ("9:00–13:00", [Span(time(9), time(13))]),
        ("9.30 - 12, 13-17.45", [Span(time(9, 30), time(12)), Span(time(13), time(17, 45))]),
        ("от 9 до 12 ч. и от 13 до 17 ч.", [Span(time(9), time(12)), Span(time(13), time(17))]),
        ("14-18; 8-12", [Span(time(8), time(12)), Span(time(14), time(18))]),
        ("", []),
    ],
)
def test_hours_are_read_however_they_are_typed(desk: Client, cast: Cast, typed: str, spans: list[Span]) -> None:
    assert desk.post(address("set_week", cast), {"week-day_2": typed}).status_code == 302
    assert list(week_of(cast.library)[2]) == spans


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("сутрин", "напишете часовете като 9:00–13:00"),
        ("13-9", "затваря, преди да отвори"),
        ("9-25", "няма такъв час"),
        ("9-13, 12-17", "вторите часове започват"),
        ("1-2, 3-4, 5-6, 7-8", "най-много 3"),
        (HOSTILE, "&lt;script&gt;"),
    ],
)
def test_hours_that_cannot_be_are_kept_in_the_form_and_explained(
    desk: Client, cast: Cast, typed: str, sentence: str
) -> None:
    make_hours(cast.library, {0: "9-13"})
    response = desk.post(address("set_week", cast), {"week-day_2": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'role="alert"' in page
    assert "<script>alert" not in page
    assert any(week_of(cast.library))


def test_changed_hours_lose_their_confirmation_and_the_same_hours_keep_it(desk: Client, cast: Cast) -> None:
    make_hours(cast.library, {0: "9-13"})
    confirm(cast.library, by=cast.own_librarian, verified_as="библиотеката")
    desk.post(address("set_week", cast), {"week-day_0": "9-13"})
    cast.library.refresh_from_db()
    assert cast.library.verified_on == clock.today()
    desk.post(address("set_week", cast), {"week-day_0": "9-14"})
    cast.library.refresh_from_db()
    assert cast.library.verified_on is None
    assert AuditEntry.objects.filter(verb="edited hours", account=cast.own_librarian.pk).count() == 1


def test_access_that_nobody_has_said_stays_unknown(desk: Client, cast: Cast) -> None:
    desk.post(address("set_access", cast), {"access-is_step_free": "true", "access-computers": "4"})
    cast.library.refresh_from_db()
    assert cast.library.is_step_free is True
    assert cast.library.computers == 4
    assert cast.library.has_printer is None


def test_a_change_sent_twice_is_one(desk: Client, cast: Cast) -> None:
    day = f"{clock.today() + timedelta(days=3):%d.%m.%Y}"
    for _ in range(2):
        assert desk.post(address("add_change", cast), {"change-starts_on": day}).status_code == 302
    change = HoursException.objects.get(library=cast.library)
    assert change.starts_on == change.ends_on
    assert change.opens is None


def test_two_changes_of_one_day_are_refused(desk: Client, cast: Cast) -> None:
    day = f"{clock.today() + timedelta(days=3):%d.%m.%Y}"
    desk.post(address("add_change", cast), {"change-starts_on": day})
    response = desk.post(address("add_change", cast), {"change-starts_on": day, "change-hours": "9-10"})
    assert response.status_code == 422
    assert "За тези дни вече има промяна" in response.content.decode()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"starts_on": "01.02.2020"}, "Тези дни минаха"),
        ({"starts_on": "05.02.2031", "ends_on": "01.02.2031"}, "последният ден е преди първия"),
        ({"starts_on": "утре"}, "като 24.11.2026"),
        ({"starts_on": "01.02.2031", "reason_bg": "търсете 0888 123 456"}, "прилича на ЕГН или на телефон"),
    ],
)
def test_a_change_that_cannot_be_is_explained(desk: Client, cast: Cast, form: dict[str, str], sentence: str) -> None:
    response = desk.post(address("add_change", cast), {f"change-{name}": value for name, value in form.items()})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not HoursException.objects.exists()


def test_a_change_is_taken_back(desk: Client, cast: Cast) -> None:
    day = clock.today() + timedelta(days=1)
    change = HoursException.objects.create(library=cast.library, starts_on=day, ends_on=day)
    desk.post(address("remove_change", cast, change.pk))
    assert not HoursException.objects.exists()


def test_a_change_of_another_library_is_not_found_at_ones_own(desk: Client, cast: Cast) -> None:
    day = clock.today() + timedelta(days=1)
    change = HoursException.objects.create(library=cast.other_library, starts_on=day, ends_on=day)
    assert desk.post(address("remove_change", cast, change.pk)).status_code == 404
    other = reverse("network:remove_change", args=[cast.other_library.pk, change.pk])
    assert desk.post(other).status_code == 403
    assert HoursException.objects.exists()


def test_a_notice_with_a_personal_number_is_refused_and_kept_in_the_form(desk: Client, cast: Cast) -> None:
    text = "Питайте за 7501020018"
    response = desk.post(
        address("add_notice", cast), {"notice-text_bg": text, "notice-starts_on": f"{clock.today():%d.%m.%Y}"}
    )
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not LibraryNotice.objects.exists()


def test_a_notice_is_put_up_once_and_taken_down(desk: Client, cast: Cast) -> None:
    notice = {"notice-text_bg": HOSTILE, "notice-starts_on": f"{clock.today():%d.%m.%Y}"}
    for _ in range(2):
        desk.post(address("add_notice", cast), notice)
    put_up = LibraryNotice.objects.get(library=cast.library)
    assert "<script>alert" not in desk.get(address("visiting", cast)).content.decode()
    desk.post(address("remove_notice", cast, put_up.pk))
    assert not LibraryNotice.objects.exists()


def test_a_wall_of_notices_is_refused(desk: Client, cast: Cast) -> None:
    for number in range(6):
        response = desk.post(
            address("add_notice", cast),
            {"notice-text_bg": f"Бележка {number}", "notice-starts_on": f"{clock.today():%d.%m.%Y}"},
        )
    assert response.status_code == 422
    assert LibraryNotice.objects.count() == 5


def test_each_day_is_described_by_how_hours_are_written_and_what_is_wrong(desk: Client, cast: Cast) -> None:
    page = desk.get(address("visiting", cast)).content.decode()
    assert page.count('aria-describedby="week-h"') == 7
    assert page.count('id="week-h"') == 1
    again = desk.post(address("set_week", cast), {"week-day_2": "сутрин"}).content.decode()
    assert 'aria-describedby="week-h id_week-day_2_error"' in again
    assert 'id="id_week-day_2_error"' in again
