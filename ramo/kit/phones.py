"""Phone numbers as people read them and as a telephone dials them."""

import re

COUNTRY_CODE = "359"
_HARD_SPACE = "\u00a0"
_BETWEEN = re.compile(r"[\s()/.-]")
# With the code of a country or a place, or one of the short ones that everybody may dial.
_NUMBER = re.compile(r"\+\d{7,14}|0\d{5,14}|1\d{2}|116\d{3}", re.ASCII)


def can_be_dialled(number: str) -> bool:
    """Whether it is one whole number from anywhere, however it is grouped; no word beside it."""
    return _NUMBER.fullmatch(_BETWEEN.sub("", number)) is not None


def dialled(number: str) -> str:
    """The `tel:` form: +35996000145; short numbers such as 112 and 116 111 have no country code."""
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+{COUNTRY_CODE}{digits[1:]}" if digits.startswith("0") else digits


def grouped(number: str) -> str:
    """In groups that stay on one line; a number that came in groups keeps them."""
    number = " ".join(number.split())
    if number.isdigit():
        number = " ".join(_groups(number))
    return number.replace(" ", _HARD_SPACE)


def _groups(digits: str) -> list[str]:
    if re.match(r"0[789]00", digits):
        return [digits[:4], digits[4:6], digits[6:]]
    if len(digits) in (6, 9, 10):
        return [group for group in (digits[:3], digits[3:6], digits[6:]) if group]
    return [digits]
