"""Public: the hours one may book, and one's own booking by link or code."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.errors import TooManyTries
from ramo.design.middleware import ends_at
from ramo.kit import clock
from ramo.kit.public import personal
from ramo.network.access import public
from ramo.network.models import Library
from ramo.seats.errors import NoSuchKey
from ramo.seats.finding import place_by_code
from ramo.seats.forms import WAIT_OR_ASK
from ramo.seats.keys import claim_of, spaced
from ramo.seats.models import Claim, State
from ramo.seats.owners import address_of
from ramo.vocabularies.models import District

from . import actions
from .addresses import own_address
from .booking import days_of, with_next_free
from .calendars import CONTENT_TYPE, calendar_of
from .forms import AnotherForm, BookForm, CodeForm
from .models import Schedule, Slot
from .sentences import refusals_in

AT_ONCE = 50
KEPT = timedelta(seconds=10)  # enough for a rush, too short to send many to an hour that is gone


@public
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """Of a district, or of the country."""
    district = District.objects.filter(pk=request.GET.get("o", "")).first()
    given = Schedule.objects.given().whole()
    found = with_next_free(given.filter(library__district=district) if district else given)
    districts = District.objects.filter(pk__in=Schedule.objects.given().values("library__district")).order_by("name_bg")
    shown = list(found[:AT_ONCE])
    facts = {"schedules": shown, "district": district, "districts": districts, "crumbs": [(_("Hours"), "")]}
    return _fresh(render(request, "appointments/hours.html", facts), shown)


@public
@require_safe
def at_library(request: HttpRequest, number: str) -> HttpResponse:
    library = get_object_or_404(Library.objects.active().select_related("settlement"), pk=number)
    found = list(with_next_free(Schedule.objects.given().whole().filter(library=library)))
    facts = {"schedules": found, "library": library, "crumbs": _crumbs(library.place)}
    return _fresh(render(request, "appointments/at_library.html", facts), found)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """The hours with the form below them; who books is led to the page of the booking."""
    found = get_object_or_404(Schedule.objects.given().whole(), pk=pk)
    form = BookForm(request.POST or None, schedule=found, initial={"submission": uuid4()})
    if form.is_valid():
        slot = Slot.objects.whole().filter(schedule=found, pk=form.cleaned_data["slot"]).first()
        with refusals_in(form, has_gone=slot is None):
            if slot is not None:
                claim = actions.book(slot, form.claim(), submission=form.cleaned_data["submission"])
                return redirect(own_address(claim))
    facts = {
        "schedule": found,
        "days": days_of(found),
        "form": form,
        "chosen": request.POST.get("slot", ""),
        "area": found.area,
        "crumbs": _crumbs(found.title_bg),
    }
    return render(request, "appointments/schedule.html", facts, status=422 if form.errors else 200)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """By the code on the slip. How often it may be tried is counted."""
    form, status = CodeForm(request.POST or None), 422
    if form.is_valid():
        try:
            return redirect(address_of(place_by_code(form.cleaned_data["k"], address=get_ip(request))))
        except TooManyTries:
            form.add_error("k", WAIT_OR_ASK)
            status = 429
        except NoSuchKey:
            form.add_error("k", _("We know no such code. Compare it with your slip, letter by letter."))
    facts = {"form": form, "crumbs": _crumbs(_("My hour"))}
    return render(request, "appointments/find.html", facts, status=status if form.errors else 200)


@personal
@never_cache
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponse:
    claim, slot = _own(token)
    return _mine_page(request, token, claim, slot, AnotherForm())


@personal
@never_cache
@require_safe
def slip(request: HttpRequest, token: str) -> HttpResponse:
    claim, slot = _own(token)
    facts = {**_facts(token, claim, slot), "crumbs": _crumbs(_("My hour"))}
    return render(request, "appointments/slip.html", facts)


@personal
@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The hour for the calendar of a telephone."""
    claim, slot = _own(token)
    if not claim.is_holding:
        raise Http404
    name = {"Content-Disposition": 'attachment; filename="ramo-chas.ics"'}
    return HttpResponse(calendar_of(claim, slot), content_type=CONTENT_TYPE, headers=name)


@personal
@never_cache
@require_POST
def give_up(request: HttpRequest, token: str) -> HttpResponse:
    claim, _slot = _own(token)
    actions.give_up(claim)
    messages.success(request, _("The hour is free for others. Your name and contact are deleted."))
    return redirect("appointments:mine", token=token)


@personal
@never_cache
@require_POST
def choose_another(request: HttpRequest, token: str) -> HttpResponse:
    claim, slot = _own(token)
    form = AnotherForm(request.POST)
    if form.is_valid():
        wanted = Slot.objects.whole().filter(schedule=slot.schedule_id, pk=form.cleaned_data["slot"]).first()
        with refusals_in(form, has_gone=wanted is None):
            if wanted is not None:
                actions.choose_another(claim, wanted)
                messages.success(request, _("The new hour is yours. Code and link are the same."))
                return redirect("appointments:mine", token=token)
    return _mine_page(request, token, claim, slot, form)


def _fresh(response: HttpResponse, schedules: Sequence[Schedule]) -> HttpResponse:
    """What says which hour is free next is kept for a breath, and never past that hour."""
    free = [found for found in (getattr(each, "next_free", None) for each in schedules) if found]
    ends_at(response, min((clock.now() + KEPT, *free)))
    return response


def _own(token: str) -> tuple[Claim, Slot]:
    try:
        claim = claim_of(token)
    except NoSuchKey:
        raise Http404 from None
    slot = Slot.objects.filter(pool=claim.pool_id).whole().first()
    if slot is None:  # a place of another room
        raise Http404
    return claim, slot


def _mine_page(request: HttpRequest, token: str, claim: Claim, slot: Slot, form: AnotherForm) -> HttpResponse:
    facts = {**_facts(token, claim, slot), "form": form, "crumbs": _crumbs(_("My hour"))}
    return render(request, "appointments/mine.html", facts, status=422 if form.errors else 200)


def _facts(token: str, claim: Claim, slot: Slot) -> dict[str, object]:
    is_yours = claim.state == State.SEATED and not slot.is_off
    return {
        "token": token,
        "claim": claim,
        "slot": slot,
        "schedule": slot.schedule,
        "library": slot.schedule.library,
        "code": spaced(claim.code),
        "is_yours": is_yours,
        "was_given_up": claim.state == State.LEFT,
        "is_over": slot.ends_at < clock.now(),
        "days": [day for day in days_of(slot.schedule) if not day.opens_at] if claim.is_standing else [],
    }


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("Hours"), reverse("appointments:hours")), (title, "")]
