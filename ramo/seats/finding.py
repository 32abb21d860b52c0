"""A place by the code on its slip, for whoever types it. Guesses are counted, slips of the pen are not."""

from ramo.accounts.tries import claim_try, give_back
from ramo.kit import codes

from .errors import NoSuchKey
from .keys import DRAWN, claim_by_code
from .models import Claim

DOOR = "zapis"


def place_by_code(typed: str, *, address: str) -> Claim:
    """`address`: of the network it comes from. A code whose last character is wrong is nobody's, so it guesses nothing.

    A code that opens is no guess either: a library where many people look for their places is not shut out.
    """
    if codes.read(typed[:20], DRAWN) is None:
        raise NoSuchKey
    claim_try(address, door=DOOR)
    claim = claim_by_code(typed)
    give_back(address, door=DOOR)
    return claim
