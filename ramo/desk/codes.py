"""Codes of referral slips: nine characters drawn by chance and the one that checks them.

45 bits of chance: among 100,000 slips in force one try in 3.5 · 10⁸ would hit one.
"""

from django.utils.crypto import salted_hmac

from ramo.kit import codes
from ramo.kit.codes import ALPHABET

from .errors import NoSuchCode

__all__ = ["ALPHABET", "DRAWN", "draw", "kept", "read", "spaced"]
DRAWN = 9
GROUP = 5


def draw() -> str:
    """A new code, as it is written: XXXXX-XXXXX."""
    return spaced(codes.draw(DRAWN))


def read(typed: str) -> str:
    """The ten characters that were meant; refuses what no slip can bear."""
    code = codes.read(typed, DRAWN)
    if code is None:
        raise NoSuchCode
    return code


def spaced(code: str) -> str:
    return f"{code[:GROUP]}-{code[GROUP:]}"


def kept(code: str) -> str:
    """What is stored of a code: without the key of the site it cannot be turned back into it."""
    return salted_hmac("ramo.desk.slip", read(code), algorithm="sha256").hexdigest()
