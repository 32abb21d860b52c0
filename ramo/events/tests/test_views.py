"""What a reader sees of events and does from a phone without script."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.events import actions
from ramo.events.addresses import address_of
from ramo.events.models import OutcomeCard
from ramo.kit import clock
from ramo.network.tests.factories import make_library, make_settlement
from ramo.seats import actions as seats
from ramo.seats.keys import spaced, token_of
from ramo.seats.models import Claim, State
from ramo.vocabularies.models import Settlement
from tests.cast import Cast

from .factories import TITLE, at, begun_event, host_of, make_event, register

pytestmark = pytest.mark.django_db
LIST = "/sabitiya/"


@pytest.fixture(autouse=True)
def _far_apart(cast: Cast) -> None:
    Settlement.objects.filter(pk=cast.other_library.settlement_id).update(lat=41.5)


def seen(address: str, **query: str) -> str:
    response = Client().get(address, query)
    assert response.status_code == 200, response
    return response.content.decode()


def sign_up(event_pk: int, library: str, **typed: object) -> object:
    fields = {"party": "1", "name": "Пенка", "phone": "088 000 0001", "submission": str(uuid4()), **typed}
    return Client().post(reverse("events:register", args=[event_pk, library]), fields)


def test_the_calendar_shows_what_is_published_and_to_come_and_nothing_else(cast: Cast) -> None:
    make_event(cast.library)
    make_event(cast.library, title="Чернова", is_published=False)
    off = make_event(cast.library, title="Отменено събитие")
    actions.call_off(off, by=cast.own_librarian)
    page = seen(LIST)
    assert TITLE in page
    assert "Чернова" not in page
    assert "Отменено събитие" not in page


def test_the_calendar_is_narrowed_by_place_area_audience_and_week(cast: Cast) -> None:
    make_event(cast.library)
    make_event(cast.other_library, title="Далечно", area="health", audience="seniors")
    home = cast.library.settlement_id or ""
    assert "Далечно" not in seen(LIST, p=home, d="20")
    assert TITLE in seen(LIST, p=home, d="20")
    assert TITLE not in seen(LIST, a="health")
    assert "Далечно" not in seen(LIST, t="children")
    assert "Далечно" in seen(LIST, t="seniors")
    week = at(days=7).date()
    assert TITLE in seen(LIST, w=week.isoformat())
    assert TITLE not in seen(LIST, w=(week + timedelta(days=7)).isoformat())


@pytest.mark.parametrize("query", ["w=x", "m=2026-13", "m=9999-01", "a=<script>", "page=-1", "d=7", "t=x", "p=%00"])
def test_what_cannot_be_read_of_an_address_is_left_out(cast: Cast, query: str) -> None:
    make_event(cast.library)
    assert TITLE in Client().get(f"{LIST}?{query}").content.decode() or "p=" in query


def test_an_event_of_several_libraries_stands_once_a_library(cast: Cast) -> None:
    make_event(cast.library, cast.other_library)
    assert seen(LIST).count("<article") == 2
    assert seen(LIST, p=cast.library.settlement_id or "").count("<article") == 1


def test_a_page_of_the_calendar_costs_the_same_queries_however_long(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        make_event(cast.library, starts_at=at(days=number + 1))
    with django_assert_max_num_queries(10):
        seen(LIST)
    month = at(days=1)
    with django_assert_max_num_queries(10):
        seen(f"/sabitiya/{month:%Y}-{month.month}/")


def test_a_day_of_the_month_shows_a_few_and_says_how_many_more(cast: Cast) -> None:
    for hour in range(8, 15):
        make_event(cast.library, title=f"Час {hour}", starts_at=at(hour))
    page = seen(f"/sabitiya/{at():%Y}-{at().month}/")
    assert "Час 8" in page
    assert "Час 14" not in page
    assert f"?w={at():%Y-%m-%d}" in page


@pytest.mark.parametrize("address", ["/sabitiya/1999-1/", "/sabitiya/2026-13/", "/sabitiya/2026-0/"])
def test_a_month_that_is_none_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_an_event_says_when_where_and_how_many_places(cast: Cast) -> None:
    event = make_event(cast.library, capacity=8)
    for number in range(5):
        register(event, phone=f"088 000 000{number}")
    page = seen(address_of(event))
    assert "останаха 3 места" in page
    assert reverse("events:register", args=[event.pk, cast.library.pk]) in page


def test_where_one_simply_comes_nobody_is_asked_for_a_name(cast: Cast) -> None:
    event = make_event(cast.library, capacity=None)
    assert "Записване няма" in seen(address_of(event))
    assert Client().get(reverse("events:register", args=[event.pk, cast.library.pk])).status_code == 404


def test_a_draft_is_not_found_what_is_over_answers_410_with_others(cast: Cast) -> None:
    draft, event = make_event(cast.library, is_published=False), make_event(cast.library)
    other = make_event(cast.library, starts_at=at(days=30))
    assert Client().get(address_of(draft)).status_code == 404
    with time_machine.travel(event.ends_at + timedelta(minutes=1)):
        response = Client().get(address_of(event))
        assert response.status_code == 410
        assert address_of(other) in response.content.decode()


def test_an_older_address_leads_to_the_present_one(cast: Cast) -> None:
    event = make_event(cast.library)
    response = Client().get(reverse("events:event", args=[event.pk, "drugo"]))
    assert response.headers["Location"] == address_of(event)


def test_a_title_cannot_end_what_search_engines_read(cast: Cast) -> None:
    event = make_event(cast.library, title="</script><b>x")
    page = seen(address_of(event))
    assert "</script><b>x" not in page


def test_signing_up_leads_to_ones_own_place_with_its_number(cast: Cast) -> None:
    event = make_event(cast.library)
    response = sign_up(event.pk, cast.library.pk)
    claim = Claim.objects.get()
    assert response.headers["Location"] == reverse("events:own", args=[token_of(claim)])  # type: ignore[attr-defined]
    page = seen(response.headers["Location"])  # type: ignore[attr-defined]
    assert "Записани сте" in page
    assert spaced(claim.code) in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone": "", "email": ""}, "Дайте телефон или имейл"),
        ({"phone": "088 000 00"}, "Липсва една цифра"),
        ({"phone": "обадете се"}, "Напишете телефона с цифри"),
        ({"name": "7501010010"}, "Това прилича на ЕГН"),
        ({"party": "9"}, "Колко души?"),
    ],
)
def test_what_cannot_be_taken_is_said_with_the_fix(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    event = make_event(cast.library, capacity=10)
    response = sign_up(event.pk, cast.library.pk, **typed)
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert sentence in response.content.decode()  # type: ignore[attr-defined]
    assert not Claim.objects.exists()


def test_a_second_press_leads_to_the_same_place_and_a_second_try_is_told(cast: Cast) -> None:
    event, submission = make_event(cast.library), str(uuid4())
    first, second = (sign_up(event.pk, cast.library.pk, submission=submission) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]  # type: ignore[attr-defined]
    again = sign_up(event.pk, cast.library.pk)
    assert "вече е в списъка" in again.content.decode()  # type: ignore[attr-defined]


def test_about_health_no_name_is_asked_and_no_contact_needed(cast: Cast) -> None:
    event = make_event(cast.library, area="health")
    page = seen(reverse("events:register", args=[event.pk, cast.library.pk]))
    assert 'name="name"' not in page
    sign_up(event.pk, cast.library.pk, name="Пенка", phone="")
    assert Claim.objects.get().name == ""


def test_children_under_14_are_signed_up_by_a_parent_only(cast: Cast) -> None:
    event = make_event(cast.library, audience="children")
    assert sign_up(event.pk, cast.library.pk).status_code == 422  # type: ignore[attr-defined]
    sign_up(event.pk, cast.library.pk, is_for_child="on")
    assert Claim.objects.get().is_for_child


def test_who_waits_sees_an_honest_place_and_may_leave_the_line(cast: Cast) -> None:
    event = make_event(cast.library, capacity=1)
    claims = [register(event, phone=f"088 000 000{number}") for number in range(3)]
    own = reverse("events:own", args=[token_of(claims[2])])
    assert "Вие сте номер 2 в списъка" in seen(own)
    Client().post(reverse("events:leave", args=[token_of(claims[1])]))
    assert "Вие сте номер 1 в списъка" in seen(own)


def test_who_is_offered_a_place_accepts_it_by_the_link(cast: Cast) -> None:
    event = make_event(cast.library, capacity=1)
    first, second = register(event, phone="088 000 0001"), register(event, phone="088 000 0002")
    seats.leave(first)
    own = reverse("events:own", args=[token_of(second)])
    assert "Освободи се място за вас" in seen(own)
    Client().post(reverse("events:accept", args=[token_of(second)]))
    second.refresh_from_db()
    assert second.state == State.SEATED


def test_a_place_moves_to_another_day_by_the_link_and_nowhere_else(cast: Cast) -> None:
    event, later = make_event(cast.library), make_event(cast.library, starts_at=at(days=14))
    foreign = make_event(cast.library, title="Съвсем друго")
    claim = register(event, phone="088 000 0001")
    address = reverse("events:move", args=[token_of(claim)])
    Client().post(address, {"host": host_of(foreign).pk})
    claim.refresh_from_db()
    assert claim.pool_id == host_of(event).pool_id
    Client().post(address, {"host": host_of(later).pk})
    claim.refresh_from_db()
    assert claim.pool_id == host_of(later).pool_id


def test_a_link_opens_only_its_own_place_and_is_never_cached(cast: Cast) -> None:
    claim = register(make_event(cast.library))
    response = Client().get(reverse("events:own", args=[token_of(claim)]))
    assert "no-store" in response.headers["Cache-Control"]
    assert Client().get(reverse("events:own", args=["x" + token_of(claim)])).status_code == 404


def test_the_number_on_the_slip_opens_the_place_and_a_wrong_one_is_told(cast: Cast) -> None:
    claim = register(make_event(cast.library))
    response = Client().post("/zapis/", {"code": spaced(claim.code).lower()})
    assert response.headers["Location"] == reverse("events:own", args=[token_of(claim)])
    wrong = Client().post("/zapis/", {"code": "K47R-2M9XQ"})
    assert wrong.status_code == 422


def test_the_calendar_of_a_phone_holds_the_event_and_never_a_draft(cast: Cast) -> None:
    event, draft = make_event(cast.library), make_event(cast.library, is_published=False)
    response = Client().get(reverse("events:calendar", args=[event.pk]))
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert f"event-{event.pk}-{cast.library.pk}" in response.content.decode()
    assert Client().get(reverse("events:calendar", args=[draft.pk])).status_code == 404


def test_an_opinion_is_taken_after_the_beginning_without_a_name(cast: Cast) -> None:
    event, early = begun_event(cast.library), make_event(cast.library)
    address = reverse("events:outcome", args=[event.pk, cast.library.pk])
    assert Client().get(reverse("events:outcome", args=[early.pk, cast.library.pk])).status_code == 404
    assert Client().post(address, {"submission": str(uuid4())}).status_code == 422
    Client().post(address, {"submission": str(uuid4()), "learned": "5", "aware": "3"})
    card = OutcomeCard.objects.get()
    assert (card.learned, card.confident, card.aware) == (5, None, 3)


def test_a_library_nearby_is_found_by_its_own_place_not_by_its_district(cast: Cast) -> None:
    near = make_settlement("99003", name_bg="Долна Ливада", lat=43.45, lon=23.25)
    library = make_library("9003", name_bg="Изгрев", settlement=near)
    make_event(library, title="Наблизо")
    assert "Наблизо" in seen(LIST, p=cast.library.settlement_id or "", d="10")


def test_staff_see_the_way_to_the_list_of_their_own_library(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    event = make_event(cast.library)
    people = reverse("events:people", args=[host_of(event).pk])
    assert people in signed_in(cast.own_librarian).get(address_of(event)).content.decode()
    assert people not in signed_in(cast.other_librarian).get(address_of(event)).content.decode()
    assert people not in seen(address_of(event))
    assert clock.today()
