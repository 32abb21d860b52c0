"""The calendar: what is on around a place, in a week or a month, with counts of each area."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.http import QueryDict
from django.urls import reverse

from ramo.kit import clock
from ramo.network.models import Library
from ramo.search import matching
from ramo.search.data import Distance, Place
from ramo.search.places import PlaceAnswer, look_up
from ramo.vocabularies.models import Area, Settlement

from .models import Audience, Event, EventQuerySet, Host, HostQuerySet

PAGE_SIZE = 30
WEEKS_AHEAD = 6
ON_A_DAY = 4  # in a cell of the month
NEXT_AT_LIBRARY = 3
DAYS_FOLLOWED = 184  # that a calendar elsewhere follows
MOST_FOLLOWED = 500
_KEY = re.compile(r"[a-z]{1,30}")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Asked:
    """What stands in the address; what cannot be read is left out. `week` is any day of it."""

    typed: str = ""
    answer: PlaceAnswer | None = None
    distance: Distance = Distance.KM_20
    areas: tuple[str, ...] = ()
    audience: str = ""
    week: date | None = None
    month: date | None = None
    page: str = "1"

    @classmethod
    def of(cls, parameters: QueryDict, month: date | None = None) -> Self:
        typed = " ".join(parameters.get("p", "").replace("\0", "").split())[:80]
        distance, audience = parameters.get("d", ""), parameters.get("t", "")
        return cls(
            typed,
            look_up(typed) if typed else None,
            Distance(distance) if distance in list(Distance) else Distance.KM_20,
            tuple(key for key in dict.fromkeys(parameters.getlist("a")[:20]) if _KEY.fullmatch(key)),
            audience if audience in Audience.values else "",
            _day(parameters.get("w", "")),
            month or _month(parameters.get("m", "")),
            parameters.get("page", "1"),
        )

    @property
    def place(self) -> Place | None:
        return self.answer.place if self.answer else None

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """From and to, by the clock on the wall."""
        if self.week:
            monday = self.week - timedelta(days=self.week.weekday())
            return _midnight(monday), _midnight(monday + timedelta(days=7))
        if self.month:
            return _midnight(self.month), _midnight(following(self.month))
        today = clock.today()
        return _midnight(today), _midnight(today - timedelta(days=today.weekday()) + timedelta(weeks=WEEKS_AHEAD))

    def query(self, **changes: Any) -> str:
        """The same question with some of it changed, from its first page unless another is given."""
        asked = replace(self, **({"page": "1"} | changes))
        words: list[tuple[str, str]] = [("a", key) for key in asked.areas]
        words += [
            ("t", asked.audience),
            ("p", asked.place.ekatte if asked.place else asked.typed),
            ("d", asked.distance if asked.place and asked.distance != Distance.KM_20 else ""),
            ("w", asked.week.isoformat() if asked.week else ""),
            ("m", f"{asked.month:%Y-%m}" if asked.month else ""),
            ("page", asked.page if asked.page != "1" else ""),
        ]
        return urlencode([(name, value) for name, value in words if value])

    def address(self, **changes: Any) -> str:
        query = self.query(**changes)
        return reverse("events:events_list") + (f"?{query}" if query else "")

    def month_address(self, month: date) -> str:
        query = self.query(month=None, week=None)
        return reverse("events:month", args=[month.year, month.month]) + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class AreaChoice:
    area: Area
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Week:
    """`starts_on` is its Monday."""

    starts_on: date
    hosts: list[Host]

    @property
    def weeks_from_now(self) -> int:
        today = clock.today()
        return (self.starts_on - (today - timedelta(days=today.weekday()))).days // 7


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    hosts: list[Host]
    more: int
    is_outside: bool
    is_today: bool


def found(asked: Asked) -> "Page[Host]":
    page = Paginator(_hosts(asked), PAGE_SIZE).get_page(asked.page)
    page.object_list = _whole(host.pk for host in page)
    return page


def to_follow(asked: Asked) -> HostQuerySet:
    """For calendars and feeds elsewhere: half a year where no span is asked for, and what was called off with it."""
    today = clock.today()
    half_a_year = (_midnight(today), _midnight(today + timedelta(days=DAYS_FOLLOWED)))
    span = asked.span if asked.week or asked.month else half_a_year
    hosts = _hosts(asked, span, Event.objects.shown().upcoming())
    return _whole(hosts.values_list("pk", flat=True)[:MOST_FOLLOWED])


def next_at(library: str) -> HostQuerySet:
    """The few that come next at a library, for its page."""
    at_library = Host.objects.on_calendar().filter(library=library)
    return at_library.order_by("event__starts_at", "pk").whole()[:NEXT_AT_LIBRARY]


def coming_in(area: str) -> int:
    """How many events of the area are still to come, anywhere."""
    return Event.objects.on_calendar().filter(area=area).count()


def in_weeks(hosts: "Page[Host]") -> list[Week]:
    weeks: dict[date, list[Host]] = {}
    today = clock.today()
    for host in hosts:
        day = max(host.event.starts_on, today)  # what began earlier and goes on is on today
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(host)
    return [Week(monday, rows) for monday, rows in sorted(weeks.items())]


def areas_of(asked: Asked) -> list[AreaChoice]:
    """With how many each area holds, as if none were chosen; the main ones show where they hold nothing too."""
    within = _hosts(replace(asked, areas=())).order_by().values_list("event__area")
    counts = dict(within.annotate(Count("pk")).values_list("event__area", "pk__count"))
    wanted = Q(is_main=True) | Q(pk__in=[*counts, *asked.areas])
    return [AreaChoice(area, counts.get(area.pk, 0), area.pk in asked.areas) for area in Area.objects.filter(wanted)]


def month_grid(asked: Asked, month: date) -> list[list[Day]]:
    """Whole weeks that hold the month; a day shows a few and says how many more."""
    first = month - timedelta(days=month.weekday())
    last = following(month) + timedelta(days=-following(month).weekday() % 7)
    span = (_midnight(first), _midnight(last))
    on_days = _hosts(asked, span).annotate(day=TruncDate("event__starts_at", tzinfo=clock.COUNTRY_ZONE))
    place_of_day = Window(RowNumber(), partition_by=["day"], order_by=["event__starts_at", "pk"])
    few = on_days.annotate(nth=place_of_day, on_day=Window(Count("pk"), partition_by=["day"])).filter(nth__lte=ON_A_DAY)
    chosen = {pk: (day, on_day) for pk, day, on_day in few.values_list("pk", "day", "on_day")}
    counts = dict(chosen.values())
    shown: dict[date, list[Host]] = {}
    for host in _whole(chosen):
        shown.setdefault(host.event.starts_on, []).append(host)
    days = list(_days(first, last, month, shown, counts))
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def following(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def preceding(month: date) -> date:
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def _days(
    first: date, last: date, month: date, shown: dict[date, list[Host]], counts: dict[date, int]
) -> Iterator[Day]:
    today = clock.today()
    for number in range((last - first).days):
        day = first + timedelta(days=number)
        hosts = shown.get(day, [])
        yield Day(day, hosts, counts.get(day, 0) - len(hosts), day.month != month.month, day == today)


def _whole(keys: Iterable[int]) -> HostQuerySet:
    """With all that is shown of them, joined once they are chosen: before, it is joined to every host there is."""
    return Host.objects.filter(pk__in=list(keys)).order_by("event__starts_at", "pk").whole()


def _hosts(
    asked: Asked, span: tuple[datetime, datetime] | None = None, among: EventQuerySet | None = None
) -> HostQuerySet:
    """Of what is on the calendar, or of `among`: within the span and the distance, of what is asked for."""
    begins, ends = span or asked.span
    events = Event.objects.on_calendar() if among is None else among
    events = events.filter(starts_at__lt=ends, ends_at__gt=begins)
    if asked.areas:
        events = events.filter(area__in=asked.areas)
    if asked.audience:
        events = events.filter(audience__in=[asked.audience, Audience.ALL])
    hosts = Host.objects.filter(event__in=events).order_by("event__starts_at", "pk")
    return hosts.filter(_near(asked)) if asked.place else hosts


def _near(asked: Asked) -> Q:
    place = asked.place
    if place is None or asked.distance == Distance.COUNTRY:
        return Q()
    if asked.distance == Distance.DISTRICT:
        return Q(library__district=place.district)
    around = _around(place, asked.distance)
    libraries = Library.objects.filter(settlement__in=around).order_by().values("pk")
    return Q(settlement__in=around) | Q(settlement=None, library__in=libraries)


def _around(place: Place, distance: Distance) -> "QuerySet[Any, Any]":
    within = Q(pk=place.ekatte) | Q(distance__lte=distance.kilometres)
    return Settlement.objects.annotate(distance=matching.km_to_point(place)).filter(within).order_by().values("pk")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.COUNTRY_ZONE)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _month(typed: str) -> date | None:
    found = _MONTH.fullmatch(typed)
    return date(int(found.group(1)), int(found.group(2)), 1) if found else None
