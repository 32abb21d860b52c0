"""The words of each choice, and short numbers and amounts in the voice of the house."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import clock

from .data import Applicant, Basis, Form, ListingKind, Period, Right, Wage, Work

Words = str | Promise
DASH, HARD_SPACE = "–", "\u00a0"

LISTS: Mapping[ListingKind, Words] = {
    ListingKind.VACANCY: gettext_lazy("Vacancies"),
    ListingKind.COURSE: gettext_lazy("Courses"),
    ListingKind.CALL: gettext_lazy("Funding"),
    ListingKind.CULTURE: gettext_lazy("Films, books, exhibitions"),
}
KINDS: Mapping[ListingKind, Words] = {
    ListingKind.VACANCY: gettext_lazy("Vacancy"),
    ListingKind.COURSE: gettext_lazy("Course"),
    ListingKind.CALL: gettext_lazy("Funding call"),
    ListingKind.CULTURE: gettext_lazy("From the world of culture"),
}
ICONS: Mapping[ListingKind, str] = {
    ListingKind.VACANCY: "work",
    ListingKind.COURSE: "course",
    ListingKind.CALL: "euro",
    ListingKind.CULTURE: "culture",
}
PERIODS: Mapping[str, Words] = {
    Period.HOUR: gettext_lazy("an hour"),
    Period.DAY: gettext_lazy("a day"),
    Period.WEEK: gettext_lazy("a week"),
    Period.MONTH: gettext_lazy("a month"),
    Period.YEAR: gettext_lazy("a year"),
    Period.WHOLE: gettext_lazy("for the whole job"),
}
BASES: Mapping[str, Words] = {
    Basis.UNKNOWN: gettext_lazy("not said"),
    Basis.GROSS: gettext_lazy("gross"),
    Basis.NET: gettext_lazy("net, in hand"),
}
APPLICANTS: Mapping[str, Words] = {
    Applicant.PERSON: gettext_lazy("people"),
    Applicant.FARMER: gettext_lazy("farmers"),
    Applicant.FIRM: gettext_lazy("firms"),
    Applicant.ASSOCIATION: gettext_lazy("associations and foundations"),
    Applicant.CHITALISHTE: gettext_lazy("chitalishta"),
    Applicant.LIBRARY: gettext_lazy("libraries"),
    Applicant.MUNICIPALITY: gettext_lazy("municipalities"),
    Applicant.SCHOOL: gettext_lazy("schools and kindergartens"),
    Applicant.OTHER: gettext_lazy("others"),
}
FORMS: Mapping[str, Words] = {
    Form.UNKNOWN: gettext_lazy("not said"),
    Form.ON_SITE: gettext_lazy("on site"),
    Form.REMOTE: gettext_lazy("from a distance, by internet"),
    Form.MIXED: gettext_lazy("partly on site, partly by internet"),
}
WORKS: Mapping[str, Words] = {
    Work.COLLECTION: gettext_lazy("Digital collection"),
    Work.FILM: gettext_lazy("Film"),
    Work.CONCERT: gettext_lazy("Recording of a concert"),
    Work.EXHIBITION: gettext_lazy("Exhibition"),
    Work.BOOK: gettext_lazy("Book"),
    Work.TOUR: gettext_lazy("Virtual tour"),
    Work.OTHER: gettext_lazy("Other"),
}
RIGHTS: Mapping[str, Words] = {
    Right.UNKNOWN: gettext_lazy("unknown, ask the holder"),
    Right.FREE: gettext_lazy("yes, free"),
    Right.ASK: gettext_lazy("yes, with the holder’s leave"),
    Right.PAID: gettext_lazy("yes, against payment"),
    Right.NO: gettext_lazy("no"),
}


def amount(euro: Decimal) -> str:
    """1 234,50 € – cents only where there are any, a decimal comma in Bulgarian."""
    whole, cents = divmod(round(euro * 100), 100)
    grouped = f"{whole:,}".replace(",", HARD_SPACE) if whole >= 10_000 else str(whole)
    comma = "," if (get_language() or "bg").startswith("bg") else "."
    return f"{grouped}{comma}{cents:02d}{HARD_SPACE}€" if cents else f"{grouped}{HARD_SPACE}€"


def band(low: Decimal | None, high: Decimal | None) -> str:
    """720–860 € · от 640 € · до 900 € · empty where both ends are unknown."""
    if low is not None and high is not None:
        return amount(low) if low == high else f"{amount(low).removesuffix(HARD_SPACE + '€')}{DASH}{amount(high)}"
    if low is not None:
        return pgettext("money", "from %(amount)s") % {"amount": amount(low)}
    return pgettext("money", "up to %(amount)s") % {"amount": amount(high)} if high is not None else ""


def wage(told: Wage | None) -> str:
    """720–860 € на месец, бруто; where no number was understood, as the source wrote it."""
    if told is None:
        return ""
    money = band(told.low, told.high)
    if not money:
        return told.original
    said = f"{money} {PERIODS[told.period]}" if told.period == Period.WHOLE else _per(money, told.period)
    return f"{said}, {BASES[told.basis]}" if told.basis else said


def wage_short(told: Wage | None) -> str:
    """For lists and boards: 720–860 €, with the period where it is no month."""
    if told is None:
        return ""
    money = band(told.low, told.high)
    return money if not money or told.period == Period.MONTH else _per(money, told.period)


def price(euro: Decimal | None, text: str = "") -> str:
    if euro is None:
        return text
    said = _("free of charge") if not euro else amount(euro)
    return f"{said}; {text}" if text else said


def positions(count: int | None) -> str:
    if count is None:
        return ""
    return ngettext("%(count)d place", "%(count)d places", count) % {"count": count}


def moment(at: datetime) -> str:
    """24.11.2026, 17:00 ч. in the country's time."""
    local = at.astimezone(clock.COUNTRY_ZONE)
    return _("%(day)s, %(time)s h.") % {"day": words.day(local.date()), "time": f"{local:%H:%M}"}


def _per(money: str, period: str) -> str:
    return _("%(money)s %(period)s") % {"money": money, "period": PERIODS[period]}
