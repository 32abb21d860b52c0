"""Events are one press away: from the page of the library where they are, from their area, from any page."""

import pytest
from django.test import Client

from ramo.events.tests.factories import TITLE, at, make_area, make_event
from ramo.network.models import Library
from ramo.network.tests.factories import make_library

pytestmark = pytest.mark.django_db
HEADING = "Следващи събития тук"


@pytest.fixture
def library() -> Library:
    make_area()
    return make_library()


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def of_library(client: Client, library: Library) -> str:
    return page(client, f"/biblioteka/{library.pk}/")


def test_a_library_shows_the_three_events_that_come_next_there(client: Client, library: Library) -> None:
    for days in (9, 3, 5, 7):
        make_event(library, title=f"След {days} дни", starts_at=at(days=days))
    seen = of_library(client, library)
    assert [seen.find(f"След {days} дни") > 0 for days in (3, 5, 7, 9)] == [True, True, True, False]
    assert seen.find("След 3 дни") < seen.find("След 5 дни") < seen.find("След 7 дни")


def test_a_library_shows_no_draft_and_nothing_of_another(client: Client, library: Library) -> None:
    make_event(library, is_published=False)
    make_event(make_library("9002"), title="Другаде")
    assert HEADING not in of_library(client, library)


def test_a_closed_library_invites_to_nothing(client: Client, library: Library) -> None:
    make_event(library)
    assert HEADING in of_library(client, library)
    Library.objects.filter(pk=library.pk).update(status=Library.Status.CLOSED)
    assert HEADING not in of_library(client, library)


def test_an_area_leads_to_its_own_events(client: Client, library: Library) -> None:
    assert "sabitiya/?a=employment" not in page(client, "/oblast/employment/")
    make_event(library)
    make_event(library, starts_at=at(days=8))
    assert "2 предстоят" in page(client, "/oblast/employment/")
    assert TITLE in page(client, "/sabitiya/?a=employment")
