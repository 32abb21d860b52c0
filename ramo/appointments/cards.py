"""A schedule becomes its index card: who receives where, while there is an hour to come."""

from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card, SaidLines, SaidText, Sheet, SheetPhone

from .addresses import schedule_address
from .models import Schedule

KIND = "hours"


def card_of(schedule: Schedule, *, until: date) -> Card:
    """`until`: the last day that has an hour; read with `whole()`."""
    library = schedule.library
    with override(SOURCE_LANGUAGE):
        title = _("%(title)s – book an hour") % {"title": schedule.title_bg}
        day = f"{WEEKDAYS[schedule.weekday]} {schedule.opens:%H:%M}–{schedule.closes:%H:%M}"
        lines = [day, ", ".join(filter(None, (library.title_bg, library.place_bg, schedule.room_bg)))]
        return Card(
            kind=KIND,
            key=str(schedule.pk),
            link=schedule_address(schedule),
            title_bg=title,
            text_bg="\n".join((*lines, *schedule.helps_bg)),
            area=schedule.area_id,
            keywords=(_("appointment"), str(schedule.owner)[:120]),
            library_number=library.pk,
            ekatte=library.settlement_id or "",
            district=library.district_id,
            valid_until=until,
            verified_on=schedule.confirmed_on,
            verified_as=str(schedule.institution or library.place_bg)[:160],
            source_label=str(schedule.institution or library.title_bg)[:160],
            is_demo=library.is_demo,
            sheet=_sheet(schedule, title, lines),
        )


def _sheet(schedule: Schedule, title: str, lines: list[str]) -> Sheet:
    phone = schedule.library.current_phone
    phones = [SheetPhone(label=SaidText(bg=schedule.library.title_bg, en=""), number=phone)] if phone else []
    return Sheet(
        title=SaidText(bg=title, en=""),
        steps=SaidLines(bg=[*lines, *schedule.helps_bg], en=[]),
        papers=SaidLines(bg=[], en=[]),
        phones=phones,
        notice=None,
        cost=SaidText(bg=_("free of charge"), en=""),
        refer=None,
        sources=[],
    )
