"""Staff: offers and events in which a source now says otherwise than a person did; each is chosen on its own page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.events.disputes import fields_in_words
from ramo.events.models import Event, Imported
from ramo.listings.corrections import label_of
from ramo.listings.data import ListingKind
from ramo.listings.lookup import ROOM_OF
from ramo.listings.models import MODELS, Sighting

from .data import RecordKind
from .models import Source
from .reach import require_source

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    link: str
    fields: str


@require_safe
def kept(request: HttpRequest, key: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.select_related("institution", "district"), pk=key)
    require_source(request.user, source)
    is_calendar = source.kind == RecordKind.EVENT
    offers = Sighting.objects.disputed().filter(source_key=source.pk).order_by("kind", "listing")
    events = Imported.objects.disputed().filter(source_key=source.pk).order_by("event__starts_at", "pk")
    page = Paginator[Any](events if is_calendar else offers, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = _events(list(page)) if is_calendar else _offers(list(page))
    crumbs = [
        (_("Sources"), reverse("harvest:sources")),
        (source.name, reverse("harvest:source", args=[source.pk])),
        (_("Kept corrections"), ""),
    ]
    facts = {"source": source, "page": page, "query": "", "rows": list(rows), "crumbs": crumbs}
    return render(request, "harvest/kept.html", facts)


def _events(imported: list[Imported]) -> Iterator[Row]:
    found = [each.event_id for each in imported]
    whole = Event.objects.whole().in_bulk(found)
    for pk in found:
        yield Row(whole[pk].title_bg, reverse("events:edit", args=[pk]), fields_in_words(whole[pk]))


def _offers(sightings: list[Sighting]) -> Iterator[Row]:
    for kind, model in MODELS.items():
        of_kind = [each for each in sightings if each.kind == kind]
        listings = model._base_manager.in_bulk([each.listing for each in of_kind]) if of_kind else {}
        for each in of_kind:
            listing = listings[each.listing]
            link = reverse("listings:edit", args=[ROOM_OF[listing.KIND], listing.pk])
            yield Row(listing.title, link, _words(ListingKind(kind), each))


def _words(kind: ListingKind, sighting: Sighting) -> str:
    return ", ".join(label_of(kind, name) for name in sighting.otherwise or {})
