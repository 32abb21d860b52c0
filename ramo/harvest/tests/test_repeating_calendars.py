"""What repeats in the calendars people keep: one series, the same dates again, and nothing twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ramo.events.models import Event, Series
from ramo.events.tests.factories import make_area
from ramo.kit import clock
from ramo.trust.models import State
from tests.cast import Cast

from .test_calendars import IN, calendar_source, entry, ics, run

pytestmark = pytest.mark.django_db
FEW = "RRULE:FREQ=WEEKLY;COUNT=3"


@pytest.fixture(autouse=True)
def areas(cast: Cast) -> None:
    make_area("culture")


def day(days: int) -> str:
    return f"{clock.today() + timedelta(days=days):%Y%m%d}"


def google(rule: str) -> str:
    """As Google Calendar exports: a zone by name, WKST, stamps."""
    return "\r\n".join(
        ("BEGIN:VEVENT", f"DTSTART;TZID=Europe/Sofia:{day(7)}T180000", f"DTEND;TZID=Europe/Sofia:{day(7)}T193000", rule,
         "DTSTAMP:20261101T080000Z", "UID:4k2p0example@google.com", "CREATED:20261001T080000Z", f"LOCATION:{IN}",
         "SEQUENCE:1", "STATUS:CONFIRMED", "SUMMARY:Клуб на читателя", "TRANSP:OPAQUE", "END:VEVENT")
    )  # fmt: skip


def outlook(weekday: str) -> str:
    """As Outlook exports: a Windows zone, folded lines, its own properties, a reminder."""
    return "\r\n".join(
        ("BEGIN:VEVENT", "CLASS:PUBLIC", f"DTSTART;TZID=\"FLE Standard Time\":{day(7)}T100000",
         f"DTEND;TZID=\"FLE Standard Time\":{day(7)}T110000", f"RRULE:FREQ=WEEKLY;COUNT=3;BYDAY={weekday};WKST=SU",
         "LAST-MODIFIED:20261101T080000Z", f"LOCATION:{IN}", "PRIORITY:5", "SUMMARY;LANGUAGE=bg:Компютърна",
         "  грамотност", "UID:040000008200E00074C5B7101A82E0080000000", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
         "BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY", "DESCRIPTION:Reminder", "END:VALARM", "END:VEVENT")
    )  # fmt: skip


def wordpress(number: int, days: int) -> str:
    """As „The Events Calendar“ exports: each date of what repeats is an event with its own number."""
    return "\r\n".join(
        ("BEGIN:VEVENT", f"DTSTART;TZID=Europe/Sofia:{day(days)}T110000", f"DTEND;TZID=Europe/Sofia:{day(days)}T120000",
         "DTSTAMP:20261101T080000", f"UID:{number}-1796119200-1796122800@chitalishte.example.bg",
         "SUMMARY:Приказки за деца", f"URL:https://chitalishte.example.bg/event/{number}/", f"LOCATION:{IN}",
         "CATEGORIES:Деца", "END:VEVENT")
    )  # fmt: skip


def test_a_series_of_google_is_one_of_ours_with_its_words(cast: Cast) -> None:
    run(calendar_source(), ics(google("RRULE:FREQ=WEEKLY;WKST=SU;COUNT=3")))
    series = Series.objects.get()
    assert series.events.count() == 3
    assert series.words.startswith("вс")
    assert series.words.endswith(f"до {clock.today() + timedelta(days=21):%d.%m.%Y}")


def test_a_series_of_outlook_is_one_of_ours(cast: Cast) -> None:
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[(clock.today()).weekday()]
    run(calendar_source(), ics(outlook(weekday)))
    assert Series.objects.get().events.count() == 3
    assert {event.title_bg for event in Event.objects.all()} == {"Компютърна грамотност"}


def test_dates_that_wordpress_lists_one_by_one_stay_single(cast: Cast) -> None:
    run(calendar_source(), ics(wordpress(11, 7), wordpress(12, 14)))
    assert (Event.objects.count(), Series.objects.count()) == (2, 0)


def test_the_same_series_again_writes_nothing(cast: Cast) -> None:
    source = calendar_source()
    run(source, ics(entry("a", 7, FEW)))
    done = run(source, ics(entry("a", 7, FEW)))
    assert (done.new, done.changed, done.gone) == (0, 0, 0)
    assert (Event.objects.count(), Series.objects.count()) == (3, 1)


def test_a_date_that_moves_stays_the_same_event_of_its_series(cast: Cast) -> None:
    source = calendar_source()
    run(source, ics(entry("a", 7, FEW)))
    before = list(Event.objects.order_by("starts_at").values_list("pk", "series"))
    moved = entry("a", 15, f"RECURRENCE-ID:{day(14)}T180000")
    done = run(source, ics(moved, entry("a", 7, FEW)))
    assert (done.new, done.changed, done.gone) == (0, 1, 0)
    assert list(Event.objects.order_by("starts_at").values_list("pk", "series")) == before


def test_two_dates_moved_to_one_hour_are_two_events(cast: Cast) -> None:
    source = calendar_source()
    run(source, ics(entry("a", 7, FEW)))
    run(source, ics(entry("a", 7, FEW), entry("a", 21, f"RECURRENCE-ID:{day(14)}T180000")))
    assert Event.objects.count() == 3
    assert Event.objects.filter(series=None).count() == 1


def test_a_longer_rule_adds_dates_to_the_same_series_and_leaves_the_others(cast: Cast) -> None:
    source = calendar_source()
    run(source, ics(entry("a", 7, FEW)))
    Event.objects.update(state=State.PUBLISHED, verified_on=clock.today(), verified_as="библиотеката")
    done = run(source, ics(entry("a", 7, "RRULE:FREQ=WEEKLY;COUNT=4")))
    assert (done.new, done.gone) == (1, 0)
    assert Series.objects.get().events.count() == 4
    assert Event.objects.filter(verified_as="библиотеката").count() == 3


def test_a_shorter_rule_takes_down_what_follows_alone(cast: Cast) -> None:
    source, others = calendar_source(), [entry(str(number)) for number in range(9)]
    run(source, ics(entry("a", 7, FEW), *others))
    done = run(source, ics(entry("a", 7, "RRULE:FREQ=WEEKLY;COUNT=2"), *others))
    assert done.gone == 1
    assert Event.objects.filter(series=Series.objects.get(), state=State.WITHDRAWN).count() == 1
    assert Series.objects.get().words.endswith(f"{clock.today() + timedelta(days=14):%d.%m.%Y}")


def test_a_rule_beyond_our_words_makes_single_events_and_says_so(cast: Cast, client: Client) -> None:
    run(calendar_source(), ics(entry("a", 7, "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3")))
    assert (Event.objects.count(), Series.objects.count()) == (3, 0)
    client.force_login(cast.own_librarian)
    page = client.get(reverse("events:edit", args=[Event.objects.earliest("starts_at").pk])).content.decode()
    assert "го повтаря по своему" in page


def test_a_rule_that_leaves_our_words_lets_its_dates_go(cast: Cast) -> None:
    source, others = calendar_source(), [entry(str(number)) for number in range(9)]
    run(source, ics(entry("a", 7, "RRULE:FREQ=DAILY;COUNT=7"), *others))
    run(source, ics(entry("a", 7, "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3"), *others))
    assert not Event.objects.exclude(state=State.WITHDRAWN).exclude(series=None).exists()
