"""Calendars: what is damaged costs itself alone, what repeats without end is not expanded."""

import time
from datetime import date

import pytest

from ramo.harvest.data import Failure, Reading, ReadOptions, Reason, Unreadable
from ramo.harvest.readers import icalendar

OPTIONS = ReadOptions(today=date(2026, 11, 24), horizon_days=30)


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def event(uid: str = "1", start: str = "20261201T180000", **more: str) -> str:
    lines = {
        "UID": uid,
        "SUMMARY": "Концерт",
        "DTSTART": start,
        **{name.replace("_", "-"): text for name, text in more.items()},
    }
    return "\r\n".join(f"{name}:{text}" for name, text in lines.items())


def read(*events: str) -> Reading:
    return icalendar.read(calendar(*events), options=OPTIONS)


def test_event_comes_with_its_fields_in_the_country_s_time() -> None:
    reading = read(
        event(
            start="20261201T160000Z",
            DTEND="20261201T180000Z",
            LOCATION="Читалище „Напредък“\\, Росен дол",
            CATEGORIES="Музика,Деца",
            DESCRIPTION="Вход свободен.\\nЕ<script>x</script>ла",
            URL="https://c.example.bg/1",
        )
    )
    record = reading.records[0]
    assert record.external_id == "1"
    assert record.text("starts") == "2026-12-01T18:00:00+02:00"
    assert record.text("ends") == "2026-12-01T20:00:00+02:00"
    assert record.text("place") == "Читалище „Напредък“, Росен дол"
    assert record.items("topics") == ("Музика", "Деца")
    assert record.text("text") == "Вход свободен.\nЕла"


def test_moment_without_a_zone_is_the_country_s_and_a_day_stays_a_day() -> None:
    assert read(event()).records[0].text("starts") == "2026-12-01T18:00:00+02:00"
    whole_day = event().replace("DTSTART:20261201T180000", "DTSTART;VALUE=DATE:20261201")
    assert read(whole_day).records[0].text("starts") == "2026-12-01"


def test_zone_by_name_is_known() -> None:
    berlin = event().replace("DTSTART:", "DTSTART;TZID=Europe/Berlin:")
    assert read(berlin).records[0].text("starts") == "2026-12-01T19:00:00+02:00"


def test_repeated_event_comes_once_for_each_day_ahead() -> None:
    reading = read(event(RRULE="FREQ=WEEKLY;COUNT=3", EXDATE="20261208T180000"))
    assert [record.external_id for record in reading.records] == [
        "1/2026-12-01T18:00:00+02:00",
        "1/2026-12-15T18:00:00+02:00",
    ]


def test_what_is_over_or_far_ahead_is_left_out() -> None:
    assert read(event(start="20251201T180000"), event("2", start="20280101T180000")).records == ()


def test_cancelled_event_is_gone() -> None:
    assert read(event(STATUS="CANCELLED")).gone == ("1",)


def test_damaged_event_is_refused_and_the_others_are_read() -> None:
    reading = read(event("1"), event("2", start="not a date"), event("3"))
    assert [record.external_id for record in reading.records] == ["1", "3"]
    assert [(each.where, each.reason) for each in reading.rejected] == [("event 2", Reason.BROKEN)]


def test_event_that_does_not_end_is_refused_and_the_others_are_read() -> None:
    content = calendar(event("1"), event("2")).replace(b"END:VEVENT\r\nEND:VCALENDAR", b"")
    reading = icalendar.read(content, options=OPTIONS)
    assert [record.external_id for record in reading.records] == ["1"]
    assert reading.rejected[0].reason is Reason.BROKEN


def test_exception_of_a_series_replaces_its_day() -> None:
    moved = event(start="20261209T190000", RECURRENCE_ID="20261208T180000", SUMMARY="Преместен")
    reading = read(event(RRULE="FREQ=WEEKLY;COUNT=2"), moved)
    assert [record.text("title") for record in reading.records] == ["Концерт", "Преместен"]


@pytest.mark.parametrize(
    "bomb",
    [
        {"RRULE": "FREQ=SECONDLY"},
        {"RRULE": "FREQ=MINUTELY;COUNT=10"},
        {"RRULE": "FREQ=HOURLY"},
        {"RRULE": "FREQ=DAILY;COUNT=999999999"},
        {"RRULE": "FREQ=YEARLY;INTERVAL=99999999"},
        {"RRULE": "FREQ=DAILY;INTERVAL=0"},
        {"RRULE": "FREQ=DAILY;BYSECOND=0,1,2,3,4,5;BYMINUTE=0,1,2,3"},
        {"RRULE": "FREQ=DAILY;UNTIL=99990101T000000Z"},
        {"RRULE": "FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2;" + "BYDAY=MO," * 200},
        {"EXRULE": "FREQ=DAILY"},
        {"RDATE": ",".join(["20261201T180000"] * 400)},
        {"start": "00010101T000000"},
        {"start": "99991231T000000"},
        {"RRULE": "FREQ=DAILY\r\nRRULE:FREQ=WEEKLY"},
    ],
)
def test_bomb_is_refused_before_it_expands(bomb: dict[str, str]) -> None:
    began = time.process_time()
    reading = read(event("1"), event("2", **bomb))
    assert time.process_time() - began < 1
    assert [record.external_id for record in reading.records] == ["1"]
    assert reading.rejected[0].reason in (Reason.REPEATS_TOO_OFTEN, Reason.NOT_A_DATE)


def test_zone_of_the_calendar_s_own_is_left_out_with_its_rules() -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
    zone += "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    content = calendar(event()).replace(b"BEGIN:VEVENT", zone.encode() + b"BEGIN:VEVENT", 1)
    assert len(icalendar.read(content, options=OPTIONS).records) == 1


def test_calendar_over_two_megabytes_is_too_large() -> None:
    with pytest.raises(Unreadable) as refused:
        read(event(DESCRIPTION="x" * 2_000_000))
    assert refused.value.failure is Failure.TOO_LARGE


def test_other_text_is_no_calendar() -> None:
    with pytest.raises(Unreadable):
        icalendar.read(b"<html>", options=OPTIONS)
