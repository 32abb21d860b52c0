"""Staff who give hours: their pattern, days off, moving and calling off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.experts.actions import add_expert
from ramo.experts.models import Expert
from ramo.experts.reach import sender_of
from ramo.network.access import NETWORK, Permission, library_of, require, require_somewhere
from ramo.network.models import Institution

from . import actions
from .forms import LastDayForm, MoveForm, ScheduleForm, WhyForm
from .models import DayOff, Schedule, Slot
from .reach import experts_of, libraries_for, schedules_within
from .sentences import refusals_in
from .today import Row, next_days, rows_of


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What comes at the own library, and the hours that one gives."""
    user = require_somewhere(request.user, Permission.GIVE_HOURS)
    library = library_of(user)
    facts = {
        "library": library,
        "days": next_days(library) if library else [],
        "schedules": schedules_within(user),
        "may_give": sender_of(user) is not None,
        "crumbs": [(_("Hours"), "")],
    }
    return render(request, "appointments/overview.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.WORK, NETWORK)
    giver = sender_of(user)
    if giver is None:
        raise PermissionDenied("hours are given by an institution or a library")
    require(user, Permission.GIVE_HOURS, giver)
    form = ScheduleForm(request.POST or None, libraries=libraries_for(giver), experts=experts_of(giver))
    if form.is_valid():
        with refusals_in(form):
            institution = giver.pk if isinstance(giver, Institution) else ""
            role = form.cleaned_data["title_bg"][:80]
            known: Expert | None = form.cleaned_data["expert"]
            expert = known or add_expert(giver, role_bg=role, role_en="", name="", by=user)
            made = actions.put_schedule(form.data_given(institution=institution, expert=expert), by=user)
            messages.success(request, _("The hours are given. Each week opens on its Monday at 9:00."))
            return redirect("appointments:edit", pk=made.pk)
    facts = {"form": form, "crumbs": _crumbs(_("New hours"))}
    return render(request, "appointments/new.html", facts, status=422 if form.errors else 200)


@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    schedule, _user = _own(request, pk)
    return _page(request, schedule)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    schedule, user = _own(request, pk)
    form = LastDayForm(request.POST, prefix="l")
    if form.is_valid():
        off = actions.stop(schedule, form.cleaned_data["last_day"], by=user)
        messages.success(request, _("Written. Called off: %(count)s.") % {"count": off})
        return redirect("appointments:edit", pk=pk)
    return _page(request, schedule, last=form)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    slot, user = _own_slot(request, pk)
    form = MoveForm(request.POST, prefix=f"m{pk}")
    if form.is_valid():
        with refusals_in(form):
            actions.move_slot(slot, form.moment(), by=user)
            messages.success(request, _("Moved. Who holds the hour gets a letter, or the library calls."))
            return redirect("appointments:edit", pk=slot.schedule_id)
    return _page(request, slot.schedule, moved=(slot.pk, form))


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    slot, user = _own_slot(request, pk)
    form = WhyForm(request.POST, prefix=f"w{pk}")
    if form.is_valid():
        with refusals_in(form):
            actions.call_off(slot, form.cleaned_data["why"], by=user)
            messages.success(request, _("Called off. Who holds the hour gets a letter, or the library calls."))
            return redirect("appointments:edit", pk=slot.schedule_id)
    return _page(request, slot.schedule, called_off=(slot.pk, form))


def _own(request: HttpRequest, pk: int) -> tuple[Schedule, User]:
    schedule = get_object_or_404(Schedule.objects.whole(), pk=pk)
    return schedule, require(request.user, Permission.GIVE_HOURS, schedule.owner)


def _own_slot(request: HttpRequest, pk: int) -> tuple[Slot, User]:
    slot = get_object_or_404(Slot.objects.whole(), pk=pk)
    return slot, require(request.user, Permission.GIVE_HOURS, slot.schedule.owner)


def _page(request: HttpRequest, schedule: Schedule, **sent: object) -> HttpResponse:
    """`sent`: forms that came back with their errors."""
    facts = {
        "schedule": schedule,
        "entries": [_entry(row, sent) for row in rows_of(schedule)],
        "last": sent.get("last") or LastDayForm(prefix="l"),
        "days_off": DayOff.objects.filter(expert=schedule.expert_id),
        "crumbs": _crumbs(schedule.title_bg),
    }
    return render(request, "appointments/edit.html", facts, status=422 if sent else 200)


def _entry(row: Row, sent: dict[str, object]) -> dict[str, object]:
    """A row with its two small forms; the one that came back stays open."""
    pk = row.slot.pk
    moved, off = sent.get("moved"), sent.get("called_off")
    is_moved = isinstance(moved, tuple) and moved[0] == pk
    is_off = isinstance(off, tuple) and off[0] == pk
    return {
        "row": row,
        "move": moved[1] if is_moved else MoveForm(prefix=f"m{pk}"),  # type: ignore[index]
        "why": off[1] if is_off else WhyForm(prefix=f"w{pk}"),  # type: ignore[index]
        "is_open": is_moved or is_off,
    }


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("Hours"), reverse("appointments:overview")), (title, "")]
