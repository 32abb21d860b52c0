"""The page of a library: what it gives, when it is open, who helps, and its own words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.events.lists import next_at
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network import finder
from ramo.network.access import public
from ramo.network.hours import timetable_of, with_hours
from ramo.network.models import Library
from ramo.network.week import rows_of
from ramo.partnerships.lists import covering_now
from ramo.services.models import LibraryService, Service
from ramo.vocabularies.models import Area

from .corner import corner_of
from .hours import hours_at
from .offers import offers_around

NEARBY = 4


@dataclass(frozen=True, slots=True)
class Helper:
    """Who helps: a role, never a name, and the services it is trained for."""

    role: str
    services: list[Service]


@public
@require_safe
def library(request: HttpRequest, number: str) -> HttpResponse:
    """Closed ones keep their page, which says so and leads to the nearest open ones."""
    places = Library.objects.select_related("settlement__municipality__district", "municipality", "district")
    found = get_object_or_404(with_hours(places), pk=number)
    timetable = timetable_of(found)
    given = list(LibraryService.objects.offered_by(found))
    nearby = finder.nearest(finder.place_of(found.settlement), limit=NEARBY, without=number) if found.settlement else []
    facts = {
        "library": found,
        "given": given,
        "areas": [] if given else Area.objects.filter(is_main=True),
        "helpers": _helpers(given),
        "days": rows_of(timetable, clock.today()) if timetable else [],
        "ahead": timetable.ahead(clock.today()) if timetable else [],
        "notices": found.notices.current(),
        "corner": corner_of(found),
        "offers": offers_around(found) if found.status == Library.Status.ACTIVE else None,
        "events": next_at(found.pk) if found.status == Library.Status.ACTIVE else [],
        "hours": hours_at(found) if found.status == Library.Status.ACTIVE else [],
        "agreements": covering_now(found) if found.status == Library.Status.ACTIVE else [],
        "nearby": nearby,
        "crumbs": _crumbs(found),
    }
    return render(request, "content/library.html", facts)


def _helpers(given: Sequence[LibraryService]) -> list[Helper]:
    by_role: dict[str, list[Service]] = defaultdict(list)
    for each in given:
        for role in each.trained:
            by_role[role].append(each.service)
    return [Helper(role, services) for role, services in by_role.items()]


def _crumbs(found: Library) -> list[tuple[str, str]]:
    finder_address = reverse("network:libraries")
    return [
        (_("Libraries"), finder_address),
        (str(said(found.district, "name", get_language())), f"{finder_address}?o={found.district_id}"),
        (found.place, ""),
    ]
