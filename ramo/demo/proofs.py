"""One invented proof of delivery, so that its page, its paper and the check of its number are seen."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from ramo.desk.data import Period
from ramo.kit import clock
from ramo.network.models import Institution
from ramo.reports import actions
from ramo.reports.data import Subject
from ramo.reports.models import Proof, ProofCounter, ProofOrder
from ramo.reports.numbers import DEMO

PARTNER = "demo-labour-office"
DAYS = 30


def put_proof() -> Proof:
    """Of the last thirty days; its number is always the first of the series that is not real."""
    partner = Institution.objects.select_related("district").get(pk=PARTNER)
    period = Period.up_to(clock.today() - timedelta(days=1), days=DAYS)
    return actions.make(actions.order(Subject(partner, partner.district, period), by=None))


def proofs_put() -> list[QuerySet[Any]]:
    """In the order in which they go."""
    invented = {"institution__is_demo": True}
    return [
        ProofOrder.objects.filter(**invented),
        Proof.objects.filter(**invented),
        ProofCounter.objects.filter(series=DEMO),
    ]
