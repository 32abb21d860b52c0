"""Codes of referral slips: nine characters drawn by chance and one that finds slips of the pen.

The alphabet is Crockford's (no I, L, O, U). 45 bits of chance: among 100,000 slips in force one try in
3.5 · 10⁸ would hit one. The last character is Luhn's, modulo 32: it finds every single wrong character and
nearly every pair that changed places, and it tells a guesser nothing, for anybody can compute it.
"""

import secrets

from django.utils.crypto import salted_hmac

from .errors import NoSuchCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN = 9
GROUP = 5
# What is read or typed for another: in Crockford's way, and with the Cyrillic letters that look the same.
_MEANT = str.maketrans("OILАВЕЅКМНРСТХУОЗ", "011ABESKMHPCTXY03")
_BETWEEN = str.maketrans("", "", " -–—\u00a0\t")


def draw() -> str:
    """A new code, as it is written: XXXXX-XXXXX."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return spaced(drawn + _check(drawn))


def read(typed: str) -> str:
    """The ten characters that were meant; refuses what no slip can bear."""
    code = typed.upper().translate(_BETWEEN).translate(_MEANT)
    if len(code) != DRAWN + 1 or not set(code) <= set(ALPHABET) or _check(code[:-1]) != code[-1]:
        raise NoSuchCode
    return code


def spaced(code: str) -> str:
    return f"{code[:GROUP]}-{code[GROUP:]}"


def kept(code: str) -> str:
    """What is stored of a code: without the key of the site it cannot be turned back into it."""
    return salted_hmac("ramo.desk.slip", read(code), algorithm="sha256").hexdigest()


def _check(drawn: str) -> str:
    total = 0
    for place, character in enumerate(reversed(drawn)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
