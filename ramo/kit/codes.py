"""Codes that people read out and write down: drawn by chance, the last character finds slips of the pen.

The alphabet is Crockford's (no I, L, O, U), five bits a character. The last character is Luhn's, modulo 32: it
finds every single wrong character and nearly every pair that changed places, and it tells a guesser nothing,
for anybody can compute it.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What is read or typed for another: in Crockford's way, and with the Cyrillic letters that look the same.
_MEANT = str.maketrans("OILАВЕЅКМНРСТХУОЗ", "011ABESKMHPCTXY03")
_BETWEEN = str.maketrans("", "", " -–—\u00a0\t")


def draw(drawn: int) -> str:
    """So many characters by chance, and the one that checks them."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(drawn))
    return code + _check(code)


def read(typed: str, drawn: int) -> str | None:
    """The characters that were meant; None where no code of this length can be meant."""
    code = typed.upper().translate(_BETWEEN).translate(_MEANT)
    if len(code) != drawn + 1 or not set(code) <= set(ALPHABET) or _check(code[:-1]) != code[-1]:
        return None
    return code


def _check(drawn: str) -> str:
    total = 0
    for place, character in enumerate(reversed(drawn)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
