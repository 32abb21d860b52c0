"""A calendar of others, from its address to drafts on a librarian's desk, and what a broken one costs."""

import json
from datetime import timedelta

import pytest

from ramo.events.models import Event, Imported
from ramo.events.tests.factories import make_area
from ramo.harvest.data import Dialect, RecordKind
from ramo.harvest.models import HarvestRun, PlaceQuestion, Source
from ramo.harvest.run_actions import run_source
from ramo.harvest.trying import try_source
from ramo.kit import clock
from ramo.kit.fetch.tests.town import Page, Town, page
from ramo.listings.models import MODELS
from ramo.trust.models import State
from tests.cast import Cast

from .factories import make_source

pytestmark = pytest.mark.django_db
HOST = "kultura.example.bg"
IN = "Читалище, с. Росен дол"


@pytest.fixture(autouse=True)
def areas(cast: Cast) -> None:
    for key in ("culture", "health"):
        make_area(key)


def calendar_source(**values: object) -> Source:
    facts = {"kind": RecordKind.EVENT, "dialect": Dialect.ICALENDAR, "name": "Културен календар"}
    return make_source("calendar", address=f"http://{HOST}/events.ics", **facts | values)


def entry(uid: str, days: int = 7, *more: str, title: str = "Концерт", place: str = IN) -> str:
    starts = clock.today() + timedelta(days=days)
    lines = (f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:{starts:%Y%m%d}T180000", f"DTEND:{starts:%Y%m%d}T200000")
    return "\r\n".join(("BEGIN:VEVENT", *lines, f"LOCATION:{place}", *more, "END:VEVENT"))


def ics(*entries: str) -> Page:
    body = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""))
    return page(body.encode(), content_type="text/calendar; charset=utf-8")


def run(source: Source, answer: Page, path: str = "events.ics") -> HarvestRun:
    source.refresh_from_db()
    return run_source(source, fetch=Town(pages={f"{HOST}/{path}": answer}).visitor.fetch)


def test_events_of_a_calendar_wait_as_drafts_and_are_no_offers(cast: Cast) -> None:
    done = run(calendar_source(), ics(entry("a"), entry("b", 8)))
    assert (done.new, done.is_applied) == (2, True)
    event = Event.objects.earliest("starts_at")
    assert (event.state, event.title_bg, event.organiser) == (State.DRAFT, "Концерт", cast.library)
    assert event.local_start.hour == 18
    assert not any(model._base_manager.exists() for model in MODELS.values())


def test_a_second_reading_of_the_same_changes_nothing(cast: Cast) -> None:
    source = calendar_source()
    run(source, ics(entry("a"), entry("b")))
    done = run(source, ics(entry("a"), entry("b")))
    assert (done.new, done.changed, done.unchanged) == (0, 0, 2)


def test_each_date_of_a_series_is_an_event_and_stays_the_same_one(cast: Cast) -> None:
    source, series = calendar_source(), ("a", 7, "RRULE:FREQ=WEEKLY;COUNT=3")
    run(source, ics(entry(*series)))
    before = set(Event.objects.values_list("pk", flat=True))
    done = run(source, ics(entry(*series, title="Концерт с гости")))
    assert (len(before), done.changed) == (3, 3)
    assert set(Event.objects.values_list("pk", flat=True)) == before


def test_one_cancelled_date_of_a_series_is_taken_down_alone(cast: Cast) -> None:
    source, series = calendar_source(), ("a", 7, "RRULE:FREQ=WEEKLY;COUNT=3")
    others = [entry(str(number)) for number in range(9)]
    run(source, ics(entry(*series), *others))
    off = entry("a", 14, f"RECURRENCE-ID:{clock.today() + timedelta(days=14):%Y%m%d}T180000", "STATUS:CANCELLED")
    done = run(source, ics(entry(*series), off, *others))
    assert (done.gone, Event.objects.filter(state=State.WITHDRAWN).count()) == (1, 1)


def test_a_cancelled_series_is_gone_with_all_its_dates(cast: Cast) -> None:
    source, rule = calendar_source(), "RRULE:FREQ=WEEKLY;COUNT=3"
    others = [entry(str(number)) for number in range(20)]
    run(source, ics(entry("a", 7, rule), *others))
    assert run(source, ics(entry("a", 7, rule, "STATUS:CANCELLED"), *others)).gone == 3


def test_a_damaged_calendar_costs_what_is_damaged_alone(cast: Cast) -> None:
    broken = (
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:утре\r\nSUMMARY:?\r\nEND:VEVENT",
        entry("bomb", 7, "RRULE:FREQ=SECONDLY"),
    )
    done = run(calendar_source(), ics(entry("a"), *broken, entry("b"), entry("c")))
    assert (done.new, done.refused) == (3, 2)


def test_a_calendar_that_lost_most_of_its_events_takes_none_down(cast: Cast) -> None:
    source = calendar_source()
    run(source, ics(*(entry(str(number)) for number in range(20))))
    run(source, ics(entry("1")))
    assert Event.objects.filter(state=State.WITHDRAWN).count() == 0


def test_what_a_whole_plausible_reading_has_no_more_is_taken_down(cast: Cast) -> None:
    source = calendar_source()
    run(source, ics(*(entry(str(number)) for number in range(10))))
    done = run(source, ics(*(entry(str(number)) for number in range(9))))
    assert (done.gone, Event.objects.filter(state=State.WITHDRAWN).count()) == (1, 1)


def test_events_on_the_page_of_a_theatre_come_in_too(cast: Cast) -> None:
    starts = (clock.today() + timedelta(days=7)).isoformat()
    facts = {
        "@context": "https://schema.org",
        "@type": "TheaterEvent",
        "@id": f"http://{HOST}/1",
        "name": "Премиера",
        "startDate": f"{starts}T19:00:00+02:00",
        "location": {"@type": "Place", "name": "Театър", "address": {"addressLocality": "с. Росен дол"}},
    }
    block = f'<html><body><script type="application/ld+json">{json.dumps(facts)}</script></body></html>'
    source = calendar_source(dialect=Dialect.STRUCTURED)
    assert run(source, page(block.encode(), content_type="text/html; charset=utf-8")).new == 1
    assert Event.objects.get().title_bg == "Премиера"


def test_an_event_far_from_every_library_is_refused_and_named(cast: Cast) -> None:
    done = run(calendar_source(), ics(entry("a"), entry("b", place="Онлайн", title="Далечно")))
    assert (done.new, done.refused) == (1, 1)
    assert done.rejected[0][:2] == ["Далечно", "no-library"]


def test_a_tried_calendar_writes_nothing(cast: Cast) -> None:
    fetch = Town(pages={f"{HOST}/events.ics": ics(entry("a"))}).visitor.fetch
    assert len(try_source(calendar_source(), fetch=fetch).plan.new) == 1
    assert not Imported.objects.exists()
    assert not PlaceQuestion.objects.exists()
