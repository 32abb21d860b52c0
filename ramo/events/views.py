"""What anybody reads of events: the calendar, an event, and the card after it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.design.middleware import ends_at
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network.access import public
from ramo.search.forms import DISTANCES

from . import lists, wording
from .addresses import address_of
from .calendars import CONTENT_TYPE, calendar_of
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
