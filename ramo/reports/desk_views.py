"""Pages of coordinators and the programme office; each shows what lies within the person's reach."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.spreadsheet import write_csv
from ramo.network import maps, reach
from ramo.network.access import NETWORK, Permission, may, require, require_somewhere
from ramo.vocabularies.models import District

from . import activity, coverage, waiting
from .data import Coverage

PAGE_SIZE = 50
KEY = (
    (1, gettext_lazy("under 60 %")),
    (2, "60–69 %"),
    (3, "70–79 %"),
    (4, "80–89 %"),
    (5, gettext_lazy("90 % and more")),
)


@require_safe
def silent_libraries(request: HttpRequest) -> HttpResponse:
    """Libraries and phones; who should have written is nobody's business here."""
    user = require_somewhere(request.user, Permission.OVERSEE)
    found = activity.silent(reach.libraries_within(user, Permission.OVERSEE))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {"page": page, "rows": activity.as_rows(list(page)), "query": "", "crumbs": _crumbs(_("Silent libraries"))}
    return render(request, "reports/silent.html", facts)


@require_safe
def waiting_by_district(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.OVERSEE)
    districts = reach.districts_within(user, Permission.OVERSEE)
    rows = waiting.by_district(districts, with_network=may(user, Permission.OVERSEE, NETWORK))
    facts = {"rows": [row for row in rows if row.total], "crumbs": _crumbs(_("What waits"))}
    return render(request, "reports/waiting.html", facts)


@require_safe
def reached(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.OVERSEE)
    district, rows = _asked(request, user)
    outlines = maps.of_district(district.pk) if district else maps.country()
    shown = {row.area.pk for row in rows if row.members} & set(outlines.shapes if outlines else ())
    facts = {
        "district": district,
        "rows": rows,
        "is_whole": may(user, Permission.OVERSEE, NETWORK),
        "map": outlines,
        "painted": coverage.painted(outlines, rows, linked=district is None) if outlines and shown else [],
        "key": KEY,
        "crumbs": _crumbs(_("Coverage")),
    }
    return render(request, "reports/coverage.html", facts)


@require_safe
def reached_csv(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.OVERSEE)
    district, rows = _asked(request, user)
    name = f"ramo-{district.pk.lower() if district else 'bg'}-{clock.today().isoformat()}.csv"
    return HttpResponse(
        write_csv(coverage.as_table(rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def _asked(request: HttpRequest, user: User) -> tuple[District | None, list[Coverage]]:
    """One district by municipality, or all within reach; who has but one is shown that."""
    within = list(reach.districts_within(user, Permission.OVERSEE))
    if code := request.GET.get("o", "").replace("\0", ""):
        district = get_object_or_404(District, pk=code)
        require(user, Permission.OVERSEE, district)
    elif len(within) == 1:
        district = within[0]
    else:
        return None, coverage.of_districts(within)
    return district, coverage.of_municipalities(district)


def _crumbs(title: str) -> list[tuple[str, Any]]:
    return [(_("Network"), reverse("network:overview")), (title, "")]
