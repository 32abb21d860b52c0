"""The weekly board of vacancies: what stands on it, in which order, on which paper."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ramo.kit import clock
from ramo.listings import actions
from ramo.listings.batch import Manner
from ramo.listings.board import A_SHEET, MOST_SHEETS, Board, board_of
from ramo.network.models import Library
from ramo.network.tests.factories import make_library, make_settlement
from ramo.search.data import Distance
from ramo.search.models import IndexCard
from ramo.vocabularies.models import Settlement

from .factories import make_areas, make_vacancy, provenance, vacancy_data

pytestmark = pytest.mark.django_db
OFFICE = "Бюро по труда Монтана"


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


@pytest.fixture
def library() -> Library:
    library = make_library()
    Settlement.objects.filter(pk=library.settlement_id).update(lat=43.0, lon=23.0)
    return Library.objects.select_related("settlement__municipality", "district").get(pk=library.pk)


@pytest.fixture
def near() -> str:
    return make_settlement("99011", name_bg="Близко", lat=43.1, lon=23.0).pk


@pytest.fixture
def far() -> str:
    return make_settlement("99012", name_bg="Далече", lat=43.4, lon=23.0).pk


def vacancies(place: str, count: int, **values: Any) -> None:
    items = [(vacancy_data(title=f"Работа {n}", places=(place,), **values), provenance()) for n in range(count)]
    actions.put_many(items, manner=Manner(OFFICE))


def titles(board: Board) -> list[str]:
    return [row.title.split(" – ")[0] for sheet in board.sheets for row in sheet.rows]


def page(client: Client, library: Library, query: str = "") -> str:
    return client.get(f"/tablo/biblioteka/{library.pk}/{query}").content.decode().replace("\xa0", " ")


def test_board_shows_confirmed_vacancies_around_the_library_nearest_first(
    library: Library, near: str, far: str
) -> None:
    make_vacancy(title="Далечна", places=(far,), vouched_as=OFFICE)
    make_vacancy(title="Близка", places=(near,), vouched_as=OFFICE)
    make_vacancy(title="Тук", places=(library.settlement_id,), vouched_as=OFFICE)
    assert titles(board_of(library)) == ["Тук", "Близка"]
    assert titles(board_of(library, Distance.KM_50)) == ["Тук", "Близка", "Далечна"]


def test_board_holds_an_offer_of_several_places_once_and_names_the_nearest(
    library: Library, near: str, far: str
) -> None:
    make_vacancy(title="Тройна", places=(far, "99013", near), vouched_as=OFFICE)
    make_settlement("99013", name_bg="Другаде", lat=42.0, lon=23.0)
    make_vacancy(title="Двойна", places=(far, "99013", near), vouched_as=OFFICE)
    board = board_of(library)
    assert titles(board) == ["Тройна", "Двойна"]
    assert board.sheets[0].rows[1].about.startswith("с. Близко, с. Далече и още 1 място")


def test_what_nobody_confirmed_never_hangs_on_the_wall_and_is_counted(library: Library, near: str) -> None:
    make_vacancy(places=(near,))
    board = board_of(library)
    assert (titles(board), board.unchecked) == ([], 1)


def test_what_is_over_or_taken_down_never_hangs_on_the_wall(library: Library, near: str) -> None:
    over = make_vacancy(title="Изтекла", places=(near,), vouched_as=OFFICE)
    make_vacancy(title="Свалена", places=(near,), vouched_as=OFFICE)
    yesterday = clock.today() - timedelta(days=1)
    type(over)._base_manager.filter(pk=over.pk).update(valid_until=yesterday)
    IndexCard.objects.filter(kind="vacancy", key=str(over.pk)).update(valid_until=yesterday)
    actions.mark_gone(source_key="feed", external_ids=actions.standing_of("feed"))
    assert titles(board_of(library)) == []


@pytest.mark.parametrize(("count", "sheets"), [(1, [1]), (5, [5]), (6, [5, 1]), (21, [5, 5, 5, 5])])
def test_five_vacancies_stand_on_a_sheet(count: int, sheets: list[int], library: Library, near: str) -> None:
    vacancies(near, count)
    board = board_of(library)
    assert [len(sheet.rows) for sheet in board.sheets] == sheets
    assert board.more == max(0, count - A_SHEET * MOST_SHEETS)


def test_board_of_a_district_shows_what_ends_first(library: Library, near: str) -> None:
    make_vacancy(title="После", places=(near,), vouched_as=OFFICE)
    make_vacancy(title="Първо", places=(near,), vouched_as=OFFICE, valid_until=clock.today() + timedelta(days=3))
    assert titles(board_of(library.district)) == ["Първо", "После"]


def test_one_office_for_a_whole_sheet_stands_on_the_strips(library: Library, near: str) -> None:
    vacancies(near, 2)
    (sheet,) = board_of(library).sheets
    assert sheet.call == ("Примерно бюро по труда", "096\xa0000\xa0210")
    vacancies(near, 1, labour_office="Друго бюро", employer="Друг")
    (sheet,) = board_of(library).sheets
    assert sheet.call == ("", "")


def test_without_one_phone_nobody_tears_off_a_strip(library: Library, near: str, client: Client) -> None:
    vacancies(near, 1, phone="", labour_office="")
    html = page(client, library)
    assert "Попитайте в библиотеката на кого да се обадите" in html
    assert 'class="tear"' not in html


@pytest.fixture
def last_of_november() -> Iterator[None]:
    with time_machine.travel("2026-11-30 10:00+02:00", tick=False):
        yield


@pytest.mark.usefixtures("last_of_november")
def test_week_over_two_months_names_both(library: Library) -> None:
    assert board_of(library).week.replace("\xa0", " ").startswith("30 ноември – 6 декември 2026")


def test_board_says_since_when_it_is_checked_and_until_when_each_holds(
    library: Library, near: str, client: Client
) -> None:
    vacancies(near, 1)
    html = page(client, library)
    assert f"{clock.today():%d.%m.%Y}" in html
    assert f"{clock.today() + timedelta(days=14):%d.%m.}" in html


def test_board_is_in_bulgarian_whoever_prints_it(library: Library, near: str, client: Client) -> None:
    vacancies(near, 1)
    html = client.get(f"/en/tablo/biblioteka/{library.pk}/").content.decode()
    assert "Работа тази седмица" in html


def test_empty_board_says_where_to_ask(library: Library, client: Client) -> None:
    assert "Попитайте в библиотеката" in page(client, library)


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_board_is_a_tagged_file_on_both_papers(paper: str, library: Library, near: str, client: Client) -> None:
    vacancies(near, 6)
    content = client.get(f"/tablo/biblioteka/{library.pk}/{paper}.pdf").content
    assert content.startswith(b"%PDF")
    assert b"pdfuaid" in content or b"/StructTreeRoot" in content


@pytest.mark.parametrize("address", ["biblioteka/{}/a5.pdf", "oblast/XXX/", "biblioteka/no-such/"])
def test_what_is_no_board_is_not_found(address: str, library: Library, client: Client) -> None:
    assert client.get("/tablo/" + address.format(library.pk)).status_code == 404


@pytest.mark.parametrize("query", ["?d=xx", "?d=country", "?d=%00"])
def test_distance_that_is_not_offered_is_the_usual_one(query: str, library: Library, far: str, client: Client) -> None:
    make_vacancy(title="Далечна", places=(far,), vouched_as=OFFICE)
    assert "Далечна" not in page(client, library, query)


def test_title_of_a_source_is_no_markup_on_the_board_nor_in_its_file(
    library: Library, near: str, client: Client
) -> None:
    make_vacancy(title='<script>x</script> #import "a" $x$', places=(near,), vouched_as=OFFICE)
    assert "<script>x" not in page(client, library)
    assert client.get(f"/tablo/biblioteka/{library.pk}/a4.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("count", [2, 12])
def test_board_asks_the_database_as_often_for_few_as_for_many_of_a_sheet(
    count: int, library: Library, near: str
) -> None:
    vacancies(near, count)
    with CaptureQueriesContext(connection) as queries:
        sheets = len(board_of(library).sheets)
    assert len(queries) == 4 + sheets


def test_library_without_a_place_on_the_map_shows_its_district(library: Library, near: str) -> None:
    make_vacancy(title="В областта", places=(near,), vouched_as=OFFICE)
    Library.objects.filter(pk=library.pk).update(settlement=None)
    nowhere = Library.objects.select_related("settlement", "district").get(pk=library.pk)
    assert titles(board_of(nowhere)) == ["В областта"]


def test_address_of_the_list_leads_to_the_same_place(library: Library) -> None:
    assert board_of(library).address.endswith(f"/obyavi/?p={library.settlement_id}")
