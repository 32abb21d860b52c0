"""How it was: the card on the screen, the card on paper, and what became of it some weeks later."""

from uuid import uuid4

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ramo.accounts.errors import TooManyTries
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.access import public
from ramo.seats.errors import NoSuchKey
from ramo.seats.finding import place_by_code
from ramo.seats.forms import WAIT_OR_ASK
from ramo.seats.models import Claim

from . import outcome_actions
from .errors import AnsweredAlready, NothingToAsk, NotOver
from .models import Host
from .outcome_forms import LaterForm, OutcomeForm, SlipForm
from .reach import require_run


@public
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """The card after the event: on the screen, or behind the code on the paper."""
    host = get_object_or_404(Host.objects.whole(), event=pk, library=number)
    if not host.event.has_begun or host.event.is_called_off:
        raise Http404
    form = OutcomeForm(request.POST or None, area=host.event.area_id, initial={"submission": uuid4()})
    if form.is_valid():
        opinion, submission = form.opinion()
        try:
            outcome_actions.give_opinion(host, opinion, submission=submission)
        except NotOver as early:
            raise Http404 from early
        return redirect(f"{request.path}?thanks=1")
    facts = {"host": host, "form": form, "is_done": "thanks" in request.GET, "area": host.event.area}
    facts["crumbs"] = [(_("Events"), reverse("events:events_list")), (_("How was it?"), "")]
    return render(request, "events/outcome.html", facts, status=422 if form.errors else 200)


@require_safe
def outcome_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """On paper: four cards a sheet, with the code for who would rather answer on a telephone."""
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    require_run(request.user, host)
    with translation.override(SOURCE_LANGUAGE):
        address = settings.PUBLIC_ADDRESS + reverse("events:outcome", args=[host.event_id, host.library_id])
        later = settings.PUBLIC_ADDRESS + reverse("events:follow_up")
    facts = {
        "host": host,
        "form": OutcomeForm(area=host.event.area_id),
        "address": address,
        "later": "" if host.event.is_anonymous or host.pool is None else later.partition("//")[2],
        "crumbs": [(_("Events"), reverse("events:events")), (_("Cards on paper"), "")],
    }
    return render(request, "events/outcome_sheet.html", facts)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest) -> HttpResponse:
    """First the number of the slip, then three questions; nothing else is known of who answers."""
    if request.method != "POST":
        return _follow_page(request, SlipForm(), is_done="thanks" in request.GET)
    form, status = SlipForm(request.POST), 422
    if form.is_valid():
        try:
            claim = place_by_code(form.cleaned_data["code"], address=get_ip(request))
            return _later(request, claim)
        except TooManyTries:
            form.add_error("code", WAIT_OR_ASK)
            status = 429
        except NoSuchKey:
            form.add_error("code", _("We know no such number. Compare it with the slip, letter by letter."))
        except AnsweredAlready:
            form.add_error("code", _("This slip has answered already. Thank you."))
        except NothingToAsk:
            form.add_error(
                "code", _("We ask from the fourth to the eighth week after an event, and never about health.")
            )
    return _follow_page(request, form, status=status)


def _later(request: HttpRequest, claim: Claim) -> HttpResponse:
    host = outcome_actions.asked_of(claim)
    sent = request.POST if "answer" in request.POST else None
    form = LaterForm(sent, area=host.event.area_id, initial={"code": request.POST["code"]})
    if form.is_valid():
        outcome_actions.say_later(claim, form.later())
        return redirect(f"{request.path}?thanks=1")
    return _follow_page(request, form, host=host, status=422 if form.errors else 200)


def _follow_page(
    request: HttpRequest, form: SlipForm, *, host: Host | None = None, is_done: bool = False, status: int = 200
) -> HttpResponse:
    crumbs = [(_("Events"), reverse("events:events_list")), (_("What came of it?"), "")]
    facts = {"form": form, "host": host, "is_done": is_done, "crumbs": crumbs}
    return render(request, "events/follow_up.html", facts, status=status)
