"""Each night vacancies without an occupation get the one that their title names; no person is overruled."""

import pytest

from ramo.audit.models import AuditEntry
from ramo.listings.jobs import name_occupations
from ramo.listings.models import Vacancy
from ramo.search.models import IndexCard
from ramo.vocabularies.models import Occupation, TitleCorrection

from .factories import make_areas, make_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lists() -> None:
    make_areas()
    for uri, code, bulgarian in [
        ("cook", "5120", "готвач"),
        ("baker", "7512", "хлебар"),
        ("guard", "5414", "охранител"),
    ]:
        Occupation.objects.create(uri=uri, isco_code=code, label_bg=bulgarian, label_en=uri)


def occupation_of(listing: object) -> tuple[str | None, str]:
    found = Vacancy.objects.get(pk=listing.pk)  # type: ignore[attr-defined]
    return found.occupation_id, found.occupation_code


def test_a_title_that_names_its_occupation_gets_it_and_its_card_the_other_words() -> None:
    vacancy = make_vacancy(title="Готвач (столова)", occupation_text="")
    assert name_occupations() == 1
    assert occupation_of(vacancy) == ("cook", "5120")
    assert "cook" in IndexCard.objects.get(kind="vacancy").keywords
    assert AuditEntry.objects.filter(verb="named occupations").count() == 1


def test_the_words_for_the_occupation_go_before_the_title() -> None:
    vacancy = make_vacancy(title="Пекарна Слънце търси хора", occupation_text="Хлебар")
    name_occupations()
    assert occupation_of(vacancy) == ("baker", "7512")


def test_what_is_not_certain_stays_without_one() -> None:
    vacancy = make_vacancy(title="Помощник в кухнята на голям хотел", occupation_text="")
    assert name_occupations() == 0
    assert occupation_of(vacancy) == (None, "")
    assert not AuditEntry.objects.filter(verb="named occupations").exists()


def test_what_a_person_said_of_the_title_goes_before_its_words() -> None:
    vacancy = make_vacancy(title="Готвач", occupation_text="")
    TitleCorrection.objects.create(key="готвач", title="Готвач", occupation_id="guard")
    name_occupations()
    assert occupation_of(vacancy) == ("guard", "5414")


def test_an_occupation_that_a_person_took_away_does_not_come_back() -> None:
    vacancy = make_vacancy(title="Готвач", occupation_text="")
    Vacancy.objects.filter(pk=vacancy.pk).update(amended=["occupation"])
    assert name_occupations() == 0
    assert occupation_of(vacancy) == (None, "")
