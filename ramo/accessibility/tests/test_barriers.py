"""A reader says what was in the way; the office is told, answers, and the contact is gone."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from ramo.accessibility.actions import settle_barrier
from ramo.accessibility.models import Barrier, BarrierContact
from ramo.audit.retention import forget_all
from ramo.kit import clock
from ramo.tasks.models import Task
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FORM, STAFF = "/dostapnost/obratna-vrazka/", "/rabotno-myasto/dostapnost/"


def typed(**changes: str) -> dict[str, str]:
    return {"submission": str(uuid4()), "text": "Бутонът не се натиска с клавиатура.", "contact": "", **changes}


def open_tasks() -> list[str]:
    return [task.text for task in Task.objects.open_for(["network"]) if task.key == "accessibility:barriers"]


def test_message_needs_no_name_is_thanked_for_and_becomes_a_task(client: Client) -> None:
    assert "Благодарим!" in client.post(FORM, typed(), follow=True).content.decode()
    assert Barrier.objects.get().text == "Бутонът не се натиска с клавиатура."
    assert not BarrierContact.objects.exists()
    assert open_tasks() == ["Нещо пречи на читатели: 1. Отговорете"]


def test_form_sent_twice_is_one_message(client: Client) -> None:
    same = typed(contact="ivan@example.bg")
    for _ in range(2):
        assert client.post(FORM, same).status_code == 302
    assert (Barrier.objects.count(), BarrierContact.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "changes",
    [{"text": "Аз съм 7523169263"}, {"text": "Мария, 0888 123 456"}, {"contact": "7523169263"}],
    ids=["number in the text", "phone in the text", "number as contact"],
)
def test_personal_numbers_are_refused_and_what_was_typed_stays(client: Client, changes: dict[str, str]) -> None:
    response = client.post(FORM, typed(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in page
    assert next(iter(changes.values())) in page
    assert not Barrier.objects.exists()


def test_phone_as_contact_is_what_the_field_is_for(client: Client) -> None:
    client.post(FORM, typed(contact="0888 123 456"))
    assert BarrierContact.objects.get().how == "0888 123 456"


def test_empty_message_says_what_to_fill_in(client: Client) -> None:
    response = client.post(FORM, typed(text=" "))
    assert response.status_code == 422
    assert "Попълнете „Какво ви попречи?“." in response.content.decode()


def test_flood_is_refused(client: Client) -> None:
    Barrier.objects.bulk_create(Barrier(submission=uuid4(), text="x") for _ in range(30))
    assert client.post(FORM, typed()).status_code == 429


def test_markup_in_a_message_is_shown_as_text(client: Client, cast: Cast, signed_in: object) -> None:
    client.post(FORM, typed(text="<script>alert(1)</script>"))
    office = Client()
    office.force_login(cast.office)
    page = office.get(STAFF).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_settling_deletes_the_contact_and_settles_the_task(client: Client, cast: Cast) -> None:
    client.post(FORM, typed(contact="ivan@example.bg"))
    office = Client()
    office.force_login(cast.office)
    assert "ivan@example.bg" in office.get(STAFF).content.decode()
    office.post(f"{STAFF}{Barrier.objects.get().pk}/gotovo/")
    assert not BarrierContact.objects.exists()
    assert open_tasks() == []
    assert "Нищо не чака отговор." in office.get(STAFF).content.decode()


def test_first_press_settles_and_the_second_changes_nothing(cast: Cast) -> None:
    barrier = Barrier.objects.create(submission=uuid4(), text="x")
    settle_barrier(barrier, by=cast.office)
    first = barrier.settled_at
    settle_barrier(Barrier.objects.get(), by=cast.editor)
    assert (Barrier.objects.get().settled_at, Barrier.objects.get().settled_by) == (first, cast.office)


def test_contact_is_forgotten_after_thirty_days_and_the_message_stays(client: Client) -> None:
    client.post(FORM, typed(contact="ivan@example.bg"))
    with time_machine.travel(clock.now() + timedelta(days=31)):
        forget_all()
    assert Barrier.objects.exists()
    assert not BarrierContact.objects.exists()


def test_page_with_the_form_is_kept_by_nobody(client: Client) -> None:
    assert client.get(FORM).headers["Cache-Control"] == "private, no-store"
