"""The door without a connection: its page, its worker, and what waited. No name stands on any of them."""

import json

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import NETWORK, Permission, library_of, public, require
from ramo.network.models import Library
from ramo.seats.errors import NothingHeld
from ramo.seats.models import Claim

from . import door, door_actions, door_worker
from .data import Bands
from .errors import MarksGone, NotOver, OfAnotherLibrary, Refused, SaidOtherwise, Unreadable, WaitedTooLong
from .models import Host
from .waiting import MOST_AT_ONCE, Word, key_of

Answer = dict[str, str]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the worker keeps: the same for everybody of the library."""
    _user, library = _at_door(request)
    facts = {
        "doors": door.doors_of(library),
        "library": library,
        "bands": [(name, label) for name, label in zip(Bands.__slots__, _band_names(), strict=True)],
        "drawn_at": clock.now(),
        "door_facts": door.facts_for_script(),
        "messages": [],
        "crumbs": [(_("Events"), reverse("events:events")), (_("At the door"), "")],
    }
    return render(request, "events/desk/door.html", facts)


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Public, so that a computer where nobody is signed in gets rid of an old one too. It holds nothing of anybody."""
    response = HttpResponse(door_worker.source(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def state(request: HttpRequest) -> JsonResponse:
    """Whether there is a connection, whose door this is, and the token that sending needs."""
    _user, library = _at_door(request)
    return JsonResponse(
        {"library": library.pk, "token": get_token(request), "is_on": not settings.RAMO_NO_OFFLINE_DESK}
    )


@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """An answer for each word: stored, known, or refused with the reason."""
    user, library = _at_door(request)
    try:
        sent = json.loads(request.body)
        words, now = list(sent["words"]), float(sent["now"])
    except (KeyError, TypeError, ValueError):
        return HttpResponseBadRequest()
    if len(words) > MOST_AT_ONCE:
        return HttpResponseBadRequest()
    return JsonResponse({"library": library.pk, "answers": [_answer(word, now, library, user) for word in words]})


def _at_door(request: HttpRequest) -> tuple[User, Library]:
    user = require(request.user, Permission.WORK, NETWORK)
    library = library_of(user)
    if library is None:
        raise PermissionDenied("only a librarian stands at a door")
    return require(user, Permission.RUN_EVENT, library), library


def _answer(sent: object, now: float, library: Library, user: User) -> Answer:
    try:
        key = key_of(sent)
    except Unreadable:
        key = ""
    try:
        is_news = _hear(Word.read(sent, now=now), library, user)
    except (Refused, NothingHeld) as refusal:
        return {"key": key, "state": "refused", "reason": _reason(refusal)}
    return {"key": key, "state": "stored" if is_news else "known"}


def _hear(word: Word, library: Library, user: User) -> bool:
    if word.library != library.pk:
        raise OfAnotherLibrary
    host = Host.objects.whole().filter(pk=word.host, library=library).first()
    if host is None:
        raise Unreadable
    if isinstance(word.said, Bands):
        return door_actions.count(host, word.said, was=word.was if isinstance(word.was, Bands) else None, by=user)
    claim = Claim.objects.filter(pk=word.claim or 0, pool=host.pool_id).first()
    if claim is None:
        raise NothingHeld
    return door_actions.mark(claim, word.said, was=word.was if isinstance(word.was, int) else None, by=user)


def _reason(refusal: Exception) -> str:
    match refusal:
        case SaidOtherwise():
            said = _("Meanwhile it was noted otherwise: %(number)s. That stands; change it in the list if it is wrong.")
            return said % {"number": refusal.stands}
        case NothingHeld():
            return _("This place was given up meanwhile. Whoever came is counted in the headcount.")
        case MarksGone():
            return _("The list is deleted already. Write only how many came.")
        case OfAnotherLibrary():
            return _("It was noted at another library and waits for it.")
        case WaitedTooLong():
            return _("It is older than 7 days and is not sent by itself. Send it or remove it.")
        case NotOver():
            return _("People are counted when it has begun.")
    return _("We cannot read this mark. Remove it and note it in the list.")


def _band_names() -> list[str]:
    return [_("up to 17"), _("18–29"), _("30–64"), _("65 and more"), _("I could not tell the age")]
