"""The list of events as calendars and readers elsewhere follow it."""

import json
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from ramo.events import actions
from ramo.events.calendars import calendar_of
from ramo.events.models import Event
from ramo.events.structured import as_json_ld
from tests.cast import Cast

from .factories import at, host_of, make_event

pytestmark = pytest.mark.django_db
SOFIA = ZoneInfo("Europe/Sofia")


def followed(query: str = "") -> Any:
    answer = Client().get(f"/sabitiya/kalendar.ics?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def test_a_calendar_names_its_zone_and_every_moment_is_that_of_the_clock_on_the_wall(cast: Cast) -> None:
    event = make_event(cast.library, starts_at=at(10))
    calendar = followed()
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Sofia"
    (entry,) = calendar.walk("VEVENT")
    assert entry["DTSTART"].params["TZID"] == "Europe/Sofia"
    assert entry["DTSTART"].dt == event.local_start
    assert entry["DTEND"].dt == event.local_end


def test_the_written_zone_is_the_zone_of_the_country(cast: Cast) -> None:
    written: Any = Calendar.from_ical(calendar_of([]))
    (zone,) = written.walk("VTIMEZONE")
    zone = zone.to_tz(lookup_tzid=False)
    for days in range(0, 365 * 20, 3):
        moment = datetime(2024, 1, 1, 12, tzinfo=SOFIA) + timedelta(days=days)
        assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=SOFIA).utcoffset()


def test_a_calendar_asked_twice_is_the_same_bytes(cast: Cast) -> None:
    make_event(cast.library)
    first, second = (Client().get("/sabitiya/kalendar.ics").content for _ in range(2))
    assert first == second


def test_what_is_called_off_stays_in_the_calendar_and_says_so(cast: Cast) -> None:
    event = make_event(cast.library)
    before = followed().walk("VEVENT")[0]
    actions.call_off(event, by=cast.own_librarian)
    after = followed().walk("VEVENT")[0]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt.utcoffset() == timedelta()


def test_a_draft_and_what_is_over_are_in_no_calendar(cast: Cast) -> None:
    make_event(cast.library, is_published=False)
    over = make_event(cast.library)
    Event.objects.filter(pk=over.pk).update(starts_at=at(10, days=-3), ends_at=at(12, days=-3))
    assert followed().walk("VEVENT") == []


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("a=employment", 1), ("a=digital", 0), ("t=children", 2), ("t=seniors", 1), ("w=2000-01-03", 0)],
)
def test_every_filter_of_the_list_holds_for_its_calendar_and_its_feeds(cast: Cast, query: str, count: int) -> None:
    make_event(cast.library, area="employment", audience="children")
    make_event(cast.library, area="health")
    assert len(followed(query).walk("VEVENT")) == count
    assert len(json.loads(Client().get(f"/sabitiya/novo.json?{query}").content)["items"]) == count
    atom = ElementTree.fromstring(Client().get(f"/sabitiya/novo.atom?{query}").content)  # noqa: S314 - our own
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == count


def test_a_calendar_around_a_place_that_nobody_knows_is_none() -> None:
    assert Client().get("/sabitiya/kalendar.ics?p=Никъдеево").status_code == 404


def test_one_event_in_two_libraries_is_one_entry_of_a_feed_and_two_of_a_calendar(cast: Cast) -> None:
    make_event(cast.library, cast.other_library)
    assert len(followed().walk("VEVENT")) == 2
    (item,) = json.loads(Client().get("/sabitiya/novo.json").content)["items"]
    assert item["id"].endswith("/kalendar.ics")


def test_an_entry_keeps_its_identity_when_its_title_changes(cast: Cast) -> None:
    event = make_event(cast.library)
    before = json.loads(Client().get("/sabitiya/novo.json").content)["items"][0]
    Event.objects.filter(pk=event.pk).update(title_bg="Друго заглавие")
    after = json.loads(Client().get("/en/sabitiya/novo.json").content)["items"][0]
    assert before["id"] == after["id"]
    assert before["url"] != after["url"]


def test_feeds_are_shared_by_all_who_read_them(cast: Cast) -> None:
    make_event(cast.library)
    for address in ("kalendar.ics", "novo.atom", "novo.json"):
        answer = Client().get(f"/sabitiya/{address}")
        assert "public" in answer.headers["Cache-Control"]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_list_leads_to_its_feeds_with_its_own_filter(cast: Cast) -> None:
    page = Client().get("/sabitiya/?t=children").content.decode()
    assert 'href="webcal://localhost:8000/sabitiya/kalendar.ics?t=children"' in page
    assert 'href="/sabitiya/novo.atom?t=children"' in page


def test_what_is_written_into_an_event_cannot_leave_its_data_block(cast: Cast) -> None:
    event = make_event(cast.library, title="</script><script>alert(1)</script> & <!--", text="]]> <b>")
    page = Client().get(f"/sabitie/{event.pk}-{event.slug}/").content.decode()
    block = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    facts = json.loads(block)
    assert facts[0]["name"] == "</script><script>alert(1)</script> & <!--"
    assert not set("<>&") & set(block)


def test_a_called_off_event_says_so_to_search_engines(cast: Cast) -> None:
    event = make_event(cast.library)
    actions.call_off(event, by=cast.own_librarian)
    page = Client().get(f"/sabitie/{event.pk}-{event.slug}/").content.decode()
    assert "https://schema.org/EventCancelled" in page
    assert host_of(event).library.title_bg in page


def test_search_engines_learn_of_a_free_mixed_event_where_it_is_and_how_to_join(cast: Cast) -> None:
    event = make_event(cast.library, online_link="https://meet.example.bg/x")
    (facts,) = json.loads(as_json_ld(Event.objects.whole().get(pk=event.pk)))
    place, online = facts["location"]
    assert place["address"].startswith("Росен дол")
    assert online == {"@type": "VirtualLocation", "url": "https://meet.example.bg/x"}
    assert facts["offers"]["price"] == 0
    assert facts["eventAttendanceMode"].endswith("MixedEventAttendanceMode")


@pytest.mark.parametrize("address", ["/sabitiya/", "/sabitiya/kalendar.ics", "/sabitiya/novo.atom"])
def test_a_list_and_its_feeds_cost_the_same_queries_for_any_number_of_events(cast: Cast, address: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().get(address)
        return len(captured)

    make_event(cast.library, institutions=(cast.institution.pk,))
    queries()
    one = queries()
    for hour in range(9, 14):
        make_event(cast.library, cast.other_library, starts_at=at(hour), institutions=(cast.institution.pk,))
    assert queries() == one <= 6
