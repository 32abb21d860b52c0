"""Each night vacancies without an occupation get the one that their title names; no person is overruled."""

import pytest

from ramo.audit.models import AuditEntry
from ramo.listings.actions import put
from ramo.listings.jobs import name_occupations
from ramo.listings.models import Course, Vacancy
from ramo.search.models import IndexCard
from ramo.vocabularies.models import Occupation, TitleCorrection

from .factories import course_data, make_areas, make_listing, make_vacancy, provenance

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


def test_a_course_gets_the_group_that_its_profession_names_and_its_card_is_found_by_it() -> None:
    course = make_listing(course_data(title="Обучение за възрастни", profession="Готвач"))
    make_vacancy(title="Охранител", occupation_text="")
    assert name_occupations() == 2
    assert Course.objects.get(pk=course.pk).occupation_code == "5120"
    assert dict(IndexCard.objects.values_list("kind", "occupation_group")) == {"course": "5120", "vacancy": "5414"}


def test_a_course_whose_words_change_is_read_anew() -> None:
    seen = provenance("course-1")
    put(course_data(title="Готвач"), provenance=seen)
    name_occupations()
    put(course_data(title="Хлебар"), provenance=seen)
    name_occupations()
    assert Course.objects.get().occupation_code == "7512"


def test_a_longer_national_code_is_filed_under_its_group() -> None:
    make_vacancy(title="Готвач", occupation_code="51202001")
    assert IndexCard.objects.get().occupation_group == "5120"
