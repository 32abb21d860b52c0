"""Figures are right, and each person of the network sees as much of them as the role allows."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.desk import actions
from ramo.desk.charts import columns
from ramo.desk.data import DayCount, HandoutData, Period
from ramo.desk.models import Consultation
from ramo.desk.tests.factories import log, make_lists
from ramo.kit import clock
from ramo.network.tenancy import OutsideLibrary
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
ADDRESS = "/rabotno-myasto/chisla/"


@pytest.fixture(autouse=True)
def worked(cast: Cast) -> None:
    """Three of taxes, one of health yesterday; another library has one of its own."""
    make_lists()
    for _time in range(3):
        log(cast.library)
    log(cast.library, area="health", task="t-health-info", referral="gp", on=clock.today() - timedelta(days=1))
    log(cast.other_library, area="employment", task="t-vacancies")
    actions.record_handout(library=cast.library, data=HandoutData(4), submission=uuid4(), by=cast.own_librarian)


def test_counts_by_area_task_and_day_are_those_of_the_library(cast: Cast) -> None:
    period = Period.up_to(clock.today(), days=30)
    rows = Consultation.objects.for_library(cast.library).within(period)
    assert [(row.label_bg, row.count) for row in rows.by_area()] == [("име-taxes", 3), ("име-health", 1)]
    assert [(row.label_en, row.count) for row in rows.by("task")] == [("t-pik", 3), ("t-health-info", 1)]
    assert [(row.label_en, row.count) for row in rows.by("referral")] == [("gp", 1)]
    assert [day.count for day in rows.by_day(period)][-3:] == [0, 1, 3]
    assert len(rows.by_day(period)) == 30


def test_what_lies_before_the_period_is_not_counted(cast: Cast) -> None:
    yesterday = clock.today() - timedelta(days=1)
    assert Consultation.objects.for_library(cast.library).within(Period(yesterday, yesterday)).count() == 1


def test_rows_are_not_read_without_naming_the_library() -> None:
    with pytest.raises(OutsideLibrary):
        Consultation.objects.all()


def test_own_staff_see_every_count(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.own_librarian).get(ADDRESS).content.decode()
    for words in ("По области", "По задачи", "По дни", "Как броим", "етикет-t-health-info", '<b class="big-n">4</b>'):
        assert words in page
    assert "t-vacancies" not in page


@pytest.mark.parametrize("role", ["own_coordinator", "office"])
def test_others_of_the_network_see_totals_only(cast: Cast, signed_in: SignedIn, role: str) -> None:
    client = signed_in(getattr(cast, role))
    page = client.get(ADDRESS, {"library": cast.library.pk}).content.decode()
    assert '<b class="big-n">4</b>' in page
    assert 'id="by-area"' not in page
    assert "етикет-t-pik" not in page
    assert cast.library.name_bg in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("role", ["other_librarian", "other_coordinator", "own_partner", "editor"])
def test_whom_the_library_does_not_concern_sees_none_of_its_figures(cast: Cast, signed_in: SignedIn, role: str) -> None:
    assert signed_in(getattr(cast, role)).get(ADDRESS, {"library": cast.library.pk}).status_code == 403


def test_a_coordinator_is_offered_the_libraries_of_the_own_district(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.own_coordinator).get(ADDRESS).content.decode()
    assert f'value="{cast.library.pk}"' in page
    assert f'value="{cast.other_library.pk}"' not in page


def test_an_earlier_month_can_be_picked(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_librarian)
    with time_machine.travel("2026-03-15 10:00+02:00", tick=False):
        log(cast.library, on=date(2026, 2, 28))
        log(cast.library, on=date(2026, 3, 1))
    with time_machine.travel("2026-03-20 10:00+02:00", tick=False):
        page = client.get(ADDRESS, {"month": "2026-02"}).content.decode()
    assert "От 01.02.2026 до 28.02.2026" in page
    assert '<b class="big-n">1</b>' in page


@pytest.mark.parametrize("month", ["2026-13", "вчера", "1900-01"])
def test_a_month_that_is_not_offered_shows_the_last_thirty_days(cast: Cast, signed_in: SignedIn, month: str) -> None:
    page = signed_in(cast.own_librarian).get(ADDRESS, {"month": month}).content.decode()
    assert f"{clock.today() - timedelta(days=29):%d.%m.%Y}" in page


def test_an_unknown_library_is_not_found(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.office).get(ADDRESS, {"library": "no-such"}).status_code == 404


def test_columns_rise_with_their_counts_and_the_highest_bears_its_number() -> None:
    days = [DayCount(date(2026, 11, 1), 0), DayCount(date(2026, 11, 2), 2), DayCount(date(2026, 11, 3), 4)]
    chart = columns(days)
    assert [column.over for column in chart.columns] == ["", "", "4"]
    assert chart.columns[0].top > chart.columns[1].top > chart.columns[2].top
    assert chart.total == 6


def test_figures_cost_the_same_however_much_was_logged(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.own_librarian)
    with django_assert_max_num_queries(13):
        client.get(ADDRESS)
