"""Some days after the end nothing tells who came; how many came stays, and that it was done can be shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from ramo.audit.models import AuditEntry
from ramo.audit.retention import forget_all
from ramo.kit import clock
from ramo.mailing.actions import send
from ramo.mailing.data import Letter
from ramo.mailing.models import OutgoingMail
from ramo.network.tests.factories import make_user
from ramo.seats import actions, jobs, shredding
from ramo.seats.models import Claim, Pool, State

from .factories import OWNER, make_pool, pool_data, take

pytestmark = pytest.mark.django_db
CANARY = "КАНАРЧЕ"


def filled() -> Pool:
    """One came with two, one did not come, one waited, one gave up."""
    pool, by = make_pool(4), make_user("librarian@rosendol.example")
    came, missed = take(pool, 3, name=CANARY, phone="088 777 0001"), take(pool, email="kanarche@example.bg")
    waited, left = take(pool, name=CANARY), take(pool, phone="088 777 0002")
    actions.check_in(came, 2, by=by)
    actions.check_in(missed, 0, by=by)
    actions.leave(left)
    assert waited.pk
    send(Letter(OWNER, "kanarche@example.bg", "Напомняне", "текст", "<p>текст</p>", about=missed.key_of_letters))
    send(Letter("digest", "kanarche@example.bg", "Ново в Рамо", "текст", "<p>текст</p>"))
    return pool


def test_of_two_who_shred_at_once_the_second_finds_nothing_to_do() -> None:
    pool = filled()
    with after(pool, days=9):
        assert [shredding.shred(pool) for _each in range(2)] == [3, 0]


def after(pool: Pool, **more: int) -> time_machine.travel:
    return time_machine.travel(pool.ends_at + timedelta(**more))


def nights_after(pool: Pool, days: int) -> time_machine.travel:
    """At midnight, when so many whole days lie between it and the day on which the pool ended."""
    return time_machine.travel(clock.midnight(pool.ends_at.date() + timedelta(days=days + 1)))


def test_contacts_stay_for_a_week_and_then_only_counts_do() -> None:
    pool = filled()
    with nights_after(pool, 6):
        assert jobs.shred_contacts() == 0
    with nights_after(pool, 7):
        assert jobs.shred_contacts() == 3
        assert jobs.shred_contacts() == 0
    pool.refresh_from_db()
    assert (pool.kept_seated, pool.kept_waiting, pool.kept_left, pool.kept_came) == (4, 1, 1, 2)
    assert pool.shredded_at
    assert not Claim.objects.with_contact().exists()
    assert not Claim.objects.exclude(person="").exists()


@pytest.mark.parametrize("days", [0, 3])
def test_the_owner_says_how_long_contacts_stay(days: int) -> None:
    pool = make_pool(contact_days=days)
    take(pool, name=CANARY)
    with nights_after(pool, days - 1):
        assert jobs.shred_contacts() == 0
    with nights_after(pool, days):
        assert jobs.shred_contacts() == 1


def test_who_gives_up_is_forgotten_at_once_with_the_letters_but_the_last() -> None:
    pool = make_pool()
    claim = take(pool, email="kanarche@example.bg", name=CANARY, needs_help=True)
    for is_last in (False, True):
        letter = Letter(OWNER, "kanarche@example.bg", "Ж", "текст", "<p>т</p>", about=claim.key_of_letters)
        send(replace(letter, is_last=is_last))
    actions.leave(claim)
    claim.refresh_from_db()
    assert (claim.name, claim.email, claim.person, claim.needs_help) == ("", "", "", False)
    assert list(OutgoingMail.objects.values_list("is_last", flat=True)) == [True]


def test_who_finds_no_place_is_forgotten_at_once() -> None:
    pool = make_pool(1, has_waiting_list=False)
    take(pool, phone="088 777 0001")
    refused = take(pool, phone="088 777 0002", name=CANARY)
    assert refused.state == State.REFUSED
    refused.refresh_from_db()
    assert (refused.name, refused.phone, refused.person) == ("", "", "")


def test_people_of_an_hour_that_was_moved_on_after_shredding_are_forgotten_after_the_new_one() -> None:
    pool = filled()
    with after(pool, days=9):
        jobs.shred_contacts()
        actions.change_pool(pool, pool_data(9), by=None)
        take(pool, name=CANARY)
    with after(pool, days=9):
        assert jobs.shred_contacts() == 1


def test_the_letters_about_it_go_with_the_contacts_and_others_stay() -> None:
    pool = filled()
    with after(pool, days=8):
        jobs.shred_contacts()
    assert set(OutgoingMail.objects.values_list("topic", flat=True)) == {"digest"}


def test_the_shredding_can_be_shown_and_names_nobody() -> None:
    pool = filled()
    with after(pool, days=8):
        jobs.shred_contacts()
    entry = AuditEntry.objects.get(verb="shredded contacts")
    assert (entry.target_key, entry.detail) == (str(pool.pk), {"claims": 3})


def test_no_column_of_this_room_still_holds_the_person() -> None:
    pool = filled()
    with after(pool, days=8):
        jobs.shred_contacts()
    for model in (Claim, Pool, AuditEntry):
        rows = str(list(model._base_manager.values()))
        assert CANARY not in rows
        assert "kanarche" not in rows
        assert "777" not in rows


def test_codes_go_after_sixty_days_and_the_counts_outlive_them() -> None:
    pool = filled()
    with after(pool, days=61):
        jobs.shred_contacts()
        forget_all()
    assert not Claim.objects.exists()
    pool.refresh_from_db()
    assert pool.kept_came == 2
    assert clock.now() < pool.ends_at
