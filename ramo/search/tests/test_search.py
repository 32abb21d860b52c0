"""What a question finds: the rules of search in words, on the real engine."""

from datetime import date

import pytest
import time_machine

from ramo.search import actions
from ramo.search.data import PAGE_SIZE, Deadline, Distance, Freshness, Place, SearchQuery, SearchResults, Sort
from ramo.search.engine import close_words, search

from .factories import file, make_area, make_card, make_place, make_topic

pytestmark = pytest.mark.django_db

ROSEN_DOL = Place("00001", "Росен дол", "Rosen dol", "MON", 43.40, 23.20)
CONFIRMED = {"verified_on": date(2026, 11, 2), "verified_as": "НАП", "valid_until": date(2027, 5, 1)}


def find(text: str, **limits: object) -> SearchResults:
    return search(SearchQuery(text=text, **limits))  # type: ignore[arg-type]


def titles(text: str, **limits: object) -> list[str]:
    return [hit.title_bg for hit in find(text, **limits).hits]


# Words -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["учител", "учители", "Учителите", "УЧИТЕЛЯТ", "uchiteli", "u4itel"])
def test_any_form_case_and_alphabet_finds_the_word(form: str) -> None:
    file("Търсят се учители по математика")
    file("Други неща")
    assert titles(form) == ["Търсят се учители по математика"]


def test_all_words_are_needed_in_any_order() -> None:
    file("ПИК на НОИ")
    file("ПИК на НАП")
    assert titles("НОИ пик") == ["ПИК на НОИ"]


def test_when_nothing_holds_all_words_the_closest_is_shown_and_said() -> None:
    file("Как се получава ПИК на НОИ")
    file("Решение на съда")
    found = find("искам ПИК от НОИ решение ной")
    assert found.reading.is_relaxed
    assert found.hits[0].title_bg == "Как се получава ПИК на НОИ"
    assert found.reading.missing == ("ной",)


def test_a_title_outranks_a_mention() -> None:
    file("Сайтове за обучение", text_bg="Тук пише и за пенсия.")
    file("Пенсия за осигурителен стаж и възраст")
    assert titles("пенсии")[0] == "Пенсия за осигурителен стаж и възраст"


def test_a_rare_word_outweighs_a_common_one() -> None:
    for number in range(8):
        file(f"Справка {number}", text_bg="справка справка")
    file("Ваучер", text_bg="С него се прави справка.")
    file("Справка за всички", text_bg="Споменава ваучер.")
    assert titles("справка ваучер")[0] == "Ваучер"


def test_words_people_use_for_a_topic_find_its_things() -> None:
    make_topic("emp-cv", make_area("employment"), "биография", "автобиография")
    file("Европас", topics=("emp-cv",))
    assert titles("биографията") == ["Европас"]


# Latin -----------------------------------------------------------------------------------------------
def test_latin_typed_words_are_read_and_the_change_is_said() -> None:
    file("Работа за шивачка")
    reading = find("rabota шивачка").reading
    assert (reading.typed, reading.shown, reading.is_changed) == ("rabota шивачка", "работа шивачка", True)


def test_exactly_my_words_are_left_as_typed() -> None:
    file("Работа за шивачка")
    found = find("rabota", exact=True)
    assert (found.total, found.reading.is_changed) == (0, False)


def test_a_latin_name_that_is_filed_is_left_alone() -> None:
    file("EURES – работа в Европа")
    found = find("eures")
    assert (found.total, found.reading.is_changed) == (1, False)


def test_a_latin_word_known_in_both_alphabets_finds_both_and_says_so() -> None:
    file("Internet safety", key="en")
    file("Internet archive", key="en2")
    file("Безопасен интернет", key="bg")
    found = find("internet")
    assert (found.total, found.reading.is_changed, found.reading.also) == (3, False, ("интернет",))
    file("Интернет в библиотеката", key="bg2")
    found = find("internet")
    assert (found.total, found.reading.shown) == (4, "интернет")


def test_a_known_abbreviation_is_not_stretched_to_another_word() -> None:
    file("Как се пише CV")
    file("Читалище в кв. Изток", kind="library")
    assert titles("cv") == ["Как се пише CV"]


