"""A typed place is found in any way people write it; a name borne by several is asked about."""

import pytest

from ramo.search.places import look_up

from .factories import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    make_place("00014", "Абланица", district="BLG", name_en="Ablanitsa")
    make_place("00028", "Абланица", district="LOV", name_en="Ablanitsa")
    make_place("10971", "Видин", district="VID", kind_bg="гр.", name_en="Vidin", at=(44.0, 22.9))
    make_place("81476", "Чепеларе", district="SML", kind_bg="гр.", name_en="Chepelare")
    make_place("27303", "Елин Пелин", district="SFO", kind_bg="гр.", name_en="Elin Pelin")
    make_place("18490", "Елин Пелин", district="SFO", kind_bg="с.", name_en="Elin Pelin")


@pytest.mark.parametrize(
    "typed", ["Видин", "видин", "ВИДИН", "гр. Видин", "гр.Видин", "град Видин", "Vidin", "10971", " Видин , обл. VID"]
)
def test_a_name_borne_once_is_found_however_it_is_written(typed: str) -> None:
    answer = look_up(typed)
    assert answer.place is not None
    assert (answer.place.ekatte, answer.place.district, answer.place.lat) == ("10971", "VID", 44.0)


@pytest.mark.parametrize("typed", ["Абланица", "с. Абланица", "ablanica", "Ablanitsa"])
def test_a_name_borne_by_several_is_asked_about_and_never_guessed(typed: str) -> None:
    answer = look_up(typed)
    assert answer.place is None
    assert answer.is_ambiguous
    assert [choice.place.ekatte for choice in answer.choices] == ["00014", "00028"]


def test_what_the_page_offers_can_be_typed_back() -> None:
    for choice in look_up("Абланица").choices + look_up("Елин Пелин").choices:
        answer = look_up(choice.label)
        assert answer.place == choice.place


@pytest.mark.parametrize("typed", ["Абланица, Община LOV", "Абланица, обл. LOV", "село Абланица област LOV"])
def test_municipality_or_district_tells_bearers_apart(typed: str) -> None:
    place = look_up(typed).place
    assert place is not None
    assert place.ekatte == "00028"


def test_the_kind_tells_a_town_from_a_village() -> None:
    place = look_up("с. Елин Пелин").place
    assert place is not None
    assert place.ekatte == "18490"


def test_chat_spelling_finds_a_place() -> None:
    assert look_up("4epelare").place == look_up("Чепеларе").place


def test_an_unknown_place_is_said_and_close_names_offered() -> None:
    answer = look_up("Видинн")
    assert answer.is_unknown
    assert [choice.place.name_bg for choice in answer.choices] == ["Видин"]


@pytest.mark.parametrize("typed", ["", "  ", "'; DROP TABLE", ",,,", "(((", "99999", "гр.", "\x00", "а" * 80])
def test_hostile_or_empty_places_are_no_place(typed: str) -> None:
    assert look_up(typed).place is None


def test_a_place_of_the_demonstration_is_found_by_its_code() -> None:
    make_place("D0001", "Росен дол")
    assert look_up("D0001").place
