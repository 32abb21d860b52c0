"""Staff of the library where it takes place: who comes, who waits, who is told, who came."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.kit import clock
from ramo.seats import actions as seats
from ramo.seats.errors import (
    AlreadyClaimed,
    NoRoomThere,
    NothingHeld,
    NotOpen,
    OfferLapsed,
    PartyTooLarge,
)
from ramo.seats.keys import spaced
from ramo.seats.models import Claim, State

from . import actions, door, telling, wording
from .errors import NobodyRegisters, NotOver
from .forms import HeadcountForm, OnBehalfForm
from .models import Headcount, Host
from .near import where_to_move
from .opinions import opinions_of
from .reach import require_run

_CAME = {"0": 0, "": None}


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The list in its true order, and the form to sign somebody up."""
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    user = require_run(request.user, host)
    form = OnBehalfForm(request.POST or None, initial={"submission": uuid4()})
    if form.is_valid() and (claim := _signed_up(form, host)):
        _tell(request, claim)
        return redirect("events:people", pk=pk)
    facts = _list_facts(host) | {"form": form, "user": user, "crumbs": _crumbs(host, _("People"))}
    return render(request, "events/desk/people.html", facts, status=422 if form.errors else 200)


@require_safe
def door_list(request: HttpRequest, pk: int) -> HttpResponse:
    """On paper, for where there is no internet at the door: tick who came, type it in later."""
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    require_run(request.user, host)
    numbered = [(line.number, line.claim) for line in door.numbered(host.pool) if line.claim.is_holding]
    facts = _list_facts(host) | {"numbered": numbered, "drawn_at": clock.now()}
    return render(request, "events/desk/door_list.html", facts)


@require_safe
def call_list(request: HttpRequest, pk: int) -> HttpResponse:
    """People without e-mail who are still to be told."""
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    require_run(request.user, host)
    claims = telling.to_call(host) if host.pool_id else Claim.objects.none()
    facts = {"host": host, "event": host.event, "claims": claims, "crumbs": _crumbs(host, _("Whom to call"))}
    return render(request, "events/desk/call_list.html", facts)


@require_POST
def called(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    host, claim = _claim(pk, number)
    user = require_run(request.user, host)
    actions.was_called(claim, host, by=user)
    return redirect("events:call_list", pk=pk)


@require_POST
def leave(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    host, claim = _claim(pk, number)
    user = require_run(request.user, host)
    return _done(request, host, lambda: seats.leave(claim, by=user), _("The place is free."))


@require_POST
def accept(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    host, claim = _claim(pk, number)
    user = require_run(request.user, host)
    return _done(request, host, lambda: seats.accept(claim, by=user), _("The person comes."))


@require_POST
def move(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    host, claim = _claim(pk, number)
    user = require_run(request.user, host)
    wanted = request.POST.get("host", "")
    target = next((each.pool for each in where_to_move(claim, host.event) if str(each.pk) == wanted), None)
    if target is None:
        messages.error(request, _("There is no place there any more."))
        return redirect("events:people", pk=pk)
    return _done(request, host, lambda: seats.move(claim, target, by=user), _("Moved."))


@require_POST
def check_in(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """`came`: how many; 0 did not come; empty takes the word back."""
    host, claim = _claim(pk, number)
    user = require_run(request.user, host)
    came = _CAME.get(request.POST.get("came", ""), claim.party)
    return _done(request, host, lambda: seats.check_in(claim, came, by=user), _("Noted."))


@require_http_methods(["GET", "HEAD", "POST"])
def headcount(request: HttpRequest, pk: int) -> HttpResponse:
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    user = require_run(request.user, host)
    counted = Headcount.objects.filter(host=host).first()
    form = HeadcountForm(request.POST or None, initial=_as_typed(counted))
    if form.is_valid():
        try:
            bands = form.bands()
            if "no" in request.POST:
                actions.did_not_happen(host, by=user)
                messages.success(request, _("Noted: it did not take place."))
            else:
                actions.count(host, bands, by=user)
                said = ngettext("Noted: %(number)s person.", "Noted: %(number)s people.", bands.total)
                messages.success(request, said % {"number": bands.total})
            return redirect("events:headcount", pk=pk)
        except NotOver:
            form.add_error(None, _("People are counted when it has begun."))
    facts = {"host": host, "event": host.event, "form": form, "counted": counted, "area": host.event.area}
    facts["opinions"] = opinions_of(host)
    facts |= {"came": host.pool.kept_came if host.pool else None, "crumbs": _crumbs(host, _("How many came?"))}
    return render(request, "events/desk/headcount.html", facts, status=422 if form.errors else 200)


def _signed_up(form: OnBehalfForm, host: Host) -> Claim | None:
    try:
        return actions.register(host, form.claim(), submission=form.cleaned_data["submission"])
    except AlreadyClaimed:
        form.add_error("phone", _("This phone is already on the list."))
    except PartyTooLarge as refusal:
        form.add_error("party", _("There are only %(number)s places in all.") % {"number": refusal.largest})
    except (NotOpen, NobodyRegisters):
        form.add_error(None, _("Nobody can be signed up for this event."))
    return None


def _tell(request: HttpRequest, claim: Claim) -> None:
    facts = {"code": spaced(claim.code), "number": claim.place_in_line}
    if claim.state == State.WAITING:
        messages.warning(request, _("In line, number %(number)s. Write on the slip: %(code)s.") % facts)
    else:
        messages.success(request, _("There is a place. Write on the slip: %(code)s.") % facts)


def _done(request: HttpRequest, host: Host, act: Callable[[], object], sentence: str) -> HttpResponse:
    try:
        act()
    except (NothingHeld, OfferLapsed):
        messages.error(request, _("This person holds no place any more."))
    except (NoRoomThere, NotOpen, AlreadyClaimed):
        messages.error(request, _("There is no place there any more."))
    else:
        messages.success(request, sentence)
    return redirect("events:people", pk=host.pk)


def _claim(pk: int, number: int) -> tuple[Host, Claim]:
    """Of this very list: a number of another list opens nothing."""
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    claim = Claim.objects.select_related("pool").filter(pk=number, pool=host.pool_id).first()
    if claim is None:
        raise Http404
    return host, claim


def _list_facts(host: Host) -> dict[str, object]:
    claims = list(host.pool.claims.order_by("pk")) if host.pool else []
    waiting = [claim for claim in claims if claim.state == State.WAITING]
    return {
        "host": host,
        "event": host.event,
        "area": host.event.area,
        "when": wording.when(host.event),
        "holding": [claim for claim in claims if claim.is_holding],
        "waiting": list(enumerate(waiting, 1)),
        "gone": sum(not claim.is_standing for claim in claims),
        "to_call": telling.to_call(host).count() if host.pool_id else 0,
        "elsewhere": _elsewhere(host),
    }


def _elsewhere(host: Host) -> list[Host]:
    return list(where_to_move(Claim(pool=host.pool, party=1), host.event)) if host.pool else []


def _as_typed(counted: Headcount | None) -> dict[str, int]:
    return {name: getattr(counted.bands, name) for name in counted.bands.__slots__} if counted else {}


def _crumbs(host: Host, here: str) -> list[tuple[str, str]]:
    return [
        (_("Events"), reverse("events:events")),
        (host.event.title_bg, reverse("events:people", args=[host.pk])),
        (here, ""),
    ]
