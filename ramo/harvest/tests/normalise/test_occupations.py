"""An occupation by its code, else by its name."""

import pytest

from ramo.harvest.normalise.occupations import Occupation, Occupations

from .atlas import CUTTER, OCCUPATIONS, TAILOR, WELDER


@pytest.mark.parametrize(
    ("codes", "label", "found"),
    [
        ((WELDER,), "", Occupation(WELDER, "7212")),
        ((WELDER.replace("http:", "https:"),), "", Occupation(WELDER, "7212")),
        (("72122001",), "", Occupation(WELDER, "7212")),
        (("7212-2001",), "", Occupation(WELDER, "7212")),
        (("75312002",), "", Occupation("", "7531")),  # leads to two
        (("75312002",), "Кроячка", Occupation(CUTTER, "7531")),
        (("75319999",), "", Occupation("", "7531")),
        (("7212",), "", Occupation("", "7212")),
        (("7212",), "Заварчик", Occupation(WELDER, "7212")),
        (("http://data.europa.eu/esco/isco/C7212",), "", Occupation("", "7212")),
        (("http://data.europa.eu/esco/isco/C9999", "9999", "abc"), "", Occupation()),
        ((), "ЗАВАРЧИК", Occupation(WELDER, "7212")),
        ((), "Шивачка (оверлог)", Occupation(TAILOR, "7531")),
        ((), "Крояч/шивач", Occupation(CUTTER, "7531")),
        ((), "Главен заварчик на кораби", Occupation()),
        (("7212",), "Шивач", Occupation("", "7212")),  # the label contradicts the code
    ],
)
def test_occupation_is_found_or_left_open(codes: tuple[str, ...], label: str, found: Occupation) -> None:
    assert OCCUPATIONS.find(codes, label) == found


def test_what_a_person_said_of_a_title_goes_before_codes_and_words() -> None:
    corrected = Occupations(OCCUPATIONS.by_uri.values(), {"шивачка оверлог": CUTTER})
    assert corrected.find((WELDER,), "Шивачка (оверлог)") == Occupation(CUTTER, "7531")
    assert corrected.find((WELDER,), "Шивачка") == Occupation(WELDER, "7212")
