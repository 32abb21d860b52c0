"""What a library's prints say: one source for the page and the file. In Bulgarian, for whoever stands at the door."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import clock, phones
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.hours import Timetable, timetable_of
from ramo.network.models import Library
from ramo.search.sheets import typeable
from ramo.services.models import LibraryService


@dataclass(frozen=True, slots=True)
class DayLine:
    name: str
    hours: str


@dataclass(frozen=True, slots=True)
class Sign:
    """`phone` and `days` are empty where nobody knows them, or they are past their date."""

    name: str
    where: str
    phone: str
    days: Sequence[DayLine]
    services: Sequence[str]
    checked: str
    address: str
    is_demo: bool

    @property
    def short_address(self) -> str:
        return typeable(self.address)


def sign_of(library: Library) -> Sign:
    with translation.override(SOURCE_LANGUAGE):
        return Sign(
            name=library.title_bg,
            where=", ".join(filter(None, [library.place_bg, library.address_bg])),
            phone=phones.grouped(library.current_phone) if library.current_phone else "",
            days=_days(timetable_of(library)),
            services=[each.service.name_bg for each in LibraryService.objects.offered_by(library)],
            checked=_checked(library),
            address=settings.PUBLIC_ADDRESS + reverse("content:library", args=[library.pk]),
            is_demo=library.is_demo or settings.RAMO_DEMO,
        )


def _days(timetable: Timetable | None) -> list[DayLine]:
    """The usual week: what differs for a day or two is no matter for a door."""
    if timetable is None:
        return []
    return [
        DayLine(str(WEEKDAYS[weekday]), ", ".join(map(str, spans)) or _("closed all day"))
        for weekday, spans in enumerate(timetable.week)
    ]


def _checked(library: Library) -> str:
    if library.verified_on is None or library.valid_until is None:
        return _("Not checked yet.")
    said = {"day": words.day(library.verified_on), "until": words.day(library.valid_until)}
    if library.is_expired(clock.today()):
        return _("Checked on %(day)s; held until %(until)s. Ask again.") % said
    return _("Checked on %(day)s by %(who)s. Holds until %(until)s.") % {**said, "who": library.verified_as}
