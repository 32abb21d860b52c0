"""Agreements with institutions, what each side owes under them, and their papers."""

from .agreements import Agreement, AgreementQuerySet, Coverage
from .duties import Duty, DutyDone
from .papers import Paper
from .terms import Annex, RenewalNotice

__all__ = ["Agreement", "AgreementQuerySet", "Annex", "Coverage", "Duty", "DutyDone", "Paper", "RenewalNotice"]
