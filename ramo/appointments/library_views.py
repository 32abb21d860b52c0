"""Staff of a library: the day's list, booking for somebody, numbers for walk-ins, who came."""

from datetime import date
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import Permission, require
from ramo.network.models import Library
from ramo.seats.errors import NothingHeld
from ramo.seats.keys import spaced, token_of

from . import actions
from .forms import PersonForm
from .models import Schedule, Slot, WalkIn
from .paper import day_pdf
from .sentences import refusals_in
from .telling import to_call
from .today import groups_of, kept_of


class _Sent(forms.Form):
    submission = forms.UUIDField()


@require_safe
def day(request: HttpRequest, number: str, on: str) -> HttpResponse:
    library, _user = _library(request, number)
    return _page(request, library, _day(on))


@require_safe
def day_list(request: HttpRequest, number: str, on: str) -> HttpResponse:
    library, _user = _library(request, number)
    facts = {"library": library, "day": _day(on), "groups": groups_of(library, _day(on)), "crumbs": _crumbs(library)}
    return render(request, "appointments/day_list.html", facts)


@require_safe
def day_file(request: HttpRequest, number: str, on: str) -> HttpResponse:
    library, _user = _library(request, number)
    headers = {"Content-Disposition": f'attachment; filename="ramo-chasove-{library.pk}-{on}.pdf"'}
    content = day_pdf(library, _day(on), groups_of(library, _day(on)))
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
def full_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """For the door: today is full, and when the next hours open."""
    schedule = get_object_or_404(Schedule.objects.whole(), pk=pk)
    require(request.user, Permission.USE_DESK, schedule.library)
    bookable = schedule.slots.bookable().exclude(starts_at__date=clock.today()).first()
    later = schedule.slots.to_come().filter(pool__opens_at__gt=clock.now()).first()
    facts = {"schedule": schedule, "library": schedule.library, "next": bookable, "later": later}
    return render(request, "appointments/full_sign.html", {**facts, "crumbs": _crumbs(schedule.library)})


@require_POST
def book_for(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who stands at the desk or calls: the slip is printed at once."""
    slot, _user = _slot(request, pk)
    form = PersonForm(request.POST, schedule=slot.schedule, prefix=f"b{pk}")
    if form.is_valid():
        with refusals_in(form):
            claim = actions.book(slot, form.claim(is_by_staff=True), submission=form.cleaned_data["submission"])
            messages.success(request, _("Booked. Code %(code)s.") % {"code": spaced(claim.code)})
            return redirect("appointments:slip", token=token_of(claim))
    return _page(request, slot.schedule.library, slot.day, booked=(pk, form))


@require_POST
def mark(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    """Came, did not come, or nobody knows. Who came is one tap away in the log."""
    slot, user = _slot(request, pk)
    came = {"1": True, "0": False}.get(request.POST.get("came", ""))
    try:
        actions.mark(get_object_or_404(slot.claims, pk=claim), slot, came=came, by=user)
    except NothingHeld:
        messages.error(request, _("This hour was given up."))
    if came:
        return redirect(f"{reverse('desk:desk')}?area={slot.schedule.area_id}#log-h")
    return _back(slot)


@require_POST
def give_up_for(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    slot, user = _slot(request, pk)
    actions.give_up(get_object_or_404(slot.claims, pk=claim), by=user)
    messages.success(request, _("The hour is free."))
    return _back(slot)


@require_POST
def called(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    slot, user = _slot(request, pk)
    actions.was_called(get_object_or_404(slot.claims, pk=claim), slot, by=user)
    return _back(slot)


@require_POST
def walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    schedule = get_object_or_404(Schedule.objects.whole(), pk=pk)
    user = require(request.user, Permission.USE_DESK, schedule.library)
    form = _Sent(request.POST)
    if form.is_valid():
        number = actions.walk_in(schedule, submission=form.cleaned_data["submission"], by=user).number
        messages.success(request, _("Number %(number)s. They are called when an hour stays free.") % {"number": number})
    return redirect("appointments:day", number=schedule.library_id, on=clock.today().isoformat())


@require_POST
def serve(request: HttpRequest, pk: int) -> HttpResponse:
    number = get_object_or_404(WalkIn.objects.select_related("schedule__library"), pk=pk)
    user = require(request.user, Permission.USE_DESK, number.schedule.library)
    actions.serve(number, by=user)
    return redirect("appointments:day", number=number.schedule.library_id, on=number.on.isoformat())


def _library(request: HttpRequest, number: str) -> tuple[Library, User]:
    library = get_object_or_404(Library.objects.select_related("settlement"), pk=number)
    return library, require(request.user, Permission.USE_DESK, library)


def _slot(request: HttpRequest, pk: int) -> tuple[Slot, User]:
    slot = get_object_or_404(Slot.objects.whole(), pk=pk)
    return slot, require(request.user, Permission.USE_DESK, slot.schedule.library)


def _day(on: str) -> date:
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise Http404 from None


def _back(slot: Slot) -> HttpResponse:
    return redirect("appointments:day", number=slot.schedule.library_id, on=slot.day.isoformat())


def _page(
    request: HttpRequest, library: Library, on: date, *, booked: tuple[int, PersonForm] | None = None
) -> HttpResponse:
    groups = groups_of(library, on)
    shown = {
        row.slot.pk: PersonForm(schedule=group.schedule, prefix=f"b{row.slot.pk}", initial={"submission": uuid4()})
        for group in groups
        for row in group.rows
        if row.free and not row.slot.is_off and row.slot.starts_at > clock.now()
    }
    if booked:
        shown[booked[0]] = booked[1]
    slots = {row.slot.pool_id: row.slot for group in groups for row in group.rows}
    facts = {
        "library": library,
        "day": on,
        "kept": kept_of(groups),
        "is_today": on == clock.today(),
        "groups": [(group, [(row, shown.get(row.slot.pk)) for row in group.rows]) for group in groups],
        "calls": [(claim, slots[claim.pool_id]) for claim in to_call(library, on) if claim.pool_id in slots],
        "error": booked[1] if booked else None,
        "crumbs": _crumbs(library),
    }
    return render(request, "appointments/day.html", facts, status=422 if booked else 200)


def _crumbs(library: Library) -> list[tuple[str, str]]:
    return [(_("Hours"), reverse("appointments:overview")), (library.place, "")]
