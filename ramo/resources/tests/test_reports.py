"""The form by which a reader says that something changed."""

from uuid import uuid4

import pytest
from django.test import Client

from ramo.trust.models import ChangeReport

from .factories import make_need, make_resource

pytestmark = pytest.mark.django_db
ADDRESS = "/resurs/az-ejobs/promyana/"


def typed(**changes: str) -> dict[str, str]:
    return {"submission": str(uuid4()), "what": "phone", "text": "Телефонът вече е друг.", **changes}


def test_report_is_thanked_for_and_filed_without_a_person(client: Client) -> None:
    make_resource()
    response = client.post(ADDRESS, typed(), follow=True)
    assert "Благодарим!" in response.content.decode()
    report = ChangeReport.objects.get()
    assert (report.target_key, report.what, report.text) == ("az-ejobs", "phone", "Телефонът вече е друг.")


def test_form_sent_twice_is_one_report(client: Client) -> None:
    make_resource()
    same = typed()
    for _ in range(2):
        client.post(ADDRESS, same)
    assert ChangeReport.objects.count() == 1


def test_personal_number_is_refused_and_the_text_stays_in_the_form(client: Client) -> None:
    make_resource()
    response = client.post(ADDRESS, typed(text="Аз съм 7523169263"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Това прилича на ЕГН. Махнете го – не ни трябва." in page
    assert "Аз съм 7523169263" in page
    assert 'role="alert"' in page
    assert not ChangeReport.objects.exists()


def test_phone_of_a_person_is_refused_and_the_text_stays_in_the_form(client: Client) -> None:
    make_resource()
    response = client.post(ADDRESS, typed(text="Мария, 0888 123 456"))
    assert response.status_code == 422
    assert "прилича на телефон на човек" in response.content.decode()


def test_form_without_a_choice_says_what_to_choose(client: Client) -> None:
    make_resource()
    response = client.post(ADDRESS, typed(what=""))
    assert "Изберете отговор: „Какво се е променило?“." in response.content.decode()


def test_refused_form_keeps_its_submission(client: Client) -> None:
    make_resource()
    sent = typed(what="")
    assert sent["submission"] in client.post(ADDRESS, sent).content.decode()


def test_sixth_report_within_the_hour_is_too_many(client: Client) -> None:
    make_resource()
    answers = [client.post(ADDRESS, typed()).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_answer_of_a_path_is_reported_the_same_way(client: Client) -> None:
    make_need()
    client.post("/nuzhda/job-nearby/promyana/", typed())
    assert ChangeReport.objects.get().target_kind == "resources.need"


def test_page_of_the_form_is_never_kept(client: Client) -> None:
    make_resource()
    assert client.get(ADDRESS)["Cache-Control"] == "private, no-store"


def test_nothing_is_reported_on_what_the_public_does_not_see(client: Client) -> None:
    make_resource(state="draft")
    assert client.post(ADDRESS, typed()).status_code == 404
    assert not ChangeReport.objects.exists()
