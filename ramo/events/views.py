"""What anybody reads of events: the calendar, an event, and the card after it."""

from datetime import date
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ramo.design.middleware import ends_at
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network.access import public
from ramo.search.forms import DISTANCES

from . import actions, lists, wording
from .addresses import address_of
from .calendars import CONTENT_TYPE, calendar_of
from .errors import NotOver
from .forms import OutcomeForm
from .instead import instead_of
from .models import Audience, Event, Host, Kind
from .near import similar_to
from .reach import may_edit, may_run


@public
@require_safe
def events_list(request: HttpRequest) -> HttpResponse:
    asked = lists.Asked.of(request.GET)
    page = lists.found(asked)
    month = asked.month or clock.today().replace(day=1)
    facts = {
        "asked": asked,
        "page": page,
        "query": f"{query}&" if (query := asked.query()) else "",
        "weeks": lists.in_weeks(page),
        "month": month,
        "month_address": asked.month_address(month),
        "next_month": lists.following(month),
        "next_address": asked.address(month=lists.following(month), week=None),
        **_filters(asked),
        "crumbs": [(_("Events"), "")],
    }
    return render(request, "events/list.html", facts)


@public
@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    if not (2000 <= year < 2100 and 1 <= month <= 12):
        raise Http404
    first = date(year, month, 1)
    asked = lists.Asked.of(request.GET, first)
    before, after = lists.preceding(first), lists.following(first)
    facts = {
        "asked": asked,
        "month": first,
        "grid": lists.month_grid(asked, first),
        "before": (before, asked.month_address(before)),
        "after": (after, asked.month_address(after)),
        "list_address": asked.address(month=first),
        **_filters(asked),
        "crumbs": [(_("Events"), reverse("events:events_list")), (wording.month(first), "")],
    }
    return render(request, "events/month.html", facts)


@public
@require_safe
def event(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.whole(), pk=pk)
    if refusal := instead_of(request, found):
        return refusal
    if slug != found.slug:
        return redirect(address_of(found), permanent=True)
    response = render(request, "events/event.html", _facts(request, found))
    if not found.is_over:
        ends_at(response, found.ends_at)
    return response


@public
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One event for the calendar of a telephone."""
    hosts = Host.objects.filter(event__in=Event.objects.shown(), event=pk).whole()
    if not hosts:
        raise Http404
    name = {"Content-Disposition": f'attachment; filename="ramo-{pk}.ics"'}
    return HttpResponse(calendar_of(hosts), content_type=CONTENT_TYPE, headers=name)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """The card after the event: on the screen, or behind the code on the paper."""
    host = get_object_or_404(Host.objects.whole(), event=pk, library=number)
    if not host.event.has_begun or host.event.is_called_off:
        raise Http404
    form = OutcomeForm(request.POST or None, initial={"submission": uuid4()})
    if form.is_valid():
        opinion, submission = form.opinion()
        try:
            actions.give_opinion(host, opinion, submission=submission)
        except NotOver as early:
            raise Http404 from early
        return redirect(f"{request.path}?thanks=1")
    facts = {"host": host, "form": form, "is_done": "thanks" in request.GET, "area": host.event.area}
    facts["crumbs"] = [(_("Events"), reverse("events:events_list")), (_("How was it?"), "")]
    return render(request, "events/outcome.html", facts, status=422 if form.errors else 200)


def _filters(asked: lists.Asked) -> dict[str, object]:
    return {
        "areas": lists.areas_of(asked),
        "audiences": [(value, label, value == asked.audience) for value, label in Audience.choices],
        "distance_choices": list(DISTANCES.items()),
    }


def _facts(request: HttpRequest, event: Event) -> dict[str, object]:
    hosts = list(Host.objects.filter(event=event).whole().order_by("library__place_bg"))
    runs = [host for host in hosts if may_run(request.user, host)]
    return {
        "event": event,
        "area": event.area,
        "hosts": hosts,
        "only": hosts[0] if len(hosts) == 1 else None,
        "kind": Kind(event.kind).label,
        "icon": wording.ICONS[Kind(event.kind)],
        "when": wording.when(event),
        "led_by": wording.led_by(event),
        "price": wording.price(event),
        "ages": wording.ages(event),
        "trust": event.trust_line(),
        "dates": _dates(event),
        "similar": similar_to(event),
        "runs": runs,
        "may_edit": may_edit(request.user, event),
        "crumbs": [
            (_("Events"), reverse("events:events_list")),
            (str(said(event, "title", get_language())), ""),
        ],
    }


def _dates(event: Event) -> list[Event]:
    """The others of its series that are still to come."""
    if event.series_id is None:
        return []
    return list(Event.objects.on_calendar().filter(series=event.series_id).exclude(pk=event.pk)[:12])
