"""Money in words → EUR. Levs are turned at the fixed rate; what names no currency is left unread."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ramo.listings.data import Basis, Period, Wage

BGN_PER_EUR = Decimal("1.95583")
_CENT = Decimal("0.01")
_MOST = Decimal(10) ** 12
_LEAST_MONTHLY = Decimal(100)  # a smaller wage without a period is by the hour, or a slip: not to be guessed
_NUMBER = r"\d{1,3}(?:[ \u00a0.,']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2})?(?!\d)"
_UNIT = r"(?:\s?(млн|mln|million|млрд|billion|хил|хиляди|thousand)\.?)?"
_RANGE = re.compile(rf"({_NUMBER}){_UNIT}\s?(?:лв\.?|лева|bgn|€|евро|eur)?\s?(?:[-–—]|до|to)\s?({_NUMBER}){_UNIT}")
_SINGLE = re.compile(rf"({_NUMBER}){_UNIT}")
_LEVS = re.compile(r"\bлв\b|\bлв\.|лева?\b|\bbgn\b|\d\s?лв", re.IGNORECASE)
_EUROS = re.compile(r"€|евро|\beur\b|euro", re.IGNORECASE)
_OTHER = re.compile(r"\$|£|\b(?:usd|gbp|chf|nok|sek|dkk|pln|ron|czk|huf|try)\b|долар|паунд|крони", re.IGNORECASE)
_PARTS = re.compile(r"[()=/;]|\bили\b|(?<=€)\s|(?<=лв\.)\s|(?<=евро)\s")
_OPEN_BELOW = re.compile(r"\b(?:до|up to|max|макс\w*\.?)\s*$")
_OPEN_ABOVE = re.compile(r"\b(?:от|над|минимум|мин\.?|поне|from|min)\s*$")
_SCALES = {"млн": 6, "mln": 6, "million": 6, "млрд": 9, "billion": 9, "хил": 3, "хиляди": 3, "thousand": 3}
_PERIODS = (
    (Period.HOUR, re.compile(r"(?:на|за|per|/)\s?(?:час|hour|ч\b)|почасов|часов|hourly|\bhour|/\s?h\b|лв\./ч")),
    (Period.DAY, re.compile(r"(?:на|за|per|/)\s?(?:ден|day)|дневн|надниц|daily|\bday\b")),
    (Period.WEEK, re.compile(r"седмиц|седмичн|week")),
    (Period.YEAR, re.compile(r"годишн|(?:на|за|/)\s?година|year|annual|annum")),
    (Period.MONTH, re.compile(r"месе[цч]|мес\.|month")),
    (Period.WHOLE, re.compile(r"еднократно|за цял|за обект")),
)
_GROSS = re.compile(r"брут|gross", re.IGNORECASE)
_NET = re.compile(r"\bнето|чист[аио]\b|\bnet\b", re.IGNORECASE)
_FREE = re.compile(r"безплатн|\bfree\b|без такса", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Band:
    """In EUR; an open end is None."""

    low: Decimal | None
    high: Decimal | None


def band(text: str, *, currency: str = "") -> Band | None:
    """The amounts of a text; None when there are none, or no currency is named or told."""
    plain = _in_one_currency(" ".join(text.lower().replace("\u00a0", " ").split())[:300])
    rate = _rate(plain, currency)
    if rate is None:
        return None
    if found := _RANGE.search(plain):
        scale = found[2] or found[4]
        low, high = _number(found[1], scale), _number(found[3], found[4])
        return _ordered(low, high, rate)
    if found := _SINGLE.search(plain):
        amount = _number(found[1], found[2])
        before = plain[: found.start()].rstrip()
        if _OPEN_BELOW.search(before):
            return _ordered(None, amount, rate)
        return _ordered(amount, None, rate) if _OPEN_ABOVE.search(before) else _ordered(amount, amount, rate)
    return None


def amount(text: str, *, currency: str = "") -> Decimal | None:
    """One amount in EUR: the upper end of a band; 0 for what is free."""
    if _FREE.search(text):
        return Decimal(0)
    found = band(text, currency=currency)
    return None if found is None else found.high if found.high is not None else found.low


def wage(
    text: str, *, low: str = "", high: str = "", currency: str = "", period: str = "", basis: str = ""
) -> Wage | None:
    """Pay from numbers of a structured source, else from words; the words stay beside it."""
    original = " ".join(text.split()) or _told(low, high, currency, period)
    if not original:
        return None
    words = " ".join((original, period, basis)).lower()
    numbers = f"{low}-{high}" if low and high and low != high else low or high
    found = band(numbers, currency=currency) if numbers else band(text, currency=currency)
    by = next((each for each, words_of in _PERIODS if words_of.search(words)), None)
    how = Basis.GROSS if _GROSS.search(words) else Basis.NET if _NET.search(words) else Basis.UNKNOWN
    if found is None or (by is None and max(found.low or 0, found.high or 0) < _LEAST_MONTHLY):
        return Wage(None, None, by or Period.MONTH, how, original)
    return Wage(found.low, found.high, by or Period.MONTH, how, original)


def _told(low: str, high: str, currency: str, period: str) -> str:
    numbers = f"{low} – {high}" if low and high and low != high else low or high
    return " ".join(filter(None, (numbers, currency, f"/ {period}" if period else ""))) if numbers else ""


def _in_one_currency(text: str) -> str:
    """Of „1 956 лв. (1 000 €)“ the part in euro."""
    if not (_LEVS.search(text) and _EUROS.search(text)):
        return text
    parts = _PARTS.split(text)
    return next((part for part in parts if _EUROS.search(part) and not _LEVS.search(part)), text)


def _rate(text: str, currency: str) -> Decimal | None:
    """Levs for one euro, or 1; None for other and unknown money."""
    if _LEVS.search(text):
        return BGN_PER_EUR
    if _EUROS.search(text):
        return Decimal(1)
    if _OTHER.search(text):
        return None
    return {"BGN": BGN_PER_EUR, "EUR": Decimal(1)}.get(currency.upper())


def _number(written: str, scale: str | None) -> Decimal:
    digits = re.sub(r"[ ']", "", written)
    mark = max(digits.rfind(","), digits.rfind("."))
    if mark >= 0 and len(digits) - mark - 1 <= 2:
        digits = re.sub(r"[.,]", "", digits[:mark]) + "." + digits[mark + 1 :]
    else:
        digits = re.sub(r"[.,]", "", digits)
    try:
        return Decimal(digits) * Decimal(10) ** _SCALES.get(scale or "", 0)
    except InvalidOperation:
        return Decimal(0)


def _ordered(low: Decimal | None, high: Decimal | None, rate: Decimal) -> Band | None:
    low, high = (None if each is None else (each / rate).quantize(_CENT) for each in (low, high))
    if (low or 0) > _MOST or (high or 0) > _MOST or (not low and not high):
        return None
    return Band(high, low) if low is not None and high is not None and low > high else Band(low, high)
