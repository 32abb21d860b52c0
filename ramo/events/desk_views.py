"""Staff: writing events and series, publishing, changing, calling off; what waits after them."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.network.access import Permission, require, require_somewhere
from ramo.network.models import Institution, Library
from ramo.seats.errors import FewerThanTaken
from ramo.trust.models import State

from . import actions, desk, disputes, offering_actions, source_actions
from .data import Span
from .desk_forms import EventForm, begun_from
from .errors import AlreadyOver, HostHasPeople, IdentifierInText
from .models import Event
from .reach import Scope, libraries_for, may_publish, own_scope, publishes_itself, require_edit, scope_of, standing_of
from .writing import data_of

AT_ONCE = 25
Done = TypeVar("Done")
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.EDIT_EVENT)
    shelf = desk.SHELVES.get(request.GET.get("shelf", ""), desk.SHELVES["coming"])
    page = Paginator(shelf.pick(desk.hosts_within(user)), AT_ONCE).get_page(request.GET.get("page"))
    facts = {
        "shelves": desk.SHELVES.values(),
        "shelf": shelf,
        "page": page,
        "rows": desk.rows_of(user, page),
        "query": f"shelf={shelf.key}&",
        "crumbs": [(_("Events"), "")],
    }
    return render(request, "events/desk/events.html", facts)


@form_methods
def new(request: HttpRequest) -> HttpResponse:
    scope = own_scope(request.user)
    user = require(request.user, Permission.EDIT_EVENT, scope)
    home = scope if isinstance(scope, Library) else None
    begun = desk.copied(request.GET.get("from", ""), user)
    initial = {**(begun_from(begun, home) if begun else {}), "day": None, "submission": uuid4()}
    form = EventForm(request.POST or None, home=home, reach=libraries_for(user, scope), initial=initial)
    if form.is_valid() and _is_sure(request, form) and (made := _told(form, lambda: _draft(form, scope, user))):
        _send_on(request, made, user)
        return _written(request, made)
    return _form_page(request, form, _("New event"), scope)


@form_methods
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.whole(), pk=pk)
    user = require_edit(request.user, event)
    data, home = data_of(event), event.organiser
    form = EventForm(
        request.POST or None,
        home=home,
        reach=libraries_for(user, scope_of(event)),
        begun=data,
        is_series=event.series_id is not None,
        initial=begun_from(data, home),
    )
    if form.is_valid() and _told(form, lambda: _amend(event, form, user)):
        return _written(request, event)
    return _form_page(request, form, event.title_bg, scope_of(event), event)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event, pk=pk)
    user = require_edit(request.user, event)
    if not may_publish(user, event):
        offering_actions.offer(event, by=user)
        messages.success(request, _("Offered. Whoever looks after the libraries publishes it."))
        return redirect("events:edit", pk=pk)
    try:
        count = actions.publish(event, by=user, vouched_as=standing_of(user))
    except AlreadyOver:
        messages.error(request, _("There is nothing to publish: it is published, or its time has passed."))
    else:
        said = ngettext("Published: %(number)s date.", "Published: %(number)s dates.", count)
        messages.success(request, said % {"number": count})
    return redirect("events:edit", pk=pk)


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event, pk=pk)
    user = require_edit(request.user, event)
    span = request.POST.get("span", "")
    because = "".join(filter(str.isprintable, request.POST.get("because", ""))).strip()[:200]
    try:
        letters = actions.call_off(event, because=because, span=Span(span) if span in list(Span) else Span.ONE, by=user)
    except AlreadyOver:
        messages.error(request, _("It is over or called off already."))
    except IdentifierInText:
        messages.error(request, _("It is not called off: what you wrote looks like a personal number. Remove it."))
    else:
        said = ngettext("Called off. %(number)s letter leaves.", "Called off. %(number)s letters leave.", letters)
        messages.success(request, said % {"number": letters})
    return redirect("events:edit", pk=pk)


def _send_on(request: HttpRequest, event: Event, user: User) -> None:
    """Published by who may; an institution that may not offers its event to the libraries."""
    if "publish" not in request.POST or event.state != State.DRAFT:
        return
    if may_publish(user, event):
        actions.publish(event, by=user, vouched_as=standing_of(user))
    else:
        offering_actions.offer(event, by=user)


def _is_sure(request: HttpRequest, form: EventForm) -> bool:
    """Of a series one sees the dates before they are made; what was seen is what is made."""
    return not form.dates or request.POST.get("sure") == str(len(form.dates))


def _draft(form: EventForm, scope: Scope, user: User) -> Event:
    data = desk.written_by(form.event(), scope)
    submission = form.cleaned_data["submission"]
    if repeated := form.repeated:
        return actions.draft_series(data, repeated, by=user, submission=submission)[0]
    return actions.draft(data, by=user, submission=submission)


def _amend(event: Event, form: EventForm, user: User) -> bool:
    span = Span(form.cleaned_data.get("span") or Span.ONE)
    amended = actions.amend(event, form.event(), span=span, by=user, vouched_as=standing_of(user))
    if event.institution and event.state == State.PUBLISHED:
        offering_actions.tell_of_change(event)
    source_actions.settle_agreed(Event.objects.whole().get(pk=event.pk))
    return bool(amended)


def _told(form: EventForm, write: Callable[[], Done]) -> Done | None:
    try:
        return write()
    except IdentifierInText as refusal:
        column = refusal.column if refusal.column in form.fields else None
        form.add_error(column, _("This looks like a personal number. Remove it – we do not need it."))
    except FewerThanTaken as refusal:
        said = _("%(number)s places are taken already: not fewer than that.") % {"number": refusal.taken}
        form.add_error("capacity", said)
    except HostHasPeople:
        form.add_error(None, _("People are on the list of a library you took away. Call the event off there instead."))
    except AlreadyOver:
        form.add_error(None, _("It is over or called off: it cannot be changed any more."))
    return None


def _written(request: HttpRequest, event: Event) -> HttpResponse:
    event.refresh_from_db()
    said = _("Written. It is a draft: nobody sees it yet.") if event.state == "draft" else _("Written.")
    messages.success(request, said)
    return redirect("events:edit", pk=event.pk)


def _form_page(
    request: HttpRequest, form: EventForm, heading: str, scope: Scope, event: Event | None = None
) -> HttpResponse:
    facts = {
        "form": form,
        "event": event,
        "heading": heading,
        "dates": form.dates if form.is_bound and not form.errors else [],
        "publishes": "publish" in request.POST,
        "offers": isinstance(scope, Institution) and not publishes_itself(scope),
        "hosts": event.hosts.whole() if event else [],
        "stands_alone": event is not None and source_actions.stands_alone(event),
        "differences": disputes.differences_of(event) if event else [],
        "crumbs": [(_("Events"), reverse("events:events")), (heading, "")],
    }
    return render(request, "events/desk/form.html", facts, status=422 if form.errors else 200)