# Trust -----------------------------------------------------------------------------------------------
@time_machine.travel("2026-11-24 12:00")
def test_what_is_past_its_date_is_hidden_and_counted() -> None:
    file("Курс по шев", valid_until=date(2026, 11, 24))
    file("Курс по кроене", valid_until=date(2026, 11, 23))
    found = find("курс")
    assert [hit.title_bg for hit in found.hits] == ["Курс по шев"]
    assert (found.total, found.expired) == (1, 1)


def test_an_item_hides_itself_when_the_day_after_its_date_begins() -> None:
    file("Курс по шев", valid_until=date(2026, 11, 24))
    with time_machine.travel("2026-11-24 21:59:00+00:00"):
        assert find("курс").total == 1
    with time_machine.travel("2026-11-24 22:01:00+00:00"):
        assert (find("курс").total, find("курс").expired) == (0, 1)


@time_machine.travel("2026-11-24 12:00")
@pytest.mark.parametrize("sort", Sort)
def test_unchecked_stands_after_checked_and_not_recommended_last_however_sorted(sort: Sort) -> None:
    file("Обяви", recommended=False, **CONFIRMED)
    file("Обяви за работа")
    file("Още едни обяви за всякаква работа в селото", **CONFIRMED)
    assert titles("обяви", sort=sort) == [
        "Още едни обяви за всякаква работа в селото",
        "Обяви за работа",
        "Обяви",
    ]


@time_machine.travel("2026-11-24 12:00")
def test_health_texts_are_hidden_until_somebody_confirms_them() -> None:
    file("Грип", key="flu", requires_verification=True)
    assert find("грип").total == 0
    assert find("грип").reading.missing == ("грип",)
    actions.set_trust(kind="resource", key="flu", trust=actions.Trust(date(2026, 11, 20), "РЗИ", date(2027, 11, 20)))
    assert find("грип").total == 1


def test_what_is_not_public_is_neither_found_nor_betrayed() -> None:
    file("Вътрешен списък", public=False)
    found = find("вътрешен")
    assert (found.total, found.expired, found.reading.missing) == (0, 0, ("вътрешен",))
    assert close_words("вътрешн") == []


# Facets ----------------------------------------------------------------------------------------------
@time_machine.travel("2026-11-24 12:00")
def test_facets_count_exactly_and_as_if_their_own_filter_were_off() -> None:
    file("Справка 1", area="taxes", **CONFIRMED)
    file("Справка 2", area="taxes", kind="need")
    file("Справка 3", area="health")
    file("Справка 4", area="health", valid_until=date(2026, 1, 1))
    found = find("справка", areas=("taxes",))
    assert found.total == 2
    assert {facet.value: facet.count for facet in found.facets.areas} == {"taxes": 2, "health": 1}
    assert {facet.value: facet.count for facet in found.facets.kinds} == {"resource": 1, "need": 1}
    assert {facet.value: facet.count for facet in found.facets.freshness} == {"checked": 1, "unchecked": 1}
    assert [facet.value for facet in found.facets.areas if facet.is_chosen] == ["taxes"]


def test_the_total_is_the_sum_of_all_pages_and_no_hit_comes_twice() -> None:
    actions.file_cards(make_card(key=str(n), title_bg="Пробуда", kind="library") for n in range(PAGE_SIZE * 2 + 3))
    pages = [find("пробуда", page=page) for page in (1, 2, 3)]
    keys = [hit.key for found in pages for hit in found.hits]
    assert len(keys) == len(set(keys)) == pages[0].total == PAGE_SIZE * 2 + 3
    assert pages[0].pages == 3


def test_a_page_past_the_last_is_the_last() -> None:
    file("Пробуда")
    assert find("пробуда", page=99).query.page == 1


def test_a_name_borne_by_many_is_narrowed_by_district() -> None:
    for number, district in enumerate(["MON", "MON", "VID"]):
        file("Пробуда", key=str(number), kind="library", district=district)
    found = find("Пробуда")
    assert {facet.value: facet.count for facet in found.facets.districts} == {"MON": 2, "VID": 1}
    assert find("Пробуда", districts=("VID",)).total == 1


