"""What a reader, a librarian and an expert see of bookable hours; bad input comes back with a sentence."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.appointments import actions, jobs
from ramo.appointments.addresses import own_address
from ramo.appointments.models import Schedule, Slot
from ramo.events.tests.factories import make_event, register
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.seats.jobs import shred_contacts
from ramo.seats.keys import spaced, token_of
from ramo.seats.models import Claim, State
from tests.cast import Cast

from .factories import book, first_slot, make_schedule

SignedIn = Callable[[User], Client]
MONDAY = datetime(2026, 11, 23, 12, tzinfo=clock.COUNTRY_ZONE)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY):
        yield


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make_schedule(cast.library, cast.institution, weekday=2)


@pytest.fixture
def slot(schedule: Schedule) -> Slot:
    return first_slot(schedule)


def typed(hour: Slot, /, **changes: Any) -> dict[str, Any]:
    return {"submission": uuid4(), "slot": hour.pk, "name": "Пенка", "phone": "", "email": "", **changes}


def send(hour: Slot, /, **changes: Any) -> Any:
    return Client().post(f"/chasove/{hour.schedule_id}/", typed(hour, **changes))


def test_a_reader_books_without_an_account_and_reads_the_code(slot: Slot) -> None:
    answer = send(slot)
    claim = Claim.objects.get()
    assert answer.headers["Location"] == own_address(claim)
    page = Client().get(own_address(claim)).content.decode()
    assert "Часът е ваш. Чакаме ви: сряда, 25 ноември, 10:00" in page
    assert spaced(claim.code) in page
    assert spaced(claim.code) in Client().get(own_address(claim) + "belezhka/").content.decode()


def test_nothing_has_to_be_told_to_book(slot: Slot) -> None:
    send(slot, name="")
    assert Claim.objects.get().state == State.SEATED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": "088 000 000"}, "Липсва една цифра. Пример: 088 000 0000"),
        ({"phone": "на съседа"}, "Напишете телефона с цифри. Пример: 088 000 0000"),
        ({"phone": "6101057509"}, "Това прилича на ЕГН. Махнете го – не ни трябва."),
        ({"name": "Пенка 6101057509"}, "Това прилича на ЕГН. Махнете го – не ни трябва."),
        ({"email": "penka"}, "напишете имейл като"),
        ({"slot": ""}, "Изберете час."),
        ({"slot": "нула"}, "Изберете час."),
        ({"slot": "999999"}, "Този час вече не се дава. Изберете друг."),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(changes: dict[str, str], sentence: str, slot: Slot) -> None:
    answer = send(slot, **{"name": "Пенка", **changes})
    page = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert sentence in page
    assert "Пенка" in page
    assert not Claim.objects.exists()


def test_an_hour_taken_meanwhile_says_which_is_free_next(slot: Slot) -> None:
    book(slot)
    page = send(slot).content.decode()
    assert "Този час току-що беше зает. Следващият свободен е: сряда, 25 ноември, 10:20" in page


def test_a_taken_hour_is_no_choice_and_says_so_in_a_word(slot: Slot) -> None:
    book(slot)
    page = Client().get(f"/chasove/{slot.schedule_id}/").content.decode()
    assert "10:00\u00a0ч. – зает" in page
    assert f'value="{slot.pk}" disabled' in page


def test_a_week_that_is_not_open_yet_says_when_it_opens(schedule: Schedule) -> None:
    page = Client().get(f"/chasove/{schedule.pk}/").content.decode()
    assert "отваря се на 30.11.2026, 9:00" in page


def test_of_health_only_a_phone_is_asked_and_no_page_of_ones_own_is_coloured(cast: Cast) -> None:
    schedule = make_schedule(cast.library, cast.institution, weekday=2, area="health", title_bg="Лекар")
    slot = first_slot(schedule)
    page = Client().get(f"/chasove/{schedule.pk}/").content.decode()
    assert 'name="name"' not in page
    assert 'name="email"' not in page
    send(slot, name="Пенка", email="penka@example.org")
    claim = Claim.objects.get()
    assert (claim.name, claim.email) == ("", "")
    assert "Лекар" not in Client().get(own_address(claim) + "belezhka/").content.decode()


def test_a_code_opens_the_booking_however_it_is_typed(slot: Slot) -> None:
    claim = book(slot)
    answer = Client().post("/moyat-chas/", {"k": f" {spaced(claim.code).lower()} "})
    assert answer.headers["Location"] == own_address(claim)


def test_a_wrong_code_opens_nothing(slot: Slot) -> None:
    assert "Такъв код няма." in Client().post("/moyat-chas/", {"k": "AAA-AAAA"}).content.decode()


def test_a_forged_link_opens_nothing(slot: Slot) -> None:
    address = own_address(book(slot))
    assert Client().get(address[:-2] + "x/").status_code == 404


def test_ones_own_page_is_never_kept_by_a_cache(slot: Slot) -> None:
    assert "no-store" in Client().get(own_address(book(slot)))["Cache-Control"]


def test_a_reader_takes_another_hour_and_gives_it_up(schedule: Schedule) -> None:
    first, second = Slot.objects.whole().filter(schedule=schedule)[:2]
    claim = book(first)
    Client().post(own_address(claim) + "drug/", {"slot": second.pk})
    assert "10:20" in Client().get(own_address(claim)).content.decode()
    Client().post(own_address(claim) + "otkazhi/")
    assert "Отказахте този час." in Client().get(own_address(claim)).content.decode()


def test_the_page_of_ones_own_says_that_the_hour_was_moved(slot: Slot, cast: Cast) -> None:
    claim = book(slot)
    actions.move_slot(slot, slot.starts_at + timedelta(hours=4), by=cast.own_partner)
    page = Client().get(own_address(claim)).content.decode()
    assert "Часът е преместен." in page
    assert "14:00" in page


def test_an_expert_gives_hours_moves_one_and_calls_one_off(cast: Cast, signed_in: SignedIn) -> None:
    partner = signed_in(cast.own_partner)
    sent = {
        "library": cast.library.pk, "area": "taxes", "title_bg": "Служител", "weekday": 2, "opens": "10",
        "closes": "11",
        "minutes": 20, "capacity": 1, "starts_on": "23.11.2026", "weeks_ahead": 2,
    }  # fmt: skip
    make_schedule(cast.library, cast.other_institution, weekday=1)
    partner.post("/rabotno-myasto/chasove/novi/", sent)
    schedule = Schedule.objects.get(institution=cast.institution)
    one, other = Slot.objects.filter(schedule=schedule)[:2]
    partner.post(f"/rabotno-myasto/chas/{one.pk}/premesti/", {f"m{one.pk}-day": "25.11.2026", f"m{one.pk}-hour": "15"})
    partner.post(f"/rabotno-myasto/chas/{other.pk}/otmeni/", {f"w{other.pk}-why": "Болен е."})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.starts_at.astimezone(clock.COUNTRY_ZONE).hour, other.is_off) == (15, True)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes": "10:10"}, "не се побира нито един час"),
        ({"opens": "рано"}, "напишете час като 16:30"),
        ({"ends_on": "22.11.2026"}, "Последният ден е преди първия."),
        ({"title_bg": "питай 0888 123 456"}, "Това прилича на ЕГН"),
    ],
)
def test_a_pattern_that_cannot_be_comes_back(
    changes: dict[str, str], sentence: str, cast: Cast, signed_in: SignedIn
) -> None:
    first_slot(make_schedule(cast.library, cast.other_institution, weekday=1))
    sent = {
        "library": cast.library.pk, "area": "taxes", "title_bg": "Служител", "weekday": 2, "opens": "10",
        "closes": "11",
        "minutes": 20, "capacity": 1, "starts_on": "23.11.2026", "weeks_ahead": 2, **changes,
    }  # fmt: skip
    answer = signed_in(cast.own_partner).post("/rabotno-myasto/chasove/novi/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Schedule.objects.count() == 1


def test_a_librarian_books_for_somebody_and_marks_who_came(slot: Slot, cast: Cast, signed_in: SignedIn) -> None:
    librarian = signed_in(cast.own_librarian)
    sent = {f"b{slot.pk}-submission": uuid4(), f"b{slot.pk}-name": "Пенка", f"b{slot.pk}-phone": ""}
    answer = librarian.post(f"/rabotno-myasto/chas/{slot.pk}/zapishi/", sent)
    claim = Claim.objects.get()
    assert answer.headers["Location"] == own_address(claim) + "belezhka/"
    day = reverse("appointments:day", args=["9001", "2026-11-25"])
    assert "Пенка" in librarian.get(day).content.decode()
    with time_machine.travel(slot.starts_at):
        came = f"/rabotno-myasto/chas/{slot.pk}/doyde/{claim.pk}/"
        answer = signed_in(cast.own_librarian).post(came, {"came": "1"})
    assert answer.headers["Location"] == "/rabotno-myasto/?area=taxes#log-h"
    claim.refresh_from_db()
    assert claim.came == 1


def test_the_list_of_a_day_is_printed_as_page_and_file(slot: Slot, cast: Cast, signed_in: SignedIn) -> None:
    book(slot, name="Пенка", phone="0888 123 456")
    librarian = signed_in(cast.own_librarian)
    day = "/rabotno-myasto/chasove/den/9001/2026-11-25/list"
    page = librarian.get(f"{day}/").content.decode()
    assert "Пенка" in page
    assert "0888" in page
    assert librarian.get(f"{day}.pdf").content.startswith(b"%PDF")


def test_a_full_day_has_its_sign(slot: Slot, cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.own_librarian).get(f"/rabotno-myasto/chasove/{slot.schedule_id}/zaeto/").content.decode()
    assert "Всички часове за днес са заети" in page
    assert "Следващ свободен час:" in page


def test_who_walks_in_gets_a_number(schedule: Schedule, cast: Cast, signed_in: SignedIn) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 8, tzinfo=clock.COUNTRY_ZONE)):
        librarian = signed_in(cast.own_librarian)
        answer = librarian.post(
            f"/rabotno-myasto/chasove/{schedule.pk}/nomer/", {"submission": uuid4()}, follow=True
        ).content.decode()
        assert "Номер 1" in answer
        librarian.post(f"/rabotno-myasto/chasove/nomer/{schedule.walk_ins.get().pk}/")
        assert schedule.walk_ins.get().is_served


def test_lists_say_the_next_free_hour(slot: Slot) -> None:
    for address in ("/chasove/", "/chasove/?o=MON", "/chasove/biblioteka/9001/"):
        assert "следващ свободен час: 25.11.2026, 10:00" in Client().get(address).content.decode()
    assert "Служител" not in Client().get("/chasove/?o=VID").content.decode()


def test_a_day_that_is_no_day_is_missing(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.own_librarian).get("/rabotno-myasto/chasove/den/9001/2026-02-31/").status_code == 404


def test_no_letter_of_health_names_its_topic(cast: Cast) -> None:
    schedule = make_schedule(cast.library, cast.institution, weekday=2, area="health", title_bg="Лекар")
    book(first_slot(schedule), email="penka@example.org")
    assert "Лекар" not in OutgoingMail.objects.get().text


def test_what_is_held_in_one_hour_is_not_marked_in_another(schedule: Schedule, cast: Cast, signed_in: SignedIn) -> None:
    first, second = Slot.objects.whole().filter(schedule=schedule)[:2]
    claim, librarian = book(first, phone="0888 123 456"), signed_in(cast.own_librarian)
    for act in ("doyde", "otkazhi", "obaden"):
        assert librarian.post(f"/rabotno-myasto/chas/{second.pk}/{act}/{claim.pk}/", {"came": "1"}).status_code == 404
    claim.refresh_from_db()
    assert (claim.came, claim.state) == (None, State.SEATED)


def test_another_hour_is_one_of_the_same_expert_at_the_same_place(schedule: Schedule, cast: Cast) -> None:
    elsewhere = first_slot(make_schedule(cast.other_library, cast.other_institution, weekday=4))
    claim = book(first_slot(schedule))
    answer = Client().post(own_address(claim) + "drug/", {"slot": elsewhere.pk})
    assert answer.status_code == 422
    claim.refresh_from_db()
    assert claim.pool_id == first_slot(schedule).pool_id


def test_an_expert_touches_no_hours_of_another_institution(slot: Slot, cast: Cast, signed_in: SignedIn) -> None:
    other = signed_in(cast.other_partner)
    sent = {f"m{slot.pk}-day": "25.11.2026", f"m{slot.pk}-hour": "15"}
    assert other.post(f"/rabotno-myasto/chas/{slot.pk}/premesti/", sent).status_code == 403
    slot.refresh_from_db()
    assert slot.version == 1


def test_a_library_gives_hours_of_its_own(cast: Cast, signed_in: SignedIn) -> None:
    first_slot(make_schedule(cast.library, cast.institution, weekday=1))
    sent = {
        "library": cast.library.pk, "area": "taxes", "title_bg": "Библиотекар за електронни услуги", "weekday": 3,
        "opens": "10", "closes": "11", "minutes": 20, "capacity": 2, "starts_on": "23.11.2026", "weeks_ahead": 2,
    }  # fmt: skip
    signed_in(cast.own_librarian).post("/rabotno-myasto/chasove/novi/", sent)
    own = Schedule.objects.get(institution=None)
    assert (own.library, own.expert.library) == (cast.library, cast.library)


def test_a_shredded_day_says_so_with_what_stays(slot: Slot, cast: Cast, signed_in: SignedIn) -> None:
    claim = book(slot, name="Пенка")
    actions.mark(claim, slot, came=True, by=cast.own_librarian)
    with time_machine.travel(clock.midnight(slot.day + timedelta(days=1))):
        shred_contacts()
        address = reverse("appointments:day", args=[cast.library.pk, slot.day.isoformat()])
        page = signed_in(cast.own_librarian).get(address).content.decode()
    assert "Имената и телефоните са изтрити на" in page
    assert "час са имали 1, дошли са 1" in page
    assert "Пенка" not in page


LISTS = ("/chasove/", "/chasove/biblioteka/{number}/")


@pytest.mark.parametrize("address", LISTS)
def test_which_hour_is_free_next_is_kept_for_ten_seconds_and_never_past_that_hour(
    slot: Slot, cast: Cast, address: str
) -> None:
    address = address.format(number=cast.library.pk)

    def kept() -> str:
        return Client().get(address).headers["X-Accel-Expires"]

    with time_machine.travel(MONDAY, tick=False):
        assert kept() == "10"
    with time_machine.travel(slot.starts_at - timedelta(seconds=4), tick=False):
        assert kept() == "4"


def test_who_comes_from_an_old_page_to_a_taken_hour_hears_which_is_free_next(slot: Slot) -> None:
    """The page of the hours itself is never kept; the list before it may be ten seconds old."""
    assert "no-store" in Client().get(f"/chasove/{slot.schedule_id}/").headers["Cache-Control"]
    book(slot)
    answer = send(slot)
    assert answer.status_code == 422
    assert "Този час току-що беше зает. Следващият свободен е: сряда, 25 ноември, 10:20" in answer.content.decode()
    assert Client().get("/chasove/").content.decode().count("10:20") >= 1


@pytest.mark.parametrize("way", ["", "belezhka/"])
def test_a_place_at_an_event_opens_nothing_among_hours(cast: Cast, way: str) -> None:
    claim = register(make_event(cast.library))
    assert Client().get(f"/moyat-chas/{token_of(claim)}/{way}").status_code == 404


@pytest.mark.parametrize("way", ["otkazhi/", "drug/"])
def test_a_place_at_an_event_is_not_given_up_or_moved_among_hours(cast: Cast, slot: Slot, way: str) -> None:
    claim = register(make_event(cast.library))
    assert Client().post(f"/moyat-chas/{token_of(claim)}/{way}", {"slot": slot.pk}).status_code == 404
    claim.refresh_from_db()
    assert claim.state == State.SEATED


def test_about_health_no_letter_says_what_it_is_about_and_nothing_of_the_person_is_asked(cast: Cast) -> None:
    schedule = make_schedule(
        cast.library, cast.institution, area="health", title_bg="Диабетолог", helps_bg=("кръвна захар",)
    )
    claim = book(first_slot(schedule), email="penka@example.org")
    jobs.remind()
    with time_machine.travel(first_slot(schedule).starts_at - timedelta(days=1)):
        jobs.remind()
    written = list(
        OutgoingMail.objects.filter(about=claim.key_of_letters).values_list("subject", "text", "html", "calendar")
    )
    assert len(written) == 2
    assert "Диабет" not in str(written)
    assert "захар" not in str(written)
    page = Client().get(f"/chasove/{schedule.pk}/").content.decode()
    assert 'name="name"' not in page
    assert 'name="email"' not in page
