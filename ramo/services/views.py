"""What anybody reads of a service: what one gets, what the library never does, and who gives it near by."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.network import finder
from ramo.network.access import public
from ramo.network.whereabouts import chosen_of, where_of
from ramo.notes.data import Kind
from ramo.notes.reading import beside
from ramo.partnerships.lists import national_of
from ramo.search.models import IndexCard
from ramo.search.sheets import build_sheet
from ramo.trust.actions import history_of
from ramo.trust.models import State

from .cards import SERVICE
from .models import LibraryService, Service

NEARBY = 5


@public
@require_safe
def service(request: HttpRequest, key: str) -> HttpResponse:
    found = _published(key)
    if not found.is_shown:
        return _gone(request, found)
    where = where_of(request)
    giving = LibraryService.objects.giving(found).values("library_id")
    facts = {
        "service": found,
        "area": found.area,
        "where": where,
        "near": finder.nearest(where.place, limit=NEARBY, among=giving) if where.place else [],
        "count": giving.count(),
        "local": beside(request, Kind.SERVICE, found.key),
        "agreements": national_of(found.area),
        "concept": IndexCard.objects.live().filter(kind="concept", key=found.concept).first(),
        "history": [each.verified_on for each in history_of(found)],
        "crumbs": _crumbs(found),
    }
    return render(request, "services/service.html", facts)


@public
@require_safe
def service_sheet(request: HttpRequest, key: str) -> HttpResponse:
    found = _published(key)
    if not found.is_shown:
        return _gone(request, found)
    card = get_object_or_404(IndexCard, kind=SERVICE, key=found.key)
    sheet = build_sheet(card, library=chosen_of(request), language=get_language() or SOURCE_LANGUAGE)
    return render(request, "services/sheet.html", {"service": found, "sheet": sheet, "crumbs": _crumbs(found)})


def _published(key: str) -> Service:
    found = get_object_or_404(Service.objects.whole(), key=key)
    if found.state != State.PUBLISHED:
        raise Http404
    return found


def _gone(request: HttpRequest, found: Service) -> HttpResponse:
    """Past its date, or waiting for its first check: the others of the network are offered."""
    others = Service.objects.shown().exclude(pk=found.pk)
    similar = [
        (str(said(each, "name", get_language())), reverse("services:service", args=[each.pk])) for each in others
    ]
    return render(request, "design/errors/410.html", {"similar": similar}, status=410)


def _crumbs(found: Service) -> list[tuple[str, str]]:
    language = get_language()
    area = (str(said(found.area, "short", language)), reverse("content:area", args=[found.area_id]))
    return [area, (_("The service"), "")]
