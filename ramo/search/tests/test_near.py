"""A question in vain leads to occupations near to it of which something stands here, and never to an empty page."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from ramo.search import near
from ramo.search.near import NearOccupation, near_occupations
from ramo.vocabularies.models import Occupation

from .factories import file, make_area, make_place
from .test_views import page

pytestmark = pytest.mark.django_db
OCCUPATIONS = {
    "hydrologist": ("2142", "хидролог", ["хидроинженер", "инженер, хидролог"]),
    "civil": ("2142", "инженер, строителен", ["строителен инженер"]),
    "geodesist": ("2142", "геодезист", []),
    "tailor": ("7531", "шивач", ["шивачка"]),
}


@pytest.fixture(autouse=True)
def occupations() -> Iterator[None]:
    Occupation.objects.bulk_create(
        Occupation(uri=uri, isco_code=isco, label_bg=label, label_en=uri, alternative_bg=others)
        for uri, (isco, label, others) in OCCUPATIONS.items()
    )
    near._recogniser.cache_clear()
    yield
    near._recogniser.cache_clear()


def test_occupations_of_the_same_group_that_lead_somewhere_are_offered() -> None:
    file("Търсим строителни инженери", key="1")
    file("Строителен инженер, Враца", key="2")
    file("Шивачка")
    assert near_occupations("хидроинженер") == (NearOccupation("строителен инженер", 2),)


def test_the_occupation_that_the_words_resemble_stands_first() -> None:
    for title in ("Геодезист", "Хидролог", "Строителен инженер"):
        file(title)
    assert [each.label for each in near_occupations("хидроинженер")] == ["хидролог", "геодезист"]


def test_what_is_past_its_date_and_what_was_asked_itself_is_no_way_on() -> None:
    file("Строителен инженер", valid_until=date(2020, 1, 1))
    file("Хидролог")
    assert near_occupations("хидролог") == ()


@pytest.mark.parametrize("text", ["", "помощ за тока", "ыыыыы", "и на за", "§§§", "😀 🧵"])
def test_words_that_name_no_occupation_lead_to_none(text: str) -> None:
    file("Хидролог")
    file("Строителен инженер")
    assert near_occupations(text) == ()


def test_the_page_leads_to_a_near_occupation_and_to_the_questions_about_work(client: Client) -> None:
    make_area("employment", plain_bg="Търся работа", is_main=True)
    file("Строителен инженер")
    shown = page(client, q="хидроинженер")
    assert "„строителен инженер“" in shown
    assert "близка професия, 1 резултат в страната" in shown
    assert "Тръгни от „Търся работа“" in shown
    assert 'href="/oblast/employment/"' in shown


def test_the_page_leads_to_a_wider_circle_before_the_district_and_the_country(client: Client) -> None:
    make_place("00001", "Росен дол", at=(43.40, 23.20))
    make_place("00002", "Близо", at=(43.70, 23.20))
    make_place("00003", "Монтана", at=(44.40, 23.20))
    file("Пекар", key="near", ekatte="00002")
    assert "до 50 км" in page(client, q="пекар", p="00001")
    assert "цялата област" not in page(client, q="пекар", p="00001")
    file("Пекар", key="far", ekatte="00003")
    shown = page(client, q="пекар", p="00001")
    assert "d=50" in shown
    assert "2 резултата в област MON" in shown


def test_a_chosen_area_is_where_the_questions_start(client: Client) -> None:
    make_area("culture", plain_bg="Търся култура", is_main=True)
    assert "Тръгни от „Търся култура“" in page(client, q="ыыыы", a="culture")
    assert "Тръгни от „Търся култура“" not in page(client, q="ыыыы", a="unknown")


def test_a_search_can_be_saved_until_something_comes_but_not_about_health(client: Client) -> None:
    saved = "Запази търсенето"
    assert saved in page(client, q="ыыыы")
    shown = page(client, q="ыыыы", a="health")
    assert saved not in shown
    assert "Абонирай се (RSS)" in shown
