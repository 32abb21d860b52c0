"""How often codes may be tried: by one network address, and by everybody together.

Each try is claimed by a conditional UPDATE, so that tries at one moment cannot slip past the count.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from ramo.kit import clock

from .errors import TooManyTries
from .models import CodeTry

WINDOW = timedelta(minutes=10)
MOST_BY_ONE = 20  # a busy office behind one address
MOST_BY_ALL = 300
EVERYBODY = ""


@transaction.atomic
def claim_try(address: str, *, door: str = EVERYBODY) -> None:
    """`address`: of the network the try comes from; only a digest of it that changes every day is kept.

    Each `door` has a count of its own, so that a flood at one does not shut another.
    """
    since = _window()
    for whose, most in ((_digest(address, door, since), MOST_BY_ONE), (door, MOST_BY_ALL)):
        if not _claim(whose, since, most):
            raise TooManyTries


@transaction.atomic
def give_back(address: str, *, door: str = EVERYBODY) -> None:
    """What was tried opened the door, so it was no guess."""
    since = _window()
    for whose in (_digest(address, door, since), door):  # in the order of `claim_try`, so that the two never cross
        CodeTry.objects.filter(whose=whose, since=since, count__gt=0).update(count=F("count") - 1)


def _digest(address: str, door: str, since: datetime) -> str:
    return salted_hmac(f"ramo.accounts.tries {door}{since.date()}", address, algorithm="sha256").hexdigest()


def _claim(whose: str, since: datetime, most: int) -> bool:
    CodeTry.objects.bulk_create([CodeTry(whose=whose, since=since)], ignore_conflicts=True)
    return CodeTry.objects.filter(whose=whose, since=since, count__lt=most).update(count=F("count") + 1) == 1


def _window() -> datetime:
    moment = clock.now()
    return moment - timedelta(
        minutes=moment.minute % (WINDOW.seconds // 60), seconds=moment.second, microseconds=moment.microsecond
    )
