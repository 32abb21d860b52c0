"""When a library is open: its week, the days that differ, public holidays; and how a page says it today.

Hours fall under the library's trust dates: past them nothing is said, and the reader is told to ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.kit import clock
from ramo.kit.holidays import holiday_name

from .data import HoursChange, Opening, Span, Week, clock_time
from .models import HoursException, Library, LibraryQuerySet, OpeningHours

DAYS_OF_WEEK = 7
LOOKS_AHEAD = timedelta(days=21)
SHOWS_AHEAD = timedelta(days=30)


class TodayState(StrEnum):
    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Today:
    """What a list says of a library's day, in the reader's language."""

    state: TodayState
    text: str


@dataclass(frozen=True, slots=True)
class Timetable:
    week: Week
    changes: tuple[HoursChange, ...]  # the library's own, not over yet

    def on(self, day: date) -> Opening:
        """The library's own word is stronger than a public holiday, and that than the week."""
        for change in self.changes:
            if change.covers(day):
                return Opening(day, change.spans, change.reason)
        if holiday := holiday_name(day, get_language()):
            return Opening(day, (), holiday)
        return Opening(day, self.week[day.weekday()])

    def next_opening(self, after: date) -> Opening | None:
        for days in range(1, LOOKS_AHEAD.days + 1):
            opening = self.on(after + timedelta(days=days))
            if opening.spans:
                return opening
        return None

    def ahead(self, today: date) -> list[HoursChange]:
        """What differs in the month to come: the library's own changes, and holidays on days it would work."""
        days = [today + timedelta(days=back) for back in range(1, SHOWS_AHEAD.days + 1)]
        own = [change for change in self.changes if today < change.ends_on and change.starts_on <= days[-1]]
        holidays = [
            HoursChange(day, day, (), name)
            for day in days
            if self.week[day.weekday()]
            and not any(change.covers(day) for change in self.changes)
            and (name := holiday_name(day, get_language()))
        ]
        return sorted([*own, *holidays], key=lambda change: change.starts_on)


def with_hours(libraries: LibraryQuerySet) -> LibraryQuerySet:
    """The same libraries with all that `timetable_of` needs, in one query."""
    hours = OpeningHours.objects.filter(library=OuterRef("pk")).order_by("weekday", "opens")
    changes = HoursException.objects.filter(library=OuterRef("pk"), ends_on__gte=clock.today()).order_by("starts_on")
    return libraries.annotate(
        hours_rows=ArraySubquery(hours.values(row=JSONObject(weekday="weekday", opens="opens", closes="closes"))),
        change_rows=ArraySubquery(
            changes.values(
                row=JSONObject(
                    starts_on="starts_on", ends_on="ends_on", opens="opens", closes="closes", reason="reason_bg"
                )
            )
        ),
    )


def timetable_of(library: Library) -> Timetable | None:
    """None where nobody has said the hours, where they are past their date, and where the library is closed for good.

    Costs a query, unless the library came through `with_hours`.
    """
    if library.status != Library.Status.ACTIVE or library.is_expired(clock.today()):
        return None
    if not hasattr(library, "hours_rows"):
        library = with_hours(Library.objects.all()).get(pk=library.pk)
    week = _week(_rows(library, "hours_rows"))
    return Timetable(week, tuple(map(_change, _rows(library, "change_rows")))) if any(week) else None


def week_of(library: Library) -> Week:
    """As it was typed, also past its date: for whoever keeps it."""
    return _week(list(library.hours.values("weekday", "opens", "closes")))


def opening_on(library: Library, day: date) -> Opening | None:
    timetable = timetable_of(library)
    return timetable.on(day) if timetable else None


def opening_today(library: Library) -> Opening | None:
    return opening_on(library, clock.today())


def today_at(library: Library) -> Today | None:
    """„днес до 13:00 ч.“ · „днес е затворено – Великден“ · „отваря утре в 9:00 ч.“; None: ask at the library."""
    timetable = timetable_of(library)
    return _said(timetable, clock.now()) if timetable else None


def _said(timetable: Timetable, now: datetime) -> Today:
    opening, at = timetable.on(now.date()), now.time()
    rest = [span for span in opening.spans if at < span.closes]
    if rest and rest[0].opens <= at:
        return Today(TodayState.OPEN, _open_until(rest))
    if rest:
        hours = {"opens": clock_time(rest[0].opens), "closes": clock_time(rest[0].closes)}
        return Today(TodayState.LATER, _("today from %(opens)s to %(closes)s") % hours)
    following = _next(timetable, now.date())
    if opening.spans:
        return Today(TodayState.CLOSED, following or _("closed for today"))
    return Today(TodayState.CLOSED, ", ".join(filter(None, [_closed(opening.reason), following])))


def _open_until(rest: Sequence[Span]) -> str:
    until = {"closes": clock_time(rest[0].closes)}
    if len(rest) == 1:
        return _("today until %(closes)s") % until
    return _("today until %(closes)s, then from %(opens)s") % {**until, "opens": clock_time(rest[1].opens)}


def _closed(reason: str) -> str:
    return _("closed today – %(reason)s") % {"reason": reason} if reason else _("closed today")


def _next(timetable: Timetable, today: date) -> str:
    """Within the week by the day's name, later by its date; empty where no opening is known."""
    opening = timetable.next_opening(today)
    if opening is None:
        return ""
    opens = clock_time(opening.spans[0].opens)
    days = (opening.on - today).days
    if days == 1:
        return _("opens tomorrow at %(opens)s") % {"opens": opens}
    if days < DAYS_OF_WEEK:
        return _opens_on(opening.on.weekday()) % {"opens": opens}
    return _("opens on %(day)s at %(opens)s") % {"day": f"{opening.on:%d.%m.}", "opens": opens}


def _opens_on(weekday: int) -> str:
    """Whole sentences: the preposition changes with the day."""
    return (
        _("opens on Monday at %(opens)s"),
        _("opens on Tuesday at %(opens)s"),
        _("opens on Wednesday at %(opens)s"),
        _("opens on Thursday at %(opens)s"),
        _("opens on Friday at %(opens)s"),
        _("opens on Saturday at %(opens)s"),
        _("opens on Sunday at %(opens)s"),
    )[weekday]


def _week(rows: Sequence[Mapping[str, Any]]) -> Week:
    return tuple(tuple(_span(row) for row in rows if row["weekday"] == day) for day in range(DAYS_OF_WEEK))


def _rows(library: Library, name: str) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = getattr(library, name)
    return rows


def _span(row: Mapping[str, Any]) -> Span:
    return Span(_moment(row["opens"]), _moment(row["closes"]))


def _moment(value: time | str) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value


def _change(row: Mapping[str, Any]) -> HoursChange:
    return HoursChange(
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        spans=(_span(row),) if row["opens"] else (),
        reason=row["reason"],
    )
