"""What the clock does with agreements: renewals, breaks, duties that are due, cards that begin or end."""

from ramo.kit import clock
from ramo.trust.models import State

from . import actions
from .data import RENEWAL_DAYS
from .models import Agreement, RenewalNotice
from .telling import ask_to_renew, file_duties, say_gone, say_over, settle_duties


def follow_terms() -> int:
    """Once each: 90, 60 and 30 days before the end, and when it is over. How many were told."""
    told = sum(_tell(agreement) for agreement in Agreement.objects.ending().whole())
    today = clock.today()
    for agreement in Agreement.objects.filter(until__lt=today).whole():
        settle_duties(agreement)
        actions.file_agreement_card(agreement)
        if agreement.ended_on is None and not agreement.is_renewed and _is_news(agreement, 0):
            say_over(agreement)
            told += 1
    for agreement in Agreement.objects.in_force().filter(valid_from=today):
        actions.file_agreement_card(agreement)
    for agreement in Agreement.objects.in_force().filter(partner__state=State.WITHDRAWN).whole():
        say_gone(agreement)
    return told


def ask_for_duties() -> int:
    """What is due within a month becomes a task of whoever owes it; how many were filed."""
    return sum(file_duties(agreement) for agreement in Agreement.objects.in_force().whole())


def _tell(agreement: Agreement) -> bool:
    left = agreement.days_left
    days = min((each for each in RENEWAL_DAYS if left is not None and left <= each), default=None)
    if days is None or agreement.ended_on or agreement.is_renewed or not _is_news(agreement, days):
        return False
    ask_to_renew(agreement)
    return True


def _is_news(agreement: Agreement, days: int) -> bool:
    assert agreement.until is not None  # noqa: S101 (it has a last day to be told of)
    return RenewalNotice.objects.get_or_create(agreement=agreement, until=agreement.until, days=days)[1]
