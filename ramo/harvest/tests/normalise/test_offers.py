"""A raw record becomes an offer, a refusal, or a question."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ramo.harvest.data import RawRecord, Reason, RecordKind, Rejected
from ramo.harvest.normalise import Defaults, Unclear, normalise
from ramo.harvest.normalise.places import key
from ramo.harvest.normalise.words import is_yes, language_of, whole
from ramo.kit.clock import COUNTRY_ZONE
from ramo.listings.data import (
    Applicant,
    CourseData,
    CulturalProductData,
    Form,
    FundingCallData,
    Right,
    VacancyData,
    Wage,
    Work,
)

from .atlas import GAZETTEER, OCCUPATIONS, WELDER

TODAY = date(2026, 11, 24)


def offer(kind: RecordKind = RecordKind.VACANCY, defaults: Defaults = Defaults(), **fields: Any) -> Any:  # noqa: B008
    record = RawRecord("7", kind, {"title": "Заварчик", **fields}, original="откъс", where="row 2")
    return normalise(record, defaults=defaults, gazetteer=GAZETTEER, occupations=OCCUPATIONS, today=TODAY)


def test_vacancy_is_understood() -> None:
    data = offer(
        employer="Сила ООД",
        settlement="с. Абланица",
        municipality="Ловеч",
        wage="от 900 до 1 200 лв. бруто",
        valid_until="до 30.11.2026 г.",
        positions="3 места",
        phone="068 000 145",
        apply="На място",
        email="a@example.bg",
        occupation_code=("7212-2001",),
        link="https://a.example.bg/7",
    )
    assert isinstance(data, VacancyData)
    assert data.places == ("00028",)
    assert (data.valid_until, data.positions, data.language) == (date(2026, 11, 30), 3, "bg")
    assert data.wage is not None
    assert data.wage.low == Decimal("460.16")
    assert data.wage.original == "от 900 до 1 200 лв. бруто"
    assert (data.occupation, data.occupation_code) == (WELDER, "7212")
    assert data.how_to_apply == "На място\na@example.bg"
    assert (data.source_url, data.original) == ("https://a.example.bg/7", "откъс")


def test_same_record_gives_the_same_fingerprint() -> None:
    assert offer(employer="А").fingerprint() == offer(employer="А").fingerprint()
    assert offer(employer="А").fingerprint() != offer(employer="Б").fingerprint()


def test_what_the_source_does_not_say_stays_unknown() -> None:
    data = offer()
    assert (data.valid_until, data.positions, data.wage, data.places, data.phone) == (None, None, None, (), "")


def test_name_borne_twice_is_a_question_that_keeps_the_record() -> None:
    question = offer(settlement="Абланица")
    assert isinstance(question, Unclear)
    assert (question.field, question.text) == ("place", "Абланица")
    assert [each.ekatte for each in question.candidates] == ["00014", "00028"]
    assert question.record.external_id == "7"


def test_what_a_person_chose_is_remembered() -> None:
    defaults = Defaults(places={key("АБЛАНИЦА"): ("00014",)})
    assert offer(defaults=defaults, settlement="Абланица").places == ("00014",)
    two = offer(defaults=defaults, settlement="Абланица; Русе")
    assert set(two.places) == {"00014", "63427"}


def test_source_s_own_district_tells_which_is_meant() -> None:
    assert offer(defaults=Defaults(districts=("Лов",)), settlement="Абланица").places == ("00028",)


def test_code_goes_before_the_name_and_an_unknown_code_is_not_believed() -> None:
    assert offer(ekatte=("28",), settlement="Русе").places == ("00028",)
    assert offer(ekatte=("99999",), settlement="Русе").places == ("63427",)


def test_abroad_there_is_no_place_of_ours_to_find() -> None:
    data = offer(settlement="Абланица", country="DE")
    assert (data.places, data.country, data.place_text) == ((), "DE", "Абланица")


def test_unknown_place_stays_in_words() -> None:
    data = offer(settlement="с. Никъде")
    assert (data.places, data.place_text) == ((), "с. Никъде")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"valid_until": "23.11.2026"}, Reason.PAST),
        ({"valid_until": "31.02.2027"}, Reason.NOT_A_DATE),
        ({"text": "Обадете се на Иван, ЕГН 7523169263"}, Reason.HOLDS_PERSONAL_NUMBER),
    ],
)
def test_record_that_must_not_stand_is_refused_by_name(fields: Any, reason: Reason) -> None:
    refused = offer(**fields)
    assert isinstance(refused, Rejected)
    assert (refused.reason, refused.where, refused.external_id) == (reason, "row 2", "7")


def test_last_day_is_not_past() -> None:
    assert offer(valid_until="24.11.2026").valid_until == TODAY


@pytest.mark.parametrize("kind", [RecordKind.ARTICLE, RecordKind.RESOURCE])
def test_what_is_no_offer_is_one_only_when_its_source_says_so(kind: RecordKind) -> None:
    assert offer(kind).reason is Reason.WRONG_KIND
    assert isinstance(offer(kind, Defaults(kind=RecordKind.COURSE)), CourseData)


def test_defaults_fill_what_is_silent_and_cover_nothing() -> None:
    defaults = Defaults(
        labour_office="ДБТ Ловеч", fields={"employer": "Неизвестен", "shift": "2"}, phone="1", area="employment"
    )
    data = offer(defaults=defaults, employer="Сила", phone="")
    assert (data.labour_office, data.employer, data.shift, data.phone) == ("ДБТ Ловеч", "Сила", "2", "1")


def test_course_ends_with_its_enrolment_else_when_it_starts() -> None:
    data = offer(
        RecordKind.COURSE,
        enrol_until="30.11.2026",
        starts="1.12.2026",
        hours="300 ч.",
        form="онлайн",
        price="безплатно",
    )
    assert isinstance(data, CourseData)
    assert (data.valid_until, data.starts_on, data.hours) == (date(2026, 11, 30), date(2026, 12, 1), 300)
    assert (data.form, data.price) == (Form.REMOTE, Decimal(0))
    assert offer(RecordKind.COURSE, starts="1.12.2026").valid_until == date(2026, 12, 1)


def test_call_closes_to_the_minute() -> None:
    data = offer(RecordKind.CALL, closes="30.11.2026 г., 16:30 ч.", opens="25.08.2026 г.", amount_total="2 млн. лв.")
    assert isinstance(data, FundingCallData)
    assert data.closes_at == datetime(2026, 11, 30, 16, 30, tzinfo=COUNTRY_ZONE)
    assert data.opens_at == datetime(2026, 8, 25, tzinfo=COUNTRY_ZONE)
    assert data.budget == Decimal("1022583.76")
    assert data.applicants == ()


def test_call_without_an_end_is_refused() -> None:
    assert offer(RecordKind.CALL).reason is Reason.NO_DEADLINE


def test_applicants_are_those_that_are_named() -> None:
    data = offer(RecordKind.CALL, closes="30.11.2026", who_may_apply=("Читалища", "Общини и НПО"))
    assert data.applicants == (Applicant.CHITALISHTE, Applicant.MUNICIPALITY, Applicant.ASSOCIATION)


def test_rights_are_free_only_when_it_is_said() -> None:
    data = offer(RecordKind.CULTURE, culture_kind="text", rights="Public domain", creator=("Вазов, Иван",))
    assert isinstance(data, CulturalProductData)
    assert (data.work, data.home_use, data.creator) == (Work.BOOK, Right.FREE, "Вазов, Иван")
    assert offer(RecordKind.CULTURE, rights="Всички права запазени").home_use is Right.UNKNOWN


def test_season_is_seen_in_the_words() -> None:
    assert offer(contract="Сезонна работа").is_seasonal
    assert not offer(contract="Постоянен").is_seasonal


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Търсим заварчик", "en", "bg"),
        ("Требуется опытный сварщик, выплаты", "", "ru"),
        ("We are looking for the welder of the year", "", "en"),
        ("Kaynakçı aranıyor, iş değişikliği şart", "", "tr"),
        ("Elektriker gesucht", "de", "de"),
        ("Schweißer", "", ""),
    ],
)
def test_language_is_what_the_letters_say(text: str, declared: str, language: str) -> None:
    assert language_of(text, declared) == language


def test_words_for_yes_and_whole_numbers_are_read() -> None:
    assert [is_yes(word) for word in ("Да", "x", "не", "", "има")] == [True, True, False, False, True]
    assert [whole(text) for text in ("3 места", "", "около 12", "1.5", "12345678")] == [3, None, 12, None, None]


def test_wage_is_none_or_a_band() -> None:
    assert offer(wage="").wage is None
    assert offer(wage="по договаряне").wage == Wage(None, None, original="по договаряне")
