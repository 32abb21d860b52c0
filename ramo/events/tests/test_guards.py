"""What holds at the edges: others' keys, who knows already, and what a health event never says."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ramo.appointments.tests.factories import book, first_slot, make_schedule
from ramo.audit.models import AuditEntry
from ramo.audit.retention import forget_all
from ramo.events import actions, jobs, telling
from ramo.events.errors import IdentifierInText
from ramo.events.hosting import read_hosts
from ramo.events.recurrence import Repeated, Rule
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Library
from ramo.network.tests.factories import make_library
from ramo.seats.errors import NotOpen
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


@pytest.mark.parametrize("state", ["draft", "over"])
def test_what_nobody_may_see_or_what_is_over_has_no_form_to_sign_up(cast: Cast, state: str) -> None:
    event = make_event(cast.library, is_published=state != "draft")
    address = reverse("events:register", args=[event.pk, cast.library.pk])
    with time_machine.travel(event.ends_at if state == "over" else clock.now()):
        assert Client().get(address).status_code == 404
        assert Client().post(address, {"party": "1", "name": "Пенка", "submission": uuid4()}).status_code == 404


def test_nobody_signs_up_by_a_date_that_is_called_off_though_others_of_its_series_stand(cast: Cast) -> None:
    """They share one pool, which goes on."""
    rule = Rule((at().weekday(),), at().date(), at(days=14).date())
    repeated = Repeated("всяка седмица", rule, (at().date(), at(days=14).date()), is_registered_once=True)
    first, second = actions.draft_series(event_data(cast.library), repeated, by=None)
    actions.publish(first, by=None, vouched_as="ние")
    actions.call_off(first, by=None)
    with pytest.raises(NotOpen):
        register(first, phone="088 000 0001")
    assert register(second, phone="088 000 0001").state == State.SEATED


def test_who_signed_up_after_a_change_is_not_told_of_it(cast: Cast) -> None:
    event = make_event(cast.library, capacity=9)
    register(event, email="early@example.bg")
    actions.amend(event, event_data(cast.library, capacity=9, starts_at=at(12)), by=None, vouched_as="ние")
    register(event, email="late@example.bg")
    OutgoingMail.objects.all().delete()
    assert telling.tell_of_new_time([event]) == 0
    actions.amend(event, event_data(cast.library, capacity=9, starts_at=at(13)), by=None, vouched_as="ние")
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == ["early@example.bg", "late@example.bg"]


def test_a_place_with_two_libraries_names_neither(cast: Cast) -> None:
    make_library("9003", settlement=cast.library.settlement)
    assert cast.library.settlement
    with pytest.raises(ValidationError):
        read_hosts(cast.library.settlement.name_bg, Library.objects.all())
    assert read_hosts(f"{cast.library.pk}, 20, салонът", Library.objects.all()) == [(cast.library.pk, 20, "салонът")]


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
