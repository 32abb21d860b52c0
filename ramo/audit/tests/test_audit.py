"""What is done is recorded with keys only, and forgotten when its time is over."""

from datetime import timedelta

import pytest
import time_machine

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.audit.models import AuditEntry
from ramo.audit.retention import forget, forget_all
from ramo.kit import clock
from ramo.kit.retention import Forgotten
from ramo.tasks.models import Task

pytestmark = pytest.mark.django_db


def test_record_keeps_keys_of_person_and_target_and_no_name() -> None:
    person = User.objects.create(email="maria@example.bg", name="Мария")
    entry = record("confirmed", person, by=person, detail={"valid_until": "2026-12-31"})
    assert (entry.target_kind, entry.target_key, entry.account) == (
        "accounts.user",
        str(person.pk),
        person.pk,
    )
    assert "Мария" not in str(entry.__dict__)
    assert "maria@" not in str(entry.__dict__)


def test_the_system_acts_without_an_account() -> None:
    assert record("imported", "register:chitalishta").account is None


def test_entries_are_forgotten_after_two_years_and_the_forgetting_is_recorded() -> None:
    old = record("confirmed", "resource:old")
    with time_machine.travel(clock.now() + timedelta(days=729)):
        assert forget_all() == {}
    with time_machine.travel(clock.now() + timedelta(days=731)):
        young = record("confirmed", "resource:young")
        assert forget_all() == {"audit.auditentry": 1}
        assert not AuditEntry.objects.filter(pk=old.pk).exists()
        assert AuditEntry.objects.filter(pk=young.pk).exists()
        assert AuditEntry.objects.get(verb="forgot").detail == {"rows": 1}


def test_what_has_no_date_yet_is_never_forgotten() -> None:
    Task.objects.create(key="open", scope="network", message="x", link="/")
    with time_machine.travel(clock.now() + timedelta(days=4000)):
        assert forget(Task, Task.RETENTION) == 0


def test_forget_reads_the_limit_from_the_rule() -> None:
    record("confirmed", "resource:any")
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert forget(AuditEntry, Forgotten(after=timedelta(days=2), since="at")) == 1
