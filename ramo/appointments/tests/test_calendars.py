"""A booked hour goes into the person's calendar, moves there and leaves it; health says no topic."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from ramo.accounts.models import User
from ramo.appointments import actions
from ramo.appointments.models import Slot
from ramo.mailing.models import OutgoingMail
from ramo.seats.keys import token_of
from tests.cast import Cast

from .factories import book, first_slot, make_schedule

pytestmark = pytest.mark.django_db(transaction=True)
SignedIn = Callable[[User], Client]
PENKA = {"name": "Пенка", "email": "penka@example.org"}


@pytest.fixture
def slot(cast: Cast) -> Slot:
    return first_slot(make_schedule(cast.library, cast.institution))


def entry() -> dict[str, str]:
    """Of the letter that was written last."""
    letter = OutgoingMail.objects.order_by("pk").last()
    assert letter is not None
    calendar = Calendar.from_ical(letter.calendar)
    [event] = calendar.events
    return {"METHOD": str(calendar["method"])} | {name: str(event[name]) for name in ("UID", "STATUS", "SUMMARY")} | {
        "SEQUENCE": str(event["SEQUENCE"]), "DTSTART": str(event.decoded("DTSTART")),
    }  # fmt: skip


def test_the_entry_stays_one_through_booking_moving_and_giving_up(slot: Slot, cast: Cast) -> None:
    claim = book(slot, **PENKA)
    booked = entry()
    actions.move_slot(slot, slot.starts_at + timedelta(days=7, hours=3), by=cast.own_partner)
    moved = entry()
    actions.give_up(claim)
    given_up = entry()
    assert {each["UID"] for each in (booked, moved, given_up)} == {booked["UID"]}
    assert [booked["METHOD"], moved["METHOD"], given_up["METHOD"]] == ["REQUEST", "REQUEST", "CANCEL"]
    assert int(booked["SEQUENCE"]) <= int(moved["SEQUENCE"]) <= int(given_up["SEQUENCE"])
    assert booked["DTSTART"] != moved["DTSTART"]


def test_an_hour_that_is_called_off_leaves_the_calendar(slot: Slot, cast: Cast) -> None:
    book(slot, **PENKA)
    actions.call_off(slot, "", by=cast.own_partner)
    assert (entry()["METHOD"], entry()["STATUS"]) == ("CANCEL", "CANCELLED")


def test_of_health_the_entry_says_no_topic(cast: Cast) -> None:
    book(first_slot(make_schedule(cast.library, cast.institution, area="health", title_bg="Лекар")), **PENKA)
    assert entry()["SUMMARY"] == "В библиотеката"


def test_who_holds_the_link_takes_the_hour_along_until_it_is_given_up(slot: Slot) -> None:
    claim = book(slot)
    address = reverse("appointments:calendar", args=[token_of(claim)])
    assert "BEGIN:VEVENT" in Client().get(address).content.decode()
    actions.give_up(claim)
    assert Client().get(address).status_code == 404


def test_the_coordinator_sees_numbers_of_the_own_district_and_no_name(
    slot: Slot, cast: Cast, signed_in: SignedIn
) -> None:
    book(slot, **PENKA)
    page = signed_in(cast.own_coordinator).get(reverse("appointments:district")).content.decode()
    assert "1 от " in page
    assert "Пенка" not in page
    other = signed_in(cast.other_coordinator).get(reverse("appointments:district")).content.decode()
    assert "Служител на данъчния офис" not in other
