"""Figures of a library: its own staff see every count, others of the network see totals only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import NETWORK, Permission, library_of, may, may_somewhere, require
from ramo.network.models import Library

from .charts import columns
from .data import Period, Referrals
from .models import Consultation, Handout, ReferralCount

RECENT_DAYS = 30
MONTHS_TO_PICK = 12


@dataclass(frozen=True, slots=True)
class Totals:
    consultations: int
    referred: int
    sheets: int
    slips: Referrals


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.WORK, NETWORK)
    library = _asked_for(request) or library_of(user)
    if library is None:
        return _choose(request, user)
    require(user, Permission.SEE_FIGURES, library)
    months = [*_months()]
    month = next((first for first in months if f"{first:%Y-%m}" == request.GET.get("month")), None)
    period = Period.month(month) if month else Period.up_to(clock.today(), days=RECENT_DAYS)
    facts = {
        "library": library,
        "months": months,
        "month": month,
        "period": period,
        "totals": _totals(library, period),
        "crumbs": [(_("Figures"), "")],
        **(_exact(library, period) if library == library_of(user) else {}),
    }
    return render(request, "desk/figures.html", facts)


def _choose(request: HttpRequest, user: User) -> HttpResponse:
    if not may_somewhere(user, Permission.SEE_FIGURES):
        raise PermissionDenied("this role sees no figures")
    members = Library.objects.in_network().select_related("settlement", "district")
    open_to = [library for library in members if may(user, Permission.SEE_FIGURES, library)]
    return render(request, "desk/figures_choose.html", {"libraries": open_to, "crumbs": [(_("Figures"), "")]})


def _asked_for(request: HttpRequest) -> Library | None:
    number = request.GET.get("library", "")
    if not number:
        return None
    return get_object_or_404(Library.objects.select_related("settlement", "district"), number=number)


def _totals(library: Library, period: Period) -> Totals:
    rows = Consultation.objects.for_library(library).within(period)
    sheets = Handout.objects.for_library(library).within(period).sheets_in_all()
    slips = ReferralCount.objects.for_library(library).within(period).totals()
    return Totals(rows.count(), rows.referred().count(), sheets, slips)


def _exact(library: Library, period: Period) -> dict[str, object]:
    rows = Consultation.objects.for_library(library).within(period)
    days = rows.by_day(period)
    return {
        "is_own": True,
        "by_area": rows.by_area(),
        "by_task": rows.by("task"),
        "by_mode": rows.by("mode"),
        "by_referral": rows.by("referral"),
        "days": [day for day in days if day.count],
        "chart": columns(days),
    }


def _months() -> Iterator[date]:
    """First days of the last months, this one first."""
    first = clock.today().replace(day=1)
    for _number in range(MONTHS_TO_PICK):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)