def test_only_checked_things_on_request() -> None:
    file("Справка 1", **CONFIRMED)
    file("Справка 2")
    with time_machine.travel("2026-11-24 12:00"):
        assert titles("справка", freshness=(Freshness.CHECKED,)) == ["Справка 1"]
        assert titles("справка", freshness=(Freshness.UNCHECKED,)) == ["Справка 2"]


def test_trades_are_counted_as_if_they_were_not_chosen_and_several_may_be() -> None:
    for number, group in enumerate(["7531", "7531", "5120", "2320", ""]):
        file(f"Работа {number}", kind="vacancy", occupation_group=group)
    found = find("работа", occupations=("7531", "5120"))
    assert found.total == 3
    assert [(facet.value, facet.count, facet.is_chosen) for facet in found.facets.occupations] == [
        ("7531", 2, True), ("2320", 1, False), ("5120", 1, True),
    ]  # fmt: skip
    assert {facet.value: facet.count for facet in found.facets.kinds} == {"vacancy": 3}


@time_machine.travel("2026-11-24 12:00")
def test_what_ends_within_a_week_ends_within_a_month_too() -> None:
    for day in (date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 24), date(2026, 12, 25)):
        file(f"Работа до {day}", kind="vacancy", valid_until=day)
    file("Работа без срок", kind="vacancy")
    file("Работа и нейните правила", kind="resource", **CONFIRMED)
    found = find("работа", deadlines=(Deadline.MONTH,))
    assert found.total == 4
    assert {facet.value: facet.count for facet in found.facets.deadlines} == {
        "week": 2, "month": 4, "later": 1, "open": 2,
    }  # fmt: skip
    assert find("работа", deadlines=(Deadline.WEEK, Deadline.OPEN)).total == 4


@time_machine.travel("2026-11-24 12:00")
def test_until_when_a_thing_was_checked_is_no_last_day_to_act() -> None:
    file("Справка", kind="resource", **CONFIRMED)
    assert titles("справка", deadlines=(Deadline.OPEN,)) == ["Справка"]
    assert find("справка", deadlines=(Deadline.LATER,)).total == 0


# Place -----------------------------------------------------------------------------------------------
@pytest.fixture
def places() -> None:
    make_place("00001", "Росен дол", at=(43.40, 23.20))
    make_place("00002", "Монтана", at=(43.41, 23.22))  # 2 km
    make_place("00003", "Враца", at=(43.21, 23.55), district="VRC")  # 35 km
    for ekatte in ("00001", "00002", "00003"):
        file(f"Курс в {ekatte}", key=ekatte, ekatte=ekatte)
    file("Курс по интернет", key="everywhere")
    file("Курс без точка", key="pointless", district="MON")


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("distance", "keys"),
    [
        (Distance.KM_10, {"00001", "00002", "everywhere"}),
        (Distance.KM_50, {"00001", "00002", "00003", "everywhere"}),
        (Distance.DISTRICT, {"00001", "00002", "everywhere", "pointless"}),
        (Distance.COUNTRY, {"00001", "00002", "00003", "everywhere", "pointless"}),
    ],
)
def test_near_is_a_straight_line_and_what_is_valid_everywhere_is_near(distance: Distance, keys: set[str]) -> None:
    found = find("курс", place=ROSEN_DOL, distance=distance)
    assert {hit.key for hit in found.hits} == keys
    assert found.total == len(keys)


@pytest.mark.usefixtures("places")
def test_where_nothing_is_found_it_is_counted_what_other_limits_would_leave() -> None:
    file("Кулинарен курс", key="cooking", ekatte="00003", area="culture")
    file("Кулинарна среща", key="meeting", district="MON")
    found = find("кулинарен", place=ROSEN_DOL, distance=Distance.KM_10, areas=("culture",)).elsewhere
    assert (found.in_district, found.in_country, found.without_filters, found.anywhere) == (0, 1, 0, 2)
    assert find("кулинарен", place=ROSEN_DOL, distance=Distance.KM_10).elsewhere.in_district == 1
    assert find("курс", place=ROSEN_DOL, areas=("culture",)).elsewhere.without_filters == 3


@pytest.mark.usefixtures("places")
def test_nearest_first_on_request_with_kilometres() -> None:
    hits = find("курс", place=ROSEN_DOL, distance=Distance.COUNTRY, sort=Sort.NEAREST).hits
    assert [hit.key for hit in hits][:3] == ["00001", "00002", "00003"]
    assert [round(hit.distance_km or 0) for hit in hits][:3] == [0, 2, 35]


