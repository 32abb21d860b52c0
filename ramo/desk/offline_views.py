"""The desk without a connection: its worker, its own page, and sending what waited."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.kit import clock
from ramo.network.access import public

from . import actions, worker
from .choices import LogChoices
from .desk_views import AtDesk, at_desk
from .errors import DayNotLoggable, OfAnotherLibrary, Refused, Unreadable, WaitedTooLong
from .forms import LogForm
from .kept_sheets import KeptSheet, base_set, chosen_set
from .models import Consultation, WipeItem
from .offline_words import offline_facts
from .waiting import MOST_AT_ONCE, WaitingRecord, submission_of

Answer = dict[str, str]


@public
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Public, so that a computer where nobody is signed in gets rid of an old one too. It holds nothing of anybody."""
    response = HttpResponse(worker.source(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the worker keeps. It is the same for everybody of a library, and holds nothing of a person."""
    here = at_desk(request)
    facts = {
        "form": LogForm(LogChoices.read()),
        "library": here.library,
        "offline_facts": offline_facts(),
        "wipe_items": WipeItem.objects.all(),
        "phone": settings.RAMO_PHONE,
        "messages": [],  # what is said to the person of now stays for the next page, and out of what is kept
        "crumbs": [(_("Desk"), reverse("desk:desk")), (_("Without internet"), "")],
    }
    return render(request, "desk/offline.html", facts)


@require_safe
def state(request: HttpRequest) -> JsonResponse:
    """Whether there is a connection, whose desk this is, and the token that sending needs."""
    here = at_desk(request)
    return JsonResponse(
        {"library": here.library.pk, "token": get_token(request), "is_on": not settings.RAMO_NO_OFFLINE_DESK}
    )


@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """An answer for each record: stored, known, or refused with the reason."""
    here = at_desk(request)
    try:
        sent = json.loads(request.body)
        records, now = list(sent["records"]), float(sent["now"])
    except (KeyError, TypeError, ValueError):
        return HttpResponseBadRequest()
    if len(records) > MOST_AT_ONCE:
        return HttpResponseBadRequest()
    return JsonResponse({"library": here.library.pk, "answers": [_answer(here, record, now) for record in records]})


@require_safe
def kept_sheets(request: HttpRequest) -> JsonResponse:
    """Sheets to print without a connection: those asked for by ?card=kind:key, else the base set."""
    here = at_desk(request)
    asked = request.GET.getlist("card")
    language = get_language() or settings.LANGUAGE_CODE
    cards = chosen_set(asked) if asked else base_set()
    sheets = [KeptSheet.of(card, here.library, language).as_json() for card in cards]
    return JsonResponse({"library": here.library.pk, "sheets": sheets})


def _answer(here: AtDesk, sent: object, now: float) -> Answer:
    try:
        submission = submission_of(sent)
    except Unreadable:
        return {"submission": "", "state": "refused", "reason": _reason(Unreadable())}
    said = {"submission": str(submission)}
    if Consultation.objects.for_library(here.library).filter(submission=submission).exists():
        return said | {"state": "known"}
    try:
        record = WaitingRecord.read(sent, now=now)
        if record.library != here.library.pk:
            raise OfAnotherLibrary(record.library)
        actions.log_consultation(
            library=here.library, data=record.data(clock.now()), submission=submission, by=here.user
        )
    except Refused as refusal:
        return said | {"state": "refused", "reason": _reason(refusal)}
    return said | {"state": "stored"}


def _reason(refusal: Refused) -> str:
    match refusal:
        case OfAnotherLibrary():
            return _("It was made for another library and waits for it.")
        case WaitedTooLong():
            return _("It is older than 7 days and is not sent by itself. Send it or remove it.")
        case DayNotLoggable():
            return _("Its day is more than 31 days back, so it can no longer be entered.")
        case _unreadable_or_not_offered:
            return _("One of its choices is no longer offered. Correct it or remove it.")
