"""What leaves the house on paper: the poster, the programme of a month, the lists for the door and for calls."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ramo.events import actions, prints
from ramo.events.leaflets import leaflet_of
from ramo.events.models import Event, Host
from ramo.events.posters import poster_of
from ramo.kit import clock
from ramo.network.models import Library
from tests.cast import Cast

from .factories import at, event_data, host_of, make_event, register

pytestmark = pytest.mark.django_db


def words_of(content: bytes) -> tuple[str, int]:
    """What stands on the paper, and on how many sheets."""
    read = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split()), len(read.pages)


def poster_words(event: Event) -> tuple[str, int]:
    return words_of(prints.poster_pdf(poster_of(host_of(event))))


def next_month(event: Event) -> str:
    return f"{event.local_start:%Y-%m}"


def test_a_poster_says_what_when_where_and_whom_to_call_on_one_sheet(cast: Cast) -> None:
    event = make_event(cast.library, title="Измерване на кръвно", phone="096000145", led_by="лекар от РЗИ")
    said, sheets = poster_words(event)
    assert sheets == 1
    for part in (
        "Измерване на кръвно",
        "10:00–12:00",
        "Росен дол",
        "лекар от РЗИ",
        "096 000 145",
        f"sabitie/{event.pk}-",
    ):
        assert part in said


@pytest.mark.parametrize("length", [10, 60, 120, 200])
def test_a_poster_is_one_sheet_however_long_its_title(cast: Cast, length: int) -> None:
    event = make_event(cast.library, title=("Разговор за здравето " * 12)[:length].strip(), led_by="лекар " * 20)
    assert poster_words(event)[1] == 1


def test_a_poster_tells_who_need_not_sign_up_simply_to_come(cast: Cast) -> None:
    assert "Запишете се" in poster_words(make_event(cast.library, capacity=10))[0]
    assert "Запишете се" not in poster_words(make_event(cast.library, capacity=None))[0]


def test_a_poster_of_what_is_called_off_says_so(cast: Cast) -> None:
    event = make_event(cast.library)
    actions.call_off(event, by=cast.own_librarian)
    event.refresh_from_db()
    with translation.override("bg"):
        assert poster_of(host_of(event)).notice in poster_words(event)[0]


@pytest.mark.parametrize("end", ["/", ".pdf"])
def test_the_public_gets_no_poster_of_a_draft_nor_of_what_is_over(cast: Cast, end: str) -> None:
    draft, over, shown = (
        make_event(cast.library, is_published=False),
        make_event(cast.library),
        make_event(cast.library),
    )
    Event.objects.filter(pk=over.pk).update(starts_at=at(10, days=-3), ends_at=at(12, days=-3))
    got = [
        Client().get(f"/sabitie/{each.pk}/plakat/{cast.library.pk}{end}").status_code for each in (draft, over, shown)
    ]
    assert got == [404, 404, 200]


def test_the_page_of_a_poster_says_what_its_file_says(cast: Cast) -> None:
    event = make_event(cast.library)
    poster = poster_of(host_of(event))
    page = Client().get(f"/en/sabitie/{event.pk}/plakat/{cast.library.pk}/").content.decode()
    for part in (poster.title, poster.day, poster.call[0]):
        assert part in page


def test_a_programme_holds_the_month_of_one_library_in_order(cast: Cast) -> None:
    late = make_event(cast.library, title="Второ", starts_at=at(17))
    make_event(cast.library, title="Първо", starts_at=at(9))
    make_event(cast.other_library, title="Чуждо")
    make_event(cast.library, title="Чернова", is_published=False)
    said, _ = words_of(prints.leaflet_pdf(leaflet_of(cast.library, late.starts_on.replace(day=1))))
    assert said.index("Първо") < said.index("Второ")
    assert "Чуждо" not in said
    assert "Чернова" not in said


def test_a_month_ends_at_midnight_of_the_country(cast: Cast) -> None:
    next_first = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    days = (next_first - clock.today()).days
    make_event(cast.library, title="Последно", starts_at=at(23, days=days - 1))
    make_event(cast.library, title="Следващо", starts_at=at(0, days=days))
    titles = [row.title for day in leaflet_of(cast.library, clock.today().replace(day=1)).days for row in day.rows]
    assert titles == ["Последно"]


def test_a_programme_of_a_district_says_at_which_library_each_is(cast: Cast) -> None:
    event = make_event(cast.library)
    leaflet = leaflet_of(cast.library.district, event.starts_on.replace(day=1))
    assert "Росен дол" in leaflet.days[0].rows[0].about
    answer = Client().get(f"/sabitiya/{next_month(event)}/programa/oblast/{cast.district.pk}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_programme_takes_as_many_sheets_as_it_needs_and_says_what_did_not_fit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ramo.events.leaflets.MOST", 30)
    for hour in range(32):
        make_event(cast.library, title=f"Събитие {hour}", starts_at=at(8) + timedelta(minutes=hour), capacity=None)
    leaflet = leaflet_of(cast.library, at().date().replace(day=1))
    said, sheets = words_of(prints.leaflet_pdf(leaflet))
    assert (leaflet.more, sheets) == (2, 2)
    assert "Събитие 29" in said


def test_an_empty_month_is_a_sheet_too(cast: Cast) -> None:
    answer = Client().get(f"/sabitiya/2031-01/programa/{cast.library.pk}.pdf")
    assert (answer.status_code, words_of(answer.content)[1]) == (200, 1)
    assert Client().get(f"/sabitiya/2031-13/programa/{cast.library.pk}/").status_code == 404


def test_a_programme_costs_the_same_queries_for_any_number_of_events(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            leaflet_of(library, at().date().replace(day=1))
        return len(captured)

    library = Library.objects.get(pk=cast.library.pk)
    make_event(cast.library)
    one = queries()
    for hour in range(9, 15):
        make_event(cast.library, starts_at=at(hour))
    assert queries() == one <= 3


def test_the_list_for_the_door_has_who_comes_and_who_waits_in_their_order(cast: Cast) -> None:
    event = make_event(cast.library, capacity=1)
    register(event, name="Пенка", phone="0880000001")
    register(event, name="Иван", phone="0880000002")
    host = host_of(event)
    assert host.pool
    said, _ = words_of(prints.door_pdf(host, list(host.pool.claims.order_by("pk"))))
    assert said.index("Пенка") < said.index("Иван")
    assert "номер 1 на опашката" in said or "1" in said
    assert "0880000001" not in said.replace(" ", "")


def test_paper_about_health_does_not_say_what_it_is_about(cast: Cast) -> None:
    event = make_event(cast.library, area="health", title="Профилактика на диабета")
    said, _ = words_of(prints.door_pdf(host_of(event), []))
    assert "диабета" not in said


def test_the_call_list_says_whom_to_ring_and_what_to_say(cast: Cast) -> None:
    event = make_event(cast.library)
    register(event, name="Пенка", phone="088 000 0001")
    actions.amend(event, event_data(cast.library, starts_at=at(12)), by=cast.own_librarian, vouched_as="ние")
    client = Client()
    client.force_login(cast.own_librarian)
    host = Host.objects.get(event=event)
    answer = client.get(f"/rabotno-myasto/sabitiya/{host.pk}/obazhdane.pdf")
    said = words_of(answer.content)[0]
    assert "088 000 0001" in said
    assert "Пенка" in said


@pytest.mark.parametrize("file", ["vhod.pdf", "obazhdane.pdf"])
def test_lists_of_people_are_for_the_library_where_it_takes_place_alone(cast: Cast, file: str) -> None:
    host = host_of(make_event(cast.library))
    answers = {}
    for who in ("own_librarian", "other_librarian"):
        client = Client()
        client.force_login(getattr(cast, who))
        answers[who] = client.get(f"/rabotno-myasto/sabitiya/{host.pk}/{file}").status_code
    assert answers == {"own_librarian": 200, "other_librarian": 403}
