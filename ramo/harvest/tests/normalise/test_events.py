"""What a calendar of others says becomes an event by the country's clock."""

from datetime import date, datetime
from typing import Any

import pytest

from ramo.events.data import SourceEvent
from ramo.harvest.data import RawRecord, Reason, RecordKind, Rejected
from ramo.harvest.normalise import Defaults, Gazetteer, Occupations, Place, normalise
from ramo.kit.clock import COUNTRY_ZONE

TODAY = date(2026, 11, 24)
PLACES = Gazetteer([Place("48489", "гр.", "Монтана", "MON29", "Монтана", "MON", "Монтана")])


def event(**fields: str) -> Any:
    said = {"title": "Концерт", "starts": "2026-12-01T18:00:00+02:00", **fields}
    record = RawRecord("1", RecordKind.EVENT, {name: value for name, value in said.items() if value})
    return normalise(record, defaults=Defaults(), gazetteer=PLACES, occupations=Occupations([], {}), today=TODAY)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=COUNTRY_ZONE)


def test_moments_are_those_of_the_country_s_clock() -> None:
    found = event(starts="2026-12-01T16:00:00Z", ends="2026-12-01T18:30:00Z")
    assert isinstance(found, SourceEvent)
    assert (found.starts_at, found.ends_at) == (at(2026, 12, 1, 18), at(2026, 12, 1, 20, 30))


@pytest.mark.parametrize(
    ("starts", "ends", "first", "last"),
    [
        ("2026-12-01T18:00:00+02:00", "", at(2026, 12, 1, 18), at(2026, 12, 1, 19)),
        ("2026-12-01", "", at(2026, 12, 1), at(2026, 12, 1, 23, 59)),
        ("2026-12-01", "2026-12-05", at(2026, 12, 1), at(2026, 12, 5, 23, 59)),
        ("2026-12-01T18:00:00+02:00", "2026-11-30T10:00:00+02:00", at(2026, 12, 1, 18), at(2026, 12, 1, 19)),
    ],
)
def test_what_is_said_of_its_end_by_halves_is_made_whole(
    starts: str, ends: str, first: datetime, last: datetime
) -> None:
    found = event(starts=starts, ends=ends)
    assert (found.starts_at, found.ends_at) == (first, last)


def test_the_town_in_a_place_is_found_and_the_hall_stays_as_it_is_written() -> None:
    found = event(place="Драматичен театър, гр. Монтана")
    assert (found.settlement, found.place) == ("48489", "Драматичен театър, гр. Монтана")


@pytest.mark.parametrize(
    ("words", "kind", "area"),
    [
        ("Изложба на Майстора", "exhibition", "culture"),
        ("Безплатни профилактични прегледи", "cultural", "health"),
        ("Лекция на НАП", "talk", "taxes"),
        ("Концерт", "cultural", "culture"),
    ],
)
def test_what_it_is_about_is_read_in_its_title(words: str, kind: str, area: str) -> None:
    found = event(title=words)
    assert (found.kind, found.area) == (kind, area)


@pytest.mark.parametrize(
    ("price", "said"), [("0", ""), ("0.00 EUR", ""), ("Вход свободен", ""), ("5 лв.", "5 лв."), ("10 EUR", "10 EUR")]
)
def test_without_a_price_it_is_free(price: str, said: str) -> None:
    assert event(price=price).price == said


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"starts": ""}, Reason.NOT_A_DATE),
        ({"starts": "скоро"}, Reason.NOT_A_DATE),
        ({"starts": "2026-11-01", "ends": "2026-11-02"}, Reason.PAST),
        ({"place": "ЕГН 7501010010"}, Reason.HOLDS_PERSONAL_NUMBER),
    ],
)
def test_what_cannot_be_an_event_is_refused_with_its_reason(fields: dict[str, str], reason: Reason) -> None:
    refused = event(**fields)
    assert isinstance(refused, Rejected)
    assert refused.reason is reason


def test_another_word_is_another_fingerprint_and_the_same_is_the_same() -> None:
    assert event().fingerprint() == event().fingerprint()
    assert event().fingerprint() != event(text="Ново").fingerprint()
