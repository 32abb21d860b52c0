"""What holds at the edges: others' keys, who knows already, and what a health event never says."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ramo.appointments.tests.factories import book, first_slot, make_schedule
from ramo.audit.models import AuditEntry
from ramo.audit.retention import forget_all
from ramo.events import actions, jobs, telling
from ramo.events.errors import IdentifierInText
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.seats.jobs import shred_contacts
from ramo.seats.keys import token_of
from ramo.seats.models import Claim, State
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import at, event_data, host_of, make_event, register

pytestmark = pytest.mark.django_db
TOPIC = "Диабет"


@pytest.mark.parametrize("way", ["own", "accept", "leave", "move"])
def test_a_booked_hour_opens_nothing_among_events(cast: Cast, way: str) -> None:
    claim = book(first_slot(make_schedule(cast.library, cast.institution)))
    address = reverse(f"events:{way}", args=[token_of(claim)])
    answer = Client().get(address) if way == "own" else Client().post(address)
    assert answer.status_code == 404
    claim.refresh_from_db()
    assert claim.state == State.SEATED


def test_who_signed_up_after_a_change_is_not_told_of_it(cast: Cast) -> None:
    event = make_event(cast.library, capacity=9)
    register(event, email="early@example.bg")
    actions.amend(event, event_data(cast.library, capacity=9, starts_at=at(12)), by=None, vouched_as="ние")
    register(event, email="late@example.bg")
    OutgoingMail.objects.all().delete()
    assert telling.tell_of_new_time([event]) == 0
    actions.amend(event, event_data(cast.library, capacity=9, starts_at=at(13)), by=None, vouched_as="ние")
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == ["early@example.bg", "late@example.bg"]


def test_why_it_is_called_off_holds_no_personal_number_and_no_unseen_characters(cast: Cast) -> None:
    event = make_event(cast.library)
    with pytest.raises(IdentifierInText):
        actions.call_off(event, because="Лекарят 7523169263 е болен", by=cast.own_librarian)
    client = Client()
    client.force_login(cast.own_librarian)
    client.post(reverse("events:call_off", args=[event.pk]), {"because": "Болен\x00 лектор"})
    event.refresh_from_db()
    assert event.called_off_bg == "Болен лектор"


def test_about_health_no_letter_and_no_task_of_a_person_says_what_it_is_about(cast: Cast) -> None:
    event = make_event(cast.library, area="health", title=TOPIC, starts_at=at(days=2), capacity=1)
    first = register(event, email="penka@example.bg", phone="088 000 0001")
    register(event, email="georgi@example.bg")
    register(event, phone="088 000 0003")
    with time_machine.travel(at(days=1)):
        jobs.remind_of_tomorrow()
    actions.amend(event, event_data(cast.library, area="health", title=TOPIC, starts_at=at(12, days=2), capacity=1),
                  by=None, vouched_as="ние")  # fmt: skip
    actions.call_off(event, by=cast.own_librarian)
    written = list(OutgoingMail.objects.values_list("subject", "text", "html", "calendar"))
    assert len(written) >= 6
    assert TOPIC not in str(written)
    assert TOPIC not in str(list(Task.objects.filter(key__startswith="events.call").values("message", "params")))
    assert first.pk


def test_a_place_about_health_is_held_by_the_slip_alone(cast: Cast) -> None:
    event = make_event(cast.library, area="health", title=TOPIC)
    address = reverse("events:register", args=[event.pk, cast.library.pk])
    assert 'name="name"' not in Client().get(address).content.decode()
    Client().post(address, {"party": "1", "name": "Пенка", "submission": uuid4()})
    claim = Claim.objects.get()
    assert (claim.state, claim.name, claim.phone, claim.email) == (State.SEATED, "", "", "")


def test_after_the_shredding_no_row_says_who_was_interested_in_health(cast: Cast) -> None:
    event = make_event(cast.library, area="health", title=TOPIC, starts_at=at(days=2))
    claim = register(event, phone="088 000 0777", email="penka@example.bg", needs_help=True)
    with time_machine.travel(event.ends_at + timedelta(days=8)):
        shred_contacts()
        claim.refresh_from_db()
        told = ("name", "phone", "email", "person", "needs_help", "is_for_child")
        assert not [name for name in told if getattr(claim, name)]
        assert not OutgoingMail.objects.exists()
        rows = str([*AuditEntry.objects.values(), *Task.objects.values(), *Claim.objects.values()])
        assert "0777" not in rows
        assert "penka" not in rows
    with time_machine.travel(event.ends_at + timedelta(days=61)):
        forget_all()
        assert not Claim.objects.exists(), "nor does a code lead to what it was about"
    pool = host_of(event).pool
    assert pool
    assert pool.kept_seated == 1
    assert clock.now() < event.ends_at
