"""A place is found, or asked about; it is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramo.harvest.normalise.places import Hints, Located, key

from .atlas import GAZETTEER


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("София", ["68134"]),
        ("СОФИЯ", ["68134"]),
        ("Coфия", ["68134"]),  # with a Latin C and o
        ("гр.Габрово", ["14218"]),
        ("град Габрово, ул. „Роза“ 1", ["14218"]),
        ("с. Абланица, общ. Ловеч", ["00028"]),
        ("с.Абланица общ.Ловеч обл.Ловеч", ["00028"]),
        ("Абланица (Ловеч)", ["00028"]),
        ("Абланица, Ловеч", ["00028"]),
        ("гр. Бяла, обл. Русе", ["07598"]),
        ("гр. Русе, гр. Ловеч и гр. София", ["63427", "43952", "68134"]),
        ("Русе; Ловеч", ["63427", "43952"]),
        ("Велико  Търново", ["10447"]),
        ("ГР. ВЕЛИКО ТЪРНОВО", ["10447"]),
        ("в гр. София търсим шофьор", ["68134"]),
        ("София, ж.к. Люлин 5", ["68134"]),
        ("Завод „Сила“, Русе", ["63427"]),
        ("обл. Габрово", []),
        ("", []),
    ],
)
def test_place_is_found_as_it_is_written(written: str, found: list[str]) -> None:
    located = GAZETTEER.locate(written)
    assert list(located.places) == found
    assert located.unclear == ()


@pytest.mark.parametrize(
    ("written", "names"),
    [("Абланица", 2), ("Габрово", 2), ("Добрич", 2), ("гр. Бяла", 2), ("с. Абланица, Русе и други", 2)],
)
def test_name_borne_by_several_is_asked_about(written: str, names: int) -> None:
    located = GAZETTEER.locate(written)
    assert len(located.unclear) == 1
    assert len(located.unclear[0][1]) == names


def test_candidates_say_which_is_which() -> None:
    _, candidates = GAZETTEER.locate("Абланица").unclear[0]
    assert candidates[1].label == "с. Абланица, общ. Ловеч, обл. Ловеч"


@pytest.mark.parametrize(
    "hints",
    [
        Hints(municipalities=frozenset({key("Ловеч")})),
        Hints(districts=frozenset({key("ЛОВЕЧ")})),
        Hints(postcode="5574"),
        Hints(own_municipalities=("Ловеч-Ловеч",)),
        Hints(own_districts=("Лов",)),
    ],
)
def test_each_hint_tells_which_is_meant(hints: Hints) -> None:
    assert GAZETTEER.locate("с. Абланица", hints).places == ("00028",)


def test_what_is_written_goes_before_where_the_source_is() -> None:
    hints = Hints(districts=frozenset({key("Благоевград")}), own_districts=("Лов",))
    assert GAZETTEER.locate("Абланица", hints).places == ("00014",)


def test_name_that_nobody_bears_is_said_to_be_unknown() -> None:
    assert GAZETTEER.locate("с. Никъде") == Located(unknown=("Никъде",))


@given(st.text(alphabet="гр.с, общбл()АБЛнцавРуе;-/\n", max_size=120))
def test_no_text_makes_it_stumble(text: str) -> None:
    GAZETTEER.locate(text)
