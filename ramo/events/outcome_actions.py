"""What people thought of an event, and what became of it: from the screen, the paper, and weeks later by the slip."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from ramo.kit import clock
from ramo.seats.models import Claim

from .data import OWNER, Later, Opinion
from .errors import AnsweredAlready, NothingToAsk, NotOver
from .models import FollowUp, Host, OutcomeCard
from .models.outcomes import FOLLOWED_FROM, FOLLOWED_TO


def give_opinion(host: Host, opinion: Opinion, *, submission: UUID) -> OutcomeCard:
    """From the paper or the screen; the same submission again is the same card."""
    if not host.event.has_begun:
        raise NotOver
    answers = {name: getattr(opinion, name) for name in opinion.__slots__}
    card, _ = OutcomeCard.objects.get_or_create(submission=submission, defaults={"host": host, **answers})
    return card


def asked_of(claim: Claim) -> Host:
    """The date whose outcome a slip is asked for; refused where none is, or it answered already."""
    now = clock.now()
    hosts = Host.objects.filter(pool=claim.pool_id, event__called_off_at=None).whole()
    ended = hosts.filter(event__ends_at__range=(now - FOLLOWED_TO, now - FOLLOWED_FROM)).order_by("event__ends_at")
    host = ended.last() if claim.pool.owner == OWNER and claim.is_holding else None
    if host is None or host.event.is_anonymous:
        raise NothingToAsk
    if FollowUp.objects.filter(slip=_left_of(claim)).exists():
        raise AnsweredAlready
    return host


def say_later(claim: Claim, later: Later) -> FollowUp:
    host = asked_of(claim)
    try:
        with transaction.atomic():
            answers = {name: getattr(later, name) for name in later.__slots__}
            return FollowUp.objects.create(host=host, slip=_left_of(claim), **answers)
    except IntegrityError:
        raise AnsweredAlready from None


def _left_of(claim: Claim) -> str:
    """Without the key of the site it cannot be turned back into the number."""
    return salted_hmac("ramo.events.follow_up", claim.code, algorithm="sha256").hexdigest()
