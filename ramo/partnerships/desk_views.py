"""Staff: the register of agreements with its filters and its table, and one agreement with all that hangs on it."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.accounts.models import User
from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.kit.spreadsheet import Cell, write_csv
from ramo.network.access import Permission, may_somewhere, require_somewhere
from ramo.vocabularies.models import District

from .data import RENEWAL_DAYS, Stage
from .history import history_of
from .lists import Filters, narrowed, totals_of
from .models import Agreement
from .owed import left_out
from .progress import progress_of
from .reach import agreements_within, may_confirm, may_write, require_reading
from .words import STAGES, title_of

PAGE_SIZE = 50
SHOWN_LIBRARIES = 12
SHOWN_EVIDENCE = 20
_LONGEST = 80


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.SEE_AGREEMENTS)
    within, filters = agreements_within(user), _filters(request)
    facts = {
        "page": Paginator(narrowed(within, filters), PAGE_SIZE).get_page(request.GET.get("page")),
        "totals": totals_of(within),
        "filters": filters,
        "query": urlencode(_asked(filters)) + "&",
        "levels": Agreement.Level.choices,
        "stages": STAGES.items(),
        "districts": District.objects.filter(pk__in=within.values("district")).order_by("name_bg"),
        "may_write": may_somewhere(user, Permission.EDIT_AGREEMENT),
        "crumbs": [(_("Agreements"), "")],
    }
    return render(request, "partnerships/register.html", facts)


@require_safe
def register_csv(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.SEE_AGREEMENTS)
    rows = narrowed(agreements_within(user), _filters(request))
    heads = (_("Number of the agreement"), _("Partner"), _("Level"), _("District"), _("Subject"), _("Libraries"))
    dates = (_("Signed on"), _("In force from"), _("In force until"), _("State"))
    table: list[Sequence[Cell]] = [[*heads, *dates], *map(_row, rows)]
    return HttpResponse(
        write_csv(table),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="ramo-agreements.csv"',
            "Cache-Control": "private, no-store",
        },
    )


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_reading(request.user, pk)
    libraries = found.libraries()
    facts = {
        "agreement": found,
        "title": title_of(found),
        "stage_label": STAGES[found.stage],
        "may_write": may_write(user, found),
        "rows": _rows(user, found),
        "left_out": left_out(found),
        "evidence": found.done.standing().select_related("duty", "library")[:SHOWN_EVIDENCE],
        "annexes": found.annexes.all(),
        "papers": found.papers.defer("text", "keys"),
        "notices": found.notices.all(),
        "renewal_days": RENEWAL_DAYS,
        "partnerships": found.partnerships.whole(),
        "count": libraries.count(),
        "libraries": libraries.select_related("settlement").order_by("place_bg", "pk")[:SHOWN_LIBRARIES],
        "history": history_of(found),
        "crumbs": crumbs_of(found),
    }
    return render(request, "partnerships/show.html", facts)


def crumbs_of(agreement: Agreement, here: str = "") -> list[tuple[str, str]]:
    own = reverse("partnerships:show", args=[agreement.pk]) if here else ""
    crumbs = [(_("Agreements"), reverse("partnerships:register")), (str(agreement.partner), own)]
    return [*crumbs, (here, "")] if here else crumbs


def _rows(user: User, agreement: Agreement) -> list[tuple[Any, bool]]:
    """Each duty with its progress, and whether this person may say that it was done."""
    is_open = agreement.stage != Stage.COMING
    return [
        (each, is_open and not each.owed.is_carried_below and may_confirm(user, agreement, each.duty))
        for each in progress_of(agreement)
    ]


def _row(each: Agreement) -> list[Cell]:
    return [
        each.number,
        each.partner.name_bg,
        str(each.get_level_display()),
        str(said(each.district, "name", SOURCE_LANGUAGE)) if each.district else "",
        each.subject_bg,
        each.libraries().count(),
        *(day.isoformat() if day else "" for day in (each.signed_on, each.valid_from, each.until)),
        str(STAGES[each.stage]),
    ]


def _filters(request: HttpRequest) -> Filters:
    typed = {name: " ".join(request.GET.get(name, "").replace("\0", "").split())[:_LONGEST] for name in _NAMES}
    return Filters(**typed)


_NAMES = ("level", "stage", "district", "words")


def _asked(filters: Filters) -> dict[str, str]:
    return {name: value for name in _NAMES if (value := getattr(filters, name))}
