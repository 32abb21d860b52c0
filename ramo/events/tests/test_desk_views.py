"""Staff: an event in one short form, a series in one's own words, people in their true order."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.events import actions
from ramo.events.models import Event, Headcount, Host
from ramo.seats.errors import NotOpen
from ramo.seats.jobs import shred_contacts
from ramo.seats.keys import spaced
from ramo.seats.models import Claim, State
from ramo.trust.models import State as Published
from tests.cast import Cast

from .factories import at, begun_event, host_of, make_area, make_event, register

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def typed(**changes: Any) -> dict[str, Any]:
    """The seven answers of a new event."""
    make_area()
    day = at(days=7)
    fields = {"title": "Клуб", "kind": "cultural", "area": "employment", "day": f"{day:%d.%m.%Y}", "begins": "10:00",
              "ends": "12:00", "capacity": "8", "audience": "all", "language": "bg"}  # fmt: skip
    return fields | changes


def write(client: Client, **changes: Any) -> Any:
    return client.post(reverse("events:new"), typed(**changes))


@pytest.fixture
def desk(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_librarian)


def people(host: Host) -> str:
    return reverse("events:people", args=[host.pk])


def act(name: str, host: Host, claim: Claim) -> str:
    return reverse(f"events:{name}", args=[host.pk, claim.pk])


def test_seven_answers_make_a_draft_and_one_press_publishes_it(cast: Cast, desk: Client) -> None:
    write(desk)
    event = Event.objects.get()
    assert (event.state, event.organiser, host_of(event).pool.capacity) == (Published.DRAFT, cast.library, 8)  # type: ignore[union-attr]
    desk.post(reverse("events:publish", args=[event.pk]))
    event.refresh_from_db()
    assert (event.state, event.verified_as) == (Published.PUBLISHED, "Библиотека Росен дол")


def test_written_and_published_in_one_press(cast: Cast, desk: Client) -> None:
    write(desk, publish="1")
    assert Event.objects.on_calendar().exists()


def test_without_places_one_simply_comes(cast: Cast, desk: Client) -> None:
    write(desk, capacity="")
    assert host_of(Event.objects.get()).pool is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "09:00"}, "по-късно от"),
        ({"begins": "сутрин"}, "10:00"),
        ({"day": "01.01.2020"}, "Този час мина"),
        ({"title": ""}, "Попълнете"),
        ({"text": "ЕГН 7501010010"}, "Това прилича на ЕГН"),
        ({"repeats": "всяко пълнолуние"}, "пълнолуние"),
        ({"repeats": "всеки ден до 01.01.2028"}, "твърде много"),
        ({"repeats": "всеки понеделник до 01.01.2099"}, "твърде далеч"),
        ({"co_hosts": "99999"}, "няма такава библиотека"),
        ({"age_from": "18", "age_to": "12"}, "не по-малка"),
    ],
)
def test_what_cannot_be_written_is_said_with_the_fix(
    cast: Cast, desk: Client, changes: dict[str, str], sentence: str
) -> None:
    response = write(desk, **changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Event.objects.exists()


def test_of_a_series_the_dates_are_seen_before_they_are_made(cast: Cast, desk: Client) -> None:
    response = write(desk, repeats="всяка седмица, 3 пъти")
    assert response.status_code == 200
    page = response.content.decode()
    assert 'name="sure" value="3"' in page
    assert f"{at(days=21):%-d.%-m.%Y}" in page
    assert not Event.objects.exists()
    write(desk, repeats="всяка седмица, 3 пъти", sure="3")
    assert Event.objects.count() == 3
    assert len({event.series_id for event in Event.objects.all()}) == 1


def test_dates_that_nobody_saw_are_not_made(cast: Cast, desk: Client) -> None:
    write(desk, repeats="всяка седмица, 4 пъти", sure="3")
    assert not Event.objects.exists()


def test_other_libraries_are_invited_by_number_or_place_each_with_its_own_places(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.office)
    lines = f"{cast.library.pk}, 20, салонът\nГорна Ливада"
    write(client, co_hosts=lines, capacity="5")
    hosts = {host.library_id: host for host in Host.objects.select_related("pool")}
    places = {number: host.pool and host.pool.capacity for number, host in hosts.items()}
    assert places == {cast.library.pk: 20, cast.other_library.pk: 5}
    assert hosts[cast.library.pk].place_bg == "салонът"
    assert Event.objects.get().organiser is None


def test_a_coordinator_writes_for_the_own_district_only(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_coordinator)
    assert write(client, co_hosts=cast.other_library.pk).status_code == 422
    write(client, co_hosts=cast.library.pk)
    assert Event.objects.get().district == cast.district


def test_an_edit_keeps_what_stands_and_the_form_shows_it(cast: Cast, desk: Client) -> None:
    event = make_event(cast.library, capacity=8, led_by="лекар", bring=("очила",), access="рампа")
    page = desk.get(reverse("events:edit", args=[event.pk])).content.decode()
    assert 'value="лекар"' in page
    assert "очила" in page
    desk.post(reverse("events:edit", args=[event.pk]), typed(led_by="лекар", bring="очила", title="Ново"))
    event.refresh_from_db()
    assert (event.title_bg, event.led_by_bg, event.bring_bg, event.pk) == ("Ново", "лекар", ["очила"], event.pk)


def test_calling_off_says_why_and_how_many_letters_leave(cast: Cast, desk: Client) -> None:
    event = make_event(cast.library)
    register(event, email="penka@example.bg")
    response = desk.post(reverse("events:call_off", args=[event.pk]), {"because": "Болен лектор."}, follow=True)
    assert "Тръгва 1 писмо" in response.content.decode()
    event.refresh_from_db()
    assert event.called_off_bg == "Болен лектор."


def test_a_copy_begins_with_all_but_the_day(cast: Cast, desk: Client) -> None:
    event = make_event(cast.library, led_by="лекар")
    page = desk.get(f"{reverse('events:new')}?from={event.pk}").content.decode()
    assert event.title_bg in page
    assert "лекар" in page
    assert f"{at(days=7):%d.%m.%Y}" not in page


def test_a_draft_of_others_is_not_copied(cast: Cast, desk: Client) -> None:
    event = make_event(cast.other_library, is_published=False)
    assert event.title_bg not in desk.get(f"{reverse('events:new')}?from={event.pk}").content.decode()


def test_a_librarian_signs_up_by_first_name_and_reads_the_number_for_the_slip(cast: Cast, desk: Client) -> None:
    host = host_of(make_event(cast.library, capacity=1))
    for name in ("Пенка", "Георги"):
        sent = {"name": name, "party": "1", "submission": str(uuid4())}
        page = desk.post(people(host), sent, follow=True).content.decode()
        assert spaced(Claim.objects.get(name=name).code) in page
    assert [claim.state for claim in Claim.objects.all()] == [State.SEATED, State.WAITING]


def test_a_class_of_24_comes_as_one_party(cast: Cast, desk: Client) -> None:
    host = host_of(make_event(cast.library, capacity=30))
    desk.post(people(host), {"name": "5 клас", "party": "24", "submission": str(uuid4())})
    assert Claim.objects.get().party == 24
    response = desk.post(people(host), {"name": "6 клас", "party": "31", "submission": str(uuid4())})
    assert response.status_code == 422


def test_the_list_shows_the_true_order_of_who_waits(cast: Cast, desk: Client) -> None:
    event = make_event(cast.library, capacity=1)
    for name in ("Първи", "Втори", "Трети"):
        register(event, name=name)
    page = desk.get(people(host_of(event))).content.decode()
    assert page.index("Първи") < page.index("Втори") < page.index("Трети")


def test_the_librarian_gives_up_accepts_and_moves_for_a_person(cast: Cast, desk: Client) -> None:
    event, later = make_event(cast.library, capacity=1), make_event(cast.library, starts_at=at(days=14))
    host = host_of(event)
    first, second = register(event, name="Първи"), register(event, name="Втори")
    desk.post(act("give_up", host, first))
    desk.post(act("take_up", host, second))
    second.refresh_from_db()
    assert second.state == State.SEATED
    desk.post(act("shift", host, second), {"host": host_of(later).pk})
    second.refresh_from_db()
    assert second.pool_id == host_of(later).pool_id


def test_a_number_of_another_list_opens_nothing(cast: Cast, desk: Client) -> None:
    own, foreign = make_event(cast.library), make_event(cast.other_library)
    claim = register(foreign, name="Чужд")
    for name in ("give_up", "take_up", "shift", "check_in", "called"):
        assert desk.post(act(name, host_of(own), claim)).status_code == 404, name
    claim.refresh_from_db()
    assert claim.state == State.SEATED


@pytest.mark.parametrize("page", ["people", "door_list", "call_list", "headcount"])
@pytest.mark.parametrize("role", ["other_librarian", "own_coordinator", "office", "editor", "own_partner"])
def test_names_are_seen_at_the_library_alone(cast: Cast, signed_in: SignedIn, page: str, role: str) -> None:
    event = make_event(cast.library)
    register(event, name="Пенка", phone="088 000 0001")
    address = reverse(f"events:{page}", args=[host_of(event).pk])
    assert signed_in(getattr(cast, role)).get(address).status_code == 403


def test_the_organiser_of_many_sees_no_names_of_the_others(cast: Cast, signed_in: SignedIn) -> None:
    event = make_event(cast.library, cast.other_library)
    address = reverse("events:people", args=[host_of(event, cast.other_library).pk])
    assert signed_in(cast.own_librarian).get(address).status_code == 403


def test_who_came_is_ticked_by_the_list_and_taken_back(cast: Cast, desk: Client) -> None:
    event = make_event(cast.library, capacity=4)
    claim, host = register(event, party=3), host_of(event)
    for said, came in (("all", 3), ("0", 0), ("", None)):
        desk.post(act("check_in", host, claim), {"came": said})
        claim.refresh_from_db()
        assert claim.came == came


def test_the_paper_for_the_door_holds_names_and_no_phones(cast: Cast, desk: Client) -> None:
    event = make_event(cast.library)
    register(event, name="Пенка", phone="088 000 0001")
    page = desk.get(reverse("events:door_list", args=[host_of(event).pk])).content.decode()
    assert "Пенка" in page
    assert "088" not in page


def test_who_is_called_leaves_the_call_list(cast: Cast, desk: Client) -> None:
    event = make_event(cast.library)
    claim, host = register(event, name="Пенка", phone="088 000 0001"), host_of(event)
    actions.call_off(event, by=cast.own_librarian)
    address = reverse("events:call_list", args=[host.pk])
    assert "Пенка" in desk.get(address).content.decode()
    desk.post(act("called", host, claim))
    assert "Пенка" not in desk.get(address).content.decode()


def test_people_are_counted_after_the_beginning_and_the_archive_is_told(cast: Cast, desk: Client) -> None:
    host = host_of(begun_event(cast.library))
    address = reverse("events:headcount", args=[host.pk])
    desk.post(address, {"under_18": "6", "from_65": "17"})
    assert Headcount.objects.get().bands.total == 23
    desk.post(address, {"no": "1"})
    assert not Headcount.objects.exists()
    early = reverse("events:headcount", args=[host_of(make_event(cast.library)).pk])
    assert desk.post(early, {"under_18": "6"}).status_code == 422


def test_the_shelves_hold_what_waits(cast: Cast, signed_in: SignedIn) -> None:
    make_event(cast.library, title="Предстоящо")
    make_event(cast.library, title="Чернова", is_published=False)
    past = make_event(cast.library, title="Минало", starts_at=at(days=1))
    make_event(cast.other_library, title="Чуждо")
    with time_machine.travel(past.ends_at + timedelta(minutes=1)):
        desk = signed_in(cast.own_librarian)
        for shelf, title in (("coming", "Предстоящо"), ("drafts", "Чернова"), ("uncounted", "Минало")):
            page = desk.get(reverse("events:events"), {"shelf": shelf}).content.decode()
            assert title in page, shelf
            assert "Чуждо" not in page


def test_shredding_is_said_on_the_list_with_what_stays(cast: Cast, signed_in: SignedIn) -> None:
    event = make_event(cast.library, starts_at=at(days=1))
    register(event, name="Пенка", phone="088 000 0001")
    with time_machine.travel(event.ends_at + timedelta(days=8)):
        shred_contacts()
        page = signed_in(cast.own_librarian).get(people(host_of(event))).content.decode()
    assert "изтрити" in page
    assert "Пенка" not in page
    assert AuditEntry.objects.filter(verb="shredded contacts").exists()


@pytest.mark.parametrize("repeats", ["", "всяка седмица, 3 пъти"])
def test_a_second_press_writes_nothing_more(cast: Cast, desk: Client, repeats: str) -> None:
    pressed = {"repeats": repeats, "sure": "3", "submission": str(uuid4())}
    first, second = (write(desk, **pressed) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Event.objects.count() == (3 if repeats else 1)


def test_who_wants_to_publish_a_series_says_it_once(cast: Cast, desk: Client) -> None:
    page = write(desk, repeats="всяка седмица, 3 пъти", publish="1").content.decode()
    assert 'type="hidden" name="publish"' in page


def test_signing_up_begins_on_the_day_that_was_said(cast: Cast, desk: Client) -> None:
    write(desk, opens=f"{at(days=3):%d.%m.%Y}", publish="1")
    event = Event.objects.get()
    page = Client().get(reverse("events:register", args=[event.pk, cast.library.pk])).content.decode()
    assert "Записването започва" in page
    with pytest.raises(NotOpen):
        register(event)
