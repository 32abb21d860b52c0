"""Which occupation a title names: by its words in four languages, never by a guess too far."""

import pytest

from ramo.vocabularies.models import Occupation
from ramo.vocabularies.recognising import CERTAIN, LIKELY, Known, Recogniser, title_key

TAILOR = Known("tailor", "7531", ("шивач", "шивачка", "tailor", "Schneider", "croitor"))
CUTTER = Known("cutter", "7532", ("кроячка", "крояч на облекло", "fabric cutter", "Zuschneider"))
WELDER = Known("welder", "7212", ("заварчик", "електрозаварчик", "welder", "Schweißer", "sudor"))
TEACHER = Known("teacher", "2341", ("учител, начален етап", "начален учител", "primary school teacher", "Lehrer"))
MANAGER = Known("manager", "1120", ("управител", "manager"))
HOTELIER = Known("hotelier", "1411", ("управител, хотел", "hotel manager"))
KNOWN = (TAILOR, CUTTER, WELDER, TEACHER, MANAGER, HOTELIER)


@pytest.fixture
def recogniser() -> Recogniser:
    return Recogniser(KNOWN)


@pytest.mark.parametrize(
    ("title", "uri"),
    [
        ("Шивачка", "tailor"),
        ("ШИВАЧИ (оверлог) – 12 места", "tailor"),
        ("Търсим шивачки в цех, с. Росен дол", "tailor"),
        ("Заварчик/електрозаварчик", "welder"),
        ("Начална учителка", "teacher"),
        ("Primary school teachers wanted", "teacher"),
        ("Schweißer (m/w/d) gesucht", "welder"),
        ("Angajăm sudor", "welder"),
        ("Angajam sudor in constructii", "welder"),
        ("Управител на хотел", "hotelier"),
        ("управител", "manager"),
    ],
)
def test_a_title_in_any_of_the_languages_leads_to_its_occupation(recogniser: Recogniser, title: str, uri: str) -> None:
    assert recogniser.recognise(title).uri == uri


@pytest.mark.parametrize("title", ["bucătăreasă", "bucatareasa", "BUCĂTAR", "Bucătar/bucătăreasă"])
def test_romanian_is_understood_with_and_without_its_letters_of_man_and_woman(title: str) -> None:
    cook = Occupation(uri="cook", isco_code="5120", label_bg="готвач", label_en="cook", label_ro="bucătar/bucătăreasă")
    assert list(cook.labels())[-2:] == ["bucătar", "bucătăreasă"]
    known = [*KNOWN, Known("cook", "5120", tuple(cook.labels()))]
    assert Recogniser(known).recognise(title).uri == "cook"


@pytest.mark.parametrize("title", ["шивачка", "Заварчик", "Primary school teacher"])
def test_a_label_written_out_is_certain(recogniser: Recogniser, title: str) -> None:
    guess = recogniser.recognise(title)
    assert guess.confidence >= CERTAIN
    assert guess.isco_confidence >= LIKELY


@pytest.mark.parametrize("title", ["Управител, уелнес център", "Помощник на заварчик на кораби", "Пазач"])
def test_a_title_that_only_resembles_a_label_is_not_certain(recogniser: Recogniser, title: str) -> None:
    assert recogniser.recognise(title).confidence < CERTAIN


@pytest.mark.parametrize("title", ["", "2026", "§§§ !!!", "хидроинженер", "на за по", "😀"])
def test_what_names_nothing_known_is_left_open(recogniser: Recogniser, title: str) -> None:
    guess = recogniser.recognise(title)
    assert (guess.uri, guess.isco, guess.confidence) == ("", "", 0.0)


def test_a_group_known_otherwise_shuts_out_the_rest(recogniser: Recogniser) -> None:
    assert recogniser.recognise("шивачка", group="7212").uri != "tailor"
    assert recogniser.recognise("шивачка", group="7531").uri == "tailor"


def test_what_a_person_said_of_a_title_goes_before_its_words() -> None:
    recogniser = Recogniser(KNOWN, {title_key("Шивачка (оверлог)"): "cutter", title_key("заварчик"): "gone"})
    said = recogniser.recognise("шивачка оверлог")
    assert (said.uri, said.isco, said.confidence) == ("cutter", "7532", 1.0)
    assert recogniser.recognise("шивачка").uri == "tailor"
    assert recogniser.recognise("заварчик").uri == "welder"


def test_two_equally_likely_occupations_are_certain_of_neither() -> None:
    twins = Recogniser([Known("one", "7531", ("шивач",)), Known("other", "7532", ("шивач",))])
    assert twins.recognise("шивач").confidence < CERTAIN
    assert twins.recognise("шивач").isco_confidence < 1


@pytest.mark.parametrize("title", ["а" * 5_000, "шивачка " * 500, "\x00\u202e'%s", "/" * 300])
def test_hostile_titles_are_only_text(recogniser: Recogniser, title: str) -> None:
    assert 0.0 <= recogniser.recognise(title).confidence <= 1.0
