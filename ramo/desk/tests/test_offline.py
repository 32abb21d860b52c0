"""What is served for the desk without a connection: the worker, its page, and the sheets it keeps."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

from ramo.accounts.models import User
from ramo.desk.models import LogOption
from ramo.desk.tests.factories import file_card, make_lists, make_texts
from ramo.desk.worker import FILES
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def lists(db: None) -> None:
    make_lists()
    make_texts()


@pytest.fixture
def desk(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_librarian)


def worker(prefix: str = "") -> str:
    response = Client().get(f"{prefix}/rabotno-myasto/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    return response.content.decode()


def sheets(client: Client, query: str = "") -> list[dict[str, str]]:
    found: list[dict[str, str]] = client.get(reverse("desk:kept_sheets") + query).json()["sheets"]
    return found


def test_the_worker_keeps_one_page_and_files_only() -> None:
    source = worker()
    assert '"page": "/rabotno-myasto/bez-internet/"' in source
    assert all(f"/static/{name}" in source for name in FILES)
    assert "/tarsene/" not in source


def test_the_worker_of_each_language_stays_under_its_own_desk() -> None:
    assert '"scope": "/rabotno-myasto/"' in worker()
    with translation.override("en"):
        assert '"scope": "/en/rabotno-myasto/"' in worker("/en")


def test_the_worker_changes_with_the_choices_of_the_log() -> None:
    before = worker()
    LogOption.objects.filter(key="m5").update(label_bg="кратко")
    assert worker() != before


def test_the_switch_serves_the_worker_that_takes_itself_away(settings: Settings) -> None:
    settings.RAMO_NO_OFFLINE_DESK = True
    source = worker()
    assert "worker_away.js" in source
    assert "worker.js" not in source


def test_the_kept_page_holds_nothing_of_a_person(desk: Client) -> None:
    file_card(title="Тайната нужда на човека")
    desk.post(reverse("desk:basket_add"), {"kind": "need", "key": "pik-noi"})
    page = desk.get(reverse("desk:offline")).content.decode()
    assert "Тайната нужда" not in page
    assert 'name="library" value="9001"' in page


def test_the_kept_page_says_without_a_script_that_it_needs_one(desk: Client) -> None:
    page = desk.get(reverse("desk:offline")).content.decode()
    assert "<noscript>" in page
    assert "data-with-script hidden" in page


def test_the_desk_says_nothing_of_a_connection_before_its_script_does(desk: Client) -> None:
    assert "data-state hidden" in desk.get(reverse("desk:desk")).content.decode()


def test_the_state_names_the_library_of_who_is_signed_in(desk: Client, cast: Cast) -> None:
    assert desk.get(reverse("desk:state")).json()["library"] == cast.library.pk


def test_a_sheet_that_was_found_is_kept_as_it_is_printed(desk: Client) -> None:
    file_card(title="ПИК <от НОИ>")
    [sheet] = sheets(desk, "?card=need:pik-noi")
    assert sheet["name"] == "need:pik-noi"
    assert "ПИК &lt;от НОИ&gt;" in sheet["html"]
    assert '<svg class="qr"' in sheet["html"]
    assert "Още не е проверено." in sheet["html"]


def test_what_is_not_handed_out_is_not_kept(desk: Client) -> None:
    file_card("doubtful", recommended=False)
    file_card("hidden", public=False)
    assert sheets(desk, "?card=need:doubtful&card=need:hidden&card=need:no-such&card=nonsense") == []


def test_at_most_fifty_sheets_are_kept(desk: Client) -> None:
    for number in range(52):
        file_card(f"n{number}")
    assert len(sheets(desk, "?" + "&".join(f"card=need:n{number}" for number in range(52)))) == 50


def test_the_base_set_takes_turns_between_areas_and_asks_no_search(desk: Client) -> None:
    for number in range(40):
        file_card(f"tax{number:02}")
    file_card("gp", area="health")
    names = [sheet["name"] for sheet in sheets(desk)]
    assert len(names) == 30
    assert names[0] == "need:gp"


def test_the_end_of_a_session_clears_the_kept_sheets_and_never_the_queue(desk: Client) -> None:
    page = desk.get(reverse("desk:clean")).content.decode()
    assert "data-clear" in page
    response = desk.post(reverse("desk:end_session"), {"submission": str(uuid4())})
    assert response.headers["Clear-Site-Data"] == '"cache"'
