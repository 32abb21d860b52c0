"""Signing up, and one's own place behind the signed link: accept it, give it up, move it."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.kit.languages import said
from ramo.kit.public import personal, public
from ramo.seats import actions as seats
from ramo.seats import keys
from ramo.seats.errors import (
    AlreadyClaimed,
    NoRoomThere,
    NoSuchKey,
    NothingHeld,
    NotOpen,
    OfferLapsed,
    PartyTooLarge,
)
from ramo.seats.models import Claim
from ramo.trust.models import State

from . import actions, wording
from .addresses import address_of
from .errors import NobodyRegisters
from .forms import RegisterForm, for_children
from .models import Host
from .near import where_to_move
from .telling import hosts_of


@public
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    host = get_object_or_404(Host.objects.whole().exclude(pool=None), event=pk, library=number)
    if host.event.state != State.PUBLISHED or host.event.is_over:
        raise Http404
    form = RegisterForm(request.POST or None, host=host, initial={"submission": uuid4()})
    if form.is_valid() and (claim := _registered(form, host)):
        return redirect("events:own", token=keys.token_of(claim))
    return render(request, "events/register.html", _form_facts(form, host), status=422 if form.errors else 200)


def _registered(form: RegisterForm, host: Host) -> Claim | None:
    try:
        return actions.register(host, form.claim(), submission=form.cleaned_data["submission"])
    except AlreadyClaimed:
        form.add_error("phone", _("This phone or e-mail is already on the list. Use the number you were given."))
    except PartyTooLarge as refusal:
        form.add_error(
            "party", _("At most %(number)s at once. Call the library for a group.") % {"number": refusal.largest}
        )
    except (NotOpen, NobodyRegisters):
        form.add_error(None, _("Nobody can sign up just now."))
    return None


@personal
@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    claim, hosts = _opened(token)
    host = hosts[0]
    facts = {
        "claim": claim,
        "token": token,
        "code": keys.spaced(claim.code),
        "hosts": hosts,
        "host": host,
        "event": host.event,
        "when": wording.shortly(host.event),
        "elsewhere": where_to_move(claim, host.event) if claim.is_standing and not host.event.is_over else [],
        "crumbs": [(_("Events"), reverse("events:events_list")), (_("Your place"), "")],
    }
    return render(request, "events/own.html", facts)


@personal
@require_POST
def accept(request: HttpRequest, token: str) -> HttpResponse:
    return _done(request, token, seats.accept, _("We expect you."))


@personal
@require_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    return _done(request, token, seats.leave, _("Your place is free for others. Your name and contact are deleted."))


@personal
@require_POST
def move(request: HttpRequest, token: str) -> HttpResponse:
    claim, hosts = _opened(token)
    wanted = request.POST.get("host", "")
    found = where_to_move(claim, hosts[0].event)
    target = next((host for host in found if str(host.pk) == wanted), None)
    if target is None or target.pool is None:
        messages.error(request, _("There is no place there any more. You keep the place you have."))
        return redirect("events:own", token=token)
    pool = target.pool
    return _done(request, token, lambda claim: seats.move(claim, pool), _("Your place is moved."))


def _done(request: HttpRequest, token: str, act: Callable[[Claim], object], sentence: str) -> HttpResponse:
    claim, _hosts = _opened(token)
    try:
        act(claim)
    except OfferLapsed:
        messages.error(request, _("The time to answer has passed, and the next person was asked. Sign up again."))
    except (NoRoomThere, NotOpen, AlreadyClaimed):
        messages.error(request, _("There is no place there any more. You keep the place you have."))
    except NothingHeld:
        messages.error(request, _("You hold no place any more."))
    else:
        messages.success(request, sentence)
    return redirect("events:own", token=token)


def _opened(token: str) -> tuple[Claim, list[Host]]:
    try:
        claim = keys.claim_of(token)
    except NoSuchKey as unknown:
        raise Http404 from unknown
    hosts = hosts_of(claim.pool)  # of a pool of another room there are none
    if not hosts:
        raise Http404
    return claim, hosts


def _form_facts(form: RegisterForm, host: Host) -> dict[str, object]:
    event = host.event
    title = str(said(event, "title", get_language()))
    return {
        "form": form,
        "host": host,
        "event": event,
        "area": event.area,
        "is_for_children": for_children(event),
        "when": wording.when(event),
        "where": wording.where(host),
        "crumbs": [
            (_("Events"), reverse("events:events_list")),
            (title, address_of(event)),
            (_("Sign up"), ""),
        ],
    }