@pytest.mark.usefixtures("places")
def test_a_place_without_a_point_still_finds_its_own_and_its_district() -> None:
    place = Place("00001", "Росен дол", "", "MON", None, None)
    assert {hit.key for hit in find("курс", place=place).hits} == {"00001", "everywhere"}
    assert find("курс", place=place, distance=Distance.DISTRICT).total == 4


@pytest.fixture
def cook() -> None:
    """Wanted in three places of two districts; a baker in one."""
    make_place("00001", "Росен дол", at=(43.40, 23.20))
    make_place("00003", "Враца", at=(43.21, 23.55), district="VRC")
    make_place("00005", "Далечно", at=(43.21, 27.91), district="VAR")
    make_place("00006", "Без точка", district="VAR")
    file("Готвач", key="cook", ekatte="00005", more_places=("00006", "00001"), kind="vacancy")
    file("Хлебар", key="baker", ekatte="00003", kind="vacancy")


@pytest.mark.usefixtures("cook")
def test_what_is_offered_in_several_places_is_near_each_of_them_and_the_nearest_counts() -> None:
    (hit,) = find("", place=ROSEN_DOL, distance=Distance.KM_10).hits
    assert (hit.key, round(hit.distance_km or 0), hit.place_bg, hit.more_places) == (
        "cook",
        0,
        "с. Росен дол, общ. Община MON",
        2,
    )
    far = Place("00005", "Далечно", "", "VAR", 43.21, 27.91)
    assert [hit.key for hit in find("", place=far, distance=Distance.KM_10).hits] == ["cook"]
    pointless = Place("00006", "Без точка", "", "VAR", None, None)
    assert [hit.key for hit in find("", place=pointless, distance=Distance.KM_10).hits] == ["cook"]


@pytest.mark.usefixtures("cook")
def test_nearest_first_goes_by_the_nearest_place_of_each() -> None:
    hits = find("", place=ROSEN_DOL, distance=Distance.COUNTRY, sort=Sort.NEAREST).hits
    assert [hit.key for hit in hits] == ["cook", "baker"]


@pytest.mark.usefixtures("cook")
def test_what_lies_in_several_districts_counts_in_each_and_once_in_all() -> None:
    found = find("")
    assert {facet.value: facet.count for facet in found.facets.districts} == {"MON": 1, "VAR": 1, "VRC": 1}
    assert found.total == 2
    assert find("", districts=("MON",)).total == 1
    assert find("", districts=("MON", "VAR")).total == 1
    assert find("", place=ROSEN_DOL, distance=Distance.DISTRICT).total == 1


@pytest.mark.usefixtures("cook")
@pytest.mark.parametrize("place", ["Росен дол", "Далечно", "Без точка"])
def test_the_name_of_each_of_its_places_finds_it(place: str) -> None:
    assert titles(f"готвач {place}") == ["Готвач"]


# Help and harm ---------------------------------------------------------------------------------------
def test_a_misspelt_word_is_offered_close_words() -> None:
    file("Районна библиотека")
    file("Пенсия за възраст")
    assert close_words("библотека") == ["библиотека"]
    assert close_words("пенсиа") == ["пенсия"]
    assert close_words("районнна") == ["районна"]


def test_a_word_nothing_holds_is_said_and_the_rest_is_searched() -> None:
    file("Курс за възрастни")
    found = find("курс хидроинженер")
    assert (found.total, found.reading.missing) == (1, ("хидроинженер",))
    assert find("хидроинженер").total == 0


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE search_indexcard; --",
        "a:* & !b | (c <-> d)",
        "\\' \\\\ %s %(x)s {} {{",
        "\x00\x01\ufeff",
        "'" * 200,
        "😀 😀",
        "ѝѝѝ ъъъ 4464 6t6t6t",
        "a1b2" * 50,
        " ".join("4itali6te" for _ in range(20)),
        "<script>alert(1)</script>",
    ],
)
def test_hostile_text_is_only_text(text: str) -> None:
    file("Библиотека")
    find(text)
    close_words(text)
    assert find("библиотека").total == 1
