"""The desk page, its log and the end of a session, as their people see them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.desk.models import Consultation, Handout
from ramo.desk.tests.factories import file_card, log, make_lists, make_texts
from ramo.desk.unsent import address_with, fields_in
from ramo.kit import clock
from ramo.tasks.actions import TaskData, file_task
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


def body(client: Client, name: str = "desk", query: str = "") -> str:
    response = client.get(reverse(f"desk:{name}") + query)
    assert response.status_code == 200
    return response.content.decode()


def post_log(client: Client, **changes: Any) -> Any:
    given = {
        "submission": str(uuid4()), "area": "taxes", "task_taxes": "t-pik", "referral_taxes": "none",
        "mode": "teach", "minutes": "m15", "age_band": "a65", "on": clock.today().isoformat(), "half": "am",
    }  # fmt: skip
    return client.post(reverse("desk:log"), given | changes)


def test_the_log_says_what_was_kept_and_counts_today(desk: Client) -> None:
    assert post_log(desk).status_code == 302
    page = body(desk)
    assert "Записано:" in page
    assert "име-taxes, етикет-t-pik, етикет-teach, етикет-m15, етикет-a65." in page
    assert "Днес: 1 запис" in page


def test_the_count_of_today_is_that_of_the_own_library(desk: Client, cast: Cast) -> None:
    log(cast.other_library)
    log(cast.library, on=clock.today() - timedelta(days=1))
    assert "Днес: 0 записа" in body(desk)


def test_a_double_press_is_one_record(desk: Client, cast: Cast) -> None:
    submission = str(uuid4())
    for _press in range(2):
        post_log(desk, submission=submission)
    assert Consultation.objects.for_library(cast.library).count() == 1


def test_the_log_reads_the_task_of_the_chosen_area_only(desk: Client, cast: Cast) -> None:
    """What was touched in another area before is out of sight, and out of the record."""
    post_log(desk, task_health="t-health-info", referral_health="gp")
    record = Consultation.objects.for_library(cast.library).get()
    assert record.task.key == "t-pik"
    assert record.referral is None


def test_a_task_sent_under_a_foreign_area_is_refused_in_words(desk: Client, cast: Cast) -> None:
    response = post_log(desk, task_taxes="t-health-info")
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Consultation.objects.for_library(cast.library).exists()


def test_a_log_without_an_answer_keeps_the_others_and_says_which_is_missing(desk: Client) -> None:
    page = post_log(desk, minutes="", task_taxes="").content.decode()
    assert "Останаха 2 неща за поправяне" in page
    assert 'name="mode" value="teach"' in page
    assert page.count("checked") >= 4


def test_a_future_day_is_not_offered(desk: Client, cast: Cast) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert tomorrow not in body(desk)
    assert post_log(desk, on=tomorrow).status_code == 422
    assert not Consultation.objects.for_library(cast.library).exists()


def test_a_reason_is_dropped_when_the_outcome_is_another(desk: Client, cast: Cast) -> None:
    post_log(desk, outcome="done", stop_reason="no-code")
    assert Consultation.objects.for_library(cast.library).get().stop_reason is None


def test_the_log_has_no_field_to_type_into(desk: Client) -> None:
    page = body(desk)
    form = page[page.index('class="log"') : page.index("</form>", page.index('class="log"'))]
    assert "<textarea" not in form
    assert 'type="text"' not in form
    assert "<input" in form


def test_undo_takes_back_the_last_record_of_this_session(desk: Client, cast: Cast) -> None:
    log(cast.library)
    post_log(desk)
    desk.post(reverse("desk:undo"))
    assert Consultation.objects.for_library(cast.library).count() == 1
    desk.post(reverse("desk:undo"))
    assert Consultation.objects.for_library(cast.library).count() == 1


def test_another_session_of_the_same_library_undoes_nothing(desk: Client, cast: Cast, signed_in: SignedIn) -> None:
    post_log(desk)
    signed_in(cast.own_librarian).post(reverse("desk:undo"))
    assert Consultation.objects.for_library(cast.library).count() == 1


def test_a_record_can_be_undone_for_ten_minutes(desk: Client, cast: Cast) -> None:
    post_log(desk)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        assert "Записано:" not in body(desk)
        desk.post(reverse("desk:undo"))
    assert Consultation.objects.for_library(cast.library).count() == 1


def test_the_end_of_a_session_clears_everything_of_the_person(desk: Client, cast: Cast) -> None:
    file_card()
    desk.post(reverse("desk:basket_add"), {"kind": "need", "key": "pik-noi"})
    desk.post(reverse("desk:handout_record"), {"submission": str(uuid4()), "large": "1"})
    post_log(desk)
    session = desk.session
    session["search"] = ["пик"]
    session.save()
    response = desk.post(reverse("desk:end_session"))
    assert response["Clear-Site-Data"] == '"cache"'
    assert {"desk", "search"}.isdisjoint(desk.session.keys())
    assert "Изчистено е" in body(desk, "clean")
    page = body(desk)
    assert "ПИК" not in page
    assert "Записано:" not in page
    desk.post(reverse("desk:undo"))
    assert Consultation.objects.for_library(cast.library).count() == 1


def test_pages_of_the_desk_are_kept_by_no_browser(desk: Client) -> None:
    for name in ("desk", "handout", "clean", "figures", "tasks"):
        assert "no-store" in desk.get(reverse(f"desk:{name}"))["Cache-Control"]


def test_the_log_starts_from_what_was_just_printed(desk: Client) -> None:
    file_card()
    desk.post(reverse("desk:basket_add"), {"kind": "need", "key": "pik-noi"})
    desk.post(reverse("desk:handout_record"), {"submission": str(uuid4())})
    page = body(desk)
    assert 'value="taxes" id="id_area_2" checked' in page
    assert 'value="printed" id="id_outcome_1" checked' in page
    post_log(desk)
    assert 'id="id_area_2" checked' not in body(desk)


def test_the_desk_shows_the_three_most_pressing_tasks_of_ones_own(desk: Client, cast: Cast) -> None:
    for number in range(5):
        file_task(TaskData(key=f"k{number}", scope=cast.library.scope, message=f"дело {number}", link="/"))
    file_task(TaskData(key="other", scope=cast.other_library.scope, message="чуждо", link="/"))
    page = body(desk)
    assert [f"дело {number}" in page for number in range(5)] == [True, True, True, False, False]
    assert "Всички задачи: 5" in page
    everything = body(desk, "tasks")
    assert "дело 4" in everything
    assert "чуждо" not in everything


def test_the_desk_says_what_to_say_and_where_help_ends(desk: Client) -> None:
    page = body(desk)
    for sentence in ("Добър ден.", "Не съм лекар.", "Не гадаем.", "Не лекуваме.", "Звъним на 112."):
        assert page.count(sentence) == 1


@pytest.mark.parametrize("role", ["own_coordinator", "own_partner", "editor", "office"])
def test_staff_without_a_library_search_and_see_tasks_but_have_no_log(
    cast: Cast, signed_in: SignedIn, role: str
) -> None:
    client = signed_in(getattr(cast, role))
    page = body(client)
    assert 'name="q"' in page
    assert "data-keys" not in page
    assert "Три неща за днес" in page
    for name in ("log", "undo", "end_session", "basket_add", "basket_change", "handout_record"):
        assert client.post(reverse(f"desk:{name}")).status_code == 403
    for name in ("handout", "handout_pdf", "clean"):
        assert client.get(reverse(f"desk:{name}")).status_code == 403


def test_nobody_works_at_the_desk_without_signing_in(client: Client, db: None) -> None:
    response = client.get(reverse("desk:desk"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert client.post(reverse("desk:log")).status_code == 302
    assert not Handout.objects.across_libraries("nothing may be written anywhere").exists()


def test_a_record_sent_after_the_sign_in_ended_stands_on_the_desk_again(
    client: Client, cast: Cast, signed_in: SignedIn
) -> None:
    press = str(uuid4())
    led = post_log(client, submission=press)
    back = parse_qs(urlsplit(led["Location"]).query)["next"][0]
    desk = signed_in(cast.own_librarian)
    page = desk.get(back).content.decode()
    assert "Последният запис не тръгна: входът ви беше изтекъл." in page
    for name, value in {"area": "taxes", "task_taxes": "t-pik", "mode": "teach", "minutes": "m15"}.items():
        assert re.search(rf'name="{name}" value="{value}"[^>]* checked', page)
    assert f'name="submission" value="{press}"' in page
    post_log(desk, submission=press)
    post_log(desk, submission=press)
    assert Consultation.objects.for_library(cast.library).count() == 1


@pytest.mark.parametrize(
    "kept", ["", "zapis", address_with({"area": "taxes"}) + "x"], ids=["empty", "no value", "forged"]
)
def test_a_record_that_is_not_from_us_is_not_shown(desk: Client, kept: str) -> None:
    assert "Последният запис не тръгна" not in body(desk, query=f"?zapis={kept.rpartition('=')[2]}")


def test_what_is_no_record_does_not_travel_through_the_sign_in() -> None:
    sent = address_with({"area": "taxes", "csrfmiddlewaretoken": "secret"})
    assert fields_in(sent.rpartition("=")[2]) == {"area": "taxes"}
    assert "zapis" not in address_with({})
    assert "zapis" not in address_with({"area": "x" * 61})
    assert "zapis" not in address_with({f"field-{number}": "1" for number in range(61)})


def test_the_desk_page_costs_the_same_however_much_it_shows(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        file_card(f"need-{number}")
        desk.post(reverse("desk:basket_add"), {"kind": "need", "key": f"need-{number}"})
    post_log(desk)
    with django_assert_max_num_queries(14):
        body(desk)
