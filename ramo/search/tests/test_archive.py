"""What is past its date is counted, and shown to whoever asks for it: marked, without paper, in no feed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from ramo.kit import clock
from ramo.search import archive, engine
from ramo.search.data import PAGE_SIZE, SearchQuery

from .factories import file, make_area, make_place
from .test_views import SHEET, page

pytestmark = pytest.mark.django_db
ARCHIVE = "/tarsene/iztekli/"
PAST = date(2020, 3, 1)


def past_titles(**asked: Any) -> list[str]:
    return [hit.title_bg for hit in archive.past(SearchQuery(**asked)).hits]


def test_the_count_of_what_was_hidden_leads_to_it(client: Client) -> None:
    file("Курс по шев", valid_until=PAST)
    file("Курс по кройка")
    assert 'href="/tarsene/iztekli/?q=%D0%BA%D1%83%D1%80%D1%81"' in page(client, q="курс")
    shown = page(client, ARCHIVE, q="курс")
    assert "<mark>Курс</mark> по шев" in shown
    assert "<mark>Курс</mark> по кройка" not in shown
    assert 'href="/tarsene/?q=%D0%BA%D1%83%D1%80%D1%81"' in shown


def test_each_thing_past_its_date_says_so_though_nobody_ever_checked_it(client: Client) -> None:
    file("Курс по шев", valid_until=PAST)
    file("Курс по готвене", valid_until=PAST, verified_on=date(2020, 1, 1), verified_as="Мария, НЧ „Пробуда“")
    shown = page(client, ARCHIVE, q="курс")
    assert shown.count("С изтекъл срок ·") == 2
    assert shown.count("Срокът изтече на 01.03.2020") == 2
    assert "Проверено на" not in shown


def test_nothing_past_its_date_goes_to_paper_feeds_or_search_engines(cast: Any, signed_in: Any) -> None:
    file("ПИК на НОИ", sheet=SHEET, valid_until=PAST)
    shown = page(signed_in(cast.own_librarian), ARCHIVE, q="пик")
    assert "ПИК</mark> на НОИ" in shown
    assert "Добави в листовката" not in shown
    assert "novo.atom" not in shown
    assert "Кажи ми" not in shown
    assert '<meta name="robots" content="noindex, nofollow">' in shown


@pytest.mark.parametrize("name", ["postgres", "tantivy"])
def test_as_much_is_shown_as_was_counted(name: str, settings: Any) -> None:
    settings.RAMO_SEARCH_ENGINE = name
    make_area("employment")
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    file("Шивачка", key="here", ekatte="00001", area="employment", valid_until=PAST)
    file("Шивачка", key="anywhere", area="employment", valid_until=PAST)
    file("Шивачка", key="other area", area="health", valid_until=PAST)
    file("Шивачка на годни обяви", key="valid", area="employment")
    query = SearchQuery(text="шивачка", areas=("employment",))
    found, past = engine.search(query), archive.past(query)
    assert found.expired == past.total == len(past.hits) == 2


def test_what_a_relaxed_question_hid_is_shown_by_the_same_words() -> None:
    file("Шивачка във Враца", valid_until=PAST)
    file("Шивачка")
    query = SearchQuery(text="шивачка Враца")
    assert archive.past(query).total == engine.search(query).expired


def test_what_ended_last_stands_first_page_by_page(client: Client) -> None:
    for number in range(PAGE_SIZE + 1):
        file(f"Курс {number}", valid_until=PAST + timedelta(days=number))
    assert past_titles(text="курс")[0] == f"Курс {PAGE_SIZE}"
    assert past_titles(text="курс", page=2) == ["Курс 0"]
    assert past_titles(text="курс", page=99) == ["Курс 0"]
    assert "page=2" in page(client, ARCHIVE, q="курс")
    assert 'class="pager"' in page(client, ARCHIVE, q="курс", page=2)


def test_what_the_public_may_not_see_is_not_seen_past_its_date_either() -> None:
    file("Курс тайно", valid_until=PAST, public=False)
    file("Курс по здраве", valid_until=PAST, requires_verification=True)
    assert past_titles(text="курс") == []


def test_the_last_day_is_not_past() -> None:
    file("Курс днес", valid_until=clock.today())
    file("Курс вчера", valid_until=clock.today() - timedelta(days=1))
    assert past_titles(text="курс") == ["Курс вчера"]


@pytest.mark.parametrize("asked", [{}, {"q": "а" * 300}, {"q": "курс", "p": "Няматакова"}])
def test_whoever_has_not_asked_anything_clear_is_led_to_the_search_page(client: Client, asked: dict[str, str]) -> None:
    response = client.get(ARCHIVE, asked)
    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, "/tarsene/")


def test_nothing_past_its_date_is_said(client: Client) -> None:
    file("Курс")
    assert "Няма такова с изтекъл срок." in page(client, ARCHIVE, q="курс")
    empty = page(client, ARCHIVE, q="ыыыы")
    assert "Няма такова с изтекъл срок." in empty
    assert "Нищо тук вече не важи." not in empty
    assert "Към това, което важи сега" in empty
