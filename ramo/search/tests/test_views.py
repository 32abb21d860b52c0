"""The search page: what was changed is said, what was typed is kept, nothing is guessed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ramo.kit import clock
from ramo.search import actions
from ramo.search.data import MAX_QUESTION_LENGTH, PAGE_SIZE, Sheet
from ramo.vocabularies.models import OccupationGroup

from .factories import file, make_area, make_card, make_place

pytestmark = pytest.mark.django_db
SHEET: Sheet = {
    "title": {"bg": "ПИК", "en": ""},
    "steps": {"bg": ["Вземете личната карта"], "en": []},
    "papers": {"bg": [], "en": []},
    "phones": [],
    "notice": None,
    "cost": None,
    "refer": None,
    "sources": [],
}


def page(client: Client, address: str = "/tarsene/", **parameters: Any) -> str:
    response = client.get(address, parameters)
    assert response.status_code == 200
    return response.content.decode()


def test_nothing_asked_yet_shows_the_box_alone(client: Client) -> None:
    shown = page(client)
    assert 'name="q"' in shown
    assert 'class="items"' not in shown


def test_a_result_says_its_kind_place_and_trust(client: Client) -> None:
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    make_area("employment", css_class="a-work", is_main=True)
    file("Обяви", area="employment", ekatte="00001", text_bg="Всички обяви на бюрото.", is_demo=True)
    shown = page(client, q="обява", p="00001")
    for part in (
        "Официална услуга",
        "с. Росен дол, общ. Община MON, тук",
        "Всички <mark>обяви</mark>",
        "Още не е проверено",
        'class="a-work"',
        "пример",
    ):
        assert part in shown


def test_english_readers_get_english_titles_and_links_and_marked_bulgarian(client: Client) -> None:
    file("Обяви", title_en="Vacancies", text_bg="Само на български", link="/resurs/x/")
    shown = page(client, "/en/tarsene/", q="vacancy")
    assert '<a href="/en/resurs/x/"><mark>Vacancies</mark></a>' in shown
    assert '<span lang="bg">Само на български</span>' in shown


def test_the_change_of_words_is_said_with_a_way_back(client: Client) -> None:
    file("Работа")
    shown = page(client, q="rabota")
    assert "Търсихте „rabota“ – показваме „<b>работа</b>“" in shown
    assert "exact=1" in shown
    file("Rabota", title_en="Rabota")
    assert 'href="/tarsene/?q=rabota"' in page(client, q="rabota", exact=1)


def test_every_word_looked_for_besides_is_said(client: Client) -> None:
    file("Учителка по пиано")
    file("Учител по пиано", key="man")
    assert "Търсихте „даскал“ – показваме и „<b>учител</b>“" in page(client, q="даскал")
    assert "показваме „<b>учител</b>“ и „<b>учителка</b>“" in page(client, q="uchitel")
    assert "Търсихте" not in page(client, q="даскал", exact=1)


def test_a_slip_is_mended_said_and_can_be_undone(client: Client) -> None:
    file("Библиотека")
    shown = page(client, q="библотека")
    assert "Търсихте „библотека“ – показваме „<b>библиотека</b>“" in shown
    assert "<mark>Библиотека</mark>" in shown
    assert "Само точно моите думи" in shown
    assert "<mark>" not in page(client, q="библотека", exact=1)


def test_what_was_typed_is_never_written_raw_into_what_we_say(client: Client) -> None:
    file("Работа")
    shown = page(client, q="<b>rabota</b><script>")
    assert "<script>" not in shown.partition("<h1>")[2]
    assert "&lt;b&gt;" in shown


def test_what_expired_is_counted_and_not_shown(client: Client) -> None:
    file("Курс по шев", valid_until=date(2020, 1, 1))
    file("Курс по кройка")
    shown = page(client, q="курс")
    assert "Курс по шев" not in shown
    assert "Скрихме 1" in shown


def test_a_question_too_long_is_kept_and_the_fix_is_said(client: Client) -> None:
    question = "работа " * 60
    shown = page(client, q=question)
    assert 'role="alert"' in shown
    assert str(MAX_QUESTION_LENGTH) in shown
    assert question.strip() in shown


def test_a_place_borne_by_several_asks_which_one_and_shows_no_results(client: Client) -> None:
    make_place("00014", "Абланица", district="BLG")
    make_place("00028", "Абланица", district="LOV")
    file("Обяви")
    shown = page(client, q="обяви", p="Абланица")
    assert "Кое е вашето" in shown
    assert "/tarsene/?q=%D0%BE%D0%B1%D1%8F%D0%B2%D0%B8&amp;p=00028" in shown
    assert '<ol class="items"' not in shown


def test_an_unknown_place_is_an_error_of_its_field(client: Client) -> None:
    file("Обяви")
    shown = page(client, q="обяви", p="Няматакова")
    assert "Не познаваме мястото „Няматакова“" in shown
    assert 'id="id_p"' in shown


def test_what_was_typed_and_meant_stands_in_the_fields(client: Client) -> None:
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    file("Обяви")
    shown = page(client, q="обяви", p="росен дол")
    assert 'value="обяви"' in shown
    assert 'value="с. Росен дол, общ. Община MON, обл. MON"' in shown
    assert '<option value="20" selected>' in shown


def test_a_text_that_only_repeats_the_place_is_not_shown(client: Client) -> None:
    make_place("00001", "Росен дол")
    file("Пробуда", kind="library", ekatte="00001", text_bg="с. Росен дол, Монтана")
    file("Пробуда за всички", text_bg="Първият ред.\nВторият ред.")
    shown = page(client, q="пробуда")
    assert "с. Росен дол, Монтана" not in shown
    assert "Първият ред." in shown
    assert "Вторият ред." not in shown


def test_a_dead_end_of_place_and_filters_leads_out_of_both(client: Client) -> None:
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    make_place("00002", "Варна", district="VAR", at=(43.2, 27.9))
    file("Инженер", ekatte="00002", area="employment")
    shown = page(client, q="инженер", p="Росен дол", a="health")
    assert "Търси в цялата страна, без филтри" in shown
    assert 'href="/tarsene/?q=%D0%B8%D0%BD%D0%B6%D0%B5%D0%BD%D0%B5%D1%80"' in shown


def test_filters_that_are_on_stand_as_chips_that_lead_to_the_page_without_them(client: Client) -> None:
    make_area("employment", short_bg="Работа", is_main=True)
    file("Обяви", area="employment")
    shown = page(client, q="обяви", a="employment", k="resource")
    assert 'href="/tarsene/?q=%D0%BE%D0%B1%D1%8F%D0%B2%D0%B8&amp;k=resource"' in shown
    assert 'name="a" value="employment" checked' in shown


def test_nothing_found_near_leads_to_the_country_close_words_and_a_person(client: Client) -> None:
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    make_place("00002", "Варна", district="VAR", at=(43.2, 27.9))
    file("Инженер", ekatte="00002")
    shown = page(client, q="инженер", p="Росен дол")
    assert "Няма нищо за „инженер“ до 20 км от Росен дол" in shown
    assert "Търси в цялата страна" in shown
    assert "1 резултат" in shown
    assert "Попитай библиотекар" in shown
    assert "„инженер“" in page(client, q="инженнерр")  # two slips are offered, not taken


def test_a_name_borne_by_many_libraries_leads_to_place_and_district(client: Client) -> None:
    cards = [
        make_card(key=str(n), kind="library", title_bg="Пробуда", district=["MON", "VID"][n % 2])
        for n in range(PAGE_SIZE + 5)
    ]
    actions.file_cards(cards)
    shown = page(client, q="Пробуда")
    assert "25 резултата" in shown
    assert "изберете област" in shown
    assert 'name="r" value="MON"' in shown
    assert 'start="21"' in page(client, q="Пробуда", page=2)
    assert "изберете област" not in page(client, q="Пробуда", r=["MON"])


def test_things_of_the_whole_country_ask_for_no_place(client: Client) -> None:
    actions.file_cards(make_card(key=str(n), title_bg="Справка") for n in range(PAGE_SIZE + 5))
    file("Справка", district="MON")
    file("Справка", key="other", district="VID")
    assert "изберете област" not in page(client, q="справка")


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "обяви", "d": "-1", "s": "x", "page": "0", "a": "'", "k": "<b>", "f": "\x00", "exact": "??"},
        {"q": "обяви", "page": "9" * 30},
        {"q": "\x00"},
        {"q": "обяви", "a": [f"k{n}" for n in range(250)]},
        {"q": "<script>alert(1)</script>"},
    ],
)
def test_hostile_parameters_are_left_out_and_never_written_raw(client: Client, parameters: dict[str, Any]) -> None:
    file("Обяви")
    assert "<script>alert" not in page(client, **parameters)


def test_only_reading_is_possible(client: Client) -> None:
    assert client.post("/tarsene/", {"q": "обяви"}).status_code == 405


@pytest.mark.parametrize(
    ("question", "queries"),
    [
        ({"q": "обяви"}, 6),  # words, tally, matches, facts, cards, areas
        ({"q": "obqvi", "p": "Росен дол", "d": "50"}, 10),  # Latin readings, foreign words, place, what lies near
        ({"q": "обяви хидроинженер Росен спане", "p": "Росен дол", "d": "50"}, 11),  # slips, relaxed tally
    ],
)
def test_a_page_of_results_costs_few_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    question: dict[str, str],
    queries: int,
) -> None:
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    for number in range(PAGE_SIZE + 1):
        file(f"Обяви {number}", ekatte="00001")
    file("Спане", ekatte="00001")
    with django_assert_num_queries(queries):
        page(client, **question)


def test_at_work_a_result_with_a_sheet_can_be_put_on_the_hand_out(cast: Any, signed_in: Any) -> None:
    file("ПИК на НОИ", key="noi-pik", sheet=SHEET)
    file("ПИК без препоръка", key="no", sheet=SHEET, recommended=False)
    file("ПИК без лист", key="sheetless")
    shown = page(signed_in(cast.own_librarian), q="пик")
    assert shown.count("Добави в листовката") == 1
    assert 'name="key" value="noi-pik"' in shown


def test_readers_see_no_hand_out_button(client: Client) -> None:
    file("ПИК на НОИ", sheet=SHEET)
    assert "Добави в листовката" not in page(client, q="пик")


def test_trades_stand_folded_by_name_and_only_where_there_is_a_choice(client: Client) -> None:
    OccupationGroup.objects.create(code="7531", label_bg="Шивачи", label_en="Tailors")
    OccupationGroup.objects.create(code="5120", label_bg="Готвачи", label_en="Cooks")
    file("Работа 1", kind="vacancy", occupation_group="7531")
    assert "Професия" not in page(client, q="работа")
    file("Работа 2", kind="vacancy", occupation_group="5120")
    file("Работа 3", kind="vacancy", occupation_group="9999")
    shown = page(client, q="работа")
    assert "<details><summary>Професия</summary>" in shown
    assert "Шивачи" in shown
    assert "9999" not in shown
    shown = page(client, q="работа", g="7531")
    assert "<details open><summary>Професия</summary>" in shown
    assert 'href="/tarsene/?q=%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D0%B0">Шивачи' in shown
    assert "Tailors" in page(client, "/en/tarsene/", q="работа", g="7531")


def test_last_days_are_offered_only_where_something_ends(client: Client) -> None:
    file("Работа 1", kind="vacancy")
    assert "Краен срок" not in page(client, q="работа")
    file("Работа 2", kind="vacancy", valid_until=clock.today())
    shown = page(client, q="работа", u=["week", "tomorrow"])
    assert "Краен срок" in shown
    assert shown.count('name="u"') == 3
    assert 'name="u" value="week" checked' in shown


def test_a_standing_question_keeps_its_trades_and_drops_its_days(client: Client) -> None:
    file("Работа", kind="vacancy", occupation_group="7531", valid_until=clock.today())
    shown = page(client, q="работа", g="7531", u="week")
    assert "g=7531" in shown.partition('rel="alternate"')[2].partition(">")[0]
    assert "u=week" not in shown.partition('rel="alternate"')[2].partition(">")[0]
