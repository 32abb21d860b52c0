"""Staff: the board of sources, and each of them: added, tried, switched on, amended."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.listings.reach import Reach
from ramo.network.access import Permission, may_somewhere, require, require_somewhere
from ramo.network.territories import libraries_of

from . import actions
from .data import Dialect
from .errors import Unrecognised
from .finding import Found, look_into
from .forms import AddressForm, ColumnsForm, SourceForm, initial_of
from .models import HarvestRun, PlaceQuestion, Source
from .reach import may_manage, may_mind, require_source, sources_within
from .reports import Report, report_of
from .run_actions import run_source
from .trying import Tried, try_source
from .words import ADVICE

PAGE_SIZE = 50
RUNS_SHOWN = 10
SAMPLES = 10
MOST_HEADINGS, LONGEST_HEADING = 200, 300


@dataclass(frozen=True, slots=True)
class Row:
    source: Source
    last: HarvestRun | None

    @property
    def advice(self) -> object:
        return ADVICE.get(self.source.death, "") if self.source.state != Source.State.OK else ""


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.EDIT_LISTING)
    found = sources_within(user).order_by("state", "name")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    last = {run.source_id: run for run in _last_runs([source.pk for source in page])}
    facts = {
        "page": page,
        "query": "",
        "may_add": may_somewhere(user, Permission.MANAGE_SOURCE),
        "rows": sorted((Row(each, last.get(each.pk)) for each in page), key=_trouble_first),
        "crumbs": [(_("Sources"), "")],
    }
    return render(request, "harvest/sources.html", facts)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Paste an address, see what was recognised, say what it is; it is tried before it is switched on."""
    user = require(request.user, Permission.MANAGE_SOURCE, Reach.of(request.user).scope)
    asked = AddressForm(request.POST or None)
    found = _found(asked) if asked.is_valid() else None
    is_named = "name" in request.POST
    form = SourceForm(request.POST if is_named else None, user=user)
    if found and is_named and form.is_valid():
        source = actions.add_source(
            form.data_typed(),
            dialect=found.dialect,
            address=found.address,
            payload=asked.cleaned_data["payload"],
            by=user,
        )
        return redirect("harvest:source", source.pk)
    facts = {"asked": asked, "found": found, "form": form, "crumbs": _crumbs(_("New source"))}
    wrong = asked.errors or (is_named and form.errors)
    return render(request, "harvest/add.html", facts, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def add_partner(request: HttpRequest) -> HttpResponse:
    """A partner without an address: brings files."""
    user = require(request.user, Permission.MANAGE_SOURCE, Reach.of(request.user).scope)
    form = SourceForm(request.POST or None, user=user)
    if form.is_valid():
        source = actions.add_source(form.data_typed(), dialect=Dialect.SPREADSHEET, by=user)
        return redirect(f"{reverse('harvest:intake')}?source={source.pk}")
    facts = {"form": form, "crumbs": _crumbs(_("New partner"))}
    return render(request, "harvest/add_partner.html", facts, status=422 if form.errors else 200)


@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    found = _source(key)
    user = require_source(request.user, found)
    return _source_page(request, found, user)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, key: str) -> HttpResponse:
    found = _source(key)
    user = require_source(request.user, found, Permission.MANAGE_SOURCE)
    form = SourceForm(request.POST or None, user=user, initial=initial_of(found))
    if form.is_valid():
        actions.amend_source(found, form.data_typed(), by=user)
        messages.success(request, _("Saved."))
        return redirect("harvest:source", found.pk)
    facts = {"form": form, "source": found, "crumbs": _crumbs(found.name)}
    return render(request, "harvest/amend.html", facts, status=422 if form.errors else 200)


@require_POST
def attempt(request: HttpRequest, key: str) -> HttpResponse:
    """Now, not when its time comes; one that is not switched on only shows what it would bring."""
    found = _source(key)
    user = require_source(request.user, found, Permission.MANAGE_SOURCE)
    if not found.is_on:
        return _source_page(request, found, user, tried=try_source(found))
    run = run_source(found, by=user)
    (messages.success if run.is_applied else messages.warning)(request, report_of(run).sentence)
    return redirect("harvest:source", found.pk)


@require_POST
def map_columns(request: HttpRequest, key: str) -> HttpResponse:
    """The headings come back with the form: the table itself is read at the next try."""
    found = _source(key)
    user = require_source(request.user, found, Permission.MANAGE_SOURCE)
    headings = [each[:LONGEST_HEADING] for each in request.POST.getlist("heading")[:MOST_HEADINGS]]
    form = ColumnsForm(request.POST, columns=headings, mapping=found.mapping)
    if form.is_valid():
        actions.map_columns(found, form.mapping(), by=user)
        messages.success(request, _("Noted. Try it once more."))
    return redirect("harvest:source", found.pk)


@require_POST
def switch(request: HttpRequest, key: str) -> HttpResponse:
    found = _source(key)
    user = require_source(request.user, found, Permission.MANAGE_SOURCE)
    actions.switch(found, is_on="on" in request.POST, by=user)
    return redirect("harvest:source", found.pk)


@require_POST
def follow(request: HttpRequest, key: str) -> HttpResponse:
    found = _source(key)
    user = require_source(request.user, found, Permission.MANAGE_SOURCE)
    if found.moved_to:
        actions.follow_move(found, by=user)
        messages.success(request, _("The new address holds from now on."))
    return redirect("harvest:source", found.pk)


def _source(key: str) -> Source:
    return get_object_or_404(Source.objects.select_related("institution", "district", "owner"), pk=key)


def _source_page(request: HttpRequest, found: Source, user: User, *, tried: Tried | None = None) -> HttpResponse:
    runs = list(found.runs.select_related("by")[:RUNS_SHOWN])
    reports: list[Report] = [report_of(run) for run in runs]
    facts = {
        "source": found,
        "advice": ADVICE.get(found.death, "") if found.state != Source.State.OK else "",
        "reports": reports,
        "may_manage": may_manage(user, found),
        "owner_minds": found.owner is not None and may_mind(found.owner, found),
        "tried": tried,
        "columns": ColumnsForm(columns=tried.columns, mapping=found.mapping) if tried and tried.columns else None,
        "brings": _some([data for data, _provenance in tried.plan.written]) if tried else None,
        "why_not": ADVICE.get(tried.verdict.death, "") if tried else "",
        "libraries": libraries_of(found.institution).count(),
        "questions": PlaceQuestion.objects.open().filter(source=found).count(),
        "crumbs": _crumbs(found.name),
    }
    return render(request, "harvest/source.html", facts)


def _some(rows: list[Any]) -> tuple[int, list[Any]]:
    return len(rows), rows[:SAMPLES]


def _found(form: AddressForm) -> Found | None:
    try:
        return look_into(form.cleaned_data["address"], payload=form.cleaned_data["payload"])
    except Unrecognised as why:
        form.add_error("address", str(why))
    return None


def _last_runs(keys: list[str]) -> list[HarvestRun]:
    return list(
        HarvestRun.objects.filter(source__in=keys).order_by("source_id", "-ended_at", "-pk").distinct("source_id")
    )


def _trouble_first(row: Row) -> tuple[bool, str]:
    return row.source.state == Source.State.OK, row.source.name


def _crumbs(last: str) -> list[tuple[str, str]]:
    return [(_("Sources"), reverse("harvest:sources")), (last, "")]
