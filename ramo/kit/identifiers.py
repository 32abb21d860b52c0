"""Finds what must not be typed into a free text: a personal number (ЕГН) or a phone of a person."""

import re
from enum import StrEnum

EGN_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6)
_TEN_DIGITS = re.compile(r"(?<!\d)(?:\d[ \-]?){9}\d(?!\d)")
_MOBILE = re.compile(r"(?<![\d])(?:\+359|00359|0)[ \-/]?(?:8[789])(?:[ \-/]?\d){7}(?!\d)")
_MONTH_OFFSETS = (0, 20, 40)  # born in the 1900s, the 1800s, the 2000s


class Identifier(StrEnum):
    EGN = "egn"
    PHONE = "phone"


def find_identifier(text: str) -> Identifier | None:
    """The first kind of identifier found in `text`, the personal number before the phone."""
    for match in _TEN_DIGITS.finditer(text):
        if is_egn(re.sub(r"\D", "", match.group())):
            return Identifier.EGN
    return Identifier.PHONE if _MOBILE.search(text) else None


def without_egn(text: str) -> str:
    """The same text with a line of dots in place of each personal number."""
    return _TEN_DIGITS.sub(lambda match: "…" if is_egn(re.sub(r"\D", "", match.group())) else match.group(), text)


def is_egn(digits: str) -> bool:
    """Whether ten digits form a valid ЕГН: a birth date (month + 0, 20 or 40) and its check digit."""
    if not re.fullmatch(r"\d{10}", digits):
        return False
    month, day = int(digits[2:4]), int(digits[4:6])
    if not 1 <= day <= 31 or not any(1 <= month - offset <= 12 for offset in _MONTH_OFFSETS):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(EGN_WEIGHTS, digits, strict=False))
    return total % 11 % 10 == int(digits[9])
