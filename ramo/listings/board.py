"""The weekly board of vacancies: what hangs on a library's wall. In Bulgarian, for whoever passes by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import clock, phones
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.models import Library
from ramo.search.data import Distance
from ramo.search.models import IndexCard
from ramo.search.sheets import typeable
from ramo.vocabularies.models import District, Settlement

from . import facts, labels
from .addresses import address_of
from .data import ListingKind
from .models import Vacancy
from .nearby import cards_around
from .pages import settlements_of
from .places import Spot, nearest_first

A_SHEET = 5
MOST_SHEETS = 4
STRIPS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """One vacancy: what it is, where and how, the money, the last day, the number to say."""

    title: str
    about: str
    wage: str
    until: str
    number: str
    address: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """At most five vacancies; `call` is where to ask about all of them, a name and a number."""

    rows: Sequence[Row]
    whose: str
    call: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Board:
    """`unchecked`: how many are not on paper because nobody confirmed them; `more`: how many did not fit."""

    place: str
    phone: str
    week: str
    checked: str
    address: str
    sheets: Sequence[Sheet]
    unchecked: int
    more: int
    is_demo: bool

    @property
    def short_address(self) -> str:
        return typeable(self.address)


def board_of(where: Library | District, distance: Distance = Distance.KM_20) -> Board:
    """Confirmed ones that hold today, the nearest first; of a district, those that end first."""
    cards = cards_around(where, [ListingKind.VACANCY], distance)
    confirmed = list(cards.exclude(verified_on=None)[: A_SHEET * MOST_SHEETS])
    with translation.override(SOURCE_LANGUAGE):
        vacancies = _vacancies(confirmed)
        library = where if isinstance(where, Library) else None
        here = library.settlement if library else None
        count = cards.exclude(verified_on=None).count()
        return Board(
            place=where.title_bg if library else _("District %(name)s") % {"name": where.name_bg},  # type: ignore[union-attr]
            phone=phones.grouped(library.current_phone) if library and library.current_phone else "",
            week=_week(clock.today()),
            checked=_checked(vacancies),
            address=settings.PUBLIC_ADDRESS + _list_address(where),
            sheets=[_sheet(vacancies[start : start + A_SHEET], here) for start in range(0, len(vacancies), A_SHEET)],
            unchecked=cards.filter(verified_on=None).count(),
            more=count - len(confirmed),
            is_demo=settings.RAMO_DEMO or any(each.is_demo for each in vacancies) or bool(library and library.is_demo),
        )


def _vacancies(cards: Sequence[IndexCard]) -> list[Vacancy]:
    found = Vacancy.objects.whole().in_bulk([int(card.key) for card in cards])
    return [found[int(card.key)] for card in cards if int(card.key) in found]


def _sheet(vacancies: Sequence[Vacancy], here: Spot | None) -> Sheet:
    known = settlements_of(vacancies)
    rows = [
        _row(each, nearest_first([known[place] for place in each.places if place in known], here)) for each in vacancies
    ]
    offices = {(each.labour_office, each.labour_office_phone or each.phone) for each in vacancies}
    name, number = offices.pop() if len(offices) == 1 else ("", "")
    return Sheet(rows, whose=name, call=(name, phones.grouped(number)) if name and number else ("", ""))


def _row(vacancy: Vacancy, settlements: Sequence[Settlement]) -> Row:
    return Row(
        title=facts.title_of(vacancy),
        about=" · ".join(list(_about(vacancy, settlements))[:4]),
        wage=labels.wage_short(vacancy.wage) or _("ask"),
        until=f"{vacancy.valid_until:%d.%m.}",
        number=vacancy.reference or str(vacancy.pk),
        address=settings.PUBLIC_ADDRESS + address_of(vacancy),
    )


def _about(vacancy: Vacancy, settlements: Sequence[Settlement]) -> Iterator[str]:
    yield from filter(None, (facts.place_of(vacancy, settlements, most=2), vacancy.working_time, vacancy.shift))
    yield from filter(None, (vacancy.experience, vacancy.transport, vacancy.housing))


def _week(today: date) -> str:
    """16 – 22 ноември 2026 г."""
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else words.long_day(monday).split(", ")[1]
    return _("%(first)s – %(last)s %(year)d") % {
        "first": first,
        "last": words.long_day(sunday).split(", ")[1],
        "year": sunday.year,
    }


def _checked(vacancies: Sequence[Vacancy]) -> str:
    """The day of the oldest confirmation: all of them were checked on it or later."""
    days = [each.verified_on for each in vacancies if each.verified_on]
    return _("checked on %(day)s or later") % {"day": words.day(min(days))} if days else ""


def _list_address(where: Library | District) -> str:
    if isinstance(where, Library) and where.settlement_id:
        return reverse("listings:vacancy_list") + f"?p={where.settlement_id}"
    return reverse("listings:vacancy_list") + f"?r={where.pk if isinstance(where, District) else where.district_id}"
