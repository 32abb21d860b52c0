"""A week after the end nothing tells who came; how many came stays, and that it was done can be shown."""

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
from ramo.seats import actions, jobs
from ramo.seats.models import Claim, Pool

from .factories import OWNER, make_pool, take

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
    send(Letter(OWNER, "kanarche@example.bg", "Напомняне", "текст", "<p>текст</p>"))
    send(Letter("digest", "kanarche@example.bg", "Ново в Рамо", "текст", "<p>текст</p>"))
    return pool


def after(pool: Pool, **more: int) -> time_machine.travel:
    return time_machine.travel(pool.ends_at + timedelta(**more))


def test_contacts_stay_for_a_week_and_then_only_counts_do() -> None:
    pool = filled()
    with after(pool, days=6, hours=23):
        assert jobs.shred_contacts() == 0
    with after(pool, days=7, minutes=1):
        assert jobs.shred_contacts() == 3
        assert jobs.shred_contacts() == 0
    pool.refresh_from_db()
    assert (pool.kept_seated, pool.kept_waiting, pool.kept_left, pool.kept_came) == (4, 1, 1, 2)
    assert pool.shredded_at
    assert not Claim.objects.with_contact().exists()
    assert not Claim.objects.exclude(person="").exists()


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
