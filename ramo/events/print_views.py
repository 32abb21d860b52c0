"""Paper of events: poster and programme for everybody, lists of people for the library where it takes place."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.network.access import public
from ramo.network.models import Library
from ramo.seats.models import Claim
from ramo.vocabularies.models import District

from . import prints, telling
from .addresses import address_of
from .leaflets import Leaflet, leaflet_of
from .models import Event, Host
from .posters import poster_of
from .reach import require_run


@public
@require_safe
def poster(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    host = _shown(pk, number)
    facts = {"poster": poster_of(host), "host": host, "crumbs": _crumbs(host.event, _("Poster"))}
    return render(request, "events/poster.html", facts)


@public
@require_safe
def poster_pdf(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    return _file(prints.poster_pdf(poster_of(_shown(pk, number))), f"ramo-plakat-{pk}-{number}")


@public
@require_safe
def leaflet(request: HttpRequest, year: int, month: int, number: str) -> HttpResponse:
    first, library = _month(year, month), get_object_or_404(Library, pk=number)
    file = reverse("events:leaflet_pdf", args=[year, month, number])
    return _leaflet_page(request, leaflet_of(library, first), file)


@public
@require_safe
def leaflet_pdf(request: HttpRequest, year: int, month: int, number: str) -> HttpResponse:
    first, library = _month(year, month), get_object_or_404(Library, pk=number)
    return _file(prints.leaflet_pdf(leaflet_of(library, first)), f"ramo-programa-{first:%Y-%m}-{number}")


@public
@require_safe
def district_leaflet(request: HttpRequest, year: int, month: int, code: str) -> HttpResponse:
    first, district = _month(year, month), get_object_or_404(District, pk=code.upper())
    file = reverse("events:district_leaflet_pdf", args=[year, month, code])
    return _leaflet_page(request, leaflet_of(district, first), file)


@public
@require_safe
def district_leaflet_pdf(request: HttpRequest, year: int, month: int, code: str) -> HttpResponse:
    first, district = _month(year, month), get_object_or_404(District, pk=code.upper())
    return _file(prints.leaflet_pdf(leaflet_of(district, first)), f"ramo-programa-{first:%Y-%m}-{code}")


@require_safe
def door_list_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    require_run(request.user, host)
    claims = list(host.pool.claims.order_by("pk")) if host.pool else []
    return _file(prints.door_pdf(host, claims), f"ramo-vhod-{pk}")


@require_safe
def call_list_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    host = get_object_or_404(Host.objects.whole(), pk=pk)
    require_run(request.user, host)
    claims = telling.to_call(host) if host.pool_id else Claim.objects.none()
    return _file(prints.call_pdf(host, claims), f"ramo-obazhdane-{pk}")


def _shown(pk: int, number: str) -> Host:
    """What the public may read of; what is over or a draft has no poster."""
    shown = Host.objects.whole().filter(event__in=Event.objects.shown().upcoming())
    return get_object_or_404(shown.prefetch_related("event__institutions"), event=pk, library=number)


def _leaflet_page(request: HttpRequest, leaflet: Leaflet, file: str) -> HttpResponse:
    crumbs = [(_("Events"), reverse("events:events_list")), (_("Programme to print"), "")]
    return render(request, "events/leaflet.html", {"leaflet": leaflet, "file": file, "crumbs": crumbs})


def _month(year: int, month: int) -> date:
    if not (2000 <= year < 2100 and 1 <= month <= 12):
        raise Http404
    return date(year, month, 1)


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _crumbs(event: Event, here: str) -> list[tuple[str, str]]:
    return [(_("Events"), reverse("events:events_list")), (event.title_bg, address_of(event)), (here, "")]
