"""Whoever is killed while making a proof leaves nothing half; the next makes it under the number it would have had."""

import os
import signal

import pytest
from django.db import connections

from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.tests.factories import make_institution
from ramo.reports import actions, jobs
from ramo.reports.counting import STEPS
from ramo.reports.models import Proof, ProofCounter, ProofOrder
from ramo.reports.tests.factories import subject_of
from tests.races.kills import killed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> ProofOrder:
    """Printed on no paper: the printer's threads do not follow into a process that is forked."""
    monkeypatch.setattr(actions, "proof_pdf", lambda *_known, **_more: b"%PDF")
    partner = make_institution(contact_email="direktsiya@noi.example")
    return actions.order(subject_of(partner), by=None)


@pytest.mark.parametrize(
    "name", ["count", "next_number", "proof_pdf", "proof_csv", "record", "ready", "send", "_freeze"]
)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_whoever_dies_on_the_way_one_whole_proof_stands_at_the_end(
    wanted: ProofOrder, name: str, *, after: bool
) -> None:
    assert killed_in(lambda: jobs.make_proof(wanted.pk), actions, name, after=after)
    is_made = name == "_freeze" and after
    assert Proof.objects.count() == OutgoingMail.objects.count() == is_made
    assert ProofCounter.objects.filter(last__gt=0).count() == is_made
    jobs.make_proof(wanted.pk)
    wanted.refresh_from_db()
    assert (wanted.state, str(wanted.proof)) == ("done", f"П-{clock.today().year}-0001")
    assert Proof.objects.count() == OutgoingMail.objects.count() == 1


def test_who_looks_at_a_killed_order_sees_how_far_it_came(wanted: ProofOrder) -> None:
    def dying(_scope: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    connections.close_all()
    child = os.fork()
    if not child:
        STEPS["handouts"] = dying  # type: ignore[assignment]
        try:
            jobs.make_proof(wanted.pk)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.doing, wanted.percent) == ("running", "handouts", 50)
