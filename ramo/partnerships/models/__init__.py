"""Agreements with institutions, what each side owes under them, and their papers."""

from .agreements import Agreement, AgreementQuerySet, Annex, Coverage, RenewalNotice
from .duties import Duty, DutyDone
from .papers import Paper

__all__ = ["Agreement", "AgreementQuerySet", "Annex", "Coverage", "Duty", "DutyDone", "Paper", "RenewalNotice"]
